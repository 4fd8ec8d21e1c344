//! Reading and writing files: what went wrong, and what to do next.

use std::io::{Error, ErrorKind};

use opsec::language::Language::English;
use opsec::text::Foreign;

use super::common::number;

sentences! {
    /// Why the system refused, without its numbers.
    fn reason(error: &Error) -> &'static str {
        English => match error.kind() {
            ErrorKind::NotFound => "there's no file or folder with that name",
            ErrorKind::PermissionDenied => "you don't have permission",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full",
            ErrorKind::FileTooLarge => "it's too large",
            ErrorKind::IsADirectory => "it's a folder",
            ErrorKind::NotADirectory => "part of the path isn't a folder",
            ErrorKind::InvalidFilename => "the name is too long",
            ErrorKind::BrokenPipe => "nobody is reading it",
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "another program is using it",
            ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
            ErrorKind::AlreadyExists => "it already exists",
            ErrorKind::Interrupted => "it was interrupted",
            ErrorKind::UnexpectedEof => "it ended too early",
            _ => "the system refused",
        }
    }

    fn interrupted() -> &'static str { English => "Interrupted. Nothing was written." }

    fn standard_input() -> &'static str { English => "standard input" }

    fn not_read(name: &str, error: &Error) -> String {
        English => format!("Couldn't read '{}': {}.", Foreign(name), reason(English, error))
    }

    fn not_found_hint() -> &'static str {
        English => "Check the name. A path that doesn't start with / starts from the current folder."
    }

    fn no_permission_hint() -> &'static str { English => "Check the file's permissions." }

    fn too_large_hint(limit: u64) -> String {
        English => format!("opsec reads at most {} bytes of it.", number(English, limit))
    }

    fn not_text(name: &str, byte: usize) -> String {
        English => format!("Couldn't read '{}': it isn't UTF-8 text (see byte {byte}).", Foreign(name))
    }

    fn not_text_hint() -> &'static str { English => "Save it as UTF-8 and try again." }

    fn not_saved(name: &str, error: &Error) -> String {
        English => {
            let reason = match error.kind() {
                ErrorKind::PermissionDenied => "you don't have permission to save in that folder",
                ErrorKind::NotFound => "the folder is gone",
                ErrorKind::FileTooLarge => "it would be larger than your limit for files",
                _ => reason(English, error),
            };
            format!("Couldn't save '{}': {reason}.", Foreign(name))
        }
    }

    fn not_saved_hint(error: &Error) -> &'static str {
        English => match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                "Nothing was left behind. Free some space, or choose another folder."
            }
            ErrorKind::FileTooLarge => "Nothing was left behind. To see the limit: ulimit -f",
            ErrorKind::InvalidFilename => "Choose a shorter name.",
            _ => "Nothing was left behind. Choose another folder.",
        }
    }

    fn folder_missing(name: &str) -> String { English => format!("The folder '{}' doesn't exist.", Foreign(name)) }
    fn folder_missing_hint() -> &'static str { English => "Make it first with mkdir, or choose another folder." }
    fn other_folder_hint() -> &'static str { English => "Choose another folder." }
    fn is_a_folder(name: &str) -> String { English => format!("'{}' is a folder.", Foreign(name)) }

    fn ends_like_a_folder(name: &str) -> String {
        English => format!("'{}' ends with a slash, as a folder does.", Foreign(name))
    }

    fn is_a_link(name: &str) -> String {
        English => format!("'{}' is a link to something else, so it wasn't changed.", Foreign(name))
    }

    fn is_no_file(name: &str) -> String {
        English => format!("'{}' is a disk or a socket, so it wasn't changed.", Foreign(name))
    }

    fn other_name_hint() -> &'static str { English => "Give the name of a file." }

    fn exists(name: &str) -> String {
        English => format!("'{}' already exists, so it wasn't changed.", Foreign(name))
    }

    fn exists_hint() -> &'static str { English => "Choose another name, or add --force to replace it." }

    fn is_not_ours(name: &str) -> String {
        English => format!("'{}' exists and opsec didn't write it, so it wasn't changed.", Foreign(name))
    }

    fn no_home_folder() -> &'static str { English => "Couldn't find your home folder to keep files in." }
    fn no_home_folder_hint() -> &'static str { English => "Add --ephemeral, or set HOME." }

    fn folder_not_created(name: &str, error: &Error) -> String {
        English => format!("Couldn't create the folder '{}': {}.", Foreign(name), reason(English, error))
    }

    fn folder_not_created_hint() -> &'static str {
        English => "Add --ephemeral, or set XDG_CACHE_HOME to a folder of yours."
    }

    fn no_temporary_folder(error: &Error) -> String {
        English => format!("Couldn't create a temporary folder: {}.", reason(English, error))
    }

    fn no_temporary_folder_hint() -> &'static str {
        English => "Set TMPDIR to a folder that you can write to."
    }

    fn error_label() -> &'static str { English => "error:" }

    fn warning_label() -> &'static str { English => "warning:" }
}
