//! The sentences about the JSON of each command.

sentences! {
    /// A document, and the command that prints it.
    fn line(name: &str, width: usize, command: &str) -> String {
        English => format!("opsec schema {name:width$}   the JSON of {command}\n")
    }

    fn promise() -> &'static str {
        English => "\nWithin schema 1, fields are only added, never renamed or removed.\n"
    }
}
