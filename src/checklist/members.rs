//! The names of members, one a line, read with care: they may be in any script.

use std::collections::BTreeMap;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// Longest name, in characters.
const LONGEST: usize = 100;

/// A line that is no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// The name of line `line` stands in line `first` already.
    Twice {
        /// Line, from 1.
        line: usize,
        /// The first line with this name.
        first: usize,
    },
    /// A control character or an invisible character that reorders text.
    Invisible {
        /// Line, from 1.
        line: usize,
    },
    /// More than a hundred characters.
    Long {
        /// Line, from 1.
        line: usize,
    },
}

impl fmt::Display for NameProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twice { line, first } => {
                write!(f, "line {line}: the name of line {first} stands there again; add a letter to one")
            }
            Self::Invisible { line } => {
                write!(f, "line {line}: a control character, or one that reorders text; type the name again")
            }
            Self::Long { line } => write!(f, "line {line}: more than {LONGEST} characters; one name a line"),
        }
    }
}

/// Reads names, one a line; empty lines and lines that begin with `#` are passed over.
///
/// Names are compared in Unicode's form NFC, whatever form they are typed in.
///
/// # Errors
/// Every line that is no name; the names themselves are not repeated.
pub fn read_names(text: &str) -> Result<Vec<String>, Vec<NameProblem>> {
    let mut names = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut problems = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate() {
        let (line, number) = (line.trim(), index + 1);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let name: String = line.nfc().collect();
        if name.chars().any(|character| character.is_control() || reorders(character)) {
            problems.push(NameProblem::Invisible { line: number });
        } else if name.chars().count() > LONGEST {
            problems.push(NameProblem::Long { line: number });
        } else if let Some(first) = seen.insert(name.clone(), number) {
            problems.push(NameProblem::Twice { line: number, first });
        } else {
            names.push(name);
        }
    }
    if problems.is_empty() { Ok(names) } else { Err(problems) }
}

/// Embeddings, overrides and isolates of Unicode UAX #9. The marks and joiners that names in Arabic,
/// Persian, Indic scripts and emoji need are no such characters.
fn reorders(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
            assert_eq!(
                read_names(&format!("# list\n{wrong}")),
                Err(vec![NameProblem::Invisible { line: 2 }])
            );
        }
        assert_eq!(read_names(&"a".repeat(101)), Err(vec![NameProblem::Long { line: 1 }]));
    }
}
