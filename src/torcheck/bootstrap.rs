//! How far the embedded Tor client came, and what holds it up.

use super::Reason;

/// The stages of the Tor client's start, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Looking for a relay that can be reached.
    #[default]
    Connecting,
    /// Agreeing on keys with a relay.
    Handshaking,
    /// Fetching the list of relays on which the network's authorities agree.
    Consensus,
    /// Fetching the authorities' certificates.
    Certificates,
    /// Fetching the keys of the relays.
    Relays,
    /// Ready.
    Ready,
}

/// Returns the stage of a fraction between 0 and 1, as arti counts them (0.47: 8 % handshake, 15 %
/// consensus, 36 % certificates, 45 % keys of relays).
pub fn stage(fraction: f32) -> Stage {
    match fraction {
        ready if ready >= 1.0 => Stage::Ready,
        relays if relays >= 0.445 => Stage::Relays,
        certificates if certificates >= 0.355 => Stage::Certificates,
        consensus if consensus >= 0.145 => Stage::Consensus,
        handshake if handshake >= 0.05 => Stage::Handshaking,
        _ => Stage::Connecting,
    }
}

/// How near the client came to any relay or bridge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// No connection to any of them.
    #[default]
    Nobody,
    /// One was connected, but completed no handshake.
    Connection,
    /// One proved who it is, but by this clock its certificates have expired.
    Expired,
    /// One completed its handshake.
    Relay,
}

/// What a pluggable transport's program did, if the client needs one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transport {
    /// None is needed.
    #[default]
    Unneeded,
    /// It said nothing yet.
    Silent,
    /// It failed.
    Failed,
    /// It runs.
    Running,
}

/// What was seen of a start that has not ended.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "they are observations, and independent of one another")]
pub struct Start {
    /// How far it came, between 0 and 1.
    pub fraction: f32,
    /// How near it came to a relay.
    pub reached: Reached,
    /// Whether a relay gave a list of relays that is not valid yet by this clock, or would not have been: its own
    /// clock is more than a day ahead of this one.
    pub list_is_early: bool,
    /// Whether a relay gave a list of relays that is no longer valid by this clock.
    pub list_is_late: bool,
    /// Whether the client reports that its downloads come to nothing.
    pub downloads_fail: bool,
    /// The program of a pluggable transport.
    pub transport: Transport,
    /// Whether what answers is not the relay or bridge that it should be.
    pub is_another: bool,
}

impl Start {
    /// Returns how far it came, by its fraction and by what it reached. With a list of relays from an
    /// earlier run the fraction is high before anyone was contacted.
    pub fn stage(&self) -> Stage {
        match self.reached {
            Reached::Nobody => Stage::Connecting,
            Reached::Connection | Reached::Expired => Stage::Handshaking,
            Reached::Relay => stage(self.fraction).max(Stage::Consensus),
        }
    }

