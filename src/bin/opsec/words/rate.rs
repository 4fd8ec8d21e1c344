//! The sentences about an app's rating.

use jiff::civil::Date;
use opsec::language::Language::English;
use opsec::rate::{GateReason, Interval, Judged, State, Suitability, UnknownReason};
use opsec::review::rubric::{Choice, Question};
use opsec::review::{Confidence, PlatformKind, Review, Status};
use opsec::text::Foreign;

use super::common::{capitalised, date, days, listed};

sentences! {
    /// What nobody has checked, of any app, for programs.
    fn not_checked() -> [&'static str; 2] {
        English => ["the programs themselves", "what the servers really do"]
    }

    fn tab() -> &'static str { English => "App ratings" }

    fn kind(kind: PlatformKind) -> &'static str {
        English => match kind {
            PlatformKind::Chat => "chat",
            PlatformKind::Mail => "mail",
            PlatformKind::Sharing => "sharing",
            PlatformKind::Browser => "browser",
        }
    }

    fn kinds(kind: PlatformKind) -> &'static str {
        English => match kind {
            PlatformKind::Chat => "Chat apps",
            PlatformKind::Mail => "Mail services",
            PlatformKind::Sharing => "Ways to share a secret or a file",
            PlatformKind::Browser => "Browsers",
        }
    }

    /// "Chat app by Signal Messenger, LLC (a non-profit), United States."
    fn about(review: &Review) -> String {
        English => {
            let kind = match review.kind {
                PlatformKind::Chat => "Chat app",
                PlatformKind::Mail => "Mail service",
                PlatformKind::Sharing => "Sharing service",
                PlatformKind::Browser => "Browser",
            };
            let operator = review.operator.as_ref().map_or_else(String::new, |operator| {
                format!(" by {}, {}", operator.name, operator.country)
            });
            let status = match review.status {
                Status::Active => "",
                Status::AtRisk => " It may shut down soon.",
                Status::Discontinued => " It has shut down.",
            };
            format!("{kind}{operator}.{status}")
        }
    }

    fn age(reviewed: Option<Date>, age: usize) -> String {
        English => {
            let reviewed = reviewed.map_or_else(
                || "Not reviewed yet.".to_owned(),
                |day| format!("Reviewed {}.", date(English, day)),
            );
            format!("{reviewed} This copy's data is {} old.", days(English, age))
        }
    }

    fn old_copy() -> &'static str { English => "Get a newer copy of opsec before you rely on this." }

    /// The verdict of a card.
    fn verdict(name: &str, profile: &str, suitability: Suitability) -> String {
        English => match suitability {
            Suitability::PrivateEnough => format!("{name} is private enough for the \"{profile}\" profile."),
            Suitability::WorksBut => {
                format!("{name} works for the \"{profile}\" profile, but only on conditions.")
            }
            Suitability::MayShutDown => {
                format!("Don't move a group to {name}: it may shut down, and no profile changes that.")
            }
            Suitability::NotPrivate => format!("{name} isn't private enough for the \"{profile}\" profile."),
            Suitability::NotKnown => {
                format!("We don't know if {name} is private enough for the \"{profile}\" profile.")
            }
            Suitability::ShutDown => format!("{name} has shut down. You can't use it any more."),
            Suitability::NotAChat => format!("{name} isn't a chat app, so there's no verdict."),
            Suitability::NotAsked => {
                format!("No verdict: this rubric doesn't ask what decides for the \"{profile}\" profile.")
            }
        }
    }

    /// The verdict of a line or a cell, with what the closed gates say: "not private: knows who you are".
    fn verdict_in_brief(suitability: Suitability, reasons: &[&str]) -> String {
        English => {
            let verdict = match suitability {
                Suitability::PrivateEnough => "private enough",
                Suitability::WorksBut => "works, but",
                Suitability::MayShutDown => "not private: may shut down",
                Suitability::NotPrivate => "not private",
                Suitability::NotKnown => "not known",
                Suitability::ShutDown => "shut down",
                Suitability::NotAChat => "not a chat app, so no verdict",
                Suitability::NotAsked => "no verdict",
            };
            // A gate that says the same as the verdict adds nothing.
            let reasons: Vec<_> = reasons.iter().copied().filter(|reason| *reason != verdict).collect();
            match (reasons.is_empty(), suitability) {
                (true, Suitability::WorksBut) => "works, but on conditions".to_owned(),
                (true, _) => verdict.to_owned(),
                (false, Suitability::WorksBut) => format!("{verdict} {}", reasons.join("; ")),
                (false, _) => format!("{verdict}: {}", reasons.join("; ")),
            }
        }
    }

    /// What a closed gate says, before the answers: "Knows who you are."
    fn closed(words: &str) -> String { English => format!("{}.", capitalised(words)) }

    /// One sentence for a gate that isn't open: the answer, and since when it's only the last known.
    fn gate_reason(reason: &GateReason<'_>) -> String {
        English => {
            let label = capitalised(reason.judged.question.label.text(English));
            match reason.judged.state {
                State::Known(choice, _) => format!("{label}: {}.", choice.text.text(English)),
                State::Expired(choice, evidence) => {
                    let since = evidence.newest().unwrap_or(evidence.checked).strftime("%b %Y");
                    format!("{label}: {} (last known {since}).", choice.text.text(English))
                }
                State::Disputed(choice, _) => {
                    format!("{label}: {}, but sources disagree.", choice.text.text(English))
                }
                State::Unknown(reason) => {
                    let reason = unknown_reason(English, &reason);
                    format!("{label}: not known; {}.", reason.trim_end_matches('.'))
                }
                State::NotApplicable(why) => format!("{label}: doesn't apply; {}.", why.trim_end_matches('.')),
            }
        }
    }

    /// Why a question counts as unknown: where the reviewer searched, or that nobody has.
    fn unknown_reason(reason: &UnknownReason<'_>) -> String {
        English => match reason {
            UnknownReason::NotFound(searched) => (*searched).to_owned(),
            UnknownReason::MachineSuggested => {
                "a program suggested the answers; nobody has read the sources yet".to_owned()
            }
            UnknownReason::Unanswered => "nobody has looked yet".to_owned(),
            UnknownReason::OtherRubric => "the answer does not fit this rubric".to_owned(),
        }
    }

    fn score(interval: Option<Interval>) -> String {
        English => interval.map_or_else(|| "nothing to score".to_owned(), |score| format!("{score} of 10"))
    }

    /// "Policy B 6.5 – 7.1", for a line.
    fn part_score(part: &str, letter: &str, interval: Option<Interval>) -> String {
        English => {
            let score = interval.map_or_else(String::new, |score| format!(" {score}"));
            format!("{part} {letter}{score}")
        }
    }

    fn answered(answered: usize, asked: usize) -> String { English => format!("{answered} of {asked} answered") }

    fn ungraded(parts: &[&str]) -> String {
        English => format!("We know too little to grade {}.", listed(English, parts))
    }

    fn key_answers_heading() -> &'static str { English => "Key answers" }
    fn sign_up_heading() -> &'static str { English => "Sign-up" }
    fn good_to_know_heading() -> &'static str { English => "Good to know" }
    fn alternatives_heading() -> &'static str { English => "Alternatives" }
    fn better_heading(profile: &str) -> String { English => format!("Better for the \"{profile}\" profile") }

    fn answer(judged: &Judged<'_>) -> String {
        English => match judged.state {
            State::Known(choice, _) => choice.text.text(English).to_owned(),
            State::Expired(choice, evidence) => format!(
                "{} (last seen {}, too old to count)",
                choice.text.text(English),
                date(English, evidence.newest().unwrap_or(evidence.checked))
            ),
            State::Disputed(choice, _) => format!("{}, but sources disagree", choice.text.text(English)),
            State::Unknown(reason) => format!("not known: {}", unknown_reason(English, &reason)),
            State::NotApplicable(why) => format!("doesn't apply: {why}"),
        }
    }

    fn not_known_label() -> &'static str { English => "Not known:" }
    fn labels(labels: &[&str]) -> String { English => format!("{}.", labels.join(", ")) }

    fn expired(labels: &[&str]) -> String {
        English => format!("These answers are too old to count. Check them again: {}.", labels.join(", "))
    }

    fn nothing_better(profile: &str, is_fit: bool) -> String {
        English => if is_fit {
            format!("We know of no app that's clearly better for the \"{profile}\" profile.")
        } else {
            format!("We know of no app that's private enough for the \"{profile}\" profile.")
        }
    }

    /// The score of a better app and its verdict: "Protection 8.4 – 8.9 · ✓ private enough".
    fn better(part: &str, score: Option<Interval>, verdict: &str) -> String {
        English => score.map_or_else(
            || format!("{verdict} · We know too little to grade {part}."),
            |score| format!("{part} {score} · {verdict}"),
        )
    }

    /// An answer that needs no context: "checking for impostors: by comparing a code".
    fn weakness(question: &Question, choice: &Choice) -> String {
        English => {
            let choice = choice.text.text(English);
            if question.phrases {
                choice.to_owned()
            } else {
                format!("{}: {choice}", question.label.text(English))
            }
        }
    }

    fn weakest(weakness: &str) -> String { English => format!("Weakest point: {weakness}") }
}

