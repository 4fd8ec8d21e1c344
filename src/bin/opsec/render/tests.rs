//! Properties of every writer, whatever a document contains.

use jiff::civil::date;
use opsec::review::Confidence;
use opsec::text::sanitize;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::document::*;
use super::draw;
use crate::report::Format;
use crate::ui::Style;

const WRITERS: [Format; 3] = [Format::Text, Format::Markdown, Format::Html];

/// Returns a document with this text in every field for text.
fn full_of(text: &str) -> Document {
    let sentence = || Sentence::from(text).meaning(Meaning::Bad, text).link(Meaning::Faint, text, text);
    let mut facts = Facts::default();
    let fact = facts.number(Fact {
        note: text.to_owned(),
        sources: Vec::new(),
        checked: date(2026, 11, 26),
        confidence: Confidence::High,
    });
    let pair = || Pair { label: sentence(), text: sentence(), details: vec![sentence()] };
    let cells = || vec![text.to_owned(), text.to_owned()];
    let table = |stacked_by| Block::Table(Table { header: cells(), rows: vec![cells()], stacked_by });
    let blocks = vec![
        Block::Heading(sentence()),
        Block::Subheading { title: sentence(), why: Some(sentence()) },
        Block::Paragraph(sentence().resting_on([fact])),
        Block::Note(sentence()),
        Block::Warning(sentence()),
        Block::Verdict(Verdict {
            meaning: Meaning::Bad,
            mark: "✗",
            text: sentence(),
            reasons: vec![sentence()],
        }),
        Block::Meters(vec![Meter {
            name: text.to_owned(),
            letter: text.to_owned(),
            interval: None,
            score: text.to_owned(),
            known: text.to_owned(),
        }]),
        Block::Bullets(vec![sentence()]),
        Block::Pairs([pair()].into_iter().collect()),
        Block::Pairs(Pairs { rows: vec![pair()], column: 12, cut: true }),
        table(Axis::Row),
        table(Axis::Column),
        Block::Step(Box::new(Step {
            number: Some(1),
            id: text.to_owned(),
            title: text.to_owned(),
            remarks: vec![text.to_owned()],
            gate: Some(("gate", text.to_owned())),
            lines: vec![("how", sentence())],
            commands: vec![text.to_owned()],
        })),
        Block::Message(Message { title: text.to_owned(), when: sentence(), text: text.to_owned() }),
        Block::Flow(Flow {
            title: "flow",
            description: "flow",
            yes: "yes",
            no: "no",
            nodes: vec![
                FlowNode::Work { title: text.to_owned(), detail: text.to_owned() },
                FlowNode::Gate { condition: text.to_owned(), otherwise: text.to_owned() },
            ],
        }),
        Block::Blank(sentence()),
        Block::Break,
    ];
    Document { title: sentence(), blocks, facts, ..Document::default() }
}

/// A sign that could steer a terminal or reorder a line; ours are line ends alone.
fn steers(drawn: &str) -> bool {
    drawn.lines().any(|line| sanitize(line) != line)
}

#[test]
fn text_that_steers_a_terminal_is_sanitized_everywhere() {
    let document = full_of("a\u{1b}[31mb\u{202e}c\u{7}d\u{200b}\r\ne");
    for format in WRITERS {
        for width in [40, 80] {
            let drawn = draw(&document, format, &Style::plain(width));
            assert!(!steers(&drawn), "{format:?}");
        }
    }
}

#[test]
fn text_that_looks_like_markup_stays_text() {
    let document = full_of("<script>alert(1)</script> [x](javascript:1) **b** | c");
    let page = draw(&document, Format::Html, &Style::plain(80));
    assert!(!page.contains("<script") && !page.contains("href=\"javascript"), "{page}");
    let wiki = draw(&document, Format::Markdown, &Style::plain(80));
    // Between fences, of a block or of a command, nothing is markup.
    let outside =
        wiki.split("```").step_by(2).flat_map(|piece| piece.split('`').step_by(2)).collect::<String>();
    assert!(!outside.contains("<script") && !outside.contains("** | c"), "{wiki}");
}

