//! The steps of the data, fitted to one group: chosen by risk, repeated for every place that is
//! left, ordered, dated, counted.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::fill::{Names, fill};
use crate::policy::migration::{Kind, Migration, Role, Said, Scope, Template, Wait};
use crate::policy::{Profile, Review, Risk, Step};

/// The group a plan is for.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// Its situation.
    pub profile: &'a Profile,
    /// How many people.
    pub members: u32,
    /// The places it leaves, each once.
    pub from: Vec<&'a Review>,
    /// Where it goes.
    pub to: &'a Review,
    /// The first day.
    pub start: Date,
}

/// A plan.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// For whom.
    pub group: Group<'a>,
    /// The data it was made of.
    pub migration: &'a Migration,
    /// How many verifiers are needed: two for every so many members.
    pub verifiers: u32,
    /// How many members must be in the new place before the old one is left.
    pub quorum: u32,
    /// How many groups the members need in the new place, where its limit is known.
    pub groups: Option<u32>,
    /// The steps in order; dates never run backwards.
    pub steps: Vec<PlanStep<'a>>,
    /// What stands for the placeholders of this group's texts.
    pub names: Names,
}

/// A step of a plan.
#[derive(Clone, Debug)]
pub struct PlanStep<'a> {
    /// Name for programs: the template's, with the place where it is done for one.
    pub id: String,
    /// The template.
    pub template: &'a Template,
    /// The place it is about.
    pub platform: Option<&'a Review>,
    /// Ids of the steps that come before.
    pub needs: Vec<String>,
    /// The day by which it is done.
    pub due: Date,
    /// A wait that is part of it.
    pub waited: Option<Waited>,
    /// Minutes of work, all doers together.
    pub minutes: u64,
    /// Where its instructions come from.
    pub how: How<'a>,
}

/// How long something is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waited {
    /// So many days, as a source says.
    Sourced(u32),
    /// So many days, an assumption of the plan: no source names a time.
    Assumed(u32),
    /// So many days, since every verifier looks at so many members a day.
    Reckoned(u32),
}

impl Waited {
    /// Returns the days.
    pub fn days(self) -> u32 {
        match self {
            Self::Sourced(days) | Self::Assumed(days) | Self::Reckoned(days) => days,
        }
    }
}

/// Where the instructions of a step come from.
#[derive(Clone, Copy, Debug)]
pub enum How<'a> {
    /// From the step itself.
    Template,
    /// From what is known of the new home.
    Home(&'a Said),
    /// From what is known of leaving the old place.
    Leaving(&'a Step),
}

/// Why no plan can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// Fewer than two people.
    NoGroup,
    /// More people than a plan is good for.
    TooMany(u32),
    /// The calendar ends first.
    DateOutOfRange,
}

/// More than this is no group that two or three people can move.
const MOST_MEMBERS: u32 = 100_000;

impl<'a> Plan<'a> {
    /// Makes the plan of a group.
    ///
    /// # Errors
    /// When there is no group, it is too large, or its dates leave the calendar.
    pub fn new(migration: &'a Migration, group: Group<'a>) -> Result<Self, Impossible> {
        if group.members < 2 {
            return Err(Impossible::NoGroup);
        }
        if group.members > MOST_MEMBERS {
            return Err(Impossible::TooMany(MOST_MEMBERS));
        }
        let pace = migration.pace;
        let verifiers = 2 * group.members.div_ceil(pace.members_a_pair);
        let quorum = (group.members * pace.quorum_percent).div_ceil(100);
        let limit = migration.home(&group.to.id).and_then(|home| home.limit.as_ref());
        let groups = limit.map(|limit| group.members.div_ceil(limit.people));
        let mut plan =
            Self { group, migration, verifiers, quorum, groups, steps: Vec::new(), names: Names::new() };
        plan.steps = plan.ordered(plan.instances());
        plan.date()?;
        plan.names = plan.all_names();
        Ok(plan)
    }

    /// Returns the text with this group's names in it.
    pub fn fill(&self, text: &str) -> String {
        fill(text, &self.names)
    }

    /// Returns the text of a step with this group's names in it, and the place the step is about.
    pub fn fill_for(&self, step: &PlanStep<'_>, text: &str) -> String {
        fill(text, &self.names_for(step.platform))
    }

