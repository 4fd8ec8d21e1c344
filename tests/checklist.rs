//! The plan of a group's move: its laws, its forms, and what it refuses.

mod program;
mod tools;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use jiff::civil::{Date, date};
use opsec::checklist::{Breach, Group, Plan, breaches, objections};
use opsec::policy::migration::{Kind, Migration};
use opsec::policy::{MIGRATION, PLATFORMS, PROFILES, Profiles, RUBRIC, Review, Rubric, Status};
use opsec::rate::{Gates, assess};
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use program::{opsec, refused};

const TODAY: Date = date(2026, 11, 26);

/// What is compiled in, read once.
struct Data {
    rubric: Rubric,
    profiles: Profiles,
    reviews: Vec<Review>,
    migration: Migration,
}

fn data() -> &'static Data {
    static DATA: std::sync::OnceLock<Data> = std::sync::OnceLock::new();
    DATA.get_or_init(|| {
        let rubric = Rubric::read("rubric.yaml", RUBRIC).unwrap();
        let profiles = Profiles::read("profiles.yaml", PROFILES, &rubric).unwrap();
        let read = |(name, text): &(&str, &str)| Review::read(name, text, &rubric, TODAY).unwrap();
        let reviews = PLATFORMS.iter().map(read).collect();
        let migration =
            Migration::read("migration.yaml", MIGRATION).unwrap_or_else(|problem| panic!("{problem}"));
        Data { rubric, profiles, reviews, migration }
    })
}

fn review(id: &str) -> &'static Review {
    data().reviews.iter().find(|review| review.id == id).unwrap()
}

fn group(profile: &str, from: &[&str], to: &str, members: u32) -> Group<'static> {
    let profile = data().profiles.get(profile).unwrap();
    let from = from.iter().map(|id| review(id)).collect();
    Group { profile, members, from, to: review(to), start: TODAY }
}

/// The plan of a typical group by changed data.
fn plan_by(change: impl Fn(&str) -> String) -> Vec<Breach> {
    let text = change(MIGRATION);
    assert_ne!(text, MIGRATION, "the change found nothing to change");
    let migration = Migration::read("changed.yaml", &text).unwrap_or_else(|problem| panic!("{problem}"));
    let plan = Plan::new(&migration, group("friends", &["discord", "slack"], "signal", 40)).unwrap();
    breaches(&plan.steps)
}

#[test]
fn every_fact_has_a_source_and_is_used_and_every_home_is_reviewed() {
    let data = data();
    let migration = &data.migration;
    let mut used: BTreeSet<&str> = BTreeSet::new();
    used.extend(migration.steps().flat_map(|step| &step.claims).map(String::as_str));
    used.extend(migration.signs.iter().flat_map(|sign| &sign.claims).map(String::as_str));
    used.extend(migration.channels.iter().flat_map(|channel| &channel.claims).map(String::as_str));
    used.extend(migration.messages.iter().flat_map(|message| &message.claims).map(String::as_str));
    for home in &migration.homes {
        assert!(!review(&home.id).answers.is_empty(), "{}", home.id);
        used.extend(home.aspects.values().flat_map(|said| &said.claims).map(String::as_str));
        used.extend(home.limit.iter().flat_map(|limit| &limit.claims).map(String::as_str));
    }
    for claim in &migration.claims {
        assert!(used.contains(claim.id.as_str()), "nothing leans on {}", claim.id);
        assert!(!claim.sources.is_empty() && claim.checked <= migration.date, "{}", claim.id);
        for source in &claim.sources {
            assert!(source.url.starts_with("https://") && source.section.is_some(), "{}", claim.id);
        }
        assert!(claim.note.english().len() > 20 && claim.note.english().len() < 400, "{}", claim.id);
    }
}

