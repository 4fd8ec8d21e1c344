//! What a plan is asked for: on the command line, or by questions.

use jiff::civil::Date;
use opsec::checklist::Danger;

use super::apps::stranger;
use crate::cli::checklist::ChecklistArguments;
use crate::cli::day;
use crate::outcome::{Failure, Result};
use crate::overlay::{Data, WORKPLACE};
use crate::ui::Ui;
use crate::words::checklist::request;

/// What was given on the command line, or answered.
pub(super) struct Request {
    pub(super) from: Vec<String>,
    pub(super) to: Option<String>,
    pub(super) members: Option<u32>,
    pub(super) profile: Option<String>,
    pub(super) start: Option<Date>,
}

impl Request {
    pub(super) fn new(arguments: &ChecklistArguments, data: &Data, ui: &Ui) -> Result<Self> {
        let mut request = Self {
            from: arguments.from.clone(),
            to: arguments.to.clone(),
            members: arguments.members,
            profile: arguments.profile.clone(),
            start: arguments.start,
        };
        if arguments.ask {
            request.ask(arguments.members_file.is_none(), data, ui)?;
        }
        Ok(request)
    }

    /// Asks for what was not given; an empty answer takes the default in brackets.
    fn ask(&mut self, members: bool, data: &Data, ui: &Ui) -> Result<()> {
        let language = ui.language();
        let split = |text: &str| -> Vec<String> {
            text.split([',', ' ']).filter(|name| !name.is_empty()).map(str::to_owned).collect()
        };
        if self.from.is_empty() {
            let check = |text: &str| split(text).iter().try_for_each(|name| stranger(name, data).map(|_| ()));
            self.from = split(&ui.ask(request::ask_from(language), "discord", check)?);
        }
        if self.profile.is_none() {
            let names: Vec<_> = data.profiles.0.iter().map(|profile| profile.id.as_str()).collect();
            let question = request::ask_profile(language, &names);
            let check = |text: &str| if text == WORKPLACE { Ok(()) } else { data.profile(text).map(|_| ()) };
            let answer = ui.ask(&question, "friends", check)?;
            self.profile = Some(if answer == WORKPLACE { at_work(ui)?.to_owned() } else { answer });
        }
        if self.members.is_none() && members {
            let check = |text: &str| {
                let wrong = |_| Failure::new(request::need_a_number(language));
                text.parse::<u32>().map(|_| ()).map_err(wrong)
            };
            self.members = ui.ask(request::ask_members(language), "40", check)?.parse().ok();
        }
        if self.start.is_none() {
            let today = request::today_word(language);
            let check = |text: &str| {
                let wrong = |_| Failure::new(request::need_a_day(language));
                if text == today { Ok(()) } else { day(text).map(|_| ()).map_err(wrong) }
            };
            self.start = ui.ask(request::ask_start(language), today, check)?.parse().ok();
        }
        Ok(())
    }
}

/// Which of the two it is: whose chat and phones they are decides.
fn at_work(ui: &Ui) -> Result<&'static str> {
    let language = ui.language();
    let (yes, no) = (request::yes_word(language), request::no_word(language));
    let check = |text: &str| {
        if text == yes || text == no { Ok(()) } else { Err(Failure::new(request::need_yes_or_no(language))) }
    };
    let answer = ui.ask(request::ask_employer(language), yes, check)?;
    Ok(if answer == yes { Danger::Organising.id() } else { Danger::Team.id() })
}
