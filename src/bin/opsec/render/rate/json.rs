//! Ratings for programs.

use opsec::policy::{Evidence, Review};
use opsec::rate::{Assessment, Gates, Interval, Judged, PartScore, Reason, Standing, State};
use serde_json::{Map, Value, json};

use super::card::Card;
use super::{Setting, words};

/// A card: the platform in full, and the better places in brief.
pub(super) fn card(card: &Card) -> Value {
    let mut value = head(&card.setting);
    value.insert("platforms".into(), json!([platform(&card.assessment, None)]));
    value.insert(
        "better".into(),
        card.better.iter().map(|standing| better(&card.setting, standing)).collect(),
    );
    Value::Object(value)
}

/// Several platforms, in the order shown.
pub(super) fn standings(setting: &Setting, standings: &[Standing<'_>]) -> Value {
    let mut value = head(setting);
    let platforms = standings.iter().map(|standing| platform(&standing.assessment, Some(standing))).collect();
    value.insert("platforms".into(), platforms);
    Value::Object(value)
}

fn head(setting: &Setting) -> Map<String, Value> {
    let mut value = Map::new();
    value.insert("schema".into(), json!(1));
    value.insert("data_date".into(), json!(setting.data.date.to_string()));
    value.insert("as_of".into(), json!(setting.as_of.to_string()));
    value.insert("profile".into(), json!(setting.profile.id));
    value
}

fn better(setting: &Setting, standing: &Standing<'_>) -> Value {
    let part = &setting.data.rubric.parts[setting.data.rubric.ranking_part()].id;
    let assessment = &standing.assessment;
    json!({
        "id": assessment.review.id,
        "name": assessment.review.name,
        "rank": standing.rank,
        "score": assessment.part(part).map(score),
        "weakness": words::weakness(assessment, part),
    })
}

fn platform(assessment: &Assessment<'_>, standing: Option<&Standing<'_>>) -> Value {
    let review = assessment.review;
    let mut value = about(review);
    value.insert("gate".into(), gate(&assessment.gates));
    value.insert("parts".into(), assessment.parts.iter().map(score).collect());
    if let Some(standing) = standing {
        value.insert("rank".into(), json!(standing.rank));
        value.insert("ties".into(), json!(standing.ties));
    }
    value.insert("answers".into(), assessment.judged.iter().map(answer).collect());
    value.insert("remarks".into(), review.remarks.iter().map(evidence).collect());
    value.insert("not_checked".into(), json!(["the programs themselves", "what the servers really do"]));
    Value::Object(value)
}

fn about(review: &Review) -> Map<String, Value> {
    let mut value = Map::new();
    value.insert("id".into(), json!(review.id));
    value.insert("name".into(), json!(review.name));
    value.insert("kind".into(), json!(review.kind));
    value.insert("status".into(), json!(review.status));
    value.insert("origin".into(), json!(review.origin));
    value.insert("reviewed".into(), json!(review.reviewed().map(|day| day.to_string())));
    if let Some(operator) = &review.operator {
        let sources = &operator.sources;
        value.insert(
            "operator".into(),
            json!({"name": operator.name, "country": operator.country, "sources": sources}),
        );
    }
    if let Some(note) = &review.status_note {
        value.insert("status_note".into(), evidence(note));
    }
    if !review.successors.is_empty() {
        let successors = review.successors.iter().map(
            |successor| json!({"name": successor.name, "note": successor.note, "sources": successor.sources}),
        );
        value.insert("successors".into(), successors.collect());
    }
    value
}

fn gate(gates: &Gates<'_>) -> Value {
    let reasons: &[Reason<'_>] = match gates {
        Gates::Closed(reasons) | Gates::NotKnown(reasons) => reasons,
        Gates::Open | Gates::None => &[],
    };
    let reasons = reasons.iter().map(|reason| {
        json!({
            "question": reason.gate.question,
            "closed": reason.gate.closed.english(),
            "answer": answer(&reason.judged),
        })
    });
    json!({"state": gates.id(), "reasons": reasons.collect::<Vec<_>>()})
}

fn score(score: &PartScore<'_>) -> Value {
    json!({
        "id": score.part.id,
        "low": score.interval.map(|interval| tenths(interval.low.tenths())),
        "high": score.interval.map(|interval| tenths(interval.high.tenths())),
        "letter": score.letter,
        "answered": score.answered,
        "asked": score.asked,
        "text": score.interval.map(|interval: Interval| interval.to_string()),
    })
}

/// Tenths as a JSON number with one decimal.
fn tenths(tenths: u64) -> Value {
    let text = format!("{}.{}", tenths / 10, tenths % 10);
    serde_json::from_str(&text).unwrap_or(Value::Null)
}

fn answer(judged: &Judged<'_>) -> Value {
    let mut value = Map::new();
    value.insert("question".into(), json!(judged.question.id));
    value.insert("points".into(), json!(judged.question.points));
    let (state, detail) = match judged.state {
        State::Known(..) => ("known", None),
        State::Expired(..) => ("expired", None),
        State::Disputed(..) => ("disputed", None),
        State::Unknown(looked) => ("unknown", Some(looked)),
        State::NotApplicable(why) => ("not-applicable", Some(why)),
    };
    value.insert("state".into(), json!(state));
    if let Some(detail) = detail {
        value.insert("reason".into(), json!(detail));
    }
    if let Some((choice, found)) = judged.choice() {
        value.insert("option".into(), json!(choice.id));
        value.insert("percent".into(), json!(choice.percent));
        value.insert("text".into(), json!(choice.text.english()));
        if let Value::Object(found) = evidence(found) {
            value.extend(found);
        }
    }
    Value::Object(value)
}

fn evidence(evidence: &Evidence) -> Value {
    json!({
        "note": evidence.note,
        "sources": evidence.sources,
        "checked": evidence.checked.to_string(),
        "confidence": evidence.confidence,
    })
}
