//! The bundled lists, with their origin, licence and checksum. `wordlists/README.md` tells more.

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
}

/// The bundled lists; the first is the default for passphrases.
pub const KNOWN: &[Known] = &[
    Known {
        id: "eff-large",
        name: "EFF large",
        language: "English",
        text: include_str!("../../wordlists/eff_large_wordlist.txt"),
        sha256: "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e",
        count: 7776,
        origin: "Electronic Frontier Foundation, 2016-07-18",
        licence: "CC BY 3.0 US",
    },
    Known {
        id: "eff-short-1",
        name: "EFF short 1",
        language: "English",
        text: include_str!("../../wordlists/eff_short_wordlist_1.txt"),
        sha256: "8f5ca830b8bffb6fe39c9736c024a00a6a6411adb3f83a9be8bfeeb6e067ae69",
        count: 1296,
        origin: "Electronic Frontier Foundation, 2016-09-08",
        licence: "CC BY 3.0 US",
    },
    Known {
        id: "eff-short-2",
        name: "EFF short 2",
        language: "English",
        text: include_str!("../../wordlists/eff_short_wordlist_2_0.txt"),
        sha256: "22b45c52e0bd0bbf03aa522240b111eb4c7c0c1d86c4e518e1be2a7eb2a625e4",
        count: 1296,
        origin: "Electronic Frontier Foundation, 2016-09-08",
        licence: "CC BY 3.0 US",
    },
    Known {
        id: "de",
        name: "German (ulif)",
        language: "German",
        text: include_str!("../../wordlists/de.txt"),
        sha256: "a4a33aa6a9fd93f3d35a8a12c5899308ce4cc8c92cab76556a411ca97b232537",
        count: 7776,
        origin: "Uli Fouquet, diceware 1.0.1, 2021",
        licence: "CC BY 3.0",
    },
    Known {
        id: "pt-br",
        name: "Portuguese (drebs)",
        language: "Portuguese",
        text: include_str!("../../wordlists/pt_br.txt"),
        sha256: "e03a241cb53f251c9124ca85886e0316490319cca0eaea2c53883e89cefcafba",
        count: 7776,
        origin: "drebs, diceware 1.0.1, 2019",
        licence: "CC BY 3.0",
    },
    Known {
        id: "pgp-even",
        name: "PGP even (two syllables)",
        language: "English",
        text: include_str!("../../wordlists/pgp_even.txt"),
        sha256: "37a65f88512467edd12a1ab3eeb5f4328230e86711a8efde6333361ce10f4fcf",
        count: 256,
        origin: "Juola and Zimmermann, 1995; from base-d 3.0.36",
        licence: "MIT OR Apache-2.0 (of base-d)",
    },
    Known {
        id: "pgp-odd",
        name: "PGP odd (three syllables)",
        language: "English",
        text: include_str!("../../wordlists/pgp_odd.txt"),
        sha256: "12f16e534d1e42df203a4844b8c0994cfeaaea4e1c2b5f88e107254dd825b0d4",
        count: 256,
        origin: "Juola and Zimmermann, 1995; from base-d 3.0.36",
        licence: "MIT OR Apache-2.0 (of base-d)",
    },
];

/// Returns the bundled list with this id.
pub fn known(id: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.id == id)
}
