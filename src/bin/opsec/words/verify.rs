//! The sentences of `opsec verify`: requests to members, findings, questions and errors.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use opsec::language::Language::English;
use opsec::text::Foreign;
use opsec::verify::{Finding, KeyError, LineProblem};

use super::common::day;
use super::names::unfit;

sentences! {
    /// "Sun 29 Nov 2026, 10:00 UTC".
    fn moment(moment: Timestamp) -> String {
        English => {
            let moment = moment.to_zoned_datetime(TimeZone::UTC);
            format!("{}, {} UTC", day(English, moment.date()), moment.strftime("%H:%M"))
        }
    }

    fn keep_the_salt() -> &'static str {
        English => "Keep this salt separate from the names. Give it to the second verifier in person or by voice. \
                    Anyone who has it can create valid words. It won't be shown again. Destroy it after the move."
    }

    fn member(number: usize, old: &str, new: &str) -> String {
        English => format!("{number}  {} → {}", Foreign(old), Foreign(new))
    }

    /// The request to a member; its wording lets them notice if someone passes it on.
    fn request(old: &str, new: &str, words: &str, until: Timestamp) -> String {
        English => format!(
            "Hello, this is ______. Please put these three words in your profile at ______ today:\n\
             \n    {words}\n\n\
             They mean: \"I, {old}, join as {new}.\"\n\
             If you didn't ask to join under that name, or someone else asked you to post these words, \
             don't post them. Call me.\n\
             Remove them when I tell you that I've checked, or on {} at the latest.",
            moment(English, until)
        )
    }

    fn what_next(until: Timestamp) -> String {
        English => format!(
            "Valid until {}. Send each member only their own words, and not through the account they prove. \
             Two verifiers check, each on their own, without logging in. Then the words come down: together, \
             all profiles with such words are a list of your members. This paper is one too.",
            moment(English, until)
        )
    }
}

sentences! {
    fn tab() -> &'static str { English => "Check" }

    fn found(old: &str, new: &str, finding: &Finding<'_>) -> String {
        English => format!("{old} → {new}: {}", self::finding(English, finding))
    }

    fn finding(finding: &Finding<'_>) -> String {
        English => match finding {
            Finding::Right { until } => format!("their own words, valid until {}.", moment(English, *until)),
            Finding::Expired { since } => {
                format!("their own words, but they expired on {}.", moment(English, *since))
            }
            Finding::Swapped { with } => format!("these are the words of {}.", with.old().shown()),
            Finding::OtherName { of } => {
                format!("these words tie this handle to the new name {}.", of.new_name().shown())
            }
            Finding::Shared { with } => format!("{} has the same words.", with.old().shown()),
            Finding::Nearly => "almost their own words, but a letter or two is wrong.".to_owned(),
            Finding::Wrong => "not their words.".to_owned(),
            Finding::NotOnPage => "none of their words are on this page.".to_owned(),
            Finding::Stuffed => "this page has row after row of words from the list.".to_owned(),
            Finding::LoginWall => "this page asks you to sign in and shows no profile.".to_owned(),
            Finding::BarePage => "this page has hardly any text.".to_owned(),
        }
    }

    /// What to do after a finding.
    fn next(finding: &Finding<'_>) -> &'static str {
        English => match finding {
            Finding::Right { .. } => {
                "That's a yes from you. Invite them only when the second verifier says yes too."
            }
            Finding::Expired { .. } => {
                "These expired words were left up, or someone copied them. Don't invite: make new words, and talk \
                 to them."
            }
            Finding::Swapped { .. } => {
                "Someone is passing words on, or two were mixed up. Don't invite either: call both, then make \
                 new words."
            }
            Finding::OtherName { .. } => {
                "Someone may be putting another name in its place. Don't invite: call, and ask which name they \
                 gave."
            }
            Finding::Shared { .. } => {
                "Words are for one person. Don't invite either: call both, then make new words."
            }
            Finding::Nearly => {
                "Check that you read them correctly. If the member mistyped, ask them to fix it, then check again."
            }
            Finding::Wrong => {
                "An impostor, a wrong name, or another group's salt. Don't invite: call, using contact details \
                 you've had for a long time."
            }
            Finding::NotOnPage => "Is it the right profile, saved today? If so, don't invite: call.",
            Finding::Stuffed => {
                "With that many, some would match by chance. Don't invite: ask for the three words alone, and call."
            }
            Finding::LoginWall => {
                "We can't tell anything from it. Open the profile where you can see it and save that page, or type \
                 the words."
            }
            Finding::BarePage => {
                "We can't tell anything from it. Wait until you see the profile and save the complete page, or type \
                 the words."
            }
        }
    }

    fn shows() -> &'static str {
        English => "What it shows: right now, someone who knows the words controls this profile."
    }

    fn does_not_show() -> &'static str {
        English => "What it doesn't show: who has the device, whether someone is passing the request on, or whether \
                    the person is loyal or under pressure."
    }

    fn better_heading() -> &'static str { English => "Better ways, best first" }

    fn better() -> &'static [&'static str] {
        English => &[
            "in person: compare safety numbers, or scan each other's code in the new app",
            "a video call with a face you know: read the safety number aloud in blocks",
            "a phone call with a voice you know: do the same",
            "two verified members who have met the person and vouch for them",
            "words in two profiles that don't share a password, a mailbox or a company",
        ]
    }

    fn before_inviting() -> &'static str {
        English => "Two verifiers must say yes, each on their own, before you invite anyone. Then the words come down \
                    from the profile."
    }
}

