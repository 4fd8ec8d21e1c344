//! Where programs can't be watched.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::net::IpAddr;
use std::process::ExitCode;

use opsec::torcheck::watch::{Event, Watching};

use super::Trouble;

pub(crate) fn run(_command: &[OsString], _each: impl FnMut(Event)) -> Result<Watching, Trouble> {
    Err(Trouble::Unsupported)
}

pub(crate) fn play_part(_arguments: &[OsString]) -> Option<ExitCode> {
    None
}

pub(crate) fn own_addresses() -> BTreeSet<IpAddr> {
    BTreeSet::new()
}
