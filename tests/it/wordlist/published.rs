//! Lists as they are published, and files that are none.

use opsec::passphrase::{Case, Recipe, Separator};
use opsec::text::invisible::is_invisible;
use opsec::wordlist::{LONGEST_WORD, ListError, read};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::files::file;
use crate::support::program::{json, refused, run, stderr, stdout};

const SIGNED: &str = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n11\tapple\n12\tpear\n13\t-\n\
                      -----BEGIN PGP SIGNATURE-----\n\niQIcBAEB\n=fcYA\n-----END PGP SIGNATURE-----\n";

#[test]
fn one_list_in_the_forms_in_which_lists_are_published_is_one_list() {
    let folder = TempDir::new().unwrap();
    for (name, content) in [
        ("plain", "apple\npear\nplum"),
        ("six", "11111\tapple\n11112\tpear\n11113\tplum\n"),
        ("twenty", "1-1-1 apple\n1-1-2 pear\n20-20-20 plum\n"),
        ("dots", "1.1.1 apple\n1.1.2 pear\n1.1.3 plum\n"),
        ("count", "1. apple\n2. pear\n3. plum\n"),
        ("colons", "11111: apple\n11112: pear\n11113: plum\n"),
        ("mac", "apple\rpear\rplum\r"),
        ("mixed", "\u{feff}apple\r\npear\rplum\n"),
        ("comments", "# From a book, 1995\n#\napple\n# Fruit\npear\nplum\n"),
        ("json", "[\"apple\", \"pear\", \"plum\"]"),
        ("csv", "1,apple\n2,pear\n3,plum\n"),
        ("soft", "ap\u{ad}ple\npear\u{200b}\n\u{202a}plum\u{202c}\n"),
    ] {
        let list = file(&folder, name, content);
        let examined = json(&run(&["wordlist", "check", &list, "--json"], ""));
        assert_eq!(examined["words"], 3, "{name}: {examined}");
        let phrase = stdout(&run(&["passphrase", "--list", &list, "--words", "40", "-q"], ""));
        let words: std::collections::BTreeSet<&str> = phrase.split_whitespace().collect();
        assert_eq!(words.into_iter().collect::<Vec<_>>(), ["apple", "pear", "plum"], "{name}");
    }
}

#[test]
fn whatever_was_taken_out_is_said() {
    let folder = TempDir::new().unwrap();
    let check = |name: &str, content: &str| {
        let list = file(&folder, name, content);
        let told = stdout(&run(&["wordlist", "check", &list], ""));
        let warned = stderr(&run(&["passphrase", "--list", &list], ""));
        let examined = json(&run(&["wordlist", "check", &list, "--json"], ""));
        (told, warned.replace('\n', " "), examined)
    };
    let (told, warned, examined) = check("signed", SIGNED);
    assert!(told.contains("signature     taken out; we didn't check it"), "{told}");
    assert!(warned.contains("has a PGP signature. We took it out and didn't check it."), "{warned}");
    assert_eq!((&examined["words"], &examined["signature"]), (&3.into(), &"not-checked".into()));
    let (told, warned, examined) = check("soft", "exo\u{ad}tisch\nhaus\nha\u{200b}us\nmaus\n");
    assert!(told.contains("on 2 lines, left out") && told.contains("1: haus"), "{told}");
    assert!(warned.contains("has invisible characters on 2 lines. We took them out."), "{warned}");
    assert!(warned.contains("1 word in") && warned.contains("so 3 remain"), "{warned}");
    assert_eq!((&examined["invisible"], &examined["duplicates"][0]), (&2.into(), &"haus".into()));
    let (told, warned, examined) = check("comment", "# Our words\napple\npear\n");
    assert!(told.contains("on 1 line, left out"), "{told}");
    assert!(warned.contains("We left out 1 line of") && warned.contains("that begins with #"), "{warned}");
    assert_eq!(examined["comments"], 1);
    let many: String =
        (0..19).map(|number| format!("word{}\n", "x".repeat(number))).collect::<Vec<_>>().concat();
    let (told, warned, examined) = check("phrase", &format!("{many}tal vez\n"));
    assert!(told.contains("1: tal vez"), "{told}");
    assert!(warned.contains("with more than one word: tal vez."), "{warned}");
    assert_eq!(examined["phrases"][0], "tal vez");
}

#[test]
fn words_that_are_none_are_counted_with_examples() {
    let folder = TempDir::new().unwrap();
    let list = file(&folder, "odd", "apple\n100\n1st\n$$\nx\nyo-yo\n");
    let told = stdout(&run(&["wordlist", "check", &list], ""));
    assert!(told.contains("4 of 6 words aren't ordinary words."), "{told}");
    assert!(told.contains("with digits  2: 100, 1st"), "{told}");
    assert!(told.contains("with signs   1: $$") && told.contains("one letter   1: x"), "{told}");
    let examined = json(&run(&["wordlist", "check", &list, "--json"], ""));
    assert_eq!(examined["odd_words"]["digits"][1], "1st");
    let good = file(&folder, "good", "apple\npear\n");
    assert!(!stdout(&run(&["wordlist", "check", &good], "")).contains("ordinary"));
}

