//! Onion addresses: which one is tried, and which ones cannot exist.
//!
//! The format is that of <https://spec.torproject.org/rend-spec/encoding-onion-addresses.html>.

use data_encoding::BASE32_NOPAD;
use sha3::{Digest, Sha3_256};
use thiserror::Error;

use super::Reason;

/// The Tor Project's own website as an onion service.
///
/// Source: <https://support.torproject.org/fr/onionservices/> (and pt-BR, zh-CN, ca), section "How do I know if I'm
/// using v2 or v3 onion services?", which names it as "Tor Project's v3 address". Stored copies seen on 2026-11-28;
/// the Tor Project's onionplan names the same one for torproject.org.
pub const TOR_PROJECT: &str = "http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion/";

/// Letters of an address of the present version, and of the one that was retired in 2021.
const LENGTH: usize = 56;
const RETIRED_LENGTH: usize = 16;
/// Bytes of the key with which an address begins.
const KEY: usize = 32;
const VERSION: u8 = 3;

/// The check of an onion service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnionCheck {
    /// One was tried.
    Tried(Onion),
    /// The check service is another than the Tor Project's, and no address was given: its network may have no way
    /// to our usual one.
    NoneKnown,
    /// The proxy is not known to be Tor, and would look up the address where others can see it.
    NotThroughTor,
}

/// An onion service that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onion {
    /// Its host name.
    pub host: String,
    /// Whether it answered, or why not.
    pub reached: Result<(), Reason>,
}

/// Why no onion service can have an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OnionError {
    /// It does not end in `.onion`.
    #[error("it does not end in .onion")]
    NotOnion,
    /// It has the form that Tor gave up in 2021.
    #[error("version 2 of onion addresses was retired in 2021")]
    Retired,
    /// It has not 56 letters.
    #[error("it has {0} letters, not 56")]
    Length(usize),
    /// It has other characters than a to z and 2 to 7.
    #[error("it has characters that no onion address has")]
    Characters,
    /// It is of a version that does not exist.
    #[error("its version is {0}, not 3")]
    Version(u8),
    /// Its checksum is wrong, so some letter is.
    #[error("its checksum is wrong")]
    Checksum,
}

/// Checks a host name as an onion address, in front of which there may be subdomains.
pub fn check_onion(host: &str) -> Result<(), OnionError> {
    let host = host.to_ascii_uppercase();
    let name = host.strip_suffix(".ONION").ok_or(OnionError::NotOnion)?;
    let address = name.rsplit('.').next().unwrap_or_default();
    match address.chars().count() {
        LENGTH => {}
        RETIRED_LENGTH => return Err(OnionError::Retired),
        length => return Err(OnionError::Length(length)),
    }
    let bytes = BASE32_NOPAD.decode(address.as_bytes()).map_err(|_| OnionError::Characters)?;
    let Some((key, &[first, second, version])) = bytes.split_at_checked(KEY) else {
        return Err(OnionError::Characters);
    };
    if version != VERSION {
        return Err(OnionError::Version(version));
    }
    let hash = Sha3_256::new().chain_update(b".onion checksum").chain_update(key).chain_update([version]);
    if hash.finalize()[..2] == [first, second] { Ok(()) } else { Err(OnionError::Checksum) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The examples of the specification.
    const GENUINE: [&str; 3] = [
        "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion",
        "sp3k262uwy4r2k3ycr5awluarykdpag6a7y33jxop4cs2lu5uz5sseqd.onion",
        "xa4r2iadxm55fbnqgwwi5mymqdcofiu3w6rpbtqn7b2dyn7mgwj64jyd.onion",
    ];

    #[test]
    fn genuine_addresses_are_known() {
        for host in GENUINE {
            assert_eq!(check_onion(host), Ok(()), "{host}");
            assert_eq!(check_onion(&format!("www.blog.{host}")), Ok(()), "{host}");
            assert_eq!(check_onion(&host.to_uppercase()), Ok(()), "{host}");
        }
        let host = TOR_PROJECT.strip_prefix("http://").and_then(|rest| rest.strip_suffix('/'));
        assert_eq!(host.map(check_onion), Some(Ok(())));
    }

    #[test]
    fn one_wrong_letter_is_found() {
        for host in GENUINE {
            for at in 0..52 {
                let other = if host.as_bytes()[at] == b'a' { "b" } else { "a" };
                let mut wrong = host.to_owned();
                wrong.replace_range(at..=at, other);
                assert_eq!(check_onion(&wrong), Err(OnionError::Checksum), "{wrong}");
            }
        }
    }

    #[test]
    fn what_cannot_be_an_address_is_told_apart() {
        let letters = |number: usize| "a".repeat(number);
        for (host, error) in [
            ("check.torproject.org".to_owned(), OnionError::NotOnion),
            ("onion".to_owned(), OnionError::NotOnion),
            (format!("{}.onion.", letters(56)), OnionError::NotOnion),
            ("expyuzz4wqqyqhjn.onion".to_owned(), OnionError::Retired),
            (".onion".to_owned(), OnionError::Length(0)),
            (format!("{}.onion", letters(55)), OnionError::Length(55)),
            (format!("{}.onion", letters(57)), OnionError::Length(57)),
            (format!("{}1.onion", letters(55)), OnionError::Characters),
            (format!("{}é.onion", letters(55)), OnionError::Characters),
            (format!("{}.onion", letters(56)), OnionError::Version(0)),
            (format!("{}d.onion", letters(55)), OnionError::Checksum),
        ] {
            assert_eq!(check_onion(&host), Err(error), "{host}");
        }
    }

    proptest! {
        #[test]
        fn no_host_makes_it_panic(host in ".{0,70}") {
            let _ = check_onion(&host);
            let _ = check_onion(&format!("{host}.onion"));
        }
    }
}
