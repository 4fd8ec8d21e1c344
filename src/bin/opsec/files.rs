//! Reads the files that the user names, and writes the output whole or not at all.

mod folder;
mod list;
mod listening;
mod place;
mod read;
mod save;

pub(crate) use folder::{PassingFolder, make_folder, private_cache_folder, yaml_files};
pub(crate) use list::read_list;
pub(crate) use listening::{ports_of_arti, ports_of_tors};
pub(crate) use place::{Place, Readers, Replace, Target};
pub(crate) use read::{read_bytes, read_secret_text, read_text, read_wiped, shown, stdin};
