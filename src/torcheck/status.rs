//! What a running Tor reports about itself on its control port.

use super::control::{brief, value_of};

/// The result of asking the control port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// It was not asked, because the request did not go through a Tor on this machine.
    NotAsked,
    /// No control port was found at the usual addresses.
    None,
    /// The one at this address did not answer.
    Silent(String),
    /// The one at this address did not let us ask.
    Closed(String),
    /// The one at this address answers only some questions: it is a filter before Tor, as on Tails and Whonix.
    Filtered(String),
    /// The one at this address belongs to another Tor than the proxy.
    OtherTor(String),
    /// It answered.
    Answered(Status),
}

/// The state of a running Tor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Where its control port listens.
    pub address: String,
    /// Its version.
    pub version: String,
    /// How far its start came.
    pub phase: Option<Phase>,
    /// Whether it has circuits.
    pub circuit: Option<bool>,
    /// What the network's authorities think of its version.
    pub recommended: Recommended,
    /// From when until when its consensus is valid.
    pub consensus: Option<(String, String)>,
    /// Where it takes requests of programs.
    pub listeners: Box<Listeners>,
}

/// Where a Tor takes requests of programs, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listeners {
    /// Its SOCKS ports.
    pub socks: Vec<String>,
    /// Its ports for HTTP tunnels.
    pub http: Vec<String>,
    /// Its ports for connections that were diverted to it.
    pub transparent: Vec<String>,
    /// Its ports for name lookups.
    pub dns: Vec<String>,
}

/// How far Tor's start came, and its complaint if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Percent.
    pub progress: u8,
    /// The step it is at, in Tor's words.
    pub summary: String,
    /// The complaint, in Tor's words.
    pub warning: Option<String>,
}

/// What the network's authorities think of this version of Tor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recommended {
    /// They recommend it.
    Yes,
    /// They do not: it is old, or known to be bad.
    No,
    /// They do not say, or not yet, or it is newer than the versions they know.
    NotStated,
}

impl Control {
    /// Returns how far Tor's start came, if it is not ready.
    pub fn unready(&self) -> Option<&Phase> {
        match self {
            Self::Answered(Status { phase: Some(phase), .. }) if phase.progress < 100 => Some(phase),
            _ => None,
        }
    }
}

impl Phase {
    /// Returns the seconds by which Tor finds this clock behind, if that is its complaint: `Clock skew SECONDS in
    /// ...`, more than zero for a clock that is ahead (C tor's `clock_skew_warning`).
    pub fn clock_complaint(&self) -> Option<i64> {
        let rest = self.warning.as_deref()?.strip_prefix("Clock skew ")?;
        let ahead: i64 = rest.split(' ').next()?.parse().ok()?;
        Some(-ahead.clamp(-i64::MAX, i64::MAX))
    }

    /// Reads `status/bootstrap-phase`.
    pub fn read(text: &str) -> Option<Self> {
        let progress = value_of(text, "PROGRESS")?.parse().ok().filter(|progress| *progress <= 100)?;
        let text = |key| value_of(text, key).map(|value| brief(&value));
        Some(Self { progress, summary: text("SUMMARY").unwrap_or_default(), warning: text("WARNING") })
    }
}

impl Recommended {
    /// Reads `status/version/current`.
    pub fn read(text: &str) -> Self {
        match text {
            "recommended" => Self::Yes,
            "old" | "obsolete" | "unrecommended" => Self::No,
            _ => Self::NotStated,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_start_is_described_in_tors_words() {
        let text = "WARN BOOTSTRAP PROGRESS=10 TAG=conn_done SUMMARY=\"Connected to a relay\" \
                    WARNING=\"No route to host\" REASON=NOROUTE COUNT=3 RECOMMENDATION=warn";
        let phase = Phase::read(text).unwrap();
        assert_eq!((phase.progress, phase.summary.as_str()), (10, "Connected to a relay"));
        assert_eq!(phase.warning.as_deref(), Some("No route to host"));
        assert_eq!(Phase::read("PROGRESS=101"), None);
        assert_eq!(Phase::read(""), None);
    }

    #[test]
    fn tors_complaint_about_the_clock_is_understood() {
        let complaint = |warning: &str| {
            let warning = Some(warning.to_owned());
            Phase { progress: 5, summary: String::new(), warning }.clock_complaint()
        };
        assert_eq!(complaint("Clock skew 432000 in NETINFO cell from OR"), Some(-432_000));
        assert_eq!(complaint("Clock skew -3600 in microdesc flavor consensus from CONSENSUS"), Some(3600));
        assert_eq!(complaint("Clock skew -9223372036854775808 in x"), Some(i64::MAX));
        assert_eq!(complaint("Clock skew much in x"), None);
        assert_eq!(complaint("Connection refused"), None);
    }

    #[test]
    fn a_text_without_end_is_cut() {
        let text = format!("PROGRESS=5 SUMMARY=\"{}\" WARNING={}", "é".repeat(60_000), "x".repeat(60_000));
        let phase = Phase::read(&text).unwrap();
        for text in [phase.summary, phase.warning.unwrap()] {
            assert_eq!((text.chars().count(), text.chars().last()), (201, Some('…')));
        }
        assert_eq!(brief("Done"), "Done");
    }

    #[test]
    fn only_a_start_that_is_not_done_is_unready() {
        let at = |progress| {
            let phase = Phase { progress, summary: String::new(), warning: None };
            Control::Answered(Status {
                address: String::new(),
                version: String::new(),
                phase: Some(phase),
                circuit: None,
                recommended: Recommended::NotStated,
                consensus: None,
                listeners: Box::default(),
            })
        };
        assert!(at(99).unready().is_some());
        assert!(at(100).unready().is_none());
        assert!(Control::None.unready().is_none());
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in ".*") {
            let _ = Phase::read(&text);
        }
    }
}
