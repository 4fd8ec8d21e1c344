//! The sentences about an app's rating.

use jiff::civil::Date;
use opsec::policy::Kind;
use opsec::rate::{Reason, State};

use super::common::capitalised;

sentences! {
    fn kind(kind: Kind) -> &'static str {
        English => match kind {
            Kind::Chat => "chat",
            Kind::Mail => "mail",
            Kind::Sharing => "sharing",
            Kind::Browser => "browser",
        }
    }

    /// One sentence for a gate that isn't open: the answer, and since when it's only the last known.
    fn gate_reason(reason: &Reason<'_>) -> String {
        English => {
            let label = capitalised(reason.judged.question.label.english());
            match reason.judged.state {
                State::Known(choice, _) => format!("{label}: {}.", choice.text),
                State::Expired(choice, evidence) => {
                    format!("{label}: {} (last known {}).", choice.text, month(evidence.checked))
                }
                State::Disputed(choice, _) => format!("{label}: {}, but sources disagree.", choice.text),
                State::Unknown(searched) => format!("{label}: not known; {}.", searched.trim_end_matches('.')),
                State::NotApplicable(why) => format!("{label}: doesn't apply; {}.", why.trim_end_matches('.')),
            }
        }
    }
}

fn month(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}
