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

fn section(review: &Review, out: &mut String) -> (usize, usize, usize) {
    let asked: Vec<_> =
        data::rubric().questions().filter(|question| question.asked_of(review.kind)).collect();
    let mut known = 0;
    let mut proven = 0;
    let mut rows = String::new();
    for question in &asked {
        let answer = review.answer(&question.id).map(|answer| &answer.given);
        let cells = match answer {
            Some(Given::Option(option, evidence)) => {
                known += 1;
                proven += usize::from(evidence.is_proven());
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
    if review.answers.is_empty() {
        writeln!(
            out,
            "\n## {}\n\nNot rated: it has shut down, or we only know how to leave it.",
            review.name
        )
        .unwrap();
        return (0, 0, 0);
    }
    write!(
        out,
        "\n## {}\n\n{known} of {} questions answered, {proven} of these proven.\n\n\
         | question | option | confidence | age | proven |\n|---|---|---|---|---|\n{rows}",
        review.name,
        asked.len()
    )
    .unwrap();
    (asked.len(), known, proven)
}

#[test]
fn the_coverage_is_what_the_reviews_say() {
    let mut sections = String::new();
    let (mut asked, mut known, mut proven) = (0, 0, 0);
    for review in reviews() {
        let (more_asked, more_known, more_proven) = section(review, &mut sections);
        asked += more_asked;
        known += more_known;
        proven += more_proven;
    }
    let percent = |part: usize, whole: usize| 100 * part / whole.max(1);
    let made = format!(
        "# What we know, and how well\n\n\
         Made from the reviews by a test: `DOCUMENTS=write cargo test --test it documents`.\n\n\
         - **Age** runs from the newest day on which a source was seen, to {}, the day of the data.\n\
         - **Proven** means that the answer names the sentences it rests on, by fingerprints that `opsec review prove` \
         finds again in the texts.\n\n\
         {asked} questions, {known} answered ({} %). Of these, {proven} are proven ({} %).\n{sections}",
        data::DATE,
        percent(known, asked),
        percent(proven, known)
    );
    compare("COVERAGE.md", &made);
}
