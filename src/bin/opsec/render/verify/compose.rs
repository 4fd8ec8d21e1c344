//! Composes what was found for each member.

use opsec::language::Language;
use opsec::verify::{Conclusion, Finding};

use super::Checked;
use crate::render::document::{Block, Document, Meaning, Sentence, Verdict};
use crate::words::verify as words;

pub(crate) fn findings(checked: &[Checked<'_>], language: Language) -> Document {
    let mut blocks: Vec<_> = checked.iter().map(|one| Block::Verdict(verdict(one, language))).collect();
    if checked.iter().any(|one| one.finding.conclusion() == Conclusion::Confirmed) {
        blocks.push(Block::Paragraph(words::before_inviting(language).into()));
    }
    Document { language, tab: words::tab(language), blocks, ..Document::default() }
}

fn verdict(one: &Checked<'_>, language: Language) -> Verdict {
    let (meaning, mark) = match one.finding.conclusion() {
        Conclusion::Confirmed => (Meaning::Good, "✓"),
        Conclusion::Open => (Meaning::Warning, "?"),
        Conclusion::Refused => (Meaning::Bad, "✗"),
    };
    let (old, new) = (one.member.old().shown(), one.member.new_name().shown());
    let mut reasons: Vec<Sentence> = vec![words::next(language, &one.finding).into()];
    if let Finding::Right { copied_by: Some(other), .. } = one.finding {
        reasons.push(words::copied_by(language, other.old().shown()).into());
    }
    reasons.extend(one.remarks.iter().map(|remark| Sentence::from(words::remark(language, remark))));
    Verdict { meaning, mark, text: words::found(language, old, new, &one.finding).into(), reasons }
}
