//! Pages saved from a browser: no honest member is refused, and no page is let through by chance.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;
use std::time::Instant;

use opsec::verify::{
    Challenge, Finding, MOST_CANDIDATES, Member, PageKind, Rounds, Salt, SavedPage, Vocabulary, found_on,
};
use opsec::wordlist::{WordList, known};
use proptest::prelude::*;

use super::{challenge, group, member, now, rounds};

const FILLER: &str = "She writes about the sea, two cats, long walks and the art of doing nothing at all.";

fn profile(inside: &str) -> String {
    format!("<html><body><h1>Ada</h1><p>{FILLER}</p>{inside}</body></html>")
}

fn read(html: &[u8]) -> SavedPage {
    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Challenge::vocabulary);
    SavedPage::read(html, &VOCABULARY)
}

fn page_of(who: &Member, html: &[u8]) -> bool {
    matches!(found_on(&rounds(), &[], who, &read(html), now()), Finding::Right { .. })
}

/// The finding for Ada on this page, in a group of Ada, Bo and Cy; a name instead of the other member.
fn found(html: &str) -> String {
    let group = group();
    let page = read(html.as_bytes());
    let finding = found_on(&rounds(), &group, &group[0], &page, now());
    let value = serde_json::to_value(finding).unwrap();
    let name = value["finding"].as_str().unwrap().to_owned();
    finding.other().map_or(name.clone(), |other| format!("{name} {}", other.old().shown()))
}

#[test]
fn words_are_found_on_a_saved_page_and_a_wall_is_no_no() {
    let group = group();
    let words = challenge().phrase(&group[0]);
    assert_eq!(found(&profile(&words)), "right");
    assert_eq!(found(&profile("")), "not-on-page");
    // What no reader of the profile sees is not posted.
    for hidden in [
        format!("<script>{words}</script>"),
        format!("<div hidden>{words}</div>"),
        format!("<div style='display:none'>{words}</div>"),
        format!("<template>{words}</template>"),
        format!("<!-- {words} -->"),
    ] {
        assert_eq!(found(&profile(&hidden)), "not-on-page", "{hidden}");
    }
    assert_eq!(found(&profile(&challenge().phrase(&group[1]))), "swapped Bo#2");
    assert_eq!(found(&profile(&challenge().phrase(&member("Ada#1", "cy.1")))), "other-name Cy");
    assert_eq!(found("<form action=/checkpoint><input type='password' name=p></form>"), "login-wall");
    let mail_first = "<input type=text name=session_key autocomplete='username'><button>Next</button>";
    assert_eq!(found(&profile(mail_first)), "login-wall");
    assert_eq!(found("<div id=root></div><script src=app.js></script>"), "bare-page");
    assert_eq!(found(""), "bare-page");
    assert_eq!(found(&"<div>".repeat(5000)), "unreadable");
    assert_eq!(found("a\0b"), "unreadable");
    // Behind a wall that still shows the profile, the words count.
    assert_eq!(found(&profile(&format!("{words}<input type=password>"))), "right");
    // Own words of an earlier round.
    let later = rounds().begin(Salt::new([6; 16], rounds().until()));
    let page = read(profile(&words).as_bytes());
    let finding = found_on(&later, &group, &group[0], &page, now());
    assert_eq!(finding, Finding::EarlierRound { until: rounds().until() });
}

/// Every way in which words have been seen to stand on a page.
fn embeddings(words: &str) -> Vec<String> {
    let each = |letter: &dyn Fn(char) -> String| words.chars().map(letter).collect::<String>();
    let after = |letters: usize, between: &str| {
        let (start, rest) = words.split_at(letters);
        format!("<p>{start}{between}{rest}</p>")
    };
    let shifted = |first: u32| {
        each(&|letter| match letter {
            'a'..='z' => char::from_u32(first + u32::from(letter) - u32::from('a')).unwrap().to_string(),
            other => other.to_string(),
        })
    };
    let mut all = vec![
        format!("<p>{words}</p>"),
        format!("<p>{FILLER}</p><p>{words}</p><p>{FILLER}</p>"),
        words.to_uppercase(),
        format!("<b>{}</b>", words.replace(' ', "</b> · <b>")),
        format!("<ol><li>{}</ol>", words.replace(' ', "<li>")),
        words.replace(' ', ""),
        words.replace(' ', "-"),
        words.replace(' ', "<br>"),
        words.replace(' ', "&nbsp;"),
        words.replace(' ', "\u{3000}"),
        words.replace(' ', "、と"),
        format!("验证词{words}験証"),
        format!("คำของฉัน{words}ครับ"),
        format!("{words}です"),
        format!("é{words}é"),
        format!("e\u{301}{words}\u{301}"),
        format!("Wörter: {words}, Größe"),
        format!("私の言葉は{words}です。Слова"),
        after(1, "<wbr>"),
        after(2, "<wbr>"),
        after(2, "&shy;"),
        after(1, "\u{200b}"),
        after(3, "<span></span>"),
        each(&|letter| format!("<b>{letter}</b>")),
        each(&|letter| format!("{letter}\u{ad}")),
        each(&|letter| format!("{letter}\u{2060}")),
        shifted(0xff41),
        shifted(0x1d5ba),
        shifted(0x24d0),
        format!("<div hidden>{FILLER}</div><svg><path d=''/></svg>{words}"),
        format!("<a href=x><img src=y>{words}<input name=q>"),
    ];
    all.extend((0..50).map(|number| format!("<p>{number} {words}</p>")).reduce(|all, one| all + &one));
    all
}