    /// Returns the names as they are for one of the places that are left.
    pub fn names_for(&self, platform: Option<&Review>) -> Names {
        let mut names = self.names.clone();
        if let Some(platform) = platform {
            names.insert("from", platform.name.clone());
            names.insert("from_id", typed(platform).to_owned());
            let contact = platform.leaving.as_ref().and_then(|leaving| leaving.contact.as_ref());
            if let Some(Step::Known { evidence, .. }) = contact {
                names.insert("contact", evidence.note.clone());
            }
        }
        names
    }

    /// Whether something marked with these risks belongs into this plan.
    pub fn concerns(&self, risks: &[Risk]) -> bool {
        risks.is_empty() || risks.contains(&self.group.profile.risk)
    }

    /// Returns the day a step is due, by its id.
    pub fn due(&self, id: &str) -> Option<Date> {
        self.steps.iter().find(|step| step.id == id).map(|step| step.due)
    }

    /// Returns the last day of the plan.
    pub fn end(&self) -> Date {
        self.steps.last().map_or(self.group.start, |step| step.due)
    }

    /// Returns the minutes of work of one person who has this role.
    pub fn minutes_each(&self, role: Role) -> u64 {
        let minutes: u64 =
            self.steps.iter().filter(|step| step.template.role == role).map(|step| step.minutes).sum();
        let people = match role {
            Role::Member => u64::from(self.group.members),
            Role::Verifier => u64::from(self.verifiers),
            Role::Lead | Role::Owner => 1,
        };
        minutes.div_ceil(people)
    }

    /// Returns the minutes of work of everyone together.
    pub fn minutes(&self) -> u64 {
        self.steps.iter().map(|step| step.minutes).sum()
    }

