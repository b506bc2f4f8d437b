//! A moment and a position as fields of forms have them: text, and back.

use domain::kinds::{Day, Time};
use domain::refusal::Refusal;
use domain::visit::Position;

use super::words;
use crate::texts::Texts;

/// `2023-07-28T14:20`, in Asia/Shanghai: as a field of a form has it.
#[must_use]
pub fn local(at: Time) -> String {
    let (hour, minute) = at.clock();
    format!("{}T{hour:02}:{minute:02}", at.day())
}

/// Reads what [`local`] wrote.
///
/// # Errors
/// [`Refusal::BadDay`].
pub fn moment(raw: &str) -> Result<Time, Refusal> {
    let (day, clock) = raw.trim().split_once('T').ok_or(Refusal::BadDay)?;
    let (hour, rest) = clock.split_once(':').ok_or(Refusal::BadDay)?;
    let number = |raw: &str, most: i64| raw.parse::<i64>().ok().filter(|own| (0..most).contains(own));
    let minute = rest.split(':').next().unwrap_or_default();
    let minutes = number(hour, 24).zip(number(minute, 60)).map(|(hour, minute)| hour * 60 + minute);
    Ok(Time(Day::parse(day)?.start().0 + minutes.ok_or(Refusal::BadDay)? * 60_000_000))
}

/// `45750000,126640000,20`
pub(super) fn position(raw: &str) -> Option<Position> {
    let mut parts = raw.split(',');
    let mut next = || parts.next().map(str::trim);
    Some(Position {
        latitude: next()?.parse().ok()?,
        longitude: next()?.parse().ok()?,
        accuracy: next()?.parse().ok()?,
    })
}

/// The position in words.
#[must_use]
pub fn position_text(raw: &str, t: Texts) -> String {
    position(raw).map(|own| words::position(own, t)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_it_was_written() {
        let at = Time(Day::parse("2023-07-28").unwrap().start().0 + (14 * 60 + 20) * 60_000_000);
        assert_eq!(local(at), "2023-07-28T14:20");
        assert_eq!(moment(&local(at)), Ok(at));
        for wrong in ["", "2023-07-28", "2023-07-28T25:00", "1923-07-28T10:00", "2023-07-28T10:61"] {
            assert_eq!(moment(wrong), Err(Refusal::BadDay), "{wrong}");
        }
    }

    #[test]
    fn a_position_is_read_or_is_none() {
        let at = Position { latitude: 45_750_000, longitude: 126_640_000, accuracy: 20 };
        assert_eq!(position("45750000,126640000,20"), Some(at));
        assert_eq!(position(""), None);
        assert_eq!(position("45,x,1"), None);
    }
}
