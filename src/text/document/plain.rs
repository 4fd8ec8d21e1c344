//! Blocks of plain text.

use super::block::Blocks;
use super::sentence::{after_marker, ends_sentence};

/// Longest line that can be a heading, in bytes.
const LONGEST_HEADING: usize = 100;

/// Reads plain text. Blank lines, list markers and tabs between cells end a block; other line breaks don't, since
/// mail and editors wrap lines. A short line alone, without an end of a sentence, is a heading.
pub(super) fn read(text: &str, blocks: &mut Blocks) {
    let mut offset = 0;
    let mut was_item = false;
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    for (index, line) in lines.iter().enumerate() {
        let is_blank = |index: Option<usize>| {
            index.and_then(|index| lines.get(index)).is_none_or(|line| line.trim().is_empty())
        };
        let alone = is_blank(index.checked_sub(1)) && is_blank(Some(index + 1));
        let is_item = after_marker(line.trim_start()).is_some()
            // A wrapped line may begin with a number that ends a sentence.
            && (!line.trim_start().starts_with(|digit: char| digit.is_ascii_digit())
                || was_item
                || index.checked_sub(1).is_none_or(|before| {
                    let before = lines[before].trim_end();
                    before.is_empty() || ends_sentence(before)
                }));
        let is_heading =
            alone && !is_item && line.len() <= LONGEST_HEADING && !ends_sentence(line.trim_end());
        let is_row = line.trim().contains('\t');
        if is_item || is_row || line.trim().is_empty() {
            blocks.end();
        }
        let mut cell = offset;
        for piece in line.split('\t') {
            if is_row {
                blocks.end();
            }
            blocks.text(piece, cell, is_heading);
            cell += piece.len() + 1;
        }
        if is_row {
            blocks.end();
        }
        was_item = is_item;
        offset += line.len();
    }
}
