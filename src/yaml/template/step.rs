//! Reads a step: one that playbooks share, one of a playbook's own, or a shared one with changes.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml::Spanned;

use super::{Ids, all, texts};
use crate::checklist::template::{
    Aspect, Condition, Role, Scope, Size, StepKind, StepTemplate, Wait, Weekday,
};
use crate::language::Localized;
use crate::review::leaving::Part;
use crate::yaml::localized::RawLocalized;

/// Declares a step whose keys may all be left out, with what fills them from a shared step.
macro_rules! keys {
    ($($key:ident: $kind:ty,)*) => {
        /// A step as it is written. A step that begins with `use` takes every key it doesn't give from the
        /// shared step of that name.
        #[derive(Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct RawStep {
            #[serde(default)]
            pub(super) id: Option<String>,
            #[serde(default, rename = "use")]
            pub(super) shared: Option<Spanned<String>>,
            $(#[serde(default)] pub(super) $key: Option<$kind>,)*
        }

        impl RawStep {
            /// Returns the step with every key it doesn't give taken from the shared one.
            pub(super) fn over(&self, shared: &Self) -> Self {
                Self {
                    id: self.id.clone().or_else(|| shared.id.clone()),
                    shared: None,
                    $($key: self.$key.clone().or_else(|| shared.$key.clone()),)*
                }
            }
        }
    };
}

keys! {
    phase: Spanned<String>,
    scope: Scope,
    role: Role,
    by: RawLocalized,
    kind: StepKind,
    needs: Ids,
    size: Size,
    days: u32,
    wait: Wait,
    weekday: Weekday,
    avoids_holidays: bool,
    undated: bool,
    minutes: u32,
    times: u32,
    title: RawLocalized,
    brief: RawLocalized,
    outline: bool,
    why: RawLocalized,
    how: Vec<RawLocalized>,
    wrong: RawLocalized,
    back: RawLocalized,
    gate: RawLocalized,
    settles: Vec<Condition>,
    commands: Vec<String>,
    messages: Ids,
    destination: Vec<Aspect>,
    leaving: Part,
    claims: Ids,
}

/// The steps that playbooks share, by name.
pub(super) type Shared = BTreeMap<String, RawStep>;

impl RawStep {
    /// The name of the step: its own, or that of the shared step.
    pub(super) fn name(&self) -> &str {
        let shared = self.shared.as_ref().map(|shared| shared.value.as_str());
        self.id.as_deref().or(shared).unwrap_or_default()
    }

    /// Returns the step with what it takes from the shared one.
    pub(super) fn resolved(&self, shared: &Shared) -> Self {
        let base = self.shared.as_ref().and_then(|name| shared.get(&name.value));
        base.map_or_else(|| self.clone(), |base| self.over(base))
    }

    /// The keys that every step needs and this one lacks.
    pub(super) fn lacking(&self) -> Vec<&'static str> {
        let needed = [
            ("id", self.id.is_some()),
            ("phase", self.phase.is_some()),
            ("scope", self.scope.is_some()),
            ("role", self.role.is_some()),
            ("minutes", self.minutes.is_some()),
            ("title", self.title.is_some()),
            ("brief", self.brief.is_some()),
        ];
        needed.into_iter().filter(|(_, there)| !there).map(|(key, _)| key).collect()
    }

    /// Every text that a plan fills in.
    pub(super) fn texts(&self) -> impl Iterator<Item = &RawLocalized> {
        [&self.title, &self.brief, &self.by, &self.why, &self.wrong, &self.back, &self.gate]
            .into_iter()
            .flatten()
            .chain(self.how.iter().flatten())
    }
}

/// A checked step; what [`RawStep::lacking`] names is empty.
impl From<RawStep> for StepTemplate {
    fn from(raw: RawStep) -> Self {
        let text = |text: Option<RawLocalized>| text.map_or_else(Localized::default, Into::into);
        Self {
            id: raw.id.unwrap_or_default().into(),
            phase: raw.phase.map(|phase| phase.value).unwrap_or_default().into(),
            scope: raw.scope.unwrap_or(Scope::Group),
            role: raw.role.unwrap_or(Role::Lead),
            by: raw.by.map(Into::into),
            kind: raw.kind.unwrap_or_default(),
            needs: texts(raw.needs.unwrap_or_default()),
            size: raw.size.unwrap_or_default(),
            days: raw.days.unwrap_or(0),
            wait: raw.wait,
            weekday: raw.weekday,
            avoids_holidays: raw.avoids_holidays.unwrap_or(false),
            undated: raw.undated.unwrap_or(false),
            minutes: raw.minutes.unwrap_or(0),
            times: raw.times.unwrap_or(1),
            title: text(raw.title),
            brief: text(raw.brief),
            is_outlined: raw.outline.unwrap_or(true),
            why: raw.why.map(Into::into),
            how: all(raw.how.unwrap_or_default()),
            wrong: raw.wrong.map(Into::into),
            back: raw.back.map(Into::into),
            gate: raw.gate.map(Into::into),
            settles: raw.settles.unwrap_or_default(),
            commands: all(raw.commands.unwrap_or_default()),
            messages: texts(raw.messages.unwrap_or_default()),
            destination: raw.destination.unwrap_or_default(),
            leaving: raw.leaving,
            claims: texts(raw.claims.unwrap_or_default()),
        }
    }
}
