//! The sizes in which the two lines are drawn.

/// Where things lie on a drawing of one size.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Frame {
    pub width: f64,
    pub height: f64,
    /// The plot's left and right, top and bottom.
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    /// Below the plot's bottom, where days are written.
    pub days: f64,
    /// Height of a label's line.
    pub line: f64,
    pub stroke: f64,
}

/// Beside another section at 1440 px.
pub const DESK: Frame = Frame {
    width: 680.0,
    height: 404.0,
    left: 34.0,
    right: 672.0,
    top: 31.0,
    bottom: 374.0,
    days: 394.0,
    line: 20.0,
    stroke: 2.0,
};
/// The width of a phone.
pub const PHONE: Frame =
    Frame { width: 358.0, height: 300.0, right: 352.0, bottom: 270.0, days: 290.0, line: 16.0, ..DESK };
/// Read from ten metres.
pub const WALL: Frame = Frame {
    width: 1100.0,
    height: 398.0,
    left: 56.0,
    right: 1080.0,
    top: 43.0,
    bottom: 350.0,
    days: 380.0,
    line: 36.0,
    stroke: 3.5,
};
