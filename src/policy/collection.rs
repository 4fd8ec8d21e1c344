//! The reviews at hand, found by id, alias or nearly so.

use std::collections::BTreeMap;

use super::{Problem, Review};

/// Reviews by id, with their aliases.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    reviews: BTreeMap<String, Review>,
}

/// What came of looking for a name.
#[derive(Debug)]
pub enum Lookup<'a> {
    /// The review with that id or alias.
    Found(&'a Review),
    /// None; names that are spelt nearly so, best first.
    Missing(Vec<&'a str>),
}

impl Collection {
    /// Adds reviews that must not collide with each other.
    ///
    /// # Errors
    /// Every id or alias that stands for two reviews.
    pub fn new(reviews: impl IntoIterator<Item = (String, Review)>) -> Result<Self, Vec<Problem>> {
        let mut collection = Self::default();
        let mut problems = Vec::new();
        for (file, review) in reviews {
            if collection.reviews.contains_key(&review.id) {
                problems.push(Problem::new(
                    &file,
                    None,
                    format!("id: a review of `{}` exists already", review.id),
                ));
                continue;
            }
            if let Some((name, other)) = collection.collision(&review) {
                let message = format!("aliases: `{name}` already stands for `{other}`");
                problems.push(Problem::new(&file, None, message));
                continue;
            }
            collection.reviews.insert(review.id.clone(), review);
        }
        if problems.is_empty() { Ok(collection) } else { Err(problems) }
    }

    /// Lays other reviews over these: the same id is replaced, and names now taken are let go.
    pub fn overlay(&mut self, other: Self) {
        for (id, review) in other.reviews {
            for older in self.reviews.values_mut() {
                older.aliases.retain(|alias| *alias != id && !review.aliases.contains(alias));
            }
            self.reviews.insert(id, review);
        }
    }

    fn collision(&self, review: &Review) -> Option<(String, String)> {
        let names = review.aliases.iter().chain([&review.id]);
        names.into_iter().find_map(|name| self.find(name).map(|other| (name.clone(), other.id.clone())))
    }

    /// Looks a name up: an id, an alias or the full name, whatever its case and separators.
    pub fn lookup(&self, name: &str) -> Lookup<'_> {
        match self.find(name) {
            Some(review) => Lookup::Found(review),
            None => Lookup::Missing(self.nearest(name)),
        }
    }

    fn find(&self, name: &str) -> Option<&Review> {
        let wanted = plain(name);
        let is = |text: &String| plain(text) == wanted;
        self.reviews
            .values()
            .find(|review| is(&review.id) || is(&review.name) || review.aliases.iter().any(is))
    }

    fn nearest(&self, name: &str) -> Vec<&str> {
        let wanted = plain(name);
        let mut near: Vec<_> = self
            .reviews
            .values()
            .map(|review| {
                let names = review.aliases.iter().chain([&review.id, &review.name]);
                let distance = names.map(|text| strsim::damerau_levenshtein(&plain(text), &wanted)).min();
                (distance.unwrap_or(usize::MAX), review.id.as_str())
            })
            // A third of the letters wrong is a different word.
            .filter(|(distance, id)| *distance <= 1.max(wanted.chars().count().min(id.len()) / 3))
            .collect();
        near.sort_unstable();
        near.into_iter().take(3).map(|(_, id)| id).collect()
    }

    /// Returns the review with this very id.
    pub fn get(&self, id: &str) -> Option<&Review> {
        self.reviews.get(id)
    }

    /// Returns all reviews, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Review> {
        self.reviews.values()
    }
}

/// Letters and digits only, lower case: `FB Messenger` is `fb-messenger`.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
