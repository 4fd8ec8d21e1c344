//! The one owner of the terminal: width, colour, conversation, prompts, harmless text.

mod harmless;
#[cfg(feature = "embedded-tor")]
mod progress;
mod prompt;
mod secret;

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;

pub(crate) use harmless::harmless;
#[cfg(feature = "embedded-tor")]
pub(crate) use progress::Progress;
pub(crate) use prompt::{is_confirmed, someone_is_there};
pub(crate) use secret::{read_secret, stdout_is_readable_by_others};

use crate::cli::Global;
use crate::outcome::Failure;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// When the answer goes to a terminal and NO_COLOR is not set
    #[default]
    Auto,
    /// Also into a pipe or file
    Always,
    /// Not at all
    Never,
}

/// A meaning that can be shown in colour. Without colour the text alone must do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Good,
    Bad,
    Warning,
    Strong,
    Faint,
}

/// The sheet a view writes on: how wide, and whether meanings may be coloured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    /// Columns, at least 20.
    pub(crate) width: usize,
    styled: bool,
}

impl Page {
    /// A sheet of so many columns without colour.
    pub(crate) fn plain(width: usize) -> Self {
        Self { width, styled: false }
    }

    /// The text, coloured by its meaning where colours are wanted. Pad before painting.
    pub(crate) fn paint(&self, role: Role, text: &str) -> String {
        if !self.styled || text.is_empty() {
            return text.to_owned();
        }
        let style = style_of(role);
        format!("{style}{text}{style:#}")
    }
}

fn style_of(role: Role) -> anstyle::Style {
    use anstyle::{AnsiColor, Style};
    let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
    match role {
        Role::Good => colour(AnsiColor::Green),
        Role::Bad => colour(AnsiColor::Red).bold(),
        Role::Warning => colour(AnsiColor::Yellow),
        Role::Strong => Style::new().bold(),
        Role::Faint => Style::new().dimmed(),
    }
}

/// Owner of the terminal for one run.
pub(crate) struct Ui {
    width: usize,
    color: Color,
    stdout_styled: bool,
    stderr_styled: bool,
    quiet: bool,
}

/// Wider lines than this are tiring to read.
const WIDEST: usize = 120;
/// Width of pipes and files, where nobody tells.
const USUAL: usize = 80;

impl Ui {
    pub(crate) fn new(global: &Global) -> Self {
        Self {
            width: width(),
            color: global.color,
            stdout_styled: styled(global.color, io::stdout().is_terminal()),
            stderr_styled: styled(global.color, io::stderr().is_terminal()),
            quiet: global.quiet,
        }
    }

    /// The sheet of standard output.
    pub(crate) fn page(&self) -> Page {
        Page { width: self.width, styled: self.stdout_styled }
    }

    /// The sheet of a file: as wide as usual, coloured only if told so.
    pub(crate) fn page_for_file(&self) -> Page {
        Page { width: USUAL, styled: self.color == Color::Always }
    }

    /// The sheet of the conversation on standard error.
    pub(crate) fn aside(&self) -> Page {
        Page { width: self.width, styled: self.stderr_styled }
    }

    /// Says something on standard error, unless quiet. A lost line of conversation is no failure.
    pub(crate) fn say(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr().lock(), "{}", self.wrap(text));
        }
    }

    /// Warns on standard error, also when quiet: a warning is not chatter.
    pub(crate) fn warn(&self, text: &str) {
        let label = self.aside().paint(Role::Warning, "warning:");
        let _ = writeln!(io::stderr().lock(), "{}", self.wrap(&format!("{label} {text}")));
    }

    /// A bar for what takes its time.
    #[cfg(feature = "embedded-tor")]
    pub(crate) fn progress(&self) -> Progress {
        Progress::new(self.quiet)
    }

    /// Says why the run failed and what to do next.
    pub(crate) fn failure(&self, failure: &Failure) {
        let label = self.aside().paint(Role::Bad, "error:");
        let mut err = io::stderr().lock();
        let _ = writeln!(err, "{}", self.wrap(&format!("{label} {}", failure.message)));
        for hint in &failure.hints {
            let _ = writeln!(err, "{}", self.wrap(&format!("  {hint}")));
        }
    }

    fn wrap(&self, text: &str) -> String {
        let mut wrapped = Vec::new();
        for line in text.split('\n') {
            let indent = " ".repeat(line.len() - line.trim_start().len());
            let options = textwrap::Options::new(self.width)
                .subsequent_indent(&indent)
                .word_splitter(textwrap::WordSplitter::NoHyphenation)
                .break_words(false);
            wrapped.extend(textwrap::wrap(line, options).into_iter().map(std::borrow::Cow::into_owned));
        }
        wrapped.join("\n")
    }
}

/// COLUMNS, if set, wins: it is how people and tests ask for a width.
fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let found = || terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0));
    asked.or_else(found).unwrap_or(USUAL).clamp(20, WIDEST)
}

/// <https://no-color.org>, a dumb terminal and a pipe are honoured here and nowhere else.
fn styled(color: Color, terminal: bool) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            terminal && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}
