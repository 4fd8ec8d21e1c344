//! Why a group moves, for the announcement: only what the reviews of the apps say.

use opsec::checklist::{Access, access};
use opsec::language::Language::English;
use opsec::review::Review;

use crate::words::common::listed;

sentences! {
    /// The reason as a paragraph of its own, or nothing if the reviews give none.
    fn reason(from: &[&Review], to: &Review) -> String {
        English => {
            let names = |wanted: Access| -> Vec<&str> {
                from.iter().filter(|app| access(app) == Some(wanted)).map(|app| app.name.as_str()).collect()
            };
            let here = if from.len() == 1 { "here" } else { "there" };
            let sentences = [
                (Access::Operator, format!("can read what we write {here}.")),
                (
                    Access::OperatorByDefault,
                    format!("can read what we write {here}, unless encryption is switched on."),
                ),
                (
                    Access::MembersButWatched,
                    "can't read our messages, but keeps records of who talks to whom.".to_owned(),
                ),
            ];
            let mut reason: Vec<String> = Vec::new();
            for (access, says) in sentences {
                let names = names(access);
                // "can't read …, but keeps" is said of one app at a time.
                let at_once = if access == Access::MembersButWatched { 1 } else { names.len().max(1) };
                reason.extend(names.chunks(at_once).map(|names| format!("{} {says}", listed(English, names))));
            }
            if reason.is_empty() {
                return String::new();
            }
            if matches!(access(to), Some(Access::Members | Access::MembersButWatched)) {
                reason.push("The people who run the new app can't.".to_owned());
            }
            format!("Why: {}\n\n", reason.join(" "))
        }
    }
}
