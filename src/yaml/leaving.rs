//! Reads how to leave a platform.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_yaml::{Location, Spanned};

use super::evidence::{Checker, RawEvidence, with_evidence};
use crate::review::leaving::{Part, Step};
use crate::review::{Evidence, Leaving};

with_evidence! {
    struct RawStep {
        #[serde(default)]
        unknown: Option<String>,
        #[serde(default)]
        days: Option<u32>,
        #[serde(default)]
        grace_days: Option<u32>,
        #[serde(default, rename = "where")]
        place: Option<String>,
    }
}

/// A step for each part, under its key, and the order of the parts under the key `order`.
#[derive(Default)]
pub(super) struct RawLeaving {
    steps: BTreeMap<Part, Spanned<RawStep>>,
    order: Vec<Spanned<String>>,
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
            let message = format!("unknown field `{}`, expected one of {known}, order", key.value);
            checker.problem(key.referenced, message);
        }
        let order = self.order.into_iter().filter_map(|name| {
            let part = name.value.parse().ok();
            if part.is_none() {
                let message = format!("order: `{}` is no step of leaving", name.value);
                checker.problem_allowing(name.referenced, message, part_names());
            }
            part
        });
        let order = order.collect();
        let steps = self.steps.into_iter();
        let steps = steps.map(|(part, step)| (part, step.value.check(checker, step.referenced))).collect();
        Leaving { steps, order }
    }
}

impl RawStep {
    fn check(mut self, checker: &mut Checker<'_>, location: Location) -> Step {
        if let Some(looked) = self.unknown {
            return Step::Unknown(looked.into());
        }
        if self.note.is_none() {
            let message = "this step of leaving needs one of these keys";
            checker.problem_allowing(location, message, ["note", "unknown"]);
        }
        Step::Known {
            days: self.days,
            grace_days: self.grace_days,
            place: self.place.take().map(Into::into),
            evidence: self.evidence(checker, "this step of leaving", location),
        }
    }
}
