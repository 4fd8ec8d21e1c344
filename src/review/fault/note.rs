//! What is wrong with a note.

use super::Fault;

/// Longest note, in characters.
pub const LONGEST_NOTE: usize = 200;

/// Words that don't belong in a note.
const BANNED: [&str; 15] = [
    "but by",
    "but for",
    "so that",
    "whoever",
    "anew",
    "reckoned",
    "of ours",
    "of one's own",
    "by its word",
    "by its own word",
    "mend",
    "had for long",
    "learnt",
    "in law",
    "beside",
];
/// Where one of them is part of a name that people use.
const ALLOWED: [&str; 5] =
    ["but by default", "in law enforcement", "in law firms", "in law school", "mend io"];

/// The hedges for something we searched and did not find; they name where.
const NOT_FOUND: [&str; 4] = ["we found no ", "we found none", "we found nothing", "we've found no "];
const WHERE: [&str; 7] = ["in", "on", "at", "among", "under", "within", "across"];
/// Abbreviations behind which a sentence goes on.
const GOES_ON: [&str; 6] = ["Co", "Corp", "Inc", "LLC", "Ltd", "U.S"];

/// Returns what is wrong with a note, or with a sentence that says where a reviewer searched.
pub fn note_faults(note: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    // Copies hide soft hyphens and zero widths in words.
    let note: String = note.chars().filter(|letter| !is_unseen(*letter)).collect();
    if !note.contains(char::is_alphanumeric) {
        faults.push(Fault::EmptyNote);
    }
    let length = note.chars().count();
    if length > LONGEST_NOTE {
        faults.push(Fault::LongNote(length));
    }
    let words = note.to_lowercase().replace('’', "'");
    let words: Vec<_> = words.split(|letter: char| !letter.is_alphanumeric() && letter != '\'').collect();
    let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let mut padded = format!(" {} ", words.join(" "));
    for allowed in ALLOWED {
        padded = padded.replace(&format!(" {allowed} "), " ");
    }
    faults.extend(
        BANNED.into_iter().filter(|word| padded.contains(&format!(" {word} "))).map(Fault::BannedWord),
    );
    if sentences(&note).into_iter().any(found_nothing_nowhere) {
        faults.push(Fault::FoundNothingNowhere);
    }
    faults
}

/// Whether a character is a soft hyphen, a zero width or a mark of direction.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether a sentence says that we found something not, and names no place: behind it, before it or in brackets.
fn found_nothing_nowhere(sentence: &str) -> bool {
    let lower = sentence.to_lowercase().replace('’', "'");
    let Some((before, rest)) = NOT_FOUND.iter().find_map(|hedge| lower.split_once(hedge)) else {
        return false;
    };
    let is_where = |word: &str| WHERE.contains(&word);
    // "in 2025" and "at all" are no places.
    let is_place = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        word.contains(char::is_alphabetic) && word != "all"
    };
    let names = |words: &str| {
        let words: Vec<_> = words.split_whitespace().collect();
        words.windows(2).any(|pair| is_where(pair[0]) && is_place(pair[1]))
    };
    !names(rest) && !names(before) && !rest.contains('(')
}

fn sentences(note: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in note.match_indices(". ") {
        let goes_on = GOES_ON.iter().any(|word| note[start..at].ends_with(word));
        let is_end = note[at + 2..].starts_with(char::is_uppercase);
        if is_end && !goes_on {
            sentences.push(&note[start..at]);
            start = at + 2;
        }
    }
    sentences.push(&note[start..]);
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_short_plain_and_say_where() {
        let long = "x".repeat(201);
        for (note, fault) in [
            ("It's encrypted.", None),
            (long.as_str(), Some(Fault::LongNote(201))),
            ("", Some(Fault::EmptyNote)),
            (" \u{200b}.", Some(Fault::EmptyNote)),
            ("who\u{ad}ever asks", Some(Fault::BannedWord("whoever"))),
            ("Nothing leaves it, but  by\nrequest.", Some(Fault::BannedWord("but by"))),
            ("Whoever asks gets it.", Some(Fault::BannedWord("whoever"))),
            ("A server of one’s own.", Some(Fault::BannedWord("of one's own"))),
            ("They recommend it and renew it.", None),
            ("Signal names requests in law enforcement guides.", None),
            ("We found no audit.", Some(Fault::FoundNothingNowhere)),
            ("It's open, but we found no audit.", Some(Fault::FoundNothingNowhere)),
            ("We found nothing.", Some(Fault::FoundNothingNowhere)),
            ("We found no audit. In 2025 it changed.", Some(Fault::FoundNothingNowhere)),
            ("We found no audit in 2025.", Some(Fault::FoundNothingNowhere)),
            ("We found no audit at all.", Some(Fault::FoundNothingNowhere)),
            ("We found no audit in its docs. We found no report.", Some(Fault::FoundNothingNowhere)),
            ("We found no audit of Signal Messenger, Inc. in its help centre.", None),
            ("We found no audit within its docs.", None),
            ("We found no audit in 2FA docs.", None),
            ("We found no audit in \"Help\".", None),
            ("In the help centre, we found no audit.", None),
            ("We found no audit (policy, help centre).", None),
            ("We found no reports from users.", Some(Fault::FoundNothingNowhere)),
            ("We've found no audit.", Some(Fault::FoundNothingNowhere)),
        ] {
            assert_eq!(note_faults(note), Vec::from_iter(fault), "{note:?}");
        }
    }
}
