//! `policies/AGREEMENT.md`: how often two readers, the second without sight of the first, chose the same option.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use opsec::data;
use opsec::review::Given;
use serde_json::Value;

use super::compare;

/// The options that the readers of one answer chose.
#[derive(Clone, Debug, Default)]
struct Reading {
    first: Option<String>,
    second: Option<String>,
    third: Option<String>,
}

/// Whether a question belongs to a part with a score. The others are facts of daily use: read once, not twice.
fn is_scored(question: &str) -> bool {
    let mut parts = data::rubric().parts.iter().filter(|part| part.scored);
    parts.any(|part| part.questions.iter().any(|other| other.id == *question))
}

/// All readings, by question and platform.
fn readings() -> BTreeMap<String, BTreeMap<String, Reading>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/policies/readings");
    let mut readings: BTreeMap<String, BTreeMap<String, Reading>> = BTreeMap::new();
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let file = path.display();
        for line in fs::read_to_string(&path).unwrap().lines() {
            let reading: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{file}: {error}"));
            let get = |key: &str| reading[key].as_str().unwrap_or_else(|| panic!("{file}: no {key}: {line}"));
            assert_eq!(Some(get("platform")), path.file_stem().and_then(|stem| stem.to_str()));
            get("day").parse::<jiff::civil::Date>().unwrap();
            let question =
                data::rubric().question(get("question")).unwrap_or_else(|| panic!("{file}: {line}"));
            assert!(is_scored(&question.id), "{file}: a question without a score is read once: {line}");
            let option = get("option");
            assert!(
                ["unknown", "na"].contains(&option) || question.option(option).is_some(),
                "{file}: {line}"
            );
            let platforms = readings.entry(question.id.to_string()).or_default();
            let entry = platforms.entry(get("platform").to_owned()).or_default();
            let slot = match get("reader") {
                "first" => &mut entry.first,
                "second" => &mut entry.second,
                "third" => &mut entry.third,
                other => panic!("{file}: reader {other}"),
            };
            assert!(slot.replace(option.to_owned()).is_none(), "{file}: twice: {line}");
        }
    }
    readings
}

/// Cohen's kappa of pairs of choices: how much of the agreement that chance leaves open was reached (J. Cohen, "A
/// coefficient of agreement for nominal scales", 1960). Nothing if chance alone would agree.
fn kappa(pairs: &[(&str, &str)]) -> Option<f64> {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap());
    let all = number(pairs.len());
    let observed = number(pairs.iter().filter(|(one, other)| one == other).count()) / all;
    let options: BTreeSet<_> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
    let share = |option: &str, pick: fn(&(&str, &str)) -> String| {
        number(pairs.iter().filter(|pair| pick(pair) == option).count()) / all
    };
    let expected: f64 = options
        .iter()
        .map(|option| share(option, |pair| pair.0.to_owned()) * share(option, |pair| pair.1.to_owned()))
        .sum();
    (all > 0.0 && expected < 1.0).then(|| (observed - expected) / (1.0 - expected))
}

#[test]
fn kappa_is_that_of_the_textbook() {
    let times = |count, pair| std::iter::repeat_n(pair, count);
    let pairs: Vec<_> = times(20, ("yes", "yes"))
        .chain(times(5, ("yes", "no")))
        .chain(times(10, ("no", "yes")))
        .chain(times(15, ("no", "no")))
        .collect();
    assert!((kappa(&pairs).unwrap() - 0.4).abs() < 1e-9);
    assert_eq!(kappa(&[("yes", "yes"), ("yes", "yes")]), None);
    assert_eq!(kappa(&[("yes", "no"), ("no", "yes")]), Some(-1.0));
    assert_eq!(kappa(&[]), None);
}

