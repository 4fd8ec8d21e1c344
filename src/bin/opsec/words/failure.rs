//! Reading and writing files: what went wrong, and what to do next.

use std::io::{Error, ErrorKind};

use opsec::language::Language::English;
use opsec::text::Foreign;

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
        English => format!("At most {limit} bytes are read.")
    }

    fn not_text(name: &str, byte: usize) -> String {
        English => format!("Couldn't read '{}': it isn't UTF-8 text (see byte {byte}).", Foreign(name))
    }

    fn not_text_hint() -> &'static str { English => "Save it as UTF-8 and try again." }

    fn not_saved(name: &str, error: &Error) -> String {
        English => format!("Couldn't save '{}': {}.", Foreign(name), reason(English, error))
    }

    fn not_saved_hint() -> &'static str {
        English => "Nothing was left behind. Check that there's space and that you can write to the folder."
    }

    fn exists(name: &str) -> String {
        English => format!("'{}' already exists, so it wasn't changed.", Foreign(name))
    }

    fn exists_hint() -> &'static str { English => "Choose another name, or move the file first." }

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
