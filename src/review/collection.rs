//! A collection of reviews, with lookup by id, alias, name or near spelling.

use std::collections::{BTreeMap, HashMap};

use super::Review;
use crate::language::Text;

/// Reviews by id, with their aliases.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// The reviews, sorted by id.
    reviews: Vec<Review>,
}

/// The result of looking up a name.
#[derive(Debug)]
pub enum Lookup<'a, T> {
    /// The one with that id, alias or name.
    Found(T),
    /// There is none; the ids of those spelled most like it, best first.
    Missing(Vec<&'a str>),
}

/// The error of a name that two reviews have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is already a name of `{other}`")]
pub struct Collision {
    /// Position of the later review among those given, from 0.
    pub position: usize,
    /// Id of the later review.
    pub review: Text,
    /// The name.
    pub name: Text,
    /// Id of the review that has it already.
    pub other: Text,
}

impl Collection {
    /// Gathers reviews that must not share a name.
    ///
    /// # Errors
    /// Every review of which a name is taken.
    pub fn new(reviews: impl IntoIterator<Item = Review>) -> Result<Self, Vec<Collision>> {
        let mut taken: HashMap<String, Text> = HashMap::new();
        let mut sound = Vec::new();
        let mut collisions = Vec::new();
        for (position, review) in reviews.into_iter().enumerate() {
            let collision = all_names(&review).find_map(|name| {
                let other = taken.get(&spelling(name))?;
                Some(Collision {
                    position,
                    review: review.id.clone(),
                    name: name.clone(),
                    other: other.clone(),
                })
            });
            if let Some(collision) = collision {
                collisions.push(collision);
            } else {
                taken.extend(all_names(&review).map(|name| (spelling(name), review.id.clone())));
                sound.push(review);
            }
        }
        sound.sort_by(|one, other| one.id.cmp(&other.id));
        if collisions.is_empty() { Ok(Self { reviews: sound }) } else { Err(collisions) }
    }

    /// Gathers reviews that were checked before, in the order of their ids.
    pub(crate) fn checked_before(reviews: Vec<Review>) -> Self {
        debug_assert!(reviews.is_sorted_by(|one, two| one.id < two.id), "the reviews are out of order");
        Self { reviews }
    }

    /// Adds other reviews: they replace those with the same id, and take over the aliases of the others.
    ///
    /// Returns every name that a review of another id had too. Its id stays its own.
    pub fn overlay(&mut self, other: Self) -> Vec<Collision> {
        let mut taken: HashMap<String, usize> = HashMap::new();
        for (index, older) in self.reviews.iter().enumerate() {
            taken.extend(all_names(older).map(|name| (spelling(name), index)));
        }
        let mut collisions = Vec::new();
        for (position, review) in other.reviews.iter().enumerate() {
            for name in all_names(review) {
                let spelling = spelling(name);
                let Some(older) = taken.get(&spelling).map(|index| &mut self.reviews[*index]) else {
                    continue;
                };
                if older.id == review.id {
                    continue;
                }
                older.aliases.retain(|alias| self::spelling(alias) != spelling);
                let (review, other) = (review.id.clone(), older.id.clone());
                let collision = Collision { position, review, name: name.clone(), other };
                if !collisions.contains(&collision) {
                    collisions.push(collision);
                }
            }
        }
        let mut reviews: BTreeMap<Text, Review> =
            self.reviews.drain(..).map(|review| (review.id.clone(), review)).collect();
        reviews.extend(other.reviews.into_iter().map(|review| (review.id.clone(), review)));
        self.reviews = reviews.into_values().collect();
        collisions
    }

    fn position(&self, id: &str) -> Result<usize, usize> {
        self.reviews.binary_search_by(|review| review.id.as_str().cmp(id))
    }

    /// Looks a name up, whatever its case and separators: an id before an alias, and that before a full name.
    pub fn lookup(&self, name: &str) -> Lookup<'_, &Review> {
        lookup(&self.reviews, name)
    }

    /// Returns the review with this very id.
    pub fn get(&self, id: &str) -> Option<&Review> {
        self.position(id).ok().map(|position| &self.reviews[position])
    }

    /// Returns all reviews, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Review> {
        self.reviews.iter()
    }
}

/// Something with an id, a name and aliases.
pub(crate) trait Names {
    /// Returns its id, its name for people and its aliases.
    fn names(&self) -> (&Text, &Text, &[Text]);
}

impl Names for Review {
    fn names(&self) -> (&Text, &Text, &[Text]) {
        (&self.id, &self.name, &self.aliases)
    }
}

/// Looks up a name among things that have names.
pub(crate) fn lookup<'a, T: Names>(all: &'a [T], name: &str) -> Lookup<'a, &'a T> {
    let wanted = spelling(name);
    find(all, &wanted).map_or_else(|| Lookup::Missing(nearest(all, &wanted)), Lookup::Found)
}

/// An id is its own, whatever others call themselves.
fn find<'a, T: Names>(all: &'a [T], wanted: &str) -> Option<&'a T> {
    let is = |text: &Text| spelling(text) == wanted;
    all.iter()
        .find(|one| is(one.names().0))
        .or_else(|| all.iter().find(|one| one.names().2.iter().any(is)))
        .or_else(|| all.iter().find(|one| is(one.names().1)))
        .filter(|_| !wanted.is_empty())
}

/// The id, the aliases and the name of a review.
fn all_names(review: &Review) -> impl Iterator<Item = &Text> {
    [&review.id].into_iter().chain(&review.aliases).chain([&review.name])
}

fn nearest<'a, T: Names>(all: &'a [T], wanted: &str) -> Vec<&'a str> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let distance = |one: &'a T| {
        let (id, name, aliases) = one.names();
        let names = aliases.iter().chain([id, name]);
        let distance = names.map(|text| strsim::damerau_levenshtein(&spelling(text), wanted)).min();
        (distance.unwrap_or(usize::MAX), id.as_str())
    };
    // A third of the letters wrong is a different word.
    let is_near =
        |(distance, id): &(usize, &str)| *distance <= 1.max(wanted.chars().count().min(id.len()) / 3);
    let mut near: Vec<_> = all.iter().map(distance).filter(is_near).collect();
    near.sort_unstable();
    near.into_iter().take(3).map(|(_, id)| id).collect()
}

/// Returns the letters and digits of a name, in lower case: `FB Messenger` is the name `fb-messenger`.
pub fn spelling(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
/// Whether a name is so near another that it was meant: one letter more, less or wrong, or two swapped.
/// Of a name with fewer than four letters nothing can be told.
pub fn is_slip(name: &str, meant: &str) -> bool {
    let (name, meant) = (spelling(name), spelling(meant));
    name.chars().count() > 3 && strsim::damerau_levenshtein(&name, &meant) <= 1
}
