//! Views of passphrases, and of what was read back.

use std::io::{self, Write};

use opsec::passphrase::{Generator, Habit, Recipe, Unread};
use opsec::wordlist::edit_distance_at_least;
use rand::rngs::{ChaCha20Rng, SysRng};
use rand::{SeedableRng, TryRng};
use serde_json::json;
use zeroize::Zeroizing;

use super::layout::{listed, paragraph};
use super::qr;
use crate::data::count;
use crate::report::{Format, View, write_json};
use crate::secret::Secret;
use crate::ui::{Meaning, Style};

/// How a phrase is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The phrase alone.
    Line,
    /// Numbered, spelled where words can be confused.
    Voice,
    /// With the places of a memory palace.
    Remember,
}

/// Phrases, made while they are written.
pub(crate) struct Phrases {
    pub(crate) recipe: Recipe,
    pub(crate) list: String,
    pub(crate) count: u64,
    /// Places in the list, when dice chose them.
    pub(crate) rolled: Option<Vec<usize>>,
    pub(crate) form: Form,
    pub(crate) qr: bool,
}

/// The buffer of a long run: large writes, and one place to wipe.
const BULK: usize = 256 << 10;

impl View for Phrases {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text, Format::Json]
    }

    fn is_secret(&self) -> bool {
        true
    }

    fn write(&self, format: Format, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        let longest = self.recipe.longest() + 16;
        let mut buffer = Secret::of(if self.count == 1 { longest } else { longest.max(BULK) });
        if !buffer.is_locked() {
            let label = page.paint(Meaning::Warning, "warning:");
            let _ = writeln!(io::stderr(), "{label} the memory of the phrase could not be kept out of swap.");
        }
        if format == Format::Json { self.json(&mut buffer, out) } else { self.text(&mut buffer, out) }
    }
}

impl Phrases {
    fn text(&self, buffer: &mut Secret, out: &mut dyn Write) -> io::Result<()> {
        if self.form == Form::Line && !self.qr {
            return self.each(buffer, |phrases| out.write_all(phrases));
        }
        self.each(buffer, |phrase| {
            let phrase = str::from_utf8(phrase).expect("phrases are made of words").trim_end_matches('\n');
            match self.form {
                Form::Line => writeln!(out, "{phrase}")?,
                Form::Voice => self.voice(phrase, out)?,
                Form::Remember => self.remember(phrase, out)?,
            }
            if self.qr { out.write_all(qr::terminal(phrase)?.as_bytes()) } else { Ok(()) }
        })
    }

    /// Makes the phrases, one a line, and hands them over in pieces of whole lines.
    ///
    fn each(&self, buffer: &mut Secret, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        if let Some(places) = &self.rolled {
            let phrase = self.recipe.phrase_of(places);
            let bytes = buffer.expose();
            bytes[..phrase.len()].copy_from_slice(phrase.as_bytes());
            bytes[phrase.len()] = b'\n';
            return take(&bytes[..=phrase.len()]);
        }
        let mut random = system_random()?;
        let generator = Generator::new(&self.recipe, self.count);
        let mut left = self.count;
        while left > 0 {
            let (made, length) = generator.fill(&mut random, left, buffer.expose());
            take(&buffer.expose()[..length])?;
            left -= made;
        }
        Ok(())
    }

    fn json(&self, buffer: &mut Secret, out: &mut dyn Write) -> io::Result<()> {
        let head = json!({
            "schema": 1,
            "list": self.list,
            "list_words": self.recipe.list().len(),
            "words": self.recipe.words(),
            "bits": (self.recipe.bits() * 100.0).round() / 100.0,
            "dice": self.rolled.is_some(),
        });
        let head = serde_json::to_string_pretty(&head)?;
        let head = head.trim_end_matches(['\n', '}']);
        write!(out, "{head},\n  \"phrases\": [")?;
        let mut first = true;
        self.each(buffer, |phrases| {
            for phrase in phrases.split(|byte| *byte == b'\n').filter(|phrase| !phrase.is_empty()) {
                let phrase = str::from_utf8(phrase).expect("phrases are made of words");
                out.write_all(if first { b"\n    " } else { b",\n    " })?;
                first = false;
                // Words and separators may hold quotes and backslashes.
                serde_json::to_writer(&mut *out, phrase)?;
            }
            Ok(())
        })?;
        out.write_all(b"\n  ]\n}\n")
    }

