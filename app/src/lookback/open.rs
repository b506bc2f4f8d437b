//! Opens the look-backs of a month: of one unit, or of all units that have none yet. What fell due comes by itself. `month` of the
//! address is the one that is chosen already.

use domain::act::{Act as Any, Key, Subject};
use domain::kinds::{Book, Day, LookbackId, Month, UnitId};
use domain::lookback::Act;
use domain::refusal::{Field, Refusal};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Form, Wrong};
use crate::part::field::Select;
use crate::part::month_text;
use crate::session::{GroupNode, me};
use crate::texts::texts;

/// So many months back one may still look.
const BACK: usize = 12;

#[component]
pub fn Open(
    group: GroupNode,
    /// Of the group's campaign.
    start: Option<Day>,
    /// What there is already.
    there: Vec<LookbackId>,
) -> impl IntoView {
    let (t, me, outbox, form) = (texts(), me(), outbox(), Form::new("open"));
    let months = months(me.today(), start);
    let months: Vec<_> = months.map(|month| (month.to_string(), month_text(month, t.lang))).collect();
    let asked = use_query_map().read_untracked().get("month").unwrap_or_default();
    let ids: Vec<UnitId> = group.open().map(|unit| unit.id).collect();
    let units = group.open().map(|unit| (unit.id.to_string(), unit.name.to_string()));
    let units: Vec<_> = std::iter::once((String::new(), t.lookback.all_units().to_owned())).chain(units).collect();
    let waits = move |id: LookbackId| !outbox.about(Key { subject: Subject::Lookback, id: id.0 }).is_empty();
    let read = Callback::new(move |(entered,): (Entered,)| {
        let month = entered.get("month", Month::parse)?;
        let chosen: Option<UnitId> = entered.raw("unit").parse().ok();
        acts(month, &ids, chosen, |id| there.contains(&id) || waits(id))
    });
    view! {
        <ActForm form book=Book::Group(group.id) verb=t.act.lookback_open() read primary=true>
            <p class="hint">{t.lookback.open_note()}</p>
            <Select label=t.field.month() name=form.name("month") options=months value=asked wrong=form.wrong("month")/>
            <Select label=t.field.unit() name=form.name("unit") options=units wrong=form.wrong("unit")/>
        </ActForm>
    }
}

/// From this month back to that in which the campaign began.
fn months(today: Day, start: Option<Day>) -> impl Iterator<Item = Month> {
    let now = Month::of(today);
    let first = start.map_or(now, Month::of);
    std::iter::successors(Some(now), move |month| Some(month.plus(-1)).filter(|month| *month >= first)).take(BACK)
}

/// One act for each unit that has none of this month; nothing to do is said at the month.
fn acts(
    month: Month,
    units: &[UnitId],
    chosen: Option<UnitId>,
    there: impl Fn(LookbackId) -> bool,
) -> Result<Vec<Any>, Wrong> {
    let wanted = units.iter().filter(|unit| chosen.is_none_or(|own| own == **unit));
    let missing = wanted.map(|unit| (LookbackId::of(*unit, month), *unit)).filter(|(id, _)| !there(*id));
    let acts: Vec<Any> = missing.map(|(lookback, unit)| Any::Lookback(Act::Open { lookback, unit, month })).collect();
    if acts.is_empty() { Err(("month", Refusal::Taken { field: Field::Month })) } else { Ok(acts) }
}

#[cfg(test)]
mod tests {
    use domain::cast::UNITS;

    use super::*;

    #[test]
    fn months_go_back_to_the_beginning_of_the_campaign_and_no_further_than_a_year() {
        let of = |start: &str| {
            let months = months(Day::parse("2023-06-05").unwrap(), Day::parse(start).ok());
            months.map(|own| own.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(of("2023-04-17"), ["2023-06", "2023-05", "2023-04"]);
        assert_eq!(of(""), ["2023-06"], "there is no campaign");
        assert_eq!((of("2020-01-01").len(), of("2020-01-01")[BACK - 1].as_str()), (BACK, "2022-07"));
    }

    #[test]
    fn only_units_without_one_are_opened_and_none_is_said_at_the_month() {
        let (month, units) = (Month::parse("2023-06").unwrap(), UNITS.map(|unit| unit.id));
        let first = LookbackId::of(units[0], month);
        assert_eq!(acts(month, &units, None, |_| false).unwrap().len(), 5);
        assert_eq!(acts(month, &units, None, |id| id == first).unwrap().len(), 4);
        let wrong = ("month", Refusal::Taken { field: Field::Month });
        assert_eq!(acts(month, &units, Some(units[0]), |id| id == first), Err(wrong));
    }
}
