//! Reads how to leave a platform.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_yaml::{Location, Spanned};

use super::evidence::{Checker, with_evidence};
use crate::review::Leaving;
use crate::review::leaving::{Holds, Part, Step};

with_evidence! {
    struct RawStep {
        #[serde(default)]
        unknown: Option<String>,
        #[serde(default)]
        wait_days: Option<Spanned<u32>>,
        #[serde(default)]
        link_days: Option<Spanned<u32>>,
        #[serde(default)]
        holds: Option<Holds>,
        #[serde(default)]
        grace_days: Option<Spanned<u32>>,
        #[serde(default, rename = "where")]
        place: Option<String>,
    }
}

/// A step for each part, under its key, and the order of the parts under the keys `order` and `after_account`.
#[derive(Default)]
pub(super) struct RawLeaving {
    steps: BTreeMap<Part, Spanned<RawStep>>,
    order: Vec<Spanned<String>>,
    after_account: Option<Spanned<String>>,
    unknown: Vec<Spanned<String>>,
}

impl<'de> Deserialize<'de> for RawLeaving {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LeavingVisitor;

        impl<'de> Visitor<'de> for LeavingVisitor {
            type Value = RawLeaving;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the steps of leaving by part, and their `order`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawLeaving, A::Error> {
                let mut leaving = RawLeaving::default();
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    if key.value == "order" {
                        leaving.order = map.next_value()?;
                    } else if key.value == "after_account" {
                        leaving.after_account = Some(map.next_value()?);
                    } else if let Ok(part) = key.value.parse() {
                        leaving.steps.insert(part, map.next_value()?);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                        leaving.unknown.push(key);
                    }
                }
                Ok(leaving)
            }
        }

        deserializer.deserialize_map(LeavingVisitor)
    }
}

fn part_names() -> [&'static str; Part::ALL.len()] {
    Part::ALL.map(Part::id)
}

impl RawLeaving {
    pub(super) fn check(self, checker: &mut Checker<'_>) -> Leaving {
        for key in self.unknown {
            let known = part_names().join(", ");
            let message =
                format!("unknown field `{}`, expected one of {known}, order, after_account", key.value);
            checker.problem(key.referenced, message);
        }
        let order = order(self.order, self.after_account.as_ref(), checker);
        let steps = self.steps.into_iter();
        let steps = steps.map(|(part, step)| (part, step.value.check(checker, step.referenced))).collect();
        Leaving { steps, order, after_account: self.after_account.map(|reason| reason.value.into()) }
    }
}

/// Reads the order of the parts, each at most once, and none behind the account unless a reason is given.
fn order(
    names: Vec<Spanned<String>>,
    after_account: Option<&Spanned<String>>,
    checker: &mut Checker<'_>,
) -> Vec<Part> {
    let mut order: Vec<Part> = Vec::new();
    let mut is_reason_used = false;
    for name in names {
        let (at, name) = (name.referenced, name.value);
        let Some(part) = name.parse().ok().filter(|part| Part::USUAL_ORDER.contains(part)) else {
            let message = format!("order: `{name}` isn't something you do to leave");
            checker.problem_allowing(at, message, Part::USUAL_ORDER.map(Part::id));
            continue;
        };
        if order.contains(&part) {
            checker.problem(at, format!("order: `{name}` is listed twice"));
            continue;
        }
        if order.contains(&Part::Account) {
            is_reason_used = true;
            if after_account.is_none() {
                let message = format!(
                    "order: `{name}` comes after `account`, which it needs. Put `account` last, or say in \
                     `after_account` why it can still be done"
                );
                checker.problem(at, message);
            }
        }
        order.push(part);
    }
    if let Some(reason) = after_account {
        if reason.value.trim().is_empty() {
            checker.problem(reason.referenced, "after_account: give the reason");
        } else if !is_reason_used {
            let message = "after_account: nothing in `order` comes after `account`";
            checker.problem(reason.referenced, message);
        }
    }
    order
}

impl RawStep {
    fn check(mut self, checker: &mut Checker<'_>, location: Location) -> Step {
        let evidence = self.evidence();
        if let Some(looked) = self.unknown.take() {
            let has_days =
                [&self.wait_days, &self.link_days, &self.grace_days].iter().any(|days| days.is_some());
            if !evidence.is_empty() || has_days || self.holds.is_some() || self.place.is_some() {
                let message = "unknown: this step of leaving also has instructions; keep one of the two";
                checker.problem(location, message);
            }
            return Step::Unknown(looked.into());
        }
        if evidence.note.is_none() {
            let message = "this step of leaving needs one of these keys";
            checker.problem_allowing(location, message, ["note", "unknown"]);
        }
        Step::Known {
            wait_days: checker.days("wait_days", self.wait_days.take()),
            link_days: checker.days("link_days", self.link_days.take()),
            holds: self.holds.take(),
            grace_days: checker.days("grace_days", self.grace_days.take()),
            place: self.place.take().map(Into::into),
            evidence: checker.evidence("this step of leaving", location, evidence),
        }
    }
}
