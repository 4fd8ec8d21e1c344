//! The content of a group's plan in each form, and what is refused.

use std::collections::BTreeSet;

use opsec::review::leaving::Part;
use serde_json::Value;

use super::{REFERENCE, json, printed, reference};
use crate::support::bundled::review;
use crate::support::program::{refused, run, stderr, stdout};

#[test]
fn the_reference_case_can_be_done_from_the_paper_alone() {
    let paper = reference(&[]);
    let flat: String = paper.split_whitespace().collect::<Vec<_>>().join(" ");
    for needed in [
        "3 admins",
        "21 of 40",
        "Data & Privacy",
        "opsec verify new",
        "opsec rate discord signal",
        "“Group link”: off",
        "Registration Lock",
        "postpone by a week",
        "Article 17(1)",
        "1798.105",
        "A phone is lost or stolen",
        "A member has no fitting phone",
        "Sources",
    ] {
        assert!(flat.contains(needed), "{needed} is missing");
    }
    assert!(!paper.contains('{'), "a placeholder was left over");
    assert!(
        paper.lines().all(|line| line.chars().count() <= 80 || line.contains("http")),
        "a line is too wide"
    );
}

#[test]
fn json_holds_the_steps_in_order_with_needs_and_days() {
    let plan = json(REFERENCE);
    assert_eq!(plan["schema"], 1);
    let steps = plan["steps"].as_array().unwrap();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut latest = String::new();
    for step in steps {
        assert!(step["needs"].as_array().unwrap().iter().all(|need| done.contains(need.as_str().unwrap())));
        done.insert(step["id"].as_str().unwrap());
        let due = step["due"].as_str().unwrap();
        assert!(due >= latest.as_str(), "{step}");
        due.clone_into(&mut latest);
        for fact in step["facts"].as_array().unwrap() {
            assert!(!plan["facts"][usize::try_from(fact.as_u64().unwrap()).unwrap() - 1].is_null());
        }
    }
    let phase = |id: &str| steps.iter().position(|step| step["id"] == id).unwrap();
    assert!(
        phase("go") < phase("opened-discord") && phase("opened-discord") < phase("delete-account-discord")
    );
}

#[test]
fn three_and_three_hundred_people_get_a_plan_that_fits_them() {
    let three = json(&["checklist", "--from", "slack", "--members", "3"]);
    assert_eq!((&three["admins"], &three["quorum"]), (&Value::from(3), &Value::from(2)));
    let many = json(&["checklist", "--from", "slack", "--members", "300"]);
    assert_eq!((&many["admins"], &many["quorum"]), (&Value::from(10), &Value::from(153)));
    let most = json(&["checklist", "--from", "slack", "--members", "10000", "--to", "signal"]);
    assert_eq!(most["groups"], 10);
}

#[test]
fn several_old_apps_are_each_left_in_their_own_order() {
    let plan =
        json(&["checklist", "--from", "discord", "--from", "slack", "--from", "discord", "--members", "9"]);
    assert_eq!(plan["from"], serde_json::json!(["discord", "slack"]));
    let steps = plan["steps"].as_array().unwrap();
    let position =
        |id: &str| steps.iter().position(|step| step["id"] == id).unwrap_or_else(|| panic!("{id}"));
    for id in ["discord", "slack"] {
        let leaving = review(id).leaving.as_ref().unwrap();
        let order: Vec<_> = leaving.order.iter().filter(|part| **part != Part::Export).collect();
        for pair in order.windows(2) {
            let at = |part: &Part| position(&format!("delete-{}-{id}", part.id()));
            assert!(at(pair[0]) < at(pair[1]), "{id}: {pair:?}");
        }
    }
}

#[test]
fn an_unfit_destination_is_refused_with_reasons_unless_taken_anyway() {
    let message = refused(&["checklist", "--from", "discord", "--to", "telegram"], "");
    assert!(message.contains("not end-to-end encrypted") && message.contains("--anyway"), "{message}");
    let plan = printed(&["checklist", "--from", "discord", "--to", "telegram", "--anyway"]);
    assert!(
        plan.contains("You chose Telegram despite this: Not private"),
        "the reasons must stand in the plan"
    );
    let message = refused(&["checklist", "--from", "signal", "--to", "signal", "--anyway"], "");
    assert!(
        message.contains("can't be the destination") && message.contains("You're leaving it"),
        "{message}"
    );
    let message = refused(&["checklist", "--to", "gmail", "--anyway"], "");
    assert!(message.contains("isn't a chat app"), "{message}");
    let message = refused(&["checklist", "--profile", "activist", "--to", "whatsapp"], "");
    assert!(message.contains("Knows who you are"), "{message}");
}

