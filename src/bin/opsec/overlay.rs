//! Gathers the data a command works on: what is compiled in, and what the user lays over it.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use jiff::civil::Date;
use opsec::data;
use opsec::rate::{Profile, Profiles};
use opsec::review::{Collection, Lookup, Review, Rubric};
use opsec::yaml::{self, MAX_BYTES, Problem};

use crate::files::read_text;
use crate::outcome::{Failure, Result};
use crate::ui::{sanitize, sanitize_lines};

/// The rubric, the profiles and the reviews of one run: what is compiled in, unless the user has their own.
pub(crate) struct Data {
    pub(crate) rubric: Cow<'static, Rubric>,
    pub(crate) profiles: Cow<'static, Profiles>,
    pub(crate) reviews: Cow<'static, Collection>,
    /// The last day on which anything in the data was looked at.
    pub(crate) date: Date,
}

/// Where data comes from besides the program itself.
#[derive(Default)]
pub(crate) struct Sources<'a> {
    pub(crate) reviews: Option<&'a Path>,
    pub(crate) rubric: Option<&'a Path>,
}

impl Data {
    /// Reads the user's own data and lays it over what is compiled in.
    pub(crate) fn read(sources: &Sources<'_>, today: Date) -> Result<Self> {
        if let Some(path) = sources.rubric {
            return Self::of_another_rubric(read_rubric(path)?, sources.reviews, today);
        }
        let rubric = data::rubric();
        let mut reviews = Cow::Borrowed(data::reviews());
        let own = own_folder().filter(|folder| folder.is_dir());
        for folder in own.iter().map(PathBuf::as_path).chain(sources.reviews) {
            reviews.to_mut().overlay(read_folder(folder, rubric, today)?);
        }
        let (rubric, profiles) = (Cow::Borrowed(rubric), Cow::Borrowed(data::profiles()));
        Ok(Self { rubric, profiles, reviews, date: data::DATE })
    }

    /// Reads reviews that answer the questions of another rubric; none of ours does.
    fn of_another_rubric(rubric: Rubric, folder: Option<&Path>, today: Date) -> Result<Self> {
        let reviews =
            folder.map(|folder| read_folder(folder, &rubric, today)).transpose()?.unwrap_or_default();
        let date = reviews.iter().filter_map(Review::reviewed).max().unwrap_or(today);
        // Gates speak of questions that another rubric may not ask.
        let profiles = data::profiles().0.iter().cloned().map(|profile| profile.for_rubric(&rubric));
        let profiles = Cow::Owned(Profiles(profiles.collect()));
        Ok(Self { rubric: Cow::Owned(rubric), profiles, reviews: Cow::Owned(reviews), date })
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

/// `$XDG_DATA_HOME/opsec/reviews`: what this user always lays over the bundled reviews.
fn own_folder() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.data_dir().join("opsec").join("reviews"))
}

pub(crate) fn read_rubric(path: &Path) -> Result<Rubric> {
    let text = read_text(opsec::language::Language::default(), path, MAX_BYTES as u64)?;
    yaml::rubric(&sanitize(&path.to_string_lossy()), &text)
        .map_err(|problem| not_usable("rubric", &[problem]))
}

/// Reads every `*.yaml` and `*.yml` of a folder.
pub(crate) fn read_folder(folder: &Path, rubric: &Rubric, today: Date) -> Result<Collection> {
    let mut problems = Vec::new();
    let mut reviews = Vec::new();
    for path in review_files(folder)? {
        let name = sanitize(&path.to_string_lossy());
        let text = read_text(opsec::language::Language::default(), &path, MAX_BYTES as u64)?;
        match yaml::review(&name, &text, rubric, today) {
            Ok(review) => reviews.push((name, review)),
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return Err(not_usable("reviews", &problems));
    }
    yaml::collection(reviews).map_err(|problems| not_usable("reviews", &problems))
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
