//! Objections to an app as a destination, and the default destination.

use jiff::civil::Date;

use super::template::Template;
use crate::rate::{Assessment, GateReason, Gates, Profile, assess};
use crate::review::{Collection, PlatformKind, Review, Rubric, Status};

/// An objection to an app as this group's destination.
#[derive(Clone, Debug)]
pub enum Objection<'a> {
    /// The group is leaving this app.
    SameApp,
    /// It is not a chat app.
    NotAChat(PlatformKind),
    /// It is not reviewed; only how to leave it is known.
    NotReviewed,
    /// It has shut down.
    Discontinued,
    /// It may shut down soon.
    AtRisk,
    /// These gates are closed.
    Closed(Vec<GateReason<'a>>),
    /// These gates may be closed: too little is known.
    NotKnown(Vec<GateReason<'a>>),
}

impl Objection<'_> {
    /// Whether a group may decide to accept it; an app cannot be both left and moved to.
    pub fn can_be_overruled(&self) -> bool {
        matches!(self, Self::AtRisk | Self::Closed(_) | Self::NotKnown(_))
    }
}

/// Returns every objection to moving to an app; none if every gate is open.
pub fn objections<'a>(destination: &Assessment<'a>, from: &[&Review]) -> Vec<Objection<'a>> {
    let review = destination.review;
    let mut found = Vec::new();
    if from.iter().any(|app| app.id == review.id) {
        found.push(Objection::SameApp);
    }
    if review.kind != PlatformKind::Chat {
        found.push(Objection::NotAChat(review.kind));
        return found;
    }
    match review.status {
        Status::Active => {}
        Status::AtRisk => found.push(Objection::AtRisk),
        Status::Discontinued => found.push(Objection::Discontinued),
    }
    if review.answers.is_empty() {
        found.push(Objection::NotReviewed);
        return found;
    }
    match &destination.gates {
        Gates::Open | Gates::None => {}
        Gates::Closed(reasons) => found.push(Objection::Closed(reasons.clone())),
        Gates::NotKnown(reasons) => found.push(Objection::NotKnown(reasons.clone())),
    }
    found
}

/// Returns the first destination of the template without an objection.
pub fn default_destination<'a>(
    template: &Template,
    reviews: &'a Collection,
    rubric: &'a Rubric,
    profile: &'a Profile,
    from: &[&Review],
    today: Date,
) -> Option<&'a Review> {
    let mut known = template.destinations.iter().filter_map(|destination| reviews.get(&destination.id));
    known.find(|review| objections(&assess(review, rubric, profile, today), from).is_empty())
}
