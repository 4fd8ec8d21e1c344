//! The comparison with a request without Tor.

use super::{Answer, Evidence, Reason, Route, Verdict, judge};

/// The result of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direct {
    /// Nothing came through Tor, so the request would have revealed an address for nothing: it was not sent.
    Needless,
    /// The user decided against it.
    Declined,
    /// The service answered.
    Answered {
        /// Its answer to the request without Tor.
        answer: Answer,
        /// Whether it saw the same address both times.
        same_address: bool,
    },
    /// There was no answer, for this reason.
    Failed(Reason),
}

impl Direct {
    /// Compares the result of a request without Tor with the answer to the one through it.
    pub fn compare(direct: Result<Answer, Reason>, through: Answer) -> Self {
        match direct {
            Ok(answer) => Self::Answered { answer, same_address: answer.address == through.address },
            Err(reason) => Self::Failed(reason),
        }
    }

    /// Returns the answer, if there is one.
    pub fn answer(&self) -> Option<Answer> {
        match self {
            Self::Answered { answer, .. } => Some(*answer),
            Self::Needless | Self::Declined | Self::Failed(_) => None,
        }
    }

    /// Returns the verdict of the request without Tor.
    pub fn verdict(&self) -> Verdict {
        let Some(answer) = self.answer() else { return Verdict::Unknown };
        let alone = Evidence {
            route: &Route::Direct,
            answer: Ok(answer),
            is_encrypted: true,
            is_own: false,
            direct: None,
            listed: None,
        };
        judge(&alone).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(is_tor: bool, address: &str) -> Answer {
        Answer { is_tor, address: address.parse().unwrap() }
    }

    #[test]
    fn two_answers_are_compared_by_their_addresses() {
        let (one, other) = (answer(true, "192.0.2.1"), answer(false, "192.0.2.2"));
        assert_eq!(Direct::compare(Ok(one), one), Direct::Answered { answer: one, same_address: true });
        let compared = Direct::compare(Ok(other), one);
        assert_eq!(compared, Direct::Answered { answer: other, same_address: false });
        assert_eq!((compared.verdict(), compared.answer()), (Verdict::NotTor, Some(other)));
        assert_eq!(Direct::compare(Ok(one), other).verdict(), Verdict::Tor);
    }

    #[test]
    fn without_an_answer_nothing_is_compared() {
        for direct in [
            Direct::compare(Err(Reason::Timeout), answer(true, "192.0.2.1")),
            Direct::Needless,
            Direct::Declined,
        ] {
            assert_eq!((direct.verdict(), direct.answer()), (Verdict::Unknown, None));
        }
    }
}
