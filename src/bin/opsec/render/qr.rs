//! QR codes for the terminal.

use std::io;

use fast_qr::{ECL, QRBuilder};
use zeroize::Zeroizing;

/// Returns the text as a QR code of half blocks, dark on light as cameras want it.
pub(crate) fn terminal(text: &str) -> io::Result<Zeroizing<String>> {
    let code = QRBuilder::new(text).ecl(ECL::L).build();
    let code =
        code.map_err(|_| io::Error::other("it is too long for a QR code (2,953 bytes); leave out --qr"))?;
    Ok(Zeroizing::new(code.to_str() + "\n"))
}
