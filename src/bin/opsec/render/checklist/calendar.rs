//! The days of a plan for a calendar. Calendars are copied to clouds: titles say nothing but a number.

use icalendar::{Calendar, Component, Event};
use jiff::civil::Date;
use opsec::checklist::Plan;

pub(crate) fn write(plan: &Plan<'_>) -> String {
    let mut calendar = Calendar::new();
    let mut days: Vec<(Date, Vec<usize>)> = Vec::new();
    for (index, step) in plan.steps.iter().enumerate() {
        match days.last_mut() {
            Some((day, steps)) if *day == step.due => steps.push(index + 1),
            _ => days.push((step.due, vec![index + 1])),
        }
    }
    for (day, steps) in days {
        for number in steps {
            calendar.push(event(plan.group.start, day, number));
        }
    }
    calendar.to_string()
}

fn event(start: Date, day: Date, number: usize) -> Event {
    let mut event = Event::new();
    // The same plan gives the same events: importing it again adds no duplicates.
    event.uid(&format!("{start}-step-{number}"));
    event.summary(&format!("step {number}"));
    event.add_property("TRANSP", "TRANSPARENT");
    event.add_property("DTSTAMP", format!("{}T000000Z", start.strftime("%Y%m%d")));
    let value = day.strftime("%Y%m%d").to_string();
    event.append_property(
        icalendar::Property::new("DTSTART", value).append_parameter(icalendar::ValueType::Date).done(),
    );
    event.done()
}
