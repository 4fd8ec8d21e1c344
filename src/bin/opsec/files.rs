//! Reads the files that the user names, and writes the output whole or not at all.

mod folder;
mod list;
mod listening;
mod passing;
mod place;
#[cfg(feature = "embedded-tor")]
mod program;
mod read;
mod save;
#[cfg(feature = "embedded-tor")]
mod upkeep;

pub(crate) use folder::{make_folder, private_cache_folder, yaml_files};
pub(crate) use list::read_list;
pub(crate) use listening::{a_tor_runs, ports_of_arti, ports_of_tors};
pub(crate) use passing::PassingFolder;
pub(crate) use place::{Place, Readers, Replace, Target};
#[cfg(feature = "embedded-tor")]
pub(crate) use program::{Children, can_be_started, transport_program};
pub(crate) use read::{read_bytes, read_secret_text, read_text, read_wiped, shown, stdin, waits_for_input};
#[cfg(feature = "embedded-tor")]
pub(crate) use upkeep::{
    has_files, is_full, is_locked, may_open_few_files, remove, remove_all_but, remove_unsound_json,
};
