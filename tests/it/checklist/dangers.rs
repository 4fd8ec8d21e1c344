//! What people read in the plan of each danger: what protects one harms another.

use super::{json, printed};
use crate::support::program::{refused, run, stderr, stdout};

/// A file that is never written.
const NEVER: &str = "/tmp/opsec-never.txt";

/// The reference groups: profile, members, the app that is left.
const GROUPS: [(&str, &str, &str); 5] = [
    ("friends", "40", "discord"),
    ("team", "15", "slack"),
    ("organising", "15", "slack"),
    ("journalist", "4", "whatsapp"),
    ("activist", "12", "telegram"),
];

fn arguments<'a>((profile, members, from): (&'a str, &'a str, &'a str)) -> Vec<&'a str> {
    vec!["checklist", "--from", from, "--profile", profile, "--members", members]
}

fn whole(group: (&str, &str, &str)) -> String {
    printed(&arguments(group)).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_would_harm_a_group_stands_nowhere_in_its_plan() {
    let never: [(&str, &[&str]); 5] = [
        ("friends", &["Tor Browser", "Orbot", "Firefox Send", "One Time Secret", "SecureDrop"]),
        ("team", &["opsec verify", "Orbot", "Article 17", "SecureDrop"]),
        ("organising", &["opsec verify", "Article 17", "Announcement", "Last notice", "pinned", "Orbot"]),
        ("journalist", &["opsec verify", "Article 17", "Announcement", "Last notice", "pinned"]),
        (
            "activist",
            &["opsec verify", "Article 17", "Announcement", "Last notice", "pinned", "LinkedIn profile"],
        ),
    ];
    for (group, (profile, words)) in GROUPS.into_iter().zip(never) {
        assert_eq!(group.0, profile);
        let plan = whole(group);
        // What the plan says that it doesn't do, and why, may name it.
        let (plan, _) = plan.split_once("What this plan leaves out, and why").unwrap();
        for word in words {
            assert!(!plan.contains(word), "{word} stands in the plan for {profile}");
        }
    }
}

#[test]
fn every_plan_begins_with_the_old_app_the_phone_and_the_rules() {
    for group in GROUPS {
        let plan = json(&arguments(group));
        let steps = plan["steps"].as_array().unwrap();
        let place = |id: &str| steps.iter().position(|step| step["id"] == id);
        let old = place(&format!("secure-{}", group.2)).or_else(|| place(&format!("leave-it-{}", group.2)));
        let (old, phone) = (old.unwrap(), place("phone").unwrap());
        let added = place("add").unwrap();
        assert!(old < added && phone < added && place("rules").unwrap() < added, "{group:?}");
        assert_eq!(plan["rules"].as_array().unwrap().len(), 6, "{group:?}");
        assert!(plan["boxes"].as_array().unwrap().len() >= 7, "{group:?}");
        assert!(!plan["left_out"].as_array().unwrap().is_empty(), "{group:?}");
        let opening = plan["opening"].as_str().unwrap_or_default();
        assert_eq!(opening.contains("shell's history"), !matches!(group.0, "friends" | "team"), "{group:?}");
        assert!(opening.contains("at home"), "{group:?}: a watched phone must not be touched");
    }
}

#[test]
fn the_first_page_is_the_whole_move_on_one_page() {
    for group in GROUPS {
        let page = printed(&[&arguments(group)[..], &["--brief"]].concat());
        assert!(page.lines().count() <= 118, "{group:?} has {} lines", page.lines().count());
        assert!(page.lines().all(|line| line.chars().count() <= 80), "{group:?}");
        assert!(!page.contains('{') && !page.contains("\nSources\n"), "{group:?}");
        let plan = printed(&arguments(group));
        // The whole plan begins with the same page; only the numbers of its sources are new.
        let outline = &page[page.find("\n  1  ").unwrap()..page.find("\n  bad days").unwrap()];
        assert!(plan.contains(outline), "{group:?}");
    }
}

#[test]
fn the_work_is_in_proportion_to_the_group() {
    let hours = |group| json(&arguments(group))["minutes"].as_u64().unwrap().div_ceil(60);
    for (group, (least, most)) in GROUPS.into_iter().zip([(18, 24), (10, 14), (6, 9), (3, 5), (13, 17)]) {
        let hours = hours(group);
        assert!((least..=most).contains(&hours), "{group:?}: {hours} h");
    }
    let few = json(&["checklist", "--from", "discord", "--members", "3"]);
    assert!(few["minutes"].as_u64().unwrap() < 5 * 60);
    let ids: Vec<_> =
        few["steps"].as_array().unwrap().iter().map(|step| step["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"sit") && !ids.contains(&"help") && !ids.contains(&"group"), "{ids:?}");
}

#[test]
fn dates_leave_room_and_keep_clear_of_the_holidays() {
    let plan = json(&["checklist", "--from", "discord", "--members", "40", "--start", "2026-11-28"]);
    assert_eq!(plan["cut_over"], "2026-12-12");
    let late = json(&["checklist", "--from", "discord", "--members", "40", "--start", "2026-12-05"]);
    assert_eq!(late["cut_over"], "2027-01-09", "nobody moves between 19 December and 6 January");
    let due = |plan: &serde_json::Value, id: &str| {
        let steps = plan["steps"].as_array().unwrap();
        steps.iter().find(|step| step["id"] == id).unwrap()["due"].as_str().unwrap().to_owned()
    };
    assert_eq!(due(&plan, "why"), "2026-11-30", "nothing is due in the first two days");
    assert!(due(&plan, "delete-messages-discord").as_str() > "2027-01-11", "thirty quiet days come first");
    let telegram = ["checklist", "--from", "telegram", "--profile", "activist", "--members", "12"];
    let activist = json(&[&telegram[..], &["--start", "2026-11-28"]].concat());
    assert!(activist["cut_over"].as_str().unwrap() < "2026-12-06", "who is hunted moves in days");
    assert_eq!(activist["quorum"], 0);
}

#[test]
fn a_dangerous_plan_is_not_put_on_paper_unless_someone_insists() {
    for profile in ["organising", "journalist", "activist"] {
        let ways: [&[&str]; 4] =
            [&["--slips"], &["--format", "html"], &["--json", "-o", NEVER], &["-o", NEVER]];
        for more in ways {
            let arguments = [&["checklist", "--profile", profile], more].concat();
            let message = refused(&arguments, "");
            assert!(
                message.contains("on paper") && message.contains("--paper"),
                "{profile} {more:?}: {message}"
            );
        }
        assert!(run(&["checklist", "--profile", profile, "--slips", "--paper"], "").status.success());
        let card = printed(&["checklist", "--from", "telegram", "--profile", profile, "--card"]);
        for word in ["Telegram", "Signal", "SimpleX", "2026", "2027"] {
            assert!(!card.contains(word), "{word} stands on the card of {profile}");
        }
        assert!(card.lines().count() < 12);
    }
    assert!(!std::path::Path::new(NEVER).exists());
    // Where a day is something that can leak, not even an insisted calendar has one.
    let message = refused(&["checklist", "--profile", "organising", "--format", "ics", "--paper"], "");
    assert!(message.contains("has no days"), "{message}");
    assert!(refused(&["checklist", "--card"], "").contains("--slips"));
}

#[test]
fn work_is_two_opposite_cases_and_is_asked_about_first() {
    let message = refused(&["checklist", "--profile", "workplace"], "");
    assert!(message.contains("--profile team") && message.contains("--profile organising"), "{message}");
    for (answer, title) in [("yes", "organize at work"), ("no", "the employer agrees")] {
        let output =
            run(&["checklist", "--ask", "--brief"], &format!("slack\nworkplace\nmaybe\n{answer}\n15\n\n"));
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(stderr(&output).contains("Enter yes or no"));
        let page = stdout(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains(title), "{answer}: {page}");
    }
}

#[test]
fn an_app_without_a_review_gets_the_general_plan_and_is_said_to() {
    let page = printed(&["checklist", "--from", "teams", "--members", "40"]);
    assert!(page.contains("We haven't reviewed teams") && page.contains("Secure teams today"), "{page}");
    assert!(!page.contains('{'));
    let both = json(&["checklist", "--from", "teams", "--from", "discord"]);
    assert_eq!(both["from"].as_array().unwrap().len(), 2);
    assert!(refused(&["checklist", "--from", "discrod"], "").contains("Did you mean 'discord'"));
    refused(&["checklist", "--from", "evil\u{202e}txt"], "");
    refused(&["checklist", "--from", ""], "");
}

#[test]
fn an_app_that_works_on_conditions_is_planned_and_says_them() {
    let page = printed(&["checklist", "--from", "discord", "--to", "whatsapp", "--brief"]);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("WhatsApp works, but: every member sees your number"), "{page}");
    let message = refused(&["checklist", "--from", "discord", "--to", "keybase"], "");
    assert!(message.contains("may shut down"), "{message}");
}
