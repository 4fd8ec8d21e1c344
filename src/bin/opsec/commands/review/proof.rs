//! `opsec review fingerprint` and `opsec review prove`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use opsec::data;
use opsec::html;
use opsec::language::Language;
use opsec::proof::{self, Sentences, Tally};
use opsec::review::{Lookup, Review};
use opsec::text::document::{self, Form, Sentence};
use opsec::text::sanitize;

use super::read_review;
use crate::cli::review::{FingerprintArguments, ProveArguments};
use crate::clock;
use crate::files::{read_bytes, shown};
use crate::outcome::{Failure, Outcome, Result};
use crate::render::review::json::proof as json;
use crate::render::review::{ProvenReview, proof as compose};
use crate::report::{Answer, Format, Report};
use crate::ui::Ui;
use crate::words::review as words;

/// Longest text that is read: the longest policies have some 400 KiB, the longest files of code and data 2 MiB.
const LONGEST: u64 = 4 * 1024 * 1024;

pub(super) fn fingerprint(arguments: &FingerprintArguments, format: Format, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    let sentences = read(language, &arguments.file, arguments.form.map(Form::from))?;
    if sentences.is_empty() {
        let file = sanitize(&arguments.file.to_string_lossy());
        return Err(Failure::new(words::no_sentence(language, &file)).hint(words::no_sentence_hint(language)));
    }
    Ok(Report::new(match format {
        Format::Json => Answer::json(&json::sentences(&sentences)),
        _ => Answer::Finished(compose::lines(&sentences).into_bytes()),
    }))
}

pub(super) fn prove(arguments: &ProveArguments, format: Format, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    if !arguments.texts.is_dir() {
        let folder = shown(language, &arguments.texts);
        return Err(Failure::new(words::no_folder(language, &folder)).hint(words::no_folder_hint(language)));
    }
    let reviews = arguments.reviews.iter().map(|name| review(name, ui)).collect::<Result<Vec<_>>>()?;
    let mut texts = Texts { language, folder: &arguments.texts, known: HashMap::new(), unread: Vec::new() };
    let mut proven = Vec::new();
    let mut total = Tally::default();
    for review in &reviews {
        let proofs = proof::prove(review, |url| texts.of(url));
        total += Tally::of(&proofs);
        proven.push(ProvenReview { review, proofs });
    }
    texts.unread.iter().for_each(|reason| ui.warn(reason));
    let answer = match format {
        Format::Json => Answer::json(&json::proofs(&proven, total)),
        _ => Answer::document(compose::proofs(language, &proven, total)),
    };
    Ok(Report::new(answer).outcome(if total.is_whole() { Outcome::Yes } else { Outcome::No }))
}

/// A review file, or the bundled review of a name that is no file.
fn review(name: &Path, ui: &Ui) -> Result<Review> {
    if !name.exists()
        && let Some(bundled) = name.to_str().and_then(|name| match data::find(name) {
            Lookup::Found(id) => data::reviews().get(id),
            Lookup::Missing(_) => None,
        })
    {
        return Ok(bundled.clone());
    }
    read_review(name, data::rubric(), clock::today()?, ui)
}

/// The texts of a folder, each read once.
struct Texts<'a> {
    language: Language,
    folder: &'a Path,
    known: HashMap<String, Option<Rc<Sentences>>>,
    /// Why texts that are there could not be read.
    unread: Vec<String>,
}

impl Texts<'_> {
    /// Returns the sentences of the text of an address, if it is there.
    fn of(&mut self, url: &str) -> Option<Rc<Sentences>> {
        if let Some(known) = self.known.get(url) {
            return known.clone();
        }
        let paths = proof::places(url).into_iter().map(|place| self.folder.join(place));
        let path: Option<PathBuf> = paths.into_iter().find(|path| path.is_file());
        let text = path.and_then(|path| match read(self.language, &path, None) {
            Ok(sentences) => {
                let mut by_fingerprint = Sentences::new();
                for sentence in sentences {
                    by_fingerprint.entry(sentence.fingerprint).or_insert_with(|| Rc::new(sentence));
                }
                Some(Rc::new(by_fingerprint))
            }
            Err(failure) => {
                self.unread.push(failure.message);
                None
            }
        });
        self.known.insert(url.to_owned(), text.clone());
        text
    }
}

/// Reads the sentences of a file, in any character set.
fn read(language: Language, path: &Path, form: Option<Form>) -> Result<Vec<Sentence>> {
    let bytes = read_bytes(language, path, LONGEST)?;
    let name = sanitize(&path.to_string_lossy());
    let text = html::decode(&bytes).ok_or_else(|| {
        Failure::new(words::not_a_text(language, &name)).hint(words::not_a_text_hint(language))
    })?;
    let form = form.unwrap_or_else(|| Form::of(&name, &text));
    document::sentences(form, &text)
        .map_err(|too_much| Failure::new(words::too_much(language, &name, too_much)))
}
