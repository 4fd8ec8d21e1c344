//! The flow of a plan: phases and gates in order.

use jiff::civil::Date;

use super::plan::Plan;
use super::step::PlanStep;
use super::template::StepKind;
use crate::language::Localized;

/// A box or a fork of the flow.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// Steps of one phase, done between two days.
    Work {
        /// The phase.
        title: &'a Localized,
        /// The numbers of its first and last step, from 1.
        steps: (usize, usize),
        /// The days by which these are done.
        days: (Date, Date),
    },
    /// A gate: the flow stops here until its condition holds.
    Gate {
        /// Number of the step, from 1.
        number: usize,
        /// The question that must be answered with yes.
        condition: &'a Localized,
        /// What to do when it is not.
        back: Option<&'a Localized>,
        /// The step, for the names in its texts.
        step: usize,
    },
}

/// Returns the flow of a plan. A gate that is repeated for several old apps is drawn once.
pub fn flowchart<'a>(plan: &Plan<'a>) -> Vec<Node<'a>> {
    let mut nodes: Vec<Node<'a>> = Vec::new();
    let mut phase = "";
    let mut gate = "";
    for (index, step) in plan.steps.iter().enumerate() {
        let PlanStep { template, due, .. } = step;
        if template.kind == StepKind::Gate {
            if template.id != gate
                && let Some(condition) = &template.gate
            {
                nodes.push(Node::Gate {
                    number: index + 1,
                    condition,
                    back: template.back.as_ref(),
                    step: index,
                });
            }
            gate = &template.id;
            continue;
        }
        match nodes.last_mut() {
            Some(Node::Work { steps, days, .. }) if phase == template.phase => {
                steps.1 = index + 1;
                days.1 = *due;
            }
            _ => {
                let Some(found) = plan.template.phases.iter().find(|phase| phase.id == template.phase) else {
                    continue;
                };
                let begin = index.checked_sub(1).map_or(plan.group.start, |before| plan.steps[before].due);
                nodes.push(Node::Work {
                    title: &found.title,
                    steps: (index + 1, index + 1),
                    days: (begin, *due),
                });
            }
        }
        phase = &template.phase;
    }
    nodes
}
