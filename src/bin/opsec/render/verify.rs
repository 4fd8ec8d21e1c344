//! Views of `opsec verify`: words with their requests, and what the words that were seen tell.

use std::io::{self, Write};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use opsec::verify::{Finding, Member};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::layout::{paragraph, quoted};
use crate::report::{Format, View, write_json};
use crate::ui::{Meaning, Style, sanitize};

/// Words for members.
pub(crate) struct Round {
    /// The salt's line, if it is new.
    pub(crate) salt: Option<Zeroizing<String>>,
    pub(crate) until: Timestamp,
    pub(crate) words: Vec<(Member, String)>,
}

/// What was found for each member.
pub(crate) struct Checked {
    pub(crate) results: Vec<Result>,
}

/// What was found for a member.
pub(crate) struct Result {
    pub(crate) member: Member,
    pub(crate) finding: Finding,
    /// The other member it speaks of.
    pub(crate) other: Option<Member>,
}

/// Better ways, best first.
const BETTER: [&str; 5] = [
    "in person: compare the safety number or scan each other's code in the new app",
    "a video call with a face you know, reading the safety number aloud in blocks",
    "a phone call with a voice you know, the same",
    "two verified members who vouch for the person from having met",
    "words in profiles at two places that do not share a password, a mailbox or a company",
];
const PROVES: &str = "What it shows: at this moment somebody who knows the words controls this profile. \
    What it does not: who holds the device, whether somebody passes the request on, whether the person is under \
    pressure, or loyal.";

impl View for Round {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text, Format::Json]
    }

    /// It holds the salt, and who is who.
    fn is_secret(&self) -> bool {
        true
    }

    fn write(&self, format: Format, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        if format == Format::Json { write_json(&self.json(), out) } else { self.text(page, out) }
    }
}

impl Round {
    fn json(&self) -> Value {
        let members: Vec<Value> = self
            .words
            .iter()
            .map(|(member, words)| {
                json!({
                    "old": member.old().shown(), "new": member.new_name().shown(), "words": words,
                    "request": self.request(member, words),
                })
            })
            .collect();
        json!({
            "schema": 1, "until": self.until.to_string(),
            "salt": self.salt.as_ref().map(|salt| salt.as_str()), "members": members,
        })
    }

    fn text(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        if let Some(salt) = &self.salt {
            writeln!(out, "{}\n", salt.as_str())?;
            let keep = "Keep this line apart from the names, and give it to the second verifier in person or by voice. Whoever has it can make the words. It is shown only now; destroy it after the move.";
            writeln!(out, "{}\n", page.paint(Meaning::Warning, &paragraph(page, "", "", keep)))?;
        }
        for (number, (member, words)) in (1..).zip(&self.words) {
            let old = sanitize(member.old().shown());
            let new = sanitize(member.new_name().shown());
            let heading = format!("{number}  {old} → {new}");
            writeln!(out, "{}", page.paint(Meaning::Strong, &paragraph(page, "", "   ", &heading)))?;
            let request: Vec<_> = self.request(member, words).lines().map(sanitize).collect();
            writeln!(out, "{}", quoted(page, 3, &request.join("\n")))?;
            writeln!(out)?;
        }
        let end = format!(
            "Valid until {}. Send each member only their own, by another way than the account it proves. \
             Two verifiers look, each on their own, without logging in; then the words come down: all profiles \
             with such words together are a list of your members. This paper is one too.",
            moment(self.until)
        );
        writeln!(out, "{}", paragraph(page, "", "", &end))
    }

    /// The request to the member; its wording lets them notice if somebody passes it on.
    fn request(&self, member: &Member, words: &str) -> String {
        format!(
            "Hello, this is ______. Please put these three words into your profile at ______ today:\n\
             \n    {words}\n\n\
             They say: \"I, {}, join as {}.\"\n\
             If you did not ask to join under that name, or somebody else asked you to post these words: \
             do not, and call me.\n\
             Take them down when I tell you that I have looked, at the latest on {}.",
            member.old().shown(),
            member.new_name().shown(),
            moment(self.until)
        )
    }
}

impl View for Checked {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text, Format::Json]
    }

    fn write(&self, format: Format, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        if format == Format::Json { write_json(&self.json(), out) } else { self.text(page, out) }
    }
}

impl Checked {
    fn json(&self) -> Value {
        let results: Vec<Value> = self
            .results
            .iter()
            .map(|result| {
                let (until, since) = match result.finding {
                    Finding::Right { until } => (Some(until.to_string()), None),
                    Finding::Expired { since } => (None, Some(since.to_string())),
                    _ => (None, None),
                };
                json!({
                    "old": result.member.old().shown(), "new": result.member.new_name().shown(),
                    "finding": id(result.finding), "until": until, "since": since,
                    "other": result.other.as_ref().map(|other| other.old().shown()),
                })
            })
            .collect();
        json!({"schema": 1, "results": results})
    }