    fn voice(&self, phrase: &str, out: &mut dyn Write) -> io::Result<()> {
        let list = self.recipe.list();
        for (number, word) in self.words(phrase).enumerate() {
            let unlike = edit_distance_at_least(list, word, 2);
            let spelled = if unlike { String::new() } else { format!("   {}", spell(word)) };
            writeln!(out, "{:>3}  {word}{spelled}", number + 1)?;
        }
        Ok(())
    }

    fn remember(&self, phrase: &str, out: &mut dyn Write) -> io::Result<()> {
        for (number, word) in self.words(phrase).enumerate() {
            if number > 0 && number % 5 == 0 {
                writeln!(out)?;
            }
            let place = PLACES[number % PLACES.len()];
            let round = number / PLACES.len();
            let house = if round == 0 { String::new() } else { format!(" of house {}", round + 1) };
            writeln!(out, "{:>3}  {:<22} {word}", number + 1, format!("{place}{house}"))?;
        }
        Ok(())
    }

    /// The words of a phrase as they are written, read back so that separators may be anything.
    fn words<'s>(&'s self, phrase: &str) -> impl Iterator<Item = &'s str> {
        let places = opsec::passphrase::read_back(self.recipe.list(), phrase)
            .map_or_else(Vec::new, |read| read.places);
        places.into_iter().map(|place| self.recipe.list().word(place))
    }
}

/// Named where it is chosen: `ChaCha20` seeded from the system's generator, which wipes itself. A system
/// without random numbers is an error, not a weak phrase.
fn system_random() -> io::Result<ChaCha20Rng> {
    let mut seed = Zeroizing::new([0; 32]);
    let filled = SysRng.try_fill_bytes(seed.as_mut_slice());
    filled.map_err(|error| io::Error::other(format!("the system gives no random numbers: {error}")))?;
    Ok(ChaCha20Rng::from_seed(*seed))
}

/// Makes one phrase, for those who build something larger of it.
pub(crate) fn one_phrase(recipe: &Recipe) -> io::Result<Zeroizing<String>> {
    let mut buffer = Secret::of(recipe.longest() + 16);
    let (_, length) = Generator::new(recipe, 1).fill(&mut system_random()?, 1, buffer.expose());
    let phrase = str::from_utf8(&buffer.expose()[..length - 1]).expect("phrases are made of words");
    Ok(Zeroizing::new(phrase.to_owned()))
}

/// Stations of a walk through a home, always in this order; put each word there as a picture.
const PLACES: &[&str] = &[
    "front door",
    "coat hooks",
    "mirror",
    "stairs",
    "kitchen table",
    "stove",
    "window",
    "sofa",
    "bookshelf",
    "lamp",
    "bed",
    "wardrobe",
    "bath",
    "balcony",
    "letter box",
];

/// The international spelling alphabet (ICAO, 1956).
fn spell(word: &str) -> String {
    const ALPHABET: [&str; 26] = [
        "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo",
        "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform",
        "Victor", "Whiskey", "X-ray", "Yankee", "Zulu",
    ];
    let letter = |c: char| match c.to_ascii_lowercase() {
        c @ 'a'..='z' => ALPHABET[(c as u8 - b'a') as usize].to_owned(),
        '-' => "hyphen".to_owned(),
        c => c.to_string(),
    };
    word.chars().map(letter).collect::<Vec<_>>().join(" ")
}

/// "2.2×10^23" for 77.5 bits.
pub(crate) fn power(bits: f64) -> String {
    let logarithm = bits * std::f64::consts::LOG10_2;
    if logarithm < 6.0 {
        return format!("{:.0}", bits.exp2());
    }
    format!("{:.1}×10^{}", 10_f64.powf(logarithm.fract()), logarithm.floor())
}

/// A Julian year, in seconds.
const YEAR: f64 = 31_557_600.0;

