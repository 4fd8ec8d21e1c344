//! The names of members for their slips, one a line.

use std::collections::BTreeMap;

use crate::text::is_comment;
use crate::text::name::{Unfit, clean, comparable};

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
    /// Line `line` pairs two names, or a name and words, as the files for `opsec verify` do.
    #[error("line {line}: two names, or a name and words")]
    ForVerify {
        /// Line, from 1.
        line: usize,
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

/// Reads names, one a line; empty lines and lines that begin with `# ` are passed over.
///
/// Two names are the same if [`comparable`] says so: slips that look alike would be for one person.
///
/// # Errors
/// Every line that is not a name; the names themselves are not repeated.
pub fn read_names(text: &str) -> Result<Vec<String>, Vec<NameProblem>> {
    let mut names = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut problems = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (line, text) in (1..).zip(text.lines()) {
        if text.trim().is_empty() || is_comment(text) {
            continue;
        }
        if is_for_verify(text) {
            problems.push(NameProblem::ForVerify { line });
            continue;
        }
        match clean(text) {
            Ok(name) => {
                if let Some(first) = seen.insert(comparable(&name), line) {
                    problems.push(NameProblem::Twice { line, first });
                }
                names.push(name);
            }
            Err(why) => problems.push(NameProblem::Unfit { line, why }),
        }
    }
    if problems.is_empty() { Ok(names) } else { Err(problems) }
}

/// Whether a line pairs an old handle with a new name, or a member with words: together they are the most
/// dangerous list of a move, and never belong on slips.
fn is_for_verify(line: &str) -> bool {
    line.contains("->") || line.contains('→') || line.contains(" = ") || line.trim().contains('\t')
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
        for twice in
            ["Zoe\u{301}\n\nZoé\n", "A\n\na", "Ann\n# x\nAnn\u{200b}", "STRASSE\n\nstraße", "@ann\n\nAnn"]
        {
            assert_eq!(read_names(twice), Err(vec![NameProblem::Twice { line: 3, first: 1 }]), "{twice:?}");
        }
    }

    #[test]
    fn only_a_hash_with_a_space_is_a_comment() {
        assert_eq!(read_names("# the group\n#\n#ann\nbob\n").unwrap(), ["#ann", "bob"]);
    }

    #[test]
    fn a_file_that_pairs_names_is_not_for_slips() {
        for pair in
            ["annie#1234 -> anna.42", "annie->anna", "annie → anna", "annie\tanna", "annie = coat gnu plank"]
        {
            let found = read_names(&format!("# list\n{pair}\n"));
            assert_eq!(found, Err(vec![NameProblem::ForVerify { line: 2 }]), "{pair}");
        }
        assert_eq!(read_names("a=b\n\tAda \n").unwrap(), ["a=b", "Ada"]);
    }

    #[test]
    fn what_steers_a_terminal_or_reorders_a_line_is_refused_with_its_line() {
        for wrong in ["a\u{1b}[31m", "evil\u{202e}txt"] {
            let found = read_names(&format!("# list\n{wrong}"));
            assert_eq!(found, Err(vec![NameProblem::Unfit { line: 2, why: Unfit::Steers }]));
        }
    }
}
