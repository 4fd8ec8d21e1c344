//! Reads HTML and returns classes and text of its elements.

use std::collections::HashMap;

use scraper::{Html, Selector};

/// A page that was read. Any text is a page: browsers and this parser repair what is broken.
pub struct Page(Html);

/// Deepest nesting that is read: the parser's work grows with the square of the depth.
const DEEPEST: usize = 10_000;
/// Elements without an end tag, or whose end tag is optional.
const NEVER_DEEP: [&str; 22] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "source", "td", "th", "tr", "track", "wbr", "!doctype",
];

impl Page {
    /// Reads a page; one that is nested too deeply is read as empty.
    pub fn read(text: &str) -> Self {
        Self(Html::parse_document(if is_too_deep(text) { "" } else { text }))
    }

    /// Returns the classes of every element that a selector finds, in the order of the page.
    ///
    /// # Panics
    /// On a selector that is none; selectors are written by us, not by users or pages.
    pub fn classes(&self, selector: &str) -> Vec<Vec<String>> {
        self.0
            .select(&parsed(selector))
            .map(|element| element.value().classes().map(str::to_owned).collect())
            .collect()
    }

    /// Returns the text within every element that a selector finds, trimmed.
    ///
    /// # Panics
    /// As [`Page::classes`].
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.0
            .select(&parsed(selector))
            .map(|element| element.text().collect::<String>().trim().to_owned())
            .collect()
    }

    /// Whether a selector finds anything.
    ///
    /// # Panics
    /// As [`Page::classes`].
    pub fn has(&self, selector: &str) -> bool {
        self.0.select(&parsed(selector)).next().is_some()
    }

    /// Returns the text a reader sees, with spaces between its pieces: no scripts, styles or templates.
    pub fn visible_text(&self) -> String {
        let mut text = String::new();
        for node in self.0.tree.nodes() {
            let Some(piece) = node.value().as_text() else { continue };
            let hidden = node
                .ancestors()
                .filter_map(|parent| parent.value().as_element())
                .any(|parent| matches!(parent.name(), "script" | "style" | "template" | "noscript" | "head"));
            if !hidden {
                text.push_str(piece);
                text.push(' ');
            }
        }
        text
    }
}

/// Whether a page may be nested too deeply; it may say yes too often, but never no wrongly.
fn is_too_deep(text: &str) -> bool {
    let mut open: HashMap<String, usize> = HashMap::new();
    let mut depth = 0_usize;
    for tag in text.split('<').skip(1) {
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let end = tag.find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/'));
        let name = tag[..end.unwrap_or(tag.len())].to_ascii_lowercase();
        if !name.starts_with(|letter: char| letter.is_ascii_alphabetic())
            || NEVER_DEEP.contains(&name.as_str())
        {
            continue;
        }
        let of_kind = open.entry(name).or_default();
        if !closes {
            *of_kind += 1;
            depth += 1;
        } else if *of_kind > 0 {
            *of_kind -= 1;
            depth -= 1;
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

fn parsed(selector: &str) -> Selector {
    Selector::parse(selector).expect("selectors are our own and used by tests")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_text_are_found_also_in_a_broken_page() {
        let page = Page::read("<h1 class='a b'>One<p>Two <strong> three</h1>");
        assert_eq!(page.classes("h1"), [["a", "b"]]);
        assert_eq!(page.texts("p > strong"), ["three"]);
        assert!(Page::read("\u{0}\u{1}{}").classes("h1").is_empty());
    }

    #[test]
    fn what_a_reader_does_not_see_is_no_text() {
        let page = Page::read("<title>t</title><script>bad()</script><p>One<b>Two</b><style>x{}</style>");
        assert_eq!(page.visible_text().split_whitespace().collect::<Vec<_>>(), ["One", "Two"]);
        assert!(page.has("b") && !page.has("input[type=password]"));
    }

    #[test]
    fn a_page_of_nothing_but_opened_elements_is_survived() {
        let start = std::time::Instant::now();
        for element in ["<b>", "<div>", "<DIV\n>", "<p><div>"] {
            let page = Page::read(&element.repeat(200_000));
            assert!(page.texts("p > strong").is_empty());
        }
        assert!(start.elapsed().as_secs() < 20);
        let honest = format!("{}<i>x</i>", "<div></div><p>".repeat(20_000));
        assert!(Page::read(&honest).has("i"));
    }
}