#[test]
fn what_is_no_list_is_refused_with_the_reason_and_what_to_do() {
    let folder = TempDir::new().unwrap();
    for (name, content, reason, remedy) in [
        ("utf16", &b"\xff\xfea\0\n\0b\0"[..], "it's in UTF-16", "Save it as UTF-8"),
        ("latin", b"rot\ngr\xfcn\n", "line 2 is in an older encoding, such as Latin-1", "Save it as UTF-8"),
        ("roman", b"caf\x8e\rrouge\r", "line 1 is in an older encoding", "Save it as UTF-8"),
        ("object", b"{\"1\": \"apple\"}", "it's JSON, but not a list of words", "one word per line"),
        ("csv", b"n,word\n1,apple\n", "it looks like CSV", "one word per line"),
        ("html", b"<p>a</p>\n<p>b</p>\n", "it looks like HTML", "one word per line"),
        ("prose", b"one\ntal vez\n", "line 2 has more than one word ('tal vez')", "one word per line"),
        ("escape", b"one\nt\x1bwo\n", "line 2 has a control character (\\u{1b})", "one word per line"),
    ] {
        let list = file(&folder, name, content);
        for arguments in [&["wordlist", "check", &list][..], &["passphrase", "--list", &list]] {
            let said = refused(arguments, "").replace("\n  ", " ").replace('\n', " ");
            assert!(said.contains(reason) && said.contains(remedy), "{name}: {said}");
        }
    }
    let cut = &SIGNED[..SIGNED.len() - 40];
    let said = refused(&["wordlist", "check", &file(&folder, "cut", cut)], "").replace('\n', " ");
    assert!(said.contains("its PGP signature is cut off"), "{said}");
    let added = format!("{SIGNED}mole\n");
    let said = refused(&["wordlist", "check", &file(&folder, "added", added)], "").replace('\n', " ");
    assert!(said.contains("line 12 is outside the signed text"), "{said}");
}

#[test]
fn numbers_agree_with_their_nouns() {
    let folder = TempDir::new().unwrap();
    let far = file(&folder, "far", format!("{}\n{}\n", "a".repeat(64), "b".repeat(64)));
    let told = stdout(&run(&["wordlist", "check", &far], ""));
    assert!(told.contains("even 3 typos can't turn one word into another"), "{told}");
    let near = file(&folder, "near", "ab\nba\nab\n");
    let told = stdout(&run(&["wordlist", "check", &near], ""));
    assert!(told.contains("1 typo can't turn one word into another (2 can)"), "{told}");
    let said =
        stderr(&run(&["passphrase", "--list", &near, "--words", "1", "--dice"], "1")).replace('\n', " ");
    assert!(said.contains("1 word in") && said.contains("appears more than once"), "{said}");
    assert!(said.contains("1 time for each of 1 word."), "{said}");
}

#[test]
fn the_slowest_lists_are_read_in_bounded_time() {
    let folder = TempDir::new().unwrap();
    for device in ["/dev/zero", "/dev/urandom"] {
        refused(&["wordlist", "check", device], "");
    }
    // Words that all begin alike, and words that each lie near many others.
    let alike: String =
        (0..20_000).map(|number| format!("{}{number:05}\n", "a".repeat(59))).collect::<Vec<_>>().concat();
    assert!(stdout(&run(&["wordlist", "check", &file(&folder, "alike", alike)], "")).contains("20,000"));
    let line = file(&folder, "line", "a".repeat(4 << 20));
    let said = refused(&["wordlist", "check", &line], "").replace('\n', " ");
    assert!(said.contains("line 1 is longer than 64 characters"), "{said}");
}

const TEXT: &str = "([0-9]{1,3}[-.:, ]?)?[a-c\u{ad}\u{200b}\u{202e}\u{e9}#\"\r\n ]{0,60}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the file holds: a list that is read has words that can be typed, each once, and nothing else.
    #[test]
    fn what_is_read_is_clean(bytes in prop::collection::vec(any::<u8>(), 0..200), text in TEXT) {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            match read(bytes) {
                Ok(cleaned) => {
                    let words: Vec<&str> = cleaned.list.iter().collect();
                    prop_assert!(words.len() > 1);
                    for word in &words {
                        prop_assert!(!word.is_empty() && word.chars().count() <= LONGEST_WORD, "{:?}", word);
                        let unfit = |c: char| c.is_whitespace() || c.is_control() || is_invisible(c);
                        prop_assert!(!word.contains(unfit), "{:?}", word);
                    }
                    // Nothing but what is said to go is lost when it is read again.
                    let again = read(words.join("\n").as_bytes());
                    prop_assert!(again.is_err() || again.unwrap().list.iter().eq(words.iter().copied()));
                    let separator = Separator::Text(" ".to_owned());
                    prop_assert!(Recipe::new(&cleaned.list, 2, separator, Case::AsListed).is_ok());
                }
                Err(ListError::NotUtf8 { .. }) => prop_assert!(str::from_utf8(bytes).is_err()),
                Err(_) => {}
            }
        }
    }
}
