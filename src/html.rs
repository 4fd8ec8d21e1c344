//! Reads HTML: classes, and the text that a reader of the page sees.
//!
//! Tags are read one after the other and no tree is built, which makes time and memory grow with the page's
//! length alone, whatever is nested or repeated in it.

mod decode;
mod element;
mod walk;

pub use decode::decode;
pub use element::Element;
pub use walk::TooMuch;

use walk::{Event, walk};

/// A page. Any text is one: what is broken is read as browsers repair it, as far as it matters here.
pub struct Page<'t>(&'t str);

/// An element that was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its classes.
    pub classes: Vec<String>,
    /// The text in it.
    pub text: String,
    /// Whether a reader sees it, in the place where it should be.
    pub is_shown: bool,
}

/// A piece of what a reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'e> {
    /// Here one block ends and another begins.
    Border,
    /// Text of a block.
    Text {
        /// The text.
        text: &'e str,
        /// Where it begins in the page, in bytes.
        offset: usize,
        /// Whether it is part of a heading.
        is_heading: bool,
    },
}

impl<'t> Page<'t> {
    /// Takes the text of a page.
    pub fn read(text: &'t str) -> Self {
        Self(text)
    }

    /// Returns every element of this name, in the order of the page. One within another of the name is part of
    /// the outer one, and browsers differ from that: neither counts as shown.
    ///
    /// `place` are the only elements it may be in, the last of them its parent: what is anywhere else counts as
    /// not shown, as does what the page hides.
    ///
    /// # Errors
    /// If there are too many elements, or they are nested too deeply.
    pub fn elements(&self, name: &str, place: &[&str]) -> Result<Vec<Found>, TooMuch> {
        let mut found: Vec<Found> = Vec::new();
        // The depth of the element whose text is being read.
        let mut reading: Option<usize> = None;
        walk(self.0, |event, open| {
            reading = reading.filter(|depth| open.depth() >= *depth);
            match event {
                Event::Opened(element) if reading.is_none() && element.name() == name => {
                    reading = Some(open.depth());
                    let classes = element.attribute("class").unwrap_or_default().split_ascii_whitespace();
                    found.push(Found {
                        classes: classes.map(str::to_owned).collect(),
                        text: String::new(),
                        is_shown: !open.is_hidden() && open.is_in(place),
                    });
                }
                Event::Opened(element) if element.name() == name => {
                    found.last_mut().into_iter().for_each(|outer| outer.is_shown = false);
                }
                Event::Text(text, _) if reading.is_some() => {
                    found.last_mut().into_iter().for_each(|found| found.text.push_str(text));
                }
                Event::Opened(_) | Event::Text(..) => {}
            }
        })?;
        Ok(found)
    }

    /// Returns the text that a reader sees, its pieces with nothing between, and tells of every element.
    ///
    /// What scripts, styles, templates, the title, and elements with `hidden` or `display: none` hold is
    /// left out. Style sheets are not read.
    ///
    /// # Errors
    /// As [`Page::elements`].
    pub fn visible_text(&self, mut element: impl FnMut(&Element)) -> Result<String, TooMuch> {
        let mut text = String::new();
        walk(self.0, |event, open| match event {
            Event::Opened(opened) => element(opened),
            Event::Text(piece, _) if !open.is_hidden() => text.push_str(piece),
            Event::Text(..) => {}
        })?;
        Ok(text)
    }

