//! The statement that lists issues: its columns, what a filter asks, its order, and the line that a row becomes.

use domain::due::{late_before, stagnant_since};
use domain::issue::list::{Filter, Line, OWNED_BY, PAGE, Sort, folded};
use domain::issue::{Origin, State};
use domain::kinds::Day;
use domain::viewer::Reach;
use sqlx::any::AnyRow;
use strum::VariantArray;

use super::NO_DAY;
use crate::error::{Result, corrupt};
use crate::scope::within;
use crate::sql::{Columns, Sql};

/// `i` is the issue; `s` is where its state is read: the issue itself, or its version on a past day.
pub(super) const LINE: &str = "select i.id, i.book, i.unit_id, i.origin, i.number, s.title, s.category, s.state, s.official, \
     s.department, s.due_day, i.found_day, s.moved_day, s.lookback_day, s.percent, s.returns, s.relapses";

pub(super) fn condition(sql: &mut Sql, reach: &Reach, filter: &Filter, today: Day) {
    sql.push(" from issue i");
    if let Some(day) = filter.as_of {
        sql.push(" join issue_version s on s.id = i.id and s.from_day <= ").bind(day.number());
        sql.push(" and (s.to_day is null or s.to_day > ").bind(day.number()).push(")");
    }
    sql.push(" where ");
    within(sql, reach, "i");
    exact(sql, "i.book", filter.book.map(|book| book.to_string()));
    exact(sql, "i.unit_id", filter.unit.map(|unit| unit.to_string()));
    exact(sql, "s.organisation_id", filter.organisation.map(|organisation| organisation.to_string()));
    exact(sql, "i.origin", filter.origin.map(|origin| <&str>::from(origin).to_owned()));
    exact(sql, "i.report_id", filter.report.map(|report| report.to_string()));
    exact(sql, "i.visit_id", filter.visit.map(|visit| visit.to_string()));
    exact(sql, "s.category", filter.category.map(|category| <&str>::from(category).to_owned()));
    if filter.unclassified {
        sql.push(" and s.category is null");
    }
    if !filter.states.is_empty() {
        sql.push(" and ").among("s.state", filter.states.iter().map(<&str>::from));
    }
    derived(sql, filter, filter.as_of.unwrap_or(today));
    if let Some(day) = filter.since {
        since(sql, filter, day);
    }
    if let Some(text) = plain(&filter.text) {
        sql.push(" and s.search like ").bind(format!("%{text}%")).push(" escape '\\'");
    }
    if let Some(name) = plain(&filter.owner) {
        sql.push(" and s.search like ").bind(format!("%{OWNED_BY}%{name}%")).push(" escape '\\'");
    }
    if filter.as_of.is_none() {
        // No past day: the state is read from the issue itself.
        sql.rename("s.", "i.");
    }
}

/// Late, stagnant and the like follow from the day: the same conditions as in `domain::issue::list`.
fn derived(sql: &mut Sql, filter: &Filter, today: Day) {
    if filter.late {
        let states = State::VARIANTS.iter().filter(|state| state.can_be_late()).map(<&str>::from);
        sql.push(" and ").among("s.state", states).push(" and s.due_day < ").bind(late_before(today).number());
    }
    if filter.stagnant {
        sql.push(" and s.state = ").bind(<&str>::from(State::InProgress));
        sql.push(" and s.moved_day <= ").bind(stagnant_since(today).number());
    }
    if filter.lookback_due {
        sql.push(" and s.state = ").bind(<&str>::from(State::Verified));
        sql.push(" and s.lookback_day <= ").bind(today.number());
    }
    if filter.relapsed {
        sql.push(" and s.relapses > 0");
    }
    if filter.returned {
        sql.push(" and s.returns > 0");
    }
}

/// Newly so: at the end of that day it was not there, or in none of the states asked for.
fn since(sql: &mut Sql, filter: &Filter, day: Day) {
    sql.push(" and not exists (select 1 from issue_version v where v.id = i.id and v.from_day <= ").bind(day.number());
    sql.push(" and (v.to_day is null or v.to_day > ").bind(day.number()).push(")");
    if !filter.states.is_empty() {
        sql.push(" and ").among("v.state", filter.states.iter().map(<&str>::from));
    }
    sql.push(")");
}

fn exact(sql: &mut Sql, column: &str, value: Option<String>) {
    if let Some(value) = value {
        sql.push(&format!(" and {column} = ")).bind(value);
    }
}

/// What was typed, if anything; its own `%` and `_` mean themselves.
fn plain(text: &str) -> Option<String> {
    let plain = folded(text.trim()).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    Some(plain).filter(|plain| !plain.is_empty())
}

pub(super) fn order(sql: &mut Sql, filter: &Filter) {
    let stands = if filter.as_of.is_some() { "s" } else { "i" };
    let column = match filter.sort {
        Sort::Due => format!("{stands}.due_day"),
        Sort::Moved => format!("{stands}.moved_day"),
        Sort::State => by_state(&format!("{stands}.state")),
        Sort::Number => "i.number".to_owned(),
        Sort::Found => "i.found_day".to_owned(),
    };
    let way = if filter.descending { "desc" } else { "asc" };
    sql.push(&format!(" order by {column} {way}, i.id {way}"));
}

/// A state's place in the life of an issue, as memory has it.
fn by_state(column: &str) -> String {
    let places = State::VARIANTS.iter().zip(0..);
    let places: String = places.map(|(state, place)| format!(" when '{}' then {place}", <&str>::from(state))).collect();
    format!("case {column}{places} end")
}

pub(super) fn paged(sql: &mut Sql, filter: &Filter) {
    sql.push(&format!(" limit {PAGE} offset "));
    sql.bind(i64::from(filter.page) * i64::from(PAGE));
}

pub(super) fn line(row: &AnyRow) -> Result<Line> {
    let id = row.text(0)?;
    let bad = |why: &dyn ToString| corrupt("issue", &id, why.to_string());
    let times = |value: i64| u16::try_from(value).unwrap_or(u16::MAX);
    let due = row.int(10)?;
    Ok(Line {
        id: id.parse().map_err(|why| bad(&why))?,
        book: row.text(1)?.parse().map_err(|why| bad(&why))?,
        unit: row.text(2)?.parse().map_err(|why| bad(&why))?,
        origin: row.text(3)?.parse::<Origin>().map_err(|why| bad(&why))?,
        number: small(row.int(4)?),
        title: row.text(5)?,
        category: row.maybe_text(6)?.map(|raw| raw.parse()).transpose().map_err(|why| bad(&why))?,
        state: row.text(7)?.parse().map_err(|why| bad(&why))?,
        official: row.maybe_text(8)?,
        department: row.maybe_text(9)?,
        due: (due != NO_DAY).then(|| Day::from_number(due)),
        found: Day::from_number(row.int(11)?),
        moved: Day::from_number(row.int(12)?),
        lookback: row.maybe_int(13)?.map(Day::from_number),
        percent: u8::try_from(row.int(14)?).unwrap_or(100),
        returns: times(row.int(15)?),
        relapses: times(row.int(16)?),
    })
}

pub(super) fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
