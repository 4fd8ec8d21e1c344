//! What is wrong with a command line, in our own words.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use opsec::data;
use opsec::language::Language;
use opsec::review::Lookup;

use crate::cli::Mistake;
use crate::outcome::Failure;
use crate::report::Format;
use crate::words::{mistake as words, verify};

/// Commands to which people give secrets or names: what was typed to them is never said again.
const PRIVATE: &[&str] = &["passphrase", "room", "verify", "checklist"];

/// Says what was typed wrong, and what to type instead.
pub(super) fn explain(mistake: &Mistake, language: Language) -> Failure {
    let command = name(mistake);
    match mistake.error.kind() {
        ErrorKind::UnknownArgument => unknown_argument(mistake, &command, language),
        ErrorKind::InvalidSubcommand => unknown_command(mistake, &command, language),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let children = mistake.command.get_subcommands().filter(|child| !child.is_hide_set());
            children.fold(Failure::usage(words::missing_command(language, &command)), |failure, child| {
                let about = child.get_about().map(ToString::to_string).unwrap_or_default();
                let line = format!("{command} {}", child.get_name());
                failure.hint(words::command_with_purpose(language, &line, &about))
            })
        }
        ErrorKind::MissingRequiredArgument => {
            let what = missing(&mistake.error);
            if what.starts_with('-') {
                Failure::usage(words::missing_too(language, &what)).hint(words::see_help(language, &command))
            } else {
                with_example(mistake, &command, &what, language)
            }
        }
        ErrorKind::ArgumentConflict => {
            let one = argument(&mistake.error, ContextKind::InvalidArg);
            let other = argument(&mistake.error, ContextKind::PriorArg);
            if one == other {
                Failure::usage(words::given_twice(language, &one))
            } else {
                Failure::usage(words::conflict(language, &one, &other)).hint(words::leave_one_out(language))
            }
        }
        ErrorKind::InvalidValue => invalid_value(&mistake.error, language),
        ErrorKind::ValueValidation => {
            let option = argument(&mistake.error, ContextKind::InvalidArg);
            let failure = Failure::usage(words::bad_value(language, &option));
            let reason = std::error::Error::source(&mistake.error).map(ToString::to_string);
            match reason.as_deref().map(|reason| words::reason(language, reason)) {
                Some(reason) => failure.hint(reason),
                None => failure.hint(words::see_help(language, &command)),
            }
        }
        ErrorKind::TooManyValues => {
            let option = argument(&mistake.error, ContextKind::InvalidArg);
            Failure::usage(words::option_takes_no_value(language, &option))
        }
        ErrorKind::InvalidUtf8 => Failure::usage(words::not_text(language)),
        _ => Failure::usage(words::not_understood(language)).hint(words::see_help(language, &command)),
    }
}

/// "opsec review check"
fn name(mistake: &Mistake) -> String {
    std::iter::once("opsec").chain(mistake.path.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")
}

fn is_private(mistake: &Mistake) -> bool {
    mistake.path.first().is_some_and(|first| PRIVATE.contains(&first.as_str()))
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text),
        ContextValue::Strings(texts) => texts.first().map(String::as_str),
        _ => None,
    }
}

/// The option or argument that is meant, without its value: `--format`, `FILE`.
fn argument(error: &clap::Error, kind: ContextKind) -> String {
    plain(text(error, kind).unwrap_or_default())
}

fn plain(argument: &str) -> String {
    let first = argument.split([' ', '=']).next().unwrap_or_default();
    first.trim_end_matches('.').trim_matches(['<', '>', '[', ']']).to_owned()
}

/// What is missing: "FILE", "--reviews".
fn missing(error: &clap::Error) -> String {
    let Some(ContextValue::Strings(all)) = error.get(ContextKind::InvalidArg) else { return String::new() };
    all.iter().map(|argument| plain(argument)).collect::<Vec<_>>().join(", ")
}

/// Says which argument is missing, and shows a line that has it.
fn with_example(mistake: &Mistake, command: &str, what: &str, language: Language) -> Failure {
    let failure = Failure::usage(words::missing(language, command, what));
    let help = mistake.command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut lines = help.lines().filter_map(|line| line.trim().split("  ").next());
    match lines.find(|line| line.starts_with(command)) {
        Some(line) => failure.hint(words::for_example(language, line)),
        None => failure.hint(words::see_help(language, command)),
    }
}

fn invalid_value(error: &clap::Error, language: Language) -> Failure {
    let option = argument(error, ContextKind::InvalidArg);
    let failure = match text(error, ContextKind::InvalidValue) {
        None | Some("") => Failure::usage(words::needs_value(language, &option)),
        Some(_) => Failure::usage(words::not_a_choice(language, &option)),
    };
    let failure = match text(error, ContextKind::SuggestedValue) {
        Some(near) => failure.hint(words::did_you_mean(language, near)),
        None => failure,
    };
    match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(all)) if !all.is_empty() => {
            failure.hint(words::choices(language, &all.iter().map(String::as_str).collect::<Vec<_>>()))
        }
        _ => failure,
    }
}

