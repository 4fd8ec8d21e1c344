//! The sentences about private rooms.

use opsec::language::Language::English;
use opsec::passphrase::Count;
use opsec::room::{Form, RoomError};
use opsec::text::Foreign;

use super::common::{plural, words};
use super::passphrase::count;

sentences! {
    fn strength(number: usize, bits: f64, choices: Count) -> String {
        English => format!(
            "{} from EFF short 2: {bits:.1} bits, {} equally likely names.",
            words(English, number),
            count(English, choices)
        )
    }

    fn weak(bits: f64) -> String {
        English => format!(
            "Someone who tries names can find a room with {bits:.0} bits. Use seven words or more."
        )
    }

    fn pincode(pincode: &str) -> String {
        English => format!("pincode: {pincode}   (don't send it together with the link)")
    }

    fn id(id: &str) -> String { English => format!("room ID: {id}") }

    fn unguessable(form: Form) -> &'static str {
        English => match form {
            Form::LeapChat | Form::Path => "Nobody can guess this room.",
            Form::Name => "Nobody can guess this name.",
        }
    }

    fn not_a_lock(form: Form) -> &'static str {
        English => match form {
            Form::LeapChat => {
                "A link isn't a lock: anyone who gets it can read everything, write under any name and \
                 delete the room. You can't change the link, so make a new room for each conversation."
            }
            Form::Path => {
                "The service sees the name, links get copied, and anyone with the link can come in. \
                 Set a password or a waiting room there too."
            }
            Form::Name => "Anyone who gets it can come in.",
        }
    }

    fn about_leapchat() -> &'static str {
        English => "LeapChat keeps messages for up to 90 days. Its code hasn't changed since 6 Sep 2023 \
                    (github.com/cryptag/leapchat). We didn't check whether the public server still runs. \
                    For lasting chats: opsec rate signal"
    }

    fn own_leapchat() -> &'static str {
        English => "If you run LeapChat yourself, allow its address in CheckOrigin (miniware.go). \
                    Otherwise it refuses browsers."
    }

    fn only_leapchat() -> &'static str { English => "--pincode and --id are only for LeapChat rooms." }
    fn only_leapchat_hint() -> &'static str { English => "Leave out --form, or leave out these options." }
    fn too_many_words() -> &'static str { English => "A room name has at most 200 words." }

    fn too_many_words_hint() -> &'static str {
        English => "A longer link may not open. LeapChat itself uses 25."
    }

    fn no_words() -> &'static str { English => "A room name needs at least one word." }
    fn no_words_hint() -> &'static str { English => "LeapChat itself uses 25." }
    fn name_has_no_address() -> &'static str { English => "--form name makes a name without an address." }
    fn name_has_no_address_hint() -> &'static str { English => "Leave out --base-url." }
    fn path_needs_address() -> &'static str { English => "--form path needs the address of a service." }
    fn path_needs_address_hint() -> &'static str { English => "For example: --base-url https://meet.jit.si" }

    fn address_too_long() -> &'static str {
        English => "The address of the service is longer than 1,000 bytes."
    }

    fn address_too_long_hint() -> &'static str { English => "For example: --base-url https://meet.jit.si" }

    fn not_an_address(address: &str) -> String {
        English => format!("'{}' isn't the address of a service.", Foreign(address))
    }

    fn not_an_address_hint() -> &'static str {
        English => "An address begins with https:// and contains no spaces, ? or #."
    }
}

sentences! {
    fn tab() -> &'static str { English => "Check" }
    fn prompt() -> &'static str { English => "Room name or link (not shown): " }

    fn will_not_open(problem: RoomError) -> String {
        English => format!("It won't open the same room everywhere: {}.", self::problem(English, problem))
    }

    fn problem(problem: RoomError) -> &'static str {
        English => match problem {
            RoomError::Empty => "there's no name in it",
            RoomError::NotPlainAscii => {
                "browsers change everything but letters, digits and hyphens, each in its own way"
            }
            RoomError::EndsInHyphen => "it ends in a hyphen, which LeapChat reads as an instruction",
            RoomError::Query => "it contains a question mark, and what follows is sent to the server",
        }
    }

    fn found(number: usize, list: &str, usual: bool, bits: f64) -> String {
        English => format!(
            "{} from {list}{}: {bits:.1} bits if chosen at random.",
            words(English, number),
            if usual { ", as LeapChat makes them" } else { "" }
        )
    }

    fn is_weak() -> &'static str { English => "That's weak: someone who tries names can find it." }

    fn not_found() -> &'static str {
        English => "We can't tell how hard it is to guess: it isn't made of words from a bundled list."
    }

    fn easy(number: usize) -> String {
        English => match number {
            0 => "Easy to guess: it's too short.".to_owned(),
            number => format!("Easy to guess: {}.", plural(number, "ordinary word", "ordinary words")),
        }
    }

    fn miswritten() -> &'static str {
        English => "LeapChat writes each word with a capital and joins them. Written like this, the link opens \
                    another room."
    }

    fn make_another() -> &'static str { English => "To make a strong one: opsec room new" }
    fn form_label() -> &'static str { English => "form" }
    fn id_label() -> &'static str { English => "room ID" }

    fn form(form: Form, pincode: bool) -> String {
        English => {
            let form = match form {
                Form::LeapChat => "a LeapChat link",
                Form::Path => "a link with the name in its path",
                Form::Name => "a name without an address",
            };
            format!("{form}{}", if pincode { ", with a pincode" } else { "" })
        }
    }
}
