//! `opsec completions`: what a shell needs to complete our commands, and the names they take.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, Command, ValueEnum, ValueHint};
use clap_complete::Shell;
use opsec::data;
use opsec::language::Text;
use opsec::review::Review;
use opsec::wordlist::KNOWN;

use crate::cli::{CompletionsArguments, described};
use crate::report::{Answer, Report};

const BASH: &str = include_str!("completions/tail.bash");
const FISH: &str = include_str!("completions/tail.fish");
/// What clap writes for zsh where a list or a file may stand.
const ZSH_LIST_OR_FILE: &str = ":ID|FILE:_files";

/// A word that is offered, and what it means.
type Offer = (&'static str, &'static str);

pub(crate) fn run(arguments: &CompletionsArguments) -> Report {
    let shell = arguments.shell;
    let mut command = described();
    command = command.mut_subcommands(|child| with_names(child, shell));
    // Into memory first: clap_complete panics when its writer fails.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "opsec", &mut script);
    let script = match shell {
        Shell::Bash => [script, bash_tail(&command).into_bytes()].concat(),
        Shell::Fish => [script, fish_tail().into_bytes()].concat(),
        Shell::Zsh => {
            String::from_utf8_lossy(&script).replace(ZSH_LIST_OR_FILE, &zsh_list_or_file()).into_bytes()
        }
        _ => script,
    };
    Report::new(Answer::Finished(script)).for_everyone()
}

/// The command with the names that its arguments take. They are offered, not required: parsing knows nothing of them.
fn with_names(command: Command, shell: Shell) -> Command {
    let name = command.get_name().to_owned();
    command
        .mut_args(|argument| named(argument, &name, shell))
        .mut_subcommands(|child| with_names(child, shell))
}

fn named(argument: Arg, command: &str, shell: Shell) -> Arg {
    let value = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    match (value.as_deref(), argument.get_id().as_str()) {
        // Bash takes what has spaces from its own list, and fish takes all from its own.
        (Some("APP"), _) if shell == Shell::Fish => argument,
        (Some("APP"), _) => {
            let is_offered = |(word, _): &Offer| shell != Shell::Bash || is_one_word(word);
            offering(argument, apps(command == "rate").into_iter().filter(is_offered))
        }
        (Some("PROFILE"), _) => offering(argument, profiles()),
        (_, "id") if command == "show" => offering(argument, lists()),
        (Some("ID|FILE"), _) if shell == Shell::Bash => offering(argument, lists()),
        (Some("FILE" | "PEM" | "TOML" | "ID|FILE"), _) => argument.value_hint(ValueHint::FilePath),
        (Some("DIR"), _) => argument.value_hint(ValueHint::DirPath),
        _ => argument,
    }
}

fn offering(argument: Arg, offers: impl IntoIterator<Item = Offer>) -> Arg {
    let values = offers.into_iter().map(|(word, meaning)| {
        let value = PossibleValue::new(word);
        if meaning.is_empty() { value } else { value.help(meaning) }
    });
    argument.value_parser(PossibleValuesParser::new(values))
}

/// Ids, names and aliases of apps, each with the name of its app.
fn apps(only_rated: bool) -> Vec<Offer> {
    let of = |review: &'static Review| {
        let aliases = review.aliases.iter().map(Text::as_str);
        let words = [review.id.as_str(), review.name.as_str()].into_iter().chain(aliases);
        words.map(|word| (word, review.name.as_str()))
    };
    let reviews = data::reviews().iter().filter(|review| !only_rated || !review.answers.is_empty());
    reviews.flat_map(of).collect()
}

fn profiles() -> impl Iterator<Item = Offer> {
    data::profiles().0.iter().map(|profile| (profile.id.as_str(), ""))
}

fn lists() -> impl Iterator<Item = Offer> {
    KNOWN.iter().map(|list| (list.id, list.name))
}

/// Whether a shell reads the word as it stands.
fn is_one_word(word: &str) -> bool {
    word.chars().all(|letter| letter.is_alphanumeric() || "-_.".contains(letter))
}

fn quoted(words: impl IntoIterator<Item = &'static str>) -> String {
    words.into_iter().map(|word| format!("'{}'", word.replace('\'', "'\\''"))).collect::<Vec<_>>().join(" ")
}

fn bash_tail(command: &Command) -> String {
    let names = apps(false).into_iter().map(|(word, _)| word).filter(|word| !is_one_word(word));
    let rate = command.find_subcommand("rate");
    let taking = rate.into_iter().flat_map(Command::get_arguments).filter(|argument| {
        matches!(argument.get_action(), ArgAction::Set | ArgAction::Append) && !argument.is_positional()
    });
    let options = taking.flat_map(|argument| {
        let short = argument.get_short().map(|short| format!("-{short}"));
        argument.get_long().map(|long| format!("--{long}")).into_iter().chain(short)
    });
    BASH.replace("OPTIONS", &options.collect::<Vec<_>>().join("|")).replace("NAMES", &quoted(names))
}

fn fish_tail() -> String {
    let pairs = |offers: Vec<Offer>| quoted(offers.into_iter().flat_map(|(word, meaning)| [word, meaning]));
    let shells = Shell::value_variants().iter().map(ToString::to_string).collect::<Vec<_>>();
    FISH.replace("APPS", &pairs(apps(false)))
        .replace("LISTS", &pairs(lists().collect()))
        .replace("SHELLS", &shells.join(" "))
}

fn zsh_list_or_file() -> String {
    let ids: Vec<_> = lists().map(|(id, _)| id).collect();
    format!(r#":ID|FILE:{{_alternative "lists\:word list\:({})" "files\:file\:_files"}}"#, ids.join(" "))
}
