//! The sentences before any command runs: examples, the version, a guess at a typo.

use jiff::civil::Date;

sentences! {
    fn examples() -> &'static str {
        English => "\
opsec: leave Discord, Slack or Twitter DMs for a private chat

  opsec rate discord                           how private is Discord?
  opsec rate discord signal whatsapp           compare apps side by side
  opsec rate --all --profile journalist        which apps suit a journalist?
  opsec passphrase --words 7                   make a passphrase
  opsec room new                               make a private room name
  opsec torcheck                               does a request go through Tor?
  opsec checklist --from discord --members 40  plan a group's move
  opsec verify new                             are members who they say they are?
  opsec --help                                 see everything else
"
    }

    fn version(number: &str, date: Date) -> String {
        English => format!("opsec {number} (data of {date})\n")
    }

    fn did_you_mean_rate(platform: &str) -> String {
        English => format!("\n  Did you mean `opsec rate {platform}`?\n")
    }
}
