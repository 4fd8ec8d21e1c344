//! Text that we did not write, made safe to show on a terminal.

use std::fmt;

use super::invisible::steers;

/// Text that we did not write, on one line: it prints only sanitised.
#[derive(Clone, Copy, Debug)]
pub struct Foreign<'a>(pub &'a str);

impl fmt::Display for Foreign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&sanitize(self.0))
    }
}

/// Returns the text on one line, with everything that could steer a terminal or reorder a line made visible.
///
/// Control characters (escape sequences, OSC, carriage returns), bidirectional controls
/// (Unicode UAX #9) and invisible format characters become `\u{…}`; newlines and tabs become
/// spaces.
pub fn sanitize(text: &str) -> String {
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

/// Returns the text sanitised line by line, for text whose lines are ours.
pub fn sanitize_lines(text: &str) -> String {
    text.split('\n').map(sanitize).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_bidi_controls_become_visible() {
        assert_eq!(sanitize("a\u{1b}]0;x\u{7}b"), r"a\u{1b}]0;x\u{7}b");
        assert_eq!(sanitize("evil\u{202e}txt"), r"evil\u{202e}txt");
        assert_eq!(sanitize("one\r\ntwo"), r"one\u{d} two");
        assert_eq!(Foreign("a\nb").to_string(), "a b");
        assert_eq!(sanitize_lines("a\nb\u{1b}"), "a\nb\\u{1b}");
    }

    #[test]
    fn names_in_any_script_stay_as_they_are() {
        for name in ["Žofie", "نور", "山田", "👩‍💻", "नेहा"] {
            assert_eq!(sanitize(name), name);
        }
    }
}
