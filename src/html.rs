//! HTML in, classes and text out.

use scraper::{Html, Selector};

/// A page that was read. Any text is a page: browsers and this parser repair what is broken.
pub struct Page(Html);

impl Page {
    /// Reads a page.
    pub fn read(text: &str) -> Self {
        Self(Html::parse_document(text))
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
    fn a_page_of_nothing_but_opened_elements_is_survived() {
        let page = Page::read(&"<b>".repeat(20_000));
        assert!(page.texts("p > strong").is_empty());
    }
}
