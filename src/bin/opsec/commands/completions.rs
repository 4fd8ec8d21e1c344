//! `opsec completions`: what a shell needs to complete our commands.

use crate::cli::{CompletionsArguments, command_line};
use crate::report::{Answer, Report};

pub(crate) fn run(arguments: &CompletionsArguments) -> Report {
    // Into memory first: clap_complete panics when its writer fails.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command_line(), "opsec", &mut script);
    Report::new(Answer::Finished(script)).for_everyone()
}
