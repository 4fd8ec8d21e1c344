//! The sentences of `opsec verify`: requests to members, findings, questions and errors.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use opsec::language::Language::English;
use opsec::text::Foreign;
use opsec::verify::{Finding, LineProblem, Remark, SaltError};

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
        English => "This salt is for this round only. Keep it separate from the names: next time, use --salt-out FILE. \
                    Give it to the second verifier in person. Anyone who has it can create valid words. It won't be \
                    shown again. Destroy it after the round."
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
             Two verifiers check, each on their own, without logging in. Then ask the members to remove the words: \
             together, the profiles that have them are a list of your members. So is this paper.",
            moment(English, until)
        )
    }

    fn other_members() -> &'static str {
        English => "More members before then: opsec verify new --salt-file FILE. They get words of the same round, \
                    and both verifiers keep this salt. After that, or if words were passed on: add --new-round \
                    --salt-out FILE, and give the second verifier the new salt."
    }

    /// What the words prove and what proves more. It is said once, where the words are made.
    fn what_it_shows() -> &'static str {
        English => "The words show who controls a profile right now. They don't show who has the device, who passes \
                    the request on, or if the person is loyal or under pressure.\n\
                    Better, best first:\n\
                    1. In person: compare safety numbers, or scan each other's code in the new app.\n\
                    2. A video call with a face you know: read the safety number aloud.\n\
                    3. A phone call with a voice you know: do the same.\n\
                    4. Two verified members who have met the person and vouch for them.\n\
                    5. Words in two profiles that don't share a password, a mailbox or a company."
    }
}

sentences! {
    fn tab() -> &'static str { English => "Check" }

    fn found(old: &str, new: &str, finding: &Finding<'_>) -> String {
        English => format!("{old} → {new}: {}", self::finding(English, finding))
    }

    fn finding(finding: &Finding<'_>) -> String {
        English => match finding {
            Finding::Right { until, .. } => format!("their own words, valid until {}.", moment(English, *until)),
            Finding::Expired { since } => {
                format!("their own words, but they expired on {}.", moment(English, *since))
            }
            Finding::EarlierRound { until } => {
                format!("their own words, but from an earlier round (until {}).", moment(English, *until))
            }
            Finding::Swapped { with } => format!("these are the words of {}.", with.old().shown()),
            Finding::OtherName { of } => {
                format!("these words tie this handle to the new name {}.", of.new_name().shown())
            }
            Finding::Shared { with } => format!("not their words, and {} has the same ones.", with.old().shown()),
            Finding::WordCount { typed } => word_count(English, *typed),
            Finding::Nearly => "almost their own words, but a letter or two is wrong.".to_owned(),
            Finding::Wrong => "not their words.".to_owned(),
            Finding::NotOnPage => "none of their words are on this page.".to_owned(),
            Finding::Stuffed => "this page has row after row of words from the list.".to_owned(),
            Finding::LoginWall => "this page asks you to sign in and shows no profile.".to_owned(),
            Finding::BarePage => "this page has hardly any text.".to_owned(),
            Finding::Unreadable => "we couldn't read this page.".to_owned(),
        }
    }

    /// "You typed two words; there should be three. Type all three."
    fn word_count(typed: usize) -> String {
        English => match typed {
            0 => "no words.".to_owned(),
            1 => "You typed one word; there should be three. Type all three.".to_owned(),
            2 => "You typed two words; there should be three. Type all three.".to_owned(),
            more => format!("You typed {more} words; there should be three. Type only those."),
        }
    }

    fn copied_by(other: &str) -> String {
        English => format!("Careful: {other} posted the same words. Call both before you invite anyone.")
    }

    /// What is odd about a name. It stands below the verdict, whatever that is.
    fn remark(remark: &Remark<'_>) -> String {
        English => match remark {
            Remark::Invisible { name, character } => format!(
                "Careful: the name {} has an invisible character (U+{:04X}). Another account may look the same. \
                 Check that this is the one you know.",
                name.shown(),
                u32::from(*character)
            ),
            Remark::WrittenOtherwise { name, listed } => format!(
                "Careful: you typed {}, but your list has {}. Check that this is the account you know.",
                name.shown(),
                listed.shown()
            ),
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
            Finding::EarlierRound { .. } => {
                "These old words were left up, or someone copied them. Don't invite: ask for the words of this round, \
                 then check again."
            }
            Finding::Swapped { .. } => {
                "Someone copied or passed words on, or two were mixed up. Don't invite this member: call both, then \
                 make new words."
            }
            Finding::OtherName { .. } => {
                "Someone may be putting another name in its place. Don't invite: call, and ask which name they \
                 gave."
            }
            Finding::Shared { .. } => {
                "Words are for one person. Don't invite either: call both, then make new words."
            }
            Finding::WordCount { typed: 0 } => {
                "If the profile shows none, don't invite: ask the member to post them, then check again."
            }
            Finding::WordCount { .. } => "We didn't judge them.",
            Finding::Nearly => {
                "Check that you read them correctly. If the member mistyped, ask them to fix it, then check again."
            }
            Finding::Wrong => {
                "An impostor, a wrong name, or the salt of another round. If the salt is right, don't invite: call, \
                 using contact details you've had for a long time."
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
            Finding::Unreadable => {
                "It isn't a page of text, or it has far too many elements. Save it again as a complete page, or type the \
                 words."
            }
        }
    }

    fn before_inviting() -> &'static str {
        English => "Two verifiers must say yes, each on their own, before you invite anyone. Then ask the member to \
                    remove the words."
    }
}

