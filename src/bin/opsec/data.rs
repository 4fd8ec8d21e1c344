//! Gathers the data a command works on: what is compiled in, and what the user lays over it.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use jiff::civil::Date;
use opsec::policy::migration::Migration;
use opsec::policy::{
    Collection, Lookup, MAX_BYTES, MIGRATION, PLATFORMS, PROFILES, Problem, Profile, Profiles, RUBRIC,
    Review, Rubric,
};

use crate::files::read_text;
use crate::outcome::{Failure, Result};
use crate::ui::{sanitize, sanitize_lines};

/// The rubric, the profiles and the reviews of one run.
pub(crate) struct Data {
    pub(crate) rubric: Rubric,
    pub(crate) profiles: Profiles,
    pub(crate) reviews: Collection,
    /// The last day on which anything in the bundled data was looked at.
    pub(crate) date: Date,
}

/// Where data comes from besides the program itself.
#[derive(Default)]
pub(crate) struct Sources<'a> {
    pub(crate) reviews: Option<&'a Path>,
    pub(crate) rubric: Option<&'a Path>,
}

impl Data {
    /// Loads the data and keeps it for the rest of the run: every view borrows from it.
    pub(crate) fn load(sources: &Sources<'_>, today: Date) -> Result<&'static Self> {
        let own_rubric = sources.rubric.map(read_rubric).transpose()?;
        let replaced = own_rubric.is_some();
        let rubric = own_rubric.unwrap_or_else(bundled_rubric);
        let profiles = bundled_profiles(&rubric, replaced);
        let mut reviews = if replaced { Collection::default() } else { bundled_reviews(&rubric) };
        let date = newest(&reviews).max(rubric.date).unwrap_or(today);
        if !replaced && let Some(folder) = own_folder().filter(|folder| folder.is_dir()) {
            reviews.overlay(read_folder(&folder, &rubric, today)?);
        }
        if let Some(folder) = sources.reviews {
            reviews.overlay(read_folder(folder, &rubric, today)?);
        }
        let date = if replaced { newest(&reviews).unwrap_or(today) } else { date };
        Ok(Box::leak(Box::new(Self { rubric, profiles, reviews, date })))
    }

    /// Finds a profile by name, or says which there are.
    pub(crate) fn profile(&self, name: &str) -> Result<&Profile> {
        self.profiles.get(name).ok_or_else(|| {
            let names: Vec<_> = self.profiles.0.iter().map(|profile| profile.id.as_str()).collect();
            Failure::new(format!("There is no profile '{}'.", sanitize(name)))
                .hint(format!("Profiles: {}.", names.join(", ")))
        })
    }

    /// Finds a review by id, alias or name, or says which is spelt nearly so.
    pub(crate) fn review(&self, name: &str) -> Result<&Review> {
        match self.reviews.lookup(name) {
            Lookup::Found(review) => Ok(review),
            Lookup::Missing(near) => {
                let failure = Failure::new(format!("There is no review of '{}'.", sanitize(name)));
                Err(match near.first() {
                    Some(nearest) => failure.hint(format!("Did you mean '{nearest}'?")),
                    None => failure,
                }
                .hint("`opsec rate` lists every platform reviewed."))
            }
        }
    }
}

/// The steps of a group's move, kept for the rest of the run.
pub(crate) fn bundled_migration() -> &'static Migration {
    let migration = Migration::read("migration.yaml", MIGRATION);
    Box::leak(Box::new(migration.expect("the bundled steps are read by a test")))
}

/// The date of the bundled data, for `opsec -V`.
pub(crate) fn bundled_date() -> Date {
    let rubric = bundled_rubric();
    newest(&bundled_reviews(&rubric)).max(rubric.date).unwrap_or(Date::ZERO)
}

/// The id of the bundled review of that name, if there is one.
pub(crate) fn bundled_platform(name: &str) -> Option<String> {
    match bundled_reviews(&bundled_rubric()).lookup(name) {
        Lookup::Found(review) => Some(review.id.clone()),
        Lookup::Missing(_) => None,
    }
}

/// The bundled rubric.
pub(crate) fn bundled_rubric() -> Rubric {
    Rubric::read("rubric.yaml", RUBRIC).expect("the bundled rubric is read by a test")
}

fn bundled_profiles(rubric: &Rubric, replaced: bool) -> Profiles {
    if !replaced {
        return Profiles::read("profiles.yaml", PROFILES, rubric)
            .expect("the bundled profiles are read by a test");
    }
    // Gates speak of questions that another rubric may not ask.
    let ours = bundled_rubric();
    let profiles =
        Profiles::read("profiles.yaml", PROFILES, &ours).expect("the bundled profiles are read by a test");
    Profiles(profiles.0.into_iter().map(|profile| profile.for_rubric(rubric)).collect())
}

fn bundled_reviews(rubric: &Rubric) -> Collection {
    let reviews = PLATFORMS.iter().map(|(name, text)| {
        // Their dates are compared with a calendar by a test, not with this computer's clock.
        let review =
            Review::read(name, text, rubric, Date::MAX).expect("the bundled reviews are read by a test");
        ((*name).to_owned(), review)
    });
    Collection::new(reviews).expect("the names of bundled reviews are checked by a test")
}

fn newest(reviews: &Collection) -> Option<Date> {
    reviews.iter().filter_map(Review::reviewed).max()
}

/// `$XDG_DATA_HOME/opsec/reviews`: what this user always lays over the bundled reviews.
fn own_folder() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.data_dir().join("opsec").join("reviews"))
}

pub(crate) fn read_rubric(path: &Path) -> Result<Rubric> {
    let text = read_text(opsec::language::Language::default(), path, MAX_BYTES as u64)?;
    Rubric::read(&sanitize(&path.to_string_lossy()), &text)
        .map_err(|problem| not_usable("rubric", &[problem]))
}

/// Reads every `*.yaml` and `*.yml` of a folder.
pub(crate) fn read_folder(folder: &Path, rubric: &Rubric, today: Date) -> Result<Collection> {
    let mut problems = Vec::new();
    let mut reviews = Vec::new();
    for path in review_files(folder)? {
        let name = sanitize(&path.to_string_lossy());
        let text = read_text(opsec::language::Language::default(), &path, MAX_BYTES as u64)?;
        match Review::read(&name, &text, rubric, today) {
            Ok(review) => reviews.push((name, review)),
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return Err(not_usable("reviews", &problems));
    }
    Collection::new(reviews).map_err(|problems| not_usable("reviews", &problems))
}

/// The review files of a folder in order of their names.
pub(crate) fn review_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let shown = sanitize(&folder.to_string_lossy());
    let failed = |error: std::io::Error| {
        Failure::new(format!("Could not read the folder '{shown}': {error}"))
            .hint("Give a folder with review files (*.yaml) that you may read.")
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn not_usable(what: &str, problems: &[Problem]) -> Failure {
    // A file with hundreds of mistakes is not read mistake by mistake.
    let mut failure =
        Failure::new(format!("The {what} cannot be used: {} found.", count(problems.len(), "mistake")));
    for problem in problems.iter().take(12) {
        failure = failure.hint(sanitize_lines(&problem.to_string()));
    }
    if problems.len() > 12 {
        failure = failure.hint(format!("… and {} more.", problems.len() - 12));
    }
    failure
}

/// TEMPORARY: "1 mistake", "2 mistakes".
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
