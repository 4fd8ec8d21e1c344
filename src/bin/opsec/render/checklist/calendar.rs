//! The days of a plan for a calendar. Calendars are copied to clouds: titles say nothing but a number.

use icalendar::{Calendar, Component, Event, Property, ValueType};
use jiff::Timestamp;
use opsec::checklist::{CalendarId, Plan, PlanStep};

/// 2026-01-01T00:00:00Z, in seconds since 1970.
const START_OF_2026: i64 = 1_767_225_600;

/// Writes an event for each step. Of two exports with the same ID, a calendar keeps the later one.
pub(crate) fn write(plan: &Plan<'_>, id: &CalendarId, now: Timestamp) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", concat!("-//opsec//opsec ", env!("CARGO_PKG_VERSION"), "//EN")));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.name("plan");
    for (step, number) in plan.steps.iter().zip(1..).filter(|(step, _)| !step.template.undated) {
        calendar.push(event(step, number, id, now));
    }
    calendar.to_string()
}

fn event(step: &PlanStep<'_>, number: usize, id: &CalendarId, now: Timestamp) -> Event {
    let written = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut event = Event::new();
    event.uid(&id.uid(&step.id));
    event.summary(&format!("step {number}"));
    event.add_property("TRANSP", "TRANSPARENT");
    event.add_property("DTSTAMP", &written);
    event.add_property("LAST-MODIFIED", &written);
    event.sequence(sequence(now));
    let day = step.due.strftime("%Y%m%d").to_string();
    event.append_property(Property::new("DTSTART", day).append_parameter(ValueType::Date).done());
    event.done()
}

/// Grows with every second, and fits its 31 bits until 2094.
fn sequence(now: Timestamp) -> u32 {
    let seconds = now.as_second() - START_OF_2026;
    u32::try_from(seconds.clamp(0, i64::from(i32::MAX))).unwrap_or(0)
}
