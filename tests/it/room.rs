//! `opsec room`: makes a room's name and checks one.

use crate::support::program::{json, run, stdout};

#[test]
fn a_room_is_one_line_that_opens_and_can_be_checked() {
    let room = stdout(&run(&["room", "new", "-q"], ""));
    assert!(
        room.starts_with("https://www.leapchat.org/#")
            && !room.trim_end().ends_with('-')
            && room.lines().count() == 1,
        "{room}"
    );
    let check = run(&["room", "check", "--json"], &room);
    let found = json(&check);
    assert_eq!(
        (&found["list"], &found["words"], &found["form"]),
        (&"EFF short 2".into(), &25.into(), &"leapchat".into())
    );
    assert_eq!(check.status.code(), Some(0));
    let with_id = json(&run(&["room", "new", "--id", "--json"], ""));
    let again = json(&run(&["room", "check", "--json"], with_id["room"].as_str().unwrap()));
    assert_eq!(with_id["id"], again["id"]);
    let pincode = json(&run(&["room", "new", "--pincode", "--json"], ""));
    assert!(
        pincode["room"].as_str().unwrap().ends_with("--") && pincode["pincode"].as_str().unwrap().len() > 5
    );
    let path = stdout(&run(
        &["room", "new", "--form", "path", "--base-url", "https://meet.example/x/", "--words", "8", "-q"],
        "",
    ));
    assert!(
        path.starts_with("https://meet.example/x/") && path.matches('-').count() >= 7 && !path.contains('#'),
        "{path}"
    );
    assert_eq!(run(&["room", "check"], &path).status.code(), Some(0));
}

#[test]
fn weak_and_broken_rooms_are_reported() {
    for (name, text) in [
        ("https://www.leapchat.org/#test", "weak"),
        ("https://www.leapchat.org/#two words", "won't open"),
        ("https://www.leapchat.org/#", "there's no name"),
        ("Pizza", "✗"),
        ("https://meet.jit.si/my-meeting?x=1", "question mark"),
    ] {
        let output = run(&["room", "check"], name);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(stdout(&output).contains(text), "{name}: {}", stdout(&output));
    }
}

#[test]
fn what_opens_another_room_or_repeats_itself_is_not_good() {
    let room = stdout(&run(&["room", "new", "-q"], ""));
    let small = run(&["room", "check"], &room.to_lowercase());
    assert_eq!(small.status.code(), Some(1));
    assert!(stdout(&small).contains("another room"), "{}", stdout(&small));
    let repeated = run(&["room", "check"], &"acid-".repeat(20));
    assert_eq!(repeated.status.code(), Some(1), "{}", stdout(&repeated));
    let jitsi = json(&run(&["room", "check", "--json"], "https://meet.jit.si/Yoyo-Walnut#config.x=1"));
    assert_eq!(jitsi["form"], "path");
}

#[test]
fn a_name_of_ordinary_words_is_easy_and_of_what_we_cannot_tell_we_say_so() {
    let easy = run(&["room", "check"], "MyHobbyGroup");
    assert_eq!(easy.status.code(), Some(1));
    assert!(stdout(&easy).contains("Easy to guess: 3 ordinary words"), "{}", stdout(&easy));
    let untold = run(&["room", "check"], "k3J9xQv7Lw2MbN8z");
    assert_eq!(untold.status.code(), Some(2), "{}", stdout(&untold));
}

#[test]
fn a_pincode_and_an_id_that_were_asked_for_are_told_also_when_quiet() {
    let output = run(&["room", "new", "-q", "--pincode", "--id"], "");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("pincode: ") && told.contains("room ID: "), "{told}");
}
