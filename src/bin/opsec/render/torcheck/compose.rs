//! Composes the result of a check: the verdict, what it proves, and what else was observed.

mod full;

use opsec::language::Language;
use opsec::torcheck::{
    Check, Control, Direct, Finding, Judgement, Listener, Reason, Recommended, Route, Verdict as Result,
};

use crate::render::document::{Block, Document, Meaning, Pair, Pairs, Sentence, Verdict};
use crate::words::torcheck::{self as words, found, headline, next, reason};
use crate::words::torcheck::{full as listed_words, observed as seen};

/// Width of the labels of both blocks.
const COLUMN: usize = 12;

/// The whole result.
pub(crate) fn check(check: &Check, language: Language) -> Document {
    let others = check.others.iter().flatten();
    let are_several = others.clone().next().is_some();
    let blocks =
        std::iter::once(check).chain(others).flat_map(|one| blocks(one, are_several, language)).collect();
    Document { language, tab: words::tab(language), blocks, ..Document::default() }
}

/// The result of one Tor.
fn blocks(check: &Check, is_one_of_several: bool, language: Language) -> Vec<Block> {
    let verdict = verdict(check, is_one_of_several, language);
    let mut blocks = vec![Block::Verdict(verdict), pairs(proof(check, language))];
    if check.asked {
        blocks.push(pairs(observations(check, language)));
    }
    blocks
}

fn pairs(rows: Vec<Pair>) -> Block {
    Block::Pairs(Pairs { rows, column: COLUMN, cut: false })
}

fn verdict(check: &Check, is_one_of_several: bool, language: Language) -> Verdict {
    let (meaning, mark) = match check.verdict {
        Result::Tor => (Meaning::Good, "✓"),
        Result::TorUnlisted => (Meaning::Warning, "!"),
        Result::NotTor => (Meaning::Bad, "✗"),
        Result::Unknown => (Meaning::Warning, "?"),
    };
    let text = headline::headline(language, check);
    let text = match &check.route {
        Route::Proxy { proxy, .. } if is_one_of_several => {
            headline::headline_at(language, &proxy.to_string(), &text)
        }
        _ => text,
    };
    Verdict { meaning, mark, text: text.into(), reasons: Vec::new() }
}

/// Why, what it proves, what it does not prove, what to do next.
fn proof(check: &Check, language: Language) -> Vec<Pair> {
    let is_tor = check.verdict == Result::Tor;
    let is_known = is_tor && !check.reasons.contains(&Reason::ExitOnOwnList);
    let is_unexplained = check.route == Route::System
        && check.verdict == Result::NotTor
        && !check.reasons.contains(&Reason::OwnAddress);
    let found = if is_known {
        Some(words::is_on_the_list(language, check))
    } else {
        is_unexplained.then(|| words::system::not_on_the_list(language, check))
    };
    let reasons = check.reasons.iter().map(|one| reason::describe_reason(language, *one, check));
    let details = check.details.iter().map(|detail| words::detail(language, detail));
    let mut label = words::why_label(language);
    let why = found.into_iter().chain(reasons).chain(details);
    let mut rows: Vec<_> = why.map(|text| Pair::new(std::mem::take(&mut label), text)).collect();
    rows.extend(
        check.address.map(|address| {
            Pair::new(words::address_label(language), words::address(language, address, check))
        }),
    );
    rows.extend(words::proves(language, check).map(|text| Pair::new(words::proves_label(language), text)));
    if is_tor {
        rows.push(meant(
            words::not_proved_label(language),
            Meaning::Strong,
            words::not_proved(language, check),
        ));
    }
    if !check.asked {
        let is_chosen = matches!(check.route, Route::Proxy { .. });
        let label = if is_chosen { found::also_found_label(language) } else { found::found_label(language) };
        rows.extend(also_found(check, language, label));
    }
    if !is_tor || check.has_clock_reason() || check.links_users() {
        rows.push(meant(words::next_label(language), Meaning::Strong, next::next(language, check)));
    }
    rows
}

/// What was observed besides the verdict, and what was not checked.
fn observations(check: &Check, language: Language) -> Vec<Pair> {
    let route = seen::describe_route(language, &check.route);
    let clock = seen::describe_clock(language, check);
    let mut rows = vec![
        about(seen::through_label(language), meaning_of_route(&check.route), route),
        about(seen::clock_label(language), meaning_of_clock(check), clock),
    ];
    rows.extend(also_found(check, language, found::also_found_label(language)));
    let control = seen::describe_control(language, &check.control);
    rows.extend(
        control.map(|text| about(seen::control_label(language), meaning_of_control(&check.control), text)),
    );
    rows.extend(check.listed.map(|listed| {
        Pair::new(listed_words::list_label(language), listed_words::describe_listed(language, listed))
    }));
    if check.route != Route::System {
        rows.extend(full::rows(check, language));
    }
    rows.extend(check.direct.as_ref().map(|direct| {
        let meaning = match direct {
            Direct::Needless | Direct::Declined | Direct::Failed(_) => Some(Meaning::Faint),
            Direct::Answered { same_address: Some(true), .. } => Some(Meaning::Bad),
            Direct::Answered { same_address: None, .. } => Some(Meaning::Warning),
            Direct::Answered { same_address: Some(false), .. } => None,
        };
        about(seen::direct_label(language), meaning, seen::describe_direct(language, direct, check))
    }));
    rows
}

/// What else listens where a Tor was looked for, one row each. With several Tors, each has a report of its own.
fn also_found(check: &Check, language: Language, mut label: &'static str) -> Vec<Pair> {
    let chosen = match &check.route {
        Route::Proxy { proxy, .. } => Some(proxy),
        Route::None | Route::Embedded { .. } | Route::Direct | Route::System => None,
    };
    let listens =
        |finding: &&Finding| finding.listener != Listener::Nothing && Some(&finding.proxy) != chosen;
    let found = check.places.iter().filter(listens);
    found
        .map(|finding| Pair::new(std::mem::take(&mut label), found::describe_finding(language, finding)))
        .collect()
}

fn meaning_of_route(route: &Route) -> Option<Meaning> {
    (!route.is_tor() && *route != Route::System).then_some(Meaning::Warning)
}

fn meaning_of_clock(check: &Check) -> Option<Meaning> {
    match check.clock.map(|(clock, _)| clock.judgement()) {
        None => Some(Meaning::Faint),
        Some(Judgement::Good) if check.service_is_off.is_none() => None,
        Some(Judgement::Good | Judgement::Minutes) => Some(Meaning::Warning),
        Some(Judgement::Notable | Judgement::Serious) => Some(Meaning::Bad),
    }
}

fn meaning_of_control(control: &Control) -> Option<Meaning> {
    let Control::Answered(status) = control else { return Some(Meaning::Faint) };
    let is_fine =
        control.unready().is_none() && status.circuit != Some(false) && status.recommended != Recommended::No;
    (!is_fine).then_some(Meaning::Warning)
}

/// A row whose text may have a meaning.
fn about(label: &'static str, meaning: Option<Meaning>, text: impl Into<String>) -> Pair {
    match meaning {
        Some(meaning) => meant(label, meaning, text),
        None => Pair::new(label, text.into()),
    }
}

fn meant(label: &'static str, meaning: Meaning, text: impl Into<String>) -> Pair {
    Pair::new(label, Sentence::default().meaning(meaning, text))
}
