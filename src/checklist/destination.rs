//! Objections to an app as a destination, and the default destination.

use jiff::civil::Date;

use super::template::{Danger, Template};
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
    /// It may shut down soon, or nobody maintains it.
    AtRisk,
    /// These gates are closed.
    Closed(Vec<GateReason<'a>>),
    /// These gates may be closed: too little is known.
    NotKnown(Vec<GateReason<'a>>),
    /// There are no instructions for some of what a group needs in it.
    NoInstructions,
    /// It works, but these gates are open only on conditions.
    Conditional(Vec<GateReason<'a>>),
}

impl Objection<'_> {
    /// Whether a group may decide to accept it; an app cannot be both left and moved to.
    pub fn can_be_overruled(&self) -> bool {
        matches!(self, Self::AtRisk | Self::Closed(_) | Self::NotKnown(_) | Self::NoInstructions)
            || self.is_condition()
    }

    /// Whether it is a condition, which the plan states and doesn't refuse.
    pub fn is_condition(&self) -> bool {
        matches!(self, Self::Conditional(_))
    }
}

/// Returns every objection to moving to an app; none if every gate is open.
pub fn objections<'a>(
    template: &Template,
    destination: &Assessment<'a>,
    from: &[&Review],
) -> Vec<Objection<'a>> {
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
        Gates::Open | Gates::None | Gates::AtRisk => {}
        Gates::Closed(reasons) => found.push(Objection::Closed(reasons.clone())),
        Gates::NotKnown(reasons) => found.push(Objection::NotKnown(reasons.clone())),
        Gates::Conditional(reasons) => found.push(Objection::Conditional(reasons.clone())),
    }
    if !template.destination(&review.id).is_some_and(super::template::Destination::is_complete) {
        found.push(Objection::NoInstructions);
    }
    found
}

/// Returns the first destination of the danger's playbook without an objection, or else the first whose
/// gates are open on conditions.
pub fn default_destination<'a>(
    template: &Template,
    reviews: &'a Collection,
    rubric: &'a Rubric,
    profile: &'a Profile,
    from: &[&Review],
    today: Date,
) -> Option<&'a Review> {
    let playbook = profile.id.parse::<Danger>().ok().and_then(|danger| template.playbook(danger))?;
    let known: Vec<_> = playbook.destinations.iter().filter_map(|id| reviews.get(id)).collect();
    let objections_to = |review| objections(template, &assess(review, rubric, profile, today), from);
    let suits = |on_conditions: bool| {
        let is_fine = |objection: &Objection<'_>| on_conditions && objection.is_condition();
        known.iter().copied().find(|review| objections_to(review).iter().all(is_fine))
    };
    suits(false).or_else(|| suits(true))
}
