//! Derives a verdict from observations.

use serde::Serialize;

use super::address::is_on_the_internet;
use super::isolation::is_same_exit;
use super::{Answer, Listed, Reason, Route};

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

/// What a verdict is derived from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence<'e> {
    /// The route of the request.
    pub route: &'e Route,
    /// What the service answered, or why there is no answer.
    pub answer: Result<Answer, Reason>,
    /// Whether a certificate proves that the answer is the service's.
    pub is_encrypted: bool,
    /// Whether the answer's address is one of this computer's own.
    pub is_own: bool,
    /// What the service answered to the same request without Tor.
    pub direct: Option<Answer>,
    /// What a list of relays has at the answer's address, if one was asked.
    pub listed: Option<Listed>,
}

/// Returns the verdict and its reasons, the most important first.
///
/// A missing answer is never a no: only the service's own answer is. And evidence weighs more than the service's or
/// the proxy's word: an address that is this computer's own hides nothing, no matter who calls it an exit relay's.
pub fn judge(evidence: &Evidence<'_>) -> (Verdict, Vec<Reason>) {
    let Evidence { route, is_encrypted, .. } = *evidence;
    let answer = match (evidence.answer, route) {
        (Err(reason), _) => return (Verdict::Unknown, vec![reason]),
        (Ok(_), Route::None) => return (Verdict::Unknown, vec![Reason::NoTorRunning]),
        (Ok(answer), _) if !is_on_the_internet(answer.address) => {
            return (Verdict::Unknown, vec![Reason::AddressImpossible]);
        }
        (Ok(answer), _) => answer,
    };
    if let Some(reason) = exposes(evidence, answer) {
        // The client in this program leads to a relay for certain, and a yes contradicts: then it is for people to
        // find out what stands at that address.
        let contradicts = answer.is_tor || matches!(route, Route::Embedded { .. });
        return (if contradicts { Verdict::Unknown } else { Verdict::NotTor }, vec![reason]);
    }
    // Any program can greet as Tor does. One that answers by itself, without encryption, sends nothing anywhere. And
    // a network in between can answer as it likes.
    let may_answer_itself = match route {
        Route::Proxy { .. } => true,
        Route::System => answer.is_tor,
        Route::None | Route::Embedded { .. } | Route::Direct => false,
    };
    if !is_encrypted && may_answer_itself {
        return (Verdict::Unknown, vec![Reason::AnswerUnproven]);
    }
    let (verdict, reason) = match (answer.is_tor, route) {
        (true, Route::Proxy { recognised: false, .. }) => (Verdict::Tor, Some(Reason::ProxyNotRecognised)),
        (true, _) => (Verdict::Tor, None),
        (false, Route::Proxy { recognised: false, .. }) => (Verdict::NotTor, Some(Reason::ProxyNotTor)),
        // The client's own list is newer than the service's, and signed.
        (false, Route::Embedded { .. }) if evidence.listed.is_some_and(Listed::settles) => {
            (Verdict::Tor, Some(Reason::ExitOnOwnList))
        }
        (false, _) if route.is_tor() => (Verdict::TorUnlisted, Some(Reason::ExitUnlisted)),
        (false, _) => (Verdict::NotTor, None),
    };
    let unencrypted = (!is_encrypted).then_some(Reason::NotEncrypted);
    (verdict, reason.into_iter().chain(unencrypted).collect())
}

/// Why the answer's address hides nothing, if that is so.
fn exposes(evidence: &Evidence<'_>, answer: Answer) -> Option<Reason> {
    if evidence.is_own {
        return Some(Reason::OwnAddress);
    }
    // A computer changes its IPv6 address within its network as it likes.
    let is_same = evidence.direct.and_then(|direct| is_same_exit(direct.address, answer.address));
    (is_same == Some(true)).then_some(Reason::SameAddress)
}

#[cfg(test)]
mod tests;