fn unknown_argument(mistake: &Mistake, command: &str, language: Language) -> Failure {
    let typed = text(&mistake.error, ContextKind::InvalidArg).unwrap_or_default();
    if !typed.starts_with('-') || typed.len() == 1 || mistake.typed.iter().any(|word| word == "--") {
        return unknown_word(mistake, command, typed, language);
    }
    let failure = if is_private(mistake) {
        Failure::usage(words::no_such_option(language, command))
    } else {
        Failure::usage(words::no_option(language, typed))
    };
    let near = text(&mistake.error, ContextKind::SuggestedArg).map(plain);
    let failure = match (typed, with_one_dash(mistake, typed).or(near)) {
        (_, Some(near)) if typed != "--verbose" => failure.hint(words::did_you_mean(language, &near)),
        ("-v" | "--verbose", _) if mistake.path == ["rate"] => failure.hint(words::see_sources(language)),
        ("-v", _) => failure.hint(words::see_version(language)),
        ("-f", _) => match after(mistake, "-f").filter(|form| is_form(form)) {
            Some(form) => failure.hint(words::did_you_mean(language, &format!("--format {form}"))),
            None => failure,
        },
        _ => failure,
    };
    failure.hint(words::see_help(language, command))
}

fn is_form(text: &str) -> bool {
    let forms = [Format::Text, Format::Json, Format::Markdown, Format::Html, Format::Ics];
    forms.iter().any(|form| form.name() == text)
}

/// The word after this one.
fn after<'m>(mistake: &'m Mistake, word: &str) -> Option<&'m str> {
    let at = mistake.typed.iter().position(|typed| typed == word)?;
    mistake.typed.get(at + 1).map(String::as_str)
}

/// The option that was typed in full with one dash: `-format`.
fn with_one_dash(mistake: &Mistake, typed: &str) -> Option<String> {
    let is_meant = |word: &&String| {
        word.starts_with(typed)
            && !word.starts_with("--")
            && has_long(&mistake.command, word.trim_start_matches('-'))
    };
    mistake.typed.iter().find(is_meant).map(|word| format!("-{word}"))
}

fn has_long(command: &Command, name: &str) -> bool {
    command.get_arguments().filter_map(Arg::get_long).any(|long| long == name)
}

/// A word where none is due.
fn unknown_word(mistake: &Mistake, command: &str, typed: &str, language: Language) -> Failure {
    match mistake.path.first().map(String::as_str) {
        Some("checklist") => {
            let failure = Failure::usage(words::nothing_without_an_option(language));
            match data::reviews().lookup(typed) {
                Lookup::Found(app) => failure.hint(words::to_leave(language, &app.name, &app.id)),
                Lookup::Missing(_) => failure.hint(words::to_leave_any(language)),
            }
        }
        Some("verify") => names_as_arguments(language),
        Some("passphrase" | "room") => secret_as_argument(mistake, language),
        Some("torcheck") => {
            Failure::usage(words::not_taken(language, command, typed)).hint(words::to_watch(language, typed))
        }
        _ => Failure::usage(words::not_taken(language, command, typed))
            .hint(words::see_help(language, command)),
    }
}

fn names_as_arguments(language: Language) -> Failure {
    Failure::usage(verify::names_as_arguments(language))
        .hint(verify::names_as_arguments_explanation(language))
        .hint(verify::names_as_arguments_hint(language))
}

fn secret_as_argument(mistake: &Mistake, language: Language) -> Failure {
    let check = format!("opsec {} check", mistake.path.first().map_or("", String::as_str));
    Failure::usage(words::secret_as_argument(language))
        .hint(words::secret_as_argument_explanation(language))
        .hint(words::secret_as_argument_hint(language, &check))
}

fn unknown_command(mistake: &Mistake, command: &str, language: Language) -> Failure {
    let typed = text(&mistake.error, ContextKind::InvalidSubcommand).unwrap_or_default();
    let near = text(&mistake.error, ContextKind::SuggestedSubcommand).map(|near| format!("{command} {near}"));
    match mistake.path.first().map(String::as_str) {
        None => {
            let failure = Failure::usage(words::no_command(language, typed));
            let failure = match (typed, data::find(typed), near) {
                ("compare" | "diff" | "vs", ..) => {
                    failure.hint(words::to_compare(language, &words_after(mistake, typed)))
                }
                (_, Lookup::Found(id), _) => {
                    failure.hint(words::did_you_mean(language, &format!("opsec rate {id}")))
                }
                (_, _, Some(near)) => failure.hint(words::did_you_mean(language, &near)),
                _ => failure,
            };
            failure.hint(words::see_commands(language))
        }
        _ if near.is_some() => Failure::usage(words::no_such_command(language, command))
            .hint(words::did_you_mean(language, &near.unwrap_or_default())),
        Some("room" | "passphrase") => secret_as_argument(mistake, language),
        Some("verify") => names_as_arguments(language),
        _ => {
            Failure::usage(words::no_such_command(language, command)).hint(words::see_help(language, command))
        }
    }
}

fn words_after<'m>(mistake: &'m Mistake, word: &str) -> Vec<&'m str> {
    let rest = mistake.typed.iter().skip_while(|typed| *typed != word).skip(1);
    let rest: Vec<_> = rest.map(String::as_str).filter(|word| !word.starts_with('-')).collect();
    if rest.is_empty() { vec!["discord", "signal"] } else { rest }
}
