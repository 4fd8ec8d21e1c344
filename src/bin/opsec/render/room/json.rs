//! Rooms and the findings about a room as JSON.

use opsec::room::RoomCheck;
use schemars::JsonSchema;
use serde::Serialize;

use super::Room;
use crate::render::json::{Version, ids};

ids! {
    /// How a service names its rooms.
    FormJson of opsec::room::Form {
        /// BASE/#WordWordWord: the name stays in the browser.
        LeapChat = "leapchat",
        /// BASE/Word-Word-Word: the name goes to the server, as with Jitsi Meet.
        Path = "path",
        /// The name alone.
        Name = "name",
    }
}

/// What `opsec room new` prints: a new room.
#[derive(JsonSchema, Serialize)]
pub(crate) struct RoomJson<'a> {
    /// The version of this document.
    schema: Version,
    /// The link or name of the room.
    room: &'a str,
    /// The pincode; null without --pincode.
    pincode: Option<&'a str>,
    /// The ID that LeapChat's server uses for the room; null without --id.
    id: Option<&'a str>,
    /// The name of the word list.
    list: &'static str,
    /// How many words the name has.
    words: usize,
    /// The entropy of the name in bits, rounded to a tenth.
    bits: f64,
}

pub(super) fn room(room: &Room) -> RoomJson<'_> {
    RoomJson {
        schema: Version,
        room: &room.link,
        pincode: room.pincode.as_ref().map(|pincode| pincode.as_str()),
        id: room.id.as_deref(),
        list: "EFF short 2",
        words: room.words,
        bits: room.strength.rounded_bits(),
    }
}

/// What `opsec room check` prints: the findings about a room.
#[derive(JsonSchema, Serialize)]
pub(crate) struct CheckJson<'a> {
    /// The version of this document.
    schema: Version,
    /// The form of the link or name.
    form: FormJson,
    /// The name of the word list; null if the name isn't made of a list's words.
    list: Option<&'static str>,
    /// How many words the name has; null if it isn't made of a list's words.
    words: Option<usize>,
    /// The entropy in bits if chance chose the words; null if it isn't made of a list's words.
    bits_if_random: Option<f64>,
    /// The ID that LeapChat's server uses for the room; null if another service names it, or if it has a
    /// pincode.
    id: Option<&'a str>,
    /// Whether LeapChat asks for a pincode.
    pincode: bool,
    /// Why the name doesn't open the same room everywhere; null if it does.
    problem: Option<String>,
    /// Whether the name is too easy to guess, or we can't tell.
    weak: bool,
    /// Whether it isn't written as LeapChat writes names, which opens another room.
    miswritten: bool,
    /// Signs that a person chose the words.
    signs_of_a_human_choice: Vec<String>,
}

pub(crate) fn check(check: &RoomCheck) -> CheckJson<'_> {
    CheckJson {
        schema: Version,
        form: check.form.into(),
        list: check.found.map(|found| found.list),
        words: check.found.map(|found| found.words),
        bits_if_random: check.found.map(|found| found.strength.rounded_bits()),
        id: check.id.as_deref(),
        pincode: check.pincode,
        problem: check.problem.map(|problem| problem.to_string()),
        weak: check.is_weak(),
        miswritten: check.miswritten,
        signs_of_a_human_choice: check.habits.iter().map(ToString::to_string).collect(),
    }
}
