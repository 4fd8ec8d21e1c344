//! What an error of arti means for a request.

use std::error::Error;

use arti_client::ErrorKind;
use opsec::torcheck::Reason;

/// Where something went wrong, and what may help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Nothing helps.
    Lasting(Reason),
    /// At the far end: two or three other exits tell whether it is the exit's fault.
    FarEnd(Reason),
    /// At one exit: others may do better.
    Exit(Reason),
    /// On the way through the network: another circuit, or a newer list of relays, may do better.
    Way(Reason),
    /// The list of relays is of no use: a newer one may do better.
    List(Reason),
}

impl Trouble {
    pub(super) fn of(kind: ErrorKind) -> Self {
        use ErrorKind as Kind;
        match kind {
            Kind::OnionServiceAddressInvalid => Self::Lasting(Reason::OnionAddressInvalid),
            Kind::OnionServiceMissingClientAuth => Self::Lasting(Reason::OnionKeyMissing),
            Kind::OnionServiceWrongClientAuth => Self::Lasting(Reason::OnionKeyWrong),
            Kind::InvalidStreamTarget | Kind::ForbiddenStreamTarget => {
                Self::Lasting(Reason::ConnectionNotAllowed)
            }
            Kind::SoftwareDeprecated => Self::Lasting(Reason::ClientOutdated),
            Kind::OnionServiceNotFound => Self::FarEnd(Reason::OnionNotFound),
            Kind::OnionServiceNotRunning => Self::FarEnd(Reason::OnionIntroductionFailed),
            Kind::OnionServiceProtocolViolation | Kind::OnionServiceConnectionFailed => {
                Self::FarEnd(Reason::OnionUnreachable)
            }
            Kind::RemoteHostNotFound => Self::FarEnd(Reason::ExitNameLookup),
            Kind::RemoteConnectionRefused | Kind::RemoteProtocolViolation => {
                Self::FarEnd(Reason::ExitConnect)
            }
            Kind::RemoteHostResolutionFailed => Self::Exit(Reason::ExitNameLookup),
            Kind::RemoteStreamClosed | Kind::RemoteStreamReset => Self::Exit(Reason::ConnectionLost),
            Kind::ExitPolicyRejected => Self::Exit(Reason::ConnectionNotAllowed),
            Kind::RemoteStreamError
            | Kind::RemoteNetworkFailed
            | Kind::RemoteNetworkTimeout
            | Kind::ExitTimeout
            | Kind::RelayTooBusy => Self::Exit(Reason::ExitConnect),
            Kind::NoExit => Self::List(Reason::NoExit),
            Kind::NoPath
            | Kind::DirectoryExpired
            | Kind::TorDirectoryUnusable
            | Kind::TorDirectoryError
            | Kind::BootstrapRequired => Self::List(Reason::NoCircuit),
            // Among them `Internal`, `BadApiUsage` and `ReactorShuttingDown`: arti also reports a circuit like that
            // whose connection somebody cut.
            _ => Self::Way(Reason::NoCircuit),
        }
    }

    pub(super) fn reason(self) -> Reason {
        match self {
            Self::Lasting(reason)
            | Self::FarEnd(reason)
            | Self::Exit(reason)
            | Self::Way(reason)
            | Self::List(reason) => reason,
        }
    }
}

/// Describes an error of arti by its outermost message and its deepest cause.
pub(super) fn describe(error: &dyn Error) -> String {
    let mut deepest = None;
    let mut cause = error.source();
    while let Some(error) = cause {
        deepest = Some(error.to_string());
        cause = error.source();
    }
    let outermost = error.to_string();
    let outermost = outermost.split(": ").take(2).collect::<Vec<_>>().join(": ");
    match deepest {
        Some(deepest) if !outermost.contains(&deepest) => format!("{outermost}: {deepest}"),
        _ => outermost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_far_end_the_way_and_the_list_are_told_apart() {
        assert_eq!(Trouble::of(ErrorKind::RemoteHostNotFound), Trouble::FarEnd(Reason::ExitNameLookup));
        assert_eq!(Trouble::of(ErrorKind::ExitPolicyRejected), Trouble::Exit(Reason::ConnectionNotAllowed));
        assert_eq!(Trouble::of(ErrorKind::NoExit), Trouble::List(Reason::NoExit));
        assert_eq!(Trouble::of(ErrorKind::TorNetworkTimeout), Trouble::Way(Reason::NoCircuit));
        assert_eq!(Trouble::of(ErrorKind::TorAccessFailed).reason(), Reason::NoCircuit);
        // What arti says of a circuit that was cut, and calls a mistake of the program.
        for kind in [ErrorKind::Internal, ErrorKind::BadApiUsage, ErrorKind::ArtiShuttingDown] {
            assert_eq!(Trouble::of(kind), Trouble::Way(Reason::NoCircuit));
        }
    }
}
