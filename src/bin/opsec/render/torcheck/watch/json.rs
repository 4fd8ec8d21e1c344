//! What was seen of a program's connections, as JSON.

mod ids;

use opsec::language::Language;
use opsec::text::sanitize;
use opsec::torcheck::watch::{Endpoint, Pid, Row, Transport, Unseen, Watched, Watching};
use schemars::JsonSchema;
use serde::Serialize;

use self::ids::{FindingJson, HowJson, PlaceJson, UnseenKindJson};
use crate::outcome::Outcome;
use crate::render::json::Version;
use crate::words::torcheck::watch as words;

/// What `opsec torcheck -- COMMAND` prints: whether the command's connections went through Tor.
#[derive(JsonSchema, Serialize)]
pub(crate) struct WatchJson {
    /// The version of this document.
    schema: Version,
    /// Whether its connections went through Tor.
    verdict: FindingJson,
    /// The command and its arguments.
    command: Vec<String>,
    /// How the command ended.
    ended: EndedJson,
    /// How many connections bypassed Tor.
    leaked_connections: u64,
    /// How many name lookups bypassed Tor.
    leaked_lookups: u64,
    /// How many would have bypassed Tor if this computer's network had let them.
    tried: u64,
    /// How many connections went to Tor.
    through_tor: u64,
    /// The destinations, those that matter most first.
    destinations: Vec<DestinationJson>,
    /// Calls to more destinations than we keep apart.
    further: Vec<FurtherJson>,
    /// What we couldn't see.
    not_seen: Vec<UnseenJson>,
    /// The processes of the command that still ran when it ended.
    still_running: Vec<ProcessJson>,
    /// What to do next.
    next: String,
    /// The exit code.
    exit_code: u8,
}

/// How the command ended.
#[derive(JsonSchema, Serialize)]
struct EndedJson {
    /// Its exit code; null if a signal ended it.
    code: Option<i32>,
    /// The signal that ended it; null if none did.
    signal: Option<i32>,
}

/// A destination, and what one program did with it.
#[derive(JsonSchema, Serialize)]
struct DestinationJson {
    /// What it is.
    what: PlaceJson,
    /// An IP address and port, or the path of a Unix socket.
    address: String,
    /// The protocol; null if it isn't one of IP.
    protocol: Option<String>,
    /// Whether something was connected or sent.
    kind: HowJson,
    /// The name of the program.
    program: String,
    /// Its processes; not all if there are many.
    processes: Vec<Pid>,
    /// Seconds from the start of the command to the first time.
    first_after: f64,
    /// How many were made or sent.
    done: u64,
    /// How many the destination refused or didn't answer.
    refused: u64,
    /// How many didn't leave this computer.
    not_sent: u64,
}

/// Calls to destinations that we don't keep apart.
#[derive(JsonSchema, Serialize)]
struct FurtherJson {
    /// What they are.
    what: PlaceJson,
    /// How many calls there were.
    calls: u64,
}

/// Something that we couldn't see.
#[derive(JsonSchema, Serialize)]
struct UnseenJson {
    /// What it is.
    what: UnseenKindJson,
    /// It in a sentence.
    text: String,
    /// The name of the program.
    program: String,
    /// The first process that did it.
    process: Pid,
}

/// A process.
#[derive(JsonSchema, Serialize)]
struct ProcessJson {
    /// Its number.
    process: Pid,
    /// The name of its program.
    program: String,
}

/// The whole report.
pub(crate) fn watched(
    watched: &Watched,
    command: &[String],
    outcome: Outcome,
    language: Language,
) -> WatchJson {
    let unseen = |(what, program, process): &(Unseen, String, Pid)| UnseenJson {
        what: (*what).into(),
        text: words::unseen(language, *what, program, *process),
        program: sanitize(program),
        process: *process,
    };
    WatchJson {
        schema: Version,
        verdict: watched.finding.into(),
        command: command.iter().map(|word| sanitize(word)).collect(),
        ended: match watched.ended {
            Watching::Exited(code) => EndedJson { code: Some(code), signal: None },
            Watching::Killed(signal) => EndedJson { code: None, signal: Some(signal) },
        },
        leaked_connections: watched.connections,
        leaked_lookups: watched.lookups,
        tried: watched.tried,
        through_tor: watched.through_tor,
        destinations: watched.rows.iter().map(destination).collect(),
        further: watched
            .skipped
            .iter()
            .map(|(place, skipped)| FurtherJson { what: (*place).into(), calls: skipped.results.all() })
            .collect(),
        not_seen: watched.unseen.iter().map(unseen).collect(),
        still_running: watched
            .left
            .iter()
            .map(|(process, program)| ProcessJson { process: *process, program: sanitize(program) })
            .collect(),
        next: words::next(language, watched),
        exit_code: outcome.code(),
    }
}

fn destination(row: &Row) -> DestinationJson {
    let (first, results) = (&row.entry.first, row.entry.results);
    let (address, protocol) = match &first.to {
        Endpoint::Ip(transport, address) => (address.to_string(), Some(protocol(*transport))),
        Endpoint::Unix(path) => (sanitize(path), None),
        Endpoint::Abstract(name) => (format!("@{}", sanitize(name)), None),
        Endpoint::Other(family) => (format!("family-{family}"), None),
    };
    #[expect(clippy::cast_precision_loss, reason = "no program runs for so many milliseconds")]
    let first_after = first.at as f64 / 1000.0;
    DestinationJson {
        what: row.place.into(),
        address,
        protocol,
        kind: first.how.into(),
        program: sanitize(&first.program),
        processes: row.entry.processes.iter().copied().collect(),
        first_after,
        done: results.done,
        refused: results.refused.saturating_add(results.unanswered),
        not_sent: results.not_sent,
    }
}

fn protocol(transport: Transport) -> String {
    match transport {
        Transport::Tcp => "tcp".to_owned(),
        Transport::Udp => "udp".to_owned(),
        Transport::Icmp => "icmp".to_owned(),
        Transport::Other(number) => number.to_string(),
    }
}
