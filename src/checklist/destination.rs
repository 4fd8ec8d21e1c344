//! Whether a group may move to an app, and which one is offered.

use jiff::civil::Date;

use super::template::Template;
use crate::rate::{Assessment, GateReason, Gates, Profile, assess};
use crate::review::{Collection, PlatformKind, Review, Rubric, Status};

/// Why this group should not move to an app.
#[derive(Clone, Debug)]
pub enum Objection<'a> {
    /// It is one of the places that are left.
    SamePlace,
    /// It is no chat.
    NotAChat(PlatformKind),
    /// Only how to leave it is known.
    NotReviewed,
    /// It is gone.
    Discontinued,
    /// It may soon be gone.
    AtRisk,
    /// Gates that are closed.
    Closed(Vec<GateReason<'a>>),
    /// Gates of which it is not known whether they are open.
    NotKnown(Vec<GateReason<'a>>),
}

impl Objection<'_> {
    /// Whether a group may decide to live with it; a place cannot move to itself.
    pub fn can_be_overruled(&self) -> bool {
        matches!(self, Self::AtRisk | Self::Closed(_) | Self::NotKnown(_))
    }
}

/// Returns everything that speaks against moving to an app; nothing for one that the gates clear.
pub fn objections<'a>(destination: &Assessment<'a>, from: &[&Review]) -> Vec<Objection<'a>> {
    let review = destination.review;
    let mut found = Vec::new();
    if from.iter().any(|place| place.id == review.id) {
        found.push(Objection::SamePlace);
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

/// Returns the first destination of the template against which nothing speaks.
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
