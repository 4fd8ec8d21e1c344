//! The apps that a group leaves, reviewed or not.

use opsec::checklist::{named_app, unnamed_app};
use opsec::review::{Lookup, Review, is_slip};
use opsec::text::name::clean;

use crate::outcome::Result;
use crate::overlay::Data;

/// A stand-in for an app without a review; `None` if there is one. What looks like a slip of the finger is
/// refused with what was probably meant.
pub(super) fn stranger(name: &str, data: &Data) -> Result<Option<Review>> {
    match data.reviews.lookup(name) {
        Lookup::Found(_) => Ok(None),
        Lookup::Missing(near) if near.is_empty() || !is_slip(name, near[0]) => match clean(name) {
            Ok(name) => Ok(Some(named_app(&name))),
            Err(_) => data.review(name).map(|_| None),
        },
        Lookup::Missing(_) => data.review(name).map(|_| None),
    }
}

/// Stand-ins for the apps without a review, or for the one that the general plan leaves.
pub(super) fn strangers(names: &[String], data: &Data) -> Result<Vec<Review>> {
    if names.is_empty() {
        return Ok(vec![unnamed_app()]);
    }
    names.iter().filter_map(|name| stranger(name, data).transpose()).collect()
}

/// The apps that are left, each once.
pub(super) fn apps<'a>(names: &[String], data: &'a Data, strangers: &'a [Review]) -> Result<Vec<&'a Review>> {
    let mut apps: Vec<&Review> = Vec::new();
    for name in names {
        let stranger = clean(name).ok().and_then(|name| strangers.iter().find(|app| *app.name == *name));
        let review = match stranger {
            Some(stranger) => stranger,
            None => data.review(name)?,
        };
        if !apps.iter().any(|app| app.id == review.id) {
            apps.push(review);
        }
    }
    Ok(if names.is_empty() { strangers.iter().collect() } else { apps })
}
