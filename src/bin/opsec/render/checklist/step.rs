//! Composes a step of a plan, with its instructions from the best sources.

use opsec::checklist::PlanStep;
use opsec::checklist::template::Claim;
use opsec::language::Text;
use opsec::review::leaving;

use super::PlanView;
use crate::render::document::{Fact, Facts, Sentence, Step};
use crate::words::checklist as words;

/// The block of a step, each fact numbered.
pub(super) fn step_block(
    view: &PlanView<'_>,
    number: Option<usize>,
    step: &PlanStep<'_>,
    facts: &mut Facts,
) -> Step {
    let (language, template) = (view.language, step.template);
    let fill = |text: &str| view.plan.fill_for(step, text);
    let mut remarks = remarks(view, step);
    let pace = view.plan.playbook.pace.members_a_day.get();
    remarks.extend(step.waited.map(|waited| words::wait(language, waited, pace)));
    let instructions = instructions(view, step);
    let mut brief = Sentence::from(fill(template.brief.text(language)));
    if instructions.is_empty() {
        brief = brief.resting_on(claims(view, &template.claims).into_iter().map(|fact| facts.number(fact)));
    }
    let mut lines = vec![(words::brief_label(language), brief)];
    let text = |label, text: &Option<opsec::language::Localized>| {
        text.as_ref().map(|text| (label, Sentence::from(fill(text.text(language)))))
    };
    lines.extend(text(words::why_label(language), &template.why));
    let labels = std::iter::once(words::how_label(language)).chain(std::iter::repeat(""));
    lines.extend(labels.zip(instructions.into_iter().map(|(how, grounds)| {
        Sentence::from(how).resting_on(grounds.into_iter().map(|fact| facts.number(fact)))
    })));
    lines.extend(text(words::risk_label(language), &template.wrong));
    lines.extend(text(words::back_label(language), &template.back));
    Step {
        number,
        id: step.id.clone(),
        title: fill(template.title.text(language)),
        remarks,
        gate: template.gate.as_ref().map(|gate| (words::gate_label(language), fill(gate.text(language)))),
        lines,
        commands: commands(view, step),
    }
}

/// The commands of a step; an app without a review leaves nothing behind in them.
pub(super) fn commands(view: &PlanView<'_>, step: &PlanStep<'_>) -> Vec<String> {
    let filled = step.template.commands.iter().map(|command| view.plan.fill_for(step, command));
    filled.map(|command| command.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// When a step is done, who does it, and how long it takes.
pub(super) fn remarks(view: &PlanView<'_>, step: &PlanStep<'_>) -> Vec<String> {
    let (language, template) = (view.language, step.template);
    let mut remarks = Vec::new();
    if template.undated {
        remarks.push(words::undated(language).to_owned());
    } else if view.plan.playbook.dated {
        remarks.push(words::due(language, step.due, view.plan.group.start));
    }
    let by = template.by.as_ref().map(|by| view.plan.fill_for(step, by.text(language)));
    remarks.push(by.unwrap_or_else(|| view.plan.fill(&words::who(language, step))));
    if template.minutes > 0 {
        remarks.push(words::each(language, template.role, template.scope, u64::from(template.minutes)));
    }
    remarks
}

/// How a step is done, line by line, with the facts that each line rests on. The facts of the step itself
/// stand behind its first line; a step without lines is told by its brief alone.
pub(super) fn instructions(view: &PlanView<'_>, step: &PlanStep<'_>) -> Vec<(String, Vec<Fact>)> {
    let (language, template) = (view.language, step.template);
    let fill = |text: &str| view.plan.fill_for(step, text);
    let mut lines: Vec<(String, Vec<Fact>)> =
        template.how.iter().map(|line| (fill(line.text(language)), Vec::new())).collect();
    lines.extend(
        step.guidance
            .iter()
            .map(|guidance| (fill(guidance.text.text(language)), claims(view, &guidance.claims))),
    );
    match step.leaving {
        Some(leaving::Step::Known { evidence, place, .. }) => {
            let place = place.as_ref().map_or_else(String::new, |place| words::place(language, place));
            lines.push((format!("{}{place}", evidence.note), vec![Fact::from(evidence)]));
        }
        Some(leaving::Step::Unknown(searched)) => {
            lines.push((words::not_known_how(language, searched), Vec::new()));
        }
        None => {}
    }
    if let Some(after) = after_account(step) {
        lines.push((after.to_owned(), Vec::new()));
    }
    if let Some((_, grounds)) = lines.first_mut() {
        grounds.extend(claims(view, &template.claims));
    }
    lines
}

/// Why something is still done when the account is gone, for the step that deletes it.
fn after_account<'a>(step: &PlanStep<'a>) -> Option<&'a str> {
    let leaving = step.platform?.leaving.as_ref()?;
    leaving.after_account.as_deref().filter(|_| step.template.leaving == Some(leaving::Part::Account))
}

/// The facts of these ids.
pub(super) fn claims(view: &PlanView<'_>, ids: &[Text]) -> Vec<Fact> {
    let fact = |claim: &Claim| Fact {
        note: claim.note.text(view.language).to_owned(),
        sources: claim.sources.clone(),
        checked: claim.checked,
        confidence: claim.confidence,
    };
    ids.iter().filter_map(|id| view.plan.template.claim(id)).map(fact).collect()
}
