//! `policies/COVERAGE.md`: each answer with its option, confidence, age and proof.

use std::fmt::Write as _;

use jiff::Unit;
use jiff::civil::Date;
use opsec::data;
use opsec::review::{Confidence, Evidence, Given, Review};

use super::compare;
use crate::support::bundled::reviews;

fn confidence(evidence: &Evidence) -> &'static str {
    match evidence.confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
        Confidence::Disputed => "disputed",
    }
}

/// Whole months between the newest day on which a source was seen and the day of the data.
fn age(evidence: &Evidence) -> String {
    let months = |seen: Date| {
        let span = seen.until((Unit::Month, data::DATE)).unwrap();
        match span.get_months() {
            0 => "under a month".to_owned(),
            1 => "1 month".to_owned(),
            months => format!("{months} months"),
        }
    };
    evidence.newest().map_or_else(|| "not known".to_owned(), months)
}

/// How many questions were asked, how many have an answer, and how many of these are proven.
#[derive(Clone, Copy, Default)]
struct Counts {
    asked: usize,
    known: usize,
    proven: usize,
}

impl Counts {
    fn add(&mut self, more: Self) {
        self.asked += more.asked;
        self.known += more.known;
        self.proven += more.proven;
    }

    /// "38 of 41 questions answered, 38 of these proven"
    fn text(self) -> String {
        format!("{} of {} questions answered, {} of these proven", self.known, self.asked, self.proven)
    }
}

/// The rows of the questions that have a score, or of those that have none.
fn rows(review: &Review, scored: bool) -> (String, Counts) {
    let parts = data::rubric().parts.iter().filter(|part| part.scored == scored);
    let asked = parts.flat_map(|part| &part.questions).filter(|question| question.asked_of(review.kind));
    let mut counts = Counts::default();
    let mut rows = String::new();
    for question in asked {
        counts.asked += 1;
        let answer = review.answer(&question.id).map(|answer| &answer.given);
        let cells = match answer {
            Some(Given::Option(option, evidence)) => {
                counts.known += 1;
                counts.proven += usize::from(evidence.is_proven());
                let too_old =
                    question.max_age_months.is_some_and(|months| evidence.is_older_than(months, data::DATE));
                let age =
                    if too_old { format!("{}, too old to count", age(evidence)) } else { age(evidence) };
                let proof = if evidence.is_proven() { "yes" } else { "no" };
                format!("{option} | {} | {age} | {proof}", confidence(evidence))
            }
            Some(Given::Unknown(_)) => "unknown | | |".to_owned(),
            Some(Given::NotApplicable(_)) => "doesn't apply | | |".to_owned(),
            None => "not answered | | |".to_owned(),
        };
        writeln!(rows, "| {} | {cells} |", question.id).unwrap();
    }
    (rows, counts)
}

/// Writes the section of a review, and counts its questions with and without a score.
fn section(review: &Review, out: &mut String) -> [Counts; 2] {
    const HEAD: &str = "| question | option | confidence | age | proven |\n|---|---|---|---|---|\n";
    let name = &review.name;
    if review.answers.is_empty() {
        let reason = "Not rated: it has shut down, or we only know how to leave it.";
        writeln!(out, "\n## {name}\n\n{reason}").unwrap();
        return [Counts::default(); 2];
    }
    let (scored, counts) = rows(review, true);
    write!(out, "\n## {name}\n\n{}.\n\n{HEAD}{scored}", counts.text()).unwrap();
    let (unscored, once) = rows(review, false);
    if once.asked > 0 {
        write!(out, "\nDaily use, read once: {}.\n\n{HEAD}{unscored}", once.text()).unwrap();
    }
    [counts, once]
}

#[test]
fn the_coverage_is_what_the_reviews_say() {
    let mut sections = String::new();
    let [mut scored, mut once] = [Counts::default(); 2];
    for review in reviews() {
        let [more_scored, more_once] = section(review, &mut sections);
        scored.add(more_scored);
        once.add(more_once);
    }
    let percent = |part: usize, whole: usize| 100 * part / whole.max(1);
    let sum = |counts: Counts| {
        format!(
            "{} questions, {} answered ({} %). Of these, {} are proven ({} %).",
            counts.asked,
            counts.known,
            percent(counts.known, counts.asked),
            counts.proven,
            percent(counts.proven, counts.known)
        )
    };
    let made = format!(
        "# What we know, and how well\n\n\
         Made from the reviews by a test: `DOCUMENTS=write cargo test --test it documents`.\n\n\
         - **Age** runs from the newest day on which a source was seen, to {}, the day of the data.\n\
         - **Proven** means that the answer names the sentences it rests on, by fingerprints that `opsec review prove` \
         finds again in the texts.\n\n\
         Questions with a score, each read twice: {}\n\n\
         Questions of daily use, which have no score, each read once: {} Every section below keeps them apart.\n\
         {sections}",
        data::DATE,
        sum(scored),
        sum(once),
    );
    compare("COVERAGE.md", &made);
}
