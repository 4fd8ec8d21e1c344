//! `opsec man`: the manual, made from the same description as `--help`.

use std::fmt::Write as _;

use crate::cli::{ManArguments, command_line};
use crate::files::write_new_file;
use crate::outcome::{Failure, Result};
use crate::report::{Answer, Report};
use crate::ui::Ui;
use crate::words;

pub(crate) fn run(arguments: &ManArguments, ui: &Ui) -> Result<Report> {
    let Some(folder) = &arguments.folder else {
        return Ok(Report::new(Answer::Finished(page("opsec", command_line(), ui)?)));
    };
    let mut written = String::new();
    for (name, command) in commands("opsec", command_line()) {
        let path = folder.join(format!("{name}.1"));
        let text = page(&name, command, ui)?;
        write_new_file(ui.language(), &path, |out| out.write_all(&text))?;
        let _ = writeln!(written, "{}", path.display());
    }
    Ok(Report::new(Answer::Finished(written.into_bytes())))
}

/// Every command with its full name, `opsec-review-check` for `opsec review check`.
fn commands(name: &str, command: clap::Command) -> Vec<(String, clap::Command)> {
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut all = Vec::new();
    for child in command.get_subcommands().filter(|child| !child.is_hide_set()) {
        all.extend(commands(&format!("{name}-{}", child.get_name()), child.clone()));
    }
    all.insert(0, (name.to_owned(), command));
    all
}

fn page(name: &str, command: clap::Command, ui: &Ui) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command)
        .title(name)
        .render(&mut text)
        .map_err(|error| Failure::new(words::deliver::not_written(ui.language(), &error)).because(error))?;
    Ok(text)
}
