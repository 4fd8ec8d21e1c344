//! The rubric: the questions, their options, and what each is worth.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Kind, Problem, Spanned, Text, read};

/// A rubric, read and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Rubric {
    /// The day the rubric was last changed, if it says so.
    pub date: Option<jiff::civil::Date>,
    /// When a score gets a letter, and which.
    pub grading: Grading,
    /// The parts, each scored on its own.
    pub parts: Vec<Part>,
}

/// When a score gets a letter, and which one.
#[derive(Clone, Debug, PartialEq)]
pub struct Grading {
    /// Percent of a part's points that must be answered.
    pub coverage: u32,
    /// Widest interval that still gets a letter, in hundredths of a point out of 10.
    pub width: u64,
    /// Letters by the low end of the interval, best first.
    pub letters: Vec<Letter>,
}

/// A letter and the least score, in hundredths of a point out of 10, that earns it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The letter itself.
    pub letter: String,
    /// Least low end in hundredths of a point out of 10.
    pub from: u64,
}

impl Default for Grading {
    fn default() -> Self {
        let letters = [("A", 800), ("B", 650), ("C", 500), ("D", 300), ("E", 0)];
        let letters = letters.map(|(letter, from)| Letter { letter: letter.to_owned(), from });
        Self { coverage: 70, width: 250, letters: letters.into() }
    }
}

/// A part of the rubric, scored on its own and never averaged with another.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Short name for programs.
    pub id: String,
    /// Name for people.
    pub name: Text,
    /// What the part is about, in a sentence.
    pub text: Option<Text>,
    /// The questions in the order they are shown.
    pub questions: Vec<Question>,
}

/// A question with its options.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Name for programs and reviews.
    pub id: String,
    /// Questions of one group share the weight a profile gives it.
    pub group: String,
    /// What the question is worth within its part.
    pub points: u32,
    /// Two or three words for a table.
    pub label: Text,
    /// The question itself.
    pub text: Text,
    /// Why it matters.
    pub why: Option<Text>,
    /// Months after which an answer must be looked at again.
    pub max_age_months: Option<u32>,
    /// Kinds of platform it is asked of; all when empty.
    pub applies_to: Vec<Kind>,
    /// The answers one can choose from.
    pub options: Vec<Choice>,
    /// What "cannot apply" does to the score.
    pub na: NotApplicable,
}

impl Question {
    /// Returns the option with this id.
    pub fn option(&self, id: &str) -> Option<&Choice> {
        self.options.iter().find(|option| option.id == id)
    }

    /// Whether the question is asked of this kind of platform.
    pub fn asked_of(&self, kind: Kind) -> bool {
        self.applies_to.is_empty() || self.applies_to.contains(&kind)
    }

    /// Returns the lowest and the highest percent of any option.
    pub fn span(&self) -> (u32, u32) {
        let percents = self.options.iter().map(|option| option.percent);
        (percents.clone().min().unwrap_or(0), percents.max().unwrap_or(100))
    }
}

/// One option of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Name for programs and reviews.
    pub id: String,
    /// Share of the question's points it earns, 0 to 100.
    pub percent: u32,
    /// What it says.
    pub text: Text,
}

/// What an answer "cannot apply" does to the score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NotApplicable {
    /// It leaves numerator and denominator.
    #[default]
    Leaves,
    /// It earns all points, as in PrivacySpy.
    Scores,
}

impl Rubric {
    /// Reads a rubric and checks it: ids once, points above zero, percents up to 100, two options.
    pub fn read(file: &str, text: &str) -> Result<Self, Problem> {
        let raw: RawRubric = read(file, text)?;
        raw.check(file)
    }

