//! Which app is for which danger, and the flow of a plan as a picture.

use opsec::checklist::{Node, flowchart as nodes};

use super::super::{PlanView, Threat};
use crate::render::document::{Block, Document, Flow, FlowNode, Pair, Pairs};
use crate::words::checklist as words;

/// Which app is for which threat, and the flow as a picture.
pub(super) fn threats_and_flow(view: &PlanView<'_>, document: &mut Document) {
    let title = words::threats_heading(view.language).into();
    document.blocks.extend([
        Block::Subheading { title, why: None },
        Block::Pairs(threats(view)),
        Block::Flow(flow(view)),
    ]);
}

/// Which apps suit which profile; the group's own is marked.
fn threats(view: &PlanView<'_>) -> Pairs {
    let language = view.language;
    let pair = |threat: &Threat<'_>| {
        let own = threat.profile == view.plan.group.profile.id;
        let destinations = if threat.destinations.is_empty() {
            words::no_destination_known(language).to_owned()
        } else {
            threat.destinations.join(", ")
        };
        Pair::new(words::threat(language, threat.profile, own), destinations)
    };
    view.threats.iter().map(pair).collect()
}

fn flow(view: &PlanView<'_>) -> Flow {
    let language = view.language;
    let node = |node: Node<'_>| match node {
        Node::Work { title, steps, days } => FlowNode::Work {
            title: title.text(language).to_owned(),
            detail: words::work(language, steps.0, steps.1, days.0, days.1),
        },
        Node::Gate { number, condition, back, step } => {
            let step = &view.plan.steps[step];
            let condition = view.plan.fill_for(step, condition.text(view.language));
            FlowNode::Gate {
                condition: words::gate(language, number, &condition),
                otherwise: view.plan.fill_for(step, back.map_or("", |back| back.text(view.language))),
            }
        }
    };
    Flow {
        title: words::flow_title(language),
        description: words::flow_description(language),
        yes: words::yes(language),
        no: words::no(language),
        nodes: nodes(&view.plan).into_iter().map(node).collect(),
    }
}
