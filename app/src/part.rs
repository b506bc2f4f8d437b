//! The small shared parts that pages are made of. Each file is one part; its look is the file of the same name in `style/`.

pub mod act_form;
pub mod chart;
pub mod chosen;
pub mod confirm;
pub mod editing;
pub mod empty;
pub mod field;
pub mod history;
pub mod icon;
pub mod linked;
pub mod linking;
pub mod links;
pub mod loaded;
pub mod mark;
pub mod mend;
pub mod photos;
pub mod picture;
pub mod proof;
pub mod reading;
pub mod records;
pub mod roll;
#[cfg(feature = "hydrate")]
pub mod save;
pub mod secret;
pub mod section;
pub mod sent;
pub mod shown_day;
pub mod stay;
pub mod twin;
pub mod versus;
pub mod when;

pub use confirm::Confirm;
pub use empty::{Bones, Empty, Problem};
pub use field::{Complaint, Field, Select, TextArea};
pub use history::History;
pub use icon::Icon;
pub use linked::Linked;
pub use links::{escaped, links};
pub use loaded::{loaded, loaded_or};
pub use mark::{Mark, StateMark};
pub use photos::Photos;
pub use picture::Picture;
pub use secret::Secret;
pub use section::{Section, Summary};
pub use sent::{About, Last, Made, Sent};
pub use shown_day::ShownDay;
pub use twin::Twin;
pub use when::{DayText, Moment, day_text, day_text_with_year, moment_text, month_text};

/// Prints the page as it stands.
pub fn print() {
    // A browser that can't print has said so itself.
    let _ = leptos::prelude::window().print();
}
