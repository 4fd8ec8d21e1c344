//! Blocks of Markdown.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::block::Blocks;
use crate::html::{Page, Piece, TooMuch};

/// Reads `CommonMark` with tables, footnotes, tick boxes and a head of metadata.
///
/// It's made into a page first, as browsers show it: HTML within it can hide what comes after it.
pub(super) fn read(text: &str, blocks: &mut Blocks) -> Result<(), TooMuch> {
    let mut page = Draft::default();
    // How many images and heads are open: what they hold is no text that a reader sees.
    let mut unseen = 0_usize;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        page.at(range.start);
        match event {
            Event::Start(Tag::Image { .. } | Tag::MetadataBlock(_)) => unseen += 1,
            Event::End(TagEnd::Image | TagEnd::MetadataBlock(_)) => unseen = unseen.saturating_sub(1),
            Event::Start(Tag::Heading { .. }) => page.html("<h2>"),
            Event::End(TagEnd::Heading(_)) => page.html("</h2>"),
            Event::Start(Tag::Link { .. }) => page.html("<a>"),
            Event::End(TagEnd::Link) => page.html("</a>"),
            Event::Start(tag) if is_block(tag.to_end()) => page.html("<section>"),
            Event::End(tag) if is_block(tag) => page.html("</section>"),
            Event::Html(html) | Event::InlineHtml(html) => page.html(&html),
            Event::Text(piece) | Event::Code(piece) if unseen == 0 => page.text(&piece),
            Event::SoftBreak => page.html("\n"),
            Event::HardBreak => page.html("<br>"),
            Event::Rule => page.html("<hr>"),
            _ => {}
        }
    }
    Page::read(&page.html).blocks(|piece| match piece {
        Piece::Border => blocks.end(),
        Piece::Text { text, offset, is_heading } => blocks.text(text, page.origin(offset), is_heading),
    })
}

/// A page in the making, and where each piece of it comes from.
#[derive(Default)]
struct Draft {
    html: String,
    /// Offsets of the page with those of the Markdown, both growing.
    origins: Vec<(usize, usize)>,
}

impl Draft {
    /// Says where in the Markdown the next piece begins. What a block ends with begins where the block does, so
    /// offsets that go back are left out.
    fn at(&mut self, offset: usize) {
        if self.origins.last().is_none_or(|(_, last)| *last < offset) {
            self.origins.push((self.html.len(), offset));
        }
    }

    fn html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '<' => self.html.push_str("&lt;"),
                '&' => self.html.push_str("&amp;"),
                other => self.html.push(other),
            }
        }
    }

    /// Returns the offset in the Markdown of an offset of the page.
    fn origin(&self, offset: usize) -> usize {
        let before = self.origins.partition_point(|(html, _)| *html <= offset);
        before.checked_sub(1).map_or(0, |index| self.origins[index].1)
    }
}

/// Whether an element is a block, not a part of a line. A block of HTML brings its own elements.
fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::HtmlBlock
    )
}
