//! Rooms and the findings about a room as JSON.

use opsec::room::{Form, RoomCheck};
use serde::Serialize;

use super::Room;

#[derive(Serialize)]
pub(super) struct RoomJson<'a> {
    schema: u32,
    room: &'a str,
    pincode: Option<&'a str>,
    id: Option<&'a str>,
    list: &'static str,
    words: usize,
    bits: f64,
}

pub(super) fn room(room: &Room) -> RoomJson<'_> {
    RoomJson {
        schema: 1,
        room: &room.link,
        pincode: room.pincode.as_ref().map(|pincode| pincode.as_str()),
        id: room.id.as_deref(),
        list: "EFF short 2",
        words: room.words,
        bits: room.strength.rounded_bits(),
    }
}

#[derive(Serialize)]
pub(crate) struct CheckJson<'a> {
    schema: u32,
    form: Form,
    list: Option<&'static str>,
    words: Option<usize>,
    bits_if_random: Option<f64>,
    id: Option<&'a str>,
    pincode: bool,
    problem: Option<String>,
    weak: bool,
}

pub(crate) fn check(check: &RoomCheck) -> CheckJson<'_> {
    CheckJson {
        schema: 1,
        form: check.form,
        list: check.found.map(|found| found.list),
        words: check.found.map(|found| found.words),
        bits_if_random: check.found.map(|found| found.strength.rounded_bits()),
        id: check.id.as_deref(),
        pincode: check.pincode,
        problem: check.problem.map(|problem| problem.to_string()),
        weak: check.is_weak(),
    }
}
