//! What is wrong with the command line or the environment of `opsec torcheck`.

use opsec::text::Foreign;
use opsec::torcheck::{Proxy, ProxyError};

sentences! {
    fn not_a_web_address(option: &str, text: &str) -> String {
        English => format!("{option} {}: this isn't a web address.", Foreign(text))
    }

    fn not_a_web_address_hint() -> &'static str { English => "For example: https://check.torproject.org/" }

    fn no_credentials(option: &str) -> String {
        English => format!("{option}: user names and passwords aren't accepted on the command line.")
    }

    fn not_an_onion() -> &'static str {
        English => "--onion-url: only an address that ends in .onion shows that onion services work."
    }

    fn not_an_onion_hint() -> &'static str {
        English => "Give an address that ends in .onion, or leave out --onion-url."
    }

    fn no_credentials_hint() -> &'static str { English => "Leave them out of the address." }

    fn proxy_refused(text: &str, error: ProxyError) -> String {
        English => {
            let why = match error {
                ProxyError::HostName => "a host name would have to be looked up outside of Tor",
                ProxyError::NoPort => "the port is missing",
                ProxyError::NotSocks5 => "only SOCKS 5 can pass names on to Tor",
                ProxyError::Credentials => "user names and passwords aren't accepted on the command line",
                ProxyError::Unreadable => "this isn't an address",
            };
            format!("--proxy {}: {why}.", Foreign(text))
        }
    }

    fn proxy_hint(error: ProxyError) -> &'static str {
        English => match error {
            ProxyError::HostName => "Give its IP address, or localhost.",
            ProxyError::NoPort => "For example: 127.0.0.1:9050 for the tor service, 127.0.0.1:9150 for Tor Browser",
            ProxyError::NotSocks5 => "For example: socks5h://127.0.0.1:9050",
            ProxyError::Credentials => "Tor needs none. opsec makes a new user name for each request.",
            ProxyError::Unreadable => "For example: 127.0.0.1:9050, [::1]:9050 or unix:/run/tor/socks",
        }
    }

    fn proxy_is_elsewhere(proxy: &Proxy) -> String {
        English => format!(
            "{} isn't on this computer, and nothing protects the way to it. Anyone on that way sees what you ask the \
             proxy for.",
            Foreign(&proxy.to_string())
        )
    }

    fn environment_is_not_tor(name: &str, proxy: &Proxy) -> String {
        English => format!(
            "{name} names {}, which doesn't answer like a Tor port. Nothing was sent through it. To use it anyway, \
             give it with --proxy.",
            Foreign(&proxy.to_string())
        )
    }

    fn environment_ignored(name: &str) -> String {
        English => format!(
            "{name} doesn't name a SOCKS proxy on this computer, so it isn't used. To use another proxy, give it with \
             --proxy."
        )
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
