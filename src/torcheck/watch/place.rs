//! What a destination is.

/// What a destination is, and so what it says about Tor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A Tor port.
    Tor,
    /// What the user named as a Tor port, and what doesn't answer like one, or wasn't asked.
    Named,
    /// A port at which Tor looks up names.
    TorLookup,
    /// Tor's control port.
    TorControl,
    /// What the Tor that the command itself started connected to.
    ByItsTor,
    /// Something that the command itself started; its own connections are seen.
    Own,
    /// Out, past Tor.
    Outside,
    /// Past Tor into the local network.
    LocalNetwork,
    /// A name lookup past Tor.
    Lookup,
    /// Something that may look up names, or Tor's own port for that.
    PerhapsLookup,
    /// Another program on this computer, which may pass it on.
    ThisComputer,
    /// An address of this computer at which nothing listens.
    Nobody,
    /// A program on this computer that shows, sounds, writes logs or keeps keys, and passes nothing on.
    Harmless,
    /// Another network namespace: where it leads can't be seen from here.
    OtherNetwork,
}

/// What a place means for the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It is Tor.
    Tor,
    /// It says nothing.
    Nothing,
    /// It is a connection past Tor.
    Leak,
    /// It is a name lookup past Tor.
    LeakedLookup,
    /// It can't be told.
    Unknown,
}

impl Place {
    /// The place in the report: what matters most comes first.
    pub(super) fn rank(self) -> u8 {
        match self.is() {
            Use::Leak | Use::LeakedLookup => 0,
            Use::Unknown => 1,
            Use::Tor => 2,
            Use::Nothing => 3,
        }
    }

    /// What it means for the verdict.
    pub fn is(self) -> Use {
        match self {
            Self::Tor | Self::Named | Self::TorLookup => Use::Tor,
            Self::TorControl | Self::ByItsTor | Self::Own | Self::Nobody | Self::Harmless => Use::Nothing,
            Self::Outside | Self::LocalNetwork => Use::Leak,
            Self::Lookup => Use::LeakedLookup,
            Self::PerhapsLookup | Self::ThisComputer | Self::OtherNetwork => Use::Unknown,
        }
    }
}