#[test]
fn a_text_that_looks_like_the_mark_of_a_fact_is_no_mark() {
    let mut document = Document::default();
    document.blocks.push(Block::Paragraph("See the table [3] first".into()));
    let page = draw(&document, Format::Html, &Style::plain(80));
    assert!(page.contains("See the table [3] first") && !page.contains("#fact-3"), "{page}");
}

#[test]
fn a_fact_is_a_number_in_text_and_a_link_on_a_page() {
    let document = full_of("x");
    assert!(draw(&document, Format::Text, &Style::plain(80)).contains(" [1]\n"));
    assert!(draw(&document, Format::Html, &Style::plain(80)).contains("<a href=\"#fact-1\">1</a>"));
}

/// What Markdown, as code hosts read it, makes of a document: its structure, and the text within.
fn read_markdown(document: &Document) -> (Vec<String>, String) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    let drawn = draw(document, Format::Markdown, &Style::plain(80));
    let (mut structure, mut shown) = (Vec::new(), String::new());
    let mut is_fenced = false;
    for event in Parser::new_ext(&drawn, options) {
        is_fenced |= matches!(event, Event::Start(Tag::CodeBlock(_)));
        is_fenced &= !matches!(event, Event::End(TagEnd::CodeBlock));
        match event {
            // Between fences everything is text already.
            Event::Text(_) if is_fenced => {}
            Event::Text(text) => shown.push_str(&text),
            Event::Code(_) => structure.push("code".to_owned()),
            // Where a link leads is no structure.
            Event::Start(Tag::Link { .. }) => structure.push("link".to_owned()),
            other => structure.push(format!("{other:?}")),
        }
    }
    (structure, shown.split_whitespace().collect())
}

/// Pieces that mean something in Markdown or in HTML.
fn markup() -> impl Strategy<Value = String> {
    let pieces = [
        "> ",
        "1. ",
        "1) ",
        "- ",
        "+ ",
        "* ",
        "# ",
        "#",
        "~",
        "~~",
        "====",
        "---",
        "***",
        "    ",
        "|",
        "`",
        "```",
        "*",
        "**",
        "_",
        "[",
        "]",
        "[x](y)",
        "![",
        "[^1]",
        "[ ] ",
        "(",
        ")",
        "\\",
        "!",
        ":",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!-- ",
        "<https://e.example>",
        "https://e.example",
        "www.e.example",
        "a@e.example",
        "&lt;",
        "&#35;",
        "&",
        "$",
        "$$",
        "^",
        "==",
        "\n",
        "\n\n",
        "\t",
        " ",
        "a",
        "b c",
        "é",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..8)
        .prop_map(|pieces| format!("x{}", pieces.concat()))
}

proptest! {
    #[test]
    fn text_of_others_is_one_text_to_markdown(text in markup(), at_start: bool) {
        // With a letter in front, and with the piece itself at the start of its line.
        let text = if at_start { text[1..].to_owned() + "x" } else { text };
        let document = full_of(&text);
        let (structure, shown) = read_markdown(&document);
        let (plain_structure, plain) = read_markdown(&full_of("QxQ"));
        prop_assert_eq!(structure, plain_structure, "{:?}", text);
        let as_shown: String = sanitize(&text).split_whitespace().collect();
        prop_assert_eq!(shown, plain.replace("QxQ", &as_shown), "{:?}", text);
    }

    #[test]
    fn text_of_others_never_becomes_a_link_by_itself(text in markup()) {
        let mut document = Document::default();
        document.blocks.push(Block::Paragraph(text.as_str().into()));
        let drawn = draw(&document, Format::Markdown, &Style::plain(80));
        // Code hosts look for these without regard to the marks around them.
        for address in ["https://", "www.", "a@"] {
            prop_assert!(!drawn.contains(address), "{}", drawn);
        }
    }

    #[test]
    fn no_text_makes_a_writer_panic_or_steer(
        text in prop::collection::vec(any::<char>(), 0..30),
        width in 20usize..130,
    ) {
        let text: String = text.into_iter().collect();
        let document = full_of(&text);
        for format in WRITERS {
            prop_assert!(!steers(&draw(&document, format, &Style::plain(width))), "{:?}", format);
        }
    }
}