sentences! {
    fn one_by_one() -> &'static str {
        English => "Enter one member at a time. To finish, leave the handle empty. Nothing is saved."
    }

    fn ask_old() -> &'static str { English => "Handle in the old app:" }
    fn ask_new() -> &'static str { English => "Name in the new app:" }
    fn ask_words() -> &'static str { English => "Words in the profile:" }
    fn ask_salt() -> &'static str { English => "The round's salt (not shown): " }

    fn given_before() -> &'static str {
        English => "You already entered this handle or name, so we didn't add it again."
    }

    fn not_a_member(why: opsec::text::name::Unfit) -> String {
        English => format!("That's not a member: {}. Enter both names again.", unfit(English, why))
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
    fn salt_missing() -> &'static str { English => "The round's salt is missing." }

    fn salt_missing_hint() -> &'static str {
        English => "Use --salt-file FILE. At a terminal you can type it without showing it."
    }

    fn salt_in_file(path: &str, error: SaltError) -> String {
        English => format!("We can't use the salt in '{}': {}.", Foreign(path), salt_error(English, error))
    }

    fn salt_typed(error: SaltError) -> String {
        English => format!("We can't use the salt you typed: {}.", salt_error(English, error))
    }

    fn salt_error(error: SaltError) -> &'static str {
        English => match error {
            SaltError::NotASalt => "it doesn't begin with 'opsec-salt-2:'",
            SaltError::FirstVersion => "it's from an older opsec, whose words were easier to guess",
            SaltError::OtherVersion => "it's from another version of opsec",
            SaltError::Damaged => "letters are missing or wrong",
        }
    }

    fn salt_hint(error: SaltError) -> &'static str {
        English => match error {
            SaltError::FirstVersion => "Start a new round: opsec verify new --salt-out FILE",
            _ => {
                "Use the whole line that `opsec verify new` made. If you lost it, start a new round: it can't be \
                 made again."
            }
        }
    }

    fn salt_of_the_future(until: Timestamp) -> String {
        English => format!("The words of this salt are valid until {}: longer than any round.", moment(English, until))
    }

    fn salt_of_the_future_hint() -> &'static str {
        English => "Check the date and time of this computer, and of the one that made the salt."
    }

    fn round_over(until: Timestamp) -> String {
        English => format!("This round ended on {}.", moment(English, until))
    }

    fn round_over_hint() -> &'static str {
        English => "Start a new one: add --new-round --salt-out FILE, and give the second verifier the new salt."
    }

    fn round_nearly_over(until: Timestamp) -> String {
        English => format!("This round ends soon, on {}. For three full days, use --new-round.", moment(English, until))
    }

    fn no_new_salt() -> &'static str {
        English => "With --salt-file you stay in a round, so there's no new salt for --salt-out."
    }

    fn no_new_salt_hint() -> &'static str {
        English => "To start a new round, add --new-round. To stay, leave out --salt-out."
    }

    fn names_as_arguments() -> &'static str {
        English => "Names, words and salts can't be given on the command line."
    }

    fn names_as_arguments_explanation() -> &'static str {
        English => "Your shell keeps them in its history, and everyone on this computer can see them."
    }

    fn names_as_arguments_hint() -> &'static str {
        English => "Leave them out and we'll ask, or use --members-file, --seen-file and --salt-file. \
                    Delete this line from your history."
    }

    fn list_not_usable(path: &str) -> String { English => format!("We can't use '{}'.", Foreign(path)) }

    fn line_problem(problem: &LineProblem) -> String {
        English => match problem {
            LineProblem::NamesAlone => {
                "This looks like a list of names for `opsec checklist --members-file`. Each line here needs two: \
                 old handle -> new name"
                    .to_owned()
            }
            LineProblem::HasWords(line) => format!(
                "line {line}: this looks like a line for `opsec verify check --seen-file`. Here, leave out the = \
                 and the words"
            ),
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
