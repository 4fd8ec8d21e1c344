//! Reads profiles and checks them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_yaml::Spanned;

use super::localized::RawLocalized;
use super::{Problem, only_schema, read};
use crate::language::Localized;
use crate::rate::{Gate, Profile, Profiles, Risk};
use crate::review::Rubric;

/// Reads profiles and checks their gates and weights against the rubric.
///
/// # Errors
/// The first problem found, with its place in the file.
pub fn profiles(file: &str, text: &str, rubric: &Rubric) -> Result<Profiles, Problem> {
    let raw: RawProfiles = read(file, text)?;
    only_schema(1, file, "profiles", &raw.schema)?;
    let mut seen = BTreeSet::new();
    let profiles = raw.profiles.into_iter().map(|profile| {
        if !seen.insert(profile.id.value.clone()) {
            let message = format!("id: the profile `{}` stands twice", profile.id.value);
            return Err(Problem::at(file, profile.id.referenced, message));
        }
        profile.check(file, rubric)
    });
    Ok(Profiles(profiles.collect::<Result<_, _>>()?))
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
    name: RawLocalized,
    attackers: RawLocalized,
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
    #[serde(default)]
    partly: Vec<Spanned<String>>,
    #[serde(default)]
    but: Option<RawLocalized>,
    closed: RawLocalized,
    why: RawLocalized,
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
            if gate.partly.is_empty() != gate.but.is_none() {
                let message = format!("but: `{}` needs both `partly` and `but`, or neither", question.id);
                return Err(Problem::at(file, gate.question.referenced, message));
            }
            for option in gate.open.iter().chain(&gate.partly) {
                if question.option(&option.value).is_none() {
                    let message = format!("open: `{}` has no option `{}`", question.id, option.value);
                    return Err(Problem::at(file, option.referenced, message)
                        .allowing(question.options.iter().map(|option| option.id.as_str())));
                }
            }
            let is_open = |option: &&Spanned<String>| gate.open.iter().any(|open| open.value == option.value);
            if let Some(option) = gate.partly.iter().find(is_open) {
                let message = format!("partly: `{}` of `{}` is already open", option.value, question.id);
                return Err(Problem::at(file, option.referenced, message));
            }
            gates.push(Gate {
                question: gate.question.value.into(),
                open: gate.open.into_iter().map(|option| option.value.into()).collect(),
                partly: gate.partly.into_iter().map(|option| option.value.into()).collect(),
                but: gate.but.map_or_else(Localized::default, Into::into),
                closed: gate.closed.into(),
                why: gate.why.into(),
            });
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
            weights.insert(group.into(), hundredths(weight));
        }
        Ok(Profile {
            id: self.id.value.into(),
            name: self.name.into(),
            attackers: self.attackers.into(),
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
