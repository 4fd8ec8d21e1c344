//! People's names as they are typed and read: in any script, in any Unicode form.

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

use super::invisible::is_invisible;

/// Longest name, in characters.
pub const LONGEST_NAME: usize = 100;

/// The reason why a text cannot be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It has no visible character.
    #[error("a name is missing")]
    Empty,
    /// It has a control character, or one that reverses the order of letters.
    #[error("a control character, or one that turns letters around; type the name again")]
    Steers,
    /// More than [`LONGEST_NAME`] characters.
    #[error("a name of more than {LONGEST_NAME} characters")]
    Long,
}

/// Returns a name as it is shown: trimmed, in Unicode's form NFC, with spaces for tabs, without the marks of
/// direction that programs put around a name when it is copied.
///
/// # Errors
/// If the text cannot be a name.
pub fn clean(text: &str) -> Result<String, Unfit> {
    let letters = text.chars().filter(|character| !is_wrapping(*character));
    let name: String =
        letters.map(|character| if character == '\t' { ' ' } else { character }).nfc().collect();
    let name = name.trim().to_owned();
    if name.chars().any(|character| character.is_control() || overrides(character)) {
        Err(Unfit::Steers)
    } else if name.chars().count() > LONGEST_NAME {
        Err(Unfit::Long)
    } else if comparable(&name).is_empty() {
        Err(Unfit::Empty)
    } else {
        Ok(name)
    }
}

/// Returns the form in which two names are compared: what a person who types a name from a screen
/// cannot get wrong without seeing it.
///
/// Unicode's caseless matching for identifiers (compatibility forms and full case folding: `STRASSE` is
/// `straße`, `ﬁ` is `fi`, full-width letters are letters), with the Turkish letters without or with a dot as
/// one; one space for any white space; without an `@` in front, and without characters that cannot be seen:
/// someone who retypes a Persian name or an emoji may leave those out.
pub fn comparable(name: &str) -> String {
    // Folding can undo the normal form, and the normal form can bring back capitals: twice is enough (D146).
    let folded = fold(&fold(name)).replace("i\u{307}", "i").replace('ı', "i");
    let words = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_start_matches(['@', ' ']).to_owned()
}

/// Normal form NFKC of what can be seen, its case folded.
pub(super) fn fold(text: &str) -> String {
    let is_seen = |character: &char| character.is_whitespace() || !is_invisible(*character);
    let seen: String = text.chars().filter(is_seen).nfkc().filter(is_seen).collect();
    UniCase::unicode(seen).to_folded_case().nfkc().collect()
}

/// The overrides of Unicode UAX #9: they make "txt.exe" of "exe.txt", and no name needs them.
fn overrides(character: char) -> bool {
    matches!(character, '\u{202d}' | '\u{202e}')
}

/// The embeddings and isolates of Unicode UAX #9.
fn is_wrapping(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_seen_makes_no_difference() {
        for (one, two) in [
            ("Zoe\u{301}", "zoé"),
            ("@Ada.42", "ada.42"),
            ("می\u{200c}خواهم", "میخواهم"),
            ("👩\u{200d}💻\u{fe0f}", "👩💻"),
            ("  Ada   Lovelace ", "ada lovelace"),
            ("Ada\tLovelace", "ada lovelace"),
            ("@@@ada", "@ada"),
            ("straße", "STRASSE"),
            ("ẞ", "ss"),
            ("ılgaz", "ILGAZ"),
            ("İlgaz", "ilgaz"),
            ("ﬁona", "FIONA"),
            ("ΟΔΟΣ", "οδος"),
            ("οδοσ", "οδος"),
            ("ŉ", "ʼN"),
            ("Ａda", "Ada"),
            ("𝐀𝐝𝐚", "ada"),
            ("ᏸ", "Ᏸ"),
            ("Ann\u{200b}", "ANN"),
            ("A\u{3164}nn", "Ann"),
            ("\u{2068}نور\u{2069}", "نور"),
        ] {
            assert_eq!(comparable(one), comparable(two), "{one:?} {two:?}");
        }
        for (one, two) in [("ada.42", "ada.43"), ("ada", "adа"), ("نور", "نورا"), ("a b", "ab")] {
            assert_ne!(comparable(one), comparable(two), "{one:?} {two:?}");
        }
    }

    #[test]
    fn marks_that_copying_adds_are_not_shown() {
        assert_eq!(clean("\u{2067}نور\u{2069} "), Ok("نور".to_owned()));
        assert_eq!(clean("\u{202a}+49 30 1\u{202c}"), Ok("+49 30 1".to_owned()));
    }

    proptest! {
        #[test]
        fn a_name_is_itself_in_any_case_and_normal_form(name in "\\PC{1,20}") {
            let key = comparable(&name);
            for form in [
                key.clone(),
                name.to_uppercase(),
                name.to_lowercase(),
                name.nfd().collect(),
                name.nfkc().collect(),
                name.nfkd().collect(),
                format!(" @{name}\u{200b} "),
            ] {
                prop_assert_eq!(comparable(&form), key.clone(), "{:?} of {:?}", form, name);
            }
        }
    }

    #[test]
    fn what_is_no_name_is_refused() {
        assert_eq!(clean(" \u{200b} "), Err(Unfit::Empty));
        assert_eq!(clean("@@"), Err(Unfit::Empty));
        assert_eq!(clean("Ada\tLovelace"), Ok("Ada Lovelace".to_owned()));
        assert_eq!(clean("a\u{1b}[31m"), Err(Unfit::Steers));
        assert_eq!(clean("evil\u{202e}txt"), Err(Unfit::Steers));
        assert_eq!(clean(&"a".repeat(101)), Err(Unfit::Long));
    }
}