#[test]
fn the_places_people_leave_tell_how_with_sources() {
    for id in [
        "discord",
        "slack",
        "x",
        "whatsapp",
        "messenger",
        "imessage",
        "telegram",
        "signal",
        "keybase",
        "matrix",
        "linkedin",
    ] {
        let leaving = review(id).leaving.as_ref().unwrap_or_else(|| panic!("{id} tells nothing of leaving"));
        for part in ["export", "messages", "community", "account", "residue", "contact"] {
            assert!(leaving.part(part).is_some(), "{id} says nothing of {part}, not even unknown");
        }
        assert!(leaving.order.last().is_some_and(|last| last != "export"), "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_plan_keeps_the_laws(
        profile in 0usize..4,
        places in proptest::sample::subsequence((0..19usize).collect::<Vec<_>>(), 1..4),
        home in 0usize..19,
        members in 2u32..5000,
        days in 0i32..4000,
    ) {
        let data = data();
        let start = TODAY.checked_add(jiff::Span::new().days(days)).unwrap();
        let from = places.iter().map(|place| &data.reviews[*place]).collect();
        let group = Group { profile: &data.profiles.0[profile], members, from, to: &data.reviews[home], start };
        let plan = Plan::new(&data.migration, group).unwrap();
        prop_assert_eq!(breaches(&plan.steps), []);
        // Dates never run backwards in the order printed either.
        prop_assert!(plan.steps.windows(2).all(|pair| pair[0].due <= pair[1].due));
        prop_assert!(plan.steps.iter().all(|step| step.due >= start));
        // Nothing of the data is lost: every step of this risk is there, once for every place.
        let chosen = data.migration.steps().filter(|step| plan.concerns(&step.risk));
        let expected: usize = chosen
            .map(|step| if step.scope == opsec::policy::migration::Scope::Platform { places.len() } else { 1 })
            .sum();
        prop_assert_eq!(plan.steps.len(), expected);
        prop_assert!(plan.verifiers >= 2 && plan.verifiers.is_multiple_of(2));
        prop_assert!(plan.quorum >= 1 && plan.quorum <= members);
    }
}

#[test]
fn a_deletion_without_one_of_its_gates_is_found_out() {
    for (gate, with, without) in [
        (
            "export-received",
            "[export-received, residue, quorum, no-hold, close-door]",
            "[residue, quorum, no-hold, close-door]",
        ),
        (
            "no-hold",
            "[export-received, residue, quorum, no-hold, close-door]",
            "[export-received, residue, quorum, close-door]",
        ),
        ("second-yes", "needs: [second-yes, old-messages]", "needs: [old-messages]"),
    ] {
        let found = plan_by(|text| text.replace(with, without));
        let is =
            |breach: &Breach| matches!(breach, Breach::Unguarded { gate: missing, .. } if *missing == gate);
        assert!(found.iter().any(is), "{gate} is not missed: {found:?}");
    }
    // The quorum guards in three ways; all of them must go before it is missing.
    let found = plan_by(|text| {
        text.replace("residue, quorum, no-hold", "residue, no-hold")
            .replace("needs: [quorum, last-notice]", "needs: []")
            .replace("needs: [quorum]", "needs: []")
    });
    assert!(
        found.iter().any(|breach| matches!(breach, Breach::Unguarded { gate: "quorum", .. })),
        "{found:?}"
    );
}

#[test]
fn an_invitation_before_verification_is_found_out() {
    let found = plan_by(|text| text.replace("needs: [verified]\n", "needs: [group]\n"));
    assert!(found.contains(&Breach::Unguarded { step: "invite".into(), gate: "verified" }), "{found:?}");
}

#[test]
fn a_step_cannot_need_one_that_stands_below_it() {
    let text = MIGRATION.replacen("needs: [questions]", "needs: [wipe]", 1);
    let problem = Migration::read("m.yaml", &text).unwrap_err();
    assert!(problem.message.contains("wipe") && problem.place.is_some(), "{problem}");
}

#[test]
fn mistakes_in_the_data_are_named() {
    for (from, to, word) in [
        ("schema: 1", "schema: 2", "schema"),
        ("phase: decide", "phase: dream", "dream"),
        ("kind: gate\n", "kind: ordinary\n", "gate"),
        ("{quorum} of", "{quarum} of", "quarum"),
        ("claims: [eff-plan]", "claims: [eff-plun]", "eff-plun"),
        ("messages: [announcement]", "messages: [announcment]", "announcment"),
        ("  - id: rate\n", "  - id: roles\n", "roles"),
        ("pace:\n", "pase:\n", "pase"),
    ] {
        let text = MIGRATION.replacen(from, to, 1);
        assert_ne!(text, MIGRATION, "{from} is not there");
        let problem = Migration::read("m.yaml", &text).unwrap_err().to_string();
        assert!(problem.contains(word), "{from} → {to}: {problem}");
    }
}

#[test]
fn only_what_the_gates_clear_is_taken_as_a_home() {
    let data = data();
    for profile in &data.profiles.0 {
        for review in data.reviews.iter().filter(|review| review.kind == opsec::policy::Kind::Chat) {
            let assessment = assess(review, &data.rubric, profile, TODAY);
            let clear = matches!(assessment.gates, Gates::Open) && review.status == Status::Active;
            assert_eq!(objections(&assessment, &[]).is_empty(), clear, "{} {}", profile.id, review.id);
        }
    }
}

// ---- the program ------------------------------------------------------------------------------

fn printed(arguments: &[&str]) -> String {
    let output = opsec(arguments, "");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const REFERENCE: &[&str] = &["checklist", "--from", "discord", "--to", "signal", "--members", "40"];

fn reference(more: &[&str]) -> String {
    printed(&[REFERENCE, more].concat())
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[arguments, &["--json"]].concat())).unwrap()
}

