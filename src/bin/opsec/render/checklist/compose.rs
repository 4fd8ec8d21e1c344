//! Writes a plan down on a sheet, in the order in which it is read and done.

use opsec::checklist::{How, PlanStep};
use opsec::policy::Step;
use opsec::policy::migration::{Aspect, Kind, Message, Said, Scope};

use super::sheet::{Block, FactLine, Facts, MessageBlock, Sheet, StepBlock};
use super::{PlanView, words};
use crate::render::layout::{capitalised, listed};
use crate::ui::harmless;

/// The whole plan.
pub(super) fn plan(view: &PlanView) -> Sheet {
    let mut sheet = Sheet { title: title(view), ..Sheet::default() };
    head(view, &mut sheet);
    sheet.blocks.push(Block::Heading("Four questions first".to_owned()));
    let questions = view.plan.migration.questions.iter().map(ToString::to_string);
    sheet.blocks.push(Block::Bullets(questions.collect()));
    gates(view, &mut sheet);
    sheet.blocks.push(Block::Heading("The steps".to_owned()));
    steps(view, &mut sheet);
    sheet.blocks.push(Block::Break);
    signs(view, &mut sheet);
    channels(view, &mut sheet);
    stragglers(view, &mut sheet);
    messages(view, &mut sheet);
    foot(view, &mut sheet);
    sheet
}

/// The flow alone.
pub(super) fn chart(view: &PlanView) -> Sheet {
    let mut sheet = Sheet { title: title(view), ..Sheet::default() };
    sheet.blocks.push(Block::Chart);
    if view.general {
        sheet.blocks.push(Block::Paragraph(make_it_yours()));
    }
    sheet
}

fn title(view: &PlanView) -> String {
    let group = &view.plan.group;
    let from: Vec<_> = group.from.iter().map(|place| harmless(&place.name)).collect();
    let from: Vec<_> = from.iter().map(String::as_str).collect();
    format!(
        "{} → {}: a group of {} moves",
        capitalised(&listed(&from)),
        harmless(&group.to.name),
        group.members
    )
}

fn make_it_yours() -> String {
    "This is the general plan. Make it yours: opsec checklist --from discord --members 12 --profile friends"
        .to_owned()
}

fn head(view: &PlanView, sheet: &mut Sheet) {
    let plan = &view.plan;
    let group = &plan.group;
    let days = group.start.until(plan.end()).map_or(0, |span| span.get_days());
    let mut pairs = vec![
        ("profile".to_owned(), format!("{} ({})", group.profile.id, group.profile.attackers)),
        ("from".to_owned(), words::day(group.start)),
        ("all in the new place".to_owned(), plan.due("cut-over").map_or_else(String::new, words::day)),
        ("to the last look back".to_owned(), format!("{}, {days} days", words::day(plan.end()))),
    ];
    if let Some(groups) = plan.groups.filter(|groups| *groups > 1) {
        let limit = plan.migration.destination(&group.to.id).and_then(|home| home.limit.as_ref());
        if let Some(limit) = limit {
            let mark = marks(view, &mut sheet.facts, &limit.claims);
            let text = format!("{groups}: one holds at most {} people{mark}", limit.people);
            pairs.push(("groups in the new place".to_owned(), text));
        }
    }
    sheet.blocks.push(Block::Pairs(pairs));
    if view.general {
        sheet.blocks.push(Block::Paragraph(make_it_yours()));
    }
    for sentence in view.objections.iter().flat_map(words::objection_sentences) {
        let name = harmless(&group.to.name);
        sheet.blocks.push(Block::Warning(format!("{name} was chosen against this: {sentence}")));
    }
    sheet.blocks.push(Block::Subheading(
        "Who".to_owned(),
        "Reckoned from the minutes of each step; an estimate of ours, not a measurement.".to_owned(),
    ));
    sheet.blocks.push(Block::Pairs(words::crew(plan)));
}

fn gates(view: &PlanView, sheet: &mut Sheet) {
    sheet.blocks.push(Block::Subheading(
        "The gates".to_owned(),
        "The plan stops at each of these until its condition holds.".to_owned(),
    ));
    let steps = view.plan.steps.iter().enumerate().filter(|(_, step)| step.template.kind == Kind::Gate);
    let gate = |(index, step): (usize, &PlanStep<'_>)| {
        let condition = step.template.gate.as_ref().map_or("", |gate| gate.english());
        (format!("step {}", index + 1), view.plan.fill_for(step, condition))
    };
    sheet.blocks.push(Block::Pairs(steps.map(gate).collect()));
}

