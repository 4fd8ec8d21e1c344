//! The sentences of `opsec torcheck -- COMMAND`: what its connections were, and what couldn't be seen.

use opsec::language::Language::English;
use opsec::text::Foreign;
use opsec::torcheck::watch::{
    Endpoint, Entry, Finding, How, Pid, Place, Transport, Unseen, Watched, Watching,
};

use super::super::common::{listed, number};

sentences! {
    fn headline(watched: &Watched) -> String {
        English => match watched.finding {
            Finding::ThroughTor if let Some(named) = watched.named() => format!(
                "All through {}, which you named. It made {}, and we saw nothing that bypassed it. We don't know \
                 that it's Tor.",
                destination(English, named),
                counted(watched.through_tor, "connection", "connections")
            ),
            Finding::ThroughTor => format!(
                "All through Tor. It made {}, and we saw nothing that bypassed Tor.",
                counted(watched.through_tor, "connection", "connections")
            ),
            Finding::Leaked => {
                let connections = counted(watched.connections, "connection", "connections");
                let lookups = counted(watched.lookups, "lookup", "lookups");
                format!("Leaked: {connections}, {lookups}. They bypassed Tor.")
            }
            Finding::TriedToLeak => format!(
                "Tried to leak: it tried to bypass Tor {}. Only this computer's network stopped it.",
                counted(watched.tried, "time", "times")
            ),
            Finding::NothingConnected => "Nothing connected. Neither through Tor nor past it.".to_owned(),
            Finding::Unclear => "Couldn't tell. We saw nothing bypass Tor, but we can't rule it out.".to_owned(),
        }
    }

    fn command_label() -> &'static str { English => "command" }
    fn not_seen_label() -> &'static str { English => "not seen" }
    fn running_label() -> &'static str { English => "running" }

    /// What was run and how it ended.
    fn ended(command: &str, ended: Watching) -> String {
        English => {
            let command = Foreign(command);
            match ended {
                Watching::Exited(code) => format!("{command} (exit code {code})"),
                Watching::Killed(signal) => format!("{command} (ended by {})", signal_name(English, signal)),
            }
        }
    }

    fn signal_name(signal: i32) -> String {
        English => match signal {
            1 => "SIGHUP".to_owned(),
            2 => "SIGINT, usually from Ctrl-C".to_owned(),
            3 => "SIGQUIT".to_owned(),
            4 => "SIGILL".to_owned(),
            6 => "SIGABRT".to_owned(),
            9 => "SIGKILL".to_owned(),
            10 => "SIGUSR1".to_owned(),
            11 => "SIGSEGV".to_owned(),
            12 => "SIGUSR2".to_owned(),
            13 => "SIGPIPE".to_owned(),
            15 => "SIGTERM".to_owned(),
            other => format!("signal {other}"),
        }
    }

    fn columns() -> [&'static str; 5] { English => ["destination", "what", "count", "after", "program"] }

    /// A destination, with what isn't TCP.
    fn destination(to: &Endpoint) -> String {
        English => match to {
            Endpoint::Ip(Transport::Tcp, address) => address.to_string(),
            Endpoint::Ip(Transport::Udp, address) => format!("{address} UDP"),
            Endpoint::Ip(Transport::Icmp, address) => format!("{} ping", address.ip()),
            Endpoint::Ip(Transport::Other(number), address) => format!("{} protocol {number}", address.ip()),
            Endpoint::Unix(path) => path.clone(),
            Endpoint::Abstract(name) => format!("@{name}"),
            Endpoint::Other(family) => format!("socket family {family}"),
        }
    }

    fn what(place: Place) -> &'static str {
        English => match place {
            Place::Tor => "Tor",
            Place::Named => "what you named, not known as Tor",
            Place::TorLookup => "Tor's lookups",
            Place::TorControl => "Tor's control port",
            Place::ByItsTor => "by its own Tor",
            Place::Own => "its own process",
            Place::Outside => "bypassed Tor",
            Place::LocalNetwork => "bypassed Tor, local network",
            Place::Lookup => "lookup, bypassed Tor",
            Place::PerhapsLookup => "may look up names",
            Place::ThisComputer => "other program here, may pass it on",
            Place::Nobody => "nothing is listening there",
            Place::Harmless => "screen, sound, keys or logs",
            Place::OtherNetwork => "in another network namespace",
        }
    }

    /// How often, and with what result.
    fn count(entry: &Entry) -> String {
        English => {
            let (results, how) = (entry.results, entry.first.how);
            let all = number(English, results.all());
            let mut parts = Vec::new();
            if results.refused > 0 {
                parts.push(portion(results.refused, results.all(), "refused"));
            }
            if results.unanswered > 0 {
                parts.push(portion(results.unanswered, results.all(), "no answer"));
            }
            if results.not_sent > 0 {
                parts.push(portion(results.not_sent, results.all(), "not sent"));
            }
            let unit = if how == How::Packet { " sent" } else { "" };
            if parts.is_empty() { format!("{all}{unit}") } else { format!("{all}, {}", parts.join(", ")) }
        }
    }

    /// "0.3 s".
    fn after(milliseconds: u64) -> String {
        English => format!("{}.{} s", milliseconds / 1000, milliseconds % 1000 / 100)
    }

    /// The program, and its first process.
    fn program(entry: &Entry) -> String {
        English => {
            let others = entry.processes.len().saturating_sub(1);
            let name = &entry.first.program;
            let process = entry.first.process;
            if others == 0 { format!("{name} ({process})") } else { format!("{name} ({process} + {others})") }
        }
    }

    fn further(place: Place, calls: u64) -> String {
        English => format!("To further destinations: {} ({}).", number(English, calls), what(English, place))
    }

    fn more_rows(rows: usize) -> String {
        English => format!(
            "And {} more. Use --json for all of them.",
            counted(u64::try_from(rows).unwrap_or(u64::MAX), "destination", "destinations")
        )
    }

    fn unseen(what: Unseen, program: &str, process: Pid) -> String {
        English => {
            let who = format!("{} (process {process})", Foreign(program));
            match what {
                Unseen::Ring => format!("{who} uses io_uring. We can't see what it connects to that way."),
                Unseen::OtherCalls => {
                    format!("{who} makes system calls for another kind of processor. We can't read them.")
                }
                Unseen::RawSocket => {
                    format!(
                        "{who} opened an unusual kind of socket, such as for raw packets. We can't see all that it \
                         sends."
                    )
                }
                Unseen::QuietSocket => format!(
                    "{who} has a connected UDP socket, and may send over it in a way that we can't see."
                ),
                Unseen::Inherited => {
                    format!("{who} had an open connection when it began. We don't know where that leads.")
                }
                Unseen::Hidden => {
                    format!("{who} hides its memory or its open files. We can't see what it connects to.")
                }
                Unseen::Taken => {
                    format!("{who} took an open file from another process. It may be a connection.")
                }
                Unseen::Untraced => {
                    format!("{who} started a process that we can't watch.")
                }
                Unseen::Supervised => {
                    format!("{who} lets another process answer its system calls. We can't see all of them.")
                }
                Unseen::Controls => {
                    format!("{who} controlled a program that we don't watch. That one may connect for it.")
                }
                Unseen::Tracing => {
                    format!("{who} tried to trace a program. That doesn't work while we watch.")
                }
                Unseen::WithoutRights => format!(
                    "{who} normally gets extra rights (set-user-ID or capabilities). While we watch, it doesn't, \
                     and may fail or act differently."
                ),
            }
        }
    }

    /// The processes that outlive the command.
    fn still_running(left: &[(Pid, String)]) -> String {
        English => {
            let names: Vec<_> = left
                .iter()
                .take(MOST_NAMES)
                .map(|(process, name)| format!("{} ({process})", Foreign(name)))
                .collect();
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            let more = left.len().saturating_sub(MOST_NAMES);
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            format!(
                "{}{more}. What they connect to from now on isn't in this report. A helper of opsec stays until \
                 they end, because their connections would fail without it.",
                listed(English, &names)
            )
        }
    }

    /// A Tor that the command started: what we can't know of it.
    fn its_own_tor() -> &'static str {
        English => "The command started its own Tor. We didn't check that the addresses it connected to are Tor relays."
    }

    fn watches_only() -> &'static str {
        English => "We watched this one run. We didn't block anything, and another run may connect elsewhere."
    }

    /// That a failure may hide what the command usually does; nothing if it didn't fail.
    fn may_do_more(ended: Watching) -> Option<&'static str> {
        English => (ended != Watching::Exited(0)).then_some(
            "The command failed, so it may not have done what it usually does."
        )
    }

    /// Before the command runs.
    fn will_run(command: &str) -> String {
        English => format!(
            "Will run {} and watch it, without blocking anything: what bypasses Tor really goes out.",
            Foreign(command)
        )
    }

    /// What to do next.
    fn next(watched: &Watched) -> String {
        English => match watched.finding {
            Finding::ThroughTor => {
                "Run it again the way you really use it. To block what bypasses Tor, use oniux or a network namespace."
                    .to_owned()
            }
            Finding::Leaked if watched.connections == 0 && watched.tried == 0 && watched.through_tor > 0 => {
                "Names leaked, so other people can see which sites it asked for. Set the program to let the proxy \
                 look them up: socks5h:// instead of socks5://, or curl --socks5-hostname.".to_owned()
            }
            Finding::Leaked | Finding::TriedToLeak if watched.leaks_only_packets() => {
                "Tor only carries TCP. Switch off what uses UDP or ping in the program, such as HTTP/3 and calls. To \
                 block what bypasses Tor, use oniux or a network namespace.".to_owned()
            }
            Finding::Leaked | Finding::TriedToLeak => {
                "Set the program's SOCKS proxy to Tor's port, with names looked up by the proxy (socks5h://). Or \
                 run it with torsocks, unless it's a static program. To block what bypasses Tor, use oniux or a \
                 network namespace.".to_owned()
            }
            Finding::NothingConnected => {
                "Run it with something to do that needs the network. If Tor's port refused it, start Tor first."
                    .to_owned()
            }
            Finding::Unclear if !watched.has_unknown_places() && !watched.left.is_empty() => {
                "Wait until everything that it starts has ended, or watch those programs by themselves.".to_owned()
            }
            Finding::Unclear if !watched.has_unknown_places() => {
                "To block what bypasses Tor, use oniux or a network namespace.".to_owned()
            }
            Finding::Unclear => {
                "If one of these destinations is your Tor, name it with --proxy. To block what bypasses \
                 Tor, use oniux or a network namespace.".to_owned()
            }
        }
    }
}

/// Processes that are named in a sentence.
const MOST_NAMES: usize = 5;

fn counted(many: u64, one: &str, more: &str) -> String {
    format!("{} {}", number(English, many), if many == 1 { one } else { more })
}

fn portion(part: u64, all: u64, word: &str) -> String {
    if part == all { word.to_owned() } else { format!("{} {word}", number(English, part)) }
}
