//! Every app in one line.

use opsec::rate::{Standing, Suitability};
use opsec::review::PlatformKind;

use super::RateView;
use super::frame::{apps_head, end, subheading};
use super::marks::{letter, verdict_line, verdict_meaning};
use crate::render::document::{Block, Document, Pair, Pairs, Sentence};
use crate::words::rate as words;

pub(super) fn compose(view: &RateView<'_>, standings: &[Standing<'_>], document: &mut Document) {
    let language = view.language;
    apps_head(view, document);
    let ids = standings.iter().map(|standing| standing.assessment.review.id.len());
    let column = ids.max().unwrap_or(0) + 2;
    for kind in [PlatformKind::Chat, PlatformKind::Mail, PlatformKind::Sharing, PlatformKind::Browser] {
        let of_kind = standings.iter().filter(|standing| standing.assessment.review.kind == kind);
        let rows: Vec<_> = of_kind.map(|standing| line(view, standing)).collect();
        if !rows.is_empty() {
            subheading(document, words::kinds(language, kind));
            document.blocks.push(Block::Pairs(Pairs { rows, column, cut: true }));
        }
    }
    end(view, [words::list_next(language)], document);
}

/// The name to type, and the verdict.
fn line(view: &RateView<'_>, standing: &Standing<'_>) -> Pair {
    let assessment = &standing.assessment;
    let suitability = Suitability::from(assessment);
    let mut text = Sentence::default().meaning(verdict_meaning(suitability), verdict_line(view, assessment));
    // A rubric that decides nothing still scores.
    if suitability == Suitability::NotAsked {
        let scores = assessment.parts.iter().map(|score| {
            words::part_score(
                view.language,
                score.part.name.text(view.language),
                letter(score),
                score.interval,
            )
        });
        text = scores.fold(text, |text, score| text.and(" · ").and(score));
    }
    Pair::new(assessment.review.id.as_str(), text)
}
