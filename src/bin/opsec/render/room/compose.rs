//! Composes what was found about a room's name; the name itself is not in it.

use opsec::language::Language;
use opsec::room::RoomCheck;

use crate::render::document::{Block, Document, Meaning, Pair, Pairs, Sentence, Verdict};
use crate::words::{passphrase, room as words};

pub(crate) fn check(check: &RoomCheck, language: Language) -> Document {
    let mut document = Document { language, tab: words::tab(language), ..Document::default() };
    if let Some(problem) = check.problem {
        document.blocks.push(Block::Verdict(no(words::will_not_open(language, problem), vec![])));
    }
    document.blocks.push(Block::Verdict(verdict(check, language)));
    if check.miswritten {
        document.blocks.push(Block::Warning(words::miswritten(language).into()));
    }
    for habit in &check.habits {
        document.blocks.push(Block::Warning(passphrase::chosen_by_a_person(language, *habit).into()));
    }
    let form = Pair::new(words::form_label(language), words::form(language, check.form, check.pincode));
    let id = check.id.iter().map(|id| Pair::new(words::id_label(language), id.as_str()));
    document.blocks.push(Block::Pairs([form].into_iter().chain(id).collect::<Pairs>()));
    document
}

fn verdict(check: &RoomCheck, language: Language) -> Verdict {
    let another = words::make_another(language).into();
    let Some(found) = check.found else {
        let text = match check.ordinary {
            Some(number) => words::easy(language, number),
            None => words::not_found(language).to_owned(),
        };
        return no(text, vec![another]);
    };
    let text = words::found(language, found.words, found.list, found.usual, found.strength.bits());
    if check.is_weak() {
        no(text, vec![Sentence::from(words::is_weak(language)).then(another)])
    } else {
        Verdict { meaning: Meaning::Good, mark: "✓", text: text.into(), reasons: vec![] }
    }
}

fn no(text: String, reasons: Vec<Sentence>) -> Verdict {
    Verdict { meaning: Meaning::Bad, mark: "✗", text: text.into(), reasons }
}
