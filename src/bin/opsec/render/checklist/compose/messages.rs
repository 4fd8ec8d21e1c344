//! The messages and letters of a plan.

use opsec::checklist::template::{Message, Scope};
use opsec::review::{Review, leaving};

use super::super::PlanView;
use super::numbers;
use crate::render::document::{Block, Document, Fact, Facts, Message as MessageBlock, Sentence};
use crate::words::checklist as words;

pub(super) fn messages(view: &PlanView<'_>, document: &mut Document) {
    let used = used_messages(view);
    if used.is_empty() {
        return;
    }
    document.blocks.push(Block::Break);
    document.blocks.push(Block::Heading(words::messages_heading(view.language).into()));
    for (message, app) in used {
        let block = message_block(view, message, app, &mut document.facts);
        document.blocks.push(Block::Message(block));
    }
}

/// The messages that steps of this plan send; some once for every app that is left.
pub(in super::super) fn used_messages<'v>(view: &'v PlanView<'_>) -> Vec<(&'v Message, Option<&'v Review>)> {
    let steps = view.plan.steps.iter();
    let used: Vec<_> = steps.flat_map(|step| &step.template.messages).collect();
    let all = view.plan.template.messages.iter().filter(|message| used.contains(&&message.id));
    all.flat_map(|message| match message.scope {
        Some(Scope::Platform) => view.plan.group.from.iter().map(|app| (message, Some(*app))).collect(),
        _ => vec![(message, None)],
    })
    .collect()
}

/// A message with its names filled in.
pub(in super::super) fn message_block(
    view: &PlanView<'_>,
    message: &Message,
    app: Option<&Review>,
    facts: &mut Facts,
) -> MessageBlock {
    let group = &view.plan.group;
    let mut names = view.plan.names_for(app);
    names.insert("reason", words::announcement::reason(view.language, &group.from, group.to));
    let fill = |text: &str| opsec::checklist::fill(text, &names);
    let rests_on = numbers(view, &message.claims, facts);
    let mut when = Sentence::from(fill(message.when.text(view.language))).resting_on(rests_on);
    match app.and_then(|app| app.leaving.as_ref()?.step(leaving::Part::Contact)) {
        Some(leaving::Step::Known { evidence, .. }) => {
            when = when.resting_on([facts.number(Fact::from(evidence))]);
        }
        Some(leaving::Step::Unknown(searched)) => {
            when = when.then(words::contact_not_known(view.language, searched).into());
        }
        None => {}
    }
    MessageBlock {
        title: fill(message.title.text(view.language)),
        when,
        text: fill(message.text.text(view.language)).trim_end().to_owned(),
    }
}
