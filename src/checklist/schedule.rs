//! Schedules the steps of a plan: chosen by size, repeated for each app left, ordered and dated.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::{Date, Weekday as CivilWeekday};

use super::step::{GO, Group, PlanStep, Waited};
use super::template::{Playbook, Role, Scope, StepKind, StepTemplate, Template, Wait, Weekday};
use crate::review::leaving::{Holds, Part, Step};
use crate::review::{Leaving, Review};

/// The turn of the year, from its first to its last day (month, day): people are away, and new phones
/// change safety numbers.
const HOLIDAYS: ((i8, i8), (i8, i8)) = ((12, 19), (1, 6));

/// Returns the steps of a group's plan in their order.
///
/// # Errors
/// When a day leaves the calendar.
pub(super) fn schedule<'a>(
    template: &'a Template,
    playbook: &'a Playbook,
    group: &Group<'a>,
    admins: u32,
) -> Result<Vec<PlanStep<'a>>, jiff::Error> {
    let schedule = Schedule { template, playbook, group, admins };
    let mut steps = schedule.ordered(schedule.instances());
    schedule.date(&mut steps)?;
    Ok(steps)
}

struct Schedule<'s, 'a> {
    template: &'a Template,
    playbook: &'a Playbook,
    group: &'s Group<'a>,
    admins: u32,
}

impl<'a> Schedule<'_, 'a> {
    fn instances(&self) -> Vec<PlanStep<'a>> {
        let steps = self.playbook.steps.iter();
        let chosen: Vec<&'a StepTemplate> = steps.filter(|step| step.size.fits(self.group.members)).collect();
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
            // A step for groups of another size is not part of this plan.
            (None, _) => Vec::new(),
            (Some(Scope::Platform), Some(platform)) => vec![step_at(need, platform)],
            (Some(Scope::Platform), None) => self.group.from.iter().map(|app| step_at(need, app)).collect(),
            (Some(_), _) => vec![need.to_string()],
        });
        let destination = self.template.destination(&self.group.to.id);
        let aspects = destination
            .into_iter()
            .flat_map(|app| template.destination.iter().filter_map(|aspect| app.aspects.get(aspect)));
        let leaving = platform.and_then(|app| app.leaving.as_ref()).zip(template.leaving);
        PlanStep {
            id: platform.map_or_else(|| template.id.to_string(), |app| step_at(&template.id, app)),
            template,
            platform,
            needs: needs.collect(),
            due: self.group.start,
            waited: self.waited(template, platform),
            minutes: self.work(template),
            guidance: aspects.collect(),
            leaving: leaving.and_then(|(leaving, part)| leaving.step(part)),
        }
    }

    fn waited(&self, template: &StepTemplate, platform: Option<&Review>) -> Option<Waited> {
        let step = |part| platform.and_then(|app| app.leaving.as_ref()?.step(part));
        let pace = self.playbook.pace;
        match template.wait? {
            Wait::Export => match step(Part::Export) {
                // Nobody waits for a copy that holds no messages.
                Some(Step::Known { holds: Some(Holds::None), .. }) => None,
                Some(Step::Known { wait_days: Some(days), .. }) => Some(Waited::Sourced(*days)),
                _ => Some(Waited::Assumed(pace.export_days)),
            },
            Wait::Grace => match step(Part::Account) {
                Some(
                    Step::Known { grace_days: Some(days), .. } | Step::Known { wait_days: Some(days), .. },
                ) => Some(Waited::Sourced(*days)),
                _ => None,
            },
            Wait::Pace => {
                let each = self.group.members.div_ceil(self.admins);
                // What fits in one day needs no wait.
                Some(each.div_ceil(pace.members_a_day.get())).filter(|days| *days > 1).map(Waited::FromPace)
            }
            Wait::Quiet => Some(Waited::Quiet(pace.quiet_days)),
        }
    }

    fn work(&self, template: &StepTemplate) -> u64 {
        let doings = match (template.scope, template.role) {
            (Scope::Member, _) | (Scope::Platform, Role::Member) => u64::from(self.group.members),
            (Scope::Group, Role::Admin) => u64::from(self.admins),
            (Scope::Group | Scope::Platform, _) => 1,
        };
        (u64::from(template.minutes) * u64::from(template.times)).saturating_mul(doings)
    }

    /// Adds the order in which each app is left without loss, then puts every step after those it
    /// needs; among those that could come next, the one that is first in the playbook.
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
            // contradicts the playbook; they stay in its order, and the laws find them.
            let next = steps.iter().position(ready).unwrap_or(0);
            ordered.push(steps.remove(next));
        }
        ordered
    }

    fn date(&self, steps: &mut [PlanStep<'_>]) -> Result<(), jiff::Error> {
        let mut due: BTreeMap<String, Date> = BTreeMap::new();
        let first = days(self.playbook.pace.first_days)?;
        let mut latest = self.group.start.checked_add(first)?;
        for step in steps {
            let needed = step.needs.iter().filter_map(|need| due.get(need)).max().copied();
            // Two counts of days: their sum needs more room than either.
            let wait = i64::from(step.template.days) + i64::from(step.waited.map_or(0, Waited::days));
            let since = match step.waited {
                // The old app is quiet since the group left it, whatever else was done meanwhile.
                Some(Waited::Quiet(_)) => GO.iter().find_map(|id| due.get(*id)).copied().or(needed),
                _ => needed,
            };
            let day = since.unwrap_or(self.group.start).checked_add(Span::new().try_days(wait)?)?;
            let day = day.max(needed.unwrap_or(day));
            step.due = suitable(step.template, day.max(latest))?;
            latest = step.due;
            due.insert(step.id.clone(), latest);
        }
        Ok(())
    }
}

/// Returns the first day from this one on that suits the step: clear of holidays, and on its day of the week.
fn suitable(step: &StepTemplate, mut day: Date) -> Result<Date, jiff::Error> {
    let weekday = step.weekday.map(|weekday| match weekday {
        Weekday::Monday => CivilWeekday::Monday,
        Weekday::Saturday => CivilWeekday::Saturday,
    });
    let fits = |day: Date| {
        !(step.avoids_holidays && is_holiday(day)) && weekday.is_none_or(|weekday| day.weekday() == weekday)
    };
    while !fits(day) {
        day = day.tomorrow()?;
    }
    Ok(day)
}

fn is_holiday(day: Date) -> bool {
    let (first, last) = HOLIDAYS;
    (day.month(), day.day()) >= first || (day.month(), day.day()) <= last
}

fn days(number: u32) -> Result<Span, jiff::Error> {
    Span::new().try_days(i64::from(number))
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

/// Returns the id of a step that is done for one of the apps left.
fn step_at(id: &str, platform: &Review) -> String {
    format!("{id}-{}", platform.id)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_turn_of_the_year_is_a_holiday_and_the_days_around_it_are_not() {
        for (month, day, expected) in
            [(12, 18, false), (12, 19, true), (12, 31, true), (1, 1, true), (1, 6, true), (1, 7, false)]
        {
            assert_eq!(is_holiday(date(2027, month, day)), expected, "{month}-{day}");
        }
    }
}
