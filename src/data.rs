//! The rubric, the profiles, the reviews and the steps of a move that are compiled in.
//!
//! `build.rs` reads `policies/`, stops at a mistake, and writes what it read in a compact form. It is decoded
//! when it is first asked for, and no text is copied: a run that needs none of it does no work for it.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::checklist::Template;
use crate::language::Text;
use crate::rate::Profiles;
use crate::review::{Collection, Lookup, Names, Review, Rubric, lookup};

// The constant `DATE`.
include!(concat!(env!("OUT_DIR"), "/date.rs"));

static INDEX: LazyLock<Vec<Entry>> =
    LazyLock::new(|| decode(include_bytes!(concat!(env!("OUT_DIR"), "/index"))));
static RUBRIC: LazyLock<Rubric> =
    LazyLock::new(|| decode(include_bytes!(concat!(env!("OUT_DIR"), "/rubric"))));
static PROFILES: LazyLock<Profiles> =
    LazyLock::new(|| decode(include_bytes!(concat!(env!("OUT_DIR"), "/profiles"))));
static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| decode(include_bytes!(concat!(env!("OUT_DIR"), "/template"))));
static REVIEWS: LazyLock<Collection> = LazyLock::new(|| {
    let reviews: Vec<Review> = decode(include_bytes!(concat!(env!("OUT_DIR"), "/reviews")));
    Collection::checked_before(reviews)
});

/// The id, name and aliases of a compiled review.
#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Entry {
    id: Text,
    name: Text,
    aliases: Vec<Text>,
}

impl Names for Entry {
    fn names(&self) -> (&Text, &Text, &[Text]) {
        (&self.id, &self.name, &self.aliases)
    }
}

/// Returns the rubric.
pub fn rubric() -> &'static Rubric {
    &RUBRIC
}

/// Returns the profiles.
pub fn profiles() -> &'static Profiles {
    &PROFILES
}

/// Returns the template of a plan.
pub fn template() -> &'static Template {
    &TEMPLATE
}

/// Returns every review.
pub fn reviews() -> &'static Collection {
    &REVIEWS
}

/// Looks up the id of a review by an id, an alias or a name; decodes no review.
pub fn find(name: &str) -> Lookup<'static, &'static str> {
    match lookup(&INDEX, name) {
        Lookup::Found(entry) => Lookup::Found(&entry.id),
        Lookup::Missing(near) => Lookup::Missing(near),
    }
}

/// # Panics
/// Never: the build script of this very package wrote the bytes, with the same types.
fn decode<T: Deserialize<'static>>(bytes: &'static [u8]) -> T {
    postcard::from_bytes(bytes).expect("the build script wrote these bytes")
}
