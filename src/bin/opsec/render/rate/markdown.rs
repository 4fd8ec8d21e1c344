//! Ratings for wikis and mails.

use std::fmt::Write;

use opsec::policy::Evidence;
use opsec::rate::{Assessment, Gates, Standing, State};

use super::card::Card;
use super::{Setting, words};
use crate::ui::sanitize;

/// A card with all its answers in tables.
pub(super) fn card(card: &Card) -> String {
    let assessment = &card.assessment;
    let mut text = String::new();
    let _ = writeln!(text, "# {}\n", escaped(&words::heading(assessment.review)));
    let _ = writeln!(text, "{}\n", words::age(&card.setting, assessment.review).1);
    let _ = writeln!(text, "**{}**\n", escaped(&words::gate_verdict(&card.setting, assessment).1));
    if let Gates::Closed(reasons) | Gates::NotKnown(reasons) = &assessment.gates {
        for reason in reasons {
            let _ = writeln!(text, "- {} {}", escaped(&words::gate_reason(reason)), reason.gate.why);
        }
        text.push('\n');
    }
    let _ = writeln!(text, "| part | letter | of 10 | answered |\n|---|---|---|---|");
    for score in &assessment.parts {
        let interval = score.interval.map_or_else(|| "–".to_owned(), |interval| interval.to_string());
        let letter = words::letter(score);
        let _ = writeln!(
            text,
            "| {} | {letter} | {interval} | {} of {} |",
            score.part.name, score.answered, score.asked
        );
    }
    text.push_str(&answers(card));
    let review = assessment.review;
    let facts: Vec<_> = review.status_note.iter().chain(&review.remarks).collect();
    if !facts.is_empty() {
        text.push_str("\n## Good to know\n\n");
        for fact in facts {
            let _ = writeln!(text, "- {} {}", escaped(&fact.note), links(fact));
        }
    }
    if !card.better.is_empty() {
        let _ = writeln!(text, "\n## Better for {}\n", card.setting.profile.id);
        let part = &card.setting.data.rubric.parts[card.setting.data.rubric.ranking_part()];
        for standing in &card.better {
            let other = &standing.assessment;
            let score =
                other.part(&part.id).filter(|score| score.letter.is_some()).and_then(|score| score.interval);
            let says = score.map_or_else(
                || "passes every gate; not enough is known to grade it".to_owned(),
                |interval| format!("{} {interval}", part.name),
            );
            let weak = words::weakness(other, &part.id).map_or_else(String::new, |weak| format!("; {weak}"));
            let _ = writeln!(text, "- **{}**: {says}{}", escaped(&other.review.name), escaped(&weak));
        }
    }
    text.push_str("\nNot checked: the programs themselves, and what the servers really do.\n");
    text
}

fn answers(card: &Card) -> String {
    let mut text = String::new();
    let decisive = words::decisive(&card.setting, &card.assessment, 7);
    for score in &card.assessment.parts {
        let mine = card.assessment.judged.iter().filter(|judged| {
            card.setting.data.rubric.parts[judged.part].id == score.part.id
                && (card.explain || decisive.iter().any(|other| other.question.id == judged.question.id))
        });
        let mine: Vec<_> = mine.collect();
        if mine.is_empty() {
            continue;
        }
        let _ = writeln!(
            text,
            "\n## {}\n\n| question | answer | why, and where it is said |\n|---|---|---|",
            score.part.name
        );
        for judged in mine {
            let label = judged.question.label.english();
            let (answer, why) = match judged.state {
                State::Known(choice, found) => (choice.text.to_string(), proof(found)),
                State::Expired(choice, found) => (
                    format!("last known {}: {} (too old to count)", found.checked, choice.text),
                    proof(found),
                ),
                State::Disputed(choice, found) => (format!("disputed: {}", choice.text), proof(found)),
                State::Unknown(looked) => ("not known".to_owned(), escaped(looked)),
                State::NotApplicable(why) => ("cannot apply".to_owned(), escaped(why)),
            };
            let _ = writeln!(text, "| {label} | {} | {why} |", escaped(&answer));
        }
    }
    text
}

/// Several platforms in one table.
pub(super) fn standings(setting: &Setting, standings: &[Standing<'_>]) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "For **{}**: {}. Data of {}.\n",
        setting.profile.id, setting.profile.attackers, setting.data.date
    );
    let parts: Vec<_> = setting.data.rubric.parts.iter().collect();
    let names: Vec<_> = parts.iter().map(|part| part.name.english()).collect();
    let _ = writeln!(text, "| | gate | {} |\n|---|---|{}", names.join(" | "), "---|".repeat(parts.len()));
    for standing in standings {
        let assessment = &standing.assessment;
        let grades: Vec<_> = parts.iter().map(|part| grade(assessment, &part.id)).collect();
        let verdict = words::gate_verdict(setting, assessment).1;
        let _ = writeln!(
            text,
            "| {} | {} | {} |",
            escaped(&assessment.review.name),
            escaped(&verdict),
            grades.join(" | ")
        );
    }
    text.push_str("\nNot checked: the programs themselves, and what the servers really do.\n");
    text
}

fn grade(assessment: &Assessment<'_>, part: &str) -> String {
    let Some(score) = assessment.part(part) else { return "–".to_owned() };
    let interval = score.interval.map_or_else(|| "–".to_owned(), |interval| interval.to_string());
    format!("{} {interval}", words::letter(score))
}

fn proof(evidence: &Evidence) -> String {
    format!("{} {}", escaped(&evidence.note), links(evidence))
}

fn links(evidence: &Evidence) -> String {
    let links = evidence.sources.iter().map(|source| {
        // Angle brackets keep any address one link; what could close them is encoded.
        let url = sanitize(&source.url)
            .replace('<', "%3C")
            .replace('>', "%3E")
            .replace(' ', "%20")
            .replace('|', "%7C");
        format!("([{}](<{url}>), {})", escaped(&source.speaker()), source.date)
    });
    links.collect::<Vec<_>>().join(" ")
}

/// The text with nothing that Markdown, or HTML within it, would take for its own.
pub(in crate::render) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in sanitize(text).chars() {
        match character {
            '<' => shown.push_str("&lt;"),
            '&' => shown.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' => shown.extend(['\\', character]),
            _ => shown.push(character),
        }
    }
    shown
}
