//! The names of members for their slips, one a line.

use std::collections::BTreeMap;

use crate::text::name::{Unfit, clean};

/// The error of a line that cannot be used as a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    /// Line `line` repeats the name of line `first`.
    #[error("line {line}: the name of line {first} is repeated")]
    Twice {
        /// Line, from 1.
        line: usize,
        /// The first line with this name.
        first: usize,
    },
    /// Line `line` is not a name.
    #[error("line {line}: {why}")]
    Unfit {
        /// Line, from 1.
        line: usize,
        /// The reason.
        why: Unfit,
    },
}

/// Reads names, one a line; empty lines and lines that begin with `#` are passed over.
///
/// Two names are the same if they are the same in Unicode's form NFC.
///
/// # Errors
/// Every line that is not a name; the names themselves are not repeated.
pub fn read_names(text: &str) -> Result<Vec<String>, Vec<NameProblem>> {
    let mut names = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut problems = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (line, text) in (1..).zip(text.lines()) {
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        match clean(text) {
            Ok(name) => {
                if let Some(first) = seen.insert(name.clone(), line) {
                    problems.push(NameProblem::Twice { line, first });
                }
                names.push(name);
            }
            Err(why) => problems.push(NameProblem::Unfit { line, why }),
        }
    }
    if problems.is_empty() { Ok(names) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_script_are_names() {
        let names = ["Žofie", "نور", "山田 太郎", "👩‍💻 Ada", "नेहा", "می‌خواهم"];
        assert_eq!(read_names(&names.join("\r\n")).unwrap(), names);
    }

    #[test]
    fn the_same_name_in_another_unicode_form_is_the_same_name() {
        assert_eq!(read_names("Zoe\u{301}\n\nZoé\n"), Err(vec![NameProblem::Twice { line: 3, first: 1 }]));
    }

    #[test]
    fn what_steers_a_terminal_or_reorders_a_line_is_refused_with_its_line() {
        for wrong in ["a\u{1b}[31m", "evil\u{202e}txt", "a\tb"] {
            let found = read_names(&format!("# list\n{wrong}"));
            assert_eq!(found, Err(vec![NameProblem::Unfit { line: 2, why: Unfit::Steers }]));
        }
    }
}
