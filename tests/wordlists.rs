//! What `wordlists/README.md` says of each list, worked out anew; and phrases that come back.

use opsec::passphrase::{Case, Generator, Habit, Recipe, RecipeError, Separator, habits, read_back, unread};
use opsec::wordlist::{
    Decodability, KNOWN, WordList, decodability, known, least_edit_distance, prefix_free, unique_prefix,
};
use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::ChaCha20Rng;
use sha2::{Digest, Sha256};

fn list(id: &str) -> WordList {
    WordList::bundled(known(id).unwrap())
}

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
fn the_properties_of_each_list_are_as_told() {
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
        assert_eq!(decodability(&list, "").is_unique(), unique, "{id}");
        assert_eq!(unique_prefix(&list), prefix, "{id}");
        assert_eq!(least_edit_distance(&list), (distance, true), "{id}");
    }
}

fn phrase(recipe: &Recipe, seed: u64) -> String {
    let mut random = ChaCha20Rng::seed_from_u64(seed);
    let mut buffer = vec![0; recipe.longest() + 16];
    let (made, length) = Generator::new(recipe, 1).fill(&mut random, 1, &mut buffer);
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
                    let again = recipe.phrase_of(&reading.places);
                    match separator {
                        Separator::Text(_) => assert_eq!(*again, phrase),
                        Separator::Digit | Separator::Symbol => {
                            assert_eq!(reading.places.len(), 25, "{phrase}");
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
    fn encoding_and_decoding_gives_the_same_places(places in prop::collection::vec(0_usize..1296, 1..12)) {
        let list = list("eff-short-2");
        let recipe = Recipe::new(&list, places.len(), Separator::Text(String::new()), Case::Title).unwrap();
        let reading = read_back(&list, &recipe.phrase_of(&places)).unwrap();
        prop_assert_eq!(reading.places, places);
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
    let places: std::collections::HashMap<&str, usize> =
        list.iter().enumerate().map(|(place, word)| (word, place)).collect();
    let mut counts = vec![0_u32; list.len()];
    let mut buffer = vec![0; recipe.longest() + 16];
    for _ in 0..400 {
        let (_, length) = generator.fill(&mut random, 1, &mut buffer);
        for word in std::str::from_utf8(&buffer[..length]).unwrap().split_whitespace() {
            counts[places[word]] += 1;
        }
    }
    let expected = 400_000.0 / 7776.0;
    let statistic: f64 = counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
    assert!((statistic - 7775.0).abs() < 6.0 * 124.7, "{statistic}");
}

#[test]
fn a_recipe_that_hides_or_lowers_entropy_is_refused() {
    let ambiguous = opsec::wordlist::clean("light\nsaber\nlightsaber\n").unwrap().list;
    assert_eq!(decodability(&ambiguous, ""), Decodability::Ambiguous);
    let recipe = |list: &WordList, words, separator: &str, case| {
        Recipe::new(list, words, Separator::Text(separator.to_owned()), case).map(|recipe| recipe.words())
    };
    assert_eq!(recipe(&ambiguous, 6, "", Case::AsListed), Err(RecipeError::Ambiguous));
    assert_eq!(recipe(&ambiguous, 6, "-", Case::AsListed), Ok(6));
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
