//! How far the embedded Tor client came, and what holds it up.

use super::Reason;

/// The stages of the Tor client's start, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Looking for a relay that can be reached.
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

/// What the client reports as holding it up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Blockage {
    /// Nothing, which may be wrong.
    #[default]
    None,
    /// The certificates of relays are out of date by this clock.
    Clock,
    /// Something else.
    Other,
}

/// Returns why the client is not ready, from its stage when time is up.
///
/// arti never gives up by itself and hardly ever says "clock". Measured with a wrong clock on a
/// private network: days behind, it stays at the consensus and reports that it makes no progress;
/// days ahead, it stays at the handshake and reports nothing.
pub fn diagnose(fraction: f32, blockage: Blockage) -> Reason {
    match (stage(fraction), blockage) {
        (Stage::Connecting | Stage::Handshaking, Blockage::Clock) => Reason::ClockAhead,
        (Stage::Connecting, _) => Reason::NetworkOrCensorship,
        (Stage::Handshaking, _) => Reason::HandshakeBlockedOrClockAhead,
        (Stage::Consensus | Stage::Certificates, Blockage::Clock | Blockage::Other) => Reason::ClockBehind,
        _ => Reason::BootstrapSlow,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stage_tells_what_is_wrong() {
        assert_eq!(diagnose(0.0, Blockage::None), Reason::NetworkOrCensorship);
        assert_eq!(diagnose(0.08, Blockage::Other), Reason::HandshakeBlockedOrClockAhead);
        assert_eq!(diagnose(0.15, Blockage::Other), Reason::ClockBehind);
        assert_eq!(diagnose(0.15, Blockage::None), Reason::BootstrapSlow);
        assert_eq!(diagnose(0.7, Blockage::Other), Reason::BootstrapSlow);
        assert_eq!(diagnose(f32::NAN, Blockage::None), Reason::NetworkOrCensorship);
        assert_eq!(diagnose(0.08, Blockage::Clock), Reason::ClockAhead);
    }

    #[test]
    fn stages_follow_one_another() {
        let stages: Vec<_> = [0.0, 0.08, 0.15, 0.36, 0.45, 0.9, 1.0].into_iter().map(stage).collect();
        assert!(stages.is_sorted());
        assert_eq!(stages[0], Stage::Connecting);
        assert_eq!(stages[6], Stage::Ready);
    }
}