sentences! {
    /// What makes a source weak, behind its date.
    fn doubt(confidence: Confidence) -> &'static str {
        English => match confidence {
            Confidence::Low => "; weak source",
            Confidence::High | Confidence::Medium | Confidence::Disputed => "",
        }
    }

    fn no_source() -> &'static str { English => "(no source)" }

    fn checked(checked: Date, confidence: Confidence) -> String {
        English => format!(
            "Checked {}, {}.",
            date(English, checked),
            super::document::confidence(English, confidence)
        )
    }

    fn apps_title(profile: &str) -> String { English => format!("Apps for the \"{profile}\" profile") }
    fn threats(attackers: &str) -> String { English => format!("Threats: {attackers}.") }
    fn data_of(day: Date) -> String { English => format!("Data of {}.", date(English, day)) }
    fn verdict_label() -> &'static str { English => "verdict" }

    fn legend() -> &'static str {
        English => "● good · ◐ fair · ○ poor · ? not known · ! too old to count · – doesn't apply"
    }

    fn tie(name: &str, others: &[&str]) -> String {
        English => format!(
            "Tie: these scores can't tell {name} apart from {}. Their intervals overlap.",
            listed(English, others)
        )
    }

    fn tie_mark() -> &'static str {
        English => "≈ Tie with the row above: the intervals overlap, so these scores can't tell the two apart."
    }

    fn unranked(names: &[&str]) -> String {
        English => format!("Not ranked, because we know too little: {}.", listed(English, names))
    }

    fn ungraded_heading() -> &'static str { English => "Too little known to grade" }
    fn others_heading() -> &'static str { English => "Not chat apps, or shut down: only the policy is scored" }

    fn not_audited() -> &'static str {
        English => "We read policies and documentation. We didn't audit the apps or the servers."
    }

    fn more_answers(id: &str) -> String {
        English => format!("Every answer with its sources: opsec rate {id} --explain")
    }

    fn side_by_side(id: &str, other: &str) -> String { English => format!("Side by side: opsec rate {id} {other}") }
    fn one_app() -> &'static str { English => "Every answer with its sources: opsec rate NAME --explain" }
    fn list_next() -> &'static str {
        English => "One app: opsec rate NAME. Side by side: opsec rate --all. Another profile: --profile NAME."
    }
}

