//! Short phrases that the views of ratings share.

use jiff::civil::Date;
use opsec::policy::{Evidence, Kind, Review, Status};
use opsec::rate::{Assessment, Gates, Judged, PartScore, Reason, State};

use super::Setting;
use crate::data::count;
use crate::ui::{Meaning, sanitize};

/// From how many percent an answer is marked as good.
const GOOD: u32 = 75;

/// Age in days after which a copy of the data should be replaced before it is relied on.
const OLD_COPY_DAYS: i32 = 180;

/// "✓ friends: fit" or "✗ friends: not private", in words that stand without colour.
pub(super) fn gate_verdict(setting: &Setting, assessment: &Assessment<'_>) -> (Meaning, String) {
    let profile = &setting.profile.id;
    match &assessment.gates {
        Gates::Open if assessment.review.status == Status::AtRisk => {
            (Meaning::Warning, format!("! {profile}: passes every gate, but it may soon be gone."))
        }
        Gates::Open => (Meaning::Good, format!("✓ {profile}: passes every gate.")),
        Gates::Closed(reasons) => {
            let mut verdicts: Vec<_> = reasons.iter().map(|reason| reason.gate.closed.english()).collect();
            verdicts.dedup();
            (Meaning::Bad, format!("✗ {profile}: {}.", verdicts.join("; ")))
        }
        Gates::NotKnown(reasons) => {
            let labels: Vec<_> =
                reasons.iter().map(|reason| reason.judged.question.label.english()).collect();
            (Meaning::Warning, format!("? {profile}: not known whether it is fit ({}).", labels.join(", ")))
        }
        Gates::None if assessment.review.status == Status::Discontinued => {
            (Meaning::Bad, "✗ discontinued: it can no longer be used.".to_owned())
        }
        Gates::None if assessment.review.kind == Kind::Chat => {
            (Meaning::Faint, "– no gate: this rubric asks none of the profile's questions.".to_owned())
        }
        Gates::None => (
            Meaning::Faint,
            format!("– no gate: gates are for chats, and this is for {}.", purpose(assessment.review.kind)),
        ),
    }
}

/// One sentence per gate that is not open: the answer, and since when it is only the last known.
pub(in crate::render) fn gate_reason(reason: &Reason<'_>) -> String {
    let label = super::super::layout::capitalised(reason.judged.question.label.english());
    match reason.judged.state {
        State::Known(choice, _) => format!("{label}: {}.", choice.text),
        State::Expired(choice, evidence) => {
            format!("{label}: {} (last known {}).", choice.text, month(evidence.checked))
        }
        State::Disputed(choice, _) => format!("{label}: {}, but sources contradict each other.", choice.text),
        State::Unknown(looked) => format!("{label}: not known; {}.", sanitize(looked.trim_end_matches('.'))),
        State::NotApplicable(why) => {
            format!("{label}: cannot apply; {}.", sanitize(why.trim_end_matches('.')))
        }
    }
}

fn month(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

/// "discord.com, 2026-05-18" for the first source, with how many more there are.
pub(super) fn short_source(evidence: &Evidence) -> String {
    let Some(source) = evidence.sources.first() else { return "no source".to_owned() };
    let doubt = match evidence.confidence {
        opsec::policy::Confidence::Low => "; weak source",
        _ => "",
    };
    format!("{}, {}{doubt}", sanitize(&source.speaker()), source.date)
}

/// "Discord — chat — Discord Inc., United States — active"
pub(super) fn heading(review: &Review) -> String {
    let mut pieces = vec![sanitize(&review.name), kind(review.kind).to_owned()];
    if let Some(operator) = &review.operator {
        pieces.push(format!("{}, {}", sanitize(&operator.name), sanitize(&operator.country)));
    }
    pieces.push(status(review.status).to_owned());
    pieces.join(" — ")
}

pub(in crate::render) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Chat => "chat",
        Kind::Mail => "mail",
        Kind::Sharing => "sharing",
        Kind::Browser => "browser",
    }
}

/// What a kind is for, after "this is for".
fn purpose(kind: Kind) -> &'static str {
    match kind {
        Kind::Chat => "chatting",
        Kind::Mail => "mail",
        Kind::Sharing => "sharing",
        Kind::Browser => "browsing",
    }
}

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Active => "active",
        Status::AtRisk => "at risk",
        Status::Discontinued => "discontinued",
    }
}