#[test]
fn the_reference_case_can_be_done_from_the_paper_alone() {
    let paper = reference(&[]);
    for needed in [
        "2 verifiers",
        "32 of 40",
        "Data & Privacy",
        "opsec verify new",
        "opsec verify check",
        "opsec rate discord signal --profile friends",
        "https://signal.group/#",
        "Registration Lock",
        "postpone by a week",
        "Article 17(1)",
        "1798.105",
        "A lost or seized phone",
        "No smartphone",
        "Facts and where they come from",
    ] {
        let flat: String = paper.split_whitespace().collect::<Vec<_>>().join(" ");
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
    assert!(phase("export-discord") < phase("quorum") && phase("quorum") < phase("delete-account-discord"));
}

#[test]
fn three_and_three_hundred_people_get_a_plan_that_fits_them() {
    let three = json(&["checklist", "--from", "slack", "--members", "3"]);
    assert_eq!((&three["verifiers"], &three["quorum"]), (&Value::from(2), &Value::from(3)));
    let many = json(&["checklist", "--from", "slack", "--members", "300"]);
    assert_eq!((&many["verifiers"], &many["quorum"]), (&Value::from(12), &Value::from(240)));
    let most = json(&["checklist", "--from", "slack", "--members", "10000", "--to", "signal"]);
    assert_eq!(most["groups"], 10);
}

#[test]
fn several_old_places_are_each_left_in_their_own_order() {
    let plan =
        json(&["checklist", "--from", "discord", "--from", "slack", "--from", "discord", "--members", "9"]);
    assert_eq!(plan["from"], serde_json::json!(["discord", "slack"]));
    let steps = plan["steps"].as_array().unwrap();
    let place = |id: &str| steps.iter().position(|step| step["id"] == id).unwrap_or_else(|| panic!("{id}"));
    for id in ["discord", "slack"] {
        let leaving = review(id).leaving.as_ref().unwrap();
        let order: Vec<_> = leaving.order.iter().filter(|part| *part != "export").collect();
        for pair in order.windows(2) {
            let at = |part: &str| {
                place(&format!("delete-{}-{id}", if part == "messages" { "messages" } else { part }))
            };
            assert!(at(pair[0]) < at(pair[1]), "{id}: {pair:?}");
        }
    }
}

#[test]
fn an_unfit_home_is_refused_with_reasons_unless_taken_anyway() {
    let said = refused(&["checklist", "--from", "discord", "--to", "telegram"], "");
    assert!(said.contains("not end-to-end encrypted") && said.contains("--anyway"), "{said}");
    let plan = printed(&["checklist", "--from", "discord", "--to", "telegram", "--anyway"]);
    assert!(plan.contains("was chosen against this"), "the reasons must stand in the plan");
    let said = refused(&["checklist", "--from", "signal", "--to", "signal", "--anyway"], "");
    assert!(said.contains("place that is left"), "{said}");
    let said = refused(&["checklist", "--to", "gmail", "--anyway"], "");
    assert!(said.contains("no chat"), "{said}");
    let said = refused(&["checklist", "--profile", "activist", "--to", "signal"], "");
    assert!(said.contains("Knows who you are"), "{said}");
}

#[test]
fn under_a_state_there_is_no_real_name_network_no_list_and_people_meet() {
    let plan = printed(&["checklist", "--from", "discord", "--profile", "activist", "--members", "12"]);
    for wrong in ["LinkedIn", "opsec verify", "One Time Secret", "Registered with"] {
        assert!(!plan.contains(wrong), "{wrong} stands in the plan of activists");
    }
    assert!(plan.contains("meet them") && plan.contains("opsec torcheck"));
    let arguments = ["checklist", "--profile", "activist", "--slips", "--members-file", "-"];
    let said = refused(&arguments, "Ada\nBo\n");
    assert!(said.contains("No names are read") && !said.contains("Ada"), "{said}");
}

#[test]
fn a_slip_names_its_own_member_and_nobody_else() {
    let names = ["Žofie", "نور", "山田 太郎", "👩‍💻 Ada", "नेहा"];
    for format in ["text", "html", "markdown"] {
        let arguments =
            ["checklist", "--from", "discord", "--slips", "--members-file", "-", "--format", format];
        let output = opsec(&arguments, &names.join("\n"));
        let text = String::from_utf8(output.stdout).unwrap();
        let slips: Vec<_> = text.split("Slip ").skip(1).collect();
        assert_eq!(slips.len(), names.len(), "{format}");
        for (slip, own) in slips.iter().zip(names) {
            for name in names {
                assert_eq!(slip.contains(name), name == own, "{format}: {name} on the slip of {own}");
            }
        }
    }
    let plan = opsec(&["checklist", "--from", "discord", "--members-file", "-"], &names.join("\n"));
    let plan = String::from_utf8(plan.stdout).unwrap();
    assert!(plan.contains("a group of 5 moves") && names.iter().all(|name| !plan.contains(name)));
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
        (&["--profile", "nobody"], "Profiles:"),
        (&["--start", "yesterday"], ""),
        (&["--start", "9999-12-30"], "calendar"),
        (&["--slips", "--format", "ics"], "It offers"),
        (&["--slips", "--chart"], "cannot be used with"),
        (&["--members-file", "/nonexistent"], "Could not read"),
        (&["--members-file", "/"], "folder"),
    ] {
        let said = refused(&[&["checklist"], arguments].concat(), "");
        assert!(said.contains(word), "{arguments:?}: {said}");
    }
    for (names, word) in [
        ("", "two people"),
        ("Ada\nada\nAda\n", "line 3"),
        ("Ada\nevil\u{202e}txt\n", "line 2"),
        ("\u{1b}[31mAda\nBo", "line 1"),
        ("Zoe\u{301}\nZoé\nBo", "line 2"),
    ] {
        let said = refused(&["checklist", "--slips", "--members-file", "-"], names);
        assert!(said.contains(word) && !said.contains("Ada"), "{names:?}: {said}");
    }
    let past = opsec(&["checklist", "--start", "2020-02-01"], "");
    assert!(past.status.success() && String::from_utf8_lossy(&past.stderr).contains("before today"));
}

