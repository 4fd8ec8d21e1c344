//! The verdict on what was seen.

use std::collections::BTreeMap;

use super::event::{Endpoint, How, Pid, Unseen};
use super::ledger::{Ledger, Results, Row, Skipped};
use super::place::{Place, Use};
use super::surroundings::{Surroundings, is_tor_program};

/// The verdict on a program's connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// All of them went to Tor.
    ThroughTor,
    /// Some went past Tor.
    Leaked,
    /// Some would have gone past Tor, but nothing left this computer.
    TriedToLeak,
    /// It connected to nothing, neither through Tor nor past it.
    NothingConnected,
    /// It can't be told.
    Unclear,
}

/// How the command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watching {
    /// With this exit code.
    Exited(i32),
    /// By this signal.
    Killed(i32),
}

/// The result of watching a program.
#[derive(Clone, Debug)]
pub struct Watched {
    /// The verdict.
    pub finding: Finding,
    /// Connections past Tor: each one made, and each destination of other packets.
    pub connections: u64,
    /// Name lookups past Tor.
    pub lookups: u64,
    /// Connections and lookups past Tor for which nothing left this computer.
    pub tried: u64,
    /// Connections through Tor that were not refused.
    pub through_tor: u64,
    /// The destinations, those that matter most first.
    pub rows: Vec<Row>,
    /// Calls to further destinations.
    pub skipped: BTreeMap<Place, Skipped>,
    /// What could not be seen: the program and the process that did it first.
    pub unseen: Vec<(Unseen, String, Pid)>,
    /// The processes that still run, with their programs.
    pub left: Vec<(Pid, String)>,
    /// How the command ended.
    pub ended: Watching,
}

impl Watched {
    /// What the user named as Tor and the command used, if it isn't known to be Tor.
    pub fn named(&self) -> Option<&Endpoint> {
        let row = self.rows.iter().find(|row| row.place == Place::Named && row.entry.results.done > 0);
        row.map(|row| &row.entry.first.to)
    }

    /// Whether all that bypassed Tor were packets without a connection, and no lookups.
    pub fn leaks_only_packets(&self) -> bool {
        let mut leaks =
            self.rows.iter().filter(|row| matches!(row.place.is(), Use::Leak | Use::LeakedLookup)).peekable();
        let is_packet = |row: &Row| row.place.is() == Use::Leak && row.entry.first.how == How::Packet;
        leaks.peek().is_some() && leaks.all(is_packet)
    }

    /// Whether something was connected to of which we can't tell where it leads.
    pub fn has_unknown_places(&self) -> bool {
        self.rows.iter().any(|row| row.place.is() == Use::Unknown && row.entry.results.sent() > 0)
    }
}

/// Judges what was seen. Of a process that goes on after the command we don't know the rest.
///
/// A connection that was tried past Tor is a leak although the destination refused it, since it was asked. One
/// for which nothing left this computer is told apart, and is no better: with a network it had left.
pub fn judge(ledger: &Ledger, surroundings: &Surroundings, ended: Watching) -> Watched {
    let rows = ledger.rows(surroundings);
    let skipped = ledger.skipped().clone();
    let unseen: Vec<_> =
        ledger.unseen().map(|(what, program, process)| (what, program.to_owned(), process)).collect();
    let mut counts = Counts::default();
    for row in &rows {
        counts.add(row.place, row.entry.first.how, row.entry.results);
        counts.tor_answered |= row.place.is() == Use::Tor && row.entry.results.done > 0;
    }
    for (place, skipped) in &skipped {
        counts.add(*place, How::Connection, skipped.results);
        counts.tor_answered |= place.is() == Use::Tor && skipped.results.done > 0;
    }
    let finding = if counts.connections + counts.lookups > 0 {
        Finding::Leaked
    } else if counts.tried > 0 {
        Finding::TriedToLeak
    } else if counts.unknown
        || counts.tor_answered && !ledger.left.is_empty()
        || unseen.iter().any(|(what, program, _)| {
            // Tor hides its memory by itself. Its own connections don't count, if it is what was connected to.
            let is_its_tor = *what == Unseen::Hidden && counts.tor_answered && is_tor_program(program);
            what.may_hide_connections() && !is_its_tor
        })
    {
        Finding::Unclear
    } else if counts.tor_answered {
        Finding::ThroughTor
    } else {
        Finding::NothingConnected
    };
    Watched {
        finding,
        connections: counts.connections,
        lookups: counts.lookups,
        tried: counts.tried,
        through_tor: counts.through_tor,
        rows,
        skipped,
        unseen,
        left: ledger.left.clone(),
        ended,
    }
}

#[derive(Default)]
struct Counts {
    connections: u64,
    lookups: u64,
    tried: u64,
    through_tor: u64,
    tor_answered: bool,
    unknown: bool,
}

impl Counts {
    fn add(&mut self, place: Place, how: How, results: Results) {
        let (sent, not_sent) = (results.sent(), results.not_sent);
        match place.is() {
            Use::Leak => {
                // A stream of packets to one destination is one leak.
                let sent = if how == How::Packet { sent.min(1) } else { sent };
                self.connections = self.connections.saturating_add(sent);
                self.tried = self.tried.saturating_add(not_sent);
            }
            Use::LeakedLookup => {
                self.lookups = self.lookups.saturating_add(sent);
                self.tried = self.tried.saturating_add(not_sent);
            }
            Use::Tor => self.through_tor = self.through_tor.saturating_add(results.done),
            Use::Unknown => self.unknown |= sent > 0,
            Use::Nothing => {}
        }
    }
}
