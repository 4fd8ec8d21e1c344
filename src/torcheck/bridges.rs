//! Lists of bridges, and what can be wrong with the settings of a Tor client.

use thiserror::Error;

/// Why the settings of the Tor client within a program are refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SettingsError {
    /// The program was built without the client.
    #[error("there is no Tor client in this program")]
    NotBuiltIn,
    /// The configuration is not TOML, at this line if it is known.
    #[error("the configuration is not TOML")]
    NotToml(Option<usize>),
    /// The client refuses the configuration, for the reason that it gives.
    #[error("the configuration cannot be used: {0}")]
    Unusable(String),
    /// The configuration has settings that the client does not know.
    #[error("unknown settings: {}", .0.join(", "))]
    Unknown(Vec<String>),
    /// The list has no bridge.
    #[error("there is no bridge")]
    NoBridge,
    /// A line of the list is not a bridge.
    #[error("line {0} is not a bridge")]
    BridgeUnreadable(usize),
    /// A line needs a pluggable transport whose program the configuration does not name.
    #[error("line {line} needs the transport {name}")]
    TransportMissing {
        /// The line.
        line: usize,
        /// The name of the transport.
        name: String,
    },
    /// The program of a pluggable transport cannot be started.
    #[error("the program {path} of the transport {name} cannot be started")]
    TransportUnusable {
        /// The name of the transport.
        name: String,
        /// The program, as the configuration names it.
        path: String,
    },
}

/// One bridge of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bridge<'a> {
    /// The number of its line.
    pub line: usize,
    /// The line, without space around it.
    pub text: &'a str,
    /// The pluggable transport that it needs.
    pub transport: Option<&'a str>,
}

/// Returns the bridges of a text, without comments.
pub fn read_bridges(text: &str) -> Vec<Bridge<'_>> {
    // Some editors begin a file with a mark that says nothing but that it is UTF-8.
    let text = text.trim_start_matches('\u{FEFF}');
    let lines = (1..).zip(text.lines()).map(|(line, text)| (line, text.trim()));
    lines
        .filter(|(_, text)| !text.is_empty() && !text.starts_with('#'))
        .map(|(line, text)| Bridge { line, text, transport: transport(text) })
        .collect()
}

/// The pluggable transport of a bridge's line: the word before its address.
fn transport(text: &str) -> Option<&str> {
    let first = text.split_whitespace().find(|word| !word.eq_ignore_ascii_case("bridge"))?;
    let is_name = first.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    is_name.then_some(first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bridges_are_read_without_comments() {
        let text =
            "# mine\n\nBridge 192.0.2.66:443 8C00000DFE0046ABCDFAD191144399CB520C29E8\n192.0.2.78:9001 x\n";
        let bridges = read_bridges(text);
        assert_eq!(bridges.iter().map(|bridge| bridge.line).collect::<Vec<_>>(), [3, 4]);
        assert!(bridges.iter().all(|bridge| bridge.transport.is_none()));
        assert_eq!(read_bridges("# none\n"), []);
    }

    #[test]
    fn a_mark_of_utf8_is_no_part_of_the_first_bridge() {
        let bridges = read_bridges("\u{FEFF}192.0.2.78:9001 x\r\n");
        assert_eq!(bridges, [Bridge { line: 1, text: "192.0.2.78:9001 x", transport: None }]);
        assert_eq!(read_bridges("\u{FEFF}# mine\n"), []);
    }

    #[test]
    fn the_transport_of_a_bridge_is_known() {
        let of = |text| read_bridges(text)[0].transport;
        assert_eq!(of("obfs4 192.0.2.55:38114 316E cert=x iat-mode=0"), Some("obfs4"));
        assert_eq!(of("Bridge meek_lite 192.0.2.55:1 316E url=x"), Some("meek_lite"));
        assert_eq!(of("[2001:db8::1]:443 316E"), None);
        assert_eq!(of("bridge"), None);
    }

    proptest! {
        #[test]
        fn no_list_makes_the_reader_panic(text in ".*") {
            let _ = read_bridges(&text);
        }
    }
}
