//! Draws uniformly distributed numbers without bias.

use std::ops::Range;

use rand::Rng;
use zeroize::Zeroize;

/// Draws numbers below a bound, several from one random word of 64 bits.
///
/// The batched method of Brackett-Rozinsky and Lemire (2024, arXiv 2408.06213): multiply the random
/// word by the bound, take the high half, go on with the low half; after `k` draws the low half says
/// whether the word must be thrown away. Exact: every k-tuple has the same number of random words.
/// No modulo of a random number, no floating point.
#[derive(Clone, Debug)]
pub struct Sampler {
    bound: u64,
    /// Draws from one random word.
    draws: usize,
    /// Random words whose last low half is below this are thrown away: 2^64 mod bound^draws.
    threshold: u64,
}

/// bound^draws stays below this, which keeps the rejected random words under one in 256.
const LARGEST_PRODUCT: u64 = 1 << 56;
/// Most draws from one random word.
const MOST_DRAWS: usize = 8;

impl Sampler {
    /// Returns a sampler for a bound from 1 to 2^32.
    pub fn new(bound: usize) -> Self {
        let bound = (bound as u64).clamp(1, 1 << 32);
        let (mut product, mut draws) = (bound, 1);
        while draws < MOST_DRAWS && product.checked_mul(bound).is_some_and(|next| next <= LARGEST_PRODUCT) {
            product *= bound;
            draws += 1;
        }
        Self { bound, draws, threshold: product.wrapping_neg() % product }
    }

    /// Returns how many numbers one random word gives.
    pub fn draws(&self) -> usize {
        self.draws
    }

    /// Fills a slice, whose length is a multiple of [`Sampler::draws`], with numbers below the bound.
    pub fn fill(&self, random: &mut impl Rng, numbers: &mut [u32]) {
        // The compiler unrolls each of these, which a count known only at run time does not allow.
        match self.draws {
            1 => self.fill_by::<1>(random, numbers),
            2 => self.fill_by::<2>(random, numbers),
            3 => self.fill_by::<3>(random, numbers),
            4 => self.fill_by::<4>(random, numbers),
            5 => self.fill_by::<5>(random, numbers),
            6 => self.fill_by::<6>(random, numbers),
            7 => self.fill_by::<7>(random, numbers),
            _ => self.fill_by::<MOST_DRAWS>(random, numbers),
        }
    }

    fn fill_by<const DRAWS: usize>(&self, random: &mut impl Rng, numbers: &mut [u32]) {
        for tuple in numbers.as_chunks_mut().0 {
            *tuple = loop {
                if let Some(numbers) = self.split::<DRAWS>(random.next_u64()) {
                    break numbers;
                }
            };
        }
    }

    /// Turns one random word into numbers below the bound; `None` if it must be thrown away.
    #[inline]
    fn split<const DRAWS: usize>(&self, mut word: u64) -> Option<[u32; DRAWS]> {
        let numbers = std::array::from_fn(|_| {
            let product = u128::from(word) * u128::from(self.bound);
            word = low(product);
            high(product)
        });
        (word >= self.threshold).then_some(numbers)
    }
}

/// Most numbers drawn ahead.
const AHEAD: usize = 256;

/// Numbers drawn together and handed out in order; wiped at the end.
pub(super) struct Drawn {
    numbers: [u32; AHEAD + MOST_DRAWS],
    left: Range<usize>,
}

impl Default for Drawn {
    fn default() -> Self {
        Self { numbers: [0; AHEAD + MOST_DRAWS], left: 0..0 }
    }
}

impl Drawn {
    /// Returns some of so many numbers, at least one.
    pub(super) fn take(&mut self, sampler: &Sampler, random: &mut impl Rng, wanted: usize) -> &[u32] {
        if self.left.is_empty() {
            self.left = 0..wanted.min(AHEAD).next_multiple_of(sampler.draws());
            sampler.fill(random, &mut self.numbers[self.left.clone()]);
        }
        let taken = self.left.start..self.left.end.min(self.left.start + wanted);
        self.left.start = taken.end;
        &self.numbers[taken]
    }
}

impl Drop for Drawn {
    fn drop(&mut self) {
        self.numbers.zeroize();
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the high half of a product with at most 2^32 fits")]
#[inline]
fn high(product: u128) -> u32 {
    (product >> 64) as u32
}

#[expect(clippy::cast_possible_truncation, reason = "the low half is what is meant")]
#[inline]
fn low(product: u128) -> u64 {
    product as u64
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The same method with words of 16 bits, where every random word can be tried.
    fn split_16(bound: u32, draws: usize, mut word: u16) -> Option<Vec<u32>> {
        let product = bound.pow(u32::try_from(draws).unwrap());
        let threshold = (1_u32 << 16) % product;
        let numbers = (0..draws).map(|_| {
            let product = u32::from(word) * bound;
            word = (product & 0xffff) as u16;
            product >> 16
        });
        let numbers = numbers.collect();
        (u32::from(word) >= threshold).then_some(numbers)
    }

    /// An exhaustive proof on the reduced model: every tuple has the same number of random words.
    #[test]
    fn every_tuple_is_equally_likely_in_the_reduced_model() {
        for (bound, draws) in
            [(2, 4), (3, 1), (3, 5), (6, 3), (7, 2), (10, 3), (36, 2), (100, 1), (255, 1), (6, 5)]
        {
            let mut counts = BTreeMap::new();
            for word in 0..=u16::MAX {
                if let Some(numbers) = split_16(bound, draws, word) {
                    assert!(numbers.iter().all(|number| *number < bound));
                    *counts.entry(numbers).or_insert(0) += 1;
                }
            }
            let tuples = bound.pow(u32::try_from(draws).unwrap());
            assert_eq!(u32::try_from(counts.len()).unwrap(), tuples, "{bound}^{draws}");
            assert!(counts.values().all(|count| *count == (1 << 16) / tuples), "{bound}^{draws}");
        }
    }

    #[test]
    fn the_real_sampler_draws_as_many_as_fit_and_throws_away_little() {
        for (bound, draws) in [(7776, 4), (1296, 5), (256, 7), (10, 8), (1, 8), (10_000_000, 2)] {
            let sampler = Sampler::new(bound);
            assert_eq!(sampler.draws(), draws);
            assert!(sampler.threshold < 1 << 56);
        }
        // 2^64 mod 7776^4, as worked out by hand in exact arithmetic.
        assert_eq!(Sampler::new(7776).threshold, 1_424_743_591_837_696);
    }
}
