//! Reads the playbook of a danger.

use serde::Deserialize;
use serde_yaml::Spanned;

use super::step::{RawStep, Shared};
use super::{Ids, RawSourcedText, all, texts};
use crate::checklist::template::{Danger, LeftOut, Pace, Paper, Playbook};
use crate::yaml::localized::RawLocalized;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPlaybook {
    pub(super) danger: Danger,
    pub(super) title: RawLocalized,
    pub(super) opening: RawSourcedText,
    #[serde(default = "yes")]
    pub(super) dated: bool,
    pub(super) paper: Paper,
    pub(super) timer: RawLocalized,
    pub(super) pace: Spanned<Pace>,
    pub(super) destinations: Ids,
    pub(super) steps: Vec<Spanned<RawStep>>,
    pub(super) rules: Vec<RawSourcedText>,
    pub(super) boxes: Ids,
    pub(super) left_out: Vec<RawLeftOut>,
    #[serde(default)]
    pub(super) card: Vec<RawLocalized>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLeftOut {
    #[serde(default)]
    pub(super) what: Option<RawLocalized>,
    pub(super) why: RawLocalized,
    #[serde(default)]
    pub(super) steps: Ids,
    #[serde(default)]
    pub(super) claims: Ids,
}

fn yes() -> bool {
    true
}

impl RawPlaybook {
    /// Converts a checked playbook, with what its steps take from the shared ones.
    pub(super) fn playbook(self, shared: &Shared) -> Playbook {
        Playbook {
            danger: self.danger,
            title: self.title.into(),
            opening: self.opening.into(),
            dated: self.dated,
            paper: self.paper,
            timer: self.timer.into(),
            pace: self.pace.value,
            destinations: texts(self.destinations),
            steps: self.steps.iter().map(|step| step.value.resolved(shared).into()).collect(),
            rules: all(self.rules),
            boxes: texts(self.boxes),
            left_out: all(self.left_out),
            card: all(self.card),
        }
    }
}

impl From<RawLeftOut> for LeftOut {
    fn from(raw: RawLeftOut) -> Self {
        Self {
            what: raw.what.map(Into::into),
            why: raw.why.into(),
            steps: texts(raw.steps),
            claims: texts(raw.claims),
        }
    }
}
