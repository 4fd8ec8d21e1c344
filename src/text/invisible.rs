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

/// Whether a character shows nothing by itself: one that [`steers`], a joiner or a variation selector.
pub fn is_invisible(character: char) -> bool {
    steers(character)
        || matches!(character,
            '\u{200c}' | '\u{200d}'     // joiners: Persian and Indic words, emoji
            | '\u{fe00}'..='\u{fe0f}'   // variation selectors
            | '\u{e0100}'..='\u{e01ef}') // more of them, for ideographs
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
        for character in ['\u{200c}', '\u{200d}', '\u{fe0f}', '\u{e0100}'] {
            assert!(is_invisible(character) && !steers(character), "{character:?}");
        }
    }
}
