//! Who can read a group's messages in an app, as far as its review says: what an announcement may claim.

use crate::review::{Confidence, Given, Origin, Review};

/// Who can read a group's messages in an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The app's operator can.
    Operator,
    /// The app's operator can, unless members switch encryption on.
    OperatorByDefault,
    /// Only members can, but the operator keeps much of who talks to whom.
    MembersButWatched,
    /// Only members can.
    Members,
}

/// Returns who can read a group's messages in an app; `None` if its review doesn't settle it.
pub fn access(app: &Review) -> Option<Access> {
    let is_watched = matches!(answer(app, "metadata.kept"), Some("long-logs" | "used-or-shared"));
    match answer(app, "e2ee.group")? {
        "none" => Some(Access::Operator),
        "opt-in" => Some(Access::OperatorByDefault),
        "default" | "always" if is_watched => Some(Access::MembersButWatched),
        "default" | "always" => Some(Access::Members),
        _ => None,
    }
}

/// The option that a person chose on undisputed evidence.
fn answer<'a>(app: &'a Review, question: &str) -> Option<&'a str> {
    match &app.answer(question)?.given {
        Given::Option(option, evidence)
            if evidence.confidence != Confidence::Disputed && app.origin == Origin::Reviewed =>
        {
            Some(option)
        }
        _ => None,
    }
}
