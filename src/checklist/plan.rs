//! A plan: the playbook of a danger, fitted to one group.

use jiff::civil::Date;

use super::fill::{Names, fill};
use super::schedule::schedule;
use super::step::{GO, Group, PlanStep};
use super::template::{Danger, Playbook, Role, Template};
use crate::language::Language::English;
use crate::review::Review;
use crate::review::leaving::{Part, Step};

/// The steps by which a group moves, with their days.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// The group it is for.
    pub group: Group<'a>,
    /// The data it is made from.
    pub template: &'a Template,
    /// The playbook of its danger.
    pub playbook: &'a Playbook,
    /// Number of admins: three, or more in a large group, or everyone in a small one.
    pub admins: u32,
    /// How many members must be in the new app before the group leaves the old one; none if nobody waits.
    pub quorum: Option<u32>,
    /// How many groups the members need in the new app, where its limit is known.
    pub groups: Option<u32>,
    /// The steps in order; dates never run backwards.
    pub steps: Vec<PlanStep<'a>>,
    /// The values of the placeholders for this group.
    pub names: Names,
}

/// The reason why no plan can be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The group has fewer than two people.
    #[error("a plan is for two people or more")]
    NoGroup,
    /// The group has more people than a plan suits; the most is given.
    #[error("a plan is for at most {0} people")]
    TooMany(u32),
    /// A date of the plan is beyond the calendar's end.
    #[error("the days of the plan leave the calendar")]
    DateOutOfRange,
    /// There is no playbook for the profile.
    #[error("there is no playbook for this profile")]
    NoPlaybook,
}

/// Most members of a group that a few people can move.
const MOST_MEMBERS: u32 = 100_000;
/// What is said of an app that we have no instructions for.
const KEEPERS: &str = "{admins} admins";
const VANISH: &str = "Set messages to vanish after {timer}, if the app can.";
/// Fewest admins: with two, one lost phone leaves a single point at which the group can fail.
const FEWEST_ADMINS: u32 = 3;

impl<'a> Plan<'a> {
    /// Makes the plan of a group.
    ///
    /// # Errors
    /// If the group is too small or too large, its profile has no playbook, or a date is beyond the
    /// calendar's end.
    pub fn new(template: &'a Template, group: Group<'a>) -> Result<Self, PlanError> {
        if group.members < 2 {
            return Err(PlanError::NoGroup);
        }
        if group.members > MOST_MEMBERS {
            return Err(PlanError::TooMany(MOST_MEMBERS));
        }
        let danger = group.profile.id.parse::<Danger>().map_err(|_| PlanError::NoPlaybook)?;
        let playbook = template.playbook(danger).ok_or(PlanError::NoPlaybook)?;
        let pace = playbook.pace;
        let admins =
            group.members.div_ceil(pace.members_an_admin.get()).max(FEWEST_ADMINS).min(group.members);
        // At most 100 percent of at most `MOST_MEMBERS` people.
        let share = |percent: u32| (group.members * percent.min(100)).div_ceil(100);
        let quorum = pace.quorum_percent.map(share);
        let destination = template.destination(&group.to.id);
        let limit = destination.and_then(|destination| destination.limit.as_ref());
        let groups = limit.map(|limit| group.members.div_ceil(limit.people.get()));
        let mut plan = Self {
            group,
            template,
            playbook,
            admins,
            quorum,
            groups,
            steps: Vec::new(),
            names: Names::new(),
        };
        plan.steps =
            schedule(template, playbook, &plan.group, admins).map_err(|_| PlanError::DateOutOfRange)?;
        plan.names = plan.all_names();
        Ok(plan)
    }

    /// Returns the text with this group's names in it.
    pub fn fill(&self, text: &str) -> String {
        fill(text, &self.names)
    }

    /// Returns the text of a step with the names of this group and of the app the step is about.
    pub fn fill_for(&self, step: &PlanStep<'_>, text: &str) -> String {
        fill(text, &self.names_for(step.platform))
    }