/// "Reviewed 2026-11-24; this copy's data is 9 days old." and a warning when it is old.
pub(super) fn age(setting: &Setting, review: &Review) -> (Meaning, String) {
    let reviewed =
        review.reviewed().map_or_else(|| "Not reviewed yet".to_owned(), |day| format!("Reviewed {day}"));
    let days = setting.data.date.until(setting.as_of).map_or(0, |span| span.get_days().max(0));
    let old = count(usize::try_from(days).unwrap_or(0), "day");
    let line = format!("{reviewed}; this copy's data is {old} old.");
    if days > OLD_COPY_DAYS {
        (Meaning::Warning, format!("{line} Get a newer copy before you rely on it."))
    } else {
        (Meaning::Faint, line)
    }
}

/// "1.6 – 3.8 of 10", or that nothing could be scored.
pub(super) fn interval(score: &PartScore<'_>) -> String {
    score.interval.map_or_else(|| "nothing to score".to_owned(), |interval| format!("{interval} of 10"))
}

/// The letter, or why there is none.
pub(super) fn letter<'a>(score: &PartScore<'a>) -> &'a str {
    score.letter.unwrap_or("?")
}

/// The questions that decide: the gates of the profile, then the heaviest answered ones.
pub(super) fn decisive<'s, 'a>(
    setting: &Setting,
    assessment: &'s Assessment<'a>,
    most: usize,
) -> Vec<&'s Judged<'a>> {
    let gates: Vec<&str> = setting.profile.gates.iter().map(|gate| gate.question.as_str()).collect();
    let is_gate = |judged: &&Judged<'_>| gates.contains(&judged.question.id.as_str());
    let mut chosen: Vec<&Judged<'_>> = assessment.judged.iter().filter(is_gate).collect();
    let mut others: Vec<&Judged<'_>> =
        assessment.judged.iter().filter(|judged| !is_gate(judged) && judged.choice().is_some()).collect();
    others.sort_by_key(|judged| std::cmp::Reverse(judged.weight));
    let room = most.saturating_sub(chosen.len());
    chosen.extend(others.into_iter().take(room));
    let place = |judged: &&Judged<'_>| {
        assessment.judged.iter().position(|other| other.question.id == judged.question.id)
    };
    chosen.sort_by_key(place);
    chosen
}

/// Labels of the questions in a state, in the rubric's order.
pub(super) fn labels<'a>(assessment: &Assessment<'a>, which: impl Fn(&State<'_>) -> bool) -> Vec<&'a str> {
    assessment
        .judged
        .iter()
        .filter(|judged| which(&judged.state))
        .map(|judged| judged.question.label.english())
        .collect()
}

/// What is weakest about a place, in half a line: the answer that costs it most.
pub(in crate::render) fn weakness(assessment: &Assessment<'_>, part: &str) -> Option<String> {
    let known = assessment.judged.iter().filter_map(|judged| match judged.state {
        State::Known(choice, _) => Some((judged, choice)),
        _ => None,
    });
    let index = assessment.parts.iter().position(|score| score.part.id == part)?;
    let lost = known.filter(|(judged, choice)| judged.part == index && choice.percent < 100);
    // "Almost nothing, by its own word" loses points, and is no weakness: what is marked as good
    // counts only where nothing is worse.
    let worst = lost.max_by_key(|(judged, choice)| {
        (choice.percent < GOOD, judged.weight * u64::from(100 - choice.percent))
    });
    worst.map(|(judged, choice)| {
        // "needs a phone number to register" speaks for itself; "none" does not.
        let text = choice.text.english();
        if text.starts_with("needs ") {
            text.to_owned()
        } else {
            format!("{}: {text}", judged.question.label)
        }
    })
}

/// A mark for a percent that needs no colour: ● good, ◐ middling, ○ poor.
pub(super) fn mark(judged: &Judged<'_>) -> &'static str {
    match judged.state {
        State::Known(choice, _) => match choice.percent {
            GOOD.. => "●",
            30..=74 => "◐",
            _ => "○",
        },
        State::Expired(..) => "!",
        State::Disputed(..) | State::Unknown(_) => "?",
        State::NotApplicable(_) => "–",
    }
}
