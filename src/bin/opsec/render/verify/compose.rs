//! Composes what was found for each member.

use opsec::language::Language;
use opsec::verify::{Conclusion, Finding, Member};

use crate::render::document::{Block, Document, Meaning, Verdict};
use crate::words::verify as words;

pub(crate) fn findings(findings: &[(&Member, Finding<'_>)], language: Language) -> Document {
    let verdicts = findings.iter().map(|(member, finding)| verdict(member, finding, language));
    let mut blocks: Vec<_> = verdicts.map(Block::Verdict).collect();
    let better = words::better(language).iter().map(|way| (*way).into());
    blocks.extend([
        Block::Paragraph(words::shows(language).into()),
        Block::Paragraph(words::does_not_show(language).into()),
        Block::Subheading { title: words::better_heading(language).into(), why: None },
        Block::Numbered(better.collect()),
        Block::Paragraph(words::before_inviting(language).into()),
    ]);
    Document { language, tab: words::tab(language), blocks, ..Document::default() }
}

fn verdict(member: &Member, finding: &Finding<'_>, language: Language) -> Verdict {
    let (meaning, mark) = match finding.conclusion() {
        Conclusion::Confirmed => (Meaning::Good, "✓"),
        Conclusion::Open => (Meaning::Warning, "?"),
        Conclusion::Refused => (Meaning::Bad, "✗"),
    };
    let (old, new) = (member.old().shown(), member.new_name().shown());
    Verdict {
        meaning,
        mark,
        text: words::found(language, old, new, finding).into(),
        reasons: vec![words::next(language, finding).into()],
    }
}
