//! The sentences for people who write reviews.

use opsec::html::TooMuch;
use opsec::language::Language::English;
use opsec::proof::Tally;
use opsec::rate::{AnswerState, Grade};
use opsec::review::{Advice, SourceDate};
use opsec::text::fingerprint::Fingerprint;
use opsec::text::{Foreign, sanitize};
use opsec::yaml::Problem;

use super::common::plural;

sentences! {
    fn tab() -> &'static str { English => "Reviews" }

    fn sound(file: &str) -> String { English => format!("{}: no mistakes", Foreign(file)) }

    fn faulty(file: &str, mistakes: usize) -> String {
        English => format!("{}: {}", Foreign(file), plural(mistakes, "mistake", "mistakes"))
    }

    /// A mistake with its position, as editors read it: `FILE:LINE:COLUMN: what is wrong`.
    fn problem(problem: &Problem) -> String {
        English => {
            let position = problem.position.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
            let allowed = if problem.allowed.is_empty() {
                String::new()
            } else {
                format!("; allowed: {}", Foreign(&problem.allowed.join(", ")))
            };
            format!("{}{position}: {}{allowed}", Foreign(&problem.file), Foreign(&problem.message))
        }
    }

    fn misnamed(file: &str, id: &str, stem: &str) -> String {
        English => format!(
            "{}: the id is `{id}`, but the file is named `{}`. Rename one of them.",
            Foreign(file),
            Foreign(stem)
        )
    }

    fn name_taken(file: &str, name: &str, other: &str) -> String {
        English => format!("{}: `{}` is also a name in {}.", Foreign(file), Foreign(name), Foreign(other))
    }

    fn bundled_name(file: &str, name: &str, other: &str) -> String {
        English => format!("{}: `{}` is also a name of the bundled review `{other}`.", Foreign(file), Foreign(name))
    }

    fn advice_label() -> &'static str { English => "Advice:" }

    fn advice(advice: &Advice) -> String {
        English => match advice {
            Advice::Unanswered(id) => {
                format!("`{id}` has no answer. If you found none, write `unknown:` and where you searched.")
            }
            Advice::WithoutSentence(id) => format!("`{id}` has no note. Say what you found in a sentence."),
            Advice::LongSentence(id, length, most) => {
                format!("The note of `{id}` has {length} characters. Keep it under {most}.")
            }
            Advice::WithoutSection(id) => format!("A source of `{id}` has no section. Say where on the page it is."),
            Advice::UndatedHigh(id) => {
                format!("`{id}` has `high` confidence, but its source has no date. Use `medium`.")
            }
            Advice::OldHigh(id) => format!(
                "`{id}` has `high` confidence, but its source is over two years old and such things change. \
                 Use `medium`."
            ),
            Advice::StatusWithoutEvidence => {
                "The status has no evidence. Add a `status_note` with a source.".to_owned()
            }
            Advice::UnknownSuccessor(name) => format!(
                "We have no review of the successor `{}`. Check its name, or say what it is in a `note`.",
                Foreign(name)
            ),
            Advice::NotApplicableGate(id) => format!(
                "`{id}` decides if the app is private enough, and `na` never does. Choose an option, or `unknown`."
            ),
            Advice::MuchNotApplicable(number) => {
                format!("{number} answers are `na`. It counts as unknown, so use it only where a question can't apply.")
            }
            Advice::UnknownWithoutSearch(id) => {
                format!("`{id}` is unknown, but doesn't say where you searched.")
            }
        }
    }

    fn no_name() -> &'static str { English => "A review needs a name with Latin letters or digits." }
    fn no_name_hint() -> &'static str { English => "Try: opsec review new 'My Chat'" }

    fn not_readable(file: &str) -> String { English => format!("'{}' isn't a review.", Foreign(file)) }

    fn nothing_changed() -> &'static str { English => "No answer, verdict or score changed." }
    fn changes_title() -> &'static str { English => "What changed" }
    fn added(id: &str) -> String { English => format!("{id}: new") }
    fn removed(id: &str) -> String { English => format!("{id}: removed") }
    fn verdict_for(profile: &str) -> String { English => format!("verdict ({profile})") }
    fn score_for(part: &str, profile: &str) -> String { English => format!("{part} ({profile})") }

    /// The verdict that the state of a profile's gates comes to.
    fn verdict(gates: &str) -> &'static str {
        English => match gates {
            "open" => "private enough",
            "conditional" => "works, but on conditions",
            "closed" => "not private",
            "not-known" => "not known",
            _ => "no verdict",
        }
    }

    fn answer(state: &AnswerState) -> String {
        English => match state {
            AnswerState::Unanswered => "no answer".to_owned(),
            AnswerState::Option(id) => id.to_string(),
            AnswerState::Unknown => "unknown".to_owned(),
            AnswerState::NotApplicable => "cannot apply".to_owned(),
        }
    }

    fn grade(grade: Option<&Grade>) -> String {
        English => match grade {
            None => "not scored".to_owned(),
            Some(Grade { letter, interval }) => {
                format!("{} ({interval})", letter.as_deref().unwrap_or("no letter"))
            }
        }
    }

    fn change(before: &str, after: &str) -> String { English => format!("{before} → {after}") }
}

