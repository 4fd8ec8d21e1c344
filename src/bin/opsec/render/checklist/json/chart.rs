//! The flow of a plan as JSON.

use jiff::civil::Date;
use opsec::checklist::{Node, flowchart};
use schemars::JsonSchema;
use serde::Serialize;

use crate::render::checklist::PlanView;
use crate::render::json::Day;

/// The flow of a plan.
#[derive(JsonSchema, Serialize)]
pub(super) struct ChartJson<'a> {
    /// The profiles, with the apps that are private enough for each.
    threats: Vec<ThreatJson<'a>>,
    /// The boxes and gates of the flow, from top to bottom.
    flow: Vec<NodeJson>,
}

/// A profile with its apps.
#[derive(JsonSchema, Serialize)]
struct ThreatJson<'a> {
    /// The ID of the profile.
    profile: &'a str,
    /// The names of the apps that are private enough for it, the best first.
    #[serde(rename = "homes")]
    destinations: &'a [&'a str],
}

/// A box or gate of the flow.
#[derive(Default, JsonSchema, Serialize)]
struct NodeJson {
    /// Whether it's a box or a gate.
    kind: NodeKindJson,
    /// What the box is about; null for a gate.
    title: Option<String>,
    /// The numbers of the first and last step in the box; null for a gate.
    steps: Option<(usize, usize)>,
    /// The first day of the box; null for a gate.
    #[schemars(with = "Option<Day>")]
    from: Option<Date>,
    /// The last day of the box; null for a gate.
    #[schemars(with = "Option<Day>")]
    to: Option<Date>,
    /// The number of the step that is the gate; null for a box.
    step: Option<usize>,
    /// What must be true to go on; null for a box.
    condition: Option<String>,
    /// What to do if it isn't; null for a box.
    otherwise: Option<String>,
}

/// The kind of a node.
#[derive(Clone, Copy, Default, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
enum NodeKindJson {
    /// A box: steps of one phase.
    #[default]
    Work,
    /// A gate: the plan stops here until its condition is true.
    Gate,
}

pub(super) fn chart<'a>(view: &'a PlanView<'_>) -> ChartJson<'a> {
    let threats = view
        .threats
        .iter()
        .map(|threat| ThreatJson { profile: threat.profile, destinations: &threat.destinations })
        .collect();
    ChartJson { threats, flow: flowchart(&view.plan).into_iter().map(|one| node(view, one)).collect() }
}

fn node(view: &PlanView<'_>, node: Node<'_>) -> NodeJson {
    match node {
        Node::Work { title, steps, days: (from, to) } => NodeJson {
            kind: NodeKindJson::Work,
            title: Some(title.text(view.language).to_owned()),
            steps: Some(steps),
            from: Some(from),
            to: Some(to),
            ..NodeJson::default()
        },
        Node::Gate { number, condition, back, step } => {
            let step = &view.plan.steps[step];
            NodeJson {
                kind: NodeKindJson::Gate,
                step: Some(number),
                condition: Some(view.plan.fill_for(step, condition.text(view.language))),
                otherwise: back.map(|back| view.plan.fill_for(step, back.text(view.language))),
                ..NodeJson::default()
            }
        }
    }
}
