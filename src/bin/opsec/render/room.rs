//! Views of rooms.

use std::io::{self, Write};

use serde_json::json;
use zeroize::Zeroizing;

use super::layout::paragraph;
use super::qr;
use crate::cli::room::Form;
use crate::data::count;
use crate::report::{Format, View, write_json};
use crate::ui::{Meaning, Style};

/// A new room: its link or name, and what was asked for besides.
pub(crate) struct Room {
    pub(crate) link: Zeroizing<String>,
    pub(crate) pincode: Option<Zeroizing<String>>,
    pub(crate) id: Option<String>,
    pub(crate) words: usize,
    pub(crate) bits: f64,
    pub(crate) qr: bool,
}

impl View for Room {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text, Format::Json]
    }

    fn is_secret(&self) -> bool {
        true
    }

    fn write(&self, format: Format, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        if format == Format::Json {
            let value = json!({
                "schema": 1,
                "room": self.link.as_str(),
                "pincode": self.pincode.as_ref().map(|pincode| pincode.as_str()),
                "id": self.id,
                "list": "EFF short 2",
                "words": self.words,
                "bits": (self.bits * 100.0).round() / 100.0,
            });
            return write_json(&value, out);
        }
        out.write_all(self.link.as_bytes())?;
        out.write_all(b"\n")?;
        if self.qr { out.write_all(qr::terminal(&self.link)?.as_bytes()) } else { Ok(()) }
    }
}

/// What was found about a room's name. The name itself is not in it.
pub(crate) struct Checked {
    pub(crate) form: Form,
    /// List, words, bits if chosen at random.
    pub(crate) found: Option<(&'static str, usize, f64)>,
    pub(crate) id: Option<String>,
    pub(crate) pincode: bool,
    pub(crate) problem: Option<&'static str>,
    pub(crate) weak: bool,
    /// Whether LeapChat itself makes names like this.
    pub(crate) usual: bool,
}

impl View for Checked {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text, Format::Json]
    }

    fn write(&self, format: Format, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        let form = match self.form {
            Form::Leapchat => "leapchat",
            Form::Path => "path",
            Form::Name => "name",
        };
        if format == Format::Json {
            let value = json!({
                "schema": 1,
                "form": form,
                "list": self.found.map(|(list, ..)| list),
                "words": self.found.map(|(_, words, _)| words),
                "bits_if_random": self.found.map(|(.., bits)| (bits * 100.0).round() / 100.0),
                "id": self.id,
                "pincode": self.pincode,
                "problem": self.problem,
                "weak": self.weak,
            });
            return write_json(&value, out);
        }
        let mut line = |role: Meaning, text: &str| {
            writeln!(out, "{}", page.paint(role, &paragraph(page, "", "  ", text)))
        };
        if let Some(problem) = self.problem {
            line(Meaning::Bad, &format!("✗ It would not open the same room everywhere: {problem}."))?;
        }
        match self.found {
            Some((list, words, bits)) => {
                let (role, mark) = if self.weak { (Meaning::Bad, "✗") } else { (Meaning::Good, "✓") };
                let usual = if self.usual { ", as LeapChat makes them" } else { "" };
                line(
                    role,
                    &format!(
                        "{mark} {} of {list}{usual}: {bits:.1} bits, if chance chose them.",
                        count(words, "word")
                    ),
                )?;
                if self.weak {
                    line(Meaning::Warning, "  That is weak: whoever can try names finds it. opsec room new")?;
                }
            }
            None => line(
                Meaning::Bad,
                "✗ Not made of words of a bundled list: how hard it is to guess cannot be told. opsec room new",
            )?,
        }
        line(
            Meaning::Faint,
            &format!("form: {form}{}", if self.pincode { ", asks for a pincode" } else { "" }),
        )?;
        if let Some(id) = &self.id {
            line(Meaning::Faint, &format!("room id: {id}"))?;
        }
        Ok(())
    }
}
