//! Lines of secret numbers: read without a copy that stays in memory, and answered likewise.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};

use zeroize::{Zeroize, Zeroizing};

use super::Ui;
use crate::files::stdin;

/// Longest line, in bytes with its end.
pub(crate) const LONGEST_LINE: usize = 1 << 16;

/// Standard input by lines, past the buffer of the standard library, which nobody wipes.
pub(crate) struct SecretLines {
    input: File,
    buffer: Zeroizing<Vec<u8>>,
    /// What was read and not yet handed over.
    left: std::ops::Range<usize>,
    /// Lines handed over so far.
    number: usize,
}

impl SecretLines {
    pub(crate) fn of_stdin() -> io::Result<Self> {
        Ok(Self { input: stdin()?, buffer: Zeroizing::new(vec![0; LONGEST_LINE]), left: 0..0, number: 0 })
    }

    /// The number of the last line, from 1.
    pub(crate) fn number(&self) -> usize {
        self.number
    }

    /// Returns the next line, without its end; nothing at the end of input.
    pub(crate) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        self.number += 1;
        loop {
            let read = &self.buffer[self.left.clone()];
            if let Some(length) = read.iter().position(|byte| *byte == b'\n') {
                let line = self.left.start..self.left.start + length;
                self.left.start = line.end + 1;
                return Ok(Some(&self.buffer[line]));
            }
            if self.left.len() == self.buffer.len() {
                return Err(ErrorKind::FileTooLarge.into());
            }
            self.buffer.copy_within(self.left.clone(), 0);
            self.left = 0..self.left.len();
            match self.input.read(&mut self.buffer[self.left.end..]) {
                Ok(0) if self.left.is_empty() => return Ok(None),
                Ok(0) => {
                    let line = std::mem::take(&mut self.left);
                    return Ok(Some(&self.buffer[line]));
                }
                Ok(read) => self.left.end += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Ui {
    /// Says a line with secrets on standard error, unless quiet, and wipes it. It's neither wrapped nor made
    /// safe, which would leave copies: it may hold only numbers and words of clean lists.
    pub(crate) fn say_secret(&self, mut line: Zeroizing<String>) {
        if !self.options.quiet {
            line.push('\n');
            let _ = io::stderr().lock().write_all(line.as_bytes());
        }
        line.zeroize();
    }
}
