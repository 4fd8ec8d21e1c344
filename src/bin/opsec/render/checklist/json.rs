//! A plan for programs.

use opsec::checklist::{How, Node, PlanStep, Waited};
use opsec::policy::Step;
use opsec::policy::migration::{Kind, Role, Scope};
use serde_json::{Map, Value, json};

use super::compose::{self, step_block};
use super::sheet::{Block, Sheet, unmarked};
use super::{PlanView, Shown, slips, words};

pub(super) fn plan(view: &PlanView, nodes: &[Node<'_>]) -> Value {
    let plan = &view.plan;
    let group = &plan.group;
    let mut value = Map::new();
    let mut put = |key: &str, said: Value| value.insert(key.to_owned(), said);
    put("schema", json!(1));
    put("data_date", json!(view.data.date.max(plan.migration.date).to_string()));
    put("as_of", json!(view.today.to_string()));
    put("profile", json!(group.profile.id));
    put("risk", json!(group.profile.risk));
    put("from", group.from.iter().map(|place| json!(place.id)).collect());
    put("to", json!(group.to.id));
    put("members", json!(group.members));
    put("verifiers", json!(plan.verifiers));
    put("quorum", json!(plan.quorum));
    put("groups", json!(plan.groups));
    put("start", json!(group.start.to_string()));
    put("cut_over", json!(plan.due("cut-over").map(|day| day.to_string())));
    put("end", json!(plan.end().to_string()));
    put("minutes", json!(plan.minutes()));
    put("objections", view.objections.iter().flat_map(words::objection_sentences).collect());
    match &view.shown {
        Shown::Chart => put("chart", chart(view, nodes)),
        Shown::Slips(names) => put("slips", slip_list(view, names.as_deref())),
        Shown::Plan => {
            put(
                "questions",
                plan.migration.questions.iter().map(|question| json!(question.english())).collect(),
            );
            let mut sheet = compose::plan(view);
            put(
                "steps",
                plan.steps
                    .iter()
                    .enumerate()
                    .map(|(index, one)| step(view, index, one, &mut sheet))
                    .collect(),
            );
            put("messages", messages(&sheet.blocks));
            put("facts", sheet.facts.0.iter().map(|fact| json!({
                "note": fact.note, "sources": fact.sources, "checked": fact.checked.to_string(), "confidence": fact.confidence,
            })).collect())
        }
    };
    Value::Object(value)
}

fn step(view: &PlanView, index: usize, step: &PlanStep<'_>, sheet: &mut Sheet) -> Value {
    let template = step.template;
    let block = step_block(view, Some(index + 1), step, &mut sheet.facts);
    let mut value = json!({
        "number": index + 1,
        "id": step.id,
        "phase": template.phase,
        "kind": match template.kind {
            Kind::Ordinary => "ordinary",
            Kind::Gate => "gate",
            Kind::Invitation => "invitation",
            Kind::Deletion => "deletion",
        },
        "scope": match template.scope {
            Scope::Group => "group",
            Scope::Member => "member",
            Scope::Platform => "platform",
        },
        "platform": step.platform.map(|place| place.id.as_str()),
        "role": match template.role {
            Role::Lead => "lead",
            Role::Verifier => "verifier",
            Role::Owner => "owner",
            Role::Member => "member",
        },
        "needs": step.needs,
        "due": step.due.to_string(),
        "wait": step.waited.map(|waited| json!({
            "days": waited.days(),
            "basis": match waited {
                Waited::Sourced(_) => "source",
                Waited::Assumed(_) => "assumption",
                Waited::Reckoned(_) => "pace",
            },
        })),
        "minutes": step.minutes,
        "title": block.title,
        "gate": block.gate,
        "known": !matches!(step.how, How::Leaving(Step::Unknown(_))),
        "commands": block.commands,
        "messages": template.messages,
    });
    for (label, text) in &block.lines {
        let (text, facts) = unmarked(text);
        value[label] = json!(text);
        if *label == "how" {
            value["facts"] = json!(facts);
        }
    }
    value
}

fn messages(blocks: &[Block]) -> Value {
    let message = |block: &Block| match block {
        Block::Message(message) => {
            Some(json!({"title": message.title, "when": message.when, "text": message.text}))
        }
        _ => None,
    };
    blocks.iter().filter_map(message).collect()
}

fn chart(view: &PlanView, nodes: &[Node<'_>]) -> Value {
    let threats: Vec<Value> = view
        .threats
        .iter()
        .map(|threat| json!({"profile": threat.profile.id, "homes": threat.homes}))
        .collect();
    let flow: Vec<Value> = nodes
        .iter()
        .map(|node| match node {
            Node::Work { title, steps, days } => json!({
                "kind": "work", "title": title.english(), "steps": [steps.0, steps.1],
                "from": days.0.to_string(), "to": days.1.to_string(),
            }),
            Node::Gate { number, condition, back, step } => {
                let step = &view.plan.steps[*step];
                json!({
                    "kind": "gate", "step": number, "condition": view.plan.fill_for(step, condition.english()),
                    "otherwise": view.plan.fill_for(step, back.english()),
                })
            }
        })
        .collect();
    json!({"threats": threats, "flow": flow})
}

fn slip_list(view: &PlanView, names: Option<&[String]>) -> Value {
    let mut list = Vec::new();
    for block in slips::slips(view, names).blocks {
        match block {
            Block::Heading(title) => list.push(json!({"title": title, "steps": [], "signs": []})),
            Block::Step(step) => {
                if let Some(steps) = list.last_mut().and_then(|slip| slip["steps"].as_array_mut()) {
                    steps.push(json!({
                        "id": step.id, "due": step.due.to_string(), "title": step.title,
                        "how": step.lines.first().map(|(_, text)| text),
                    }));
                }
            }
            Block::Bullets(lines) => {
                if let Some(slip) = list.last_mut() {
                    slip["signs"] = json!(lines);
                }
            }
            _ => {}
        }
    }
    Value::Array(list)
}
