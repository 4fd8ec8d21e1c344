//! Whether a request went through Tor: observations go in, a verdict with its reasons comes out.

mod address;
mod answer;
mod bootstrap;
mod bridges;
mod check;
mod clock;
mod control;
mod direct;
mod full;
mod isolation;
mod listener;
mod onion;
mod proxy;
mod reason;
mod route;
mod socks;
mod status;
mod times;
mod verdict;

pub use answer::{Answer, MAX_BYTES, read_json, read_page};
pub use bootstrap::{Blockage, Stage, diagnose, stage};
pub use bridges::{SettingsError, read_bridges};
pub use check::{Check, Contact, Observation};
pub use clock::{Clock, ClockSource, Judgement, read_date, service_clock};
pub use control::{
    Authentication, ProtocolInfo, Reply, ReplyError, SafeCookie, challenge, hexadecimal, unquoted, value_of,
};
pub use direct::Direct;
pub use full::{Full, Ipv6, Lookup};
pub use isolation::{Exits, Isolation, is_same_exit};
pub use listener::{Greeting, Listener};
pub use onion::{Onion, OnionCheck, OnionError, TOR_PROJECT as TOR_PROJECT_ONION, check_onion};
pub use proxy::{Proxy, ProxyError, random_user};
pub use reason::Reason;
pub use route::{Route, RouteKind};
pub use socks::{SUCCEEDED, refusal};
pub use status::{Control, Phase, Recommended, Status};
pub use times::{Consensus, ServiceTime, Times, Weighed};
pub use verdict::{Evidence, Verdict, judge};
