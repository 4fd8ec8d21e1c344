//! The sentences about passphrases: made, rolled with dice, and checked.

pub(crate) mod aloud;

use opsec::language::Language::English;
use opsec::passphrase::{Count, Ending, Habit, Recipe, RecipeError, TimeToGuess, Unread};
use opsec::text::Foreign;

use super::common::{listed, number, plural, words};

sentences! {
    fn strength(number: usize, list: &str, signs: Ending, bits: f64) -> String {
        English => {
            let signs = match (signs.digit, signs.symbol) {
                (false, false) => "",
                (true, false) => ", and a digit",
                (false, true) => ", and a symbol",
                (true, true) => ", a digit and a symbol",
            };
            format!("{} from {}{signs}: {bits:.1} bits.", words(English, number), Foreign(list))
        }
    }

    fn guessing(slow: TimeToGuess, fast: TimeToGuess) -> String {
        English => match fast {
            TimeToGuess::Years(_) | TimeToGuess::PowerOfYears(_) => format!(
                "Guessing it takes {} on average, even with a lot of hardware (10^12 tries a second).",
                time(English, fast)
            ),
            _ => format!(
                "With a lot of hardware (10^12 tries a second), guessing it takes {} on average. If a slow \
                 hash protects it (10^4 a second), that's {}.",
                time(English, fast),
                time(English, slow)
            ),
        }
    }

    fn weak(bits: f64, fast: TimeToGuess, is_short: bool) -> String {
        English => format!(
            "{bits:.0} bits are too few for anything that someone can copy and attack: with a lot of \
             hardware, guessing takes {}. {}",
            time(English, fast),
            if is_short { "Allow more characters if you can." } else { "Use more words." }
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
        English => match time {
            TimeToGuess::UnderASecond => "less than a second".to_owned(),
            TimeToGuess::Seconds(number) => about(English, number, "second"),
            TimeToGuess::Minutes(number) => about(English, number, "minute"),
            TimeToGuess::Hours(number) => about(English, number, "hour"),
            TimeToGuess::Days(number) => about(English, number, "day"),
            TimeToGuess::Years(number @ 0..100) => about(English, number, "year"),
            TimeToGuess::Years(100..1000) => "hundreds of years".to_owned(),
            TimeToGuess::Years(_) => "thousands of years".to_owned(),
            TimeToGuess::PowerOfYears(0..9) => "millions of years".to_owned(),
            TimeToGuess::PowerOfYears(_) => "billions of years".to_owned(),
        }
    }

    fn about(number: u64, unit: &str) -> String {
        English => format!("about {number} {unit}{}", if number == 1 { "" } else { "s" })
    }

    fn no_such_separator(text: &str) -> String {
        English => format!("There's no separator '{}'.", Foreign(text))
    }

    fn no_such_separator_hint(random: &[&str]) -> String {
        English => format!("For random signs between the words, use {}.", random.join(" or "))
    }

    fn separator_invisible() -> &'static str {
        English => "The separator contains a character that nobody can see."
    }

    fn separator_invisible_hint() -> &'static str { English => "Use text that you can type and see." }
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
            RecipeError::NoCapital => {
                "With this --case or list, some words have no capital letter.".to_owned()
            }
            RecipeError::TooLong => "Fewer than 1 in 10,000 phrases of so many words are that short.".to_owned(),
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
            RecipeError::NoCapital => "Leave out --case, or use another list.",
            RecipeError::TooLong => {
                "Allow more characters, or use fewer words."
            }
            RecipeError::Ambiguous => {
                "The phrase would be weaker than the bits we print. Use a separator that no word contains, \
                 such as a space: --separator ' '"
            }
        }
    }

    fn bits_out_of_reach(bits: u32) -> String {
        English => format!("We can't reach {bits} bits with phrases that short.")
    }

    fn dice_words_only() -> &'static str {
        English => "Dice choose words. They can't choose random signs or keep a phrase short."
    }

    fn dice_words_only_hint() -> &'static str {
        English => "Leave out --dice, or leave out --max-length, --require and random separators."
    }

    fn too_many_for_people() -> &'static str {
        English => "--voice and --remember are for at most 1,000 words."
    }

    fn too_many_for_people_hint() -> &'static str { English => "Use fewer: six or seven are enough for most purposes." }

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

    fn around(signs: usize) -> String {
        English => format!(
            "The {} around the words may help, but we can't count {}.",
            if signs == 1 { "sign".to_owned() } else { format!("{} signs", number(English, signs as u64)) },
            if signs == 1 { "it" } else { "them" }
        )
    }

    fn left_out(number: usize) -> String {
        English => format!(
            "We left out {}. Other programs may not: type the phrase, don't paste it.",
            plural(number, "invisible character", "invisible characters")
        )
    }

    fn phrase_too_long() -> &'static str { English => "The phrase is longer than 65,536 bytes." }
    fn phrase_too_long_hint() -> &'static str { English => "Check a shorter one, or a part of it." }
    fn no_words() -> &'static str { English => "There are no words in it." }

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
