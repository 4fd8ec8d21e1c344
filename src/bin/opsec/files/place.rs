//! Where the output goes, checked before any work begins.

use std::fs::{self, File, FileType, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

use opsec::language::Language;

use super::save::{folder_of, save, try_out};
use crate::outcome::{Failure, Result};
use crate::words::failure as words;

/// Other names of standard output.
const STDOUT: &[&str] = &["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Where the output goes.
pub(crate) enum Place {
    Stdout,
    /// Chosen for a report by the side of another program's output.
    Stderr,
    /// A pipe, a terminal or `/dev/null`: no file, and written to as it is.
    Stream(PathBuf),
    File(Target),
}

impl Place {
    /// Finds out what a path is, and refuses what couldn't be written in the end.
    pub(crate) fn new(language: Language, path: &Path, replace: Replace) -> Result<Self> {
        if STDOUT.iter().any(|name| path == Path::new(name)) {
            return Ok(Self::Stdout);
        }
        if existing(path).is_ok_and(|data| is_stream(data.file_type())) {
            return Ok(Self::Stream(path.to_owned()));
        }
        Target::new(language, path, replace).map(Self::File)
    }
}

/// Which file may be replaced.
#[derive(Clone, Copy)]
pub(crate) enum Replace {
    Nothing,
    Anything,
    /// A file that begins with this text, by which we know our own.
    Own(&'static str),
}

/// Who may read a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Readers {
    #[default]
    Owner,
    /// Everyone whom the user's umask allows.
    Everyone,
}

/// The file that's written, whole or not at all.
pub(crate) struct Target {
    path: PathBuf,
    replaces: bool,
}

impl Target {
    /// Finds out what is at a path, and refuses it unless it can be written.
    pub(crate) fn new(language: Language, path: &Path, replace: Replace) -> Result<Self> {
        let name = path.to_string_lossy();
        let refuse = |message: String| Err(Failure::new(message).hint(words::other_name_hint(language)));
        let replaces = match existing(path) {
            Ok(data) if data.is_dir() => return refuse(words::is_a_folder(language, &name)),
            Ok(data) if data.is_symlink() => return refuse(words::is_a_link(language, &name)),
            Ok(data) if !data.is_file() => return refuse(words::is_no_file(language, &name)),
            Ok(_) => true,
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Err(error) => return Err(not_saved(language, path, error)),
        };
        let target = Self { path: path.to_owned(), replaces };
        target.check_folder(language)?;
        // The system would pass over the slash and save a file of that name.
        if path.as_os_str().as_bytes().ends_with(b"/") {
            return Err(Failure::usage(words::ends_like_a_folder(language, &name))
                .hint(words::other_name_hint(language)));
        }
        if replaces {
            target.check_replacing(language, replace)?;
        }
        Ok(target)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the file; a secret goes straight to the system, past buffers that nobody wipes.
    pub(crate) fn write(
        &self,
        language: Language,
        readers: Readers,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<()> {
        let mode = match readers {
            Readers::Owner => 0o600,
            Readers::Everyone => 0o644,
        };
        save(&self.path, self.replaces, mode, write).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => exists(language, &self.path),
            _ => not_saved(language, &self.path, error),
        })
    }

    /// A folder that is missing or read-only is told before someone has typed or rolled anything.
    fn check_folder(&self, language: Language) -> Result<()> {
        let folder = folder_of(&self.path);
        if fs::metadata(folder).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            return Err(Failure::new(words::folder_missing(language, &folder.to_string_lossy()))
                .hint(words::folder_missing_hint(language)));
        }
        try_out(folder).map_err(|error| not_saved(language, &self.path, error))
    }

    fn check_replacing(&self, language: Language, replace: Replace) -> Result<()> {
        match replace {
            Replace::Anything => Ok(()),
            Replace::Nothing => Err(exists(language, &self.path)),
            Replace::Own(beginning) => {
                if begins_with(&self.path, beginning)
                    .map_err(|error| not_saved(language, &self.path, error))?
                {
                    return Ok(());
                }
                Err(Failure::new(words::is_not_ours(language, &self.path.to_string_lossy()))
                    .hint(words::other_folder_hint(language)))
            }
        }
    }
}

/// What is at a path. A link is followed only where the system keeps its own, such as `/dev/stderr`.
fn existing(path: &Path) -> io::Result<Metadata> {
    let data = path.symlink_metadata()?;
    let of_the_system = path.starts_with("/dev") || path.starts_with("/proc/self/fd");
    let follow = data.is_symlink() && of_the_system;
    if follow { path.metadata().map(|end| if end.is_file() { data } else { end }) } else { Ok(data) }
}

/// Whether something takes what is written and is no file. A disk is overwritten, so it's none.
fn is_stream(kind: FileType) -> bool {
    kind.is_fifo() || kind.is_char_device()
}

fn begins_with(path: &Path, beginning: &str) -> io::Result<bool> {
    let mut found = Vec::new();
    File::open(path)?.take(beginning.len() as u64).read_to_end(&mut found)?;
    Ok(found == beginning.as_bytes())
}

fn exists(language: Language, path: &Path) -> Failure {
    Failure::new(words::exists(language, &path.to_string_lossy())).hint(words::exists_hint(language))
}

fn not_saved(language: Language, path: &Path, error: io::Error) -> Failure {
    Failure::new(words::not_saved(language, &path.to_string_lossy(), &error))
        .hint(words::not_saved_hint(language, &error))
        .because(error)
}
