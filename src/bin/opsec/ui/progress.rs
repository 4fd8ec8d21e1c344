//! A progress bar on standard error.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use opsec::language::Language;

use crate::words;

/// Shorter work needs no bar.
const PATIENCE: Duration = Duration::from_millis(250);

/// A bar that appears only if there is something to wait for, and leaves nothing behind.
pub(crate) struct Progress {
    language: Language,
    bar: ProgressBar,
    begun: Instant,
    waiting: bool,
}

impl Progress {
    /// Makes a bar for someone who may be watching; it is hidden where nobody is.
    pub(super) fn new(language: Language, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(100), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("  {bar:24} {pos:>3} %  {wide_msg}")
            .expect("the template is our own")
            .progress_chars("█▒░");
        bar.set_style(style);
        Self { language, bar, begun: Instant::now(), waiting: !quiet }
    }

    /// Shows how far the work is, and what is being done.
    pub(crate) fn at(&mut self, fraction: f32, work: &str) {
        if self.waiting && self.begun.elapsed() > PATIENCE {
            self.waiting = false;
            // Hidden by itself where standard error is no terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=100")]
        let percent = (fraction.clamp(0.0, 1.0) * 100.0) as u64;
        self.bar.set_position(percent);
        let seconds = self.begun.elapsed().as_secs();
        self.bar.set_message(words::prompt::in_progress(self.language, work, seconds));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
