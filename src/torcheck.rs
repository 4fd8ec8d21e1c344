//! Whether a request went through Tor: observations go in, a verdict with its reasons comes out.

mod answer;
mod bootstrap;
mod bridges;
mod check;
mod clock;
mod control;
mod full;
mod isolation;
mod listener;
mod onion;
mod proxy;
mod reason;
mod route;
mod socks;
mod status;
mod verdict;

pub use answer::{Answer, MAX_BYTES, read_json, read_page};
pub use bootstrap::{Blockage, Stage, diagnose, stage};
pub use bridges::{SettingsError, read_bridges};
pub use check::{Check, ClockSource, Contact, Direct, Observation};
pub use clock::{Clock, Judgement, consensus_clock, service_clock};
pub use control::{
    Authentication, ProtocolInfo, Reply, ReplyError, SafeCookie, challenge, hexadecimal, unquoted, value_of,
};
pub use full::{Full, Ipv6, Lookup};
pub use isolation::{Exits, Isolation, is_same_exit};
pub use listener::{Greeting, Listener};
pub use onion::{Onion, OnionCheck, OnionError, TOR_PROJECT as TOR_PROJECT_ONION, check_onion};
pub use proxy::{Proxy, ProxyError, random_user};
pub use reason::Reason;
pub use route::{Route, RouteKind};
pub use socks::{SUCCEEDED, refusal};
pub use status::{Control, Phase, Recommended, Status};
pub use verdict::{Verdict, judge};
