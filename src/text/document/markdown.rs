//! Blocks of Markdown.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::block::Blocks;
use super::html;
use crate::html::TooMuch;

/// Reads `CommonMark` with tables and footnotes. Pieces of HTML in it are read as a page.
pub(super) fn read(text: &str, blocks: &mut Blocks) -> Result<(), TooMuch> {
    let mut is_heading = false;
    // How many images are open: what they are called is no text that a reader sees.
    let mut images = 0_usize;
    // The HTML block that is open: its text, and where it begins.
    let mut page: Option<(String, usize)> = None;
    for (event, range) in
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).into_offset_iter()
    {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            Event::Start(Tag::HtmlBlock) => page = Some((String::new(), range.start)),
            Event::End(TagEnd::HtmlBlock) => {
                blocks.end();
                if let Some((piece, start)) = page.take() {
                    html(&piece, start, blocks)?;
                }
                blocks.end();
            }
            Event::Start(tag) if is_block(tag.to_end()) => {
                blocks.end();
                is_heading = matches!(tag, Tag::Heading { .. });
            }
            Event::End(tag) if is_block(tag) => {
                blocks.end();
                is_heading = false;
            }
            Event::Html(piece) => match &mut page {
                Some((page, _)) => page.push_str(&piece),
                None => html(&piece, range.start, blocks)?,
            },
            Event::Text(piece) | Event::Code(piece) if images == 0 => {
                blocks.text(&piece, range.start, is_heading);
            }
            Event::SoftBreak | Event::HardBreak => blocks.text(" ", range.start, is_heading),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => {
                blocks.text(" ", range.start, is_heading);
            }
            Event::Rule => blocks.end(),
            _ => {}
        }
    }
    Ok(())
}

/// Whether an element is a block, not a part of a line.
fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}
