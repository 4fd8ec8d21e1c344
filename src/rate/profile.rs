//! Profiles: the attackers, the gates and the weights of a group's situation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::language::{Localized, Text};
use crate::review::Rubric;

/// The profiles a group can choose from.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Profiles(pub Vec<Profile>);

/// How hard the attackers try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Risk {
    /// Companies, data thieves, curious strangers.
    Low,
    /// Someone who wants to harm this particular group or person.
    Targeted,
    /// A state, or someone with the means of one.
    High,
}

/// A group's situation.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Profile {
    /// Name for the command line.
    pub id: Text,
    /// Name for people.
    pub name: Localized,
    /// The attackers, in a sentence.
    pub attackers: Localized,
    /// How hard they try.
    pub risk: Risk,
    /// The gates: conditions that come before any score.
    pub gates: Vec<Gate>,
    /// Multipliers by question group, in hundredths; 100 if none is given.
    pub weights: BTreeMap<Text, u64>,
}

/// Something that must be true for a platform to be considered at all.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Gate {
    /// Id of the question.
    pub question: Text,
    /// Ids of the options that open the gate, judged as the group's plan sets the app up.
    pub open: Vec<Text>,
    /// Ids of the options with which the app works, but only on a condition.
    pub partly: Vec<Text>,
    /// The condition, after "works, but"; empty if no option is `partly`.
    pub but: Localized,
    /// Verdict when closed, two or three words.
    pub closed: Localized,
    /// The reason for this gate, in a sentence.
    pub why: Localized,
}

impl Profiles {
    /// Returns the profile with this id.
    pub fn get(&self, id: &str) -> Option<&Profile> {
        self.0.iter().find(|profile| profile.id == *id)
    }
}

impl Profile {
    /// Returns the multiplier of a question group, in hundredths.
    pub fn weight(&self, group: &str) -> u64 {
        self.weights.get(group).copied().unwrap_or(100)
    }

    /// Returns the profile for a rubric other than the one it was written for.
    ///
    /// Its gates stay only if the rubric asks every one of them with the options that open it: with fewer, an app
    /// would pass too easily. Its weights are for the groups of its own rubric, and go.
    #[must_use]
    pub fn for_rubric(mut self, rubric: &Rubric) -> Self {
        let is_asked = |gate: &Gate| {
            let question = rubric.question(&gate.question);
            question.is_some_and(|question| {
                gate.open.iter().chain(&gate.partly).all(|option| question.option(option).is_some())
            })
        };
        if !self.gates.iter().all(is_asked) {
            self.gates.clear();
        }
        self.weights.clear();
        self
    }
}
