//! `PLANS.md`: which step is done in which danger, and why not in the others.

use std::fmt::Write;

use opsec::checklist::template::{Danger, Playbook, StepTemplate};
use opsec::data;
use opsec::language::Language::English;

use super::compare;

/// Every step that some playbook has, once, in the order in which they first occur.
fn steps() -> Vec<&'static StepTemplate> {
    let mut all: Vec<&StepTemplate> = Vec::new();
    for danger in Danger::ALL {
        for step in &playbook(danger).steps {
            if !all.iter().any(|other| other.id == step.id) {
                all.push(step);
            }
        }
    }
    all
}

/// The text for any group.
fn named(text: &str) -> String {
    text.replace("{from}", "the old app").replace("{to}", "the new app").replace("{quiet}", "the")
}

fn playbook(danger: Danger) -> &'static Playbook {
    data::template().playbook(danger).unwrap()
}

#[test]
fn the_matrix_of_dangers_and_steps_is_what_the_data_say() {
    let mut made = String::from(
        "# Which step in which danger\n\nMade from the data: `DOCUMENTS=write cargo test --locked --test it documents`. \
         A tick means that the plan has the step; a number is the reason why it doesn't.\n\n| step | what |",
    );
    for danger in Danger::ALL {
        write!(made, " {} |", danger.id()).unwrap();
    }
    made.push_str("\n|---|---|---|---|---|---|---|\n");
    let mut reasons: Vec<&str> = Vec::new();
    for step in steps() {
        write!(made, "| `{}` | {} |", step.id, named(step.title.text(English))).unwrap();
        for danger in Danger::ALL {
            let playbook = playbook(danger);
            if playbook.steps.iter().any(|own| own.id == step.id) {
                made.push_str(" ✓ |");
                continue;
            }
            let left = playbook.left_out.iter().find(|left| left.steps.contains(&step.id)).unwrap();
            let why = left.why.text(English);
            let number = reasons.iter().position(|reason| *reason == why).unwrap_or_else(|| {
                reasons.push(why);
                reasons.len() - 1
            });
            write!(made, " {} |", number + 1).unwrap();
        }
        made.push('\n');
    }
    made.push_str("\n## Why not\n\n");
    for (number, reason) in (1..).zip(&reasons) {
        writeln!(made, "{number}. {}", named(reason)).unwrap();
    }
    made.push_str("\n## What each plan says that it leaves out\n");
    for danger in Danger::ALL {
        writeln!(made, "\n### {}\n", danger.id()).unwrap();
        for left in &playbook(danger).left_out {
            if let Some(what) = &left.what {
                writeln!(made, "- {} {}", named(what.text(English)), named(left.why.text(English))).unwrap();
            }
        }
    }
    compare("PLANS.md", &made);
}
