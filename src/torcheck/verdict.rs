//! Derives a verdict from observations.

use serde::Serialize;

use super::{Answer, Reason, Route};

/// Whether the request went through Tor.
///
/// Serialised, it is the id by which programs know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The service saw it come from an exit relay.
    Tor,
    /// It was given to Tor, but the service does not know its address as an exit relay's.
    TorUnlisted,
    /// It did not come through Tor.
    NotTor,
    /// We could not find out.
    Unknown,
}

/// Returns the verdict and its reasons, from the route of the request and its result.
///
/// A missing answer is never a no: only the service's own answer is.
pub fn judge(route: &Route, answer: Result<Answer, Reason>) -> (Verdict, Vec<Reason>) {
    match (answer, route) {
        (Err(reason), _) => (Verdict::Unknown, vec![reason]),
        (Ok(_), Route::None) => (Verdict::Unknown, vec![Reason::NoTorRunning]),
        (Ok(Answer { is_tor: true, .. }), Route::Proxy { recognised: false, .. }) => {
            (Verdict::Tor, vec![Reason::ProxyNotRecognised])
        }
        (Ok(Answer { is_tor: true, .. }), _) => (Verdict::Tor, Vec::new()),
        (Ok(_), Route::Proxy { recognised: false, .. }) => (Verdict::NotTor, vec![Reason::ProxyNotTor]),
        (Ok(_), Route::Proxy { recognised: true, .. } | Route::Embedded { .. }) => {
            (Verdict::TorUnlisted, vec![Reason::ExitUnlisted])
        }
        (Ok(_), Route::Direct | Route::System) => (Verdict::NotTor, Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use core::net::{IpAddr, Ipv4Addr};

    use super::*;
    use crate::torcheck::Proxy;

    fn proxy(recognised: bool) -> Route {
        Route::Proxy { proxy: Proxy::read("127.0.0.1:9050").unwrap(), recognised, users: true }
    }

    fn routes() -> [Route; 6] {
        let embedded = Route::Embedded { bridges: false };
        [proxy(true), proxy(false), embedded, Route::Direct, Route::System, Route::None]
    }

    fn answer(is_tor: bool) -> Answer {
        Answer { is_tor, address: IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)) }
    }

    #[test]
    fn a_missing_answer_is_never_a_no_and_never_a_yes() {
        for route in routes() {
            for reason in Reason::ALL {
                assert_eq!(judge(&route, Err(*reason)), (Verdict::Unknown, vec![*reason]));
            }
        }
    }

    #[test]
    fn a_yes_needs_the_service_to_say_so() {
        for route in routes() {
            assert_ne!(judge(&route, Ok(answer(false))).0, Verdict::Tor);
        }
        assert_eq!(judge(&Route::Embedded { bridges: true }, Ok(answer(true))).0, Verdict::Tor);
        assert_eq!(judge(&Route::None, Ok(answer(true))).0, Verdict::Unknown);
    }

    #[test]
    fn through_tor_a_no_means_that_the_service_does_not_know_the_exit() {
        let no = |route: &Route| judge(route, Ok(answer(false))).0;
        assert_eq!(no(&Route::Embedded { bridges: false }), Verdict::TorUnlisted);
        assert_eq!(no(&proxy(true)), Verdict::TorUnlisted);
        assert_eq!(no(&proxy(false)), Verdict::NotTor);
        assert_eq!(no(&Route::Direct), Verdict::NotTor);
        assert_eq!(no(&Route::System), Verdict::NotTor);
    }

    #[test]
    fn a_yes_through_an_unknown_proxy_says_so() {
        let judged = judge(&proxy(false), Ok(answer(true)));
        assert_eq!(judged, (Verdict::Tor, vec![Reason::ProxyNotRecognised]));
    }
}
