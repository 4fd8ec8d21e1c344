//! The sentences about what else was observed, and what wasn't checked.

use opsec::language::Language::English;
use opsec::text::Foreign;
use opsec::torcheck::{Check, Clock, ClockSource, Control, Direct, Judgement, Recommended, Route, Status};

use super::duration;
use super::reason::{describe_direct_failure, same_address};

sentences! {
    fn through_label() -> &'static str { English => "through" }
    fn clock_label() -> &'static str { English => "clock" }
    fn control_label() -> &'static str { English => "control" }
    fn direct_label() -> &'static str { English => "direct" }

    fn describe_route(route: &Route) -> String {
        English => match route {
            Route::None => "nothing".to_owned(),
            Route::Direct => "no Tor".to_owned(),
            Route::System => "this computer's ordinary connection, without a proxy".to_owned(),
            Route::Proxy { proxy, recognised: true, .. } => {
                format!("{}, a Tor SOCKS port", Foreign(&proxy.to_string()))
            }
            Route::Proxy { proxy, recognised: false, .. } => {
                format!("{}, not recognised as Tor", Foreign(&proxy.to_string()))
            }
            Route::Embedded { bridges: false } => "the built-in Tor client".to_owned(),
            Route::Embedded { bridges: true } => "the built-in Tor client, using bridges".to_owned(),
        }
    }

    fn describe_clock(check: &Check) -> String {
        English => {
            let own = describe_offset(English, check.clock);
            let Some(behind) = check.service_is_off else { return own };
            let side = if behind > 0 { "ahead" } else { "behind" };
            format!("{own}; the service's clock seems to be {} {side}", duration(English, behind))
        }
    }

    fn describe_offset(clock: Option<(Clock, ClockSource)>) -> String {
        English => {
            let Some((clock, source)) = clock else {
                return "not checked (nothing reliable gave the time)".to_owned();
            };
            let side = if clock.behind > 0 { "behind" } else { "ahead of" };
            match (clock.judgement(), source) {
                (Judgement::Good, ClockSource::Service) => {
                    let most = clock.behind.saturating_abs().saturating_add(clock.give_or_take);
                    format!("within {} of the service", duration(English, most))
                }
                (Judgement::Good, _) => "fits the dates of Tor's list of relays".to_owned(),
                (_, ClockSource::Service) => format!("{} {side} the service", duration(English, clock.behind)),
                (_, ClockSource::Consensus) => {
                    format!("{} {side} Tor's list of relays", duration(English, clock.behind))
                }
                (_, ClockSource::Tor) => {
                    format!("{} {side} the Tor network, as Tor says", duration(English, clock.behind))
                }
            }
        }
    }

    /// What the control port reported; nothing if it wasn't asked.
    fn describe_control(control: &Control) -> Option<String> {
        English => match control {
            Control::NotAsked => None,
            Control::None => Some("not checked (no control port found)".to_owned()),
            Control::Silent(address) => Some(format!("not checked ({} doesn't answer)", Foreign(address))),
            Control::Closed(address) => Some(format!("not checked (no permission to ask {})", Foreign(address))),
            Control::Filtered(address) => Some(format!(
                "not checked ({} answers only some questions: a filter, as on Tails and Whonix)",
                Foreign(address)
            )),
            Control::OtherTor(address) => {
                Some(format!("not checked ({} belongs to another Tor)", Foreign(address)))
            }
            Control::Answered(status) => Some(describe_status(English, status)),
        }
    }

    fn describe_status(status: &Status) -> String {
        English => {
            let mut parts = Vec::new();
            match &status.phase {
                Some(phase) if phase.progress == 100 => parts.push("ready".to_owned()),
                Some(phase) => {
                    parts.push(format!("{}% started ({})", phase.progress, Foreign(&phase.summary)));
                    let warning = phase.warning.as_deref();
                    parts.extend(warning.map(|warning| format!("it warns: {}", Foreign(warning))));
                }
                None => {}
            }
            match status.circuit {
                Some(true) => parts.push("circuits established".to_owned()),
                Some(false) => parts.push("no circuit yet".to_owned()),
                None => {}
            }
            parts.push(match status.recommended {
                Recommended::Yes => "a recommended version".to_owned(),
                Recommended::No => "a version that is no longer recommended, so get a newer one".to_owned(),
                Recommended::NotStated => "nothing known about its version".to_owned(),
            });
            // Commas inside a part would blur where it ends.
            let separator = if parts.iter().any(|part| part.contains(',')) { "; " } else { ", " };
            let (version, address) = (Foreign(&status.version), Foreign(&status.address));
            format!("Tor {version} at {address}: {}", parts.join(separator))
        }
    }

    fn describe_direct(direct: &Direct, check: &Check) -> String {
        English => match direct {
            Direct::Needless => "not asked: nothing came through Tor, so there's nothing to compare it with".to_owned(),
            Direct::Declined => "not asked, because you didn't say yes".to_owned(),
            Direct::Failed(reason) => format!("no answer without Tor: {}", describe_direct_failure(English, *reason)),
            Direct::Answered { answer, .. } if answer.is_tor => {
                "without the proxy, the request also came from an exit relay. This network, or this computer, uses \
                 Tor for everything, or is an exit relay."
                    .to_owned()
            }
            Direct::Answered { same_address: Some(true), .. } => format!(
                "the service saw {} both times, so this route hides nothing",
                same_address(English, check)
            ),
            Direct::Answered { same_address: Some(false), .. } => {
                "without Tor, the service saw another address".to_owned()
            }
            Direct::Answered { same_address: None, .. } => {
                "can't tell: the service saw an IPv4 address once and an IPv6 address once, and both can be yours"
                    .to_owned()
            }
        }
    }
}
