//! The data compiled into the program, as text. A test compares the list with the folder.

/// `policies/rubric.yaml`.
pub const RUBRIC: &str = include_str!("../../policies/rubric.yaml");
/// `policies/profiles.yaml`.
pub const PROFILES: &str = include_str!("../../policies/profiles.yaml");
/// `policies/migration.yaml`.
pub const MIGRATION: &str = include_str!("../../policies/migration.yaml");
/// The reviews: file name and text.
pub const PLATFORMS: &[(&str, &str)] = &[
    ("briar.yaml", include_str!("../../policies/platforms/briar.yaml")),
    ("discord.yaml", include_str!("../../policies/platforms/discord.yaml")),
    ("firefox-send.yaml", include_str!("../../policies/platforms/firefox-send.yaml")),
    ("gmail.yaml", include_str!("../../policies/platforms/gmail.yaml")),
    ("imessage.yaml", include_str!("../../policies/platforms/imessage.yaml")),
    ("keybase.yaml", include_str!("../../policies/platforms/keybase.yaml")),
    ("leapchat.yaml", include_str!("../../policies/platforms/leapchat.yaml")),
    ("linkedin.yaml", include_str!("../../policies/platforms/linkedin.yaml")),
    ("matrix.yaml", include_str!("../../policies/platforms/matrix.yaml")),
    ("messenger.yaml", include_str!("../../policies/platforms/messenger.yaml")),
    ("onetimesecret.yaml", include_str!("../../policies/platforms/onetimesecret.yaml")),
    ("proton-mail.yaml", include_str!("../../policies/platforms/proton-mail.yaml")),
    ("signal.yaml", include_str!("../../policies/platforms/signal.yaml")),
    ("simplex.yaml", include_str!("../../policies/platforms/simplex.yaml")),
    ("slack.yaml", include_str!("../../policies/platforms/slack.yaml")),
    ("telegram.yaml", include_str!("../../policies/platforms/telegram.yaml")),
    ("tor-browser.yaml", include_str!("../../policies/platforms/tor-browser.yaml")),
    ("whatsapp.yaml", include_str!("../../policies/platforms/whatsapp.yaml")),
    ("x.yaml", include_str!("../../policies/platforms/x.yaml")),
];
