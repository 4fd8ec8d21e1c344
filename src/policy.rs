//! TEMPORARY: old names, until the program uses the new ones.

pub use crate::language::Localized as Text;
pub use crate::rate::{Gate, Profile, Profiles, Risk};
pub use crate::review::leaving::Step;
pub use crate::review::rubric::{Choice, Question};
pub use crate::review::{
    Advice, Collection, Confidence, Evidence, Lookup, PlatformKind as Kind, Review, Rubric, Source, Status,
    advise,
};
#[cfg(feature = "yaml")]
pub use crate::yaml::{MAX_BYTES, Problem};

pub mod migration {
    pub use crate::checklist::template::{
        Aspect, Case, Channel, Claim, Message, Role, Scope, SourcedText as Said, StepKind as Kind,
        Template as Migration,
    };
}
