//! The plan for other programs: a calendar, and a page that a browser prints.

use std::collections::HashSet;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use icalendar::{Calendar, CalendarComponent, Component};
use tempfile::TempDir;

use super::{REFERENCE, json, reference};
use crate::support::program::{opsec, refused, run, stderr, stdout};
use crate::support::tools;

/// An ID as `checklist` prints it.
const ID: &str = "0123456789abcdef0123456789abcdef";

/// The events of a calendar on a day of exporting it, in order: UID, day, number of the export.
fn events(arguments: &[&str], exported: &str) -> Vec<(String, String, u32)> {
    let output = opsec(&[&["checklist", "--format", "ics"], arguments].concat())
        .env("OPSEC_AS_OF", exported)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let calendar: Calendar = stdout(&output).parse().unwrap();
    let event = |component: &CalendarComponent| {
        let CalendarComponent::Event(event) = component else { panic!("{component:?}") };
        let value = |key| event.property_value(key).unwrap_or_else(|| panic!("{key} is missing")).to_owned();
        assert_eq!(value("DTSTAMP"), exported.replace('-', "") + "T120000Z");
        assert_eq!(value("LAST-MODIFIED"), value("DTSTAMP"));
        (value("UID"), value("DTSTART"), value("SEQUENCE").parse().unwrap())
    };
    calendar.components.iter().map(event).collect()
}

#[test]
fn the_calendar_can_be_read_and_tells_nothing() {
    let text = reference(&["--format", "ics"]);
    let calendar: Calendar = text.parse().unwrap();
    let steps = json(REFERENCE)["steps"].as_array().unwrap().clone();
    assert_eq!(calendar.components.len(), steps.len());
    assert_eq!(calendar.get_name(), Some("plan"));
    let program = calendar.property_value("PRODID").unwrap();
    assert!(program.starts_with("-//opsec//opsec "), "{program}");
    for ((component, step), number) in calendar.components.iter().zip(&steps).zip(1..) {
        let CalendarComponent::Event(event) = component else { panic!("{component:?}") };
        assert_eq!(event.get_summary(), Some(format!("step {number}").as_str()));
        let day = event.property_value("DTSTART").unwrap();
        assert_eq!(day, step["due"].as_str().unwrap().replace('-', ""));
        assert!(event.get_description().is_none());
    }
    let rest = text.replace(program, "").to_lowercase();
    for word in ["discord", "signal", "opsec", "delete", "admin"] {
        assert!(!rest.contains(word), "{word} stands in the calendar");
    }
    // RFC 5545, 3.1: lines end with CRLF and hold at most 75 octets.
    assert!(text.ends_with("END:VCALENDAR\r\n") && text.split("\r\n").all(|line| line.len() <= 75));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
}

#[test]
fn two_plans_share_no_event() {
    let mut seen = HashSet::new();
    let plans: [&[&str]; 3] = [&["--from", "discord"], &["--from", "discord"], &["--from", "slack"]];
    for plan in plans {
        for (uid, ..) in events(plan, "2026-12-03") {
            assert!(uid.len() == 32 && seen.insert(uid.clone()), "{uid} is not its own");
        }
    }
    assert!(seen.len() > 55, "{}", seen.len());
}

#[test]
fn a_later_export_with_the_same_id_updates_the_same_events() {
    let plan = |members| ["--from", "discord", "--members", members, "--calendar-id", ID];
    let before = events(&plan("40"), "2026-12-03");
    let after = events(&plan("300"), "2026-12-04");
    let of = |events: &[(String, String, u32)]| -> HashSet<String> {
        events.iter().map(|(uid, ..)| uid.clone()).collect()
    };
    assert_eq!(of(&before), of(&after));
    assert!(before.iter().zip(&after).all(|(earlier, later)| later.2 > earlier.2));
    assert!(before.iter().zip(&after).any(|(earlier, later)| later.1 != earlier.1), "no day has moved");
    assert_eq!(before, events(&plan("40"), "2026-12-03"));
}

#[test]
fn the_id_is_printed_once_and_taken_again() {
    let first = run(&["checklist", "--format", "ics"], "");
    let message = stderr(&first);
    let id = message.split("--calendar-id").nth(1).unwrap().trim();
    assert!(!stdout(&first).contains(id), "whoever has the calendar could tell the steps");
    let again = run(&["checklist", "--format", "ics", "--calendar-id", id], "");
    assert_eq!(stdout(&first), stdout(&again));
    assert_eq!(stderr(&again), "");
    for wrong in ["", "1", "plan", &id[1..], &format!("{id}0")] {
        refused(&["checklist", "--format", "ics", "--calendar-id", wrong], "");
    }
    assert!(refused(&["checklist", "--calendar-id", id], "").contains("--format ics"));
    assert!(refused(&["checklist", "--start=-000100-01-01"], "").contains("YYYY-MM-DD"));
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
    let slips = stdout(&run(&arguments, names));
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
