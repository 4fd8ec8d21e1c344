//! The command line as help, the manual and completions describe it: each command with what it takes and no more.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use super::command_line;
use super::forms::offered;
use crate::report::Format;

/// The whole command line, put together; each command with the forms it offers.
pub(crate) fn described() -> Command {
    let mut whole = command_line();
    whole.build();
    whole.mut_subcommands(|command| narrowed(command, &mut Vec::new()))
}

/// A command by its name in words below `opsec`.
pub(crate) fn find(whole: Command, path: &[String]) -> Command {
    path.iter().fold(whole, |command, name| command.find_subcommand(name).cloned().unwrap_or(command))
}

/// The command without the options that do nothing for it.
fn narrowed(command: Command, above: &mut Vec<String>) -> Command {
    above.push(command.get_name().to_owned());
    let path: Vec<_> = above.iter().map(String::as_str).collect();
    let is_group = command.has_subcommands() && command.is_subcommand_required_set();
    let offered = offered(&path);
    let narrow = |argument: Arg| match argument.get_id().as_str() {
        "color" => argument.hide(true),
        "quiet" | "output" | "force" => {
            let is_hidden = is_group || argument.is_hide_set();
            argument.hide(is_hidden)
        }
        "format" => forms(argument, offered).hide(is_group || offered.len() < 2),
        "json" => argument.hide(is_group || offered.len() < 2 || !offered.contains(&Format::Json)),
        _ => argument,
    };
    let command = command.mut_args(narrow).mut_subcommands(|child| narrowed(child, above));
    above.pop();
    command
}

fn forms(argument: Arg, offered: &[Format]) -> Arg {
    argument
        .help("Choose the form of the output")
        .value_parser(PossibleValuesParser::new(offered.iter().map(|format| format.name())))
}
