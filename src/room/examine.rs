//! Examines a room's name or link that someone typed: its form, strength and flaws.

use zeroize::Zeroizing;

use super::{Form, LEAPCHAT_WORDS, RoomError, leapchat_id, name_problem};
use crate::passphrase::{Habit, Strength, habits, read_back};
use crate::wordlist::{KNOWN, WordList};

/// Bits below which a room's name is weak: someone who can try names without limit finds it.
pub const WEAK_BITS: f64 = 64.0;

/// Fewest random letters and digits that reach [`WEAK_BITS`].
const FEWEST_CHARACTERS: usize = 11;
/// Most ordinary words that stay below [`WEAK_BITS`], even if chance chose them from many thousands.
const MOST_ORDINARY_WORDS: usize = 4;
/// Longest word that is taken for an ordinary one, in characters; more may be several.
const LONGEST_ORDINARY_WORD: usize = 14;

/// The findings about a room's name, without the name itself.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomCheck {
    /// How the service names its rooms.
    pub form: Form,
    /// The list from which the name's words have the fewest bits, if a bundled one has all of them.
    pub found: Option<Found>,
    /// How many ordinary words it seems to be, where no list has them, but they are too few in any case.
    pub ordinary: Option<usize>,
    /// Signs that a person chose the words.
    pub habits: Vec<Habit>,
    /// Whether it is written as LeapChat writes no name, which opens another room.
    pub miswritten: bool,
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
        self.found.is_none_or(|found| found.strength.bits() < WEAK_BITS) || !self.habits.is_empty()
    }

    /// Whether the name is strong and opens the same room everywhere.
    pub fn is_good(&self) -> bool {
        !self.is_weak() && !self.miswritten && self.problem.is_none()
    }

    /// Whether nothing is wrong with it, but its strength cannot be told.
    pub fn is_untold(&self) -> bool {
        self.found.is_none() && self.ordinary.is_none() && self.problem.is_none()
    }
}

/// Examines a room's name or link. Deriving a LeapChat id takes 128 MiB and a moment.
pub fn examine(typed: &str) -> RoomCheck {
    let (form, name) = take_apart(typed.trim());
    let pincode = form == Form::LeapChat && name.ends_with("--");
    let bare = name.trim_end_matches('-');
    let problem = name_problem(if pincode { bare } else { name }, form);
    let id = (form == Form::LeapChat && !pincode && problem.is_none()).then(|| leapchat_id(name));
    let read = find(bare);
    let ordinary = if read.is_some() { None } else { ordinary_words(bare) };
    let miswritten = form == Form::LeapChat && read.as_ref().is_some_and(|read| !read.is_capitalised);
    let (found, habits) = read.map_or((None, Vec::new()), |read| (Some(read.found), read.habits));
    RoomCheck { form, found, ordinary, habits, miswritten, id, pincode, problem }
}

/// A name that was read with a list.
struct Read {
    found: Found,
    habits: Vec<Habit>,
    /// Whether each word begins with a capital, and nothing stands between them.
    is_capitalised: bool,
}

/// Finds the bundled list from which the words have the fewest bits: it promises the least.
fn find(name: &str) -> Option<Read> {
    let read = KNOWN.iter().filter_map(|known| {
        let list = WordList::bundled(known);
        let reading = read_back(&list, name)?;
        let words: Vec<&str> = reading.indices.iter().map(|index| list.word(*index)).collect();
        #[expect(clippy::cast_precision_loss, reason = "a typed name has few words")]
        let strength = Strength::of_bits(words.len() as f64 * list.bits_per_word());
        let written: Zeroizing<String> = Zeroizing::new(words.iter().map(|word| capitalised(word)).collect());
        let is_capitalised = *written == name;
        let usual = known.id == "eff-short-2" && words.len() == LEAPCHAT_WORDS && is_capitalised;
        let found = Found { list: known.name, words: words.len(), strength, usual };
        Some(Read { found, habits: habits(&words, Some(list.len())), is_capitalised })
    });
    read.min_by(|one, two| one.found.strength.bits().total_cmp(&two.found.strength.bits()))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How many ordinary words a name seems to be, if that is few enough to be guessed.
fn ordinary_words(name: &str) -> Option<usize> {
    let characters: Vec<char> = name.chars().collect();
    let begins = |(index, character): (usize, &char)| {
        let before = index.checked_sub(1).map(|before| characters[before]);
        let after_small = before.is_some_and(char::is_lowercase);
        character.is_alphabetic()
            && (!before.is_some_and(char::is_alphabetic) || (after_small && character.is_uppercase()))
    };
    let words = characters.iter().enumerate().filter(|place| begins(*place)).count();
    let is_plain = characters.iter().all(|character| character.is_alphabetic() || *character == '-');
    let are_words =
        is_plain && words <= MOST_ORDINARY_WORDS && characters.len() <= words * LONGEST_ORDINARY_WORD;
    let is_easy = characters.len() < FEWEST_CHARACTERS || are_words;
    is_easy.then_some(words)
}

/// Takes the name out of a link: LeapChat's follows `/#`, others come last in the path.
fn take_apart(typed: &str) -> (Form, &str) {
    let (address, fragment) =
        typed.split_once('#').map_or((typed, None), |(address, name)| (address, Some(name)));
    let (path, is_address) = match address.split_once("://") {
        Some((_, rest)) => (rest.split_once('/').map_or("", |(_, path)| path), true),
        None => (address, false),
    };
    match fragment {
        // What follows a name in the path is a setting, as at Jitsi Meet.
        Some(name) if !is_address || path.is_empty() || path.ends_with('/') => (Form::LeapChat, name),
        _ if is_address => {
            let path = path.trim_end_matches('/');
            (Form::Path, path.rsplit_once('/').map_or(path, |(_, name)| name))
        }
        _ => (Form::Name, address),
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
            ("https://meet.jit.si/Yoyo-Walnut#config.startMuted=true", Form::Path, "Yoyo-Walnut"),
            ("https://leap.example/chat/#YoyoWalnut", Form::LeapChat, "YoyoWalnut"),
            ("www.leapchat.org/#YoyoWalnut", Form::LeapChat, "YoyoWalnut"),
        ] {
            assert_eq!(take_apart(typed), (form, name), "{typed}");
        }
    }

    #[test]
    fn a_name_is_weak_if_it_is_short_or_of_no_list() {
        let short = examine("YoyoPurpleWalnut");
        assert_eq!(short.found.map(|found| (found.words, found.usual)), Some((3, false)));
        assert!(short.is_weak() && short.problem.is_none() && !short.is_good());
        let easy = examine("Xyzzyq");
        assert!(easy.is_weak() && easy.found.is_none() && !easy.is_untold());
        assert_eq!(examine("MyHobbyGroup").ordinary, Some(3));
        let untold = examine("k3J9xQv7Lw2MbN8z");
        assert!(untold.is_untold() && untold.is_weak());
        // No capitals tell how many words these are.
        assert!(examine("yoyopurplewalnutapplepearacidbadcat").is_untold());
        let pincode = examine("https://www.leapchat.org/#YoyoPurpleWalnut--");
        assert!(pincode.pincode && pincode.problem.is_none() && pincode.id.is_none());
        assert_eq!(examine("https://x.example/a?b").problem, Some(RoomError::Query));
    }
}
