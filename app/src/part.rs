//! The small shared parts that pages are made of. Each file is one part; its look is the file of the same name in `style/`.

pub mod act_form;
pub mod chart;
pub mod confirm;
pub mod empty;
pub mod field;
pub mod history;
pub mod icon;
pub mod mark;
pub mod mend;
pub mod photos;
#[cfg(feature = "hydrate")]
pub mod save;
pub mod secret;
pub mod section;
pub mod sent;
pub mod when;

pub use confirm::Confirm;
pub use empty::{Bones, Empty, Problem};
pub use field::{Field, Select, TextArea};
pub use history::History;
pub use icon::Icon;
pub use mark::{Mark, StateMark};
pub use photos::Photos;
pub use secret::Secret;
pub use section::Section;
pub use sent::{About, Sent};
pub use when::{DayText, Moment, day_text, day_text_with_year, moment_text};
