//! The data compiled into the program, as text. A test compares the list with the folder.

/// `policies/rubric.yaml`.
pub const RUBRIC: &str = include_str!("../../policies/rubric.yaml");
/// `policies/profiles.yaml`.
pub const PROFILES: &str = include_str!("../../policies/profiles.yaml");
/// The reviews: file name and text.
pub const PLATFORMS: &[(&str, &str)] = &[
    ("briar.yaml", include_str!("../../policies/platforms/briar.yaml")),
    ("discord.yaml", include_str!("../../policies/platforms/discord.yaml")),
    ("signal.yaml", include_str!("../../policies/platforms/signal.yaml")),
    ("simplex.yaml", include_str!("../../policies/platforms/simplex.yaml")),
];
