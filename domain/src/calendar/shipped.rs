//! Holidays and the weekend days worked in their place, as the General Office of the State Council announced them each
//! November. A year that is not here has its weekends only; the office sets its days (`campaign.set_days`) until a release
//! brings them. A test compares every day with the public package `chinesecalendar` (`cargo xtask test calendar`).

use crate::kinds::{Date, Day};

/// The seven public holidays.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Feast {
    /// 元旦
    NewYear,
    /// 春节
    Spring,
    /// 清明节
    Tombs,
    /// 劳动节
    Labour,
    /// 端午节
    DragonBoat,
    /// 中秋节
    MidAutumn,
    /// 国庆节
    National,
}

/// What was announced of a day. Of other days nothing was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Published {
    Off(Feast),
    /// A day of a weekend, worked in place of a day of this holiday.
    Worked(Feast),
}

/// One year: holidays from (month, day) for so many days, and the days worked in their place.
struct Year {
    year: u16,
    off: &'static [(Feast, u16, u16, i64)],
    worked: &'static [(Feast, u16, u16)],
}

use Feast::{DragonBoat, Labour, MidAutumn, National, NewYear, Spring, Tombs};

#[rustfmt::skip]
const YEARS: [Year; 4] = [
    Year {
        year: 2023,
        off: &[
            (NewYear, 1, 1, 2), (Spring, 1, 21, 7), (Tombs, 4, 5, 1), (Labour, 4, 29, 5), (DragonBoat, 6, 22, 3),
            (MidAutumn, 9, 29, 1), (National, 9, 30, 7), (NewYear, 12, 30, 2),
        ],
        worked: &[
            (Spring, 1, 28), (Spring, 1, 29), (Labour, 4, 23), (Labour, 5, 6), (DragonBoat, 6, 25),
            (National, 10, 7), (National, 10, 8),
        ],
    },
    Year {
        year: 2024,
        off: &[
            (NewYear, 1, 1, 1), (Spring, 2, 10, 8), (Tombs, 4, 4, 3), (Labour, 5, 1, 5), (DragonBoat, 6, 10, 1),
            (MidAutumn, 9, 15, 3), (National, 10, 1, 7),
        ],
        worked: &[
            (Spring, 2, 4), (Spring, 2, 18), (Tombs, 4, 7), (Labour, 4, 28), (Labour, 5, 11), (MidAutumn, 9, 14),
            (National, 9, 29), (National, 10, 12),
        ],
    },
    Year {
        year: 2025,
        off: &[
            (NewYear, 1, 1, 1), (Spring, 1, 28, 8), (Tombs, 4, 4, 3), (Labour, 5, 1, 5), (DragonBoat, 5, 31, 3),
            (National, 10, 1, 5), (MidAutumn, 10, 6, 1), (National, 10, 7, 2),
        ],
        worked: &[(Spring, 1, 26), (Spring, 2, 8), (Labour, 4, 27), (National, 9, 28), (National, 10, 11)],
    },
    Year {
        year: 2026,
        off: &[
            (NewYear, 1, 1, 3), (Spring, 2, 15, 9), (Tombs, 4, 4, 3), (Labour, 5, 1, 5), (DragonBoat, 6, 19, 3),
            (MidAutumn, 9, 25, 3), (National, 10, 1, 7),
        ],
        worked: &[
            (NewYear, 1, 4), (Spring, 2, 14), (Spring, 2, 28), (Labour, 5, 9), (National, 9, 20), (National, 10, 10),
        ],
    },
];

/// Are the holidays of this year shipped?
#[must_use]
pub fn is_published(year: u16) -> bool {
    YEARS.iter().any(|own| own.year == year)
}

/// What was announced of this day, if anything.
#[must_use]
pub fn published(day: Day) -> Option<Published> {
    let Date { year, month, day: of_month } = day.date();
    let year = YEARS.iter().find(|own| own.year == year)?;
    let worked = year.worked.iter().find(|own| (own.1, own.2) == (month, of_month));
    let off = year.off.iter().find(|(_, month, first, days)| {
        Day::of(year.year, *month, *first).is_ok_and(|first| (0..*days).contains(&day.since(first)))
    });
    worked.map(|own| Published::Worked(own.0)).or(off.map(|own| Published::Off(own.0)))
}
