//! `opsec wordlist`: recomputes what `wordlists/README.md` says of each list; and users' own lists.

mod published;

use opsec::wordlist::{Gap, KNOWN, WordList, decodability, least_edit_distance, prefix_free, unique_prefix};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::support::bundled::list;
use crate::support::files::file;
use crate::support::program::{MISUSED, json, run, stderr, stdout};

#[test]
fn every_list_has_its_count_and_checksum_and_each_word_once() {
    for known in KNOWN {
        let sum: Vec<_> =
            Sha256::digest(known.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        let sum = sum.concat();
        assert_eq!(sum, known.sha256, "{}", known.id);
        let list = WordList::bundled(known);
        assert_eq!(list.len(), known.count, "{}", known.id);
        let mut words: Vec<String> = list.iter().map(str::to_lowercase).collect();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), known.count, "{}", known.id);
        // The quick reading of the file gives what a slow one does.
        let slow: Vec<_> = known.text.lines().filter_map(|line| line.split_whitespace().last()).collect();
        assert_eq!(list.iter().collect::<Vec<_>>(), slow, "{}", known.id);
        assert!(known.text.ends_with('\n') && !known.text.contains('\r'));
    }
}

/// Properties: id, prefix-free, uniquely decodable without separator, unique prefix, least distance.
#[test]
fn the_properties_of_each_list_are_as_documented() {
    for (id, free, unique, prefix, distance) in [
        ("eff-large", true, true, 9, 1),
        ("eff-short-1", true, true, 5, 1),
        ("eff-short-2", true, true, 3, 3),
        ("de", true, true, 8, 1),
        ("pt-br", true, true, 8, 1),
        ("pgp-even", true, true, 6, 2),
        ("pgp-odd", true, true, 6, 2),
    ] {
        let list = list(id);
        assert_eq!(prefix_free(&list), free, "{id}");
        assert_eq!(decodability(&list, Gap::Text("")).is_unique(), unique, "{id}");
        assert_eq!(unique_prefix(&list), prefix, "{id}");
        assert_eq!(least_edit_distance(&list), (distance, true), "{id}");
    }
}

#[test]
fn lists_of_ones_own_are_cleaned_and_examined() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str, content: &str| file(&folder, name, content);
    let list = path("list", "\u{feff}11\talpha\r\n12\tbravo\r\n13\tCharlie\r\n14\talpha\r\n");
    let made = run(&["passphrase", "--list", &list, "--words", "50", "-q"], "");
    assert!(stdout(&made).split_whitespace().all(|word| ["alpha", "bravo", "Charlie"].contains(&word)));
    assert!(stderr(&made).contains("more than once"));
    let checked = json(&run(&["wordlist", "check", &list, "--json"], ""));
    assert_eq!(
        (&checked["words"], &checked["dice_numbers"], &checked["duplicates"][0]),
        (&3.into(), &4.into(), &"alpha".into())
    );
    // NFC and NFD are one word.
    let forms = path("forms", "été\ne\u{301}te\u{301}\nautre\n");
    assert_eq!(json(&run(&["wordlist", "check", &forms, "--json"], ""))["words"], 2);
    for (name, content) in
        [("empty", ""), ("one", "word\n"), ("same", "word\nWord\n"), ("spaces", "a b\nc\n")]
    {
        let list = path(name, content);
        assert_eq!(run(&["passphrase", "--list", &list], "").status.code(), Some(2), "{name}");
    }
    let ambiguous = path("ambiguous", "light\nsaber\nlightsaber\n");
    let refused = run(&["passphrase", "--list", &ambiguous, "--separator", ""], "");
    assert_eq!(refused.status.code(), Some(MISUSED));
    assert!(stderr(&refused).contains("look the same"));
    assert_eq!(run(&["passphrase", "--list", &ambiguous], "").status.code(), Some(0));
    assert_eq!(run(&["wordlist", "check", &ambiguous, "--separator", ""], "").status.code(), Some(1));
    let merged = path("merged", "Polish\nnail\n");
    assert_eq!(run(&["passphrase", "--list", &merged, "--case", "lower"], "").status.code(), Some(0));
    // The file that EFF publishes, dice numbers and all, is known again.
    let eff = concat!(env!("CARGO_MANIFEST_DIR"), "/wordlists/eff_large_wordlist.txt");
    assert_eq!(json(&run(&["wordlist", "check", eff, "--json"], ""))["known"]["id"], "eff-large");
}

#[test]
fn a_list_may_come_through_a_pipe() {
    let output = run(&["passphrase", "--list", "/dev/stdin", "--words", "5", "-q"], "alpha\nbravo\n");
    assert_eq!(stdout(&output).split_whitespace().count(), 5, "{}", stderr(&output));
}
