//! The members' slips as JSON.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::render::checklist::PlanView;
use crate::render::checklist::slips::{member_signs, member_steps, text, title};
use crate::render::document::Sentence;
use crate::render::json::Day;
use crate::words::checklist as words;

/// The slip of a member.
#[derive(JsonSchema, Serialize)]
pub(super) struct SlipJson {
    /// The number or name of the member, in words.
    title: String,
    /// The steps that every member does.
    steps: Vec<SlipStepJson>,
    /// The signs of a false invitation.
    signs: Vec<String>,
}

/// A step that every member does.
#[derive(JsonSchema, Serialize)]
struct SlipStepJson {
    /// The ID of the step.
    id: String,
    /// The day by which it's done.
    #[schemars(with = "Day")]
    due: Date,
    /// What to do.
    title: String,
    /// How to do it.
    how: String,
}

/// One slip for each member.
pub(super) fn slips(view: &PlanView<'_>, names: Option<&[String]>) -> Vec<SlipJson> {
    let slip = |number: u32| {
        let name = names.and_then(|names| names.get(number as usize - 1)).map(String::as_str);
        let steps = member_steps(view).map(|step| SlipStepJson {
            id: step.id.clone(),
            due: step.due,
            title: title(view, step),
            how: text(view, step),
        });
        SlipJson {
            title: words::slip_title(view.language, number, name),
            steps: steps.collect(),
            signs: member_signs(view).iter().map(Sentence::text).collect(),
        }
    };
    (1..=view.plan.group.members).map(slip).collect()
}
