//! A review: what was found about one platform, with the evidence for it. Types alone; the feature `yaml`
//! reads them, and [`crate::data`] holds those that are compiled in.

mod advice;
mod answer;
mod collection;
mod date;
mod evidence;
mod fault;
pub mod leaving;
mod platform;
pub mod rubric;

pub use advice::{Advice, advise};
pub use answer::{Answer, Given};
pub use collection::{Collection, Collision, Lookup, is_slip, spelling};
pub(crate) use collection::{Names, lookup};
pub use date::{NotADate, SourceDate};
pub(crate) use date::{day, older_than, optional_day};
pub use evidence::{Confidence, Evidence, Source};
pub use fault::{Fault, LONGEST_NOTE, evidence_faults, note_faults, source_faults};
pub use leaving::Leaving;
pub use platform::{Operator, Origin, PlatformKind, Review, Status, Successor};
pub use rubric::Rubric;
