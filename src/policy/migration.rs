//! The steps of a group's move, read from `policies/migration.yaml` and checked.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::date::day;
use super::{Confidence, Problem, Risk, Source, Spanned, Text, read};

/// Everything a plan is made of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Migration {
    schema: u32,
    /// The last day on which the steps and their facts were looked at.
    #[serde(deserialize_with = "day")]
    pub date: Date,
    /// How many people and days the plan reckons with.
    pub pace: Pace,
    /// What the group asks itself before anything else.
    pub questions: Vec<Text>,
    /// The phases in order.
    pub phases: Vec<Phase>,
    steps: Vec<Spanned<Template>>,
    /// The places a group can move to, the one offered first at the top.
    pub homes: Vec<Home>,
    /// What stands at the head of a member's slip.
    pub slip: Text,
    /// How a false invitation gives itself away.
    pub signs: Vec<Said>,
    /// Ways to hand over an invitation, best first.
    pub channels: Vec<Channel>,
    /// What to do when a member does not come through.
    pub stragglers: Vec<Case>,
    /// Letters and messages ready to send.
    pub messages: Vec<Message>,
    /// The sourced facts that steps, homes and channels lean on.
    pub claims: Vec<Claim>,
}

/// Assumptions of ours, no facts; the plan states them.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pace {
    /// Members whom one verifier can look at in a day.
    pub members_a_day: u32,
    /// Members for whom a pair of verifiers is enough.
    pub members_a_pair: u32,
    /// Percent of the members who must be in the new place before the old one is left.
    pub quorum_percent: u32,
    /// Days allowed for an export where no source names a time.
    pub export_days: u32,
}

/// A stretch of the move.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Name for programs.
    pub id: String,
    /// Heading.
    pub title: Text,
    /// What it is for, in a sentence.
    pub why: Text,
}

/// A step before it is fitted to a group.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Name for programs, unique.
    pub id: String,
    /// Id of the phase.
    pub phase: String,
    /// For whom it is done: once, for every member, or for every place that is left.
    pub scope: Scope,
    /// Who does it.
    pub role: Role,
    /// What makes it special.
    #[serde(default)]
    pub kind: Kind,
    /// Steps that must be done before.
    #[serde(default)]
    pub needs: Vec<String>,
    /// The risks at which it belongs to the plan; all when empty.
    #[serde(default)]
    pub risk: Vec<Risk>,
    /// Days it takes after the last step it needs.
    #[serde(default)]
    pub days: u32,
    /// A wait that depends on the group or the place, on top of `days`.
    #[serde(default)]
    pub wait: Option<Wait>,
    /// Minutes of work each time it is done.
    pub minutes: u32,
    /// How often it is done for each member or place.
    #[serde(default = "once")]
    pub times: u32,
    /// What to do, as a heading.
    pub title: Text,
    /// Why it is there.
    pub why: Text,
    /// How it is done, where the place has nothing of its own to say.
    pub how: Text,
    /// What can go wrong.
    pub wrong: Text,
    /// How to go back.
    pub back: Text,
    /// The condition, if this step is a gate.
    #[serde(default)]
    pub gate: Option<Text>,
    /// Commands to type at this place.
    #[serde(default)]
    pub commands: Vec<String>,
    /// Ids of messages that are sent here.
    #[serde(default)]
    pub messages: Vec<String>,
    /// The entry of the new home that tells how.
    #[serde(default)]
    pub home: Option<Aspect>,
    /// The part of `leaving` in the old place's review that tells how.
    #[serde(default)]
    pub leaving: Option<Part>,
    /// Ids of the facts it leans on.
    #[serde(default)]
    pub claims: Vec<String>,
}

fn once() -> u32 {
    1
}

/// For whom a step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Once for the group.
    Group,
    /// Once for every member.
    Member,
    /// Once for every place that is left.
    Platform,
}

/// Who does a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Who leads the move.
    Lead,
    /// Who checks the people.
    Verifier,
    /// Who owns the old place.
    Owner,
    /// Every member.
    Member,
}

