//! The data of one run: the compiled data, with the user's own on top.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use jiff::civil::Date;
use opsec::data;
use opsec::language::Language;
use opsec::rate::{Profile, Profiles};
use opsec::review::{Collection, Collision, Lookup, Review, Rubric, spelling};
use opsec::text::sanitize;
use opsec::yaml::{self, MAX_BYTES, Problem};

use crate::files::{read_text, yaml_files};
use crate::outcome::{Failure, Result};
use crate::ui::Ui;
use crate::words::{common, overlay as words};

/// The rubric, the profiles and the reviews of one run.
pub(crate) struct Data {
    pub(crate) rubric: Cow<'static, Rubric>,
    pub(crate) profiles: Cow<'static, Profiles>,
    pub(crate) reviews: Cow<'static, Collection>,
    /// The last day on which anything in the data was checked.
    pub(crate) date: Date,
    language: Language,
}

/// A situation that is two opposite dangers, so no profile has its name.
pub(crate) const WORKPLACE: &str = "workplace";

/// Sources of data other than the program itself.
#[derive(Default)]
pub(crate) struct Sources<'a> {
    pub(crate) reviews: Option<&'a Path>,
    pub(crate) rubric: Option<&'a Path>,
}

impl Data {
    /// Reads the user's own data and lays it over what is compiled in.
    pub(crate) fn read(sources: &Sources<'_>, today: Date, ui: &Ui) -> Result<Self> {
        let language = ui.language();
        if let Some(path) = sources.rubric {
            let rubric = read_rubric(language, path, today)?;
            return Self::of_another_rubric(rubric, sources.reviews, today, ui);
        }
        let rubric = data::rubric();
        let mut reviews = Cow::Borrowed(data::reviews());
        let own = own_folder().filter(|folder| folder.is_dir());
        for folder in own.iter().map(PathBuf::as_path).chain(sources.reviews) {
            let own = read_folder(folder, rubric, today, ui)?;
            for replaced in own.iter().filter(|review| reviews.get(&review.id).is_some()) {
                ui.say(&words::replaces(language, &replaced.id));
            }
            for Collision { review, name, other, .. } in reviews.to_mut().overlay(own) {
                ui.warn(&words::takes_a_name(language, &review, &name, &other));
            }
        }
        let (rubric, profiles) = (Cow::Borrowed(rubric), Cow::Borrowed(data::profiles()));
        Ok(Self { rubric, profiles, reviews, date: data::DATE, language })
    }

    /// Reads reviews for another rubric; the bundled reviews do not answer its questions.
    fn of_another_rubric(rubric: Rubric, folder: Option<&Path>, today: Date, ui: &Ui) -> Result<Self> {
        let language = ui.language();
        let reviews = folder.map(|folder| read_folder(folder, &rubric, today, ui));
        let reviews = reviews.transpose()?.unwrap_or_default();
        let date = reviews.iter().filter_map(Review::reviewed).max().unwrap_or(today);
        // Gates speak of questions that another rubric may not ask.
        let profiles = data::profiles().0.iter().cloned().map(|profile| profile.for_rubric(&rubric));
        let profiles = Cow::Owned(Profiles(profiles.collect()));
        Ok(Self { rubric: Cow::Owned(rubric), profiles, reviews: Cow::Owned(reviews), date, language })
    }

    /// Finds a profile by name, or says which there are. "Work" is two opposite dangers: nothing chooses for a group
    /// which of them it is in.
    pub(crate) fn profile(&self, name: &str) -> Result<&Profile> {
        if name == WORKPLACE && self.profiles.get(name).is_none() {
            let failure = Failure::usage(words::two_cases(self.language));
            let hints = words::two_cases_hint(self.language);
            return Err(hints.into_iter().fold(failure, Failure::hint));
        }
        self.profiles.get(name).ok_or_else(|| {
            let names: Vec<_> = self.profiles.0.iter().map(|profile| profile.id.as_str()).collect();
            Failure::usage(words::no_profile(self.language, name))
                .hint(words::profiles(self.language, &names))
        })
    }

    /// Finds a review by id, alias or name, or suggests those spelled most like it.
    pub(crate) fn review(&self, name: &str) -> Result<&Review> {
        let language = self.language;
        if spelling(name).is_empty() {
            return Err(Failure::new(words::empty_name(language)).hint(words::list_reviews(language)));
        }
        match self.reviews.lookup(name) {
            Lookup::Found(review) => Ok(review),
            Lookup::Missing(near) => {
                let failure = Failure::usage(words::no_review(language, name));
                let failure = match near.first() {
                    Some(nearest) => failure.hint(words::did_you_mean(language, nearest)),
                    None => failure,
                };
                Err(failure.hint(words::list_reviews(language)))
            }
        }
    }
}

/// `$XDG_DATA_HOME/opsec/reviews`: what this user always lays over the bundled reviews.
fn own_folder() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.data_dir().join("opsec").join("reviews"))
}

/// Reads the user's own rubric.
pub(crate) fn read_rubric(language: Language, path: &Path, today: Date) -> Result<Rubric> {
    let text = read_text(language, path, MAX_BYTES as u64)?;
    let rubric = yaml::rubric(&sanitize(&path.to_string_lossy()), &text)
        .map_err(|problem| not_usable(language, words::rubric_not_usable(language, 1), &[problem]))?;
    if let Some(date) = rubric.date.filter(|date| *date > today) {
        let line = 1 + text.lines().take_while(|line| !line.starts_with("date:")).count();
        return Err(Failure::new(words::rubric_not_usable(language, 1)).hint(words::rubric_of_the_future(
            language,
            &path.to_string_lossy(),
            line,
            date,
            today,
        )));
    }
    Ok(rubric)
}

/// Reads every `*.yaml` and `*.yml` of a folder.
pub(crate) fn read_folder(folder: &Path, rubric: &Rubric, today: Date, ui: &Ui) -> Result<Collection> {
    let language = ui.language();
    let mut problems = Vec::new();
    let mut reviews = Vec::new();
    let files = yaml_files(folder).map_err(|error| {
        Failure::new(words::folder_not_read(language, &folder.to_string_lossy(), &error))
            .hint(words::folder_hint(language))
            .because(error)
    })?;
    for path in files.other {
        ui.warn(&words::not_a_file(language, &path.to_string_lossy()));
    }
    for path in files.regular {
        let name = sanitize(&path.to_string_lossy());
        let text = read_text(language, &path, MAX_BYTES as u64)?;
        match yaml::review(&name, &text, rubric, today) {
            Ok(review) => reviews.push((name, review)),
            Err(found) => problems.extend(found),
        }
    }
    let failed = |problems: &[Problem]| {
        not_usable(language, words::reviews_not_usable(language, problems.len()), problems)
    };
    if !problems.is_empty() {
        return Err(failed(&problems));
    }
    yaml::collection(reviews).map_err(|problems| failed(&problems))
}

fn not_usable(language: Language, message: String, problems: &[Problem]) -> Failure {
    // A file with hundreds of mistakes is not read mistake by mistake.
    Failure::new(message)
        .hints(problems.iter().map(ToString::to_string), |more| common::and_more(language, more))
}