sentences! {
    fn data_from_the_future(data: Date, today: Date) -> String {
        English => format!(
            "The data is from {}, but you asked for {}. We count every age as zero. Is this computer's clock right?",
            date(English, data),
            date(English, today)
        )
    }

    /// Which apps are below a floor, in hundredths of a point, rounded down.
    fn below_floor(part: &str, floor: u64, apps: &[(&str, Option<u64>)]) -> String {
        English => {
            let points = |hundredths: u64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
            let app = |(name, low): &(&str, Option<u64>)| match low {
                Some(low) => format!("{} ({})", Foreign(name), points(*low)),
                None => format!("{} (no score)", Foreign(name)),
            };
            let apps: Vec<_> = apps.iter().map(app).collect();
            format!("The low end of {part} is below {}: {}.", points(floor), apps.join(", "))
        }
    }

    /// Why apps fail a script that asks for open gates, each with its verdict: "Discord (not private)".
    fn gates_not_passed(profile: &str, apps: &[(&str, String)]) -> String {
        English => {
            let app = |(name, verdict): &(&str, String)| format!("{} ({verdict})", Foreign(name));
            let apps: Vec<_> = apps.iter().map(app).collect();
            format!(
                "Not shown to be private enough for the \"{}\" profile: {}.",
                Foreign(profile),
                apps.join(", ")
            )
        }
    }

    fn not_rated(name: &str) -> String {
        English => format!("{} isn't rated yet. We only know how to leave it.", Foreign(name))
    }

    fn how_to_leave(id: &str) -> String { English => format!("To plan that: opsec checklist --from {id}") }
    fn nothing_to_rate() -> &'static str { English => "There's nothing to rate." }
    fn wrong_kind() -> &'static str { English => "No app is of that kind. Leave out --kind." }
    fn empty_folder() -> &'static str { English => "Check that the folder of --reviews has reviews in it." }
}
