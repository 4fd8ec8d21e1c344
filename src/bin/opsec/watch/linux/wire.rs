//! What the watcher tells the front: one event a line.

use std::io::{BufRead, BufReader, Read, Write};

use opsec::torcheck::watch::Event;

/// Writes an event. Once the front has gone nobody wants to know, and the watcher goes on without it.
pub(super) fn write(out: &mut impl Write, event: &Event) {
    if let Ok(mut line) = serde_json::to_vec(event) {
        line.push(b'\n');
        let _ = out.write_all(&line);
    }
}

/// Reads events until the watcher has gone, or doesn't make sense.
pub(super) fn read(from: impl Read) -> impl Iterator<Item = Event> {
    BufReader::new(from).lines().map_while(|line| serde_json::from_str(&line.ok()?).ok())
}
