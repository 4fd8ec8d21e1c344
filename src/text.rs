//! Texts as people type and see them: names, and the characters that cannot be seen.

pub mod invisible;
pub mod name;