    /// Returns the question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// Returns every question of every part.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.parts.iter().flat_map(|part| &part.questions)
    }

    /// Returns the index of the part that ranks platforms: Protection, else the first.
    pub fn ranking_part(&self) -> usize {
        self.parts.iter().position(|part| part.id == "protection").unwrap_or(0)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRubric {
    schema: Spanned<u32>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    na: Option<NotApplicable>,
    #[serde(default)]
    grading: Option<RawGrading>,
    parts: Vec<RawPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGrading {
    coverage: u32,
    width: f64,
    letters: Vec<RawLetter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLetter {
    letter: String,
    from: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPart {
    id: Spanned<String>,
    #[serde(default)]
    name: Option<Text>,
    #[serde(default)]
    text: Option<Text>,
    #[serde(default)]
    na: Option<NotApplicable>,
    questions: Vec<RawQuestion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuestion {
    id: Spanned<String>,
    #[serde(default)]
    group: Option<String>,
    points: Spanned<u32>,
    #[serde(default)]
    label: Option<Text>,
    text: Text,
    #[serde(default)]
    why: Option<Text>,
    #[serde(default)]
    max_age_months: Option<u32>,
    #[serde(default)]
    applies_to: Vec<Kind>,
    options: Vec<RawOption>,
    #[serde(default)]
    na: Option<NotApplicable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOption {
    id: Spanned<String>,
    percent: Spanned<u32>,
    #[serde(default)]
    text: Option<Text>,
}

/// Scores out of 10 are compared in hundredths, so that no rounding decides a letter.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0…1000 before")]
fn hundredths(score: f64) -> u64 {
    (score.clamp(0.0, 10.0) * 100.0).round() as u64
}

impl RawRubric {
    fn check(self, file: &str) -> Result<Rubric, Problem> {
        if self.schema.value != 1 {
            return Err(Problem::at(
                file,
                self.schema.referenced,
                "schema: this program reads rubrics of schema 1",
            )
            .allowing(["1"]));
        }
        let date = self.date.map(|text| {
            text.parse().map_err(|_| {
                Problem::new(file, None, format!("date: `{text}` is not a day")).allowing(["YYYY-MM-DD"])
            })
        });
        let mut seen = BTreeSet::new();
        let mut parts = Vec::new();
        if self.parts.is_empty() {
            return Err(Problem::new(file, None, "parts: a rubric needs at least one part"));
        }
        for part in self.parts {
            let na = part.na.or(self.na);
            if part.questions.is_empty() {
                let message = format!("part `{}` has no questions", part.id.value);
                return Err(Problem::at(file, part.id.referenced, message));
            }
            let questions = part.questions.into_iter().map(|question| {
                if !seen.insert(question.id.value.clone()) {
                    let message = format!("id: the question `{}` stands twice", question.id.value);
                    return Err(Problem::at(file, question.id.referenced, message));
                }
                question.check(file, na)
            });
            let questions = questions.collect::<Result<Vec<_>, _>>()?;
            let name = part.name.unwrap_or_else(|| Text::from(part.id.value.as_str()));
            parts.push(Part { id: part.id.value, name, text: part.text, questions });
        }
        let grading = self.grading.map_or_else(Grading::default, |raw| {
            let letters =
                raw.letters.into_iter().map(|raw| Letter { letter: raw.letter, from: hundredths(raw.from) });
            let mut letters: Vec<_> = letters.collect();
            letters.sort_by_key(|letter| std::cmp::Reverse(letter.from));
            Grading { coverage: raw.coverage.min(100), width: hundredths(raw.width), letters }
        });
        Ok(Rubric { date: date.transpose()?, grading, parts })
    }
}

impl RawQuestion {
    fn check(self, file: &str, na: Option<NotApplicable>) -> Result<Question, Problem> {
        let id = self.id.value;
        if self.points.value == 0 || self.points.value > 10_000 {
            let message = format!("points: `{id}` must be worth between 1 and 10000 points");
            return Err(Problem::at(file, self.points.referenced, message));
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
            let text = option.text.unwrap_or_else(|| Text::from(option.id.value.as_str()));
            options.push(Choice { id: option.id.value, percent: option.percent.value, text });
        }
        Ok(Question {
            label: self.label.unwrap_or_else(|| Text::from(id.as_str())),
            group: self.group.unwrap_or_default(),
            points: self.points.value,
            text: self.text,
            why: self.why,
            max_age_months: self.max_age_months,
            applies_to: self.applies_to,
            options,
            na: self.na.or(na).unwrap_or_default(),
            id,
        })
    }
}