    fn text(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        for result in &self.results {
            let old = sanitize(result.member.old().shown());
            let new = sanitize(result.member.new_name().shown());
            let other = result.other.as_ref().map(|other| match result.finding {
                Finding::OtherName { .. } => sanitize(other.new_name().shown()),
                _ => sanitize(other.old().shown()),
            });
            let (role, mark, said, next) = told(result.finding, other.as_deref().unwrap_or("another member"));
            let heading = format!("{mark} {old} → {new}: {said}");
            writeln!(out, "{}", page.paint(role, &paragraph(page, "", "  ", &heading)))?;
            writeln!(out, "{}", paragraph(page, "  ", "  ", &next))?;
        }
        writeln!(out, "\n{}", paragraph(page, "", "", PROVES))?;
        writeln!(out, "\nBetter, best first:")?;
        for (number, way) in (1..).zip(BETTER) {
            writeln!(out, "{}", paragraph(page, &format!("  {number} "), "    ", way))?;
        }
        let end = "Two verifiers say yes, each on their own, before anybody is invited. Then the words come down from the profile.";
        writeln!(out, "\n{}", paragraph(page, "", "", end))
    }
}

fn id(finding: Finding) -> &'static str {
    match finding {
        Finding::Right { .. } => "right",
        Finding::Expired { .. } => "expired",
        Finding::Swapped { .. } => "swapped",
        Finding::OtherName { .. } => "other-name",
        Finding::Shared { .. } => "shared",
        Finding::Nearly => "nearly",
        Finding::Wrong => "wrong",
        Finding::NotOnPage => "not-on-page",
        Finding::Stuffed => "stuffed",
        Finding::LoginWall => "login-wall",
        Finding::BarePage => "bare-page",
    }
}

/// How it looks, what was found, and what to do.
fn told(finding: Finding, other: &str) -> (Meaning, &'static str, String, String) {
    let no = |said: String, next: &str| (Meaning::Bad, "✗", said, next.to_owned());
    let open = |said: &str, next: &str| (Meaning::Warning, "?", said.to_owned(), next.to_owned());
    match finding {
        Finding::Right { until } => (
            Meaning::Good,
            "✓",
            format!("their own words, valid until {}.", moment(until)),
            "A yes from you. Invite only when the second verifier has said yes too.".to_owned(),
        ),
        Finding::Expired { since } => no(
            format!("their own words, but of an earlier time: they ran out {}.", moment(since)),
            "Left standing, or posted again by somebody who saw them. No invitation: make new words, and speak with them.",
        ),
        Finding::Swapped { .. } => no(
            format!("these are the words of {other}."),
            "Somebody passes words on, or two were mixed up. No invitation for either: call both, then make new words.",
        ),
        Finding::OtherName { .. } => no(
            format!("these words tie this handle to the new name {other}."),
            "Somebody may be putting another name in its place. No invitation: call, and ask which name they gave.",
        ),
        Finding::Shared { .. } => no(
            format!("the same words stand at {other}."),
            "Words are for one person. No invitation for either: call both, then make new words.",
        ),
        Finding::Nearly => no(
            "nearly their own words, but for a letter or two.".to_owned(),
            "Look again whether you read them right. If the member mistyped, let them mend it, and check again.",
        ),
        Finding::Wrong => no(
            "not their words.".to_owned(),
            "An impostor, a wrong name, or another group's salt. No invitation: call by a way you have had for long.",
        ),
        Finding::NotOnPage => no(
            "no words of theirs are on this page.".to_owned(),
            "Is it the right profile, saved today? If so: no invitation, call.",
        ),
        Finding::Stuffed => no(
            "this page holds row after row of the list's words.".to_owned(),
            "Among so many some would fit by chance. No invitation: ask for three words alone, and call.",
        ),
        Finding::LoginWall => open(
            "this page asks to sign in instead of showing a profile.",
            "Nothing can be told from it. Open the profile where it can be seen, save that page, or type the words.",
        ),
        Finding::BarePage => open(
            "this page holds hardly any text.",
            "Nothing can be told from it. Wait until the profile is shown, save the page as complete, or type the words.",
        ),
    }
}

/// "Sun 2026-11-29 10:00 UTC"
fn moment(moment: Timestamp) -> String {
    moment.to_zoned_datetime(TimeZone::UTC).strftime("%a %Y-%m-%d %H:%M UTC").to_string()
}
