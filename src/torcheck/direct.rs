//! The comparison with a request without Tor.

use super::isolation::is_same_exit;
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
        /// Whether it saw the same address both times, or two IPv6 addresses of the same network; nothing if
        /// one was IPv4 and the other IPv6, which the same computer can have.
        same_address: Option<bool>,
    },
    /// There was no answer, for this reason.
    Failed(Reason),
}

impl Direct {
    /// Compares the result of a request without Tor with the answer to the one through it.
    pub fn compare(direct: Result<Answer, Reason>, through: Answer) -> Self {
        match direct {
            Ok(answer) => {
                Self::Answered { answer, same_address: is_same_exit(answer.address, through.address) }
            }
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
        assert_eq!(Direct::compare(Ok(one), one), Direct::Answered { answer: one, same_address: Some(true) });
        let compared = Direct::compare(Ok(other), one);
        assert_eq!(compared, Direct::Answered { answer: other, same_address: Some(false) });
        assert_eq!((compared.verdict(), compared.answer()), (Verdict::NotTor, Some(other)));
        assert_eq!(Direct::compare(Ok(one), other).verdict(), Verdict::Tor);
    }

    #[test]
    fn an_address_of_the_same_network_is_the_same_and_one_of_another_kind_is_not_compared() {
        for (through, direct, same) in [
            ("2001:db8:1:1::aaaa", "2001:db8:1:1::bbbb", Some(true)),
            ("2001:db8:1:1::aaaa", "2001:db8:1:2::aaaa", Some(false)),
            ("192.0.2.1", "192.0.2.2", Some(false)),
            ("192.0.2.1", "2001:db8:1:1::aaaa", None),
            ("2001:db8:1:1::aaaa", "192.0.2.1", None),
        ] {
            let (through, direct) = (answer(true, through), answer(false, direct));
            let expected = Direct::Answered { answer: direct, same_address: same };
            assert_eq!(Direct::compare(Ok(direct), through), expected);
        }
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
