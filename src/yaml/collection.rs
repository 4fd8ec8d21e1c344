//! Gathers the reviews of several files.

use super::Problem;
use crate::review::{Collection, Collision, Review};

/// Gathers reviews, each with the name of its file, that must not share a name.
///
/// # Errors
/// Every review of which a name is taken.
pub fn collection(reviews: Vec<(String, Review)>) -> Result<Collection, Vec<Problem>> {
    let (files, reviews): (Vec<_>, Vec<_>) = reviews.into_iter().unzip();
    let problem = |collision: Collision| {
        let Collision { position, review, other, .. } = &collision;
        let message = if review == other {
            format!("id: a review of `{review}` exists already")
        } else {
            collision.to_string()
        };
        Problem::new(&files[*position], None, message)
    };
    Collection::new(reviews).map_err(|collisions| collisions.into_iter().map(problem).collect())
}
