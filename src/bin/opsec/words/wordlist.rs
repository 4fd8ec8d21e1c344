//! The sentences about word lists.

use opsec::language::Language::English;
use opsec::text::{Foreign, sanitize};
use opsec::wordlist::{Decodability, Format, Known, LONGEST_WORD, ListError, MOST_WORDS, Oddity, Removed};

use super::common::{number, plural};

sentences! {
    fn no_such_list(name: &str) -> String { English => format!("There's no word list '{}'.", Foreign(name)) }
    fn bundled_lists(ids: &[&str]) -> String { English => format!("Bundled lists: {}.", ids.join(", ")) }
    fn or_a_file() -> &'static str { English => "Or use a file with one word per line." }

    fn not_a_list(name: &str, error: &ListError) -> String {
        English => format!("'{}' isn't a word list: {}.", Foreign(name), list_error(English, error))
    }

    fn list_error(error: &ListError) -> String {
        English => match error {
            ListError::Empty => "it's empty".to_owned(),
            ListError::OneWord => "it has only one word".to_owned(),
            ListError::TooManyWords => {
                format!("it has more than {} words", number(English, MOST_WORDS as u64))
            }
            ListError::Utf16 => "it's in UTF-16".to_owned(),
            ListError::NotUtf8 { line } => {
                format!("line {line} is in an older encoding, such as Latin-1 or Mac Roman")
            }
            ListError::Format(Format::Json) => "it's JSON, but not a list of words".to_owned(),
            ListError::Format(Format::Csv) => {
                "it looks like CSV: most lines have commas, semicolons or quotes".to_owned()
            }
            ListError::Format(Format::Markup) => "it looks like HTML, a table or code".to_owned(),
            ListError::CutSignature => "its PGP signature is cut off".to_owned(),
            ListError::Unsigned { line } => format!("line {line} is outside the signed text"),
            ListError::SeveralWords { line, text } => {
                format!("line {line} has more than one word ('{}')", Foreign(text))
            }
            ListError::TooLong { line } => {
                format!("line {line} is longer than {LONGEST_WORD} characters")
            }
            ListError::Control { line, character } => {
                format!("line {line} has a control character ({})", character.escape_unicode())
            }
        }
    }

    fn list_error_hint(error: &ListError) -> &'static str {
        English => match error {
            ListError::Utf16 | ListError::NotUtf8 { .. } => "Save it as UTF-8 and try again.",
            ListError::CutSignature => "Download the whole file again.",
            ListError::Unsigned { .. } => "Nobody signed that line. Download the list again.",
            _ => "Use one word per line, with or without dice numbers, or a JSON list of words.",
        }
    }

    /// What was taken out of a list, a sentence for each kind; dice numbers and comments are expected there.
    fn taken_out(name: &str, removed: &Removed, left: usize) -> Vec<String> {
        English => {
            let name = Foreign(name);
            let signature = removed.signature.then(|| {
                format!("'{name}' has a PGP signature. We took it out and didn't check it.")
            });
            let comments = (removed.comments > 0).then(|| {
                format!("We left out {} of '{name}' that {} with #.", lines(removed.comments),
                    if removed.comments == 1 { "begins" } else { "begin" })
            });
            let invisible = (removed.invisible > 0).then(|| {
                format!("'{name}' has invisible characters on {}. We took them out.", lines(removed.invisible))
            });
            let phrases = (!removed.phrases.is_empty()).then(|| {
                format!(
                    "We left out {} of '{name}' with more than one word: {}.",
                    lines(removed.phrases.len()),
                    some(&removed.phrases)
                )
            });
            let twice = removed.duplicates.len();
            let duplicates = (twice > 0).then(|| format!(
                "{} in '{name}' {} more than once. Each counts once, so {} {}.",
                counted(twice),
                if twice == 1 { "appears" } else { "appear" },
                number(English, left as u64),
                if left == 1 { "remains" } else { "remain" }
            ));
            [signature, comments, invisible, phrases, duplicates].into_iter().flatten().collect()
        }
    }

    fn tab() -> &'static str { English => "Word lists" }
    fn id_column() -> &'static str { English => "ID" }
    fn name_column() -> &'static str { English => "Name" }
    fn words_column() -> &'static str { English => "Words" }
    fn bits_column() -> &'static str { English => "Bits per word" }

    fn see_more() -> &'static str {
        English => "Six words from a list of 7,776 have 77.5 bits, seven have 90.5. \
                    To see more about a list: opsec wordlist show ID"
    }

    fn reading(decodability: Decodability, separator: &str) -> String {
        English => {
            let with = with(separator);
            match decodability {
                Decodability::PrefixFree | Decodability::Unique => {
                    format!("{with}, each phrase can be read in only one way.")
                }
                Decodability::Ambiguous => format!("{with}, two different phrases can look the same."),
                Decodability::TooLarge => {
                    format!("{with}, two phrases might look the same: the list is too long for us to tell.")
                }
            }
        }
    }

    fn use_another_separator() -> &'static str { English => "Use a separator that no word contains." }
    fn words_label() -> &'static str { English => "words" }
    fn known_label() -> &'static str { English => "list" }
    fn sha256_label() -> &'static str { English => "SHA-256" }
    fn dice_label() -> &'static str { English => "dice numbers" }
    fn comments_label() -> &'static str { English => "comments" }
    fn invisible_label() -> &'static str { English => "invisible" }
    fn signature_label() -> &'static str { English => "signature" }
    fn phrases_label() -> &'static str { English => "phrases" }
    fn duplicates_label() -> &'static str { English => "duplicates" }
    fn starts_label() -> &'static str { English => "word starts" }
    fn short_label() -> &'static str { English => "short forms" }
    fn typos_label() -> &'static str { English => "typos" }

    fn size(words: usize, bits: f64) -> String {
        English => format!("{}, {bits:.2} bits each", number(English, words as u64))
    }

    fn known(known: &Known) -> String {
        English => format!("{}, {}; {}", known.id, known.origin, known.licence)
    }

    fn not_known() -> &'static str { English => "not one of the bundled lists" }

    fn left_out_on(number: usize) -> String { English => format!("on {}, left out", lines(number)) }
    fn not_checked() -> &'static str { English => "taken out; we didn't check it" }

    /// "7: apple, pear, …"
    fn examples(words: &[impl AsRef<str>]) -> String {
        English => format!("{}: {}", number(English, words.len() as u64), some(words))
    }

    fn odd_label(oddity: Oddity) -> &'static str {
        English => match oddity {
            Oddity::Digit => "with digits",
            Oddity::Sign => "with signs",
            Oddity::Letter => "one letter",
        }
    }

    fn odd_words(number: usize, of: usize) -> String {
        English => format!(
            "{} of {} {}. Such words are hard to say and to remember.",
            super::common::number(English, number as u64),
            counted(of),
            if number == 1 { "isn't an ordinary word" } else { "aren't ordinary words" }
        )
    }

    fn starts(prefix_free: bool) -> &'static str {
        English => if prefix_free {
            "no word begins with another word"
        } else {
            "some words begin with another word"
        }
    }

    fn short_forms(letters: usize) -> String {
        English => format!(
            "the first {} a word from all the others",
            plural(letters, "letter tells", "letters tell")
        )
    }

    fn typos(distance: usize, exact: bool) -> String {
        English => match (distance, exact) {
            (1, true) => "one typo can turn a word into another".to_owned(),
            (1, false) => "the list is too long for us to check".to_owned(),
            (4.., _) => "even 3 typos can't turn one word into another".to_owned(),
            (distance, true) => format!(
                "{} can't turn one word into another ({distance} can)",
                plural(distance - 1, "typo", "typos"),
            ),
            (distance, false) => format!(
                "{} can't turn one word into another (the list is too long for us to check more)",
                plural(distance - 1, "typo", "typos")
            ),
        }
    }
}

fn lines(count: usize) -> String {
    format!("{} {}", number(English, count as u64), if count == 1 { "line" } else { "lines" })
}

fn counted(words: usize) -> String {
    format!("{} {}", number(English, words as u64), if words == 1 { "word" } else { "words" })
}

/// The first few of some words.
fn some(words: &[impl AsRef<str>]) -> String {
    let first: Vec<_> = words.iter().take(5).map(|word| sanitize(word.as_ref())).collect();
    let more = if words.len() > first.len() { ", …" } else { "" };
    format!("{}{more}", first.join(", "))
}

fn with(separator: &str) -> String {
    match separator {
        "" => "Without a separator".to_owned(),
        " " => "With a space between the words".to_owned(),
        text => format!("With '{}' between the words", Foreign(text)),
    }
}
