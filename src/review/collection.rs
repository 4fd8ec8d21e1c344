//! A collection of reviews, with lookup by id, alias, name or near spelling.

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
#[error("`{name}` already stands for `{other}`")]
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
        let mut collection = Self::default();
        let mut collisions = Vec::new();
        for (position, review) in reviews.into_iter().enumerate() {
            match collection.collision(&review) {
                Some((name, other)) => {
                    collisions.push(Collision { position, review: review.id, name, other });
                }
                None => collection.insert(review),
            }
        }
        if collisions.is_empty() { Ok(collection) } else { Err(collisions) }
    }

    /// Gathers reviews that were checked before, in the order of their ids.
    pub(crate) fn checked_before(reviews: Vec<Review>) -> Self {
        debug_assert!(reviews.is_sorted_by(|one, two| one.id < two.id), "the reviews are out of order");
        Self { reviews }
    }

    /// Adds other reviews: they replace those with the same id, and take over their names.
    pub fn overlay(&mut self, other: Self) {
        for review in other.reviews {
            for older in &mut self.reviews {
                older.aliases.retain(|alias| *alias != review.id && !review.aliases.contains(alias));
            }
            self.insert(review);
        }
    }

    fn insert(&mut self, review: Review) {
        match self.position(&review.id) {
            Ok(position) => self.reviews[position] = review,
            Err(position) => self.reviews.insert(position, review),
        }
    }

    fn position(&self, id: &str) -> Result<usize, usize> {
        self.reviews.binary_search_by(|review| review.id.as_str().cmp(id))
    }

    fn collision(&self, review: &Review) -> Option<(Text, Text)> {
        if let Some(other) = self.get(&review.id) {
            return Some((review.id.clone(), other.id.clone()));
        }
        let names = review.aliases.iter().chain([&review.id]);
        names
            .into_iter()
            .find_map(|name| find(&self.reviews, &plain(name)).map(|other| (name.clone(), other.id.clone())))
    }

    /// Looks a name up: an id, an alias or the full name, whatever its case and separators.
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
    let wanted = plain(name);
    find(all, &wanted).map_or_else(|| Lookup::Missing(nearest(all, &wanted)), Lookup::Found)
}

fn find<'a, T: Names>(all: &'a [T], wanted: &str) -> Option<&'a T> {
    let is = |text: &Text| plain(text) == wanted;
    all.iter().find(|one| {
        let (id, name, aliases) = one.names();
        is(id) || is(name) || aliases.iter().any(is)
    })
}

fn nearest<'a, T: Names>(all: &'a [T], wanted: &str) -> Vec<&'a str> {
    let distance = |one: &'a T| {
        let (id, name, aliases) = one.names();
        let names = aliases.iter().chain([id, name]);
        let distance = names.map(|text| strsim::damerau_levenshtein(&plain(text), wanted)).min();
        (distance.unwrap_or(usize::MAX), id.as_str())
    };
    // A third of the letters wrong is a different word.
    let is_near =
        |(distance, id): &(usize, &str)| *distance <= 1.max(wanted.chars().count().min(id.len()) / 3);
    let mut near: Vec<_> = all.iter().map(distance).filter(is_near).collect();
    near.sort_unstable();
    near.into_iter().take(3).map(|(_, id)| id).collect()
}

/// Letters and digits only, lower case: `FB Messenger` is `fb-messenger`.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
