//! What the tests share: the program, the bundled data, files that go away, tools.

pub(crate) mod bundled;
pub(crate) mod files;
pub(crate) mod program;
pub(crate) mod terminal;
pub(crate) mod tools;
