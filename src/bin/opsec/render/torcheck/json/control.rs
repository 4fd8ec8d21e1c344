//! What the running Tor says about itself, as JSON.

use opsec::language::Language;
use opsec::text::sanitize;
use opsec::torcheck::{Control, Listeners, Recommended, Status};
use schemars::JsonSchema;
use serde::Serialize;

use super::ids::ControlStateJson;
use crate::words::torcheck::observed::describe_control;

/// What the running Tor says about itself.
#[derive(Default, JsonSchema, Serialize)]
pub(super) struct ControlJson {
    /// Whether it answered. If not, only `why` says something.
    checked: bool,
    /// Why it didn't answer; null if it did.
    why: Option<ControlStateJson>,
    /// The address of its control port.
    address: Option<String>,
    /// The version of Tor.
    version: Option<String>,
    /// Whether the Tor network recommends this version; null if it doesn't say.
    recommended: Option<bool>,
    /// How far its start came, in percent.
    bootstrap_percent: Option<u8>,
    /// What it complains about; null for nothing.
    warning: Option<String>,
    /// Whether it has circuits; null if it doesn't say.
    circuit_established: Option<bool>,
    /// The same in a sentence; null if it wasn't asked.
    text: Option<String>,
    /// Where it takes requests of programs; null if it didn't answer.
    listeners: Option<ListenersJson>,
}

/// Where a running Tor takes requests of programs.
#[derive(JsonSchema, Serialize)]
struct ListenersJson {
    /// Its SOCKS ports.
    socks: Vec<String>,
    /// Its ports for HTTP tunnels.
    http_tunnel: Vec<String>,
    /// Its ports for connections that the system diverts to it.
    transparent: Vec<String>,
    /// Its ports for name lookups.
    dns: Vec<String>,
}

/// What the control port said, or why it said nothing.
pub(super) fn control(control: &Control, language: Language) -> ControlJson {
    let text = describe_control(language, control);
    let why = match control {
        Control::NotAsked => ControlStateJson::NotAsked,
        Control::None => ControlStateJson::NoneFound,
        Control::Silent(_) => ControlStateJson::Silent,
        Control::Closed(_) => ControlStateJson::NotAllowed,
        Control::Filtered(_) => ControlStateJson::Filtered,
        Control::OtherTor(_) => ControlStateJson::AnotherTor,
        Control::Answered(status) => return ControlJson { text, ..answered(status) },
    };
    ControlJson { why: Some(why), text, ..ControlJson::default() }
}

fn answered(status: &Status) -> ControlJson {
    let phase = status.phase.as_ref();
    ControlJson {
        checked: true,
        why: None,
        address: Some(sanitize(&status.address)),
        version: Some(sanitize(&status.version)),
        recommended: match status.recommended {
            Recommended::Yes => Some(true),
            Recommended::No => Some(false),
            Recommended::NotStated => None,
        },
        bootstrap_percent: phase.map(|phase| phase.progress),
        warning: phase.and_then(|phase| phase.warning.as_deref()).map(sanitize),
        circuit_established: status.circuit,
        listeners: Some(listeners(&status.listeners)),
        text: None,
    }
}

fn listeners(listeners: &Listeners) -> ListenersJson {
    let safe = |ports: &[String]| ports.iter().map(|port| sanitize(port)).collect();
    ListenersJson {
        socks: safe(&listeners.socks),
        http_tunnel: safe(&listeners.http),
        transparent: safe(&listeners.transparent),
        dns: safe(&listeners.dns),
    }
}
