//! Counts the phrases that are short enough.

use crate::wordlist::WordList;

/// Returns the share of all phrases of `words` words that have at most `letters` characters without their
/// separators, from 0 to 1; exact except for rounding, since it is the sum of all their lengths.
#[expect(clippy::cast_precision_loss, reason = "lists have far fewer than 2^52 words")]
pub(super) fn share_that_fits(list: &WordList, words: usize, letters: usize) -> f64 {
    let mut lengths: Vec<(usize, f64)> = Vec::new();
    for word in list.iter() {
        let length = word.chars().count();
        match lengths.iter_mut().find(|(known, _)| *known == length) {
            Some((_, count)) => *count += 1.0,
            None => lengths.push((length, 1.0)),
        }
    }
    let longest = lengths.iter().map(|(length, _)| *length).max().unwrap_or(0);
    if words.saturating_mul(longest) <= letters {
        return 1.0;
    }
    if words > letters {
        return 0.0;
    }
    // The share of phrases of so many words that have each length.
    let mut shares = vec![0.0; letters + 1];
    shares[0] = 1.0;
    for _ in 0..words {
        let mut next = vec![0.0; letters + 1];
        for (length, count) in &lengths {
            for total in *length..=letters {
                next[total] += shares[total - length] * count / list.len() as f64;
            }
        }
        shares = next;
    }
    shares.iter().sum()
}
