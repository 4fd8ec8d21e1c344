//! What is said about a phrase that is read aloud or remembered.

use opsec::language::Language::English;
use opsec::text::Foreign;

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

    /// A sign that follows a word, for someone who hears it.
    fn then_sign(sign: char) -> String {
        English => {
            let name = sign_name(English, sign);
            if name.is_empty() { format!("then {sign}") } else { format!("then {sign} ({name})") }
        }
    }

    /// The name of a symbol; digits need none.
    fn sign_name(sign: char) -> &'static str {
        English => match sign {
            '!' => "exclamation mark",
            '#' => "hash",
            '$' => "dollar",
            '%' => "percent",
            '&' => "ampersand",
            '*' => "asterisk",
            '+' => "plus",
            '-' => "hyphen",
            '=' => "equals",
            '?' => "question mark",
            '@' => "at sign",
            '^' => "caret",
            '_' => "underscore",
            '~' => "tilde",
            _ => "",
        }
    }

    fn between(text: &str) -> String {
        English => if text.is_empty() {
            "Nothing between the words.".to_owned()
        } else {
            format!("Between the words: {}", Foreign(text))
        }
    }
}
