//! The further checks of `--full`.

use super::{Isolation, OnionCheck};

/// The further checks of `--full`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Full {
    /// Whether requests are kept apart.
    pub isolation: Isolation,
    /// Whether an onion service can be reached.
    pub onion: OnionCheck,
}
