//! The IDs in the report on a program's connections.

use crate::render::json::ids;

ids! {
    /// The verdict on a program's connections.
    FindingJson of opsec::torcheck::watch::Finding {
        /// All of them went through Tor.
        ThroughTor = "through-tor",
        /// Some bypassed Tor.
        Leaked = "leaked",
        /// Some would have bypassed Tor, but nothing left this computer.
        TriedToLeak = "tried-to-leak",
        /// It connected to nothing.
        NothingConnected = "nothing-connected",
        /// We couldn't tell.
        Unclear = "unclear",
    }

    /// Whether something was connected or sent.
    HowJson of opsec::torcheck::watch::How {
        /// Connections.
        Connection = "connection",
        /// Packets without a connection.
        Packet = "packet",
    }

    /// What a destination is.
    PlaceJson of opsec::torcheck::watch::Place {
        /// A Tor port.
        Tor = "tor",
        /// What you named with --proxy. We don't know that it's Tor.
        Named = "named",
        /// Tor's port for name lookups.
        TorLookup = "tor-lookup",
        /// Tor's control port.
        TorControl = "tor-control",
        /// What a Tor that the command started connected to.
        ByItsTor = "by-its-tor",
        /// Another process of the command.
        Own = "own",
        /// An address past Tor.
        Outside = "outside",
        /// An address of the local network, past Tor.
        LocalNetwork = "local-network",
        /// A name lookup past Tor.
        Lookup = "lookup",
        /// Something that may look up names.
        PerhapsLookup = "perhaps-lookup",
        /// Another program on this computer, which may pass it on.
        ThisComputer = "this-computer",
        /// An address of this computer at which nothing listens.
        Nobody = "nobody",
        /// Screen, sound, keys or logs.
        Harmless = "harmless",
        /// An address in another network namespace.
        OtherNetwork = "other-network",
    }

    /// A kind of thing that we can't see.
    UnseenKindJson of opsec::torcheck::watch::Unseen {
        /// Connections by `io_uring`.
        Ring = "io-uring",
        /// System calls for another kind of processor.
        OtherCalls = "other-calls",
        /// A socket of an unusual kind, such as for raw packets.
        RawSocket = "raw-socket",
        /// A connected UDP socket by which something may be sent unseen.
        QuietSocket = "shared-socket",
        /// A connection or an unusual socket that was open when the command began.
        Inherited = "inherited",
        /// System calls of a program that hides its memory or its open files.
        Hidden = "hidden",
        /// An open file that was taken from another process.
        Taken = "taken",
        /// A process that was started in a way that keeps it from being watched.
        Untraced = "untraced",
        /// System calls that another process answers.
        Supervised = "supervised",
        /// What another program did that the command traced or changed.
        Controls = "controls",
        /// An attempt to trace another program, which we prevent.
        Tracing = "tracing",
        /// A program without the extra rights that it normally gets.
        WithoutRights = "without-rights",
    }
}