/// What makes a step special.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Nothing.
    #[default]
    Ordinary,
    /// The plan stops here until its condition holds.
    Gate,
    /// It lets somebody in.
    Invitation,
    /// It destroys something.
    Deletion,
}

/// A wait that is not the same for every group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wait {
    /// Until the old place hands over its copy.
    Export,
    /// Until a deletion is final.
    Grace,
    /// Until the verifiers have looked at everyone.
    Pace,
}

/// What a home has its own words for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    /// Installing and settings.
    Setup,
    /// Making the group.
    Group,
    /// What an invitation looks like.
    Invitation,
    /// Letting in the one who was invited.
    Join,
    /// Checking that the person is the person.
    Check,
    /// Keeping others out of one's account.
    Lock,
    /// Closing the door after the move.
    Close,
}

/// A part of a review's `leaving`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Getting a copy.
    Export,
    /// Deleting what one wrote.
    Messages,
    /// Closing the server, workspace or group.
    Community,
    /// Deleting the account.
    Account,
    /// What stays.
    Residue,
    /// Whom to write to.
    Contact,
}

impl Part {
    /// Returns the key of the part in a review.
    pub fn id(self) -> &'static str {
        match self {
            Self::Export => "export",
            Self::Messages => "messages",
            Self::Community => "community",
            Self::Account => "account",
            Self::Residue => "residue",
            Self::Contact => "contact",
        }
    }
}

/// A place a group can move to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// Id of its review.
    pub id: String,
    /// Most people in one group, where a source says so.
    #[serde(default)]
    pub limit: Option<Limit>,
    /// What it has its own words for.
    pub aspects: BTreeMap<Aspect, Said>,
}

/// The largest group of a home.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// People.
    pub people: u32,
    /// Ids of the facts it leans on.
    pub claims: Vec<String>,
}

/// Words with the facts they lean on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The words.
    pub text: Text,
    /// Ids of the facts they lean on.
    #[serde(default)]
    pub claims: Vec<String>,
}

/// A way to hand over an invitation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Name of it.
    pub name: Text,
    /// Who can read what is handed over.
    pub reader: Text,
    /// When it is fit, and how to use it.
    pub fit: Text,
    /// The risks at which it is offered; all when empty.
    #[serde(default)]
    pub risk: Vec<Risk>,
    /// Ids of the facts it leans on.
    #[serde(default)]
    pub claims: Vec<String>,
}

/// A member who does not come through, and what to do.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What happened.
    pub case: Text,
    /// What to do.
    pub answer: Text,
}

/// A message ready to send.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Name for programs.
    pub id: String,
    /// What it is.
    pub title: Text,
    /// Whether one is written for every place that is left.
    #[serde(default)]
    pub scope: Option<Scope>,
    /// The risks at which it is offered; all when empty.
    #[serde(default)]
    pub risk: Vec<Risk>,
    /// Where and when to send it.
    pub when: Text,
    /// The words.
    pub text: Text,
    /// Ids of the facts it leans on.
    #[serde(default)]
    pub claims: Vec<String>,
}

/// A sourced, dated fact.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Name for programs.
    pub id: String,
    /// A sentence of ours.
    pub note: Text,
    /// Where it is said, the best source first.
    pub sources: Vec<Source>,
    /// The day someone last saw the sources say so.
    #[serde(deserialize_with = "day")]
    pub checked: Date,
    /// How sure we are.
    pub confidence: Confidence,
}

/// What may stand in braces in the texts.
pub const PLACEHOLDERS: &[&str] = &[
    "from",
    "to",
    "from_id",
    "to_id",
    "profile",
    "members",
    "verifiers",
    "quorum",
    "quorum_percent",
    "cutover",
    "start",
    "contact",
    "groups",
    "round",
];

impl Migration {
    /// Reads the steps and checks that they hold together: every name exists, nothing stands twice,
    /// every step comes after those it needs, every placeholder is one of [`PLACEHOLDERS`].
    ///
    /// # Errors
    /// The first thing that does not hold, with its place where it is known.
    pub fn read(file: &str, text: &str) -> Result<Self, Problem> {
        let migration: Self = read(file, text)?;
        migration.check().map_err(|(location, message)| match location {
            Some(location) => Problem::at(file, location, message),
            None => Problem::new(file, None, message),
        })?;
        Ok(migration)
    }

