//! What was seen, added up by destination: its size does not grow with the number of connections.

use std::collections::{BTreeMap, BTreeSet};

use super::event::{Attempt, Call, Endpoint, Event, How, Pid, Unseen};
use super::place::Place;
use super::surroundings::Surroundings;

/// Destinations that are kept apart; those beyond are only counted.
const MOST_ENTRIES: usize = 500;
/// Processes that are kept for one destination, and things unseen.
const MOST_PROCESSES: usize = 16;
const MOST_UNSEEN: usize = 64;

/// What was seen so far.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    entries: BTreeMap<Key, Entry>,
    skipped: BTreeMap<Place, Skipped>,
    unseen: BTreeMap<(Unseen, String), Pid>,
    /// The processes that still ran when the command ended.
    pub left: Vec<(Pid, String)>,
}

/// What makes two calls the same line of the report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    to: Endpoint,
    how: How,
    program: String,
    is_in_our_network: bool,
}

/// All calls of one program to one destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The first of them.
    pub first: Call,
    /// The processes that made them; not all if there are many.
    pub processes: BTreeSet<Pid>,
    /// What the system answered.
    pub results: Results,
}

/// How many calls had which result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// Connections and packets that were made or begun.
    pub done: u64,
    /// Those refused by the destination.
    pub refused: u64,
    /// Those not answered.
    pub unanswered: u64,
    /// Those for which nothing left this computer.
    pub not_sent: u64,
}

impl Results {
    fn add(&mut self, attempt: Attempt, count: u64) {
        let sum = match attempt {
            Attempt::Done | Attempt::Begun => &mut self.done,
            Attempt::Refused => &mut self.refused,
            Attempt::TimedOut => &mut self.unanswered,
            Attempt::Unreachable | Attempt::Forbidden | Attempt::Absent | Attempt::Failed => {
                &mut self.not_sent
            }
        };
        *sum = sum.saturating_add(count);
    }

    /// How many may have left this computer.
    pub fn sent(self) -> u64 {
        self.done.saturating_add(self.refused).saturating_add(self.unanswered)
    }

    /// How many there were.
    pub fn all(self) -> u64 {
        self.sent().saturating_add(self.not_sent)
    }
}

/// A destination of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub place: Place,
    /// The calls to it.
    pub entry: Entry,
}

/// Calls to destinations beyond the number that is kept apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// What the system answered.
    pub results: Results,
}

impl Ledger {
    /// Takes down what was seen.
    pub fn add(&mut self, event: Event, surroundings: &mut Surroundings) {
        match event {
            Event::Call(call) => self.add_call(call, surroundings),
            Event::Listens { process, program, at } => surroundings.add_listener(process, program, at),
            Event::Unseen { process, program, what } => self.add_unseen(what, program, process),
            Event::Program(started) if started.gives_rights => {
                self.add_unseen(Unseen::WithoutRights, started.program, started.process);
            }
            Event::Over(left) => self.left = left,
            Event::Program(_) | Event::Watching | Event::NotAllowed(_) => {}
        }
    }

    fn add_unseen(&mut self, what: Unseen, program: String, process: Pid) {
        // One of each kind is enough for the verdict, however many programs there are.
        if self.unseen.len() < MOST_UNSEEN || !self.unseen.keys().any(|(known, _)| *known == what) {
            self.unseen.entry((what, program)).or_insert(process);
        }
    }

    fn add_call(&mut self, mut call: Call, surroundings: &Surroundings) {
        call.to = call.to.plain();
        // Programs ask for daemons that aren't there; nothing was connected.
        let is_on_disk = matches!(call.to, Endpoint::Unix(_) | Endpoint::Abstract(_));
        if is_on_disk && !matches!(call.attempt, Attempt::Done | Attempt::Begun) {
            return;
        }
        let key = Key {
            to: call.to.clone(),
            how: call.how,
            program: call.program.clone(),
            is_in_our_network: call.is_in_our_network,
        };
        if self.entries.len() >= MOST_ENTRIES && !self.entries.contains_key(&key) {
            let skipped = self.skipped.entry(surroundings.place(&call)).or_default();
            skipped.results.add(call.attempt, call.count);
            return;
        }
        let (attempt, count, process) = (call.attempt, call.count, call.process);
        let entry = self.entries.entry(key).or_insert_with(|| Entry {
            first: call,
            processes: BTreeSet::new(),
            results: Results::default(),
        });
        if entry.processes.len() < MOST_PROCESSES {
            entry.processes.insert(process);
        }
        entry.results.add(attempt, count);
    }

    /// The destinations, those that matter most first, and then in the order of time.
    pub fn rows(&self, surroundings: &Surroundings) -> Vec<Row> {
        let row = |entry: &Entry| {
            // Each process counts: only if all belong to the Tor that was started, these are its own connections.
            let of = |process: &Pid| surroundings.place(&Call { process: *process, ..entry.first.clone() });
            let places: BTreeSet<Place> = entry.processes.iter().map(of).collect();
            let place = places.iter().copied().find(|place| *place != Place::ByItsTor);
            let place = place.unwrap_or(Place::ByItsTor);
            // What refuses on this computer isn't there, and passes nothing on.
            let is_nobody = matches!(place, Place::ThisComputer | Place::PerhapsLookup)
                && entry.results.refused > 0
                && entry.results.refused == entry.results.sent();
            Row { place: if is_nobody { Place::Nobody } else { place }, entry: entry.clone() }
        };
        let mut rows: Vec<_> = self.entries.values().map(row).collect();
        rows.sort_by_key(|row| (row.place.rank(), row.entry.first.at));
        rows
    }

    /// How many calls went to further destinations of each kind.
    pub fn skipped(&self) -> &BTreeMap<Place, Skipped> {
        &self.skipped
    }

    /// What could not be seen, with the program and the process that did it first.
    pub fn unseen(&self) -> impl Iterator<Item = (Unseen, &str, Pid)> {
        self.unseen.iter().map(|((what, program), process)| (*what, program.as_str(), *process))
    }
}
