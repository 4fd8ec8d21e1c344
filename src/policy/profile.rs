//! Profiles: who attacks, which answers close the gate, and what weighs more.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Problem, Rubric, Spanned, Text, read};

/// The profiles a group can choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Profiles(pub Vec<Profile>);

/// How hard the attackers try; selects the steps of a migration plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Risk {
    /// Companies, data thieves, curious strangers.
    Low,
    /// Someone who wants to harm this very group or person.
    Targeted,
    /// A state, or someone with the means of one.
    High,
}

/// A group's situation.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Name for the command line.
    pub id: String,
    /// Name for people.
    pub name: Text,
    /// Who attacks, in a sentence.
    pub attackers: Text,
    /// How hard they try.
    pub risk: Risk,
    /// What must be true before anything is weighed.
    pub gates: Vec<Gate>,
    /// Multipliers by question group, in hundredths; 100 where none is given.
    pub weights: BTreeMap<String, u64>,
}

/// Something that must be true for a platform to be considered at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// Id of the question.
    pub question: String,
    /// Ids of the options that open the gate.
    pub open: Vec<String>,
    /// Verdict when closed, two or three words.
    pub closed: Text,
    /// Why this gate stands, in a sentence.
    pub why: Text,
}

impl Profiles {
    /// Reads profiles and checks them against the rubric their gates and weights speak of.
    pub fn read(file: &str, text: &str, rubric: &Rubric) -> Result<Self, Problem> {
        let raw: RawProfiles = read(file, text)?;
        if raw.schema.value != 1 {
            return Err(Problem::at(
                file,
                raw.schema.referenced,
                "schema: this program reads profiles of schema 1",
            )
            .allowing(["1"]));
        }
        let mut seen = BTreeSet::new();
        let profiles = raw.profiles.into_iter().map(|profile| {
            if !seen.insert(profile.id.value.clone()) {
                let message = format!("id: the profile `{}` stands twice", profile.id.value);
                return Err(Problem::at(file, profile.id.referenced, message));
            }
            profile.check(file, rubric)
        });
        Ok(Self(profiles.collect::<Result<_, _>>()?))
    }

    /// Returns the profile with this id.
    pub fn get(&self, id: &str) -> Option<&Profile> {
        self.0.iter().find(|profile| profile.id == id)
    }
}

impl Profile {
    /// Returns the multiplier of a question group, in hundredths.
    pub fn weight(&self, group: &str) -> u64 {
        self.weights.get(group).copied().unwrap_or(100)
    }

    /// Returns the profile without the gates whose questions this rubric does not ask.
    #[must_use]
    pub fn for_rubric(mut self, rubric: &Rubric) -> Self {
        self.gates.retain(|gate| rubric.question(&gate.question).is_some());
        self
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProfiles {
    schema: Spanned<u32>,
    profiles: Vec<RawProfile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProfile {
    id: Spanned<String>,
    name: Text,
    attackers: Text,
    risk: Risk,
    gates: Vec<RawGate>,
    #[serde(default)]
    weights: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGate {
    question: Spanned<String>,
    open: Vec<Spanned<String>>,
    closed: Text,
    why: Text,
}

impl RawProfile {
    fn check(self, file: &str, rubric: &Rubric) -> Result<Profile, Problem> {
        let mut gates = Vec::new();
        for gate in self.gates {
            let Some(question) = rubric.question(&gate.question.value) else {
                let message = format!("question: the rubric has no `{}`", gate.question.value);
                return Err(Problem::at(file, gate.question.referenced, message)
                    .allowing(rubric.questions().map(|question| question.id.as_str())));
            };
            for option in &gate.open {
                if question.option(&option.value).is_none() {
                    let message = format!("open: `{}` has no option `{}`", question.id, option.value);
                    return Err(Problem::at(file, option.referenced, message)
                        .allowing(question.options.iter().map(|option| option.id.as_str())));
                }
            }
            let open = gate.open.into_iter().map(|option| option.value).collect();
            gates.push(Gate { question: gate.question.value, open, closed: gate.closed, why: gate.why });
        }
        let groups: BTreeSet<_> = rubric.questions().map(|question| question.group.as_str()).collect();
        let mut weights = BTreeMap::new();
        for (group, weight) in self.weights {
            if !groups.contains(group.as_str()) || !(0.0..=100.0).contains(&weight) {
                let message = format!(
                    "weights: `{group}: {weight}` is not a group of the rubric with a weight from 0 to 100"
                );
                return Err(Problem::at(file, self.id.referenced, message).allowing(groups));
            }
            weights.insert(group, hundredths(weight));
        }
        Ok(Profile {
            id: self.id.value,
            name: self.name,
            attackers: self.attackers,
            risk: self.risk,
            gates,
            weights,
        })
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to lie in 0…100")]
fn hundredths(weight: f64) -> u64 {
    (weight * 100.0).round() as u64
}