    fn check(&self) -> Result<(), (Option<serde_yaml::Location>, String)> {
        let nowhere = |message: String| (None, message);
        if self.schema != 1 {
            return Err(nowhere("schema: this program reads steps of schema 1".to_owned()));
        }
        let claims = unique("claims", self.claims.iter().map(|claim| claim.id.as_str())).map_err(nowhere)?;
        let phases = unique("phases", self.phases.iter().map(|phase| phase.id.as_str())).map_err(nowhere)?;
        let messages =
            unique("messages", self.messages.iter().map(|message| message.id.as_str())).map_err(nowhere)?;
        unique("homes", self.homes.iter().map(|home| home.id.as_str())).map_err(nowhere)?;
        let mut seen = BTreeSet::new();
        for step in &self.steps {
            let here = |message: String| (Some(step.referenced), message);
            let step = &step.value;
            known("phase", [&step.phase], &phases).map_err(here)?;
            known("claims", &step.claims, &claims).map_err(here)?;
            known("messages", &step.messages, &messages).map_err(here)?;
            // A step stands after those it needs: so the steps have no cycle.
            known("needs (steps above this one)", &step.needs, &seen).map_err(here)?;
            if !seen.insert(step.id.as_str()) {
                return Err(here(format!("id: the step `{}` stands twice", step.id)));
            }
            if (step.kind == Kind::Gate) != step.gate.is_some() {
                return Err(here(format!(
                    "gate: `{}` needs kind `gate` and a condition, or neither",
                    step.id
                )));
            }
            let texts = [&step.title, &step.why, &step.how, &step.wrong, &step.back];
            for text in texts.into_iter().chain(&step.gate) {
                placeholders(text.english()).map_err(here)?;
            }
            for command in &step.commands {
                placeholders(command).map_err(here)?;
            }
        }
        let leaning = self
            .homes
            .iter()
            .flat_map(|home| {
                home.aspects
                    .values()
                    .map(|said| &said.claims)
                    .chain(home.limit.iter().map(|limit| &limit.claims))
            })
            .chain(self.channels.iter().map(|channel| &channel.claims))
            .chain(self.messages.iter().map(|message| &message.claims));
        for names in leaning {
            known("claims", names, &claims).map_err(nowhere)?;
        }
        let said = self.homes.iter().flat_map(|home| home.aspects.values()).map(|said| &said.text);
        let others = self.messages.iter().flat_map(|message| [&message.text, &message.when]);
        for text in said
            .chain(others)
            .chain(self.stragglers.iter().flat_map(|case| [&case.case, &case.answer]))
            .chain([&self.slip])
        {
            placeholders(text.english()).map_err(nowhere)?;
        }
        Ok(())
    }

    /// Returns the steps in an order in which they can be done.
    pub fn steps(&self) -> impl Iterator<Item = &Template> {
        self.steps.iter().map(|step| &step.value)
    }

    /// Returns the fact of this name.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    /// Returns what is told of a home, if anything.
    pub fn home(&self, id: &str) -> Option<&Home> {
        self.homes.iter().find(|home| home.id == id)
    }
}

fn unique<'a>(key: &str, ids: impl Iterator<Item = &'a str>) -> Result<BTreeSet<&'a str>, String> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(format!("{key}: `{id}` stands twice"));
        }
    }
    Ok(seen)
}

fn known<'a>(
    key: &str,
    names: impl IntoIterator<Item = &'a String>,
    all: &BTreeSet<&str>,
) -> Result<(), String> {
    names
        .into_iter()
        .find(|name| !all.contains(name.as_str()))
        .map_or(Ok(()), |name| Err(format!("{key}: there is no `{name}`")))
}

fn placeholders(text: &str) -> Result<(), String> {
    for piece in text.split('{').skip(1) {
        let name = piece.split('}').next().unwrap_or_default();
        if !PLACEHOLDERS.contains(&name) {
            return Err(format!("`{{{name}}}` is no placeholder; there are {}", PLACEHOLDERS.join(", ")));
        }
    }
    Ok(())
}
