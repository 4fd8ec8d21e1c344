//! From what was seen to a verdict that a frightened person can act on.

use super::{Answer, Reason};

/// Whether the request went through Tor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The service saw it come from an exit relay.
    Tor,
    /// It was given to Tor, but the service does not know where it came from as an exit relay.
    TorUnlisted,
    /// It did not come through Tor.
    NotTor,
    /// Could not tell.
    Unknown,
}

impl Verdict {
    /// Returns the name by which programs know the verdict.
    pub fn id(self) -> &'static str {
        match self {
            Self::Tor => "tor",
            Self::TorUnlisted => "tor-unlisted",
            Self::NotTor => "not-tor",
            Self::Unknown => "unknown",
        }
    }
}

/// The way the request went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Through a proxy, which answered as a Tor port does, or not.
    Proxy {
        /// Whether it did.
        recognised: bool,
    },
    /// Through the Tor client within this program.
    Embedded,
    /// Nothing was asked.
    None,
}

/// Returns the verdict and its reasons, from the way the request went and what came of it.
///
/// An answer that did not come is never a no: only the service's own word is.
pub fn judge(route: Route, asked: Result<Answer, Reason>) -> (Verdict, Vec<Reason>) {
    match (asked, route) {
        (Err(reason), _) => (Verdict::Unknown, vec![reason]),
        (Ok(_), Route::None) => (Verdict::Unknown, vec![Reason::NoTorRunning]),
        (Ok(Answer { is_tor: true, .. }), Route::Proxy { recognised: false }) => {
            (Verdict::Tor, vec![Reason::ProxyNotRecognised])
        }
        (Ok(Answer { is_tor: true, .. }), _) => (Verdict::Tor, Vec::new()),
        (Ok(_), Route::Proxy { recognised: false }) => (Verdict::NotTor, vec![Reason::ProxyNotTor]),
        (Ok(_), Route::Proxy { recognised: true } | Route::Embedded) => {
            (Verdict::TorUnlisted, vec![Reason::ExitUnlisted])
        }
    }
}

#[cfg(test)]
mod tests {
    use core::net::{IpAddr, Ipv4Addr};

    use super::*;

    const ROUTES: [Route; 4] =
        [Route::Proxy { recognised: true }, Route::Proxy { recognised: false }, Route::Embedded, Route::None];

    fn answer(is_tor: bool) -> Answer {
        Answer { is_tor, address: IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)) }
    }

    #[test]
    fn an_answer_that_did_not_come_is_never_a_no_and_never_a_yes() {
        for route in ROUTES {
            for reason in Reason::ALL {
                assert_eq!(judge(route, Err(reason)), (Verdict::Unknown, vec![reason]));
            }
        }
    }

    #[test]
    fn a_yes_needs_the_service_to_say_so() {
        for route in ROUTES {
            assert_ne!(judge(route, Ok(answer(false))).0, Verdict::Tor);
        }
        assert_eq!(judge(Route::Embedded, Ok(answer(true))).0, Verdict::Tor);
        assert_eq!(judge(Route::None, Ok(answer(true))).0, Verdict::Unknown);
    }

    #[test]
    fn through_tor_a_no_means_that_the_service_does_not_know_the_exit() {
        assert_eq!(judge(Route::Embedded, Ok(answer(false))).0, Verdict::TorUnlisted);
        assert_eq!(judge(Route::Proxy { recognised: true }, Ok(answer(false))).0, Verdict::TorUnlisted);
        assert_eq!(judge(Route::Proxy { recognised: false }, Ok(answer(false))).0, Verdict::NotTor);
    }

    #[test]
    fn a_yes_through_an_unknown_proxy_says_so() {
        let judged = judge(Route::Proxy { recognised: false }, Ok(answer(true)));
        assert_eq!(judged, (Verdict::Tor, vec![Reason::ProxyNotRecognised]));
    }
}
