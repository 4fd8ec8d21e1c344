//! What is wrong with the command line or the environment of `opsec torcheck`.

use opsec::language::Language::English;
use opsec::text::Foreign;
use opsec::torcheck::{Finding, Listener, Named, Proxy, ProxyError};

use crate::words::common::plural;

sentences! {
    fn not_a_web_address(option: &str, text: &str) -> String {
        English => format!("{option} {}: this isn't a web address.", Foreign(text))
    }

    fn not_a_web_address_hint() -> &'static str { English => "For example: https://check.torproject.org/" }

    fn no_credentials(option: &str) -> String {
        English => format!("{option}: user names and passwords aren't accepted on the command line.")
    }

    fn no_credentials_hint() -> &'static str { English => "Leave them out of the address." }

    fn proxy_refused(text: &str, error: ProxyError) -> String {
        English => format!("--proxy {}: {}.", Foreign(text), why_refused(English, error))
    }

    fn why_refused(error: ProxyError) -> &'static str {
        English => match error {
                ProxyError::HostName => "a host name would have to be looked up outside of Tor",
                ProxyError::NoHost(_) => "the address is missing",
                ProxyError::NoPort => "the port is missing",
                ProxyError::NotSocks5 => "opsec only speaks SOCKS 5 to a proxy",
                ProxyError::Credentials => "user names and passwords aren't accepted on the command line",
                ProxyError::PathTooLong => "the path is longer than a socket's can be",
                ProxyError::Unreadable => "this isn't an address",
        }
    }

    fn proxy_hint(error: ProxyError) -> String {
        English => match error {
            ProxyError::HostName => "Give its IP address, or localhost.",
            ProxyError::NoHost(port) => return format!("On this computer, that's 127.0.0.1:{port}"),
            ProxyError::NoPort => "For example: 127.0.0.1:9050 for the tor service, 127.0.0.1:9150 for Tor Browser",
            ProxyError::NotSocks5 => "For example: socks5h://127.0.0.1:9050",
            ProxyError::Credentials => "Tor needs none. opsec makes a new user name for each request.",
            ProxyError::PathTooLong => "A socket's path has at most 107 bytes. Use a link to it with a shorter path.",
            ProxyError::Unreadable => "For example: 127.0.0.1:9050, [::1]:9050 or unix:/run/tor/socks",
        }
        .to_owned()
    }

    /// Some places listen and haven't answered yet.
    fn still_silent(places: &[&Proxy], seconds: u64) -> String {
        English => {
            let places: Vec<_> = places.iter().map(|place| Foreign(&place.to_string()).to_string()).collect();
            let verb = if places.len() == 1 { "doesn't" } else { "don't" };
            format!(
                "{} {verb} answer yet. A Tor that's busy or suspended may take a while. Waiting up to {seconds} s.",
                places.join(" and ")
            )
        }
    }

    fn proxy_is_elsewhere(proxy: &Proxy) -> String {
        English => format!(
            "{} isn't on this computer, and the connection to it isn't encrypted. Anyone on that network can see which \
             sites you ask for.",
            Foreign(&proxy.to_string())
        )
    }

    fn environment_is_not_tor(name: &str, finding: &Finding) -> String {
        English => {
            let place = finding.proxy.to_string();
            let place = Foreign(&place);
            let elsewhere = format!("To look for a Tor elsewhere: unset {name}");
            match finding.listener {
                Listener::Nothing => format!("{name} names {place}, where nothing is listening. {elsewhere}"),
                Listener::SocksUsers | Listener::Socks => format!(
                    "{name} names {place}, which doesn't answer like a Tor port. Nothing was sent through it. To use \
                     it anyway, give it with --proxy. {elsewhere}"
                ),
                _ => format!(
                    "{name} names {place}, which doesn't answer like a Tor port. Nothing was sent through it. \
                     {elsewhere}"
                ),
            }
        }
    }

    fn environment_ignored(name: &str, named: &Named) -> String {
        English => {
            let why = match named {
                Named::NotText => "contains bytes that aren't text".to_owned(),
                Named::Elsewhere { .. } => "names a proxy on another computer".to_owned(),
                Named::Refused(error) => format!("can't be used: {}", why_refused(English, *error)),
                Named::Here { .. } => "names a proxy on this computer".to_owned(),
            };
            format!(
                "{name} {why}. We ignore it, but other programs may use it, and this check says nothing about them. To \
                 use another proxy, give it with --proxy."
            )
        }
    }

    /// The user's own Tor is set up with bridges.
    fn has_own_bridges(number: usize) -> String {
        English => format!(
            "A Tor on this computer is set up to use {}. The built-in Tor client doesn't know them: without --bridges, \
             it would contact public relays.",
            plural(number, "bridge", "bridges")
        )
    }

    fn credentials_left_out(name: &str) -> String {
        English => format!(
            "{name} has a user name or password. We leave it out: Tor needs none, and opsec makes a new user name for \
             each request."
        )
    }

    fn control_ignored(name: &str) -> String {
        English => format!("{name} doesn't name a control port on this computer, so it isn't used.")
    }

    fn no_command() -> &'static str { English => "There's no command after --." }

    fn no_command_hint() -> &'static str {
        English => "For example: opsec torcheck -- torsocks curl https://example.org/"
    }

    fn type_the_file() -> &'static str {
        English => "Type or paste it here. End with Ctrl-D on a line of its own."
    }

    fn waits_for_file(name: &str) -> String { English => format!("Waiting for {}.", Foreign(name)) }

    fn file_did_not_come(name: &str) -> String {
        English => format!("{} didn't end in time.", Foreign(name))
    }

    fn file_did_not_come_hint() -> &'static str {
        English => "Give a file, or end the input. For more time, add --timeout 300."
    }
}
