//! `opsec passphrase`: how phrases are drawn, what they are worth, and that they come back.

mod dice;

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;

use opsec::passphrase::{Case, Generator, Habit, Recipe, RecipeError, Separator, habits, read_back, unread};
use opsec::wordlist::{Decodability, Gap, KNOWN, WordList, clean, decodability};
use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::ChaCha20Rng;
use tempfile::TempDir;

use crate::support::bundled::list;
use crate::support::program::{json, opsec, refused, run, stderr, stdout};

fn phrase(recipe: &Recipe, seed: u64) -> String {
    let mut random = ChaCha20Rng::seed_from_u64(seed);
    let generator = Generator::new(recipe, 1);
    let mut buffer = vec![0; generator.buffer_len()];
    let (made, length) = generator.fill(&mut random, 1, &mut buffer);
    assert_eq!(made, 1);
    String::from_utf8(buffer[..length - 1].to_vec()).unwrap()
}

#[test]
fn every_phrase_of_every_list_and_separator_comes_back() {
    let separators = [" ", "", "-", ".", "_", "--"].map(|text| Separator::Text(text.to_owned()));
    for known in KNOWN {
        let list = WordList::bundled(known);
        for separator in separators.iter().cloned().chain([Separator::Digit, Separator::Symbol]) {
            for case in [Case::AsListed, Case::Title] {
                let recipe = Recipe::new(&list, 25, separator.clone(), case).unwrap();
                for seed in 0..6 {
                    let phrase = phrase(&recipe, seed);
                    let reading =
                        read_back(&list, &phrase).unwrap_or_else(|| panic!("{}: {phrase}", known.id));
                    let again = recipe.phrase_of(&reading.indices);
                    match separator {
                        Separator::Text(_) => assert_eq!(*again, phrase),
                        Separator::Digit | Separator::Symbol => {
                            assert_eq!(reading.indices.len(), 25, "{phrase}");
                        }
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn encoding_and_decoding_gives_the_same_places(indices in prop::collection::vec(0_usize..1296, 1..12)) {
        let list = list("eff-short-2");
        let recipe = Recipe::new(&list, indices.len(), Separator::Text(String::new()), Case::Title).unwrap();
        let reading = read_back(&list, &recipe.phrase_of(&indices)).unwrap();
        prop_assert_eq!(reading.indices, indices);
    }

    #[test]
    fn more_words_never_mean_fewer_bits(words in 1_usize..200, wanted in 1_u32..600) {
        let list = list("eff-large");
        for separator in [Separator::Text(" ".to_owned()), Separator::Digit] {
            let bits = |words| Recipe::new(&list, words, separator.clone(), Case::AsListed).unwrap().bits();
            prop_assert!(bits(words + 1) > bits(words));
            let needed = Recipe::words_for(f64::from(wanted), &list, &separator);
            prop_assert!(bits(needed) >= f64::from(wanted) - 1e-6);
            prop_assert!(needed == 1 || bits(needed - 1) < f64::from(wanted));
        }
    }
}

/// Chi-square at the real size of the list. With 7,775 degrees of freedom the statistic is nearly
/// normal with mean 7775 and deviation sqrt(2·7775) = 124.7; six deviations are passed by chance
/// once in a thousand million. The seed is fixed, so the test cannot fail by chance.
#[test]
fn words_of_the_real_list_are_drawn_evenly() {
    let list = list("eff-large");
    let recipe = Recipe::new(&list, 1000, Separator::Text(" ".to_owned()), Case::AsListed).unwrap();
    let generator = Generator::new(&recipe, 400);
    let mut random = ChaCha20Rng::seed_from_u64(7776);
    let indices: std::collections::HashMap<&str, usize> =
        list.iter().enumerate().map(|(index, word)| (word, index)).collect();
    let mut counts = vec![0_u32; list.len()];
    let mut buffer = vec![0; generator.buffer_len()];
    for _ in 0..400 {
        let (_, length) = generator.fill(&mut random, 1, &mut buffer);
        for word in std::str::from_utf8(&buffer[..length]).unwrap().split_whitespace() {
            counts[indices[word]] += 1;
        }
    }
    let expected = 400_000.0 / 7776.0;
    let statistic: f64 = counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
    assert!((statistic - 7775.0).abs() < 6.0 * 124.7, "{statistic}");
}

#[test]
fn a_recipe_that_hides_or_lowers_entropy_is_refused() {
    let ambiguous = clean("light\nsaber\nlightsaber\n").unwrap().list;
    assert_eq!(decodability(&ambiguous, Gap::Text("")), Decodability::Ambiguous);
    let recipe = |list: &WordList, words, separator: &str, case| {
        Recipe::new(list, words, Separator::Text(separator.to_owned()), case).map(|recipe| recipe.words())
    };
    assert_eq!(recipe(&ambiguous, 6, "", Case::AsListed), Err(RecipeError::Ambiguous));
    assert_eq!(recipe(&ambiguous, 6, "-", Case::AsListed), Ok(6));
    // The end of a word and the start of a separator together look like the separator.
    let edges = clean("a-\na\n-b\nb\n").unwrap().list;
    assert_eq!(recipe(&edges, 2, "--", Case::AsListed), Err(RecipeError::Ambiguous));
    assert_eq!(recipe(&edges, 2, "::", Case::AsListed), Ok(2));
    let digits = clean("x\nx1\n2y\ny\n").unwrap().list;
    let random = Recipe::new(&digits, 2, Separator::Digit, Case::AsListed);
    assert_eq!(random.map(|recipe| recipe.words()), Err(RecipeError::Ambiguous));
    assert_eq!(recipe(&list("eff-large"), 0, " ", Case::AsListed), Err(RecipeError::NoWords));
    assert_eq!(recipe(&list("eff-large"), 1_000_001, " ", Case::AsListed), Err(RecipeError::TooManyWords));
}

#[test]
fn entropy_is_log2_of_what_was_chosen() {
    let bits =
        |words, separator| Recipe::new(&list("eff-large"), words, separator, Case::AsListed).unwrap().bits();
    assert!((bits(6, Separator::Text(" ".to_owned())) - 77.548_875).abs() < 1e-6);
    // Five gaps of ten digits: 5·log2(10) more.
    assert!((bits(6, Separator::Digit) - 77.548_875 - 5.0 * 10_f64.log2()).abs() < 1e-6);
    assert!((list("eff-short-2").bits_per_word() * 25.0 - 258.496_250).abs() < 1e-6);
}

#[test]
fn a_typo_is_found_and_corrected_and_three_letters_are_enough() {
    let list = list("eff-short-2");
    let (missing, words) = unread(&list, "aardvark abandonned acc");
    assert_eq!(words, 3);
    assert_eq!(missing.len(), 2);
    assert_eq!(
        (missing[0].number, missing[0].nearest[0].as_str(), missing[0].certain),
        (2, "abandoned", true)
    );
    assert_eq!((missing[1].number, missing[1].certain), (3, missing[1].nearest.len() == 1));
}

#[test]
fn what_betrays_a_human_choice_is_noticed() {
    assert_eq!(habits(&["apple", "bread", "cider", "dough", "eagle"], None), [Habit::Sorted]);
    assert_eq!(habits(&["tiger", "tiger", "apple"], Some(7776)), [Habit::Repeated]);
    assert_eq!(habits(&["the", "cat", "is", "fat"], None), [Habit::Grammar]);
    assert_eq!(habits(&["tiger", "apple", "zebra", "door", "cake", "moon"], Some(7776)), []);
}

#[test]
fn the_phrase_alone_goes_to_stdout_and_its_bits_to_stderr() {
    let output = run(&["passphrase", "--words", "25"], "");
    assert_eq!(stdout(&output).split(' ').count(), 25);
    assert_eq!(stdout(&output).lines().count(), 1);
    assert!(stderr(&output).contains("323.1 bits, 1.9×10^97"), "{}", stderr(&output));
    let weak = run(&["passphrase", "--words", "4"], "");
    assert!(stderr(&weak).contains("Guessing takes"), "{}", stderr(&weak));
    assert!(!stderr(&run(&["passphrase", "--words", "7"], "")).contains("Guessing takes"));
    assert!(stderr(&run(&["passphrase", "-q"], "")).is_empty());
}

#[test]
fn no_two_phrases_are_the_same() {
    let output = run(&["passphrase", "--count", "2000", "-q"], "");
    let text = stdout(&output);
    let mut phrases: Vec<_> = text.lines().collect();
    assert_eq!(phrases.len(), 2000);
    phrases.sort_unstable();
    phrases.dedup();
    assert_eq!(phrases.len(), 2000);
}

#[test]
fn what_is_made_is_read_back() {
    for arguments in [
        &["passphrase", "-q"][..],
        &["passphrase", "-q", "-l", "eff-short-1", "-s", ""],
        &["passphrase", "-q", "-l", "de", "-w", "9"],
        &["passphrase", "-q", "-s", "-", "-w", "20"],
        &["passphrase", "-q", "-s", "random-symbol"],
        &["passphrase", "-q", "--case", "title", "-s", ""],
    ] {
        let phrase = stdout(&run(arguments, ""));
        let check = run(&["passphrase", "check", "--json"], &phrase);
        assert_eq!(check.status.code(), Some(0), "{phrase}: {}", stdout(&check));
        assert!(json(&check)["bits_if_random"].as_f64().unwrap() > 50.0);
        // No part of the phrase is repeated.
        assert!(!stdout(&check).contains(phrase.trim()));
    }
}

#[test]
fn a_typo_is_named_by_its_number_and_mended_where_that_is_certain() {
    let output = run(&["passphrase", "check", "--list", "eff-short-2", "--json"], "aardvark abandonned acc");
    assert_eq!(output.status.code(), Some(1));
    let unread = &json(&output)["unread"];
    assert_eq!(unread[0]["number"], 2);
    assert_eq!(unread[0]["nearest"][0], "abandoned");
    assert_eq!(unread[0]["certain"], true);
    // In a list where words lie close together nothing is certain.
    let output = run(&["passphrase", "check", "--list", "eff-large", "--json"], "abacus horse abdomen");
    assert_eq!(json(&output)["unread"][0]["certain"], false);
    let sentence = run(&["passphrase", "check"], "the cat is on my table");
    assert!(stdout(&sentence).contains("A person may have chosen it"), "{}", stdout(&sentence));
}

#[test]
fn dice_choose_the_words_of_the_printed_list() {
    let output = run(&["passphrase", "--words", "3", "--dice"], "1 1 1 1 2\n6 6 6 6 6 3 4 5 6 1\n");
    assert_eq!(stdout(&output), "abdomen zoom ipad\n");
    assert!(stderr(&output).contains("1 1 1 1 2 → abdomen"));
    let few = run(&["passphrase", "--words", "3", "--dice"], "1 2 3");
    assert_eq!(few.status.code(), Some(2));
    assert!(stderr(&few).contains("3 more words need 12 more rolls"), "{}", stderr(&few));
    for (arguments, input) in [
        (&["passphrase", "--dice"][..], "7"),
        (&["passphrase", "--dice"], "six"),
        (&["passphrase", "--dice", "1"], "1"),
    ] {
        refused(arguments, input);
    }
}

#[test]
fn a_million_words_are_made_at_once() {
    let output = run(&["passphrase", "--words", "1000000", "-q"], "");
    assert_eq!(stdout(&output).split_whitespace().count(), 1_000_000);
}

#[test]
fn a_closed_pipe_ends_quietly_and_a_full_disk_is_reported() {
    let mut child = opsec(&["passphrase", "--count", "200000", "-q"]).spawn().unwrap();
    let mut first = [0; 10];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = opsec(&["passphrase", "-q"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_secret_in_a_file_that_others_can_read_is_warned_of() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("open");
    let file = fs::File::create(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let output = opsec(&["passphrase", "-q"]).stdout(file).output().unwrap();
    assert!(stderr(&output).contains("Other people on this computer can read"));
    let own = folder.path().join("own");
    let output = run(&["passphrase", "-q", "-o", own.to_str().unwrap()], "");
    assert!(stderr(&output).is_empty());
    assert_eq!(fs::metadata(&own).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn other_forms_hold_the_same_words() {
    let voice = stdout(&run(&["passphrase", "--voice", "--words", "7", "-q"], ""));
    assert_eq!(voice.lines().count(), 7);
    let remember = stdout(&run(&["passphrase", "--remember", "--words", "7", "-q"], ""));
    assert!(remember.contains("front door") && remember.lines().filter(|line| !line.is_empty()).count() == 7);
    let qr = stdout(&run(&["passphrase", "--qr", "-q"], ""));
    assert!(qr.contains('█') && qr.lines().count() > 15);
    let json = json(&run(&["passphrase", "--json", "--count", "3", "-q", "-s", "\""], ""));
    assert_eq!(json["schema"], 1);
    assert_eq!(json["phrases"].as_array().unwrap().len(), 3);
}
