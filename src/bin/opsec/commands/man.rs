//! `opsec man`: the manual, made from the same description as `--help`.

mod page;

use std::fmt::Write as _;

use crate::cli::{ManArguments, described};
use crate::files::{Readers, Replace, Target, make_folder};
use crate::outcome::{Failure, Result};
use crate::report::{Answer, Report};
use crate::ui::Ui;
use crate::words;

/// The first line of a page, by which we know our own and may replace it. It's the same in every language.
const MARK: &str = ".\\\" opsec-man\n";

pub(crate) fn run(arguments: &ManArguments, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    let commands = commands("opsec", &described());
    let names: Vec<_> = commands.iter().map(|(name, _)| name.clone()).collect();
    let Some(folder) = &arguments.folder else {
        return Ok(Report::new(Answer::Finished(page("opsec", described(), &names, ui)?)).for_everyone());
    };
    make_folder(language, folder)?;
    let mut pages = Vec::new();
    for (name, command) in commands {
        let path = folder.join(format!("{name}.1"));
        pages.push((Target::new(language, &path, Replace::Own(MARK))?, page(&name, command, &names, ui)?));
    }
    let mut written = String::new();
    for (file, text) in pages {
        file.write(language, Readers::Everyone, |out| out.write_all(&text))?;
        let _ = writeln!(written, "{}", file.path().display());
    }
    Ok(Report::new(Answer::Finished(written.into_bytes())).for_everyone())
}

/// Every command with its full name, `opsec-review-check` for `opsec review check`.
fn commands(name: &str, command: &clap::Command) -> Vec<(String, clap::Command)> {
    let mut all = vec![(name.to_owned(), command.clone())];
    for child in command.get_subcommands().filter(|child| !child.is_hide_set()) {
        all.extend(commands(&format!("{name}-{}", child.get_name()), child));
    }
    all
}

fn page(name: &str, command: clap::Command, names: &[String], ui: &Ui) -> Result<Vec<u8>> {
    let mut text = MARK.as_bytes().to_vec();
    page::write(name, command, names, ui.language(), &mut text)
        .map_err(|error| Failure::new(words::deliver::not_written(ui.language(), &error)).because(error))?;
    Ok(text)
}
