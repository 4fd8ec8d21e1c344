//! As this computer is, without naming a proxy: only after a yes.

use opsec::torcheck::{Check, Contact, RouteKind};

use super::Session;
use super::ask::Patience;
use crate::commands::torcheck::host_of;
use crate::net::Sender;
use crate::outcome::{Failure, Result};
use crate::ui::someone_is_there;
use crate::words::torcheck::system as words;

impl Session<'_> {
    /// Asks the way this computer asks for anything, after saying what that may reveal.
    pub(super) async fn system(&mut self) -> Result<Check> {
        let language = self.ui.language();
        if !self.request.yes && !someone_is_there() {
            return Err(
                Failure::usage(words::not_confirmed(language)).hint(words::not_confirmed_hint(language))
            );
        }
        let host = host_of(&self.request.service);
        self.ui.say(&words::contacts(language, &host));
        if !self.request.yes && !self.is_confirmed(words::question(language)).await {
            return Err(Failure::new(words::declined(language)));
        }
        self.contacted.push(Contact { host, way: RouteKind::System });
        let sender = Sender::system(&self.request.trust);
        let (observed, form) = self.observe(&sender, Patience::Whole).await;
        let mut check = self.judged(&sender, &observed);
        self.finish(&mut check, &sender, &observed, form).await;
        Ok(check)
    }
}
