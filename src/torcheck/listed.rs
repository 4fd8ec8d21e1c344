//! Whether a list of relays names the address that the service saw, and whose list that is.

use super::Presence;

/// What a list of relays has at the address that the service saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What is there.
    pub presence: Presence,
    /// Who has the list.
    pub by: ListHolder,
}

/// Who has a list of relays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListHolder {
    /// The client in this program, which checks that the network's authorities signed it.
    OwnClient,
    /// A Tor that answers at its control port. Any program can answer there, so its word settles nothing.
    ControlPort,
}

impl Listed {
    /// Whether the request came out of an exit relay for certain, though the service does not know it.
    pub fn settles(self) -> bool {
        self == Self { presence: Presence::Exit, by: ListHolder::OwnClient }
    }
}
