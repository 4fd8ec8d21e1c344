//! What this machine tells about the ports of the user's own programs.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use opsec::torcheck::{
    OpenPort, Proxy, is_named_like_tor, read_open_ports, read_open_sockets, read_port_file,
};
use rustix::fs::{Mode, OFlags, open};
use rustix::process::geteuid;

/// Longest file of arti's that is read, in bytes; its own has some hundred.
const LONGEST_FILE: u64 = 16 * 1024;
/// Longest table of ports that is read, in bytes: some ten thousand connections.
const LONGEST_TABLE: u64 = 2 << 20;
/// Most programs that are looked at.
const MOST_PROGRAMS: usize = 20_000;
/// Most open files of one Tor that are looked at.
const MOST_FILES: usize = 20_000;

/// Where arti wrote down that it listens. It may be gone again, or another program in its place.
pub(crate) fn ports_of_arti() -> Vec<Proxy> {
    let Ok(base) = etcetera::choose_base_strategy() else { return Vec::new() };
    let folder = etcetera::BaseStrategy::data_dir(&base).join("arti");
    read_own(&folder.join("public/port_info.json")).map(|text| read_port_file(&text)).unwrap_or_default()
}

/// The ports and sockets of programs that are named like a Tor, as far as the user may look at them, and what listens
/// at one of Tor's usual ports, of any user and at whatever address of this machine.
pub(crate) fn ports_of_tors() -> Vec<Proxy> {
    let sockets: HashSet<u64> = programs_named_like_tor().iter().flat_map(|path| sockets_of(path)).collect();
    let table = |name: &&str| read_limited(Path::new(name), LONGEST_TABLE);
    let ports = ["/proc/net/tcp", "/proc/net/tcp6"].iter().filter_map(table);
    let ports = ports.flat_map(|table| read_open_ports(&table));
    let places = if sockets.is_empty() { None } else { table(&"/proc/net/unix") };
    let places = places.map(|table| read_open_sockets(&table)).unwrap_or_default();
    let is_meant = |port: &OpenPort| port.is_usual() || sockets.contains(&port.socket);
    ports.chain(places).filter(is_meant).map(|port| port.place).collect()
}

/// Whether a program that is named like a Tor runs in the same network as this one, whether or not the user may
/// see where it listens.
pub(crate) fn a_tor_runs() -> bool {
    // The same file in each network.
    let table = |program: &Path| program.join("net/tcp").metadata().ok().map(|data| data.ino());
    let own = table(Path::new("/proc/self"));
    own.is_some() && programs_named_like_tor().iter().any(|program| table(program) == own)
}

/// The folders in `/proc` of programs that are named like a Tor.
fn programs_named_like_tor() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    let numbered = entries
        .flatten()
        .filter(|entry| entry.file_name().as_encoded_bytes().first().is_some_and(u8::is_ascii_digit));
    let paths = numbered.take(MOST_PROGRAMS).map(|entry| entry.path());
    paths.filter(|path| name_of(path).is_some_and(|name| is_named_like_tor(&name))).collect()
}

/// The name of a program, of which the system keeps 15 letters.
fn name_of(program: &Path) -> Option<String> {
    let mut name = [0; 16];
    let length = File::open(program.join("comm")).ok()?.read(&mut name).ok()?;
    Some(String::from_utf8_lossy(&name[..length]).into_owned())
}

/// The numbers of a program's sockets; none if we may not look.
fn sockets_of(program: &Path) -> Vec<u64> {
    let Ok(files) = fs::read_dir(program.join("fd")) else { return Vec::new() };
    let socket = |file: fs::DirEntry| {
        let link = fs::read_link(file.path()).ok()?;
        link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.parse().ok()
    };
    files.flatten().take(MOST_FILES).filter_map(socket).collect()
}

/// Reads a small regular file that belongs to the user. A link, a pipe or another's file is none.
fn read_own(path: &Path) -> Option<String> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = File::from(open(path, flags, Mode::empty()).ok()?);
    let data = file.metadata().ok()?;
    let is_own = data.is_file() && data.uid() == geteuid().as_raw() && data.len() <= LONGEST_FILE;
    if is_own { read(file, LONGEST_FILE) } else { None }
}

fn read_limited(path: &Path, limit: u64) -> Option<String> {
    read(File::open(path).ok()?, limit)
}

fn read(file: File, limit: u64) -> Option<String> {
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
