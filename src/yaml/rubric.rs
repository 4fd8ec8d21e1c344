//! Reads a rubric and checks it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;
use serde_yaml::Spanned;

use super::localized::RawLocalized;
use super::{Problem, only_schema, read};
use crate::language::{Localized, Text};
use crate::review::PlatformKind;
use crate::review::rubric::{Choice, Grading, Letter, NotApplicable, Part, Question, Rounding, Rubric};

/// Reads a rubric and checks it: ids once, points above zero in parts with a score, percents up to 100, two
/// options.
///
/// # Errors
/// The first problem found, with its place in the file.
pub fn rubric(file: &str, text: &str) -> Result<Rubric, Problem> {
    read::<RawRubric>(file, text)?.check(file)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRubric {
    schema: Spanned<u32>,
    #[serde(default)]
    date: Option<Spanned<String>>,
    #[serde(default)]
    na: Option<NotApplicable>,
    #[serde(default)]
    grading: Option<RawGrading>,
    parts: Vec<RawPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGrading {
    #[serde(default)]
    coverage: Option<Spanned<u32>>,
    #[serde(default)]
    width: Option<Spanned<f64>>,
    #[serde(default)]
    rounding: Rounding,
    #[serde(default)]
    letters: Vec<RawLetter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLetter {
    letter: Spanned<String>,
    from: Spanned<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPart {
    id: Spanned<String>,
    #[serde(default)]
    name: Option<RawLocalized>,
    #[serde(default)]
    text: Option<RawLocalized>,
    #[serde(default)]
    na: Option<NotApplicable>,
    #[serde(default = "yes")]
    scored: bool,
    questions: Vec<RawQuestion>,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuestion {
    id: Spanned<String>,
    #[serde(default)]
    group: Option<String>,
    #[serde(default)]
    points: Option<Spanned<u32>>,
    #[serde(default)]
    label: Option<RawLocalized>,
    text: RawLocalized,
    #[serde(default)]
    why: Option<RawLocalized>,
    #[serde(default)]
    judge: Option<RawLocalized>,
    #[serde(default)]
    max_age_months: Option<u32>,
    #[serde(default)]
    applies_to: Vec<PlatformKind>,
    options: Vec<RawOption>,
    #[serde(default)]
    phrases: bool,
    #[serde(default)]
    na: Option<NotApplicable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOption {
    id: Spanned<String>,
    percent: Spanned<u32>,
    #[serde(default)]
    text: Option<RawLocalized>,
}

/// Scores out of 10 are compared in hundredths; rounding must not decide a letter.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to lie in 0…10")]
fn hundredths(file: &str, key: &str, score: &Spanned<f64>) -> Result<u64, Problem> {
    if (0.0..=10.0).contains(&score.value) {
        return Ok((score.value * 100.0).round() as u64);
    }
    let message = format!("{key}: {} isn't a number from 0 to 10", score.value);
    Err(Problem::at(file, score.referenced, message))
}

impl RawGrading {
    /// Checks the rules; those that are not given are ours.
    fn check(self, file: &str) -> Result<Grading, Problem> {
        let mut grading = Grading { rounding: self.rounding, ..Grading::default() };
        if let Some(coverage) = self.coverage {
            if coverage.value > 100 {
                let message = format!("coverage: {} is more than 100 percent", coverage.value);
                return Err(Problem::at(file, coverage.referenced, message));
            }
            grading.coverage = coverage.value;
        }
        if let Some(width) = &self.width {
            grading.width = hundredths(file, "width", width)?;
        }
        let mut letters: Vec<Letter> = Vec::new();
        for RawLetter { letter, from } in self.letters {
            let least = hundredths(file, "from", &from)?;
            if let Some(same) =
                letters.iter().find(|other| other.letter == *letter.value || other.from == least)
            {
                let message =
                    format!("letters: `{}` repeats the name or the score of `{}`", letter.value, same.letter);
                return Err(Problem::at(file, letter.referenced, message));
            }
            letters.push(Letter { letter: letter.value.into(), from: least });
        }
        if !letters.is_empty() {
            letters.sort_by_key(|letter| std::cmp::Reverse(letter.from));
            grading.letters = letters;
        }
        Ok(grading)
    }
}

impl RawRubric {
    fn check(self, file: &str) -> Result<Rubric, Problem> {
        only_schema(1, file, "rubrics", &self.schema)?;
        let date = self.date.map(|date| {
            let day: Option<Date> = date.value.parse().ok();
            let message = format!("date: `{}` is not a day", date.value);
            day.ok_or_else(|| Problem::at(file, date.referenced, message).allowing(["YYYY-MM-DD"]))
        });
        let mut seen = BTreeSet::new();
        let mut seen_parts = BTreeSet::new();
        let mut parts = Vec::new();
        if self.parts.is_empty() {
            return Err(Problem::new(file, None, "parts: a rubric needs at least one part"));
        }
        for part in self.parts {
            let na = part.na.or(self.na);
            if !seen_parts.insert(part.id.value.clone()) {
                let message = format!("id: there are two parts `{}`", part.id.value);
                return Err(Problem::at(file, part.id.referenced, message));
            }
            if part.questions.is_empty() {
                let message = format!("part `{}` has no questions", part.id.value);
                return Err(Problem::at(file, part.id.referenced, message));
            }
            let questions = part.questions.into_iter().map(|question| {
                if !seen.insert(question.id.value.clone()) {
                    let message = format!("id: the question `{}` stands twice", question.id.value);
                    return Err(Problem::at(file, question.id.referenced, message));
                }
                question.check(file, na, part.scored)
            });
            let questions = questions.collect::<Result<Vec<_>, _>>()?;
            let id = Text::from(part.id.value);
            let name = named(part.name, &id);
            parts.push(Part { id, name, text: part.text.map(Into::into), scored: part.scored, questions });
        }
        let grading = self.grading.map_or_else(|| Ok(Grading::default()), |raw| raw.check(file))?;
        Ok(Rubric { date: date.transpose()?, grading, parts })
    }
}

impl RawQuestion {
    fn check(self, file: &str, na: Option<NotApplicable>, scored: bool) -> Result<Question, Problem> {
        let id = Text::from(self.id.value);
        let at = self.points.as_ref().map_or(self.id.referenced, |points| points.referenced);
        let points = self.points.map_or(0, |points| points.value);
        if scored && !(1..=10_000).contains(&points) {
            let message = format!("points: `{id}` must be worth between 1 and 10000 points");
            return Err(Problem::at(file, at, message));
        }
        if !scored && points > 0 {
            let message = format!("points: `{id}` has points, and its part has no score");
            return Err(Problem::at(file, at, message));
        }
        if self.options.len() < 2 {
            let message = format!("options: `{id}` needs at least two options");
            return Err(Problem::at(file, self.id.referenced, message));
        }
        let mut seen = BTreeSet::new();
        let mut options = Vec::new();
        for option in self.options {
            if option.percent.value > 100 {
                let message = format!("percent: {} is more than 100", option.percent.value);
                return Err(Problem::at(file, option.percent.referenced, message));
            }
            if !seen.insert(option.id.value.clone()) {
                let message = format!("id: the option `{}` of `{id}` stands twice", option.id.value);
                return Err(Problem::at(file, option.id.referenced, message));
            }
            let id = Text::from(option.id.value);
            options.push(Choice { text: named(option.text, &id), id, percent: option.percent.value });
        }
        Ok(Question {
            label: named(self.label, &id),
            group: self.group.unwrap_or_default().into(),
            points,
            text: self.text.into(),
            why: self.why.map(Into::into),
            judge: self.judge.map(Into::into),
            max_age_months: self.max_age_months,
            applies_to: self.applies_to,
            options,
            phrases: self.phrases,
            na: self.na.or(na).unwrap_or_default(),
            id,
        })
    }
}

/// Returns the given name, or the id if there is none.
fn named(name: Option<RawLocalized>, id: &Text) -> Localized {
    name.map_or_else(|| id.clone().into(), Into::into)
}
