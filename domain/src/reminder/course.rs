//! What the course of a campaign asks of a group: look-backs at the end of a month, a cut once half of it has passed.

use super::gather::pressing;
use super::{Matter, Reason, What};
use crate::calendar::Calendar;
use crate::campaign::Period;
use crate::kinds::{Book, Day, Month, UnitId};
use crate::lookback::{Lookback, gather};
use crate::record::Known;

/// A month is looked back on in its last so many working days, or once it is over.
const LAST_DAYS: i64 = 5;

/// What that is made of.
#[derive(Clone, Copy, Debug)]
pub struct Course<'a> {
    pub book: Book,
    /// Of the campaign that the group works in.
    pub period: &'a Period,
    /// In so many units something fell due by the end of the month that is looked back on now, and nobody has opened
    /// the look-back that asks for it ([`unopened`], [`fell_due`]).
    pub units: usize,
    /// The days of which there are cuts.
    pub cuts: &'a [Day],
}

/// The month whose look-backs are to be there by now: this one in its last working days, until then the one that is over. None that
/// lies outside the campaign: nobody is asked before it begins, nor for ever after it.
#[must_use]
pub fn looked_back_on(period: &Period, calendar: &Calendar, today: Day) -> Option<Month> {
    let this = Month::of(today);
    let ends = calendar.between(today.plus(-1), this.last()) <= LAST_DAYS;
    let month = if ends { this } else { this.plus(-1) };
    (period.start <= month.last() && month.first() <= period.end).then_some(month)
}

/// Those of these units that have no look-back of the month, nor a later one, which asks for all that the month left.
#[must_use]
pub fn unopened(units: impl IntoIterator<Item = UnitId>, lookbacks: &[Lookback], month: Month) -> Vec<UnitId> {
    let opened = |unit: UnitId| lookbacks.iter().any(|own| own.unit == unit && own.month >= month);
    units.into_iter().filter(|unit| !opened(*unit)).collect()
}

/// In how many of these units something fell due by the end of the month. `known` is what their look-backs would be
/// gathered from.
#[must_use]
pub fn fell_due(units: &[UnitId], month: Month, known: &Known) -> usize {
    units.iter().filter(|unit| !gather(**unit, month, known).items.is_empty()).count()
}

/// Units in which something fell due by the end of the month, and nobody has opened the look-back that asks for it.
pub(super) fn lookbacks(own: Course, calendar: &Calendar, today: Day) -> Option<Matter> {
    let (month, many) = (looked_back_on(own.period, calendar, today)?, own.units);
    (many > 0).then(|| Matter {
        what: What::Lookbacks { book: own.book, month, many },
        code: None,
        title: String::new(),
        reason: pressing(Some(month.last()), today),
        due: Some(month.last()),
    })
}

/// Half of the campaign has passed, it is not over, and no cut is of its middle day or a later one.
pub(super) fn half_time(own: Course, today: Day) -> Option<Matter> {
    let half = own.period.half;
    let frozen = own.cuts.iter().any(|day| *day >= half);
    (own.period.in_second_half(today) && !frozen).then(|| Matter {
        what: What::HalfTime { book: own.book, half },
        code: None,
        title: String::new(),
        reason: Reason::Asked,
        due: None,
    })
}
