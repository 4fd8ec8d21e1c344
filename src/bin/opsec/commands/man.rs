//! `opsec man`: the manual, made from the same description as `--help`.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::cli::{ManArguments, command_line};
use crate::outcome::{Context, Result};
use crate::report::{Format, Report, View};
use crate::store::write_new_file;
use crate::ui::Page;

pub(crate) fn run(arguments: &ManArguments) -> Result<Report> {
    let Some(folder) = &arguments.folder else {
        return Ok(Report::new(Manual(page(command_line())?)));
    };
    let mut written = String::new();
    for (name, command) in commands("opsec", command_line()) {
        let path = folder.join(format!("{name}.1"));
        let text = page(command)?;
        write_new_file(&path, |out| out.write_all(&text))?;
        let _ = writeln!(written, "{}", path.display());
    }
    Ok(Report::new(Manual(written.into_bytes())))
}

/// Every command with its full name, `opsec-review-check` for `opsec review check`.
fn commands(name: &str, command: clap::Command) -> Vec<(String, clap::Command)> {
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut all = Vec::new();
    for child in command.get_subcommands().filter(|child| !child.is_hide_set()) {
        all.extend(commands(&format!("{name}-{}", child.get_name()), child.clone()));
    }
    let shown: &'static str = Box::leak(name.to_owned().into_boxed_str());
    all.insert(0, (name.to_owned(), command.name(shown)));
    all
}

fn page(command: clap::Command) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command).render(&mut text).context("Could not write the manual")?;
    Ok(text)
}

struct Manual(Vec<u8>);

impl View for Manual {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text]
    }

    fn write(&self, _: Format, _: &Page, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.0)
    }
}
