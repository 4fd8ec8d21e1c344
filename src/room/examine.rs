//! Examines a room's name or link that someone typed: its form, strength and flaws.

use super::{Form, LEAPCHAT_WORDS, RoomError, leapchat_id, name_problem};
use crate::passphrase::{Strength, read_back};
use crate::wordlist::{KNOWN, WordList};

/// Bits below which a room's name is weak: someone who can try names without limit finds it.
pub const WEAK_BITS: f64 = 64.0;

/// The findings about a room's name, without the name itself.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomCheck {
    /// How the service names its rooms.
    pub form: Form,
    /// The smallest bundled list that has all of the name's words.
    pub found: Option<Found>,
    /// The id by which a LeapChat server knows the room, if the name alone gives it.
    pub id: Option<String>,
    /// Whether LeapChat asks for a pincode too.
    pub pincode: bool,
    /// Why the name would not open the same room everywhere.
    pub problem: Option<RoomError>,
}

/// The words of a room's name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The list, by its name for people.
    pub list: &'static str,
    /// How many words there are.
    pub words: usize,
    /// The strength, if chance chose them.
    pub strength: Strength,
    /// Whether LeapChat itself makes names like this.
    pub usual: bool,
}

impl RoomCheck {
    /// Whether the name can be found by trying, or its strength is not known.
    pub fn is_weak(&self) -> bool {
        self.found.is_none_or(|found| found.strength.bits() < WEAK_BITS)
    }

    /// Whether the name is strong and opens the same room everywhere.
    pub fn is_good(&self) -> bool {
        !self.is_weak() && self.problem.is_none()
    }
}

/// Examines a room's name or link. Deriving a LeapChat id takes 128 MiB and a moment.
pub fn examine(typed: &str) -> RoomCheck {
    let (form, name) = take_apart(typed.trim());
    let pincode = form == Form::LeapChat && name.ends_with("--");
    let bare = name.trim_end_matches('-');
    let problem = name_problem(if pincode { bare } else { name }, form);
    let id = (form == Form::LeapChat && !pincode && problem.is_none()).then(|| leapchat_id(name));
    RoomCheck { form, found: find(bare), id, pincode, problem }
}

/// Finds the smallest bundled list that has all the words: it promises the least.
fn find(name: &str) -> Option<Found> {
    let read = KNOWN.iter().filter_map(|known| {
        let list = WordList::bundled(known);
        let words = read_back(&list, name)?.indices.len();
        #[expect(clippy::cast_precision_loss, reason = "a typed name has few words")]
        let strength = Strength::of_bits(words as f64 * list.bits_per_word());
        let usual = known.id == "eff-short-2" && words == LEAPCHAT_WORDS;
        Some((list.len(), Found { list: known.name, words, strength, usual }))
    });
    read.min_by_key(|(size, _)| *size).map(|(_, found)| found)
}

/// Takes the name out of a link: LeapChat's follows `#`, others come last in the path.
fn take_apart(typed: &str) -> (Form, &str) {
    if let Some((_, name)) = typed.split_once('#') {
        return (Form::LeapChat, name);
    }
    match typed.split_once("://") {
        Some((_, rest)) => {
            (Form::Path, rest.trim_end_matches('/').rsplit_once('/').map_or("", |(_, name)| name))
        }
        None => (Form::Name, typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_taken_apart_by_its_form() {
        for (typed, form, name) in [
            ("https://www.leapchat.org/#YoyoWalnut", Form::LeapChat, "YoyoWalnut"),
            ("https://meet.example/x/Yoyo-Walnut/", Form::Path, "Yoyo-Walnut"),
            ("https://meet.example", Form::Path, ""),
            ("Yoyo-Walnut", Form::Name, "Yoyo-Walnut"),
        ] {
            assert_eq!(take_apart(typed), (form, name), "{typed}");
        }
    }

    #[test]
    fn a_name_is_weak_if_it_is_short_or_of_no_list() {
        let short = examine("YoyoPurpleWalnut");
        assert_eq!(short.found.map(|found| (found.words, found.usual)), Some((3, false)));
        assert!(short.is_weak() && short.problem.is_none() && !short.is_good());
        assert!(examine("Xyzzyq").is_weak());
        assert!(examine("Xyzzyq").found.is_none());
        let pincode = examine("https://www.leapchat.org/#YoyoPurpleWalnut--");
        assert!(pincode.pincode && pincode.problem.is_none() && pincode.id.is_none());
        assert_eq!(examine("https://x.example/a?b").problem, Some(RoomError::Query));
    }
}
