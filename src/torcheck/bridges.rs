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
}

/// Returns the bridges of a text with their line numbers, without comments.
///
/// `transports` are the pluggable transports whose programs are known.
pub fn read_bridges<'a>(
    text: &'a str,
    transports: &[String],
) -> Result<Vec<(usize, &'a str)>, SettingsError> {
    let mut bridges = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut words = line.split_whitespace().skip_while(|word| word.eq_ignore_ascii_case("bridge"));
        let first = words.next().unwrap_or_default();
        let is_transport = first.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if is_transport && !transports.iter().any(|name| name == first) {
            return Err(SettingsError::TransportMissing { line: number, name: first.to_owned() });
        }
        bridges.push((number, line));
    }
    if bridges.is_empty() { Err(SettingsError::NoBridge) } else { Ok(bridges) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bridges_are_read_without_comments() {
        let text =
            "# mine\n\nBridge 192.0.2.66:443 8C00000DFE0046ABCDFAD191144399CB520C29E8\n192.0.2.78:9001 x\n";
        let bridges = read_bridges(text, &[]).unwrap();
        assert_eq!(bridges.into_iter().map(|(line, _)| line).collect::<Vec<_>>(), [3, 4]);
        assert_eq!(read_bridges("# none\n", &[]), Err(SettingsError::NoBridge));
    }

    #[test]
    fn a_transport_without_a_program_is_named() {
        let line = "obfs4 192.0.2.55:38114 316E cert=x iat-mode=0";
        let missing = SettingsError::TransportMissing { line: 1, name: "obfs4".to_owned() };
        assert_eq!(read_bridges(line, &[]), Err(missing));
        assert!(read_bridges(line, &["obfs4".to_owned()]).is_ok());
    }

    proptest! {
        #[test]
        fn no_list_makes_the_reader_panic(text in ".*") {
            let _ = read_bridges(&text, &[]);
        }
    }
}
