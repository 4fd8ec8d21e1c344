//! Every app in one line.

use opsec::rate::{Standing, Suitability};
use opsec::review::PlatformKind;

use super::RateView;
use super::frame::{apps_head, end, subheading};
use super::marks::{verdict_line, verdict_meaning};
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
    let verdict = Sentence::default()
        .meaning(verdict_meaning(Suitability::from(assessment)), verdict_line(view, assessment));
    Pair::new(assessment.review.id.as_str(), verdict)
}
