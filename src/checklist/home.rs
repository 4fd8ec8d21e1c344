//! Whether a place may be the new home, and which one is offered.

use crate::policy::migration::Migration;
use crate::policy::{Collection, Kind, Profile, Review, Rubric, Status};
use crate::rate::{Assessment, Gates, Reason, assess};

use jiff::civil::Date;

/// Why a place is no home for this group.
#[derive(Clone, Debug)]
pub enum Objection<'a> {
    /// It is one of the places that are left.
    SamePlace,
    /// It is no chat.
    NotAChat(Kind),
    /// Only how to leave it is known.
    NotReviewed,
    /// It is gone.
    Discontinued,
    /// It may soon be gone.
    AtRisk,
    /// Gates that are closed.
    Closed(Vec<Reason<'a>>),
    /// Gates of which it is not known whether they are open.
    NotKnown(Vec<Reason<'a>>),
}

impl Objection<'_> {
    /// Whether a group may decide to live with it; a place cannot move to itself.
    pub fn can_be_overruled(&self) -> bool {
        matches!(self, Self::AtRisk | Self::Closed(_) | Self::NotKnown(_))
    }
}

/// Returns everything that speaks against a home; nothing for one that the gates clear.
pub fn objections<'a>(home: &Assessment<'a>, from: &[&Review]) -> Vec<Objection<'a>> {
    let review = home.review;
    let mut found = Vec::new();
    if from.iter().any(|place| place.id == review.id) {
        found.push(Objection::SamePlace);
    }
    if review.kind != Kind::Chat {
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
    match &home.gates {
        Gates::Open | Gates::None => {}
        Gates::Closed(reasons) => found.push(Objection::Closed(reasons.clone())),
        Gates::NotKnown(reasons) => found.push(Objection::NotKnown(reasons.clone())),
    }
    found
}

/// Returns the first home of the migration data against which nothing speaks.
pub fn default_home<'a>(
    migration: &Migration,
    reviews: &'a Collection,
    rubric: &'a Rubric,
    profile: &'a Profile,
    from: &[&Review],
    today: Date,
) -> Option<&'a Review> {
    let known = migration.homes.iter().filter_map(|home| reviews.get(&home.id));
    known.into_iter().find(|review| objections(&assess(review, rubric, profile, today), from).is_empty())
}
