//! The rubric: the questions, their options, and what each is worth.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{PlatformKind, optional_day};
use crate::language::{Localized, Text};

/// A rubric, read and checked.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rubric {
    /// The day the rubric was last changed, if it says so.
    #[serde(with = "optional_day")]
    pub date: Option<Date>,
    /// The rules by which a score gets a letter.
    pub grading: Grading,
    /// The parts, each scored on its own.
    pub parts: Vec<Part>,
}

/// The rules by which a score gets a letter.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Grading {
    /// Percent of a part's points that must be answered.
    pub coverage: u32,
    /// Widest interval that still gets a letter, in hundredths of a point out of 10.
    pub width: u64,
    /// How scores are shown.
    pub rounding: Rounding,
    /// Letters by the low end of the interval, best first.
    pub letters: Vec<Letter>,
}

/// How a score is rounded to the one decimal that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// The low end down and the high end up.
    #[default]
    Outward,
    /// To the nearest, halves up, as in PrivacySpy.
    HalfUp,
}

/// A letter and the least score, in hundredths of a point out of 10, that earns it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Letter {
    /// The letter itself.
    pub letter: Text,
    /// Least low end in hundredths of a point out of 10.
    pub from: u64,
}

impl Default for Grading {
    fn default() -> Self {
        let letters = [("A", 800), ("B", 650), ("C", 500), ("D", 300), ("E", 0)];
        let letters = letters.map(|(letter, from)| Letter { letter: letter.into(), from });
        Self { coverage: 70, width: 250, rounding: Rounding::Outward, letters: letters.into() }
    }
}

/// A part of the rubric, scored on its own and never averaged with another.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Part {
    /// Short name for programs.
    pub id: Text,
    /// Name for people.
    pub name: Localized,
    /// What the part is about, in a sentence.
    pub text: Option<Localized>,
    /// Whether it has a score. Facts of daily use have none, but gates may ask for them.
    pub scored: bool,
    /// The questions in the order they are shown.
    pub questions: Vec<Question>,
}

/// A question with its options.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Question {
    /// Name for programs and reviews.
    pub id: Text,
    /// Questions of one group share the weight a profile gives it.
    pub group: Text,
    /// Points of the question within its part.
    pub points: u32,
    /// Two or three words for a table.
    pub label: Localized,
    /// The question itself.
    pub text: Localized,
    /// Why it matters.
    pub why: Option<Localized>,
    /// How reviewers judge the cases that could be graded two ways.
    pub judge: Option<Localized>,
    /// Months after which an answer must be checked again.
    pub max_age_months: Option<u32>,
    /// Kinds of platform it is asked of; all when empty.
    pub applies_to: Vec<PlatformKind>,
    /// The options a reviewer can choose from.
    pub options: Vec<Choice>,
    /// Whether the options' texts say what they are about ("needs a phone number to register") and read well
    /// without the label.
    pub phrases: bool,
    /// How the answer "cannot apply" is scored.
    pub na: NotApplicable,
}

impl Question {
    /// Returns the option with this id.
    pub fn option(&self, id: &str) -> Option<&Choice> {
        self.options.iter().find(|option| option.id == *id)
    }

    /// Whether the question is asked of this kind of platform.
    pub fn asked_of(&self, kind: PlatformKind) -> bool {
        self.applies_to.is_empty() || self.applies_to.contains(&kind)
    }

    /// Returns the lowest and the highest percent of any option.
    pub fn span(&self) -> (u32, u32) {
        let percents = self.options.iter().map(|option| option.percent);
        (percents.clone().min().unwrap_or(0), percents.max().unwrap_or(100))
    }
}

/// One option of a question.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Choice {
    /// Name for programs and reviews.
    pub id: Text,
    /// Share of the question's points it earns, 0 to 100.
    pub percent: u32,
    /// Its text.
    pub text: Localized,
}

/// How good an option is, in three classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// Fewer than 30 percent of the points.
    Poor,
    /// From 30 to below 75 percent of the points.
    Middling,
    /// 75 percent of the points or more.
    Good,
}

impl Choice {
    /// Returns how good the option is.
    pub fn quality(&self) -> Quality {
        match self.percent {
            75.. => Quality::Good,
            30..=74 => Quality::Middling,
            _ => Quality::Poor,
        }
    }
}

/// How the answer "cannot apply" is scored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NotApplicable {
    /// It earns nothing and answers nothing: it counts as unknown.
    #[default]
    #[serde(alias = "leaves")]
    Unknown,
    /// It earns all points, as in PrivacySpy.
    Scores,
}

impl Rubric {
    /// Returns the question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == *id)
    }

    /// Returns every question of every part.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.parts.iter().flat_map(|part| &part.questions)
    }

    /// Returns the index of the part that ranks platforms: Protection, else the first that has a score.
    pub fn ranking_part(&self) -> usize {
        let scored = || self.parts.iter().enumerate().filter(|(_, part)| part.scored);
        let protection = scored().find(|(_, part)| part.id == "protection");
        protection.or_else(|| scored().next()).map_or(0, |(index, _)| index)
    }
}