fn steps(view: &PlanView, sheet: &mut Sheet) {
    let mut phase = "";
    for (index, step) in view.plan.steps.iter().enumerate() {
        if step.template.phase != phase {
            phase = &step.template.phase;
            let found = view.plan.migration.phases.iter().find(|other| other.id == phase);
            if let Some(found) = found {
                sheet.blocks.push(Block::Subheading(found.title.to_string(), found.why.to_string()));
            }
        }
        let block = step_block(view, Some(index + 1), step, &mut sheet.facts);
        sheet.blocks.push(Block::Step(Box::new(block)));
    }
}

/// A step with its instructions from where they are known best, each fact marked.
pub(super) fn step_block(
    view: &PlanView,
    number: Option<usize>,
    step: &PlanStep<'_>,
    facts: &mut Facts,
) -> StepBlock {
    let plan = &view.plan;
    let template = step.template;
    let fill = |text: &str| plan.fill_for(step, text);
    let mut told = vec![format!("by {}", words::day(step.due)), words::who(step), each(step)];
    if let Some(waited) = step.waited {
        told.push(words::wait(plan, waited));
    }
    let (how, own) = match step.how {
        How::Template => (fill(template.how.english()), Vec::new()),
        // What an invitation looks like is the home's to say; how it is handed over is not.
        How::Destination(said) if template.kind == Kind::Invitation => {
            let both = format!("{} {}", said.text, template.how);
            (fill(&both), claims(view, &said.claims))
        }
        How::Destination(said) => (fill(said.text.english()), claims(view, &said.claims)),
        How::Leaving(Step::Known { evidence, place, .. }) => {
            let place =
                place.as_ref().map_or_else(String::new, |place| format!(" Where: {}.", harmless(place)));
            (format!("{}{place}", harmless(&evidence.note)), vec![FactLine::from(evidence)])
        }
        How::Leaving(Step::Unknown(looked)) => {
            let looked = harmless(looked.trim_end_matches('.'));
            (format!("Not known how: {looked}. {}", fill(template.how.english())), Vec::new())
        }
    };
    let mark = facts.mark(own.into_iter().chain(claims(view, &template.claims)));
    let how = format!("{how}{mark}");
    let commands = template.commands.iter().map(|command| fill(command)).collect();
    StepBlock {
        number,
        id: step.id.clone(),
        title: fill(template.title.english()),
        due: step.due,
        facts: told,
        gate: template.gate.as_ref().map(|gate| fill(gate.english())),
        lines: vec![
            ("why", fill(template.why.english())),
            ("how", how),
            ("risk", fill(template.wrong.english())),
            ("back", fill(template.back.english())),
        ],
        commands,
    }
}

/// The minutes of one doing: "5 min each", "30 min".
fn each(step: &PlanStep<'_>) -> String {
    let minutes = words::minutes(u64::from(step.template.minutes));
    match step.template.scope {
        Scope::Member => format!("{minutes} each"),
        Scope::Group | Scope::Platform => minutes,
    }
}

/// The marks of facts, by their ids.
fn marks(view: &PlanView, facts: &mut Facts, ids: &[opsec::language::Text]) -> String {
    facts.mark(claims(view, ids))
}

fn claims(view: &PlanView, ids: &[opsec::language::Text]) -> Vec<FactLine> {
    let found = ids.iter().filter_map(|id| view.plan.migration.claim(id));
    let line = |claim: &opsec::policy::migration::Claim| FactLine {
        note: claim.note.to_string(),
        sources: claim.sources.clone(),
        checked: claim.checked,
        confidence: claim.confidence,
    };
    found.map(line).collect()
}

/// What a false invitation looks like, as bullets.
pub(super) fn signs(view: &PlanView, sheet: &mut Sheet) {
    sheet.blocks.push(Block::Heading("A true invitation, and a false one".to_owned()));
    sheet.blocks.push(Block::Bullets(sign_lines(view, &mut sheet.facts)));
}

