//! The bundled lists, with their origin, licence and checksum. See `wordlists/README.md`.

use super::index::{Facts, starts};

/// A bundled list.
#[derive(Debug)]
pub struct Known {
    /// Name for the command line.
    pub id: &'static str,
    /// Name for people.
    pub name: &'static str,
    /// Language, in English.
    pub language: &'static str,
    /// The file as its makers publish it.
    pub text: &'static str,
    /// SHA-256 of that file, in hexadecimal.
    pub sha256: &'static str,
    /// Number of words.
    pub count: usize,
    /// Who made it, and where it was taken from.
    pub origin: &'static str,
    /// Its licence.
    pub licence: &'static str,
    /// Where its lines start, and where the last one ends.
    pub(super) starts: &'static [u32],
    pub(super) facts: Facts,
}

const EFF_LARGE: &str = include_str!("../../wordlists/eff_large_wordlist.txt");
const EFF_SHORT_1: &str = include_str!("../../wordlists/eff_short_wordlist_1.txt");
const EFF_SHORT_2: &str = include_str!("../../wordlists/eff_short_wordlist_2_0.txt");
const DE: &str = include_str!("../../wordlists/de.txt");
const PT_BR: &str = include_str!("../../wordlists/pt_br.txt");
const PGP_EVEN: &str = include_str!("../../wordlists/pgp_even.txt");
const PGP_ODD: &str = include_str!("../../wordlists/pgp_odd.txt");

/// The bundled lists; the first is the default for passphrases.
pub static KNOWN: &[Known] = &[
    Known {
        id: "eff-large",
        name: "EFF large",
        language: "English",
        text: EFF_LARGE,
        sha256: "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e",
        count: 7776,
        origin: "Electronic Frontier Foundation, 2016-07-18",
        licence: "CC BY 3.0 US",
        starts: &starts::<7777>(EFF_LARGE),
        facts: Facts::of(EFF_LARGE),
    },
    Known {
        id: "eff-short-1",
        name: "EFF short 1",
        language: "English",
        text: EFF_SHORT_1,
        sha256: "8f5ca830b8bffb6fe39c9736c024a00a6a6411adb3f83a9be8bfeeb6e067ae69",
        count: 1296,
        origin: "Electronic Frontier Foundation, 2016-09-08",
        licence: "CC BY 3.0 US",
        starts: &starts::<1297>(EFF_SHORT_1),
        facts: Facts::of(EFF_SHORT_1),
    },
    Known {
        id: "eff-short-2",
        name: "EFF short 2",
        language: "English",
        text: EFF_SHORT_2,
        sha256: "22b45c52e0bd0bbf03aa522240b111eb4c7c0c1d86c4e518e1be2a7eb2a625e4",
        count: 1296,
        origin: "Electronic Frontier Foundation, 2016-09-08",
        licence: "CC BY 3.0 US",
        starts: &starts::<1297>(EFF_SHORT_2),
        facts: Facts::of(EFF_SHORT_2),
    },
    Known {
        id: "de",
        name: "German (ulif)",
        language: "German",
        text: DE,
        sha256: "a4a33aa6a9fd93f3d35a8a12c5899308ce4cc8c92cab76556a411ca97b232537",
        count: 7776,
        origin: "Uli Fouquet, diceware 1.0.1, 2021",
        licence: "CC BY 3.0",
        starts: &starts::<7777>(DE),
        facts: Facts::of(DE),
    },
    Known {
        id: "pt-br",
        name: "Portuguese (drebs)",
        language: "Portuguese",
        text: PT_BR,
        sha256: "e03a241cb53f251c9124ca85886e0316490319cca0eaea2c53883e89cefcafba",
        count: 7776,
        origin: "drebs, diceware 1.0.1, 2019",
        licence: "CC BY 3.0",
        starts: &starts::<7777>(PT_BR),
        facts: Facts::of(PT_BR),
    },
    Known {
        id: "pgp-even",
        name: "PGP even (two syllables)",
        language: "English",
        text: PGP_EVEN,
        sha256: "37a65f88512467edd12a1ab3eeb5f4328230e86711a8efde6333361ce10f4fcf",
        count: 256,
        origin: "Juola and Zimmermann, 1995; from base-d 3.0.36",
        licence: "MIT OR Apache-2.0 (of base-d)",
        starts: &starts::<257>(PGP_EVEN),
        facts: Facts::of(PGP_EVEN),
    },
    Known {
        id: "pgp-odd",
        name: "PGP odd (three syllables)",
        language: "English",
        text: PGP_ODD,
        sha256: "12f16e534d1e42df203a4844b8c0994cfeaaea4e1c2b5f88e107254dd825b0d4",
        count: 256,
        origin: "Juola and Zimmermann, 1995; from base-d 3.0.36",
        licence: "MIT OR Apache-2.0 (of base-d)",
        starts: &starts::<257>(PGP_ODD),
        facts: Facts::of(PGP_ODD),
    },
];

/// Returns the bundled list with this id.
pub fn known(id: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.id == id)
}
