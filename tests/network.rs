//! `torcheck` on a private Tor network of real daemons, and among everything that only looks like one.

#[path = "it/support/tools.rs"]
mod tools;
mod tor;

#[path = "network/arti.rs"]
mod arti;
#[path = "network/bridges.rs"]
mod bridges;
#[path = "network/broken.rs"]
mod broken;
#[path = "network/clocks.rs"]
mod clocks;
#[path = "network/control.rs"]
mod control;
#[path = "network/damage.rs"]
mod damage;
#[path = "network/discovery.rs"]
mod discovery;
#[path = "network/embedded.rs"]
mod embedded;
#[path = "network/environment.rs"]
mod environment;
#[path = "network/escapes.rs"]
mod escapes;
#[path = "network/evidence.rs"]
mod evidence;
#[path = "network/fresh.rs"]
mod fresh;
#[path = "network/full.rs"]
mod full;
#[path = "network/impostors.rs"]
mod impostors;
#[path = "network/programs.rs"]
mod programs;
#[path = "network/proxy.rs"]
mod proxy;
#[path = "network/recognition.rs"]
mod recognition;
#[path = "network/search.rs"]
mod search;
#[path = "network/stage.rs"]
mod stage;
#[path = "network/starting.rs"]
mod starting;
#[path = "network/system.rs"]
mod system;
#[path = "network/watch.rs"]
mod watch;
#[path = "network/wire.rs"]
mod wire;
