//! Why a command was not run, or not watched.

use std::io::Error;

use opsec::language::Language::English;
use opsec::text::Foreign;

use super::super::failure::reason;

sentences! {
    fn unsupported() -> &'static str {
        English => "opsec can only watch programs on Linux 5.6 or later, on x86-64 and ARM64 processors."
    }

    fn not_allowed() -> &'static str {
        English => "This system doesn't let opsec watch programs, so the command was not run."
    }

    fn not_allowed_hint() -> &'static str {
        English => "Don't run opsec under a debugger or strace. In a container, allow ptrace and seccomp. The setting \
                    kernel.yama.ptrace_scope must be 0 or 1."
    }

    fn not_run(command: &str, error: &Error) -> String {
        English => format!("Couldn't run '{}': {}.", Foreign(command), reason(English, error))
    }

    fn no_command() -> &'static str {
        English => "There's no command after --, so nothing was run or checked."
    }

    fn not_run_hint() -> &'static str {
        English => "Give a program and its arguments after --, not a shell's alias or built-in command."
    }

    fn lost() -> &'static str {
        English => "opsec's helper ended before the command did, so we didn't see everything."
    }

    fn lost_hint() -> &'static str {
        English => "Don't rely on this run. The command's connections may have failed from then on."
    }

    fn not_started(error: &Error) -> String {
        English => format!("Couldn't start watching: {}.", reason(English, error))
    }
}
