//! What arti writes into its log: there it says what went wrong, and nowhere else.

use std::error::Error;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Level, Metadata, Subscriber};

/// Where arti compares what it can do with what the network requires. Five seconds after it falls short, arti ends
/// the whole process.
const PROTOCOLS: &str = "arti_client::protostatus";

/// What was noted since the last start.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "they are observations, and independent of one another")]
pub(super) struct Notes {
    /// A list of relays was refused because its time has not come.
    pub(super) list_is_early: bool,
    /// A list of relays was refused because its time has passed.
    pub(super) list_is_late: bool,
    /// A relay was asked for the list, and its clock is too far from ours; it proved who it is before.
    pub(super) clocks_differ: bool,
    /// A relay proved who it is, with certificates that have expired.
    pub(super) has_expired: bool,
    /// The network requires what this client does not have yet.
    pub(super) is_outdated: bool,
    /// What answered is not the relay or bridge that it should be.
    pub(super) is_another: bool,
    /// A file of the cache was refused.
    pub(super) cache_is_damaged: bool,
    /// The program of a pluggable transport runs.
    pub(super) transport_runs: bool,
    /// What went wrong with the program of a pluggable transport.
    pub(super) transport: Option<String>,
    /// Why the client gave up its downloads.
    pub(super) fatal: Option<String>,
}

/// The notes of this process.
fn shared() -> &'static Arc<Mutex<Notes>> {
    static NOTES: OnceLock<Arc<Mutex<Notes>>> = OnceLock::new();
    NOTES.get_or_init(|| {
        let notes = Arc::new(Mutex::new(Notes::default()));
        // Nobody else reads the log in this program, so this succeeds.
        let _ = tracing::subscriber::set_global_default(Reader(Arc::clone(&notes)));
        notes
    })
}

fn locked(notes: &Mutex<Notes>) -> MutexGuard<'_, Notes> {
    notes.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Notes {
    /// Forgets everything, for another start.
    pub(super) fn begin() {
        *locked(shared()) = Self::default();
    }

    /// What was noted so far.
    pub(super) fn so_far() -> Self {
        locked(shared()).clone()
    }

    /// Notes one line of the log, with its error and all causes in one text.
    fn read(&mut self, target: &str, line: &str) {
        let says = |words: &str| line.contains(words);
        if target.starts_with(PROTOCOLS) {
            self.is_outdated |= says("is listed as required for clients");
            return;
        }
        if target.starts_with("tor_ptmgr") {
            if says("Successfully launched PT") {
                self.transport_runs = true;
            } else if says("failed") || says("quit") {
                self.transport = Some(line.to_owned());
            }
            return;
        }
        if says("Recoverable error loading from cache") {
            // A list that is only old is no damage.
            self.cache_is_damaged |= !says("expired or not yet valid");
            return;
        }
        if says("adding directory info") {
            self.list_is_early |= says("will not be valid for");
            self.list_is_late |= says("has been expired for");
        }
        self.clocks_differ |= says("Too much clock skew with directory cache");
        if says("Unrecovered error") {
            self.fatal = Some(line.to_owned());
        }
        self.has_expired |= says("Handshake failed due to expired certificates");
        self.is_another |= says("does not match target");
    }
}

/// Reads the log.
struct Reader(Arc<Mutex<Notes>>);

impl Reader {
    /// Little is read: a start must not wait for it.
    fn is_of_interest(metadata: &Metadata<'_>) -> bool {
        let level = *metadata.level();
        let target = metadata.target();
        metadata.is_event()
            && (level <= Level::WARN && (target.starts_with("tor_") || target.starts_with(PROTOCOLS))
                || level <= Level::INFO && target.starts_with("tor_ptmgr")
                || level <= Level::DEBUG
                    && (target.starts_with("tor_dirmgr::bootstrap")
                        || target.starts_with("tor_dirmgr::bridgedesc")))
    }
}

impl Subscriber for Reader {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if Self::is_of_interest(metadata) { Interest::always() } else { Interest::never() }
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        Self::is_of_interest(metadata)
    }

    fn max_level_hint(&self) -> Option<tracing::level_filters::LevelFilter> {
        Some(tracing::level_filters::LevelFilter::DEBUG)
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line::default();
        event.record(&mut line);
        locked(&self.0).read(event.metadata().target(), &line.0);
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// The message of an event, its error and all causes.
#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            let _ = write!(self.0, "{value:?}; ");
        }
    }

    fn record_error(&mut self, _: &Field, error: &(dyn Error + 'static)) {
        let mut cause = Some(error);
        while let Some(error) = cause {
            let _ = write!(self.0, "{error}; ");
            cause = error.source();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_that_requires_more_than_the_client_can_do_is_noted() {
        let mut notes = Notes::default();
        // The words of `evaluate_protocol_status` in arti-client 0.47.0.
        notes.read(
            PROTOCOLS,
            "At least one protocol not implemented by this version of Arti (Relay=9) is listed as required for \
             clients, as of 2029-01-01T00:00:00Z.\nThis version of Arti may not work correctly on the Tor network; \
             please upgrade.; ",
        );
        assert!(notes.is_outdated);
        notes = Notes::default();
        notes.read(
            PROTOCOLS,
            "At least one protocol not implemented (Relay=9) is listed as recommended for clients",
        );
        assert!(!notes.is_outdated);
    }
}
