//! What must hold of every plan, whatever the data say: computed from the steps, not promised.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::PlanStep;
use crate::policy::migration::Kind;

/// A law that a plan breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breach {
    /// A step needs one that stands after it, or that is not there: a cycle or a dead end.
    OutOfReach {
        /// The step.
        step: String,
        /// What it needs.
        need: String,
    },
    /// A step is due before one that it needs.
    Backwards {
        /// The step.
        step: String,
        /// What it needs.
        need: String,
    },
    /// Something is destroyed, or somebody let in, before a gate that must come first.
    Unguarded {
        /// The step.
        step: String,
        /// The gate.
        gate: &'static str,
    },
}

impl Breach {
    /// Returns the id of the step that comes too early.
    pub fn step(&self) -> &str {
        match self {
            Self::OutOfReach { step, .. } | Self::Backwards { step, .. } | Self::Unguarded { step, .. } => {
                step
            }
        }
    }
}

/// What must be done on every path to a deletion.
const BEFORE_DELETION: [&str; 4] = ["export-received", "quorum", "no-hold", "second-yes"];
/// What must be done on every path to an invitation.
const BEFORE_INVITATION: [&str; 1] = ["verified"];

/// Returns every breach of the laws: the steps can be done in their order, dates never run
/// backwards, nobody is invited before verification, and nothing is deleted before the export has
/// been received (from that very place), the quorum is there, no legal hold stands and a second
/// person has said yes.
pub fn breaches(steps: &[PlanStep<'_>]) -> Vec<Breach> {
    let mut found = Vec::new();
    let mut done: BTreeMap<&str, (&PlanStep<'_>, BTreeSet<&str>)> = BTreeMap::new();
    for step in steps {
        let mut before = BTreeSet::new();
        for need in &step.needs {
            match done.get(need.as_str()) {
                None => found.push(Breach::OutOfReach { step: step.id.clone(), need: need.clone() }),
                Some((needed, earlier)) => {
                    if needed.due > step.due {
                        found.push(Breach::Backwards { step: step.id.clone(), need: need.clone() });
                    }
                    before.extend(earlier.iter().copied());
                    before.insert(need.as_str());
                }
            }
        }
        let guards: &[&'static str] = match step.template.kind {
            Kind::Deletion => &BEFORE_DELETION,
            Kind::Invitation => &BEFORE_INVITATION,
            Kind::Ordinary | Kind::Gate => &[],
        };
        for gate in guards {
            let own = step.platform.map(|platform| format!("{gate}-{}", platform.id));
            let held = before.contains(gate) || own.is_some_and(|own| before.contains(own.as_str()));
            if !held {
                found.push(Breach::Unguarded { step: step.id.clone(), gate });
            }
        }
        done.insert(&step.id, (step, before));
    }
    found
}
