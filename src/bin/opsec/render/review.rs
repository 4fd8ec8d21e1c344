//! Views for those who write reviews.

use std::io::{self, Write};

use jiff::civil::Date;
use opsec::policy::{Advice, Problem, Rubric};
use opsec::rate::Change;
use serde_json::json;

use crate::cli::rate::Kind;
use crate::data::count;
use crate::report::{Format, View, write_json};
use crate::ui::{Meaning, Style, sanitize, sanitize_lines};

/// What was found in one file.
#[derive(Default)]
pub(crate) struct Checked {
    pub(crate) file: String,
    /// Mistakes without a place in the text.
    pub(crate) mistakes: Vec<String>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) advice: Vec<Advice>,
}

impl Checked {
    pub(crate) fn is_sound(&self) -> bool {
        self.mistakes.is_empty() && self.problems.is_empty()
    }
}

/// What was found in all files.
pub(crate) struct Checks(pub(crate) Vec<Checked>);

impl View for Checks {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text, Format::Json]
    }

    fn write(&self, format: Format, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        if format == Format::Json {
            let files: Vec<_> = self.0.iter().map(json_of).collect();
            return write_json(&json!({"schema": 1, "files": files}), out);
        }
        for checked in &self.0 {
            let mistakes = checked.mistakes.len() + checked.problems.len();
            if mistakes == 0 {
                writeln!(out, "{} {}", page.paint(Meaning::Good, "✓"), checked.file)?;
            } else {
                let mark = page.paint(Meaning::Bad, "✗");
                writeln!(out, "{mark} {}: {}", checked.file, count(mistakes, "mistake"))?;
            }
            for mistake in &checked.mistakes {
                writeln!(out, "  {}", sanitize(mistake))?;
            }
            for problem in &checked.problems {
                writeln!(out, "  {}", sanitize_lines(&problem.to_string()))?;
            }
            for advice in &checked.advice {
                writeln!(
                    out,
                    "  {} {}",
                    page.paint(Meaning::Warning, "advice:"),
                    sanitize(&advice.to_string())
                )?;
            }
        }
        Ok(())
    }
}

fn json_of(checked: &Checked) -> serde_json::Value {
    let mistakes = checked.mistakes.iter().map(|mistake| json!({"message": mistake}));
    let problems = checked.problems.iter().map(|problem| {
        json!({
            "line": problem.place.map(|(line, _)| line),
            "column": problem.place.map(|(_, column)| column),
            "message": problem.message,
            "allowed": problem.allowed,
        })
    });
    json!({
        "file": checked.file,
        "sound": checked.is_sound(),
        "problems": mistakes.chain(problems).collect::<Vec<_>>(),
        "advice": checked.advice.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

/// A commented review to fill in.
pub(crate) struct Template {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) today: Date,
    pub(crate) rubric: Rubric,
}

impl View for Template {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text]
    }

    fn write(&self, _: Format, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        let kind = format!("{:?}", self.kind).to_lowercase();
        // A JSON string is also a YAML string, whatever the name holds.
        let name = serde_json::to_string(&self.name)?;
        writeln!(
            out,
            "# Answer each question with ONE of: option (with note, sources, checked, confidence),"
        )?;
        writeln!(
            out,
            "# unknown: \"where was looked\", or na: \"why it cannot apply\". Then: opsec review check FILE"
        )?;
        writeln!(
            out,
            "schema: 1\nid: {}                # the file is named {}.yaml\naliases: []",
            self.id, self.id
        )?;
        writeln!(out, "name: {name}\nkind: {kind}               # chat | mail | sharing | browser")?;
        writeln!(out, "status: active            # active | at-risk | discontinued")?;
        writeln!(out, "origin: reviewed          # reviewed | machine-suggested (rate refuses to score it)")?;
        writeln!(out, "answers:")?;
        for part in &self.rubric.parts {
            for question in part.questions.iter().filter(|question| question.asked_of(self.kind.into())) {
                let options: Vec<_> = question.options.iter().map(|option| option.id.as_str()).collect();
                writeln!(out, "  # {}", question.text)?;
                writeln!(out, "  # options: {}", options.join(" | "))?;
                writeln!(out, "  - question: {}", question.id)?;
                writeln!(out, "    unknown: \"nobody has looked yet\"")?;
                writeln!(out, "    # option: {}", options[0])?;
                writeln!(out, "    # note: One sentence of ours, exceptions included.")?;
                writeln!(
                    out,
                    "    # sources: [{{url: \"https://…\", section: \"…\", date: {}}}]",
                    self.today
                )?;
                writeln!(out, "    # checked: {}", self.today)?;
                writeln!(out, "    # confidence: medium    # high | medium | low | disputed")?;
            }
        }
        Ok(())
    }
}

/// What changed between two versions.
#[derive(Default)]
pub(crate) struct Differences {
    pub(crate) added: Vec<String>,
    pub(crate) gone: Vec<String>,
    pub(crate) changed: Vec<(String, Vec<Change>)>,
}

impl View for Differences {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text, Format::Json]
    }

    fn write(&self, format: Format, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        if format == Format::Json {
            let changed: Vec<_> = self.changed.iter().map(|(id, changes)| {
                json!({"id": id, "changes": changes.iter().map(change_json).collect::<Vec<_>>()})
            }).collect();
            let value = json!({"schema": 1, "added": self.added, "removed": self.gone, "changed": changed});
            return write_json(&value, out);
        }
        if self.added.is_empty() && self.gone.is_empty() && self.changed.is_empty() {
            return writeln!(out, "No answer, gate or letter differs.");
        }
        for id in &self.added {
            writeln!(out, "{} {id}: new", page.paint(Meaning::Good, "+"))?;
        }
        for id in &self.gone {
            writeln!(out, "{} {id}: gone", page.paint(Meaning::Bad, "-"))?;
        }
        for (id, changes) in &self.changed {
            writeln!(out, "{}", page.paint(Meaning::Strong, id))?;
            for change in changes {
                let (what, before, after) = change_words(change);
                writeln!(out, "  {what}: {before} → {after}")?;
            }
        }
        Ok(())
    }
}

fn change_words(change: &Change) -> (String, String, String) {
    match change {
        Change::Answer(question, before, after) => (question.to_string(), before.clone(), after.clone()),
        Change::Gate(profile, before, after) => {
            (format!("gate for {profile}"), (*before).to_owned(), (*after).to_owned())
        }
        Change::Score(profile, part, before, after) => {
            (format!("{part} for {profile}"), before.clone(), after.clone())
        }
    }
}

fn change_json(change: &Change) -> serde_json::Value {
    let (what, (before, after)) = match change {
        Change::Answer(question, before, after) => {
            (json!({"answer": question}), (before.as_str(), after.as_str()))
        }
        Change::Gate(profile, before, after) => (json!({"gate": profile}), (*before, *after)),
        Change::Score(profile, part, before, after) => {
            (json!({"profile": profile, "part": part}), (before.as_str(), after.as_str()))
        }
    };
    json!({"what": what, "before": before, "after": after})
}

/// The JSON Schema of a review.
pub(crate) struct Schema;

impl View for Schema {
    fn formats(&self) -> &'static [Format] {
        &[Format::Json]
    }

    fn write(&self, _: Format, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        write_json(&super::schema::review(&crate::data::bundled_rubric()), out)
    }
}