sentences! {
    /// "discord: 39 of 41 answers proven".
    fn proven(name: &str, tally: Tally) -> String {
        English => {
            let answers = plural(tally.answers, "answer", "answers");
            format!("{}: {} of {answers} proven", Foreign(name), tally.proven)
        }
    }

    fn sentences_found(tally: Tally) -> String {
        English => {
            let found = format!("{} of {} found", tally.found, plural(tally.sentences, "sentence", "sentences"));
            let gone = if tally.gone > 0 { format!(", {} gone", tally.gone) } else { String::new() };
            let missing = match tally.without_text {
                0 => String::new(),
                sentences => format!(", {sentences} without a text"),
            };
            let silent = match tally.without_sentence {
                0 => String::new(),
                1 => " 1 answer names no sentence.".to_owned(),
                answers => format!(" {answers} answers name no sentence."),
            };
            format!("{found}{gone}{missing}.{silent}")
        }
    }

    fn all_reviews(count: usize) -> String { English => format!("All {count} reviews") }
    fn quoted(sentence: &str) -> String { English => format!("“{}”", sanitize(sentence)) }
    fn at_line(title: &str, line: usize) -> String { English => format!(" {}, line {line}", Foreign(title)) }

    fn gone(title: &str, fingerprint: Fingerprint) -> String {
        English => format!("✗ gone from {}: {fingerprint}", Foreign(title))
    }

    fn other_date(published: SourceDate) -> String {
        English => format!("✗ this isn't the date {}: ", super::document::source_date(English, published))
    }

    fn no_text(title: &str, url: &str) -> String {
        English => format!("✗ no text of {} in the folder: {}", Foreign(title), Foreign(url))
    }

    /// What a review says without choosing an option.
    fn fact() -> &'static str { English => "fact" }
    fn names_no_sentence() -> &'static str { English => "It names no sentence." }
    fn no_folder(folder: &str) -> String { English => format!("{folder} isn't a folder.") }
    fn no_folder_hint() -> &'static str {
        English => "--texts needs the folder in which the texts are laid out by address."
    }
    fn not_a_text(file: &str) -> String { English => format!("'{}' isn't a text.", Foreign(file)) }
    fn not_a_text_hint() -> &'static str { English => "It reads HTML, Markdown, plain text and code." }
    fn no_sentence(file: &str) -> String { English => format!("'{}' has no sentence.", Foreign(file)) }
    fn no_sentence_hint() -> &'static str {
        English => "Is the page empty, or does it need JavaScript? Save its text from a browser."
    }
    fn too_much(file: &str, too_much: TooMuch) -> String {
        English => format!("'{}' isn't a page that people read: it has {too_much}.", Foreign(file))
    }
}

sentences! {
    fn template_guide() -> &'static str {
        English => "\
# Answer each question with ONE of: option (with note, sources, checked, confidence),
# unknown: \"where you looked\", or na: \"why it can't apply\". Then: opsec review check FILE
"
    }

    fn template_head(id: &str, name: &str, kind: &str) -> String {
        English => format!(
            "\
schema: 2
id: \"{id}\"              # the file is named {id}.yaml
aliases: []
name: {name}
kind: {kind}               # chat | mail | sharing | browser
status: active            # active | at-risk | discontinued
origin: reviewed          # reviewed | machine-suggested (rate refuses to score it)
answers:
"
        )
    }

    /// What the questions that follow are about, and whether they count in a score.
    fn template_part(name: &str, text: Option<&str>) -> String {
        English => {
            let text = text.map_or_else(String::new, |text| format!(": {text}"));
            format!("\n  # --- {name}{text}\n")
        }
    }

    fn template_question(text: &str, judge: Option<&str>, options: &str) -> String {
        English => {
            let judge = judge.map_or_else(String::new, |judge| format!("  # how to judge: {judge}\n"));
            format!("  # {text}\n{judge}  # options: {options}\n")
        }
    }

    fn template_answer(question: &str, option: &str, today: jiff::civil::Date) -> String {
        English => format!(
            "  - question: {question}
    unknown: \"nobody has looked yet\"
    # option: {option}
    # note: One sentence in your own words, with the exceptions.
    # sources:
    #   - url: \"https://…\"
    #     title: \"…\"            # what people call the document
    #     section: \"…\"
    #     published: undated    # the day the document gives itself
    #     seen: {today}      # the day of the copy you read, or unknown
    #     evidence: []          # fingerprints of its sentences: opsec review fingerprint FILE
    # checked: {today}
    # confidence: medium    # high | medium | low | disputed
"
        )
    }

    fn schema_about() -> &'static str { English => "A review of one app; see policies/README.md" }
    fn schema_unknown() -> &'static str { English => "where you looked" }
    fn schema_na() -> &'static str { English => "why the question can't apply" }
    fn schema_any_kind() -> &'static str { English => "any kind" }

    fn schema_question(question: &str, judge: Option<&str>, kinds: &str) -> String {
        English => {
            let judge = judge.map_or_else(String::new, |judge| format!("{judge} "));
            format!("{question} {judge}(asked of: {kinds})")
        }
    }
}
