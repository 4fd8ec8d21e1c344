//! A review to fill in: every question with its options, in YAML.

use jiff::civil::Date;
use opsec::language::Language;
use opsec::review::rubric::Question;
use opsec::review::{PlatformKind, Rubric};

use super::schema::kind_name;
use crate::words::review as words;

/// Returns a review to fill in, with every question open.
pub(crate) fn write(
    language: Language,
    id: &str,
    name: &str,
    kind: PlatformKind,
    rubric: &Rubric,
    today: Date,
) -> String {
    // A JSON string is also a YAML string, whatever the name holds.
    let name = serde_json::Value::from(name).to_string();
    let mut text = words::template_guide(language).to_owned();
    text.push_str(&words::template_head(language, id, &name, kind_name(kind)));
    for part in &rubric.parts {
        let asked: Vec<_> = part.questions.iter().filter(|question| question.asked_of(kind)).collect();
        if !asked.is_empty() {
            let about = part.text.as_ref().map(|text| text.text(language));
            text.push_str(&words::template_part(language, part.name.text(language), about));
        }
        for question in asked {
            text.push_str(&write_question(language, question, today));
        }
    }
    text
}

fn write_question(language: Language, question: &Question, today: Date) -> String {
    let options: Vec<_> = question.options.iter().map(|option| option.id.as_str()).collect();
    let judge = question.judge.as_ref().map(|judge| judge.text(language));
    let asked = words::template_question(language, question.text.text(language), judge, &options.join(" | "));
    let first = options.first().copied().unwrap_or_default();
    asked + &words::template_answer(language, &question.id, first, today)
}
