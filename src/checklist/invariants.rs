//! Invariants of every plan, checked on its steps whatever the data say.

use std::collections::{BTreeMap, BTreeSet};

use super::step::PlanStep;
use super::template::StepKind;
use crate::review::leaving::Part;

/// An invariant that a plan violates.
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
    /// Something is destroyed, or someone is let in, before a gate that must come first.
    #[error("`{step}` comes before the gate `{gate}`")]
    Unguarded {
        /// The step.
        step: String,
        /// The gate.
        gate: &'static str,
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
    /// Returns the id of the step that comes too early.
    pub fn step(&self) -> &str {
        match self {
            Self::OutOfReach { step, .. }
            | Self::Backwards { step, .. }
            | Self::Unguarded { step, .. }
            | Self::AccountGone { account: step, .. } => step,
        }
    }
}

/// Steps that must come before every deletion.
const BEFORE_DELETION: [&str; 4] = ["export-received", "quorum", "no-hold", "second-yes"];
/// Steps that must come before every invitation.
const BEFORE_INVITATION: [&str; 1] = ["verified"];

/// Returns every violation of the invariants: the steps can be done in their order, dates never run
/// backwards, nobody is invited before verification, and nothing is deleted before the export has
/// been received (from that same app), the quorum is there, no legal hold applies and a second
/// person has said yes. An account goes last of all that is done in its app, unless the app's review says
/// what can still be done without it.
pub fn violations(steps: &[PlanStep<'_>]) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut done: BTreeMap<&str, (&PlanStep<'_>, BTreeSet<&str>)> = BTreeMap::new();
    for step in steps {
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
        let guards: &[&'static str] = match step.template.kind {
            StepKind::Deletion => &BEFORE_DELETION,
            StepKind::Invitation => &BEFORE_INVITATION,
            StepKind::Ordinary | StepKind::Gate => &[],
        };
        for gate in guards {
            let own = step.platform.map(|platform| format!("{gate}-{}", platform.id));
            let held = before.contains(gate) || own.is_some_and(|own| before.contains(own.as_str()));
            if !held {
                found.push(Violation::Unguarded { step: step.id.clone(), gate });
            }
        }
        if step.template.leaving == Some(Part::Account) && step.template.kind == StepKind::Deletion {
            let open = steps.iter().filter(|other| needs_account(other, step));
            let open = open.filter(|other| !before.contains(other.id.as_str()));
            found.extend(
                open.map(|open| Violation::AccountGone { account: step.id.clone(), step: open.id.clone() }),
            );
        }
        done.insert(&step.id, (step, before));
    }
    found
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
        Some(Part::Residue | Part::Contact) | None => step.template.kind == StepKind::Deletion,
    }
}
