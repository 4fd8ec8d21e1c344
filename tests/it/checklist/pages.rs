//! The plan for other programs: a calendar, and a page that a browser prints.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use tempfile::TempDir;

use super::{REFERENCE, json, reference};
use crate::support::program::{run, stdout};
use crate::support::tools;

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
