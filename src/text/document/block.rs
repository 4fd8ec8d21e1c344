//! Blocks of text, gathered piece by piece.

/// A paragraph, a list item, a cell or a heading.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// The text as it was written, with its line breaks.
    pub(super) text: String,
    /// Where it begins, in bytes.
    pub(super) offset: usize,
    pub(super) is_heading: bool,
}

/// The blocks of a document.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    done: Vec<Block>,
    open: Option<Block>,
}

impl Blocks {
    /// Ends the block; what comes next is another one.
    pub(super) fn end(&mut self) {
        self.done.extend(self.open.take());
    }

    /// Adds text to the block, or begins one with it. White space begins none.
    pub(super) fn text(&mut self, text: &str, offset: usize, is_heading: bool) {
        if let Some(block) = &mut self.open {
            block.text.push_str(text);
            return;
        }
        let trimmed = text.trim_start();
        if !trimmed.is_empty() {
            let offset = offset + (text.len() - trimmed.len());
            self.open = Some(Block { text: trimmed.to_owned(), offset, is_heading });
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end();
        self.done
    }
}