/// The time to try half of all phrases at 10^speed guesses a second.
pub(crate) fn time_to_guess(bits: f64, speed: f64) -> String {
    let seconds = (bits - 1.0).exp2() / 10_f64.powf(speed);
    match seconds {
        s if s < 1.0 => "less than a second".to_owned(),
        s if s < 60.0 => format!("{s:.0} seconds"),
        s if s < 3600.0 => format!("{:.0} minutes", s / 60.0),
        s if s < 86_400.0 => format!("{:.0} hours", s / 3600.0),
        s if s < YEAR => format!("{:.0} days", s / 86_400.0),
        s if s < YEAR * 1e6 => format!("{:.0} years", s / YEAR),
        s => format!("10^{:.0} years", (s / YEAR).log10().floor()),
    }
}

/// What was read back from a typed phrase. The phrase itself is not in it.
pub(crate) struct Said {
    pub(crate) list: Option<String>,
    pub(crate) also: Vec<String>,
    pub(crate) words: usize,
    pub(crate) bits: Option<f64>,
    pub(crate) ambiguous: bool,
    pub(crate) habits: Vec<Habit>,
    pub(crate) unread: Vec<Unread>,
}

impl Said {
    pub(crate) fn is_good(&self) -> bool {
        self.bits.is_some()
    }
}

fn habit(habit: Habit) -> &'static str {
    match habit {
        Habit::Sorted => "the words stand in alphabetical order",
        Habit::Repeated => "a word stands more often than chance explains",
        Habit::Grammar => "small words hold it together like a sentence",
    }
}

impl View for Said {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text, Format::Json]
    }

    fn write(&self, format: Format, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        if format == Format::Json {
            let unread = self
                .unread
                .iter()
                .map(|word| json!({"number": word.number, "nearest": word.nearest, "certain": word.certain}));
            let value = json!({
                "schema": 1,
                "list": self.list,
                "also_in": self.also,
                "words": self.words,
                "bits_if_random": self.bits.map(|bits| (bits * 100.0).round() / 100.0),
                "ambiguous": self.ambiguous,
                "signs_of_a_human_choice": self.habits.iter().map(|sign| habit(*sign)).collect::<Vec<_>>(),
                "unread": unread.collect::<Vec<_>>(),
            });
            return write_json(&value, out);
        }
        match (&self.list, self.bits) {
            (Some(list), Some(bits)) => {
                let words = count(self.words, "word");
                let text = format!("✓ {words} of {list}: {bits:.1} bits, if chance chose them.");
                writeln!(out, "{}", page.paint(Meaning::Good, &paragraph(page, "", "  ", &text)))?;
                if !self.also.is_empty() {
                    let also: Vec<_> = self.also.iter().map(String::as_str).collect();
                    let text = format!(
                        "All words are also in {}; with more words to choose from it would be more.",
                        listed(&also)
                    );
                    writeln!(out, "{}", paragraph(page, "  ", "  ", &text))?;
                }
            }
            (list, _) => self.missing(list.as_deref(), page, out)?,
        }
        if self.ambiguous {
            let text = "? It can be read in more than one way; a separator would make it clear.";
            writeln!(out, "{}", page.paint(Meaning::Warning, &paragraph(page, "", "  ", text)))?;
        }
        for sign in &self.habits {
            let text = format!(
                "! Chosen by a person? {}. Then the bits above do not hold.",
                super::layout::capitalised(habit(*sign))
            );
            writeln!(out, "{}", page.paint(Meaning::Warning, &paragraph(page, "", "  ", &text)))?;
        }
        Ok(())
    }
}

impl Said {
    fn missing(&self, list: Option<&str>, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        let Some(list) = list else {
            let text = "✗ No bundled list has these words; its strength cannot be told. A phrase of one's own \
                        making is weaker than it looks.";
            return writeln!(out, "{}", page.paint(Meaning::Bad, &paragraph(page, "", "  ", text)));
        };
        let text = format!(
            "✗ {} of {} are not in {list}, the nearest list:",
            self.unread.len(),
            count(self.words, "word")
        );
        writeln!(out, "{}", page.paint(Meaning::Bad, &paragraph(page, "", "  ", &text)))?;
        for word in &self.unread {
            let near: Vec<_> = word.nearest.iter().map(String::as_str).collect();
            let text = match (word.certain, near.as_slice()) {
                (true, [one, ..]) => format!("word {}: meant is {one}", word.number),
                (false, []) => format!("word {}: nothing near", word.number),
                (_, near) => format!("word {}: perhaps {}", word.number, near.join(", ")),
            };
            writeln!(out, "{}", paragraph(page, "  ", "    ", &text))?;
        }
        Ok(())
    }
}
