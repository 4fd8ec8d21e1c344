//! The sentences about word lists.

use opsec::language::Language::English;
use opsec::text::Foreign;
use opsec::wordlist::{Decodability, Known, LONGEST_WORD, ListError};

use super::common::{number, plural, words};

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
            ListError::NotAWord(line) => format!("line {line} isn't a single word, or it has an invisible character"),
        }
    }

    fn list_error_hint() -> String {
        English => format!(
            "Write one word per line, at most {LONGEST_WORD} characters each, with or without dice numbers."
        )
    }

    fn duplicates_counted_once(name: &str, twice: usize, left: usize) -> String {
        English => format!(
            "{} in '{}' {} more than once. Each counts once, so {} remain.",
            words(English, twice),
            Foreign(name),
            if twice == 1 { "appears" } else { "appear" },
            number(English, left as u64)
        )
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

    fn dice_numbers(lines: usize) -> String {
        English => format!("on {}, left out", plural(lines, "line", "lines"))
    }

    fn duplicates(words: &[String]) -> String {
        English => {
            let some: Vec<_> = words.iter().take(5).map(String::as_str).collect();
            let more = if words.len() > some.len() { ", …" } else { "" };
            format!("{}: {}{more}", words.len(), some.join(", "))
        }
    }

    fn starts(prefix_free: bool) -> &'static str {
        English => if prefix_free {
            "no word begins with another word"
        } else {
            "some words begin with another word"
        }
    }

    fn short_forms(letters: usize) -> String {
        English => format!("the first {} tell a word from all the others", plural(letters, "letter", "letters"))
    }

    fn typos(distance: usize, exact: bool) -> String {
        English => match (distance, exact) {
            (1, true) => "one typo can turn a word into another".to_owned(),
            (1, false) => "the list is too long for us to check".to_owned(),
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

fn with(separator: &str) -> String {
    match separator {
        "" => "Without a separator".to_owned(),
        " " => "With a space between the words".to_owned(),
        text => format!("With '{text}' between the words"),
    }
}