    fn instances(&self) -> Vec<PlanStep<'a>> {
        let chosen: Vec<&'a Template> =
            self.migration.steps().filter(|template| self.concerns(&template.risk)).collect();
        let scope: BTreeMap<&str, Scope> =
            chosen.iter().map(|template| (template.id.as_str(), template.scope)).collect();
        let mut steps = Vec::new();
        for template in chosen {
            let places: Vec<Option<&'a Review>> = match template.scope {
                Scope::Platform => self.group.from.iter().map(|place| Some(*place)).collect(),
                Scope::Group | Scope::Member => vec![None],
            };
            for platform in places {
                let needs =
                    template.needs.iter().flat_map(|need| match (scope.get(need.as_str()), platform) {
                        // A step of another risk is no part of this plan.
                        (None, _) => Vec::new(),
                        (Some(Scope::Platform), Some(platform)) => vec![instance(need, platform)],
                        (Some(Scope::Platform), None) => {
                            self.group.from.iter().map(|place| instance(need, place)).collect()
                        }
                        (Some(_), _) => vec![need.clone()],
                    });
                steps.push(PlanStep {
                    id: platform.map_or_else(|| template.id.clone(), |place| instance(&template.id, place)),
                    template,
                    platform,
                    needs: needs.collect(),
                    due: self.group.start,
                    waited: self.waited(template, platform),
                    minutes: self.work(template),
                    how: self.how(template, platform),
                });
            }
        }
        steps
    }

    fn waited(&self, template: &Template, platform: Option<&Review>) -> Option<Waited> {
        let leaving = platform.and_then(|place| place.leaving.as_ref());
        match template.wait? {
            Wait::Export => {
                let known = match leaving.and_then(|leaving| leaving.export.as_ref()) {
                    Some(Step::Known { days, .. }) => *days,
                    _ => None,
                };
                Some(known.map_or(Waited::Assumed(self.migration.pace.export_days), Waited::Sourced))
            }
            Wait::Grace => match leaving.and_then(|leaving| leaving.account.as_ref()) {
                Some(Step::Known { grace_days: Some(days), .. }) => Some(Waited::Sourced(*days)),
                _ => None,
            },
            Wait::Pace => {
                let a_pair = self.group.members.div_ceil(self.verifiers / 2);
                Some(Waited::Reckoned(a_pair.div_ceil(self.migration.pace.members_a_day)))
            }
        }
    }

    fn work(&self, template: &Template) -> u64 {
        let doings = match (template.scope, template.role) {
            (Scope::Member, _) | (Scope::Platform, Role::Member) => u64::from(self.group.members),
            (Scope::Group, Role::Verifier) => u64::from(self.verifiers),
            (Scope::Group | Scope::Platform, _) => 1,
        };
        u64::from(template.minutes) * u64::from(template.times) * doings
    }

    fn how(&self, template: &Template, platform: Option<&'a Review>) -> How<'a> {
        if let Some(aspect) = template.home
            && let Some(said) =
                self.migration.home(&self.group.to.id).and_then(|home| home.aspects.get(&aspect))
        {
            return How::Home(said);
        }
        if let Some(part) = template.leaving
            && let Some(step) = platform.and_then(|place| place.leaving.as_ref()?.part(part.id()))
        {
            return How::Leaving(step);
        }
        How::Template
    }

    /// Adds the order in which each place is left without loss, then puts every step after those it
    /// needs; among those that could come next, the one that stands first in the data.
    fn ordered(&self, mut steps: Vec<PlanStep<'a>>) -> Vec<PlanStep<'a>> {
        for place in &self.group.from {
            let usual = ["messages", "community", "account"].map(str::to_owned);
            let said = place.leaving.as_ref().map(|leaving| leaving.order.as_slice()).unwrap_or_default();
            let missing = usual.iter().filter(|part| !said.contains(part));
            let order: Vec<&String> = said.iter().chain(missing).collect();
            let deletion = |part: &&String| {
                let is = |step: &&PlanStep<'_>| {
                    step.template.kind == Kind::Deletion
                        && step.platform.is_some_and(|platform| platform.id == place.id)
                        && step.template.leaving.is_some_and(|leaving| leaving.id() == part.as_str())
                };
                steps.iter().find(is).map(|step| step.id.clone())
            };
            let chain: Vec<String> = order.iter().filter_map(deletion).collect();
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
            // contradicts the data; they stay in the order of the data and the laws find them.
            let next = steps.iter().position(ready).unwrap_or(0);
            ordered.push(steps.remove(next));
        }
        ordered
    }

    fn date(&mut self) -> Result<(), Impossible> {
        let mut due: BTreeMap<String, Date> = BTreeMap::new();
        let mut latest = self.group.start;
        for step in &mut self.steps {
            let needed = step.needs.iter().filter_map(|need| due.get(need)).max().copied();
            let days = step.template.days + step.waited.map_or(0, Waited::days);
            let day = needed
                .unwrap_or(self.group.start)
                .checked_add(i64::from(days).days())
                .map_err(|_| Impossible::DateOutOfRange)?;
            latest = latest.max(day);
            step.due = latest;
            due.insert(step.id.clone(), latest);
        }
        Ok(())
    }

    fn all_names(&self) -> Names {
        let listed = |names: Vec<&str>| match names.as_slice() {
            [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            names => names.concat(),
        };
        let pace = self.migration.pace;
        let mut names = Names::from([
            ("from", listed(self.group.from.iter().map(|place| place.name.as_str()).collect())),
            ("from_id", self.group.from.iter().map(|place| typed(place)).collect::<Vec<_>>().join(" ")),
            ("to", self.group.to.name.clone()),
            ("to_id", self.group.to.id.clone()),
            ("profile", self.group.profile.id.clone()),
            ("members", self.group.members.to_string()),
            ("verifiers", self.verifiers.to_string()),
            ("quorum", self.quorum.to_string()),
            ("quorum_percent", pace.quorum_percent.to_string()),
            ("start", self.group.start.to_string()),
            // The words of a round are valid for three days.
            ("round", (3 * pace.members_a_day).to_string()),
            ("groups", self.groups.unwrap_or(1).to_string()),
        ]);
        if let Some(day) = self.due("cut-over") {
            names.insert("cutover", day.to_string());
        }
        names
    }
}

fn instance(id: &str, platform: &Review) -> String {
    format!("{id}-{}", platform.id)
}

/// The id of the old place in a plan for nobody in particular.
const OLD_PLACE: &str = "old-place";

/// Returns what stands for the old place in a plan for nobody in particular.
pub fn old_place() -> Review {
    Review::unnamed(OLD_PLACE, "the old place")
}

/// What is typed for a place; a word to be replaced where nobody said which it is.
fn typed(place: &Review) -> &str {
    if place.id == OLD_PLACE { "PLACE" } else { &place.id }
}
