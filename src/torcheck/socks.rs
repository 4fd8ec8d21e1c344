//! Why a SOCKS proxy refused, by the code in its reply.

use super::Reason;

/// The code for success, in RFC 1928.
pub const SUCCEEDED: u8 = 0;

/// Returns the reason for a reply other than [`SUCCEEDED`].
///
/// 1 to 8 are RFC 1928's. Tor adds F0 to F7 for onion services if its port has the flag `ExtendedErrors`
/// (`man tor`), as Tor Browser's has. Without the flag it replies 4 for an onion service it doesn't find: for
/// any other host, 4 means that the exit relay couldn't look up the name.
pub fn refusal(code: u8, is_onion: bool) -> Reason {
    match code {
        0xF0 => Reason::OnionNotFound,
        0xF1 => Reason::OnionUnreadable,
        0xF2 => Reason::OnionIntroductionFailed,
        0xF3 => Reason::OnionRendezvousFailed,
        0xF4 => Reason::OnionKeyMissing,
        0xF5 => Reason::OnionKeyWrong,
        0xF6 => Reason::OnionAddressInvalid,
        0xF7 => Reason::OnionIntroductionTimeout,
        2 => Reason::ConnectionNotAllowed,
        7 | 8 => Reason::ProxyUnable,
        1..=6 if is_onion => Reason::OnionUnreachable,
        4 => Reason::ExitNameLookup,
        1 | 3 | 5 | 6 => Reason::ExitConnect,
        _ => Reason::ProxyErrorUnknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_tor_for_onion_services_are_told_apart() {
        let mut reasons: Vec<_> = (0xF0..=0xF7).map(|code| refusal(code, true)).collect();
        assert!(reasons.iter().all(|reason| reason.is_about_an_onion()), "{reasons:?}");
        reasons.dedup();
        assert_eq!(reasons.len(), 8);
    }

    #[test]
    fn no_exit_relay_is_blamed_for_an_onion_service() {
        for code in 1..=u8::MAX {
            let reason = refusal(code, true);
            assert!(!matches!(reason, Reason::ExitNameLookup | Reason::ExitConnect), "{code}: {reason:?}");
        }
        assert_eq!(refusal(4, false), Reason::ExitNameLookup);
    }

    #[test]
    fn a_code_that_nobody_defines_is_called_unknown() {
        for code in [9, 0x0F, 0x5B, 0x80, 0xEF, 0xF8, 0xFF] {
            assert_eq!(refusal(code, false), Reason::ProxyErrorUnknown, "{code}");
        }
    }
}
