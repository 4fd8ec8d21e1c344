//! The bullets and numbers of list items in plain text.

use super::super::sentence::ends_sentence;

/// Bullets as programs write them.
const BULLETS: [char; 19] =
    ['-', '*', '+', '•', '·', '◦', '▪', '▸', '►', '‣', '⁃', '∙', '●', '○', '■', '□', '–', '—', 'o'];
/// Bullets that also stand in sentences, so at the beginning of a wrapped line.
const ALSO_WORDS: [char; 6] = ['-', '*', '–', '—', '+', 'o'];

/// What begins a list item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marker {
    /// Its length in bytes, with the white space before and behind it.
    pub(super) length: usize,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bullet(char),
    /// A number, or a letter by its place in the alphabet, with the sign behind it.
    Number(u32, char),
}

/// The markers of a text's lines.
pub(super) struct Markers(Vec<Option<Marker>>);

impl Markers {
    /// Finds the markers. A number counts only if the item before it or behind it has the number before or behind it:
    /// a heading or a date may begin with a number, and a wrapped line with the end of a sentence.
    pub(super) fn of(lines: &[&str]) -> Self {
        let found: Vec<_> = lines.iter().map(|line| marker(line)).collect();
        let numbered: Vec<_> = (0..lines.len()).filter(|index| number(found[*index]).is_some()).collect();
        let mut kept = vec![None; lines.len()];
        let mut last: Option<(char, usize)> = None;
        for (index, marker) in found.iter().enumerate() {
            if lines[index].trim().is_empty() {
                last = None;
            }
            let Some(Marker { kind: Kind::Bullet(bullet), .. }) = marker else { continue };
            let may_be_word = ALSO_WORDS.contains(bullet);
            let before = index.checked_sub(1).map(|before| (lines[before].trim_end(), kept[before]));
            let indent = |line: &str| line.len() - line.trim_start().len();
            // An item behind one that was wrapped: the same bullet, as far in.
            let goes_on = last.is_some_and(|(same, far)| same == *bullet && far == indent(lines[index]));
            let begins = goes_on
                || before.is_none_or(|(line, item): (&str, Option<Marker>)| {
                    line.is_empty() || ends_sentence(line) || item.is_some()
                });
            kept[index] = marker.filter(|_| !may_be_word || begins);
            if kept[index].is_some() {
                last = Some((*bullet, indent(lines[index])));
            }
        }
        for pair in numbered.windows(2) {
            let (one, other) = (number(found[pair[0]]), number(found[pair[1]]));
            let follows =
                one.zip(other).is_some_and(|((one, sign), (other, same))| one + 1 == other && sign == same);
            if follows && is_near(&lines[pair[0]..pair[1]]) {
                kept[pair[0]] = found[pair[0]];
                kept[pair[1]] = found[pair[1]];
            }
        }
        Self(kept)
    }

    /// Returns the marker of a line, if it's a list item.
    pub(super) fn of_line(&self, index: usize) -> Option<Marker> {
        self.0.get(index).copied().flatten()
    }
}

/// Whether lines are one item, up to the next: no blank line followed by other text.
fn is_near(lines: &[&str]) -> bool {
    let mut behind = lines.iter().skip_while(|line| !line.trim().is_empty());
    behind.all(|line| line.trim().is_empty())
}

fn number(marker: Option<Marker>) -> Option<(u32, char)> {
    match marker?.kind {
        Kind::Number(number, sign) => Some((number, sign)),
        Kind::Bullet(_) => None,
    }
}

/// Returns what a line begins with, if it looks like a list item.
fn marker(line: &str) -> Option<Marker> {
    let text = line.trim_start();
    let kind_and_rest = text.strip_prefix(BULLETS).map(|rest| (text.chars().next().map(Kind::Bullet), rest));
    let (kind, rest) = kind_and_rest.or_else(|| numbered(text))?;
    let behind = rest.trim_start_matches([' ', '\t', '\u{a0}']);
    (behind.len() < rest.len() && !behind.trim().is_empty())
        .then_some(Marker { length: line.len() - behind.len(), kind: kind? })
}

/// Reads `1.`, `1)`, `(1)`, `a.`, `a)` or `(a)`.
fn numbered(text: &str) -> Option<(Option<Kind>, &str)> {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let digits = inner.len() - inner.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let (number, rest) = match digits {
        1..=3 => (inner[..digits].parse().ok()?, &inner[digits..]),
        0 => {
            let letter = inner.chars().next().filter(char::is_ascii_lowercase)?;
            (u32::from(letter) - u32::from('a') + 1, &inner[1..])
        }
        _ => return None,
    };
    let sign =
        rest.chars().next().filter(|sign| *sign == ')' || (*sign == '.' && inner.len() == text.len()))?;
    let sign = if inner.len() < text.len() { '(' } else { sign };
    Some((Some(Kind::Number(number, sign)), &rest[1..]))
}
