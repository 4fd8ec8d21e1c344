//! Blocks of plain text.

mod marker;

use super::block::Blocks;
use super::sentence::ends_sentence;
use marker::{Marker, Markers};

/// Longest line that can be a heading, in bytes.
const LONGEST_HEADING: usize = 100;

/// Reads plain text. Blank lines, list items, and cells of a row between tabs or bars are blocks; other line breaks end
/// none, since mail and editors wrap lines. A short line alone, without an end of a sentence, is a heading.
pub(super) fn read(text: &str, blocks: &mut Blocks) {
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let markers = Markers::of(&lines);
    let is_blank = |line: Option<&&str>| line.is_none_or(|line| line.trim().is_empty());
    let mut offset = 0;
    for (index, line) in lines.iter().enumerate() {
        let alone = is_blank(index.checked_sub(1).and_then(|before| lines.get(before)))
            && is_blank(lines.get(index + 1));
        let item = markers.of_line(index);
        let is_heading =
            alone && item.is_none() && line.len() <= LONGEST_HEADING && !ends_sentence(line.trim_end());
        let row = separator(line);
        if item.is_some() || row.is_some() || line.trim().is_empty() {
            blocks.end();
        }
        // What a list's number or bullet is, HTML makes by itself.
        let skipped = item.map_or(0, |Marker { length, .. }| length);
        let mut at = offset + skipped;
        for piece in line[skipped..].split(|letter| Some(letter) == row) {
            if row.is_some() {
                blocks.end();
            }
            if !is_ruler(piece) {
                blocks.text(piece, at, is_heading);
            }
            at += piece.len() + 1;
        }
        if row.is_some() {
            blocks.end();
        }
        offset += line.len();
    }
}

/// What parts the cells of a line, if it's a row of a table: tabs within it, or bars around it.
fn separator(line: &str) -> Option<char> {
    let line = line.trim();
    let has_bars = line.len() > 1 && line.starts_with('|') && line.ends_with('|');
    if has_bars { Some('|') } else { line.contains('\t').then_some('\t') }
}

/// Whether a line or cell only draws a line.
fn is_ruler(text: &str) -> bool {
    let text = text.trim();
    text.len() > 2 && text.chars().all(|letter| "-=_+*~#:| ".contains(letter))
}
