//! One app: the verdict, the scores, what decides it, what is unknown, and what is better.

use opsec::rate::{
    Assessment, GateReason, Gates, Judged, PartScore, Standing, State, Suitability, decisive, weakness,
};
use opsec::review::{Evidence, PlatformKind, Status, Successor};

use super::RateView;
use super::evidence::{cited, first_source, full_source, in_brief, in_full, sources};
use super::frame::{end, subheading};
use super::marks::{answer, letter, verdict_line, verdict_mark, verdict_meaning};
use crate::render::document::{Block, Document, Meaning, Meter, Pair, Pairs, Sentence, Verdict};
use crate::words::rate as words;

/// How many answers a card shows unless all are asked for.
const DECISIVE: usize = 7;
/// Width of the labels, the same for every block of a card.
const LABELS: usize = 24;
/// The question that a reader asks next, whatever decides.
const SIGN_UP: &str = "id.required";
/// Age in days after which a copy of the data should be replaced before it is relied on.
const OLD_COPY_DAYS: usize = 180;

pub(super) fn compose(
    view: &RateView<'_>,
    assessment: &Assessment<'_>,
    better: &[Standing<'_>],
    document: &mut Document,
) {
    head(view, assessment, document);
    document.blocks.push(Block::Verdict(verdict(view, assessment)));
    scores(view, assessment, document);
    if view.explain {
        every_answer(view, assessment, document);
    } else {
        key_answers(view, assessment, document);
        facts_without_score(view, assessment, document);
    }
    not_known(view, assessment, document);
    good_to_know(view, assessment, document);
    alternatives(view, assessment, document);
    better_apps(view, assessment, better, document);
    let id = assessment.review.id.as_str();
    let explain = (!view.explain).then(|| words::more_answers(view.language, id));
    let rival = better.first().filter(|_| assessment.review.kind == PlatformKind::Chat);
    let rival = rival.map(|rival| words::side_by_side(view.language, id, &rival.assessment.review.id));
    end(view, explain.into_iter().chain(rival), document);
}

fn head(view: &RateView<'_>, assessment: &Assessment<'_>, document: &mut Document) {
    let review = assessment.review;
    document.title = review.name.as_str().into();
    document.blocks.push(Block::Note(words::about(view.language, review).into()));
    let days = view.data_date.until(view.as_of).map_or(0, |span| span.get_days().max(0));
    let days = usize::try_from(days).unwrap_or(0);
    let age = words::age(view.language, review.reviewed(), days);
    document.blocks.push(Block::Note(age.into()));
    if days > OLD_COPY_DAYS {
        document.blocks.push(Block::Warning(words::old_copy(view.language).into()));
    }
}

fn verdict(view: &RateView<'_>, assessment: &Assessment<'_>) -> Verdict {
    let suitability = Suitability::from(assessment);
    let (name, profile) = (&assessment.review.name, &view.profile.id);
    Verdict {
        meaning: verdict_meaning(suitability),
        mark: verdict_mark(suitability),
        text: words::verdict(view.language, name, profile, suitability).into(),
        reasons: reasons(view, assessment),
    }
}

/// What each gate that isn't open says, with the answers behind it; gates that say the same speak once.
fn reasons(view: &RateView<'_>, assessment: &Assessment<'_>) -> Vec<Sentence> {
    let alike = assessment.gates.reasons().chunk_by(|one, other| one.gate.closed == other.gate.closed);
    let sentence = |alike: &[GateReason<'_>]| {
        let gate = alike[0].gate;
        let said = match assessment.gates {
            Gates::Closed(_) => Some(gate.closed.text(view.language)),
            Gates::Conditional(_) => Some(gate.but.text(view.language)),
            _ => None,
        };
        let mut sentence = Sentence::default();
        if let Some(said) = said {
            sentence = sentence.meaning(Meaning::Strong, words::closed(view.language, said));
        }
        for reason in alike {
            sentence = sentence.then(words::gate_reason(view.language, reason).into());
            if let Some((_, evidence)) = reason.judged.choice() {
                sentence = sentence.then(first_source(view, evidence));
            }
        }
        let mut whys: Vec<_> = alike.iter().map(|reason| reason.gate.why.text(view.language)).collect();
        whys.dedup();
        whys.into_iter().fold(sentence, |sentence, why| sentence.then(why.into()))
    };
    alike.map(sentence).collect()
}

fn scores(view: &RateView<'_>, assessment: &Assessment<'_>, document: &mut Document) {
    let language = view.language;
    // A rubric may ask only for facts that have no score.
    if assessment.parts.is_empty() {
        return;
    }
    let meter = |score: &PartScore<'_>| Meter {
        name: score.part.name.text(language).to_owned(),
        letter: letter(score).to_owned(),
        interval: score.interval,
        score: words::score(language, score.interval),
        known: words::answered(language, score.answered, score.asked),
    };
    document.blocks.push(Block::Meters(assessment.parts.iter().map(meter).collect()));
    let ungraded: Vec<_> = assessment
        .parts
        .iter()
        .filter(|score| score.letter.is_none())
        .map(|score| score.part.name.text(view.language))
        .collect();
    if !ungraded.is_empty() {
        document.blocks.push(Block::Paragraph(words::ungraded(language, &ungraded).into()));
    }
}

