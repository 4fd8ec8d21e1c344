//! How private chat apps are, secrets that people can remember, whether a request went through Tor, and how a
//! group moves: what the program `opsec` knows, for other programs.
//!
//! The library is pure. It opens no file and no socket, reads no clock and draws no random number: time, random
//! generators and fetched answers arrive as arguments; values come back. Use it without the program's
//! dependencies:
//!
//! ```toml
//! opsec-toolkit = { version = "0.1", default-features = false }
//! ```
//!
//! | module | what it knows | command |
//! |---|---|---|
//! | [`rate`] | what the answers of a review come to for a group's situation | `opsec rate` |
//! | [`passphrase`] | secrets: made, measured and read back | `opsec passphrase` |
//! | [`room`] | names of rooms that nobody guesses | `opsec room` |
//! | [`wordlist`] | lists of words for secrets | `opsec wordlist` |
//! | [`torcheck`] | whether a request went through Tor | `opsec torcheck` |
//! | [`checklist`] | the plan of a group's move | `opsec checklist` |
//! | [`verify`] | words that show that members are who they say they are | `opsec verify` |
//! | [`review`] | what was found about one platform, with the evidence | `opsec review` |
//! | [`proof`] | whether the sentences that a review rests on are still there | `opsec review prove` |
//! | [`data`] | the rubric, profiles, reviews and steps that are compiled in | |
//! | [`yaml`](https://docs.rs/opsec-toolkit/latest/opsec/yaml) | the same, read from files (feature `yaml`) | |
//! | [`language`], [`text`], [`html`] | languages, names, documents as sentences, the text of pages | |
//!
//! # Examples
//!
//! How private Discord is for a circle of friends, by the data that is compiled in:
//!
//! ```
//! use jiff::civil::date;
//! use opsec::{data, rate};
//!
//! let friends = data::profiles().get("friends").unwrap();
//! let discord = data::reviews().get("discord").unwrap();
//! let day = date(2026, 12, 3);
//!
//! let assessment = rate::assess(discord, data::rubric(), friends, day);
//! assert_eq!(assessment.gates.id(), "closed");
//! assert_eq!(assessment.part("protection").unwrap().letter, Some("E"));
//!
//! let better = rate::instead(&assessment, data::reviews(), data::rubric(), friends, day);
//! assert!(better.iter().any(|standing| standing.assessment.review.id == "signal"));
//! ```
//!
//! A passphrase. The seed is for the example: a real one comes from the system's generator.
//!
//! ```
//! use opsec::passphrase::{Case, Generator, Recipe, Separator};
//! use opsec::wordlist::{WordList, known};
//! use rand::SeedableRng;
//! use rand::rngs::ChaCha20Rng;
//!
//! let list = WordList::bundled(known("eff-large").unwrap());
//! let recipe = Recipe::new(&list, 6, Separator::Text(" ".to_owned()), Case::AsListed).unwrap();
//! assert_eq!(recipe.bits().floor(), 77.0);
//!
//! let generator = Generator::new(&recipe, 1);
//! let mut phrase = vec![0; generator.buffer_len()];
//! let (_, length) = generator.fill(&mut ChaCha20Rng::seed_from_u64(1), 1, &mut phrase);
//! assert_eq!(str::from_utf8(&phrase[..length]).unwrap().split_whitespace().count(), 6);
//! ```
//!
//! What the answer of a check service means, after a request through a Tor client:
//!
//! ```
//! use opsec::torcheck::{Evidence, Route, Verdict, judge, read_json};
//!
//! let answer = read_json(br#"{"IsTor":true,"IP":"192.0.2.1"}"#);
//! let route = Route::Embedded { bridges: false };
//! let (is_encrypted, is_own, direct, listed) = (true, false, None, None);
//! let evidence = Evidence { route: &route, answer, is_encrypted, is_own, direct, listed };
//! let (verdict, reasons) = judge(&evidence);
//! assert_eq!(verdict, Verdict::Tor);
//! assert!(reasons.is_empty());
//! ```
//!
//! The words that a member posts to show who they are, and that nobody else can use:
//!
//! ```
//! use opsec::verify::{Challenge, Member, Salt, expiry};
//!
//! let now = "2026-12-03T12:00:00Z".parse().unwrap();
//! let salt = Salt::new([7; Salt::BYTES], expiry(now)); // a real one is drawn at random
//! let member = Member::read("@ada", "Ada").unwrap();
//! let other = Member::read("@ada", "Eve").unwrap();
//!
//! let challenge = Challenge::new(&salt);
//! let words = challenge.phrase(&member);
//! assert_eq!(words.split(' ').count(), 3);
//! assert_ne!(words, challenge.phrase(&other));
//! ```

pub mod checklist;
pub mod data;
pub mod html;
pub mod language;
pub mod passphrase;
pub mod proof;
pub mod rate;
pub mod review;
pub mod room;
pub mod text;
pub mod torcheck;
pub mod verify;
pub mod wordlist;
#[cfg(feature = "yaml")]
pub mod yaml;
