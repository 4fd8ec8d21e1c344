//! The sentences about passphrases: made, rolled with dice, and checked.

use opsec::language::Language::English;
use opsec::passphrase::{Count, Habit, Recipe, RecipeError, TimeToGuess, Unread};
use opsec::text::Foreign;

use super::common::{listed, number, words};

sentences! {
    fn strength(number: usize, list: &str, bits: f64, choices: Count) -> String {
        English => format!(
            "{} from {}: {bits:.1} bits, {} equally likely phrases.",
            words(English, number),
            Foreign(list),
            count(English, choices)
        )
    }

    fn guessing(slow: TimeToGuess, fast: TimeToGuess) -> String {
        English => format!(
            "Guessing takes {} on average against a slow hash (10^4 guesses a second). \
             With a fast hash and a lot of hardware (10^12 a second) it takes {}.",
            time(English, slow),
            time(English, fast)
        )
    }

    /// "1,024", "2.2×10^23".
    fn count(count: Count) -> String {
        English => match count {
            Count::Exact(exact) => number(English, exact),
            Count::Power { mantissa, exponent } => format!("{mantissa:.1}×10^{exponent}"),
        }
    }

    fn time(time: TimeToGuess) -> String {
        English => {
            let of = |number: u64, one: &str| {
                format!("{} {one}{}", super::common::number(English, number), if number == 1 { "" } else { "s" })
            };
            match time {
                TimeToGuess::UnderASecond => "less than a second".to_owned(),
                TimeToGuess::Seconds(number) => of(number, "second"),
                TimeToGuess::Minutes(number) => of(number, "minute"),
                TimeToGuess::Hours(number) => of(number, "hour"),
                TimeToGuess::Days(number) => of(number, "day"),
                TimeToGuess::Years(number) => of(number, "year"),
                TimeToGuess::PowerOfYears(power) => format!("10^{power} years"),
            }
        }
    }

    fn separator_control() -> &'static str { English => "The separator contains a control character." }
    fn separator_control_hint() -> &'static str { English => "Use text that you can type and see." }
    fn separator_long() -> &'static str { English => "The separator is longer than 16 bytes." }
    fn separator_long_hint() -> &'static str { English => "Use a shorter one, such as a space or a hyphen." }

    fn recipe_error(error: RecipeError, list: &str) -> String {
        English => match error {
            RecipeError::NoWords => "A passphrase needs at least one word.".to_owned(),
            RecipeError::TooManyWords => {
                format!("A passphrase has at most {} words.", number(English, Recipe::MOST_WORDS as u64))
            }
            RecipeError::CaseMergesWords => {
                "With this --case, different words of the list become the same.".to_owned()
            }
            RecipeError::Ambiguous => format!(
                "With this separator two different phrases can look the same, if the words come from '{}'.",
                Foreign(list)
            ),
        }
    }

    fn recipe_hint(error: RecipeError) -> &'static str {
        English => match error {
            RecipeError::NoWords => "Use six words or more: --words 6",
            RecipeError::TooManyWords => "Use fewer: six or seven are enough for most purposes.",
            RecipeError::CaseMergesWords => {
                "The phrase would be weaker than the bits we print. Leave out --case."
            }
            RecipeError::Ambiguous => {
                "The phrase would be weaker than the bits we print. Use a separator that no word contains, \
                 such as a space: --separator ' '"
            }
        }
    }

    fn count_zero() -> &'static str { English => "--count 0 makes no phrase." }
    fn count_zero_hint() -> &'static str { English => "Use --count 1 or more." }
    fn too_many_for_json() -> &'static str { English => "JSON output holds at most 10,000 phrases." }
    fn too_many_for_json_hint() -> &'static str { English => "For more, leave out --json." }
}

sentences! {
    fn tab() -> &'static str { English => "Check" }
    fn prompt() -> &'static str { English => "Phrase (not shown): " }

    fn read(number: usize, list: &str, bits: f64) -> String {
        English => format!("{} from {list}: {bits:.1} bits if chosen at random.", words(English, number))
    }

    fn also_in(lists: &[&str]) -> String {
        English => format!(
            "All its words are also in {}. If it was made from a longer list, it has more bits.",
            listed(English, lists)
        )
    }

    fn ambiguous() -> &'static str {
        English => "It can be read in more than one way. With a separator between the words, it couldn't."
    }

    fn chosen_by_a_person(habit: Habit) -> &'static str {
        English => match habit {
            Habit::Sorted => "A person may have chosen it: the words are in alphabetical order.",
            Habit::Repeated => "A person may have chosen it: a word appears more often than chance explains.",
            Habit::Grammar => "A person may have chosen it: small words hold it together like a sentence.",
        }
    }

    fn bits_do_not_hold() -> &'static str { English => "If so, the bits above don't apply." }

    fn partly(missing: usize, number: usize, list: &str) -> String {
        English => format!(
            "{missing} of {} {} in {list}, the closest list.",
            words(English, number),
            if missing == 1 { "isn't" } else { "aren't" }
        )
    }

    fn nowhere() -> &'static str {
        English => "We can't tell how strong it is: none of its words are in any list we checked."
    }

    fn home_made() -> &'static str { English => "A phrase that someone made up is weaker than it looks." }
    fn word_number(number: usize) -> String { English => format!("word {number}") }

    fn meant(word: &Unread) -> String {
        English => match (word.certain, word.nearest.as_slice()) {
            (true, [one, ..]) => format!("should be {one}"),
            (_, []) => "nothing close".to_owned(),
            (false, near) => format!("maybe {}", near.join(", ")),
        }
    }
}

sentences! {
    /// Stations of a walk through a home, always in this order; put each word there as a picture.
    fn stations() -> &'static [&'static str] {
        English => &[
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
        ]
    }

    /// The same station in another home.
    fn station_of_house(station: &str, house: usize) -> String {
        English => format!("{station} of house {house}")
    }

    fn hyphen() -> &'static str { English => "hyphen" }
}