#[test]
fn questions_are_asked_only_when_told_so() {
    let output = opsec(&["checklist", "--ask"], "discord, slack\nnobody\nworkplace\nmany\n7\n\n");
    let (said, plan) = (String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "{said}");
    assert!(plan.starts_with("Discord and Slack → ") && plan.contains("a group of 7"), "{plan}");
    assert!(said.contains("There is no profile 'nobody'") && said.contains("A number is wanted"), "{said}");
    assert!(refused(&["checklist", "--ask"], "discord\n").contains("input ended"));
    let general = printed(&["checklist"]);
    assert!(
        general.starts_with("The old place → Signal") && general.contains("Make it yours: opsec checklist")
    );
}

#[test]
fn the_calendar_can_be_read_and_tells_nothing() {
    use icalendar::{Calendar, CalendarComponent, Component};

    let text = reference(&["--format", "ics"]);
    let calendar: Calendar = text.parse().unwrap();
    let steps = json(REFERENCE)["steps"].as_array().unwrap().clone();
    assert_eq!(calendar.components.len(), steps.len());
    for ((component, step), number) in calendar.components.iter().zip(&steps).zip(1..) {
        let CalendarComponent::Event(event) = component else { panic!("{component:?}") };
        assert_eq!(event.get_summary(), Some(format!("step {number}").as_str()));
        let day = event.property_value("DTSTART").unwrap();
        assert_eq!(day, step["due"].as_str().unwrap().replace('-', ""));
        assert!(event.get_description().is_none() && event.property_value("UID").is_some());
    }
    for word in ["Discord", "Signal", "opsec", "delete", "verif"] {
        assert!(!text.to_lowercase().contains(&word.to_lowercase()), "{word} stands in the calendar");
    }
    // RFC 5545, 3.1: lines end with CRLF and hold at most 75 octets.
    assert!(text.ends_with("END:VCALENDAR\r\n") && text.split("\r\n").all(|line| line.len() <= 75));
}

