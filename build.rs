//! Reads `policies/`, with the very modules by which the library reads a user's own files, and writes what
//! it read in the form in which it is compiled in. A mistake in any file stops the build and is named with
//! file, line and column.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Serialize;

#[path = "build/unwinder.rs"]
mod unwinder;

#[path = "src"]
#[expect(dead_code, unreachable_pub, unused_imports, reason = "the library uses the rest")]
mod opsec {
    pub mod checklist {
        pub mod template;
    }
    pub mod language;
    pub mod rate {
        mod profile;
        pub use profile::{Gate, Profile, Profiles, Risk};
    }
    pub mod review;
    pub mod text {
        pub mod fingerprint;
    }
    pub mod yaml;
}
// The modules name each other by `crate::`.
use opsec::{checklist, language, rate, review, text, yaml};

use language::Text;
use review::{Collection, Review, Rubric};

/// Names the folder to read instead of `policies/`, for measurements with more reviews.
const FOLDER: &str = "OPSEC_POLICIES";

fn main() {
    unwinder::link();
    let folder = env::var(FOLDER).unwrap_or_else(|_| "policies".to_owned());
    println!("cargo::rerun-if-env-changed={FOLDER}");
    println!("cargo::rerun-if-changed={folder}");
    if let Err(problems) = compile(Path::new(&folder)) {
        for problem in problems {
            // Each on one line, as cargo reads them.
            println!("cargo::error={}", problem.replace("\n  ", "; "));
        }
    }
}

/// What a review is called, so that a name can be found without decoding a review.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a Text,
    name: &'a Text,
    aliases: &'a [Text],
}

impl<'a> From<&'a Review> for Entry<'a> {
    fn from(Review { id, name, aliases, .. }: &'a Review) -> Self {
        Self { id, name, aliases }
    }
}

fn compile(folder: &Path) -> Result<(), Vec<String>> {
    let (file, text) = read(&folder.join("rubric.yaml"))?;
    let rubric = yaml::rubric(&file, &text).map_err(|problem| vec![problem.to_string()])?;
    let mut problems = Vec::new();
    let (file, text) = read(&folder.join("profiles.yaml"))?;
    let profiles =
        yaml::profiles(&file, &text, &rubric).map_err(|problem| problems.push(problem.to_string()));
    let template = yaml::template(&files(&folder.join("moves"))?);
    let template = template.map_err(|found| problems.extend(lines(&found)));
    let reviews = reviews(&folder.join("platforms"), &rubric).map_err(|found| problems.extend(found));
    let (Ok(profiles), Ok(template), Ok(reviews)) = (profiles, template, reviews) else {
        return Err(problems);
    };
    write("rubric", &rubric)?;
    write("profiles", &profiles)?;
    write("template", &template)?;
    write("reviews", &reviews.iter().collect::<Vec<_>>())?;
    write("index", &reviews.iter().map(Entry::from).collect::<Vec<_>>())?;
    write_date(&rubric, &reviews)
}

/// Every file of a folder by name, with its text.
fn files(folder: &Path) -> Result<Vec<(String, String)>, Vec<String>> {
    paths(folder)?.iter().map(|path| read(path)).collect()
}

fn paths(folder: &Path) -> Result<Vec<PathBuf>, Vec<String>> {
    let failed = |error: std::io::Error| vec![format!("{}: {error}", folder.display())];
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn reviews(folder: &Path, rubric: &Rubric) -> Result<Collection, Vec<String>> {
    let mut problems = Vec::new();
    let mut reviews = Vec::new();
    for path in paths(folder)? {
        let (file, text) = read(&path)?;
        // Their dates are compared with a calendar by a test: a build gives the same on every day.
        match yaml::review(&file, &text, rubric, Date::MAX) {
            Ok(review) if path.file_name() == Some(format!("{}.yaml", review.id).as_ref()) => {
                reviews.push((file, review));
            }
            Ok(review) => {
                problems.push(format!("{file}: id: the file of `{}` is not named after it", review.id));
            }
            Err(found) => problems.extend(lines(&found)),
        }
    }
    if problems.is_empty() { yaml::collection(reviews).map_err(|found| lines(&found)) } else { Err(problems) }
}

fn lines(problems: &[yaml::Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

fn read(path: &Path) -> Result<(String, String), Vec<String>> {
    let file = path.display().to_string();
    match fs::read_to_string(path) {
        Ok(text) => Ok((file, text)),
        Err(error) => Err(vec![format!("{file}: {error}")]),
    }
}

fn write<T: Serialize>(name: &str, value: &T) -> Result<(), Vec<String>> {
    let bytes = postcard::to_allocvec(value).map_err(|error| vec![format!("{name}: {error}")])?;
    write_bytes(name, &bytes)
}

fn write_bytes(name: &str, bytes: &[u8]) -> Result<(), Vec<String>> {
    let folder = env::var_os("OUT_DIR").ok_or_else(|| vec!["OUT_DIR is not set".to_owned()])?;
    fs::write(Path::new(&folder).join(name), bytes).map_err(|error| vec![format!("{name}: {error}")])
}

fn write_date(rubric: &Rubric, reviews: &Collection) -> Result<(), Vec<String>> {
    let newest = reviews.iter().filter_map(Review::reviewed).max().max(rubric.date);
    let date = newest.ok_or_else(|| vec!["neither the rubric nor any review has a date".to_owned()])?;
    let code = format!(
        "/// The last day on which anything of the compiled data was looked at.\n\
         pub const DATE: Date = jiff::civil::date({}, {}, {});\n",
        date.year(),
        date.month(),
        date.day()
    );
    write_bytes("date.rs", code.as_bytes())
}
