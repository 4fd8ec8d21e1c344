//! Whether a request went through Tor: observations go in, a verdict with its reasons comes out.

mod address;
mod answer;
mod bootstrap;
mod bridges;
mod check;
mod clock;
mod consensus;
mod control;
mod direct;
mod endpoint;
mod full;
mod isolation;
mod listed;
mod listener;
mod onion;
mod places;
mod proxy;
mod reason;
mod route;
mod several;
mod socks;
mod status;
mod times;
mod verdict;
pub mod watch;

pub use address::reached;
pub use answer::{Answer, MAX_BYTES, read_json, read_page};
pub use bootstrap::{Reached, Stage, Start, Transport, stage};
pub use bridges::{Bridge, SettingsError, read_bridges};
pub use check::{Check, Contact, Observation};
pub use clock::{Clock, ClockSource, Judgement, read_date, service_clock};
pub use consensus::{Lookup as ConsensusLookup, Presence};
pub use control::{
    Authentication, ProtocolInfo, Reply, ReplyError, SafeCookie, challenge, configured_bridges, hexadecimal,
    unquoted, value_of, values,
};
pub use direct::Direct;
pub use endpoint::{control_endpoints, control_of_environment};
pub use full::{Full, Ipv6, Lookup};
pub use isolation::{Exits, Isolation, is_same_exit};
pub use listed::{ListHolder, Listed};
pub use listener::{Greeting, Listener};
pub use onion::{Onion, OnionCheck, OnionError, TOR_PROJECT as TOR_PROJECT_ONION, check_onion};
pub use places::{
    Finding, Named, OpenPort, diverted_by, is_named_like_tor, named_by_environment, read_open_ports,
    read_open_sockets, read_port_file, usual_places,
};
pub use proxy::{Proxy, ProxyError, random_user};
pub use reason::Reason;
pub use route::{Route, RouteKind};
pub use socks::{SUCCEEDED, refusal};
pub use status::{Control, Listeners, Phase, Recommended, Status};
pub use times::{Consensus, ServiceTime, Times, Weighed};
pub use verdict::{Evidence, Verdict, judge};
