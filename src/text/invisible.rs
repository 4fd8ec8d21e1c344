//! Characters that show nothing, and those of them that change how other characters are shown.

/// Whether a character changes the order, the lines or the meaning of the characters around it, and shows
/// nothing itself. No word in any script needs one; the joiners, which words do need, are not among them.
pub fn steers(character: char) -> bool {
    matches!(character,
        '\u{ad}'                        // soft hyphen
        | '\u{61c}'                     // Arabic letter mark
        | '\u{180e}'                    // Mongolian vowel separator
        | '\u{200b}'                    // zero width space
        | '\u{200e}' | '\u{200f}'       // marks of direction
        | '\u{2028}' | '\u{2029}'       // line and paragraph separator
        | '\u{202a}'..='\u{202e}'       // embeddings and overrides of direction (Unicode UAX #9)
        | '\u{2060}'..='\u{206f}'       // word joiner, invisible operators, isolates, old format characters
        | '\u{feff}'                    // byte order mark
        | '\u{fff9}'..='\u{fffb}'       // interlinear annotation
        | '\u{e0000}'..='\u{e007f}') // tags
}

/// Whether a character shows nothing by itself: one that [`steers`], a joiner, a variation selector, or another
/// of those that Unicode says to ignore where they cannot be shown (`Default_Ignorable_Code_Point`).
pub fn is_invisible(character: char) -> bool {
    steers(character)
        || is_joiner(character)
        || matches!(character,
            '\u{34f}'                    // combining grapheme joiner
            | '\u{115f}' | '\u{1160}'   // fillers of Hangul syllables
            | '\u{3164}' | '\u{ffa0}'   // the same, full and half width
            | '\u{17b4}' | '\u{17b5}'   // inherent vowels of Khmer
            | '\u{2800}'                 // Braille without a dot
            | '\u{fff0}'..='\u{fff8}'   // not assigned
            | '\u{1bca0}'..='\u{1bca3}' // shorthand
            | '\u{1d173}'..='\u{1d17a}' // music
            | '\u{e0080}'..='\u{e0fff}') // tags and selectors, some not assigned
}

/// Whether a character joins, parts or chooses the shape of its neighbours: Persian and Indic words and emoji
/// need them.
fn is_joiner(character: char) -> bool {
    matches!(character,
        '\u{200c}' | '\u{200d}'
        | '\u{180b}'..='\u{180d}' | '\u{180f}' // Mongolian
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}') // for ideographs
}

/// Returns the first invisible character by which a text could look like another one.
///
/// Not those that a script or an emoji needs, nor the marks of direction that copying leaves at the ends.
pub fn first_deceptive(text: &str) -> Option<char> {
    let is_mark = |character: char| matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}');
    let mut letters = text.trim_matches(is_mark).chars().peekable();
    let mut before = None;
    while let Some(character) = letters.next() {
        let is_keycap = letters.peek() == Some(&'\u{20e3}');
        if is_joiner(character) {
            // Latin, Greek, Cyrillic and digits come before Hebrew, and never join.
            let is_needed = is_keycap
                || before.is_some_and(|before: char| !before.is_alphanumeric() || before >= '\u{590}');
            if !is_needed {
                return Some(character);
            }
        } else if is_invisible(character) {
            return Some(character);
        }
        before = Some(character);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_steers_is_invisible_and_what_is_seen_does_neither() {
        for character in ('\0'..=char::MAX).filter(|character| steers(*character)) {
            assert!(is_invisible(character), "{character:?}");
        }
        for character in "Žofie نور 山田 👩💻 नेहा -_.@'".chars() {
            assert!(!is_invisible(character), "{character:?}");
        }
    }

    #[test]
    fn what_words_and_emoji_need_does_not_steer() {
        for text in [
            "می\u{200c}خواهم",
            "👩\u{200d}💻",
            "❤\u{fe0f}",
            "©\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "\u{200e}ada\u{200f}",
            "Ann",
        ] {
            assert_eq!(first_deceptive(text), None, "{text:?}");
        }
        for (text, hidden) in [
            ("A\u{200b}da", '\u{200b}'),
            ("Ada\u{200b}", '\u{200b}'),
            ("\u{200d}Ada", '\u{200d}'),
            ("A\u{200d}da", '\u{200d}'),
            ("Ada\u{fe0f}", '\u{fe0f}'),
            ("а\u{200c}б", '\u{200c}'),
            ("A\u{200f}da", '\u{200f}'),
            ("A\u{3164}da", '\u{3164}'),
            ("نو\u{2060}ر", '\u{2060}'),
        ] {
            assert_eq!(first_deceptive(text), Some(hidden), "{text:?}");
        }
        for character in ['\u{200c}', '\u{200d}', '\u{fe0f}', '\u{e0100}'] {
            assert!(is_invisible(character) && !steers(character), "{character:?}");
        }
    }
}
