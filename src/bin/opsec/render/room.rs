//! Rooms as they are written, and what was found about one.

pub(crate) mod compose;
pub(crate) mod json;

use std::io::{self, Write};

use opsec::passphrase::Strength;
use zeroize::Zeroizing;

use crate::report::{WriteSecret, write_json};
use crate::ui::Style;

/// A new room: its link or name, and what was asked for besides.
pub(crate) struct Room {
    pub(crate) link: Zeroizing<String>,
    pub(crate) pincode: Option<Zeroizing<String>>,
    pub(crate) id: Option<String>,
    pub(crate) words: usize,
    pub(crate) strength: Strength,
    /// The link as a QR code, below it.
    pub(crate) qr: Option<Zeroizing<String>>,
    pub(crate) json: bool,
}

impl WriteSecret for Room {
    fn write(&self, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        if self.json {
            return write_json(&json::room(self), out);
        }
        out.write_all(self.link.as_bytes())?;
        out.write_all(b"\n")?;
        self.qr.as_ref().map_or(Ok(()), |qr| out.write_all(qr.as_bytes()))
    }
}
