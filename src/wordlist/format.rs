//! Files of other programs: a JSON list of words is read, anything else is named.

use serde::de::IgnoredAny;

use super::error::{Format, ListError};

/// Returns the words of a JSON list, or `None` if the text is no JSON.
pub(super) fn json(text: &str) -> Result<Option<Vec<String>>, ListError> {
    let text = text.trim();
    let Some(inside) = text.strip_prefix(['[', '{']) else { return Ok(None) };
    match serde_json::from_str::<Vec<String>>(text) {
        Ok(words) => Ok(Some(words)),
        Err(_)
            if inside.trim_start().starts_with('"') || serde_json::from_str::<IgnoredAny>(text).is_ok() =>
        {
            Err(ListError::Format(Format::Json))
        }
        Err(_) => Ok(None),
    }
}

/// Counts the lines that look like another program's.
#[derive(Default)]
pub(super) struct Signs {
    lines: usize,
    csv: usize,
    markup: usize,
}

impl Signs {
    /// Counts a line that is not empty, without its number.
    pub(super) fn count(&mut self, line: &str) {
        self.lines += 1;
        if line.contains(['<', '>', '|', '=', '{', '}']) {
            self.markup += 1;
        } else if line.contains(['"', ',', ';']) {
            self.csv += 1;
        }
    }

    /// Returns the form of which most lines are.
    pub(super) fn format(&self) -> Option<Format> {
        if 2 * (self.csv + self.markup) < self.lines.max(1) {
            None
        } else if self.csv < self.markup {
            Some(Format::Markup)
        } else {
            Some(Format::Csv)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wordlist::clean;

    #[test]
    fn a_json_list_is_read_and_other_json_is_named() {
        let list = clean("\u{feff}[\n\"apple\", \"p\\u0065ar\"]\n").unwrap().list;
        assert_eq!(list.iter().collect::<Vec<_>>(), ["apple", "pear"]);
        for text in [
            "[\"a\", 1]",
            "[[\"a\"], [\"b\"]]",
            "{\"1\": \"a\"}",
            "[1, 2]",
            "[\"a\",\n\"b\",\n]",
            "[ \"a\"",
            "{}",
        ] {
            assert_eq!(json(text), Err(ListError::Format(Format::Json)), "{text}");
        }
        assert_eq!(json("[\n]\nx\n"), Ok(None));
    }

    #[test]
    fn csv_is_read_if_each_line_is_a_number_and_a_word() {
        for text in ["1,apple\n2,pear\n", "# number, word\n1;apple\n2;pear\n", "1:apple\n2:pear"] {
            let list = clean(text).unwrap().list;
            assert_eq!(list.iter().collect::<Vec<_>>(), ["apple", "pear"], "{text}");
        }
        for text in [
            "number,word\n1,apple\n2,pear\n",
            "apple,7\npear,9\n",
            "\"apple\"\n\"pear\"\n",
            "1,\"apple\"\n2,\"pear\"\n",
            "\"apple\",\n\"pear\",\n",
            "1, apple, pear\n2, plum, fig\n",
        ] {
            assert_eq!(clean(text).unwrap_err(), ListError::Format(Format::Csv), "{text}");
        }
        for text in
            ["<li>apple</li>\n<li>pear</li>", "| 11 | apple |\n| 12 | pear |", "a = 'apple'\nb = 'pear'"]
        {
            assert_eq!(clean(text).unwrap_err(), ListError::Format(Format::Markup), "{text}");
        }
        // Reinhold's list has some words of signs.
        assert!(clean("\"\na,b\napple\npear\nplum\n").is_ok());
    }
}
