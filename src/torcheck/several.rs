//! The checks of several Tors as one result.

use super::{Check, Verdict};

impl Check {
    /// Makes one result of the checks of several Tors: the least good one, with the others beside it.
    pub fn of_several(mut checks: Vec<Self>) -> Option<Self> {
        // Of equal ones the first, which is asked without --all too.
        let least = (0..checks.len()).min_by_key(|number| goodness(checks[*number].verdict))?;
        let mut check = checks.remove(least);
        check.others = Some(checks);
        Some(check)
    }
}

/// A sure no is worse than not knowing.
fn goodness(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NotTor => 0,
        Verdict::Unknown => 1,
        Verdict::TorUnlisted => 2,
        Verdict::Tor => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::torcheck::{Reason, Route};

    #[test]
    fn the_least_good_of_several_is_the_result() {
        let check = |verdict, service: &str| Check {
            verdict,
            ..Check::not_asked(Route::None, service.to_owned(), 1, Reason::Timeout)
        };
        let of = |verdicts: &[Verdict]| {
            let checks = verdicts.iter().zip(["a", "b", "c"]).map(|(verdict, name)| check(*verdict, name));
            Check::of_several(checks.collect())
        };
        let least = of(&[Verdict::Tor, Verdict::Unknown, Verdict::NotTor]).unwrap();
        assert_eq!((least.verdict, least.others.unwrap().len()), (Verdict::NotTor, 2));
        assert_eq!(of(&[Verdict::Tor, Verdict::Unknown]).unwrap().verdict, Verdict::Unknown);
        assert_eq!(of(&[Verdict::Tor, Verdict::TorUnlisted]).unwrap().verdict, Verdict::TorUnlisted);
        assert_eq!(of(&[Verdict::Tor, Verdict::Tor]).unwrap().service, "a");
        assert_eq!(of(&[]), None);
    }
}
