//! Reads typed secrets, and finds output that others could read.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::fs::MetadataExt;
use std::thread::sleep;
use std::time::Duration;

use opsec::language::Language;
use rustix::io::ioctl_fionread;
use rustix::termios::{LocalModes, OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

use crate::files::{read_wiped, stdin};
use crate::outcome::{Failure, Result};
use crate::signals::{self, Change};
use crate::words::{failure, secret};

/// Longest secret that is read, in bytes.
const LONGEST: u64 = 1 << 20;
/// Longest line that a terminal hands over, in bytes with its end; it drops what is beyond.
const LONGEST_TYPED: usize = 4096;
/// How long the next line of a paste may take to arrive.
const PASTE: Duration = Duration::from_millis(30);

/// Reads one line: at a terminal without showing it, otherwise from stdin. Never from arguments.
pub(crate) fn read_secret(language: Language, prompt: &str) -> Result<Zeroizing<String>> {
    let is_typed = io::stdin().is_terminal();
    let bytes =
        if is_typed { read_unseen(prompt) } else { stdin().and_then(|file| read_wiped(file, LONGEST)) };
    let bytes = bytes.map_err(|error| match error.kind() {
        ErrorKind::InvalidInput => Failure::new(secret::several_lines(language)),
        ErrorKind::FileTooLarge if is_typed => {
            Failure::new(secret::typed_too_much(language)).hint(secret::typed_too_much_hint(language))
        }
        ErrorKind::FileTooLarge => Failure::new(secret::too_large(language)),
        _ => Failure::new(failure::not_read(language, failure::standard_input(language), &error))
            .because(error),
    })?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        Failure::new(secret::not_text(language)).hint(secret::not_text_hint(language)).because(error)
    })?;
    let text = text.trim_end_matches(['\r', '\n']);
    if text.trim().is_empty() {
        return Err(Failure::new(secret::nothing(language)).hint(secret::nothing_hint(language)));
    }
    if text.contains('\n') {
        return Err(Failure::new(secret::several_lines(language)));
    }
    Ok(Zeroizing::new(text.to_owned()))
}

/// Reads a line at the terminal while it shows nothing, and refuses further lines that were pasted with it.
fn read_unseen(prompt: &str) -> io::Result<Zeroizing<Vec<u8>>> {
    let terminal = stdin()?;
    let (terminal, _hidden) = signals::keep(|| {
        let hidden = Hidden::new(terminal.try_clone()?, prompt)?;
        Ok((terminal, hidden))
    })?;
    let mut bytes = Zeroizing::new(vec![0; LONGEST_TYPED + 1]);
    let mut length = 0;
    while !bytes[..length].ends_with(b"\n") {
        match (&terminal).read(&mut bytes[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if length >= LONGEST_TYPED {
            return Err(ErrorKind::FileTooLarge.into());
        }
    }
    bytes.truncate(length);
    sleep(PASTE);
    if ioctl_fionread(&terminal)? > 0 { Err(ErrorKind::InvalidInput.into()) } else { Ok(bytes) }
}

/// A terminal that asks for a secret and doesn't show what is typed.
struct Hidden {
    terminal: File,
    before: Termios,
    prompt: String,
}

impl Hidden {
    fn new(terminal: File, prompt: &str) -> io::Result<Self> {
        let before = tcgetattr(&terminal)?;
        let mut hidden = Self { terminal, before, prompt: prompt.to_owned() };
        hidden.hide()?;
        Ok(hidden)
    }

    fn hide(&mut self) -> io::Result<()> {
        let mut modes = self.before.clone();
        modes.local_modes.remove(LocalModes::ECHO | LocalModes::ECHONL);
        modes.local_modes.insert(LocalModes::ICANON | LocalModes::ISIG);
        // Backspace takes a whole character away, and not its last byte.
        #[cfg(any(target_os = "linux", target_vendor = "apple"))]
        modes.input_modes.insert(rustix::termios::InputModes::IUTF8);
        tcsetattr(&self.terminal, OptionalActions::Now, &modes)?;
        self.say(&self.prompt)
    }

    /// Writes to the terminal, or where it's open for reading only, to standard error.
    fn say(&self, text: &str) -> io::Result<()> {
        (&self.terminal).write_all(text.as_bytes()).or_else(|_| io::stderr().write_all(text.as_bytes()))
    }
}

impl Change for Hidden {
    fn undo(&mut self) {
        // What was typed and not read must not be shown, or run, by the shell.
        let _ = tcflush(&self.terminal, QueueSelector::IFlush);
        let _ = tcsetattr(&self.terminal, OptionalActions::Now, &self.before);
        let _ = self.say("\n");
    }

    fn pause(&mut self) {
        self.undo();
    }

    fn resume(&mut self) {
        let _ = self.hide();
    }
}

/// Whether standard output is a file that others on this machine can read.
pub(crate) fn stdout_is_readable_by_others() -> bool {
    let Ok(copy) = io::stdout().as_fd().try_clone_to_owned() else { return false };
    let Ok(data) = File::from(copy).metadata() else { return false };
    data.is_file() && data.mode() & 0o044 != 0
}
