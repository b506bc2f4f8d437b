//! Charts, drawn on the server as SVG: presentation attributes and classes, never an inline style. Each says one thing,
//! has a zero baseline, words on the data, and a table twin beside it.

pub mod axis;
pub mod bars;
pub mod dots;
pub mod line;
pub mod spark;
pub mod whisker;

pub use bars::{Bar, Bars, Piece};
pub use dots::{Dot, Dots, DotsRow};
pub use line::Race;
pub use spark::Spark;
pub use whisker::{Whisker, Whiskers};