    /// Returns the names for one of the apps that the group leaves.
    pub fn names_for(&self, platform: Option<&Review>) -> Names {
        let mut names = self.names.clone();
        if let Some(platform) = platform {
            names.insert("from", platform.name.to_string());
            names.insert("from_id", typed(platform).unwrap_or_default().to_owned());
            let contact = platform.leaving.as_ref().and_then(|leaving| leaving.step(Part::Contact));
            let contact = match contact {
                Some(Step::Known { evidence, .. }) => evidence.note.to_string(),
                // To write on, by hand.
                _ => "______".to_owned(),
            };
            names.insert("contact", contact);
        }
        names
    }

    /// Returns the day a step is due, by its id.
    pub fn due(&self, id: &str) -> Option<Date> {
        self.steps.iter().find(|step| step.id == id).map(|step| step.due)
    }

    /// Returns the day on which the group leaves the old app, if its plan has one.
    pub fn cut_over(&self) -> Option<Date> {
        GO.into_iter().find_map(|id| self.due(id))
    }

    /// Returns the day of the last step that has one.
    pub fn end(&self) -> Date {
        let dated = self.steps.iter().rev().find(|step| !step.template.undated);
        dated.map_or(self.group.start, |step| step.due)
    }

    /// Returns the minutes of work of one person who has this role.
    pub fn minutes_each(&self, role: Role) -> u64 {
        let minutes = total(self.steps.iter().filter(|step| step.template.role == role));
        let people = match role {
            Role::Member => u64::from(self.group.members),
            Role::Admin => u64::from(self.admins),
            Role::Lead | Role::Owner => 1,
        };
        minutes.div_ceil(people)
    }

    /// Returns the minutes of work of everyone together.
    pub fn minutes(&self) -> u64 {
        total(&self.steps)
    }

    fn all_names(&self) -> Names {
        let listed = |names: Vec<&str>| match names.as_slice() {
            [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            names => names.concat(),
        };
        let mut names = Names::from([
            ("from", listed(self.group.from.iter().map(|app| app.name.as_str()).collect())),
            ("from_id", self.group.from.iter().filter_map(|app| typed(app)).collect::<Vec<_>>().join(" ")),
            ("to", self.group.to.name.to_string()),
            ("to_id", self.group.to.id.to_string()),
            ("profile", self.group.profile.id.to_string()),
            ("members", self.group.members.to_string()),
            ("admins", self.admins.to_string()),
            ("start", self.group.start.to_string()),
            ("groups", self.groups.unwrap_or(1).to_string()),
            ("timer", self.playbook.timer.text(English).to_owned()),
            ("quiet", self.playbook.pace.quiet_days.to_string()),
        ]);
        let app = self.template.destination(&self.group.to.id);
        let admin = app.map_or("admin", |app| app.admin.text(English));
        let article = if admin.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        names.insert("an_admin", format!("{article} {admin}"));
        names.insert("admin", admin.to_owned());
        let keepers = app.map_or(KEEPERS, |app| app.keepers.text(English));
        let vanish = app.map_or(VANISH, |app| app.vanish.text(English));
        let (keepers, vanish) = (fill(keepers, &names), fill(vanish, &names));
        names.extend([("keepers", keepers), ("vanish", vanish)]);
        if let Some(quorum) = self.quorum {
            names.insert("quorum", quorum.to_string());
        }
        if let Some(day) = self.cut_over() {
            names.insert("cutover", day.to_string());
        }
        names
    }
}

/// The minutes of these steps together.
fn total<'s, 'a: 's>(steps: impl IntoIterator<Item = &'s PlanStep<'a>>) -> u64 {
    steps.into_iter().map(|step| step.minutes).fold(0, u64::saturating_add)
}

/// The id of the old app in a plan that names none.
pub const UNNAMED: &str = "old-app";

/// Returns a placeholder for the old app in a plan that names none.
pub fn unnamed_app() -> Review {
    Review::unnamed(UNNAMED, "the old app")
}

/// Returns a placeholder for an old app that has no review. Its id begins with a sign that no id has.
pub fn named_app(name: &str) -> Review {
    Review { id: format!("~{name}").into(), name: name.to_owned().into(), ..unnamed_app() }
}

/// Returns what is typed for an app: its id, if it has a review.
fn typed(app: &Review) -> Option<&str> {
    (app.id != UNNAMED && !app.id.starts_with('~')).then_some(app.id.as_str())
}
