//! Views of word lists.

use std::io::{self, Write};

use opsec::wordlist::{
    Decodability, KNOWN, Known, WordList, bits, least_edit_distance, prefix_free, unique_prefix,
};
use serde_json::json;

use super::layout::{labelled, pad, paragraph};
use crate::data::count;
use crate::report::{Format, View, write_json};
use crate::ui::{Meaning, Style, sanitize};

/// Every bundled list.
pub(crate) struct Listing;

impl View for Listing {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text, Format::Json]
    }

    fn write(&self, format: Format, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        if format == Format::Json {
            let lists: Vec<_> = KNOWN.iter().map(about).collect();
            return write_json(&json!({"schema": 1, "lists": lists}), out);
        }
        for known in KNOWN {
            let line = format!(
                "{}{} words, {:.2} bits each; {}",
                pad(known.id, 13),
                known.count,
                bits(known.count),
                known.name
            );
            writeln!(out, "{}", paragraph(page, "", "             ", &line))?;
        }
        let end = "Six words of a list with 7,776 are 77.5 bits, seven 90.5. Details: opsec wordlist show ID";
        writeln!(out, "{}", page.paint(Meaning::Faint, &paragraph(page, "", "", end)))
    }
}

fn about(known: &Known) -> serde_json::Value {
    json!({
        "id": known.id,
        "name": known.name,
        "language": known.language,
        "words": known.count,
        "bits_per_word": (bits(known.count) * 10_000.0).round() / 10_000.0,
        "sha256": known.sha256,
        "origin": known.origin,
        "licence": known.licence,
    })
}

/// The words themselves.
pub(crate) struct Words(pub(crate) WordList);

impl View for Words {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text]
    }

    fn write(&self, _: Format, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        self.0.iter().try_for_each(|word| writeln!(out, "{word}"))
    }
}

/// What a list is good for.
pub(crate) struct Examined {
    pub(crate) name: String,
    pub(crate) known: Option<&'static Known>,
    pub(crate) list: WordList,
    pub(crate) duplicates: Vec<String>,
    pub(crate) dice_numbers: usize,
    pub(crate) decodability: Decodability,
    pub(crate) separator: String,
}

impl View for Examined {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text, Format::Json]
    }

    fn write(&self, format: Format, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        let (least, exact) = least_edit_distance(&self.list);
        if format == Format::Json {
            let value = json!({
                "schema": 1,
                "name": self.name,
                "known": self.known.map(about),
                "words": self.list.len(),
                "bits_per_word": (self.list.bits_per_word() * 10_000.0).round() / 10_000.0,
                "duplicates": self.duplicates,
                "dice_numbers": self.dice_numbers,
                "separator": self.separator,
                "uniquely_decodable": self.decodability.is_unique(),
                "prefix_free": prefix_free(&self.list),
                "unique_prefix": unique_prefix(&self.list),
                "least_edit_distance": least,
                "least_edit_distance_is_exact": exact,
            });
            return write_json(&value, out);
        }
        writeln!(out, "{}", page.paint(Meaning::Strong, &self.name))?;
        let mut line = |label: &str, text: &str| writeln!(out, "{}", labelled(page, 2, 24, label, text));
        line("words", &format!("{}, {:.2} bits each", self.list.len(), self.list.bits_per_word()))?;
        if let Some(known) = self.known {
            line("known as", &format!("{}, {}; {}", known.id, known.origin, known.licence))?;
            line("SHA-256", known.sha256)?;
        } else {
            line("known as", "none of the bundled lists")?;
        }
        if self.dice_numbers > 0 {
            line("dice numbers", &format!("on {}, taken out", count(self.dice_numbers, "line")))?;
        }
        if !self.duplicates.is_empty() {
            let some: Vec<_> = self.duplicates.iter().take(5).map(|word| sanitize(word)).collect();
            let more = if self.duplicates.len() > 5 { ", …" } else { "" };
            line("stand twice", &format!("{}: {}{more}", self.duplicates.len(), some.join(", ")))?;
        }
        let separator = match self.separator.as_str() {
            "" => "without a separator".to_owned(),
            " " => "with a space between".to_owned(),
            text => format!("with '{}' between", sanitize(text)),
        };
        let read = match self.decodability {
            Decodability::PrefixFree | Decodability::Unique => "one reading for each phrase",
            Decodability::Ambiguous => "two different phrases can look the same: use another separator",
            Decodability::TooLarge => {
                "not found out, the list is too large: use a separator that no word holds"
            }
        };
        line(&separator, read)?;
        line("no word begins another", if prefix_free(&self.list) { "true" } else { "not true" })?;
        line(
            "letters that suffice",
            &format!("the first {} tell a word from all others", unique_prefix(&self.list)),
        )?;
        let typo = match (least, exact) {
            (1, _) => "1: a typo can turn one word into another".to_owned(),
            (least, true) => {
                format!("{least}: {} cannot turn one word into another", count(least - 1, "typo"))
            }
            (least, false) => format!("at least {least} (too many words to find out more)"),
        };
        line("least edit distance", &typo)
    }
}
