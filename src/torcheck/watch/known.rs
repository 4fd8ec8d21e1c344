//! What is known to listen at Unix sockets.

use super::place::Place;

/// What is known to listen at a Unix socket. A socket that isn't known may be anything.
pub(super) fn known_socket(path: &str) -> Option<Place> {
    if let Some(path) = path.strip_prefix("/var/run/").or_else(|| path.strip_prefix("/run/")) {
        // Below /run/user/NUMBER are the user's own.
        return match path.strip_prefix("user/").and_then(|rest| rest.split_once('/')) {
            Some((_, own)) => begins(own, HARMLESS_OWN).then_some(Place::Harmless),
            None if begins(path, RESOLVERS) => Some(Place::Lookup),
            None if begins(path, PERHAPS_RESOLVERS) => Some(Place::PerhapsLookup),
            None => begins(path, HARMLESS_SYSTEM).then_some(Place::Harmless),
        };
    }
    if path.starts_with("/var/lib/sss/pipes/") {
        return Some(Place::PerhapsLookup);
    }
    let is_agent = is_ssh_agent(path) || path.contains("/.gnupg/S.gpg-agent") || path == "/dev/log";
    (is_agent || is_display(path)).then_some(Place::Harmless)
}

/// What is known to listen at a Unix socket without a file.
pub(super) fn known_abstract(name: &str) -> Option<Place> {
    is_display(name).then_some(Place::Harmless)
}

/// Whether ssh-agent listens there. Shared connections of ssh often have names that begin alike.
fn is_ssh_agent(path: &str) -> bool {
    let rest = path.strip_prefix("/tmp/ssh-").and_then(|rest| rest.split_once("/agent."));
    rest.is_some_and(|(folder, number)| !folder.contains('/') && is_number(number))
}

/// Whether it is the X display or its session manager.
fn is_display(path: &str) -> bool {
    let number = path.strip_prefix("/tmp/.X11-unix/X").or_else(|| path.strip_prefix("/tmp/.ICE-unix/"));
    number.is_some_and(is_number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn begins(path: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| path.starts_with(start))
}

/// Sockets of daemons that look up names for others, below /run.
const RESOLVERS: &[&str] = &["systemd/resolve/", "avahi-daemon/socket"];
/// Sockets that look up users and much else, names of hosts included, below /run. The system bus is one: what a
/// message there asks for can't be seen, and systemd-resolved is among those who answer it.
const PERHAPS_RESOLVERS: &[&str] = &["nscd/", "nslcd/", "dbus/system_bus_socket", "systemd/userdb/"];
/// Sockets that take logs and messages, below /run.
const HARMLESS_SYSTEM: &[&str] = &["systemd/journal/", "systemd/notify"];
/// Display, sound and keys, below /run/user/NUMBER. Not dirmngr, the part of `GnuPG` that uses the network.
const HARMLESS_OWN: &[&str] = &[
    "wayland-",
    "pulse/",
    "pipewire-",
    "keyring/",
    "gcr/",
    "ssh-agent",
    "openssh_agent",
    "gnupg/S.gpg-agent",
];
