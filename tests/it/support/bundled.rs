//! The data compiled into the library, read once for all tests.

use std::sync::OnceLock;

use jiff::civil::{Date, date};
use opsec::policy::migration::Migration;
use opsec::policy::{Collection, MIGRATION, PLATFORMS, PROFILES, Profiles, RUBRIC, Review, Rubric};
use opsec::wordlist::{WordList, known};

/// The day the bundled data is judged on.
pub(crate) const TODAY: Date = date(2026, 11, 26);

/// What is compiled in; each review in the order of its file's name.
pub(crate) struct Bundled {
    pub(crate) rubric: Rubric,
    pub(crate) profiles: Profiles,
    pub(crate) reviews: Vec<Review>,
    pub(crate) migration: Migration,
}

pub(crate) fn bundled() -> &'static Bundled {
    static BUNDLED: OnceLock<Bundled> = OnceLock::new();
    BUNDLED.get_or_init(|| {
        let rubric = Rubric::read("rubric.yaml", RUBRIC).unwrap();
        let profiles = Profiles::read("profiles.yaml", PROFILES, &rubric).unwrap();
        let read = |(name, text): &(&str, &str)| Review::read(name, text, &rubric, TODAY).unwrap();
        let reviews = PLATFORMS.iter().map(read).collect();
        let migration = Migration::read("migration.yaml", MIGRATION).unwrap();
        Bundled { rubric, profiles, reviews, migration }
    })
}

pub(crate) fn review(id: &str) -> &'static Review {
    bundled().reviews.iter().find(|review| review.id == id).unwrap()
}

pub(crate) fn collection() -> Collection {
    let named = bundled().reviews.iter().map(|review| (format!("{}.yaml", review.id), review.clone()));
    Collection::new(named).unwrap()
}

pub(crate) fn list(id: &str) -> WordList {
    WordList::bundled(known(id).unwrap())
}
