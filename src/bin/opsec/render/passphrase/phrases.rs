//! Phrases, written while they are drawn: they never become a document, whose pieces nobody wipes.

use std::io::{self, Write};

use opsec::language::Language;
use opsec::passphrase::read_back;
use opsec::wordlist::edit_distance_at_least;
use zeroize::Zeroizing;

use super::json;
use crate::report::WriteSecret;
use crate::secret::Draw;
use crate::ui::Style;
use crate::words::passphrase as words;

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
            Form::Voice => self.draw.first(|phrase| self.voice(phrase, out))?,
            Form::Remember => self.draw.first(|phrase| self.remember(phrase, out))?,
            Form::Json => return json::phrases(&self.draw, &self.list, out),
        }
        self.qr.as_ref().map_or(Ok(()), |qr| out.write_all(qr.as_bytes()))
    }
}

impl Phrases {
    fn voice(&self, phrase: &str, out: &mut dyn Write) -> io::Result<()> {
        let list = self.draw.recipe().list();
        for (number, word) in (1..).zip(self.words(phrase)) {
            let unlike = edit_distance_at_least(list, word, 2);
            let spelled = if unlike { String::new() } else { format!("   {}", spell(word, self.language)) };
            writeln!(out, "{number:>3}  {word}{spelled}")?;
        }
        Ok(())
    }

    fn remember(&self, phrase: &str, out: &mut dyn Write) -> io::Result<()> {
        let stations = words::stations(self.language);
        for (index, word) in self.words(phrase).enumerate() {
            if index > 0 && index % 5 == 0 {
                writeln!(out)?;
            }
            let (house, station) = (index / stations.len(), stations[index % stations.len()]);
            let place = match house {
                0 => station.to_owned(),
                house => words::station_of_house(self.language, station, house + 1),
            };
            writeln!(out, "{:>3}  {place:<22} {word}", index + 1)?;
        }
        Ok(())
    }

    /// The words of a phrase as they are written, read back so that separators may be anything.
    fn words<'s>(&'s self, phrase: &str) -> impl Iterator<Item = &'s str> {
        let list = self.draw.recipe().list();
        let indices = read_back(list, phrase).map_or_else(Vec::new, |read| read.indices);
        indices.into_iter().map(|index| list.word(index))
    }
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
