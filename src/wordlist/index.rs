//! Indexes the words of a text: their offsets and facts, computed by the compiler for the
//! bundled lists, which the program then need not read at its start.

/// Facts about a list that are computed before any word is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    /// Bytes before the word in each line: its dice number.
    pub(super) before: usize,
    /// Length of the longest word in bytes.
    pub(super) longest: usize,
    /// The bytes that words are made of, one bit each.
    bytes: [u128; 2],
}

impl Facts {
    /// Returns the facts of a list without words.
    pub(super) const fn new(before: usize) -> Self {
        Self { before, longest: 0, bytes: [0; 2] }
    }

    /// Returns the facts of the lines of a text.
    pub(super) const fn of(text: &str) -> Self {
        let text = text.as_bytes();
        let (mut facts, mut at) = (Self::new(dice_number(text)), 0);
        while at < text.len() {
            let end = line_end(text, at);
            facts.add(text, at + facts.before, end);
            at = end + 1;
        }
        facts
    }

    /// Adds the word between two offsets of a text.
    pub(super) const fn add(&mut self, text: &[u8], start: usize, end: usize) {
        if end - start > self.longest {
            self.longest = end - start;
        }
        let mut at = start;
        while at < end {
            let byte = text[at];
            self.bytes[(byte >> 7) as usize] |= 1 << (byte & 127);
            at += 1;
        }
    }

    /// Whether some word contains this byte.
    pub(super) const fn holds(&self, byte: u8) -> bool {
        self.bytes[(byte >> 7) as usize] >> (byte & 127) & 1 == 1
    }
}

/// Returns where each line of a text starts, and where the last one ends; the text has one line less
/// than `MARKS`, or the build stops.
#[expect(clippy::cast_possible_truncation, reason = "the bundled lists are far smaller than 4 GiB")]
pub(super) const fn starts<const MARKS: usize>(text: &str) -> [u32; MARKS] {
    let text = text.as_bytes();
    let (mut starts, mut line, mut at) = ([0; MARKS], 0, 0);
    while at < text.len() {
        starts[line] = at as u32;
        line += 1;
        at = line_end(text, at) + 1;
    }
    assert!(line + 1 == MARKS, "a bundled list has another number of words than is said of it");
    starts[line] = at as u32;
    starts
}

/// Returns the length of `11111<tab>` or `11111 ` before the first word; in one list all are alike.
const fn dice_number(text: &[u8]) -> usize {
    let mut at = line_end(text, 0);
    while at > 0 && text[at - 1] != b'\t' && text[at - 1] != b' ' {
        at -= 1;
    }
    at
}

const fn line_end(text: &[u8], mut at: usize) -> usize {
    while text[at] != b'\n' {
        at += 1;
    }
    at
}