#[test]
fn where_paper_is_a_danger_there_are_no_names() {
    let arguments = ["checklist", "--profile", "activist", "--slips", "--paper", "--members-file", "-"];
    let message = refused(&arguments, "Ada\nBo\n");
    assert!(message.contains("Names aren't allowed") && !message.contains("Ada"), "{message}");
}

#[test]
fn a_slip_names_its_own_member_and_nobody_else() {
    let names = ["Žofie", "نور", "山田 太郎", "👩‍💻 Ada", "नेहा"];
    for format in ["text", "html", "markdown"] {
        let arguments =
            ["checklist", "--from", "discord", "--slips", "--members-file", "-", "--format", format];
        let output = run(&arguments, &names.join("\n"));
        let text = stdout(&output);
        let slips: Vec<_> = text.split("Slip ").skip(1).collect();
        assert_eq!(slips.len(), names.len(), "{format}");
        for (slip, own) in slips.iter().zip(names) {
            for name in names {
                assert_eq!(slip.contains(name), name == own, "{format}: {name} on the slip of {own}");
            }
        }
    }
    let plan = run(&["checklist", "--from", "discord", "--members-file", "-"], &names.join("\n"));
    let plan = stdout(&plan);
    assert!(plan.contains("a move for 5 people") && names.iter().all(|name| !plan.contains(name)));
}

#[test]
fn what_makes_no_sense_is_refused_with_what_to_do() {
    for (arguments, word) in [
        (&["--members", "0"][..], "two people"),
        (&["--members", "Ada"], "never a name"),
        (&["--members", "-3"], ""),
        (&["--members", "100001"], "at most"),
        (&["--members", "99999999999999"], "too large"),
        (&["--from", "discrod"], "Did you mean 'discord'"),
        (&["--profile", "nobody"], "Choose one of: friends"),
        (&["--start", "yesterday"], ""),
        (&["--start", "9999-12-30"], "calendar"),
        (&["--slips", "--format", "ics"], "Choose one of: text"),
        (&["--slips", "--chart"], "can't be used together"),
        (&["--members-file", "/nonexistent"], "Couldn't read"),
        (&["--members-file", "/"], "folder"),
    ] {
        let message = refused(&[&["checklist"], arguments].concat(), "");
        assert!(message.contains(word), "{arguments:?}: {message}");
    }
    for (names, word) in [
        ("", "two people"),
        ("Ada\nada\nAda\n", "line 3"),
        ("Ada\nevil\u{202e}txt\n", "line 2"),
        ("\u{1b}[31mAda\nBo", "line 1"),
        ("Zoe\u{301}\nZoé\nBo", "line 2"),
    ] {
        let message = refused(&["checklist", "--slips", "--members-file", "-"], names);
        assert!(message.contains(word) && !message.contains("Ada"), "{names:?}: {message}");
    }
    let past = run(&["checklist", "--start", "2020-02-01"], "");
    assert!(past.status.success() && stderr(&past).contains("before today"));
}

#[test]
fn questions_are_asked_only_with_ask() {
    let output = run(&["checklist", "--ask"], "discord, slack\nnobody\nteam\nmany\n7\n\n");
    let (message, plan) = (stderr(&output), stdout(&output));
    assert!(output.status.success(), "{message}");
    assert!(plan.starts_with("Discord and Slack → ") && plan.contains("a move for a team of 7"), "{plan}");
    assert!(
        message.contains("There's no profile 'nobody'") && message.contains("Enter a number"),
        "{message}"
    );
    assert!(refused(&["checklist", "--ask"], "discord\n").contains("input ended"));
    let general = printed(&["checklist"]);
    assert!(general.starts_with("The old app → Signal") && general.contains("To make it yours:"));
}

#[test]
fn every_command_of_a_plan_is_one_that_the_program_knows() {
    let mut commands: BTreeSet<String> = BTreeSet::new();
    for profile in ["friends", "team", "organising", "journalist", "activist"] {
        let plan = json(&["checklist", "--from", "discord", "--from", "slack", "--profile", profile]);
        let steps = plan["steps"].as_array().unwrap();
        let of = |step: &Value| step["commands"].as_array().unwrap().clone();
        commands.extend(steps.iter().flat_map(of).map(|command| command.as_str().unwrap().to_owned()));
    }
    for needed in ["rate", "passphrase", "verify", "checklist"] {
        let begin = format!("opsec {needed}");
        assert!(commands.iter().any(|command| command.starts_with(&begin)), "{needed}: {commands:?}");
    }
    for command in &commands {
        let words: Vec<_> = command.split(' ').skip(1).chain(["--help"]).collect();
        assert!(run(&words, "").status.success(), "{command}");
    }
}
