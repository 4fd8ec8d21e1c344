//! Phrases, written while they are drawn: they never become a document, whose pieces nobody wipes.

use std::io::{self, Write};

use opsec::language::Language;
use opsec::passphrase::{Kind, Part, Separator};
use opsec::wordlist::edit_distance_at_least;
use zeroize::Zeroizing;

use super::json;
use crate::report::WriteSecret;
use crate::secret::Draw;
use crate::ui::Style;
use crate::words::passphrase::aloud as words;

/// How phrases are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Each phrase alone on its line.
    Line,
    /// Numbered, spelled where words can be confused.
    Voice,
    /// With the places of a memory palace.
    Remember,
    /// For programs.
    Json,
}

/// Phrases, and how they are written.
pub(crate) struct Phrases {
    pub(crate) language: Language,
    pub(crate) draw: Draw,
    /// The name of their list.
    pub(crate) list: String,
    pub(crate) form: Form,
    /// The phrase as a QR code, below it.
    pub(crate) qr: Option<Zeroizing<String>>,
}

impl WriteSecret for Phrases {
    fn write(&self, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        match self.form {
            Form::Line => self.draw.each(|phrases| out.write_all(phrases))?,
            Form::Voice => self.draw.only(|phrase, parts| self.voice(phrase, parts, out))?,
            Form::Remember => self.draw.only(|phrase, parts| self.remember(phrase, parts, out))?,
            Form::Json => return json::phrases(&self.draw, &self.list, out),
        }
        self.qr.as_ref().map_or(Ok(()), |qr| out.write_all(qr.as_bytes()))
    }
}

impl Phrases {
    fn voice(&self, phrase: &str, parts: &[Part], out: &mut dyn Write) -> io::Result<()> {
        let list = self.draw.recipe().list();
        for (number, Item { word, signs }) in (1..).zip(items(phrase, parts)) {
            let unlike = edit_distance_at_least(list, word, 2);
            let spelled = if unlike { String::new() } else { format!("   {}", spell(word, self.language)) };
            writeln!(out, "{number:>3}  {word}{spelled}")?;
            for sign in signs.chars() {
                writeln!(out, "     {}", words::then_sign(self.language, sign))?;
            }
        }
        self.between(out)
    }

    fn remember(&self, phrase: &str, parts: &[Part], out: &mut dyn Write) -> io::Result<()> {
        let stations = words::stations(self.language);
        for (index, Item { word, signs }) in items(phrase, parts).into_iter().enumerate() {
            if index > 0 && index % 5 == 0 {
                writeln!(out)?;
            }
            let (house, station) = (index / stations.len(), stations[index % stations.len()]);
            let place = match house {
                0 => station.to_owned(),
                house => words::station_of_house(self.language, station, house + 1),
            };
            let signs = if signs.is_empty() { String::new() } else { format!("  {signs}") };
            writeln!(out, "{:>3}  {place:<22} {word}{signs}", index + 1)?;
        }
        self.between(out)
    }

    /// Says what stands between all the words, unless it is the space that everyone would write.
    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        match self.draw.recipe().separator() {
            Separator::Text(text) if text != " " && self.draw.recipe().words() > 1 => {
                writeln!(out, "\n{}", words::between(self.language, text))
            }
            _ => Ok(()),
        }
    }
}

/// A word, and the random signs that follow it.
#[derive(Debug, PartialEq, Eq)]
struct Item<'p> {
    word: &'p str,
    signs: &'p str,
}

/// The words of a phrase with the signs behind each, as they were drawn.
fn items<'p>(phrase: &'p str, parts: &[Part]) -> Vec<Item<'p>> {
    let mut items: Vec<Item<'p>> = Vec::new();
    let mut begun = 0;
    for part in parts {
        match (part.kind, items.last_mut()) {
            (Kind::Word, _) => {
                items.push(Item { word: &phrase[part.range.clone()], signs: "" });
                begun = part.range.end;
            }
            (Kind::Digit | Kind::Symbol, Some(item)) => item.signs = &phrase[begun..part.range.end],
            _ => {}
        }
    }
    items
}

/// Spells a word in the international spelling alphabet (ICAO, 1956).
fn spell(word: &str, language: Language) -> String {
    const ALPHABET: [&str; 26] = [
        "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo",
        "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform",
        "Victor", "Whiskey", "X-ray", "Yankee", "Zulu",
    ];
    let letter = |c: char| match c.to_ascii_lowercase() {
        c @ 'a'..='z' => ALPHABET[(c as u8 - b'a') as usize].to_owned(),
        '-' => words::hyphen(language).to_owned(),
        c => c.to_string(),
    };
    word.chars().map(letter).collect::<Vec<_>>().join(" ")
}
