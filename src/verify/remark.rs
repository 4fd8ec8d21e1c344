//! What a verifier should notice about a member's names, whatever their words are.

use serde::Serialize;

use super::{Member, Name};
use crate::text::invisible::{first_deceptive, is_invisible};

/// A remark about one of a member's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "remark", rename_all = "kebab-case")]
pub enum Remark<'g> {
    /// The name has a character that cannot be seen: another account may look the same.
    Invisible {
        /// The name.
        #[serde(serialize_with = "shown")]
        name: &'g Name,
        /// The first such character.
        character: char,
    },
    /// The list of members writes the name with other letters.
    WrittenOtherwise {
        /// The name.
        #[serde(serialize_with = "shown")]
        name: &'g Name,
        /// The name in the list.
        #[serde(serialize_with = "shown")]
        listed: &'g Name,
    },
}

/// Returns what is to be noticed about the names of someone who was checked.
///
/// A name that stands in the group's list exactly so is not remarked upon.
pub fn remarks<'g>(member: &'g Member, group: &'g [Member]) -> Vec<Remark<'g>> {
    let of = |name: fn(&Member) -> &Name| {
        let seen = name(member);
        let listed = group.iter().map(name).find(|listed| listed.key() == seen.key());
        if listed.is_some_and(|listed| listed.shown() == seen.shown()) {
            return None;
        }
        let invisible =
            first_deceptive(seen.shown()).map(|character| Remark::Invisible { name: seen, character });
        let otherwise = || listed.filter(|listed| plain(listed) != plain(seen));
        invisible.or_else(|| otherwise().map(|listed| Remark::WrittenOtherwise { name: seen, listed }))
    };
    [of(Member::old), of(Member::new_name)].into_iter().flatten().collect()
}

/// A name without what people write differently and mean alike: case, spaces, an `@` in front, joiners.
fn plain(name: &Name) -> String {
    let is_written = |character: &char| !character.is_whitespace() && !is_invisible(*character);
    let letters: String = name.shown().trim_start_matches('@').chars().filter(is_written).collect();
    letters.to_uppercase().to_lowercase()
}

fn shown<S: serde::Serializer>(name: &Name, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(name.shown())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(old: &str) -> Member {
        Member::read(old, "ada.42").unwrap()
    }

    #[test]
    fn a_name_that_looks_alike_is_remarked_upon() {
        let group = [member("Ada#1")];
        for same in ["Ada#1", "@ada#1", "ADA #1".replace(' ', "").as_str()] {
            assert_eq!(remarks(&member(same), &group), []);
            assert_eq!(remarks(&member(same), &[]), []);
        }
        let hidden = member("A\u{200b}da#1");
        let expected = [Remark::Invisible { name: hidden.old(), character: '\u{200b}' }];
        assert_eq!(remarks(&hidden, &group), expected);
        assert_eq!(remarks(&hidden, &[]), expected);
        assert_eq!(remarks(&hidden, std::slice::from_ref(&hidden)), []);
        let wide = member("Ａda#1");
        assert_eq!(
            remarks(&wide, &group),
            [Remark::WrittenOtherwise { name: wide.old(), listed: group[0].old() }]
        );
        assert_eq!(remarks(&wide, &[]), []);
    }

    #[test]
    fn what_a_script_needs_is_not_remarked_upon() {
        let persian = member("می\u{200c}خواهم");
        assert_eq!(remarks(&persian, &[member("میخواهم")]), []);
        assert_eq!(remarks(&member("STRASSE"), &[member("straße")]), []);
    }
}
