//! `opsec completions`: what a shell needs to complete our commands.

use std::io::{self, Write};

use crate::cli::{CompletionsArguments, command_line};
use crate::report::{Format, Report, View};
use crate::ui::Page;

pub(crate) fn run(arguments: &CompletionsArguments) -> Report {
    Report::new(Completions(arguments.shell))
}

struct Completions(clap_complete::Shell);

impl View for Completions {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text]
    }

    fn write(&self, _: Format, _: &Page, out: &mut dyn Write) -> io::Result<()> {
        // Into memory first: clap_complete panics when its writer fails.
        let mut script = Vec::new();
        clap_complete::generate(self.0, &mut command_line(), "opsec", &mut script);
        out.write_all(&script)
    }
}
