//! Composes a step of a plan, with its instructions from the best source.

use opsec::checklist::template::{Claim, StepKind};
use opsec::checklist::{How, PlanStep};
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
    let mut remarks = vec![
        words::due(language, step.due),
        words::who(language, step),
        words::each(language, template.scope, u64::from(template.minutes)),
    ];
    let pace = view.plan.template.pace.members_a_day.get();
    remarks.extend(step.waited.map(|waited| words::wait(language, waited, pace)));
    let (how, grounds) = instructions(view, step);
    let how = Sentence::from(how).resting_on(grounds.into_iter().map(|fact| facts.number(fact)));
    Step {
        number,
        id: step.id.clone(),
        title: fill(template.title.text(view.language)),
        remarks,
        gate: template
            .gate
            .as_ref()
            .map(|gate| (words::gate_label(language), fill(gate.text(view.language)))),
        lines: vec![
            (words::why_label(language), fill(template.why.text(view.language)).into()),
            (words::how_label(language), how),
            (words::risk_label(language), fill(template.wrong.text(view.language)).into()),
            (words::back_label(language), fill(template.back.text(view.language)).into()),
        ],
        commands: template.commands.iter().map(|command| fill(command)).collect(),
    }
}

/// How a step is done, and the facts that rests on.
pub(super) fn instructions(view: &PlanView<'_>, step: &PlanStep<'_>) -> (String, Vec<Fact>) {
    let (language, template) = (view.language, step.template);
    let fill = |text: &str| view.plan.fill_for(step, text);
    let (mut how, mut grounds) = match step.how {
        How::Template => (fill(template.how.text(view.language)), Vec::new()),
        // What an invitation looks like is the new app's to say; how it is handed over is not.
        How::Destination(guidance) if template.kind == StepKind::Invitation => {
            let both = format!("{} {}", guidance.text.text(language), template.how.text(language));
            (fill(&both), claims(view, &guidance.claims))
        }
        How::Destination(guidance) => {
            (fill(guidance.text.text(view.language)), claims(view, &guidance.claims))
        }
        How::Leaving(leaving::Step::Known { evidence, place, .. }) => {
            let place = place.as_ref().map_or_else(String::new, |place| words::place(language, place));
            (format!("{}{place}", evidence.note), vec![Fact::from(evidence)])
        }
        How::Leaving(leaving::Step::Unknown(searched)) => {
            (words::not_known_how(language, searched, &fill(template.how.text(view.language))), Vec::new())
        }
    };
    if let Some(after) = after_account(step) {
        how.extend([" ", after]);
    }
    grounds.extend(claims(view, &template.claims));
    (how, grounds)
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
