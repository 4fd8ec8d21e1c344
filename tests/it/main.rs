//! The tests of the library and the program, a file a command. Those of `torcheck` need a Tor network
//! and are in `network.rs`.

mod support;

mod checklist;
mod passphrase;
mod rate;
mod review;
mod room;
mod verify;
mod wordlist;

mod architecture;
mod completions;
mod documents;
mod help;
mod offline;
mod output;
mod schema;
mod sessions;
mod signals;
mod terminal;