pub(super) fn sign_lines(view: &PlanView, facts: &mut Facts) -> Vec<String> {
    let migration = view.plan.migration;
    let home =
        migration.destination(&view.plan.group.to.id).and_then(|home| home.aspects.get(&Aspect::Invitation));
    let mut line =
        |said: &Said| format!("{}{}", view.plan.fill(said.text.english()), marks(view, facts, &said.claims));
    home.into_iter().chain(&migration.signs).map(&mut line).collect()
}

fn channels(view: &PlanView, sheet: &mut Sheet) {
    sheet.blocks.push(Block::Heading("Handing over an invitation".to_owned()));
    let intro = "Best first. A link that shows its content once helps only if you notice that somebody else was first.";
    sheet.blocks.push(Block::Paragraph(intro.to_owned()));
    let mut pairs = Vec::new();
    for channel in view.plan.migration.channels.iter().filter(|channel| view.plan.concerns(&channel.risk)) {
        let mark = marks(view, &mut sheet.facts, &channel.claims);
        let text = format!("Who can read it: {} {}{mark}", channel.reader, channel.fit);
        pairs.push((channel.name.to_string(), text));
    }
    sheet.blocks.push(Block::Pairs(pairs));
}

fn stragglers(view: &PlanView, sheet: &mut Sheet) {
    sheet.blocks.push(Block::Heading("When somebody does not come through".to_owned()));
    let cases = view.plan.migration.stragglers.iter();
    let pair = |case: &opsec::policy::migration::Case| {
        (view.plan.fill(case.case.english()), view.plan.fill(case.answer.english()))
    };
    sheet.blocks.push(Block::Pairs(cases.map(pair).collect()));
}

fn messages(view: &PlanView, sheet: &mut Sheet) {
    sheet.blocks.push(Block::Break);
    sheet.blocks.push(Block::Heading("Messages ready to send".to_owned()));
    let used: Vec<&str> = view
        .plan
        .steps
        .iter()
        .flat_map(|step| step.template.messages.iter().map(opsec::language::Text::as_str))
        .collect();
    let all = view.plan.migration.messages.iter();
    for message in all.filter(|message| used.contains(&message.id.as_str())) {
        if message.scope == Some(Scope::Platform) {
            for place in &view.plan.group.from {
                let block = message_block(view, message, Some(place), &mut sheet.facts);
                sheet.blocks.push(Block::Message(block));
            }
        } else {
            let block = message_block(view, message, None, &mut sheet.facts);
            sheet.blocks.push(Block::Message(block));
        }
    }
}

fn message_block(
    view: &PlanView,
    message: &Message,
    place: Option<&opsec::policy::Review>,
    facts: &mut Facts,
) -> MessageBlock {
    let names = view.plan.names_for(place);
    let fill = |text: &str| opsec::checklist::fill(text, &names);
    let contact = place.and_then(|place| place.leaving.as_ref()?.step(opsec::review::leaving::Part::Contact));
    let mut mark = marks(view, facts, &message.claims);
    match contact {
        Some(Step::Known { evidence, .. }) => mark.push_str(&facts.mark([FactLine::from(evidence)])),
        Some(Step::Unknown(looked)) => {
            mark.extend([" Its address is not known: ", &harmless(looked.trim_end_matches('.')), "."]);
        }
        None => {}
    }
    MessageBlock {
        title: fill(message.title.english()),
        when: format!("{}{mark}", fill(message.when.english())),
        text: fill(message.text.english()).trim_end().to_owned(),
    }
}

fn foot(view: &PlanView, sheet: &mut Sheet) {
    sheet.blocks.push(Block::Heading("How far to trust this plan".to_owned()));
    let age = view.plan.migration.date.until(view.today).map_or(0, |span| span.get_days().max(0));
    let mut lines = vec![
        format!("Steps looked at on {}, {} days ago; the facts below carry their own dates. Over 180 days: get a newer copy first.", view.plan.migration.date, age),
        "Days and minutes are reckoned, not promised. Nobody here has examined the programs themselves or what the servers really do.".to_owned(),
        "This paper holds no names; keep it so, and destroy it at the end.".to_owned(),
    ];
    if view.general {
        lines.push(make_it_yours());
    }
    sheet.blocks.push(Block::Bullets(lines));
}