    /// Returns why the client is not ready.
    ///
    /// arti never gives up by itself and never says "clock". The clock is named only where nothing
    /// contradicts it: a relay proved who it is and only its dates are wrong, or the lists of relays
    /// that came are all outside of their dates on the same side.
    pub fn diagnose(&self) -> Reason {
        match (self.stage(), self.transport) {
            (Stage::Connecting, Transport::Failed | Transport::Silent) => Reason::TransportFailed,
            (Stage::Connecting, _) => Reason::NetworkOrCensorship,
            (Stage::Handshaking, _) if self.reached == Reached::Expired => Reason::ClockAhead,
            (Stage::Handshaking, _) if self.is_another => Reason::RelayNotGenuine,
            (Stage::Handshaking, _) => Reason::HandshakeBlockedOrClockAhead,
            (Stage::Consensus, _) if self.list_is_early && !self.list_is_late => Reason::ClockBehind,
            (Stage::Consensus, _) if self.list_is_late && !self.list_is_early => Reason::ClockAhead,
            (Stage::Consensus | Stage::Certificates, _) if self.downloads_fail => Reason::DownloadsBlocked,
            _ => Reason::BootstrapSlow,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(reached: Reached, fraction: f32) -> Start {
        Start { fraction, reached, ..Start::default() }
    }

    #[test]
    fn the_stage_tells_what_is_wrong() {
        assert_eq!(Start::default().diagnose(), Reason::NetworkOrCensorship);
        assert_eq!(at(Reached::Nobody, f32::NAN).diagnose(), Reason::NetworkOrCensorship);
        assert_eq!(at(Reached::Connection, 0.08).diagnose(), Reason::HandshakeBlockedOrClockAhead);
        assert_eq!(at(Reached::Relay, 0.15).diagnose(), Reason::BootstrapSlow);
        assert_eq!(at(Reached::Relay, 0.7).diagnose(), Reason::BootstrapSlow);
    }

    #[test]
    fn a_list_from_an_earlier_run_is_no_sign_of_a_network() {
        assert_eq!(at(Reached::Nobody, 0.85).stage(), Stage::Connecting);
        assert_eq!(at(Reached::Nobody, 0.85).diagnose(), Reason::NetworkOrCensorship);
        assert_eq!(at(Reached::Connection, 0.92).diagnose(), Reason::HandshakeBlockedOrClockAhead);
    }

    #[test]
    fn the_clock_is_named_only_by_what_has_dates() {
        let clock_reasons = |start: Start| start.diagnose().is_clock();
        for fraction in [0.0, 0.08, 0.15, 0.3, 0.36, 0.5, 0.9] {
            for reached in [Reached::Nobody, Reached::Connection, Reached::Relay] {
                for downloads_fail in [false, true] {
                    assert!(!clock_reasons(Start { downloads_fail, ..at(reached, fraction) }));
                }
            }
        }
        let early = Start { list_is_early: true, downloads_fail: true, ..at(Reached::Relay, 0.15) };
        assert_eq!(early.diagnose(), Reason::ClockBehind);
        let late = Start { list_is_late: true, ..at(Reached::Relay, 0.15) };
        assert_eq!(late.diagnose(), Reason::ClockAhead);
        assert_eq!(at(Reached::Expired, 0.08).diagnose(), Reason::ClockAhead);
    }

    #[test]
    fn what_contradicts_a_wrong_clock_is_heard() {
        let both = Start { list_is_early: true, list_is_late: true, ..at(Reached::Relay, 0.15) };
        assert!(!both.diagnose().is_clock());
        // A list that came later was good.
        let later = Start { list_is_early: true, ..at(Reached::Relay, 0.5) };
        assert!(!later.diagnose().is_clock());
    }

    #[test]
    fn downloads_that_are_cut_off_are_no_wrong_clock() {
        let cut = Start { downloads_fail: true, ..at(Reached::Relay, 0.15) };
        assert_eq!(cut.diagnose(), Reason::DownloadsBlocked);
    }

    #[test]
    fn a_transport_that_does_not_run_is_named_before_the_network() {
        for transport in [Transport::Failed, Transport::Silent] {
            let start = Start { transport, ..Start::default() };
            assert_eq!(start.diagnose(), Reason::TransportFailed);
        }
        let running = Start { transport: Transport::Running, ..Start::default() };
        assert_eq!(running.diagnose(), Reason::NetworkOrCensorship);
    }

    #[test]
    fn a_bridge_that_is_another_is_no_wrong_clock() {
        let other = Start { is_another: true, ..at(Reached::Connection, 0.08) };
        assert_eq!(other.diagnose(), Reason::RelayNotGenuine);
    }

    #[test]
    fn stages_follow_one_another() {
        let stages: Vec<_> = [0.0, 0.08, 0.15, 0.36, 0.45, 0.9, 1.0].into_iter().map(stage).collect();
        assert!(stages.is_sorted());
        assert_eq!(stages[0], Stage::Connecting);
        assert_eq!(stages[6], Stage::Ready);
    }
}
