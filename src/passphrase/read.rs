//! Reads a phrase back with a list, whatever stands before, between and behind its words.

use std::ops::Range;

use zeroize::{DefaultIsZeroes, Zeroizing};

use super::typed::{Lexicon, Typed};
use crate::wordlist::WordList;

/// A phrase read back with a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The indexes of the words in the list.
    pub indices: Zeroizing<Vec<usize>>,
    /// Whether the phrase has more than one reading: only where nothing separates its words.
    pub ambiguous: bool,
    /// Characters that are neither words nor spaces nor the same separator in every gap.
    pub others: usize,
    /// Invisible characters that were left out between the words.
    pub invisible: usize,
}

/// Longest separator of letters that is looked for, in characters.
const LONGEST_LETTERS: usize = 16;
/// Longest phrase in which a separator of letters is looked for, in characters.
const LONGEST_WITH_LETTERS: usize = 20_000;

/// Reads a phrase with a list: with any separators, or with none, in time proportional to its length.
///
/// Case is ignored, and so is everything around the words that is neither a letter nor a word of the
/// list by itself. Words that signs or capitals separate are preferred to words that touch; of several
/// readings the one with the fewest words is taken, hence with the fewest bits. The last resort is a
/// separator that is itself made of letters.
pub fn read_back(list: &WordList, phrase: &str) -> Option<Reading> {
    let (typed, lexicon) = (Typed::new(phrase), Lexicon::new(list));
    read(&typed, &lexicon).or_else(|| read_with_letters(&typed, &lexicon))
}

/// Reads words that signs, capitals or nothing separates.
pub(super) fn read(typed: &Typed, lexicon: &Lexicon) -> Option<Reading> {
    if let Some(apart) = trace(typed, lexicon, Words::Apart) {
        let ambiguous = match apart.gap(typed) {
            _ if apart.words.len() == 1 => {
                trace(typed, lexicon, Words::MayTouch).is_some_and(|touching| touching.ways > 1)
            }
            _ if apart.ways == 1 => false,
            // The same separator everywhere tells the words apart even where they hold it too.
            Some(gap) if !gap.is_empty() => {
                joined(typed, lexicon, apart.range(), gap).is_some_and(|joined| joined.ways > 1)
            }
            _ => true,
        };
        return Some(apart.reading(typed, ambiguous));
    }
    let touching = trace(typed, lexicon, Words::MayTouch)?;
    Some(touching.reading(typed, touching.ways > 1))
}

/// Reads words between which the same letters stand: `abacus and abdomen and abide` without the spaces.
///
/// There must be two gaps: what stands between two words alone is more likely a third.
pub(super) fn read_with_letters(typed: &Typed, lexicon: &Lexicon) -> Option<Reading> {
    let core = typed.core();
    if core.len() > LONGEST_WITH_LETTERS {
        return None;
    }
    let firsts = lexicon.words_at(typed, core.clone());
    let tried = firsts.flat_map(|(end, _)| {
        let widest = core.end.saturating_sub(end).min(LONGEST_LETTERS);
        let gaps = (1..=widest).map(move |width| typed.slice(end..end + width));
        gaps.filter_map(|gap| joined(typed, lexicon, typed.core(), gap))
    });
    let found = tried.filter(|trace| trace.words.len() > 2).min_by_key(|trace| trace.words.len())?;
    Some(found.reading(typed, found.ways > 1))
}

/// A word in a text.
#[derive(Clone, Copy, Default)]
struct Span {
    start: usize,
    end: usize,
    index: usize,
}

impl DefaultIsZeroes for Span {}

/// The words of a reading.
struct Trace {
    words: Zeroizing<Vec<Span>>,
    /// How many readings there are, up to 255.
    ways: u8,
}

impl Trace {
    /// The characters from the first word to the last one.
    fn range(&self) -> Range<usize> {
        let ends = self.words.first().zip(self.words.last());
        ends.map_or(0..0, |(first, last)| first.start..last.end)
    }

    fn gaps(&self) -> impl Iterator<Item = Range<usize>> {
        self.words.windows(2).map(|pair| pair[0].end..pair[1].start)
    }

    /// The text between the words, if it is the same everywhere.
    fn gap<'t>(&self, typed: &'t Typed) -> Option<&'t str> {
        let first = typed.slice(self.gaps().next()?);
        self.gaps().all(|gap| typed.slice(gap) == first).then_some(first)
    }

    fn reading(&self, typed: &Typed, ambiguous: bool) -> Reading {
        let seen = |range: Range<usize>| range.filter(|place| !typed.at(*place).is_whitespace()).count();
        let range = self.range();
        // What stands once between two words may be a separator, but four digits are not.
        let separates = |gap: &str| self.words.len() > 2 || gap.chars().count() < 2;
        let between = if self.gap(typed).is_some_and(separates) { 0 } else { self.gaps().map(seen).sum() };
        Reading {
            indices: Zeroizing::new(self.words.iter().map(|word| word.index).collect()),
            ambiguous,
            others: seen(0..range.start) + between + seen(range.end..typed.len()),
            invisible: typed.invisible,
        }
    }
}

/// Whether words may touch, with nothing between them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    Apart,
    MayTouch,
}

/// How a place in the text is reached: with the fewest words and, of these, with the fewest signs passed over.
#[derive(Clone, Copy, Default)]
struct Reach {
    words: usize,
    passed_over: usize,
    /// In how many ways it is reached, up to 255; not at all if none.
    ways: u8,
    /// At the end of a word, where it begins; before a word, where the one before it ends.
    from: usize,
    /// The word that ends here.
    index: usize,
}

