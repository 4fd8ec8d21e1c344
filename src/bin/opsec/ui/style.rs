//! How text is drawn: how wide, and in which colours.

/// A meaning that can be shown in colour. Without colour the text alone must be enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Good,
    Bad,
    Warning,
    Strong,
    Faint,
}

/// How wide lines are, and whether meanings are coloured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Columns, at least 20.
    pub(crate) width: usize,
    colored: bool,
}

impl Style {
    pub(super) fn new(width: usize, colored: bool) -> Self {
        Self { width, colored }
    }

    /// Lines of so many columns without colour.
    pub(crate) fn plain(width: usize) -> Self {
        Self { width, colored: false }
    }

    pub(crate) fn is_colored(&self) -> bool {
        self.colored
    }

    /// Returns the text, coloured by its meaning where colours are wanted. Pad before painting.
    pub(crate) fn paint(&self, meaning: Meaning, text: &str) -> String {
        if !self.colored || text.is_empty() {
            return text.to_owned();
        }
        let style = style_of(meaning);
        format!("{style}{text}{style:#}")
    }
}

fn style_of(meaning: Meaning) -> anstyle::Style {
    use anstyle::{AnsiColor, Style};
    let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
    match meaning {
        Meaning::Good => colour(AnsiColor::Green),
        Meaning::Bad => colour(AnsiColor::Red).bold(),
        Meaning::Warning => colour(AnsiColor::Yellow),
        Meaning::Strong => Style::new().bold(),
        Meaning::Faint => Style::new().dimmed(),
    }
}
