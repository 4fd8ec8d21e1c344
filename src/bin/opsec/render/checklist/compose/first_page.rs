//! The first page of a plan: the whole move in brief. Most groups need no more.

use opsec::checklist::template::{Role, StepKind};
use opsec::checklist::{Objection, PlanStep};

use super::super::PlanView;
use super::super::step::remarks;
use super::{incidents, not_done, numbers, pair, sourced};
use crate::render::document::{Block, Document, Facts, OutlineRow, Pair, Sentence};
use crate::words::checklist as words;
use crate::words::common;

pub(super) fn first_page(view: &PlanView<'_>, document: &mut Document) {
    let language = view.language;
    // The first page alone fits on a page: its sources stand in the whole plan.
    let mut facts = Facts::default();
    let facts = if view.is_brief { &mut facts } else { &mut document.facts };
    let mut opening = sourced(view, &view.plan.playbook.opening, facts);
    if view.is_brief {
        opening.facts.clear();
    }
    document.blocks.push(Block::Warning(opening));
    if view.general {
        document.blocks.push(Block::Paragraph(words::make_it_yours(language).into()));
    }
    for name in &view.unreviewed {
        document.blocks.push(Block::Paragraph(words::unreviewed(language, name).into()));
    }
    head(view, document);
    warnings(view, document);
    let rows = view.plan.steps.iter().enumerate();
    let rows = rows.filter(|(_, step)| step.template.is_outlined).map(|(index, step)| row(view, index, step));
    document.blocks.push(Block::Outline(rows.collect()));
    let rules = view.plan.playbook.rules.iter();
    let rules = rules.map(|rule| view.plan.fill(rule.text.text(language)).into()).collect();
    let title = words::rules_heading(language).into();
    document.blocks.extend([Block::Subheading { title, why: None }, Block::Bullets(rules)]);
    foot(view, document);
}

fn head(view: &PlanView<'_>, document: &mut Document) {
    let (language, plan) = (view.language, &view.plan);
    let group = &plan.group;
    let name = group.profile.name.text(language);
    let attackers = group.profile.attackers.text(language);
    let go = plan.cut_over().map(|day| common::day(language, day));
    let mut pairs = vec![
        pair(words::profile_label(language), words::profile_line(language, name, attackers)),
        pair(words::work_label(language), work(view)),
    ];
    if plan.playbook.dated {
        let line = words::days_line(language, group.start, go.as_deref(), plan.end());
        pairs.insert(1, pair(words::days_label(language), line));
    }
    if let Some(groups) = plan.groups.filter(|groups| *groups > 1)
        && let Some(limit) = plan.template.destination(&group.to.id).and_then(|app| app.limit.as_ref())
    {
        let text = words::groups_line(language, groups, limit.people.get());
        let facts = numbers(view, &limit.claims, &mut document.facts);
        pairs.push(pair(words::groups_label(language), Sentence::from(text).resting_on(facts)));
    }
    document.blocks.push(Block::Pairs(pairs.into_iter().collect()));
}

/// The hours of everyone together, and of one person in each role.
fn work(view: &PlanView<'_>) -> String {
    let (language, plan) = (view.language, &view.plan);
    let each = |role| plan.minutes_each(role);
    let roles = [
        (words::lead(language), 1, each(Role::Lead)),
        (words::owner(language), 1, each(Role::Owner)),
        (words::admins(language), plan.admins, each(Role::Admin)),
        (words::everyone(language), plan.group.members, each(Role::Member)),
    ];
    words::work_line(language, plan.minutes(), &roles)
}

/// What speaks against the app, or must be done for it, where the group moves there all the same.
fn warnings(view: &PlanView<'_>, document: &mut Document) {
    let (language, name) = (view.language, &view.plan.group.to.name);
    for objection in &view.objections {
        for sentence in words::objection(language, objection) {
            let text = if matches!(objection, Objection::Conditional(_)) {
                words::works_but(language, name, &sentence)
            } else {
                words::chosen_against(language, name, &sentence)
            };
            document.blocks.push(Block::Warning(text.into()));
        }
    }
}

fn row(view: &PlanView<'_>, index: usize, step: &PlanStep<'_>) -> OutlineRow {
    let fill = |text: &str| view.plan.fill_for(step, text);
    OutlineRow {
        number: index + 1,
        title: fill(step.template.title.text(view.language)),
        remarks: remarks(view, step),
        text: fill(step.template.brief.text(view.language)),
        is_final: step.template.kind == StepKind::Deletion,
    }
}

/// What the next pages have, and what the plan leaves out.
fn foot(view: &PlanView<'_>, document: &mut Document) {
    let language = view.language;
    let cards: Vec<_> = incidents(view).map(|incident| incident.label.text(language)).collect();
    let left: Vec<_> = not_done(view).map(|(_, what)| what).collect();
    let rows: Vec<Pair> = vec![
        pair(words::boxes_label(language), words::boxes_line(language, &cards)),
        pair(words::left_out_label(language), left.join(" ")),
        pair(words::more_label(language), words::more_line(language, view.is_brief)),
    ];
    document.blocks.push(Block::Pairs(rows.into_iter().collect()));
}