impl DefaultIsZeroes for Reach {}

impl Reach {
    const START: Self = Self { words: 0, passed_over: 0, ways: 1, from: NOWHERE, index: 0 };

    fn join(&mut self, other: Self) {
        let ways = self.ways.saturating_add(other.ways);
        let fewer = (other.words, other.passed_over) < (self.words, self.passed_over);
        if other.ways > 0 && (self.ways == 0 || fewer) {
            *self = other;
        }
        self.ways = ways;
    }
}

/// Before the first word, none has ended.
const NOWHERE: usize = usize::MAX;

/// What is reached at each place of a text.
struct Places {
    /// Places at which a word may begin.
    open: Zeroizing<Vec<Reach>>,
    /// Places at which a word has ended.
    ended: Zeroizing<Vec<Reach>>,
    /// The last place that is reached.
    furthest: usize,
}

impl Places {
    /// Nothing is reached but `start`.
    fn new(start: usize, end: usize) -> Self {
        let unreached = || Zeroizing::new(vec![Reach::default(); end + 1]);
        let mut places = Self { open: unreached(), ended: unreached(), furthest: start };
        places.open[start] = Reach::START;
        places
    }

    /// Lets a word begin at `place` after one that ended at `end`.
    fn open_after(&mut self, end: usize, place: usize, passed_over: usize) {
        let ended = self.ended[end];
        if ended.ways > 0 {
            let passed_over = ended.passed_over + passed_over;
            self.open[place].join(Reach { from: end, passed_over, ..ended });
            self.furthest = self.furthest.max(place);
        }
    }

    /// Passes over the sign at `place`.
    fn pass_over(&mut self, place: usize) {
        let open = self.open[place];
        if open.ways > 0 {
            self.open[place + 1].join(Reach { passed_over: open.passed_over + 1, ..open });
            self.furthest = self.furthest.max(place + 1);
        }
    }

    /// Reads the words that begin at `place` and end within `limit`.
    fn read_words(&mut self, typed: &Typed, lexicon: &Lexicon, place: usize, limit: usize) {
        let open = self.open[place];
        if open.ways > 0 {
            for (end, index) in lexicon.words_at(typed, place..limit) {
                self.ended[end].join(Reach { words: open.words + 1, from: place, index, ..open });
                self.furthest = self.furthest.max(end);
            }
        }
    }

    /// Follows the words back from the end, if it is reached with one at least.
    fn follow(&self, end: usize) -> Option<Trace> {
        let (open, ended) = (self.open[end], self.ended[end]);
        let open = if open.from == NOWHERE { Reach::default() } else { open };
        let ways = open.ways.saturating_add(ended.ways);
        let mut at = match (open.ways, ended.ways) {
            (0, 0) => return None,
            (0, _) => end,
            (_, 0) => open.from,
            _ if (open.words, open.passed_over) < (ended.words, ended.passed_over) => open.from,
            _ => end,
        };
        let mut words = Zeroizing::new(Vec::with_capacity(self.ended[at].words));
        while at != NOWHERE {
            let word = self.ended[at];
            words.push(Span { start: word.from, end: at, index: word.index });
            at = self.open[word.from].from;
        }
        words.reverse();
        Some(Trace { words, ways })
    }
}

/// Reads a text whose words are separated by anything that is no letter, by capitals, or by nothing.
fn trace(typed: &Typed, lexicon: &Lexicon, words: Words) -> Option<Trace> {
    let end = typed.len();
    let stays = words_without_letters(typed, lexicon);
    let mut places = Places::new(0, end);
    for place in 0..end {
        if places.furthest < place {
            return None;
        }
        let touches = words == Words::MayTouch || typed.is_capital(place);
        if touches {
            places.open_after(place, place, 0);
        }
        if !typed.is_letter(place) && !stays[place] {
            places.pass_over(place);
            if !touches {
                places.open_after(place, place + 1, 1);
            }
        }
        let limit = end.min(place + lexicon.longest());
        let limit = match words {
            Words::Apart => (place + 1..limit).find(|place| typed.is_capital(*place)).unwrap_or(limit),
            Words::MayTouch => limit,
        };
        places.read_words(typed, lexicon, place, limit);
    }
    places.follow(end)
}

/// Where words of the list stand that are made of signs alone, with spaces around them as words have.
fn words_without_letters(typed: &Typed, lexicon: &Lexicon) -> Zeroizing<Vec<bool>> {
    let mut stays = Zeroizing::new(vec![false; typed.len()]);
    for run in typed.runs(|character| !character.is_whitespace()) {
        let is_word = run.len() <= lexicon.longest()
            && !run.clone().any(|place| typed.is_letter(place))
            && lexicon.find(typed.slice(run.clone())).is_some();
        if is_word {
            stays[run].fill(true);
        }
    }
    stays
}

/// Reads a range whose words have exactly this text between them.
fn joined(typed: &Typed, lexicon: &Lexicon, range: Range<usize>, gap: &str) -> Option<Trace> {
    let width = gap.chars().count();
    let mut places = Places::new(range.start, range.end);
    for place in range.clone() {
        if places.furthest < place {
            return None;
        }
        if place + width <= range.end && typed.slice(place..place + width) == gap {
            places.open_after(place, place + width, 0);
        }
        places.read_words(typed, lexicon, place, range.end.min(place + lexicon.longest()));
    }
    // A separator after the last word is none.
    places.open[range.end] = Reach::default();
    places.follow(range.end)
}
