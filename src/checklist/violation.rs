//! Checks a plan against the laws of its danger.

use std::collections::{BTreeMap, BTreeSet};

use super::laws::Laws;
use super::plan::Plan;
use super::step::PlanStep;
use super::template::{Condition, MessageKind, StepKind};
use crate::review::leaving::Part;

/// A law that a plan breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// A step needs one that comes after it or is missing: a cycle or a dead end.
    #[error("`{step}` needs `{need}`, which does not come before it")]
    OutOfReach {
        /// The step.
        step: String,
        /// What it needs.
        need: String,
    },
    /// A step is due before one that it needs.
    #[error("`{step}` is due before `{need}`, which it needs")]
    Backwards {
        /// The step.
        step: String,
        /// What it needs.
        need: String,
    },
    /// Something is destroyed, announced, or someone is let in, before something that must be settled first.
    #[error("`{step}` comes before `{condition:?}` is settled")]
    Unguarded {
        /// The step.
        step: String,
        /// What is not settled.
        condition: Condition,
    },
    /// Something is settled in the way of another danger.
    #[error("`{step}` settles `{condition:?}`, which is no way for this danger")]
    WrongWay {
        /// The step.
        step: String,
        /// The way.
        condition: Condition,
    },
    /// A step does what is never done in this danger.
    #[error("`{step}` does what is never done in this danger")]
    Forbidden {
        /// The step.
        step: String,
    },
    /// An account is deleted while something that is done with it is still to come.
    #[error("`{account}` comes before `{step}`, which needs the account")]
    AccountGone {
        /// The step that deletes the account.
        account: String,
        /// The step that needs it.
        step: String,
    },
}

impl Violation {
    /// Returns the id of the step that breaks the law.
    pub fn step(&self) -> &str {
        match self {
            Self::OutOfReach { step, .. }
            | Self::Backwards { step, .. }
            | Self::Unguarded { step, .. }
            | Self::WrongWay { step, .. }
            | Self::Forbidden { step }
            | Self::AccountGone { account: step, .. } => step,
        }
    }
}

/// Returns every law that a plan breaks: its steps can be done in their order, dates never run backwards,
/// what must be settled first is settled first and in the way of the danger, what is never done is not
/// done, and an account goes last of all that is done in its app, unless the app's review says what can
/// still be done without it.
pub fn violations(plan: &Plan<'_>) -> Vec<Violation> {
    let laws = super::laws(plan.playbook.danger);
    let mut found = Vec::new();
    let mut done: BTreeMap<&str, (&PlanStep<'_>, BTreeSet<&str>)> = BTreeMap::new();
    for step in &plan.steps {
        let mut before = BTreeSet::new();
        for need in &step.needs {
            match done.get(need.as_str()) {
                None => found.push(Violation::OutOfReach { step: step.id.clone(), need: need.clone() }),
                Some((needed, earlier)) => {
                    if needed.due > step.due {
                        found.push(Violation::Backwards { step: step.id.clone(), need: need.clone() });
                    }
                    before.extend(earlier.iter().copied());
                    before.insert(need.as_str());
                }
            }
        }
        let settled: BTreeSet<Condition> = settled(step, &before, &done);
        let missing = guards(plan, step, laws).into_iter().filter(|condition| !settled.contains(condition));
        found.extend(missing.map(|condition| Violation::Unguarded { step: step.id.clone(), condition }));
        let wrong = step.template.settles.iter().filter(|condition| !laws.allows(**condition));
        found.extend(wrong.map(|way| Violation::WrongWay { step: step.id.clone(), condition: *way }));
        if is_forbidden(plan, step, laws) {
            found.push(Violation::Forbidden { step: step.id.clone() });
        }
        if step.template.leaving == Some(Part::Account) && step.template.kind == StepKind::Deletion {
            let open = plan.steps.iter().filter(|other| needs_account(other, step));
            let open = open.filter(|other| !before.contains(other.id.as_str()));
            found.extend(
                open.map(|open| Violation::AccountGone { account: step.id.clone(), step: open.id.clone() }),
            );
        }
        done.insert(&step.id, (step, before));
    }
    found
}

/// What is settled when a step begins: by the steps before it that are about the same app, or about none.
fn settled(
    step: &PlanStep<'_>,
    before: &BTreeSet<&str>,
    done: &BTreeMap<&str, (&PlanStep<'_>, BTreeSet<&str>)>,
) -> BTreeSet<Condition> {
    let earlier = before.iter().filter_map(|id| done.get(id)).map(|(step, _)| *step);
    let here = |other: &PlanStep<'_>| match (other.platform, step.platform) {
        (Some(other), Some(own)) => other.id == own.id,
        _ => true,
    };
    earlier.filter(|other| here(other)).flat_map(|other| other.template.settles.iter().copied()).collect()
}

/// What must be settled before a step.
fn guards(plan: &Plan<'_>, step: &PlanStep<'_>, laws: Laws) -> Vec<Condition> {
    match step.template.kind {
        StepKind::Deletion => laws.before_deletion().to_vec(),
        StepKind::Invitation => laws.before_invitation().to_vec(),
        // To announce a move is to invite an attack on accounts that nobody has secured yet.
        StepKind::Ordinary | StepKind::Gate if sends(plan, step, &[MessageKind::Announcement]) => {
            vec![laws.keep, Condition::OldSecured]
        }
        StepKind::Ordinary | StepKind::Gate => Vec::new(),
    }
}

fn is_forbidden(plan: &Plan<'_>, step: &PlanStep<'_>, laws: Laws) -> bool {
    let deletes = step.template.kind == StepKind::Deletion && !laws.deletes;
    let part = step.template.leaving.is_some_and(|part| laws.no_parts.contains(&part));
    deletes || part || sends(plan, step, laws.no_messages)
}

/// Whether a step sends a message of one of these kinds.
fn sends(plan: &Plan<'_>, step: &PlanStep<'_>, kinds: &[MessageKind]) -> bool {
    let messages = plan.template.messages.iter();
    let mut sent = messages.filter(|message| step.template.messages.contains(&message.id));
    sent.any(|message| kinds.contains(&message.kind))
}

/// Whether a step is done in the app of an account, and so before the account is deleted.
fn needs_account(step: &PlanStep<'_>, account: &PlanStep<'_>) -> bool {
    let Some(app) = step.platform.filter(|app| account.platform.is_some_and(|other| other.id == app.id))
    else {
        return false;
    };
    match step.template.leaving {
        Some(Part::Account) => false,
        Some(part @ (Part::Export | Part::Messages | Part::Community)) => {
            !app.leaving.as_ref().is_some_and(|leaving| leaving.is_after_account(part))
        }
        Some(Part::Secure) => true,
        Some(Part::Residue | Part::Contact) | None => step.template.kind == StepKind::Deletion,
    }
}