#[test]
fn the_page_holds_all_it_needs_and_asks_for_nothing() {
    let page = reference(&["--format", "html"]);
    for wrong in ["<script", "<link", "<img", "<iframe", " src=", "url(", "@import", "href=\"http", "onclick"]
    {
        assert!(!page.contains(wrong), "{wrong} stands in the page");
    }
    assert!(page.contains("default-src 'none'") && page.contains("<svg") && page.contains("lang=\"en\""));
    let boxes = page.matches("type=\"checkbox\"").count();
    assert_eq!(boxes, json(REFERENCE)["steps"].as_array().unwrap().len());
    let names = "<b>Eve</b>\n\"Mallory\" & 'Bo'\n";
    let arguments = ["checklist", "--slips", "--members-file", "-", "--format", "html"];
    let slips = String::from_utf8(opsec(&arguments, names).stdout).unwrap();
    assert!(slips.contains("&lt;b&gt;Eve") && !slips.contains("<b>"));
}

/// Serves one page on loopback and reports every request line it sees.
fn serve(page: String) -> (u16, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (send, seen) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
            let mut head = [0; 4096];
            let Ok(length) = stream.read(&mut head) else { continue };
            let line = String::from_utf8_lossy(&head[..length]).lines().next().unwrap_or_default().to_owned();
            if line.is_empty() {
                continue;
            }
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}",
                page.len()
            );
            if send.send(line).is_err() {
                return;
            }
        }
    });
    (port, seen)
}

#[test]
fn a_browser_prints_the_page_and_requests_nothing_else() {
    if tools::missing("chromium") {
        return;
    }
    let (port, seen) = serve(reference(&["--format", "html"]));
    let folder = TempDir::new().unwrap();
    let pdf = folder.path().join("plan.pdf");
    let status = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--disable-dev-shm-usage", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(format!("http://127.0.0.1:{port}/plan.html"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let bytes = fs::read(&pdf).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let pages = text.matches("/Type /Page\n").count();
    assert!((8..30).contains(&pages), "{pages} pages");
    let requests: Vec<_> = seen.try_iter().collect();
    assert!(requests[0].starts_with("GET /plan.html "), "{requests:?}");
    // A browser asks for its own icon; the page asks for nothing.
    assert!(requests[1..].iter().all(|line| line.starts_with("GET /favicon.ico ")), "{requests:?}");
}

#[test]
fn every_command_of_a_plan_is_one_that_the_program_knows() {
    let mut commands: BTreeSet<String> = BTreeSet::new();
    for profile in ["friends", "workplace", "journalist", "activist"] {
        let plan = json(&["checklist", "--from", "discord", "--from", "slack", "--profile", profile]);
        let steps = plan["steps"].as_array().unwrap();
        let of = |step: &Value| step["commands"].as_array().unwrap().clone();
        commands.extend(steps.iter().flat_map(of).map(|command| command.as_str().unwrap().to_owned()));
    }
    for needed in ["rate", "room", "passphrase", "torcheck", "verify"] {
        let begin = format!("opsec {needed}");
        assert!(commands.iter().any(|command| command.starts_with(&begin)), "{needed}: {commands:?}");
    }
    for command in &commands {
        let words: Vec<_> = command.split(' ').skip(1).chain(["--help"]).collect();
        assert!(opsec(&words, "").status.success(), "{command}");
    }
}

#[test]
fn every_kind_of_step_is_there() {
    let kinds: BTreeSet<_> = data().migration.steps().map(|step| format!("{:?}", step.kind)).collect();
    assert_eq!(kinds.len(), [Kind::Ordinary, Kind::Gate, Kind::Invitation, Kind::Deletion].len());
}
