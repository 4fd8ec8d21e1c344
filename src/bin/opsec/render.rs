//! Views: the same value as text, JSON, Markdown, HTML.

pub(crate) mod layout;
pub(crate) mod rate;
pub(crate) mod review;
mod schema;
