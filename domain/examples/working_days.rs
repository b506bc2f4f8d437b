//! Prints every day of the shipped years with 1 for a working day and 0 for a day off: `cargo xtask test calendar` compares
//! it with the public package `chinesecalendar`.

use domain::calendar::{is_published, works_as_shipped};
use domain::kinds::Day;

fn main() {
    let days = (0..36_525).map(|days| Day::from_number(10_957 + days));
    for day in days.filter(|day| is_published(day.date().year)) {
        println!("{day} {}", u8::from(works_as_shipped(day)));
    }
}
