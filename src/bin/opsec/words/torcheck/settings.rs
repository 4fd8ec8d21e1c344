//! What can go wrong while the network or the built-in Tor client is set up.

use opsec::text::Foreign;
use opsec::torcheck::SettingsError;

sentences! {
    fn no_network() -> &'static str { English => "Couldn't set up the network." }

    fn too_few_files_hint() -> &'static str {
        English => "opsec may open too few files. Allow more: ulimit -n 1024"
    }

    fn no_encryption() -> &'static str { English => "Couldn't set up encryption." }
    fn not_pem() -> &'static str { English => "The file for --ca-file isn't in the PEM format." }
    fn no_certificate() -> &'static str { English => "There's no certificate in the file for --ca-file." }

    fn no_certificate_hint() -> &'static str {
        English => "A certificate is text that begins with -----BEGIN CERTIFICATE-----."
    }

    fn certificate_unusable() -> &'static str {
        English => "A certificate in the file for --ca-file can't be used."
    }

    fn settings_refused(error: &SettingsError) -> String {
        English => match error {
            SettingsError::NotBuiltIn => "This opsec was built without the Tor client.".to_owned(),
            SettingsError::NotToml(Some(line)) => format!("Line {line} of the file for --arti-config isn't TOML."),
            SettingsError::NotToml(None) => "The file for --arti-config isn't TOML.".to_owned(),
            SettingsError::Unusable(_) => "The Tor client can't use the file for --arti-config.".to_owned(),
            SettingsError::Unknown(names) => {
                format!("The file for --arti-config has unknown settings: {}.", Foreign(&names.join(", ")))
            }
            SettingsError::NoBridge => "There's no bridge in the file for --bridges.".to_owned(),
            SettingsError::BridgeUnreadable(line) => format!("Line {line} of the bridges can't be read."),
            SettingsError::TransportMissing { line, name } => format!(
                "Line {line} of the bridges needs the pluggable transport '{}', which isn't part of opsec.",
                Foreign(name)
            ),
            SettingsError::TransportUnusable { name, path } => format!(
                "The program for the pluggable transport '{}' isn't there or can't be started: {}",
                Foreign(name),
                Foreign(path)
            ),
        }
    }

    /// What to do next, one line each.
    fn settings_hints(error: &SettingsError) -> Vec<String> {
        English => match error {
            SettingsError::NotBuiltIn => vec![
                "Build it with the feature embedded-tor, which is on by default: cargo install --locked --path ."
                    .to_owned(),
                "Or start Tor Browser or the tor service, then run opsec torcheck.".to_owned(),
            ],
            SettingsError::NotToml(_) => vec!["See https://toml.io for the format.".to_owned()],
            SettingsError::Unusable(message) => vec![format!("It reported: {}", Foreign(message.trim_end()))],
            SettingsError::Unknown(_) => vec!["Check their spelling. opsec never ignores a setting.".to_owned()],
            SettingsError::NoBridge => vec![
                "Write one per line: ADDRESS:PORT FINGERPRINT. Get some at https://bridges.torproject.org".to_owned(),
            ],
            SettingsError::BridgeUnreadable(_) => vec![
                "Write a bridge as ADDRESS:PORT FINGERPRINT, the way https://bridges.torproject.org gives it."
                    .to_owned(),
            ],
            SettingsError::TransportMissing { name, .. } => vec![
                "Use bridges without a transport, or name its program in a file for --arti-config:".to_owned(),
                format!(
                    "  [[bridges.transports]]\n    protocols = [\"{}\"]\n    path = \"/usr/bin/…\"",
                    Foreign(name)
                ),
                "Or install it: we look for lyrebird, obfs4proxy and snowflake-client in /usr/bin, /usr/local/bin and \
                 Tor Browser's folder.".to_owned(),
            ],
            SettingsError::TransportUnusable { .. } => vec![
                "Correct its path in the file for --arti-config, or install it. Nobody was contacted.".to_owned(),
            ],
        }
    }
}
