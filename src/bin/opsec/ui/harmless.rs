//! Makes text that we did not write safe to show on a terminal.

/// Returns the text with everything that could steer a terminal or reorder a line made visible.
///
/// Control characters (escape sequences, OSC, carriage returns), bidirectional controls
/// (Unicode UAX #9) and invisible format characters become `\u{…}`; newlines and tabs become
/// spaces.
pub(crate) fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' => shown.push(' '),
            _ if character.is_control() || steers(character) => shown.extend(character.escape_unicode()),
            _ => shown.push(character),
        }
    }
    shown
}

/// Whether the character is invisible and changes how its neighbours are shown.
fn steers(character: char) -> bool {
    matches!(character,
        '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_bidi_controls_become_visible() {
        assert_eq!(harmless("a\u{1b}]0;x\u{7}b"), r"a\u{1b}]0;x\u{7}b");
        assert_eq!(harmless("evil\u{202e}txt"), r"evil\u{202e}txt");
        assert_eq!(harmless("one\r\ntwo"), r"one\u{d} two");
    }

    #[test]
    fn names_in_any_script_stay_as_they_are() {
        for name in ["Žofie", "نور", "山田", "👩‍💻", "नेहा"] {
            assert_eq!(harmless(name), name);
        }
    }
}
