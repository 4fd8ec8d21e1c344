//! The data in YAML, read into the types of [`crate::review`], [`crate::rate`] and [`crate::checklist`].
//! The only door of the YAML parser.
//!
//! Nothing is read from disk here: texts arrive as arguments, with a name to use in errors.

mod collection;
mod evidence;
mod leaving;
mod localized;
mod problem;
mod profile;
mod review;
mod rubric;
mod template;

pub use collection::collection;
pub use problem::Problem;
pub use profile::profiles;
pub use review::review;
pub use rubric::rubric;
pub use template::template;

use problem::position;
use serde::de::DeserializeOwned;
use serde_yaml::{Spanned, UserMessageFormatter};

/// Largest file that is read, in bytes. Our largest is a tenth of it.
pub const MAX_BYTES: usize = 1 << 20;
/// Deepest nesting that is read, in levels.
pub const MAX_LEVELS: usize = 64;

/// Most values that are read, ten times those of our largest file.
const MAX_NODES: usize = 100_000;

/// Reads one YAML document into a type.
///
/// Refuses more than [`MAX_BYTES`], more than [`MAX_LEVELS`], more than one document, duplicate
/// keys and aliases that grow, each with its place in the file.
fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Problem> {
    if text.len() > MAX_BYTES {
        let message = format!("the file has {} bytes; at most {MAX_BYTES} are read", text.len());
        return Err(Problem::new(file, None, message));
    }
    if text.trim().is_empty() {
        return Err(Problem::new(file, None, "the file is empty"));
    }
    if let Some(at) = text.find('\0') {
        return Err(Problem::new(file, None, format!("this is not a text file (a zero byte at {at})")));
    }
    serde_yaml::from_str_with_options(text, limits()).map_err(|error| {
        let location = error.location().and_then(position);
        let message = error.without_snippet().render_with_formatter(&UserMessageFormatter);
        let message = message.split(" at line ").next().unwrap_or_default().trim();
        // The parser would print its own type here.
        let message = if message.contains("limits breached") {
            format!(
                "this is too much for a data file: at most {MAX_NODES} values in {MAX_LEVELS} levels are read"
            )
        } else {
            message.to_owned()
        };
        Problem::new(file, location, message)
    })
}

/// Refuses a file of another schema than the one that this program reads.
fn only_schema(number: u32, file: &str, what: &str, schema: &Spanned<u32>) -> Result<(), Problem> {
    if schema.value == number {
        return Ok(());
    }
    let message = format!("schema: this program reads {what} of schema {number}");
    Err(Problem::at(file, schema.referenced, message).allowing([number.to_string()]))
}

fn limits() -> serde_yaml::Options {
    serde_yaml::options! {
        reject_unsupported_tags: true,
        reject_tagged_field_names: true,
        // What a file says is read as it stands there.
        ignore_binary_tag_for_string: true,
        budget: serde_yaml::budget! {
            max_depth: MAX_LEVELS,
            max_nodes: MAX_NODES,
            max_aliases: 100,
            max_anchors: 100,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: 10_000,
            max_replay_stack_depth: 16,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> Problem {
        read::<std::collections::BTreeMap<String, String>>("x.yaml", text).unwrap_err()
    }

    #[test]
    fn empty_huge_and_binary_files_are_refused_with_a_reason() {
        assert!(problem(" \n").message.contains("empty"));
        assert!(problem(&"a: b\n".repeat(MAX_BYTES / 4)).message.contains("bytes"));
        assert!(problem("\0\0").message.contains("not a text file"));
    }

    #[test]
    fn deep_nesting_is_refused_quickly() {
        let start = std::time::Instant::now();
        assert!(problem(&"[".repeat(100_000)).position.is_some());
        assert!(start.elapsed().as_secs() < 5);
    }

    #[test]
    fn too_many_values_are_refused_in_words() {
        let message =
            read::<Vec<String>>("x.yaml", &format!("[{}]", "x,".repeat(100_001))).unwrap_err().message;
        assert!(message.starts_with("this is too much for a data file"), "{message}");
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for level in 1..9 {
            let aliases = vec![format!("*a{}", level - 1); 10].join(",");
            bomb.extend([format!("a{level}: &a{level} [{aliases}]\n")]);
        }
        assert!(read::<serde::de::IgnoredAny>("x.yaml", &bomb).is_err());
    }

    #[test]
    fn tags_are_refused_with_their_position() {
        for tag in ["!foo", "!!python/object", "!<tag:example.org,2026:x>"] {
            assert_eq!(problem(&format!("a: b\nc: {tag} ZA==\n")).position.unwrap().0, 2, "{tag}");
        }
        let read = read::<std::collections::BTreeMap<String, String>>("x.yaml", "c: !!binary ZA==\n");
        assert_eq!(read.unwrap()["c"], "ZA==");
    }

    #[test]
    fn duplicate_keys_and_second_documents_are_refused_with_their_position() {
        assert_eq!(problem("a: b\na: c\n").position.unwrap().0, 2);
        assert!(problem("a: b\n---\na: c\n").position.is_some());
    }
}
