//! The one owner of the terminal: width, colour, conversation, prompts.

mod closed;
mod lines;
mod progress;
mod prompt;
mod secret;
mod style;

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use opsec::language::Language;
use opsec::text::sanitize_lines;

pub(crate) use closed::stdout_is_closed;
pub(crate) use lines::{LONGEST_LINE, SecretLines};
pub(crate) use progress::Progress;
pub(crate) use prompt::{is_confirmed, someone_is_there};
pub(crate) use secret::{read_secret, stdout_is_readable_by_others};
pub(crate) use style::{Meaning, Style};

use crate::outcome::Failure;
use crate::words;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Also in pipes and files
    Always,
    /// Never
    Never,
}

/// The options for the terminal.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    pub(crate) language: Language,
    pub(crate) color: Color,
    pub(crate) quiet: bool,
    /// Whether the output goes to a file.
    pub(crate) saves: bool,
}

/// Owner of the terminal for one run.
pub(crate) struct Ui {
    options: Options,
    stdout: Style,
    stderr: Style,
}

/// Wider lines than this are tiring to read.
const WIDEST: usize = 120;
/// Width of pipes and files, unless COLUMNS is set.
const USUAL: usize = 80;

impl Ui {
    pub(crate) fn new(options: Options) -> Self {
        let width = width();
        let stdout = Style::new(width, styled(options.color, io::stdout().is_terminal()));
        let stderr = Style::new(width, styled(options.color, io::stderr().is_terminal()));
        Self { options, stdout, stderr }
    }

    /// The language in which people are spoken to.
    pub(crate) fn language(&self) -> Language {
        self.options.language
    }

    /// How standard output is drawn.
    pub(crate) fn style(&self) -> Style {
        self.stdout
    }

    /// How standard error is drawn.
    pub(crate) fn error_style(&self) -> Style {
        self.stderr
    }

    /// How a file is drawn: as wide as usual, coloured only on request.
    pub(crate) fn file_style(&self) -> Style {
        Style::new(USUAL, self.options.color == Color::Always)
    }

    /// Whether only what was asked for is said.
    pub(crate) fn is_quiet(&self) -> bool {
        self.options.quiet
    }

    /// Says something on standard error, unless quiet. A lost line of conversation is no failure.
    pub(crate) fn say(&self, text: &str) {
        if !self.options.quiet {
            let _ = writeln!(io::stderr().lock(), "{}", self.wrap(text));
        }
    }

    /// Whether the output goes to a file.
    pub(crate) fn saves(&self) -> bool {
        self.options.saves
    }

    /// Says on standard error what was asked for and can't go to standard output, also when quiet.
    pub(crate) fn tell(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{}", self.wrap(text));
    }

    /// Warns on standard error, also when quiet: a warning is not chatter.
    pub(crate) fn warn(&self, text: &str) {
        let label = words::failure::warning_label(self.language());
        self.labelled(Meaning::Warning, label, text);
    }

    /// A progress bar.
    pub(crate) fn progress(&self) -> Progress {
        Progress::new(self.language(), self.options.quiet)
    }

    /// Says why the run failed and what to do next.
    pub(crate) fn failure(&self, failure: &Failure) {
        prompt::leave_question();
        self.labelled(Meaning::Bad, words::failure::error_label(self.language()), &failure.message);
        for hint in &failure.hints {
            let hint = hint.replace('\n', "\n  ");
            let _ = writeln!(io::stderr().lock(), "{}", self.wrap(&format!("  {hint}")));
        }
    }

    fn labelled(&self, meaning: Meaning, label: &str, text: &str) {
        let label = self.stderr.paint(meaning, label);
        let text = sanitize_lines(text);
        let _ = writeln!(io::stderr().lock(), "{}", self.wrap_styled(&format!("{label} {text}")));
    }

    fn wrap(&self, text: &str) -> String {
        self.wrap_styled(&sanitize_lines(text))
    }

    fn wrap_styled(&self, text: &str) -> String {
        let mut wrapped = Vec::new();
        for line in text.split('\n') {
            let indent = " ".repeat(line.len() - line.trim_start().len());
            let options = textwrap::Options::new(self.stderr.width)
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