sentences! {
    fn one_by_one() -> &'static str {
        English => "Enter one member at a time. To finish, leave the handle empty. Nothing is saved."
    }

    fn ask_old() -> &'static str { English => "Handle in the old app:" }
    fn ask_new() -> &'static str { English => "Name in the new app:" }
    fn ask_words() -> &'static str { English => "Words in the profile:" }
    fn ask_salt() -> &'static str { English => "The group's salt (not shown): " }

    fn given_before() -> &'static str {
        English => "you already entered this handle or name, so we didn't add it again."
    }

    fn not_a_member(why: opsec::text::name::Unfit) -> String {
        English => format!("that's not a member: {}. Enter both names again.", unfit(English, why))
    }

    fn nobody_to_make_words_for() -> &'static str { English => "There's nobody to make words for." }

    fn nobody_to_make_words_for_hint() -> &'static str {
        English => "Enter members, one per line: old handle -> new name"
    }

    fn nobody_to_check() -> &'static str { English => "There's nobody to check." }

    fn nobody_to_check_hint() -> &'static str {
        English => "Answer at the terminal, or use --seen-file FILE."
    }

    fn stdin_is_taken() -> &'static str {
        English => "Standard input can't hold both a file and your answers to our questions."
    }

    fn stdin_is_taken_hint() -> &'static str {
        English => "Save it as a file, or give the names and words with --seen-file FILE."
    }

    fn one_from_stdin() -> &'static str { English => "Only one file can come from standard input." }
    fn one_from_stdin_hint() -> &'static str { English => "Save the other one as a file." }
    fn salt_missing() -> &'static str { English => "The group's salt is missing." }

    fn salt_missing_hint() -> &'static str {
        English => "Use --salt-file FILE. At a terminal you can type it without showing it."
    }

    fn salt_in_file(path: &str, error: KeyError) -> String {
        English => format!("We can't use the salt in '{}': {}.", Foreign(path), salt_error(English, error))
    }

    fn salt_typed(error: KeyError) -> String {
        English => format!("We can't use the salt you typed: {}.", salt_error(English, error))
    }

    fn salt_error(error: KeyError) -> &'static str {
        English => match error {
            KeyError::NotAKey => "it doesn't begin with 'opsec-salt-1:'",
            KeyError::OtherVersion => "it's from another version of opsec",
            KeyError::Damaged => "letters are missing or wrong",
        }
    }

    fn salt_hint() -> &'static str {
        English => "Use the whole line that `opsec verify new` printed. If you lost it, start a new round: it can't \
                    be made again."
    }

    fn names_as_arguments() -> &'static str {
        English => "Names, words and salts can't be given on the command line."
    }

    fn names_as_arguments_explanation() -> &'static str {
        English => "Your shell keeps it in its history, and everyone on this computer can see it."
    }

    fn names_as_arguments_hint() -> &'static str {
        English => "Leave them out and we'll ask, or use --members-file, --seen-file and --salt-file. \
                    Delete this line from your history."
    }

    fn list_not_usable(path: &str) -> String { English => format!("We can't use '{}'.", Foreign(path)) }

    fn line_problem(problem: &LineProblem) -> String {
        English => match problem {
            LineProblem::NoArrow(line) => format!("line {line}: write it as: old handle -> new name"),
            LineProblem::NoWords(line) => {
                format!("line {line}: write it as: old handle -> new name = words you saw")
            }
            LineProblem::Unfit(line, why) => format!("line {line}: {}", unfit(English, *why)),
            LineProblem::HandleTwice(line, first) => {
                format!("line {line}: this old handle is already in line {first}")
            }
            LineProblem::NameTwice(line, first) => {
                format!("line {line}: this new name is already in line {first}")
            }
        }
    }
}
