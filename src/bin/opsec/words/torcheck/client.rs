//! The sentences about a Tor client that doesn't get ready, and about a wrong clock.

use opsec::language::Language::English;
use opsec::text::Foreign;
use opsec::torcheck::{Check, Judgement, Phase, Reason, RouteKind, Verdict};

use super::duration;
use super::proxy::proxy_of;
use crate::words::common::plural;

sentences! {
    fn describe_start(reason: Reason, check: &Check) -> String {
        English => {
            let bridges = check.route.has_bridges();
            match reason {
                Reason::NetworkOrCensorship if bridges => {
                    "We couldn't reach any of your bridges. Either this computer is offline, the bridges are gone, or \
                     someone is blocking them.".to_owned()
                }
                Reason::NetworkOrCensorship => {
                    "We couldn't reach any Tor relay. Either this computer is offline, or someone is blocking Tor."
                        .to_owned()
                }
                Reason::HandshakeBlockedOrClockAhead if bridges => {
                    "A bridge answers, but we get no encrypted connection to it. Either someone is blocking Tor, or the \
                     bridge's line is wrong: its address or its fingerprint.".to_owned()
                }
                Reason::HandshakeBlockedOrClockAhead => {
                    "A relay answers, but we get no encrypted connection to it. Either someone is blocking Tor, or this \
                     computer's clock is days ahead.".to_owned()
                }
                Reason::RelayNotGenuine => format!(
                    "What answers isn't the {}. Someone may be intercepting the connection.",
                    if bridges {
                        "bridge in your list: the fingerprint in its line is wrong, or the bridge has changed"
                    } else {
                        "relay that it should be"
                    }
                ),
                Reason::DownloadsBlocked => format!(
                    "{} answers, but the list of relays never arrives: the connection breaks off or stalls. Either \
                     someone is blocking or slowing down Tor, or this network is very bad.",
                    if bridges { "A bridge" } else { "A relay" }
                ),
                Reason::TransportFailed => {
                    "The program that disguises the traffic to your bridges (the pluggable transport) doesn't work, so \
                     no bridge could be tried.".to_owned()
                }
                Reason::TorNotReady => {
                    let proxy = proxy_of(English, &check.route);
                    let state = match check.control.unready() {
                        Some(Phase { warning: Some(warning), .. }) => format!(". It says: {}", Foreign(warning)),
                        Some(phase) => format!(": {}% started ({})", phase.progress, Foreign(&phase.summary)),
                        None => String::new(),
                    };
                    format!("The Tor at {proxy} isn't ready{state}.")
                }
                _ => format!(
                    "Tor was still starting after {}. The network is slow, or someone is slowing down Tor.",
                    waited(English, check)
                ),
            }
        }
    }

    /// The time limit in words.
    fn waited(check: &Check) -> String {
        English => plural(usize::try_from(check.timeout).unwrap_or(usize::MAX), "second", "seconds")
    }

    fn describe_files(reason: Reason, check: &Check) -> String {
        English => {
            let folder = check.folder.as_deref().unwrap_or("the folder for its files");
            let folder = Foreign(folder);
            match reason {
                Reason::FilesDamaged => format!("The built-in Tor client can't use its files in {folder}."),
                Reason::FilesBusy => {
                    format!("Another program is using the built-in Tor client's files in {folder}.")
                }
                Reason::NoSpace => {
                    format!("There's no space left for the built-in Tor client's files in {folder}.")
                }
                _ => "The built-in Tor client couldn't start on this computer.".to_owned(),
            }
        }
    }

    fn describe_clock(reason: Reason, check: &Check) -> String {
        English => {
            let is_behind = reason == Reason::ClockBehind;
            let side = if is_behind { "behind" } else { "ahead" };
            match check.clock {
                Some((clock, _)) if clock.reason() == Some(reason) => format!(
                    "This computer's clock is {} {side}. {}",
                    duration(English, clock.behind),
                    match (clock.judgement(), check.verdict) {
                        (Judgement::Serious, Verdict::Unknown) => "Tor often fails when it's that far off.",
                        (Judgement::Serious, _) => "Tor still works, but it may stop when the clock is that far off.",
                        _ => "Tor may not find onion services.",
                    }
                ),
                _ if check.route.kind() == RouteKind::Embedded
                    && !check.reasons.contains(&Reason::Certificate) =>
                {
                    format!(
                        "The list of relays can't be used. Usually, that means this computer's clock is days {side}."
                    )
                }
                _ => format!(
                    "By this computer's clock, the certificate {}. That can also mean the clock is {side}.",
                    if is_behind { "isn't valid yet" } else { "is no longer valid" }
                ),
            }
        }
    }
}
