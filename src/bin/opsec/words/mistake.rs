//! Command lines that can't be understood: what's wrong, and what to type instead.

use opsec::text::Foreign;

use super::common::capitalised;

sentences! {
    fn no_option(option: &str) -> String { English => format!("There's no option '{}'.", Foreign(option)) }

    /// Where a secret may have been typed, nothing is said again.
    fn no_such_option(command: &str) -> String { English => format!("{command} doesn't have that option.") }

    fn did_you_mean(line: &str) -> String { English => format!("Did you mean {}?", Foreign(line)) }

    fn see_help(command: &str) -> String { English => format!("To see what it takes: {command} --help") }

    fn see_commands() -> &'static str { English => "To see every command: opsec --help" }

    fn see_version() -> &'static str { English => "To see the version: opsec --version" }

    fn see_sources() -> &'static str { English => "To see every answer with its sources: --explain" }

    fn not_taken(command: &str, value: &str) -> String {
        English => format!("{command} doesn't take '{}'.", Foreign(value))
    }

    fn to_watch(command: &str) -> String {
        English => format!("To watch a program: opsec torcheck -- {} …", Foreign(command))
    }

    fn option_takes_no_value(option: &str) -> String { English => format!("{option} doesn't take a value.") }

    fn needs_value(option: &str) -> String { English => format!("{option} needs a value.") }

    fn not_a_choice(option: &str) -> String { English => format!("{option} doesn't have that choice.") }

    fn bad_value(option: &str) -> String { English => format!("We can't use that value for {option}.") }

    /// What a reader of values says, as a sentence.
    fn reason(text: &str) -> String { English => format!("{}.", capitalised(text.trim_end_matches('.'))) }

    fn choices(names: &[&str]) -> String { English => format!("Choose one of: {}.", names.join(", ")) }

    fn conflict(one: &str, other: &str) -> String {
        English => format!("{one} and {other} can't be used together.")
    }

    fn leave_one_out() -> &'static str { English => "Leave one of them out." }

    fn given_twice(option: &str) -> String { English => format!("{option} can only be given once.") }

    fn missing(command: &str, what: &str) -> String { English => format!("{command} needs {what}.") }

    fn missing_too(what: &str) -> String { English => format!("With these options, {what} is needed too.") }

    fn for_example(line: &str) -> String { English => format!("For example: {line}") }

    fn missing_command(command: &str) -> String {
        English => format!("{command} needs to know what to do.")
    }

    fn command_with_purpose(command: &str, purpose: &str) -> String {
        English => format!("{command}: {purpose}")
    }

    fn no_command(name: &str) -> String { English => format!("There's no command '{}'.", Foreign(name)) }

    fn no_such_command(command: &str) -> String { English => format!("{command} doesn't have that command.") }

    fn nothing_without_an_option() -> &'static str {
        English => "opsec checklist needs an option in front of every word."
    }

    fn to_leave(name: &str, id: &str) -> String {
        English => format!("To leave {name}: opsec checklist --from {id}")
    }

    fn to_leave_any() -> &'static str {
        English => "Give the app you're leaving with --from and the new one with --to. Never give a name."
    }

    fn to_compare(apps: &[&str]) -> String {
        English => format!("To compare apps: opsec rate {}", Foreign(&apps.join(" ")))
    }

    fn secret_as_argument() -> &'static str {
        English => "Phrases and room names can't be given on the command line."
    }

    fn secret_as_argument_explanation() -> &'static str {
        English => "Your shell keeps them in its history, and everyone on this computer can see them."
    }

    fn secret_as_argument_hint(command: &str) -> String {
        English => format!(
            "Type it when {command} asks, or send it to standard input. Delete this line from your history."
        )
    }

    fn explain_needs_an_app() -> &'static str { English => "--explain needs the name of an app." }

    fn explain_needs_an_app_hint() -> &'static str { English => "For example: opsec rate discord --explain" }

    fn not_text() -> &'static str { English => "Part of the command line isn't UTF-8 text." }

    fn not_understood() -> &'static str { English => "We can't read this command line." }
}
