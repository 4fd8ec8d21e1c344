//! Members as lines: old handle and new name, and perhaps the words seen.

use std::collections::BTreeMap;

use crate::text::is_comment;
use crate::text::name::{Unfit, clean, comparable};

/// A name, as it is shown and as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    shown: String,
    key: String,
}

impl Name {
    fn read(text: &str) -> Result<Self, Unfit> {
        let shown = clean(text)?;
        let key = comparable(&shown);
        Ok(Self { shown, key })
    }

    /// Returns the name as it was typed.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Returns the name as it is hashed and compared.
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// A member, by the handle in the old app and the name in the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    old: Name,
    new: Name,
}

impl Member {
    /// Reads a member from the two names.
    ///
    /// # Errors
    /// If one of them is not a name.
    pub fn read(old: &str, new: &str) -> Result<Self, Unfit> {
        Ok(Self { old: Name::read(old)?, new: Name::read(new)? })
    }

    /// Returns the handle in the old app.
    pub fn old(&self) -> &Name {
        &self.old
    }

    /// Returns the name in the new app.
    pub fn new_name(&self) -> &Name {
        &self.new
    }

    /// Whether the other has this handle, however it is written.
    pub fn has_handle_of(&self, other: &Self) -> bool {
        self.old.key == other.old.key
    }

    /// Whether the other has this new name, however it is written.
    pub fn has_name_of(&self, other: &Self) -> bool {
        self.new.key == other.new.key
    }

    /// Whether the other is this member, however both names are written.
    pub fn is(&self, other: &Self) -> bool {
        self.has_handle_of(other) && self.has_name_of(other)
    }

    /// Returns a member with this handle and the new name of another.
    pub(super) fn with_name_of(&self, other: &Self) -> Self {
        Self { old: self.old.clone(), new: other.new.clone() }
    }
}

/// What a verifier saw in a member's profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The member who should have posted them.
    pub member: Member,
    /// The words as they were read.
    pub words: String,
}

/// The error of a line that cannot be used as a member.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineProblem {
    /// No line has two names: the list is one of names alone.
    #[error("no line has two names")]
    NamesAlone,
    /// There is no `->` and no tab between two names.
    #[error("line {0}: no arrow between two names")]
    NoArrow(usize),
    /// There is a `=` with words after it, where only two names belong.
    #[error("line {0}: words after the names")]
    HasWords(usize),
    /// There is no `=` before the words seen.
    #[error("line {0}: no = before the words")]
    NoWords(usize),
    /// One of the two is not a name.
    #[error("line {0}: {1}")]
    Unfit(usize, Unfit),
    /// An earlier line has the same handle.
    #[error("line {0}: the old handle stands in line {1} already")]
    HandleTwice(usize, usize),
    /// An earlier line has the same new name.
    #[error("line {0}: the new name stands in line {1} already")]
    NameTwice(usize, usize),
}

/// Reads members, one a line: `old handle -> new name`, or with a tab between.
///
/// Empty lines and lines that begin with `# ` are passed over.
///
/// # Errors
/// Every line that is wrong, or that none has two names; names are not repeated.
pub fn read_members(text: &str) -> Result<Vec<Member>, Vec<LineProblem>> {
    read_lines(
        text,
        |line, number| {
            let (old, new) = split(line).ok_or(LineProblem::NoArrow(number))?;
            if new.contains(" = ") {
                return Err(LineProblem::HasWords(number));
            }
            Member::read(old, new).map_err(|why| LineProblem::Unfit(number, why))
        },
        |member| member,
    )
}

/// Reads what a verifier saw, one a line: `old handle -> new name = words`.
///
/// # Errors
/// As [`read_members`].
pub fn read_seen(text: &str) -> Result<Vec<Seen>, Vec<LineProblem>> {
    read_lines(
        text,
        |line, number| {
            let (member, words) = line.rsplit_once('=').ok_or(LineProblem::NoWords(number))?;
            let (old, new) = split(member).ok_or(LineProblem::NoArrow(number))?;
            let member = Member::read(old, new).map_err(|why| LineProblem::Unfit(number, why))?;
            Ok(Seen { member, words: words.trim().to_owned() })
        },
        |seen| &seen.member,
    )
}

fn split(line: &str) -> Option<(&str, &str)> {
    line.split_once("->").or_else(|| line.split_once('→')).or_else(|| line.split_once('\t'))
}

fn read_lines<T>(
    text: &str,
    read: impl Fn(&str, usize) -> Result<T, LineProblem>,
    member: impl Fn(&T) -> &Member,
) -> Result<Vec<T>, Vec<LineProblem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    let mut handles: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        if line.trim().is_empty() || is_comment(line) {
            continue;
        }
        match read(line, number) {
            Ok(one) => {
                let who = member(&one);
                if let Some(first) = handles.insert(who.old.key.clone(), number) {
                    problems.push(LineProblem::HandleTwice(number, first));
                } else if let Some(first) = names.insert(who.new.key.clone(), number) {
                    problems.push(LineProblem::NameTwice(number, first));
                }
                found.push(one);
            }
            Err(problem) => problems.push(problem),
        }
    }
    let is_for_slips = text.lines().all(|line| is_comment(line) || split(line.trim()).is_none());
    match problems.as_slice() {
        [] => Ok(found),
        _ if is_for_slips => Err(vec![LineProblem::NamesAlone]),
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_with_an_arrow_or_a_tab() {
        let members = read_members("# a list\n\nAda#1 -> ada.42\r\nBo\tbo.7\n#tag → tag.1\n").unwrap();
        let shown: Vec<_> = members.iter().map(|one| (one.old().shown(), one.new_name().shown())).collect();
        assert_eq!(shown, [("Ada#1", "ada.42"), ("Bo", "bo.7"), ("#tag", "tag.1")]);
        let seen = read_seen("Ada -> a=b = coat gnu plank").unwrap();
        assert_eq!((seen[0].member.new_name().shown(), seen[0].words.as_str()), ("a=b", "coat gnu plank"));
    }

    #[test]
    fn wrong_lines_are_named_and_names_are_not_repeated() {
        let text = "Ada\nBo -> bo\n@bo -> bo.2\nCy -> BO\n -> x\nEve\u{202e} -> e\n";
        let problems = read_members(text).unwrap_err();
        assert_eq!(
            problems,
            [
                LineProblem::NoArrow(1),
                LineProblem::HandleTwice(3, 2),
                LineProblem::NameTwice(4, 2),
                LineProblem::Unfit(5, Unfit::Empty),
                LineProblem::Unfit(6, Unfit::Steers),
            ]
        );
        assert_eq!(read_seen("Ada -> ada"), Err(vec![LineProblem::NoWords(1)]));
        let seen = "Ada -> ada.42 = coat gnu plank\nBo -> b=o\n";
        assert_eq!(read_members(seen), Err(vec![LineProblem::HasWords(1)]));
        for names in ["Ada\n# -> x\nBo\tCy\n".replace('\t', " "), "\tAda\n".to_owned()] {
            assert_eq!(read_members(&names), Err(vec![LineProblem::NamesAlone]));
            assert_eq!(read_seen(&names), Err(vec![LineProblem::NamesAlone]));
        }
    }
}
