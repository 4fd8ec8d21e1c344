//! A page of the manual: the sections that every manual has, in their usual order.

use std::io::{self, Write};

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use opsec::data;
use opsec::language::Language;

use crate::cli::EXIT_CODES;
use crate::words::man as words;

/// What stands below a command's help begins with this line, if it has lines to type.
const EXAMPLES: &str = "Examples:";

/// Writes the page of a command; `names` are those of all pages.
pub(super) fn write(
    name: &str,
    mut command: clap::Command,
    names: &[String],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let usage = command.render_usage().to_string();
    let below = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let is_group = command.has_subcommands();
    let command = command.override_usage(usage.trim_start_matches("Usage:").trim().to_owned());
    let page = Man::new(command)
        .title(name.to_uppercase())
        .section("1")
        .date(data::DATE.to_string())
        .source(concat!("opsec ", env!("CARGO_PKG_VERSION")))
        .manual("opsec");
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    let mut options = Vec::new();
    page.render_options_section(&mut options)?;
    // An empty line between two breaks is one break too many for some readers of manuals.
    out.write_all(String::from_utf8_lossy(&options).replace(".br\n\n.br\n", ".sp\n").as_bytes())?;
    if is_group {
        page.render_subcommands_section(out)?;
    }
    let mut rest = Roff::new();
    examples(&below, &mut rest);
    exit_status(&mut rest);
    rest.control("SH", ["ENVIRONMENT"]);
    entries(words::environment(language, name), &mut rest);
    rest.control("SH", ["FILES"]);
    let files = words::files(language, name);
    if !files.is_empty() {
        entries(files, &mut rest);
        rest.control("PP", []);
    }
    rest.text([roman(words::nothing_kept(language))]);
    rest.control("SH", ["SEE ALSO"]);
    let others: Vec<_> = names.iter().filter(|other| is_near(name, other)).collect();
    for (index, other) in others.iter().enumerate() {
        let end = if index + 1 < others.len() { "(1), " } else { "(1)" };
        rest.text([bold(other.as_str()), roman(end)]);
    }
    rest.to_writer(out)
}

/// Whether a page is of use to the readers of another: the one above it, those below it, those beside it.
fn is_near(name: &str, other: &str) -> bool {
    let above = |name: &str| name.rsplit_once('-').map_or(String::new(), |(above, _)| above.to_owned());
    name != other && (above(name) == other || above(other) == name || above(name) == above(other))
}

/// The lines to type, and what else stands below the help.
fn examples(below: &str, page: &mut Roff) {
    let (typed, rest) = match below.strip_prefix(EXAMPLES) {
        Some(text) => text.split_once("\n\n").unwrap_or((text, "")),
        None => ("", below),
    };
    if !typed.is_empty() {
        page.control("SH", ["EXAMPLES"]);
        for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (line, purpose) = line.split_once("  ").unwrap_or((line, ""));
            page.control("TP", []).text([bold(line)]).text([roman(purpose.trim())]);
        }
    }
    let rest = rest.split("\n\n").filter(|part| !part.is_empty() && !EXIT_CODES.contains(part.trim()));
    for (index, part) in rest.enumerate() {
        if index == 0 {
            page.control("SH", ["NOTES"]);
        } else {
            page.control("PP", []);
        }
        for line in part.lines() {
            match line.trim().split_once("  ") {
                Some((label, text)) if line.starts_with(' ') => {
                    page.control("TP", []).text([roman(label)]).text([roman(text.trim())]);
                }
                _ => {
                    page.text([roman(line.trim())]);
                }
            }
        }
    }
}

fn exit_status(page: &mut Roff) {
    page.control("SH", ["EXIT STATUS"]);
    let lines = EXIT_CODES.lines().filter_map(|line| line.trim().split_once(' '));
    for (code, meaning) in lines.filter(|(code, _)| code.parse::<u8>().is_ok()) {
        page.control("TP", []).text([bold(code)]).text([roman(meaning.trim())]);
    }
}

fn entries(entries: Vec<(&'static str, &'static str)>, page: &mut Roff) {
    for (name, meaning) in entries {
        page.control("TP", []).text([bold(name)]).text([roman(meaning)]);
    }
}
