//! Where an answer goes, and what can go wrong there.

use std::io;

use opsec::language::Language::English;
use opsec::text::Foreign;

use super::failure::reason;

sentences! {
    fn not_offered(format: &str) -> String {
        English => format!("This command has no {format} output.")
    }

    fn offered(formats: &[&str]) -> String {
        English => format!("Choose one of: {}.", formats.join(", "))
    }

    fn ending_chooses(path: &str) -> String {
        English => format!("The ending of '{}' chose the form. To choose another, add --format.", Foreign(path))
    }

    fn other_form(path: &str, format: &str) -> String {
        English => format!("'{}' will hold {format}, as you chose, whatever its ending says.", Foreign(path))
    }

    fn nothing_to_replace() -> &'static str { English => "--force replaces the file that you name with -o." }
    fn nothing_to_replace_hint() -> &'static str { English => "Name a file with -o FILE, or leave out --force." }
    fn saved(path: &str) -> String { English => format!("Saved to {}.", Foreign(path)) }

    fn saved_for_owner(path: &str) -> String {
        English => format!("Saved to {}. Only you can read it.", Foreign(path))
    }

    fn readable_by_others() -> &'static str {
        English => "Other people on this computer can read the file you're writing to. \
                    Use -o FILE instead: only you can read the file it makes."
    }

    fn not_written(error: &io::Error) -> String {
        English => format!("Couldn't write the output: {}.", reason(English, error))
    }

    fn stdout_is_closed() -> &'static str { English => "Couldn't write the output: standard output is closed." }

    fn not_written_hint() -> &'static str {
        English => "Free some disk space, or save it somewhere else with -o FILE."
    }
}
