//! The data compiled into the program, as text. A test compares the list with the folder.

/// `policies/rubric.yaml`.
pub const RUBRIC: &str = include_str!("../../policies/rubric.yaml");
/// `policies/profiles.yaml`.
pub const PROFILES: &str = include_str!("../../policies/profiles.yaml");
/// The reviews: file name and text.
pub const PLATFORMS: &[(&str, &str)] = &[];
