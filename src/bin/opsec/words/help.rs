//! The sentences before any command runs: examples, the version, help.

use jiff::civil::Date;

sentences! {
    fn about() -> &'static str {
        English => "opsec: leave Discord, Slack or Twitter DMs for a private chat"
    }

    fn examples() -> &'static str {
        English => "  opsec rate discord                           how private is Discord?
  opsec rate discord signal whatsapp           compare apps side by side
  opsec rate --all --profile journalist        which apps suit a journalist?
  opsec passphrase --words 7                   make a passphrase
  opsec room new                               make a private room name
  opsec torcheck                               does a request go through Tor?
  opsec checklist --from discord --members 40  plan a group's move
  opsec verify new                             are members who they claim to be?
  opsec --help                                 see everything else"
    }

    fn version(number: &str, date: Date) -> String {
        English => format!("opsec {number} (data of {date})\n")
    }

    /// Below the help of a command.
    fn global_options() -> &'static str { English => "Options for every command: opsec --help" }
}