/// All words of the list come first in one of these members' phrases.
#[test]
fn no_honest_member_is_refused_whatever_their_words_and_however_they_stand_there() {
    let list = WordList::bundled(known("eff-short-2").unwrap());
    let mut missing: BTreeSet<&str> = list.iter().collect();
    let mut checked = 0;
    for number in 0..60_000 {
        let who = member(&format!("h{number}"), &format!("n{number}"));
        let words = challenge().phrase(&who);
        if missing.remove(words.split(' ').next().unwrap()) || words.contains("yo-yo") {
            for html in embeddings(&words) {
                assert!(page_of(&who, html.as_bytes()), "{words}: {html}");
            }
            checked += 1;
        }
    }
    assert!(missing.is_empty() && checked >= 1296, "{missing:?}");
}

#[test]
fn a_page_in_an_old_character_set_is_read() {
    let ada = &group()[0];
    let words = challenge().phrase(ada);
    let mut latin = format!("<meta charset=iso-8859-1><p>{words} Gr").into_bytes();
    latin.extend(b"\xf6\xdfe</p>");
    let wide: Vec<u8> =
        [0xfeff].into_iter().chain(profile(&words).encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let mut shift = format!("<meta charset=Shift_JIS><p>{words}").into_bytes();
    shift.extend(b"\x82\xc5\x82\xb7");
    for bytes in [latin, wide, shift] {
        assert!(page_of(ada, &bytes));
    }
}

/// Words of the list in a row, in the order of a simple generator, each broken and set as `dress` says.
fn stuffed(rows: usize, dress: impl Fn(&str) -> String) -> String {
    let list = WordList::bundled(known("eff-short-2").unwrap());
    let mut state = 7_usize;
    let mut page = String::new();
    for _ in 0..rows {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let _ = write!(page, "{} ", dress(list.word((state >> 33) % list.len())));
    }
    page
}

#[test]
fn a_stuffed_page_is_refused_however_its_words_are_dressed() {
    let ada = &group()[0];
    let words = challenge().phrase(ada);
    let hyphen = |word: &str| format!("{}\u{ad}{}", &word[..3], &word[3..]);
    let spans =
        |word: &str| word.chars().map(|letter| format!("<i>{letter}</i>")).collect::<Vec<_>>().concat();
    let wide = |word: &str| word.chars().filter_map(|one| char::from_u32(u32::from(one) + 0xfee0)).collect();
    for page in [
        stuffed(400, str::to_owned),
        stuffed(400, hyphen),
        stuffed(400, spans),
        stuffed(400, wide),
        stuffed(400, |word| format!("{word}<wbr>")),
        format!("<div style='opacity:0'>{}</div>", stuffed(400, |word| format!("{word}と"))),
    ] {
        let found = found(&profile(&format!("{words}. {page}")));
        assert_eq!(found, "stuffed", "{}", &page[..80]);
    }
    // Hidden words don't stuff a page, and words that are few don't either.
    let hidden = format!("<div style='display:none'>{}</div>", stuffed(4000, hyphen));
    assert_eq!(found(&profile(&format!("{words}. {hidden}"))), "right");
    assert_eq!(found(&profile(&format!("{words}. {}", stuffed(MOST_CANDIDATES - 9, hyphen)))), "right");
}

#[test]
fn a_page_of_sixteen_megabytes_is_refused_and_soon() {
    let start = Instant::now();
    let words = stuffed(1_600_000, |word| format!("{}\u{ad}{}", &word[..3], &word[3..]));
    let page = read(words.as_bytes());
    assert_eq!(page.kind(), PageKind::Stuffed);
    for number in 0..81 {
        let who = member(&format!("m{number}"), &format!("n{number}"));
        assert_eq!(found_on(&rounds(), &[], &who, &page, now()), Finding::Stuffed);
    }
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn words_are_found_among_any_text(before in "\\PC{0,80}", after in "\\PC{0,80}", number: u16) {
        // A tag or comment that isn't closed hides what follows in a browser too.
        let before = before.replace(['<', '&'], " ");
        let who = member(&format!("h{number}"), &format!("n{number}"));
        let words = challenge().phrase(&who);
        let html = format!("{before}<p>{words}</p>{after}");
        prop_assert!(page_of(&who, html.as_bytes()), "{}", html);
    }
}

#[test]
fn the_words_of_another_salt_are_not_on_the_page() {
    let other = Rounds::new(Salt::new([1; 16], rounds().until()));
    let ada = &group()[0];
    let page = read(profile(&challenge().phrase(ada)).as_bytes());
    assert_eq!(found_on(&other, &[], ada, &page, now()), Finding::NotOnPage);
}
