//! The IDs in the torcheck report.

use std::borrow::Cow;

use opsec::torcheck::Reason;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::{Value, json};

use crate::render::json::ids;

ids! {
    /// Whether a request went through Tor.
    VerdictJson of opsec::torcheck::Verdict {
        /// The service saw it come from an exit relay.
        Tor = "tor",
        /// We gave it to Tor, but the service doesn't know its IP address as an exit relay's.
        TorUnlisted = "tor-unlisted",
        /// It didn't come through Tor.
        NotTor = "not-tor",
        /// We couldn't find out.
        Unknown = "unknown",
    }

    /// The kind of a route.
    RouteKindJson of opsec::torcheck::RouteKind {
        /// We found nothing to send a request through.
        None = "none",
        /// Through a SOCKS proxy.
        Proxy = "proxy",
        /// Through the Tor client inside this program.
        Embedded = "embedded",
        /// Without Tor, from this computer's own IP address.
        Direct = "direct",
        /// As this computer is, without naming a proxy.
        System = "system",
    }

    /// What listens at an address.
    ListenerJson of opsec::torcheck::Listener {
        /// A Tor SOCKS port.
        Tor = "tor",
        /// Tor's port for HTTP tunnels.
        TorHttp = "tor-http",
        /// Tor's control port.
        TorControl = "tor-control",
        /// A SOCKS 5 proxy that takes user names, and didn't answer like Tor.
        SocksUsers = "socks-users",
        /// A SOCKS 5 proxy that takes no user names, and didn't answer like Tor.
        Socks = "socks",
        /// A SOCKS 5 proxy that wants a password.
        SocksPassword = "socks-password",
        /// A SOCKS 5 proxy that wants another kind of login.
        SocksLogin = "socks-login",
        /// A proxy that only speaks SOCKS 4.
        Socks4 = "socks4",
        /// A program that isn't a SOCKS proxy.
        Other = "other",
        /// A program that doesn't answer.
        Silent = "silent",
        /// A program that accepts no more connections at the moment.
        Busy = "busy",
        /// Something that you have no permission to use.
        NoPermission = "no-permission",
        /// Something to which this computer forbids the connection.
        Forbidden = "forbidden",
        /// No connection came about.
        Unreachable = "unreachable",
        /// Nothing.
        Nothing = "nothing",
    }

    /// What a list of relays has at an address.
    PresenceJson of opsec::torcheck::Presence {
        /// No relay. Some exit relays send from another address than the listed one.
        Absent = "absent",
        /// A relay that isn't marked as an exit.
        Relay = "relay",
        /// An exit relay.
        Exit = "exit",
    }

    /// Who has a list of relays.
    ListHolderJson of opsec::torcheck::ListHolder {
        /// The built-in Tor client, which checks that the network's authorities signed it.
        OwnClient = "own-client",
        /// The Tor on this computer, at its control port. A fake Tor could say anything.
        ControlPort = "control-port",
    }

    /// How the clock was measured.
    ClockSourceJson of opsec::torcheck::ClockSource {
        /// By the date in the service's answer.
        Service = "service",
        /// By the time in which the Tor network's own report is valid.
        Consensus = "consensus",
        /// By what the running Tor says is wrong with it.
        Tor = "tor",
    }

    /// How far a wrong clock affects Tor.
    JudgementJson of opsec::torcheck::Judgement {
        /// Less than a minute off.
        Good = "good",
        /// Minutes off: Tor works.
        Minutes = "minutes-off",
        /// More than half an hour off: onion services may fail.
        Notable = "off",
        /// More than a day off: Tor may stop working.
        Serious = "wrong",
    }
}

/// Why a running Tor didn't answer on its control port.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ControlStateJson {
    /// We didn't ask, because the request didn't go through a Tor on this computer.
    NotAsked,
    /// We found no control port.
    NoneFound,
    /// It didn't answer.
    Silent,
    /// It didn't let us ask.
    NotAllowed,
    /// It answers only some questions: a filter, as on Tails and Whonix.
    Filtered,
    /// It belongs to another Tor than the proxy.
    AnotherTor,
}

/// Stands for the ID of a reason in a schema, with what the library says about each.
pub(super) struct ReasonId;

impl JsonSchema for ReasonId {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "ReasonId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let reason =
            |reason: &Reason| json!({"type": "string", "const": reason, "description": reason.to_string()});
        let reasons: Vec<Value> = Reason::ALL.iter().map(reason).collect();
        json_schema!({"oneOf": reasons})
    }
}
