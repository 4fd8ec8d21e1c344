//! What the system says about a process, below /proc.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

/// Longest name of a program that is kept.
const LONGEST_NAME: usize = 64;

/// The process to which a thread belongs.
pub(super) fn process_of(thread: i32) -> i32 {
    number(thread, "Tgid:").unwrap_or(thread)
}

fn number(process: i32, label: &str) -> Option<i32> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix(label))?.split_whitespace().next()?.parse().ok()
}

/// Whether a process is there and has not ended.
pub(super) fn is_alive(process: i32) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    status.lines().any(|line| line.starts_with("State:") && !line.contains(['Z', 'X']))
}

/// The name of the program that a process runs.
pub(super) fn program_of(process: i32) -> String {
    let name = link(process, "exe")
        .and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()))
        .or_else(|| fs::read_to_string(format!("/proc/{process}/comm")).ok())
        .unwrap_or_default();
    name.trim_end_matches('\n').trim_end_matches(" (deleted)").chars().take(LONGEST_NAME).collect()
}

/// The network namespace of a thread.
pub(super) fn network_of(thread: i32) -> Option<PathBuf> {
    link(thread, "ns/net")
}

/// What an open file of a process is, such as `socket:[1234]`.
pub(super) fn open_file(process: i32, number: u64) -> Option<PathBuf> {
    link(process, &format!("fd/{}", number & 0xffff_ffff))
}

/// The numbers under which a process has open files; nothing if it hides them.
pub(super) fn open_numbers(process: i32) -> Option<impl Iterator<Item = u64>> {
    let entries = fs::read_dir(format!("/proc/{process}/fd")).ok()?;
    Some(entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()))
}

/// The open files of a process.
pub(super) fn open_files(process: i32) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten();
    entries.filter_map(|entry| fs::read_link(entry.ok()?.path()).ok())
}

/// A path as it is for the whole computer, not only for the process that named it.
pub(super) fn absolute(process: i32, path: &str) -> String {
    let is_absolute = path.starts_with('/');
    let folder = if is_absolute { PathBuf::new() } else { link(process, "cwd").unwrap_or_default() };
    let ours = folder.join(path);
    // A process may have other files by the same name: in a sandbox, or after chroot.
    let theirs = if is_absolute {
        format!("/proc/{process}/root{path}")
    } else {
        format!("/proc/{process}/cwd/{path}")
    };
    if let Some(file) = file_of(Path::new(&theirs))
        && Some(file) != file_of(&ours)
    {
        return theirs;
    }
    let has_detours = ours.components().any(|part| part == Component::ParentDir);
    let straight = if has_detours { fs::canonicalize(&ours).ok() } else { None };
    straight.unwrap_or(ours).to_string_lossy().into_owned()
}

/// The device and number of a file.
fn file_of(path: &Path) -> Option<(u64, u64)> {
    fs::metadata(path).ok().map(|data| (data.dev(), data.ino()))
}

fn link(process: i32, name: &str) -> Option<PathBuf> {
    fs::read_link(format!("/proc/{process}/{name}")).ok()
}

/// Whether the file of a program gives rights that its user doesn't have: another user's, another group's, or
/// capabilities.
pub(super) fn gives_rights(process: i32) -> bool {
    let file = format!("/proc/{process}/exe");
    let (Ok(data), Some((user, group))) = (fs::metadata(&file), ids(process)) else { return false };
    let set_user = data.mode() & 0o4000 != 0 && data.uid() != user;
    // Without the right of the group to run it, the bit means something else.
    let set_group = data.mode() & 0o2010 == 0o2010 && data.gid() != group;
    // Root has them all.
    let capabilities = user != 0 && has_capabilities(Path::new(&file));
    set_user || set_group || capabilities
}

fn has_capabilities(file: &Path) -> bool {
    let mut value = [0_u8; 64];
    rustix::fs::getxattr(file, OsStr::new("security.capability"), &mut value).is_ok_and(|length| length > 0)
}

/// The user and the group by whose rights a process acts.
fn ids(process: i32) -> Option<(u32, u32)> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let effective = |label| {
        let line = status.lines().find_map(|line| line.strip_prefix(label))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    Some((effective("Uid:")?, effective("Gid:")?))
}
