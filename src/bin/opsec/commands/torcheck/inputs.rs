//! The files that the options name, read before anything else is done.

use std::io::{IsTerminal, stdin};
use std::path::Path;

use crate::cli::torcheck::TorcheckArguments;
use crate::files::{read_text, shown, waits_for_input};
use crate::net::{self, Deadline};
use crate::outcome::{Failure, Result};
use crate::ui::Ui;
use crate::words::torcheck::request as words;

/// Longest configuration, list of bridges or file of certificates, in bytes.
const LONGEST_FILE: u64 = 1 << 20;

/// The contents of these files.
pub(super) struct Inputs {
    pub(super) certificates: Option<String>,
    pub(super) bridges: Option<String>,
    pub(super) configuration: Option<String>,
}

impl Inputs {
    pub(super) fn read(arguments: &TorcheckArguments, deadline: Deadline, ui: &Ui) -> Result<Self> {
        let read = |path: &Option<_>| path.as_deref().map(|path| read_file(path, deadline, ui)).transpose();
        Ok(Self {
            certificates: read(&arguments.ca_file)?,
            bridges: read(&arguments.bridges)?,
            configuration: read(&arguments.arti_config)?,
        })
    }
}

/// Reads a file; one that someone still has to fill is waited for no longer than for the network, and
/// Ctrl-C ends the wait.
fn read_file(path: &Path, deadline: Deadline, ui: &Ui) -> Result<String> {
    let language = ui.language();
    if !waits_for_input(path) {
        return read_text(language, path, LONGEST_FILE);
    }
    let name = shown(language, path);
    if path == Path::new("-") && stdin().is_terminal() {
        ui.say(words::type_the_file(language));
    } else {
        ui.say(&words::waits_for_file(language, &name));
    }
    let owned = path.to_owned();
    net::run(language, async {
        let read = net::aside(move || read_text(language, &owned, LONGEST_FILE));
        deadline.wait(read).await.flatten().unwrap_or_else(|| {
            Err(Failure::new(words::file_did_not_come(language, &name))
                .hint(words::file_did_not_come_hint(language)))
        })
    })
}