fn key_answers(view: &RateView<'_>, assessment: &Assessment<'_>, document: &mut Document) {
    let chosen = decisive(view.profile, assessment, DECISIVE);
    if chosen.is_empty() {
        return;
    }
    let is_shown = |judged: &Judged<'_>| chosen.iter().any(|other| other.question.id == judged.question.id);
    let sign_up = assessment.judged.iter().find(|judged| judged.question.id == SIGN_UP && !is_shown(judged));
    subheading(document, words::key_answers_heading(view.language));
    document.blocks.push(Block::Pairs(answers(view, chosen)));
    if let Some(judged) = sign_up {
        subheading(document, words::sign_up_heading(view.language));
        document.blocks.push(Block::Pairs(answers(view, [judged])));
    }
}

/// What a group can do with it day by day, in a line each.
fn facts_without_score(view: &RateView<'_>, assessment: &Assessment<'_>, document: &mut Document) {
    for of_part in assessment.judged.chunk_by(|one, other| one.part == other.part) {
        let part = &view.rubric.parts[of_part[0].part];
        let known = of_part.iter().filter(|judged| !part.scored && judged.choice().is_some());
        let pair =
            |judged: &Judged<'_>| Pair::new(judged.question.label.text(view.language), answer(view, judged));
        let pairs = aligned(known.map(pair));
        if !pairs.rows.is_empty() {
            subheading(document, part.name.text(view.language));
            document.blocks.push(Block::Pairs(pairs));
        }
    }
}

/// Every answer of every part, under the heading of its group.
fn every_answer(view: &RateView<'_>, assessment: &Assessment<'_>, document: &mut Document) {
    for of_part in assessment.judged.chunk_by(|one, other| one.part == other.part) {
        let part = &view.rubric.parts[of_part[0].part];
        let about = part.text.as_ref().map(|text| text.text(view.language).into());
        document.blocks.push(Block::Subheading { title: part.name.text(view.language).into(), why: about });
        for group in of_part.chunk_by(|one, other| one.question.group == other.question.group) {
            document.blocks.push(Block::Pairs(answers(view, group)));
        }
    }
}

fn answers<'j, 'a: 'j>(view: &RateView<'_>, judged: impl IntoIterator<Item = &'j Judged<'a>>) -> Pairs {
    let pair = |judged: &Judged<'_>| Pair {
        label: judged.question.label.text(view.language).into(),
        text: answer(view, judged),
        details: match judged.choice() {
            Some((_, evidence)) if view.explain => in_full(view, evidence),
            Some((_, evidence)) => vec![in_brief(view, evidence)],
            None => Vec::new(),
        },
    };
    aligned(judged.into_iter().map(pair))
}

