//! Private room names: a secret in a link. Anyone who has it can read everything.

mod examine;

use blake2::Blake2s;
use blake2::digest::consts::{U1, U32};
use blake2::digest::{Digest, FixedOutput, Update};
use serde::Serialize;
use sha2::Sha384;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

pub use examine::{Found, RoomCheck, WEAK_BITS, examine};

/// Words of a LeapChat room, of EFF short 2, capitalised and joined: 258.5 bits.
pub const LEAPCHAT_WORDS: usize = 25;
/// The one public instance that LeapChat's README names.
pub const LEAPCHAT_BASE: &str = "https://www.leapchat.org";

const HEXADECIMAL: &[u8; 16] = b"0123456789abcdef";

/// How a service names its rooms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// `<base>/#WordWordWord`: the name stays in the browser.
    LeapChat,
    /// `<base>/Word-Word-Word`: the name goes to the server, as at Jitsi Meet.
    Path,
    /// The name alone.
    Name,
}

/// What is wrong with a room's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RoomError {
    /// It has no name.
    #[error("there is no name in it")]
    Empty,
    /// Browsers change spaces and letters outside ASCII in a link, each in its own way.
    #[error(
        "it holds something else than letters, digits and hyphens, which browsers change each in its own way"
    )]
    NotPlainAscii,
    /// At LeapChat a name that ends in `--` asks for a pincode, in `----` for more.
    #[error("it ends in a hyphen, which LeapChat takes for a request of its own")]
    EndsInHyphen,
    /// The part after `?` is sent to the server.
    #[error("it holds a question mark; what follows is sent to the server")]
    Query,
}

/// Returns why a name would not open the same room everywhere, if so.
pub fn name_problem(name: &str, form: Form) -> Option<RoomError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if name.is_empty() {
        Some(RoomError::Empty)
    } else if name.contains('?') {
        Some(RoomError::Query)
    } else if !name.bytes().all(plain) {
        Some(RoomError::NotPlainAscii)
    } else if form == Form::LeapChat && name.ends_with('-') {
        Some(RoomError::EndsInHyphen)
    } else {
        None
    }
}

/// Returns the base address of a service without its last slashes, or `None` if it is no address
/// of a web page, or carries a query or a fragment of its own.
pub fn base(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or_default();
    let plain = rest.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#\"<>\\^`{|}@".contains(&byte));
    (plain && !host.is_empty() && !host.starts_with([':', '.'])).then(|| address.trim_end_matches('/'))
}

/// Returns the id by which a LeapChat server knows a room, derived without any network.
///
/// As in LeapChat's `miniLock.js` (2023-09-06): BLAKE2s-256 of the name; scrypt (N = 2^17, r = 8,
/// p = 1) with the salt `hex(SHA-384(name))@cryptag.org`; an X25519 key pair; its miniLock id, the
/// Base58 of the public key and one byte of BLAKE2s over it. Takes 128 MiB and a moment.
///
/// # Panics
/// Never: the parameters are LeapChat's own and valid.
pub fn leapchat_id(name: &str) -> String {
    let key: [u8; 32] = Blake2s::<U32>::new_with_prefix(name.as_bytes()).finalize_fixed().into();
    let key = Zeroizing::new(key);
    let mut salt = Zeroizing::new(String::with_capacity(128));
    for byte in Sha384::digest(name.as_bytes()) {
        salt.extend([byte >> 4, byte & 15].map(|digit| char::from(HEXADECIMAL[usize::from(digit)])));
    }
    salt.push_str("@cryptag.org");
    let parameters = scrypt::Params::new(17, 8, 1).expect("LeapChat's parameters are valid");
    let mut secret = Zeroizing::new([0; 32]);
    scrypt::scrypt(key.as_slice(), salt.as_bytes(), &parameters, secret.as_mut_slice())
        .expect("32 bytes can be derived");
    let public = PublicKey::from(&StaticSecret::from(*secret));
    let mut check = Blake2s::<U1>::default();
    Update::update(&mut check, public.as_bytes());
    let mut id = public.as_bytes().to_vec();
    id.extend_from_slice(&check.finalize_fixed());
    bs58::encode(id).into_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made with LeapChat's own code, and again in Python and Rust, on 2026-11-23.
    #[test]
    fn ids_are_those_of_leapchat_itself() {
        for (name, id) in [
            (
                "AardvarkAluminumAsymmetricBottleClayDalmatianDozedElusiveEvolutionFolksongGooeyHunterJaywalkerKneecapLullabyMyspaceOceanicPavementPuppyRimmedSenatorSpyglassTiaraUnusualVinegar",
                "Cti5KfMtvih3Y2yE6PZVoREAdHMh5JGjm84oKGzY7ZnLY",
            ),
            ("aardvark-zucchini", "2FJj5j4X4Yhsud6j2w6SwehDHeNxasn5D42qU5WDp48id6"),
            // Worked out with Python's hashlib and an independent X25519.
            ("YoyoPurpleWalnut", "tQFcjBwaVv6YpsEXV8huLZGikucAyoBwoXGTJTYLjYehQ"),
            ("Opsec-Room-2026", "287c2TZ1jc3vg99wWeTodmeHgnAaHXLLgRrcqi6CZoBvA1"),
            ("correct horse battery", "Voz4n3JYX7SPQQXrmiQUi8Tbk3s2m7TFwUhAuhBkaVPRE"),
        ] {
            assert_eq!(leapchat_id(name), id);
        }
    }

    #[test]
    fn names_that_would_not_open_the_room_are_refused() {
        assert_eq!(name_problem("", Form::LeapChat), Some(RoomError::Empty));
        assert_eq!(name_problem("two words", Form::Path), Some(RoomError::NotPlainAscii));
        assert_eq!(name_problem("Žofie", Form::Name), Some(RoomError::NotPlainAscii));
        assert_eq!(name_problem("Abc--", Form::LeapChat), Some(RoomError::EndsInHyphen));
        assert_eq!(name_problem("Abc?x=1", Form::Path), Some(RoomError::Query));
        assert_eq!(name_problem("Yo-yoAbacus", Form::LeapChat), None);
    }

    #[test]
    fn bases_are_addresses_of_pages_and_nothing_else() {
        assert_eq!(base("https://meet.example/"), Some("https://meet.example"));
        assert_eq!(base("http://127.0.0.1:8080/x/"), Some("http://127.0.0.1:8080/x"));
        for wrong in [
            "",
            "meet.example",
            "ftp://a",
            "https://",
            "https://a/#b",
            "https://a/?b",
            "https://u@a",
            "https://a b",
        ] {
            assert_eq!(base(wrong), None, "{wrong}");
        }
    }
}
