//! Scales and ticks: from values to places on the drawing. Pure.

/// A straight line from values to places.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scale {
    pub from: (f64, f64),
    pub to: (f64, f64),
}

impl Scale {
    /// Places `value`; a scale without extent puts everything at its start.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        let (low, high) = self.from;
        if high <= low {
            return self.to.0;
        }
        self.to.0 + (value - low) / (high - low) * (self.to.1 - self.to.0)
    }
}

/// Round values above zero, at most `most`, for a scale that starts at zero; the largest is not above `top`.
#[must_use]
pub fn ticks(top: i64, most: i64) -> Vec<i64> {
    if top <= 0 || most <= 0 {
        return Vec::new();
    }
    let mut power = 1;
    loop {
        for step in [power, power * 2, power * 5] {
            if top / step <= most {
                return (1..=top / step).map(|place| place * step).collect();
            }
        }
        power *= 10;
    }
}

/// As drawn: one digit after the point.
#[must_use]
pub fn px(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// `x,y x,y`
#[must_use]
pub fn points(places: impl IntoIterator<Item = (f64, f64)>) -> String {
    let texts: Vec<String> = places.into_iter().map(|(x, y)| format!("{},{}", px(x), px(y))).collect();
    texts.join(" ")
}

/// Counts as numbers to draw with.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "counts are far below where that loses anything")]
pub fn real(value: i64) -> f64 {
    value as f64
}

/// As [`real`], for places in a list.
#[must_use]
pub fn place(value: usize) -> f64 {
    real(i64::try_from(value).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_within_the_top() {
        assert_eq!(ticks(160, 4), [50, 100, 150]);
        assert_eq!(ticks(7, 4), [2, 4, 6]);
        assert_eq!(ticks(3, 4), [1, 2, 3]);
        assert_eq!(ticks(48_000, 4), [10_000, 20_000, 30_000, 40_000]);
        assert_eq!(ticks(53_000, 4), [20_000, 40_000]);
        assert_eq!(ticks(0, 4), Vec::<i64>::new());
    }

    #[test]
    fn a_scale_without_extent_stays_at_its_start() {
        let scale = Scale { from: (5.0, 5.0), to: (34.0, 672.0) };
        assert!((scale.at(5.0) - 34.0).abs() < f64::EPSILON);
        let scale = Scale { from: (0.0, 100.0), to: (374.0, 31.0) };
        assert!((scale.at(0.0) - 374.0).abs() < f64::EPSILON);
        assert!((scale.at(100.0) - 31.0).abs() < f64::EPSILON);
    }

    #[test]
    fn places_are_written_short() {
        assert_eq!(points([(34.0, 371.94), (38.9, 0.0)]), "34,371.9 38.9,0");
    }
}