/// Pairs whose texts are aligned with those of the card's other blocks.
fn aligned(pairs: impl Iterator<Item = Pair>) -> Pairs {
    Pairs { rows: pairs.collect(), column: LABELS, cut: false }
}

fn not_known(view: &RateView<'_>, assessment: &Assessment<'_>, document: &mut Document) {
    let language = view.language;
    let labels = |which: fn(&State<'_>) -> bool| -> Vec<&str> {
        let found = assessment.judged.iter().filter(|judged| which(&judged.state));
        found.map(|judged| judged.question.label.text(view.language)).collect()
    };
    let unknown = labels(|state| matches!(state, State::Unknown(_) | State::Disputed(..)));
    let expired = labels(|state| matches!(state, State::Expired(..)));
    if !view.explain && !unknown.is_empty() {
        let sentence = Sentence::default().meaning(Meaning::Strong, words::not_known_label(language));
        document.blocks.push(Block::Paragraph(sentence.then(words::labels(language, &unknown).into())));
    }
    if !expired.is_empty() {
        document.blocks.push(Block::Warning(words::expired(language, &expired).into()));
    }
}

fn good_to_know(view: &RateView<'_>, assessment: &Assessment<'_>, document: &mut Document) {
    let review = assessment.review;
    let facts: Vec<_> = review.status_note.iter().chain(&review.remarks).collect();
    if facts.is_empty() {
        return;
    }
    subheading(document, words::good_to_know_heading(view.language));
    let facts = facts.into_iter();
    document.blocks.push(if view.explain {
        let pair =
            |fact: &Evidence| Pair { details: sources(view, fact), ..Pair::new("", fact.note.as_str()) };
        Block::Pairs(facts.map(pair).collect())
    } else {
        Block::Bullets(facts.map(|fact| in_brief(view, fact)).collect())
    });
}

/// What to use instead of an app that has shut down.
fn alternatives(view: &RateView<'_>, assessment: &Assessment<'_>, document: &mut Document) {
    let review = assessment.review;
    let concerns = view.explain || review.status == Status::Discontinued;
    if review.successors.is_empty() || !concerns {
        return;
    }
    subheading(document, words::alternatives_heading(view.language));
    let pair = |successor: &Successor| {
        let mut note = Sentence::from(successor.note.as_deref().unwrap_or_default());
        if let Some(source) = successor.sources.first().filter(|_| !view.explain) {
            note = note.then(cited(view, source, ""));
        }
        let sources = successor.sources.iter().filter(|_| view.explain);
        Pair {
            details: sources.map(|source| full_source(view, source)).collect(),
            ..Pair::new(successor.name.as_str(), note)
        }
    };
    document.blocks.push(Block::Pairs(aligned(review.successors.iter().map(pair))));
}

fn better_apps(
    view: &RateView<'_>,
    assessment: &Assessment<'_>,
    better: &[Standing<'_>],
    document: &mut Document,
) {
    let (language, profile) = (view.language, view.profile.id.as_str());
    if assessment.review.kind != PlatformKind::Chat {
        return;
    }
    if better.is_empty() {
        let nothing = words::nothing_better(language, profile, assessment.gates.lets_pass());
        document.blocks.push(Block::Paragraph(nothing.into()));
        return;
    }
    subheading(document, words::better_heading(language, profile));
    let part = &view.rubric.parts[view.rubric.ranking_part()];
    let pair = |standing: &Standing<'_>| {
        let other = &standing.assessment;
        let score = other.part(&part.id).filter(|score| score.letter.is_some());
        let score = score.and_then(|score| score.interval);
        let verdict = verdict_line(view, other);
        let weakest = weakness(other, &part.id);
        let weakest = weakest.map(|(judged, choice)| words::weakness(language, judged.question, choice));
        Pair {
            details: weakest.iter().map(|weakest| words::weakest(language, weakest).into()).collect(),
            ..Pair::new(
                other.review.name.as_str(),
                words::better(language, part.name.text(language), score, &verdict),
            )
        }
    };
    document.blocks.push(Block::Pairs(aligned(better.iter().map(pair))));
}