#[test]
fn every_answer_with_a_score_was_read_twice_and_the_agreement_is_what_the_readings_say() {
    let readings = readings();
    for review in data::reviews().iter() {
        for answer in review.answers.iter().filter(|answer| is_scored(&answer.question)) {
            let reading = readings.get(answer.question.as_str()).and_then(|all| all.get(review.id.as_str()));
            let name = format!("{} {}", review.id, answer.question);
            let reading = reading.unwrap_or_else(|| panic!("{name} was not read"));
            let (first, second) = (reading.first.as_ref(), reading.second.as_ref());
            assert!(first.is_some() && second.is_some(), "{name} was not read twice");
            // Where two readers differ a third decided, and the review says what they decided.
            let decided = reading.third.as_ref().or(first.filter(|_| first == second));
            let decided = decided.unwrap_or_else(|| panic!("{name}: nobody decided"));
            let said = match &answer.given {
                Given::Option(option, _) => option.as_str(),
                Given::Unknown(_) => "unknown",
                Given::NotApplicable(_) => "na",
            };
            assert_eq!(said, decided, "{name}");
        }
    }
    compare("AGREEMENT.md", &document(&readings));
}

fn document(readings: &BTreeMap<String, BTreeMap<String, Reading>>) -> String {
    let mut rows = String::new();
    let mut all_pairs = 0;
    let mut all_same = 0;
    for question in data::rubric().questions() {
        let Some(platforms) = readings.get(question.id.as_str()) else { continue };
        let pairs: Vec<_> = platforms
            .values()
            .filter_map(|reading| Some((reading.first.as_deref()?, reading.second.as_deref()?)))
            .collect();
        let same = pairs.iter().filter(|(first, second)| first == second).count();
        let differ: Vec<_> = platforms
            .iter()
            .filter_map(|(platform, reading)| {
                let (first, second) = (reading.first.as_deref()?, reading.second.as_deref()?);
                let third = reading.third.as_deref().unwrap_or("open");
                (first != second).then(|| format!("{platform}: {first} or {second}, now {third}"))
            })
            .collect();
        let kappa = kappa(&pairs).map_or_else(|| "–".to_owned(), |kappa| format!("{kappa:.2}"));
        writeln!(
            rows,
            "| {} | {same} of {} | {} % | {kappa} | {} |",
            question.id,
            pairs.len(),
            100 * same / pairs.len().max(1),
            differ.join("; ")
        )
        .unwrap();
        all_pairs += pairs.len();
        all_same += same;
    }
    let overruled: Vec<_> = readings
        .iter()
        .flat_map(|(question, platforms)| {
            platforms.iter().map(move |(platform, reading)| (question, platform, reading))
        })
        .filter(|(.., reading)| reading.first == reading.second && reading.third.is_some())
        .filter(|(.., reading)| reading.third != reading.first)
        .map(|(question, platform, reading)| {
            let option = |reader: &Option<String>| reader.clone().unwrap_or_default();
            format!("- {platform}, {question}: {} → {}\n", option(&reading.first), option(&reading.third))
        })
        .collect();
    let answers = data::reviews().iter().flat_map(|review| &review.answers);
    let once = answers.filter(|answer| !is_scored(&answer.question)).count();
    format!(
        "# How far two readers agree\n\n\
         Made from `readings/*.jsonl` by a test: `DOCUMENTS=write cargo test --test it documents`.\n\n\
         The first reader collected the texts and wrote the review. The second got the question, its `judge` rule, the \
         options and the collected texts, and nothing else. Where they differ, a third reader decided. Cohen's kappa is \
         1 for full agreement and 0 for what chance alone would give; – means that both chose one option everywhere.\n\n\
         Of {all_pairs} pairs of readings, {all_same} agree ({} %).\n\n\
         The questions of daily use have no score. Each of their {once} answers was read once, not \
         twice. They don't count here.\n\n\
         | question | same option | percent | kappa | where they differ |\n|---|---|---|---|---|\n{rows}\n\
         ## Changed although both agreed\n\n\
         A third reader compared all platforms question by question, and gave the same facts the same option. In {} \
         cases that changed an answer on which both readers had agreed:\n\n{}",
        100 * all_same / all_pairs.max(1),
        overruled.len(),
        overruled.concat()
    )
}
