//! Charts, drawn on the server as SVG: presentation attributes and classes, never an inline style. Each says one thing,
//! has a zero baseline, words on the data, and a table twin beside it.

pub mod axis;
pub mod bars;
pub mod dots;
pub mod fall;
pub mod line;
pub mod scatter;
pub mod scores;
pub mod slope;
pub mod spark;
pub mod tell;
pub mod whisker;

pub use bars::{Bar, Bars, Piece};
pub use dots::{Dot, Dots, DotsRow};
pub use fall::{Fall, FallRow};
pub use line::Race;
pub use scatter::{Point, Scatter};
pub use scores::{ScoreRow, Scores};
pub use slope::{Slope, SlopeRow};
pub use spark::Spark;
pub use whisker::{Whisker, Whiskers, Without};
