//! Schedules the steps of a plan: chosen by risk, repeated for each app left, ordered and dated.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use super::step::{Group, How, PlanStep, Waited};
use super::template::{Role, Scope, StepKind, StepTemplate, Template, Wait};
use crate::review::leaving::{Part, Step};
use crate::review::{Leaving, Review};

/// Returns the steps of a group's plan in their order.
///
/// # Errors
/// When a day leaves the calendar.
pub(super) fn schedule<'a>(
    template: &'a Template,
    group: &Group<'a>,
    verifiers: u32,
) -> Result<Vec<PlanStep<'a>>, jiff::Error> {
    let schedule = Schedule { template, group, verifiers };
    let mut steps = schedule.ordered(schedule.instances());
    date(&mut steps, group.start)?;
    Ok(steps)
}

struct Schedule<'s, 'a> {
    template: &'a Template,
    group: &'s Group<'a>,
    verifiers: u32,
}

impl<'a> Schedule<'_, 'a> {
    fn instances(&self) -> Vec<PlanStep<'a>> {
        let chosen: Vec<&'a StepTemplate> =
            self.template.steps.iter().filter(|step| self.group.concerns(&step.risk)).collect();
        let scopes: BTreeMap<&str, Scope> =
            chosen.iter().map(|step| (step.id.as_str(), step.scope)).collect();
        let mut steps = Vec::new();
        for template in chosen {
            match template.scope {
                Scope::Platform => {
                    let apps = self.group.from.iter();
                    steps.extend(apps.map(|app| self.instance(template, Some(*app), &scopes)));
                }
                Scope::Group | Scope::Member => steps.push(self.instance(template, None, &scopes)),
            }
        }
        steps
    }

    fn instance(
        &self,
        template: &'a StepTemplate,
        platform: Option<&'a Review>,
        scopes: &BTreeMap<&str, Scope>,
    ) -> PlanStep<'a> {
        let needs = template.needs.iter().flat_map(|need| match (scopes.get(need.as_str()), platform) {
            // A step of another risk is not part of this plan.
            (None, _) => Vec::new(),
            (Some(Scope::Platform), Some(platform)) => vec![step_at(need, platform)],
            (Some(Scope::Platform), None) => self.group.from.iter().map(|app| step_at(need, app)).collect(),
            (Some(_), _) => vec![need.to_string()],
        });
        PlanStep {
            id: platform.map_or_else(|| template.id.to_string(), |app| step_at(&template.id, app)),
            template,
            platform,
            needs: needs.collect(),
            due: self.group.start,
            waited: self.waited(template, platform),
            minutes: self.work(template),
            how: self.how(template, platform),
        }
    }

    fn waited(&self, template: &StepTemplate, platform: Option<&Review>) -> Option<Waited> {
        let step = |part| platform.and_then(|app| app.leaving.as_ref()?.step(part));
        match template.wait? {
            Wait::Export => {
                let known = match step(Part::Export) {
                    Some(Step::Known { days, .. }) => *days,
                    _ => None,
                };
                Some(known.map_or(Waited::Assumed(self.template.pace.export_days), Waited::Sourced))
            }
            Wait::Grace => match step(Part::Account) {
                Some(Step::Known { grace_days: Some(days), .. }) => Some(Waited::Sourced(*days)),
                _ => None,
            },
            Wait::Pace => {
                let a_pair = self.group.members.div_ceil(self.verifiers / 2);
                Some(Waited::FromPace(a_pair.div_ceil(self.template.pace.members_a_day.get())))
            }
        }
    }

    fn work(&self, template: &StepTemplate) -> u64 {
        let doings = match (template.scope, template.role) {
            (Scope::Member, _) | (Scope::Platform, Role::Member) => u64::from(self.group.members),
            (Scope::Group, Role::Verifier) => u64::from(self.verifiers),
            (Scope::Group | Scope::Platform, _) => 1,
        };
        (u64::from(template.minutes) * u64::from(template.times)).saturating_mul(doings)
    }

    fn how(&self, template: &StepTemplate, platform: Option<&'a Review>) -> How<'a> {
        if let Some(aspect) = template.destination
            && let Some(destination) = self.template.destination(&self.group.to.id)
            && let Some(text) = destination.aspects.get(&aspect)
        {
            return How::Destination(text);
        }
        if let Some(part) = template.leaving
            && let Some(step) = platform.and_then(|app| app.leaving.as_ref()?.step(part))
        {
            return How::Leaving(step);
        }
        How::Template
    }

    /// Adds the order in which each app is left without loss, then puts every step after those it
    /// needs; among those that could come next, the one that is first in the template.
    fn ordered(&self, mut steps: Vec<PlanStep<'a>>) -> Vec<PlanStep<'a>> {
        for app in &self.group.from {
            let chain = deletions(app, &steps);
            for pair in chain.windows(2) {
                if let Some(step) = steps.iter_mut().find(|step| step.id == pair[1]) {
                    step.needs.push(pair[0].clone());
                }
            }
        }
        let mut ordered: Vec<PlanStep<'a>> = Vec::with_capacity(steps.len());
        while !steps.is_empty() {
            let ready = |step: &PlanStep<'_>| {
                step.needs.iter().all(|need| ordered.iter().any(|done| done.id == *need))
            };
            // Steps that wait for each other could only come from an order of leaving that
            // contradicts the template; they stay in its order, and the invariants find them.
            let next = steps.iter().position(ready).unwrap_or(0);
            ordered.push(steps.remove(next));
        }
        ordered
    }
}

/// Returns the ids of the steps that delete something in an app, in the order that loses nothing.
fn deletions(app: &Review, steps: &[PlanStep<'_>]) -> Vec<String> {
    let order = app.leaving.as_ref().map_or_else(|| Part::USUAL_ORDER.to_vec(), Leaving::whole_order);
    let deletion = |part: Part| {
        let is = |step: &&PlanStep<'_>| {
            step.template.kind == StepKind::Deletion
                && step.platform.is_some_and(|platform| platform.id == app.id)
                && step.template.leaving == Some(part)
        };
        steps.iter().find(is).map(|step| step.id.clone())
    };
    order.into_iter().filter_map(deletion).collect()
}

fn date(steps: &mut [PlanStep<'_>], start: Date) -> Result<(), jiff::Error> {
    let mut due: BTreeMap<String, Date> = BTreeMap::new();
    let mut latest = start;
    for step in steps {
        let needed = step.needs.iter().filter_map(|need| due.get(need)).max().copied();
        // Two counts of days: their sum needs more room than either.
        let days = i64::from(step.template.days) + i64::from(step.waited.map_or(0, Waited::days));
        let day = needed.unwrap_or(start).checked_add(Span::new().try_days(days)?)?;
        latest = latest.max(day);
        step.due = latest;
        due.insert(step.id.clone(), latest);
    }
    Ok(())
}

/// Returns the id of a step that is done for one of the apps left.
fn step_at(id: &str, platform: &Review) -> String {
    format!("{id}-{}", platform.id)
}
