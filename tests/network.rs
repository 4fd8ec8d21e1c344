//! `torcheck` on a private Tor network of real daemons, and among everything that only looks like one.

#[path = "it/support/tools.rs"]
mod tools;
mod tor;

#[path = "network/broken.rs"]
mod broken;
#[path = "network/clocks.rs"]
mod clocks;
#[path = "network/discovery.rs"]
mod discovery;
#[path = "network/embedded.rs"]
mod embedded;
#[path = "network/evidence.rs"]
mod evidence;
#[path = "network/full.rs"]
mod full;
#[path = "network/impostors.rs"]
mod impostors;
#[path = "network/proxy.rs"]
mod proxy;
#[path = "network/stage.rs"]
mod stage;
#[path = "network/system.rs"]
mod system;
#[path = "network/wire.rs"]
mod wire;