    /// Tells of the text that a reader sees, and of the borders between paragraphs, list items, cells and headings.
    ///
    /// A line break (`br`) is a space, and two are a border. Raised text is apart from the word before it, and
    /// a raised link is a footnote's number, which is left out.
    ///
    /// # Errors
    /// As [`Page::elements`].
    pub fn blocks(&self, mut tell: impl FnMut(Piece<'_>)) -> Result<(), TooMuch> {
        let mut borders = 0;
        let mut breaks = 0;
        let mut raised = false;
        walk(self.0, |event, open| {
            if open.borders() != borders {
                borders = open.borders();
                tell(Piece::Border);
            }
            match event {
                Event::Opened(element) if element.name() == "br" && !open.is_hidden() => breaks += 1,
                Event::Opened(element) if element.name() == "sup" => raised = true,
                Event::Text(text, _) if open.is_in_raised_link() && is_mark(text) => {}
                Event::Text(text, offset) if !open.is_hidden() => {
                    let is_heading = open.is_in_heading();
                    // White space between two breaks doesn't part them.
                    if !text.trim().is_empty() {
                        match std::mem::take(&mut breaks) {
                            0 => {}
                            1 => tell(Piece::Text { text: " ", offset, is_heading }),
                            _ => tell(Piece::Border),
                        }
                        if std::mem::take(&mut raised) {
                            tell(Piece::Text { text: " ", offset, is_heading });
                        }
                    }
                    tell(Piece::Text { text, offset, is_heading });
                }
                Event::Opened(_) | Event::Text(..) => {}
            }
        })
    }
}

/// Whether a text is what footnotes are called: a number, a letter or a sign.
fn is_mark(text: &str) -> bool {
    let text = text.trim().trim_matches(['[', ']', '(', ')']);
    text.chars().count() == 1 || text.chars().all(|letter| letter.is_ascii_digit() || "*†‡§".contains(letter))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::*;

    fn visible(html: &str) -> String {
        Page::read(html).visible_text(|_| ()).unwrap()
    }

    #[test]
    fn elements_are_found_also_in_a_broken_page() {
        let texts = |html, name, place: &[&str]| -> Vec<_> {
            let found = Page::read(html).elements(name, place).unwrap();
            found.into_iter().map(|found| (found.text, found.is_shown)).collect()
        };
        let page = "<h1 class='a b'>One<p>Two <strong> three</h1> four";
        assert_eq!(Page::read(page).elements("h1", &[]).unwrap()[0].classes, ["a", "b"]);
        assert_eq!(texts(page, "strong", &["h1", "p"]), [(" three".to_owned(), true)]);
        let page = "<p><strong>1<i>2<p>3</p><div><strong>4</strong></div><p><STRONG>5</STRONG>6";
        let found = [("12", true), ("4", false), ("5", true)];
        assert_eq!(texts(page, "strong", &["p"]), found.map(|(text, shown)| (text.to_owned(), shown)));
        assert!(texts("\u{0}\u{1}{}", "h1", &[]).is_empty());
    }

    #[test]
    fn what_is_hidden_or_elsewhere_is_not_shown() {
        let shown = |html: &str| -> Vec<_> {
            let found = Page::read(html).elements("h1", &["html", "body", "div"]).unwrap();
            found.iter().map(|found| found.is_shown).collect()
        };
        assert_eq!(shown("<html><body><div><div><h1>x</h1></div></div>"), [true]);
        for html in [
            "<body><h1>x",
            "<body><div><template><h1>x",
            "<body><div><template><div><h1>x",
            "<body><div hidden><div><h1>x",
            "<body><div style='display:none'><h1>x",
            "<body><div><h1 hidden>x",
            "<body><div><details><div><h1>x",
            "<body><div><dialog><div><h1>x",
            "<body><div><svg><div><h1>x",
            "<body><div><p><div><span><h1>x",
            "<body><form><div><h1>x",
            "<body><div><h1>x<h1>y",
        ] {
            assert_eq!(shown(html), [false], "{html}");
        }
        for html in [
            "<body><div><!-- <h1>x</h1> -->",
            "<body><div><script>'<h1>'</script>",
            "<body><noscript><div><h1>x",
            "<body><textarea><div><h1>x",
        ] {
            assert!(shown(html).is_empty(), "{html}");
        }
    }

    #[test]
    fn what_a_reader_does_not_see_is_no_text() {
        for hidden in [
            "<title>t</title>",
            "<script>if (a<b) bad('<p>x')</script>",
            "<style>p{}</style>",
            "<template><p>x</p></template>",
            "<noscript><p>x</p></noscript>",
            "<!-- x -->",
            "<div hidden><p>x</p><div>y</div></div>",
            "<div style='color:red; DISPLAY : None'><b>x</b></div>",
            "<span style=visibility:hidden>x</span>",
            "<img alt=x hidden><input hidden value=x>",
            "<svg><path d='x'/><g hidden><circle/>x</g></svg>",
        ] {
            assert_eq!(visible(&format!("One{hidden}<p>Two<b>Three</b>")), "OneTwoThree", "{hidden}");
        }
    }

    #[test]
    fn what_is_hidden_ends_where_browsers_end_it() {
        for (html, seen) in [
            ("<head><title>t</title><p>One", "One"),
            ("<p hidden>x<p>One", "One"),
            ("<p hidden><b>x<p>One", "One"),
            ("<ul><li hidden>x<li>One</ul>", "One"),
            ("<ul><li><div hidden>x</li><li>One</ul>", "One"),
            ("<section><div hidden>x</section>One", "One"),
            ("<table><tr hidden><td>x<tr><td>One</table>", "One"),
            ("<dl><dt hidden>x<dd>One", "One"),
            ("<p hidden>x<div>One</div>", "One"),
            ("<p hidden>x<table><tr><td>y</table></p>One", "One"),
            ("<a hidden>x<a>One</a>", "One"),
            ("</div></p></b>One", "One"),
        ] {
            assert_eq!(visible(html).replace('y', ""), seen, "{html}");
        }
    }

    #[test]
    fn pages_that_nest_and_repeat_cost_no_more_than_their_length() {
        let start = Instant::now();
        let formats: String = (0..2000).map(|number| format!("<b a={number}>")).collect::<Vec<_>>().concat();
        for (page, is_read) in [
            (format!("{formats}{}", "<p>x".repeat(50_000)), true),
            (format!("<svg>{}", "<td>x".repeat(50_000)), true),
            (format!("{}{}", "<div>".repeat(9900), "x<br>".repeat(50_000)), false),
            (format!("{}{}", "<i>".repeat(3000), "</q>".repeat(50_000)), true),
            (format!("<p><table>{}{}", "<b>".repeat(3000), "<div></div>".repeat(30_000)), true),
            (format!("<a {}>", "a1 ".repeat(100_000)), true),
            (format!("<a {}>", (0..50_000).map(|n| format!("x{n}=1 ")).collect::<Vec<_>>().concat()), true),
            ("<br>".repeat(260_000), false),
            ("<b>".repeat(50_000), false),
            ("<svg><g>".repeat(50_000), false),
            ("<p><div>".repeat(50_000), false),
            ("<".repeat(200_000), true),
            ("&".repeat(200_000), true),
            ("&#x".repeat(50_000), true),
            ("<!--".repeat(50_000), true),
            ("<![CDATA[".repeat(30_000), true),
        ] {
            let read = Page::read(&page).visible_text(|_| ());
            assert_eq!(read.is_ok(), is_read, "{}", &page[..40]);
            assert!(Page::read(&page).elements("b", &["p"]).is_ok() == is_read);
        }
        assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
    }

    proptest! {
        #[test]
        fn any_text_is_a_page(text in "(<?/?[a-z]{1,3} ?(hidden|=|'|\")?[>&;!-]{0,2}|\\PC){0,60}") {
            let page = Page::read(&text);
            let _ = (page.elements("p", &[]), page.elements("b", &["p"]), page.visible_text(|_| ()));
        }
    }
}
