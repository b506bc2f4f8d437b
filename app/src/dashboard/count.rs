//! Counts one dashboard from the store. Server only; every read goes through the viewer's reach.

use std::collections::HashMap;

use domain::act::{Key, Subject};
use domain::campaign::Period;
use domain::figure::Figure;
use domain::group::Group;
use domain::issue::list::{Filter, Sort};
use domain::issue::{Origin, State};
use domain::kinds::{Book, CampaignId, Day, GroupId, Time};
use domain::record::Record;
use domain::unit::Unit;
use domain::viewer::{Reach, Viewer};
use domain::visit::list::Filter as VisitFilter;
use store::journal::{Head, kept_heads};
use store::tally::{self, Step};
use store::{Db, issue, record};
use strum::VariantArray;

use super::board::{Board, Last, Late, Part, Parts, Stuck, Whole};
use super::scope::{Asked, Scope, states};
use super::sum;
use crate::failure::Failure;

/// Rows of each list of what is stuck.
const ROWS: usize = 6;
/// Of more groups only so many come with the page, until all are asked for.
const GROUPS: usize = 30;

/// The dashboard of a scope, if the viewer's reach covers it.
///
/// # Errors
/// Out of reach or missing; the database.
pub async fn board(db: &Db, viewer: &Viewer, asked: Asked, now: Time) -> Result<Board, Failure> {
    let reach = viewer.reach();
    let place = Place::find(db, &reach, asked.scope).await?;
    let heads = kept_heads(db).await?;
    let steps = tally::kept(db, place.tally, place.age(&heads)).await?;
    let day = asked.as_of.unwrap_or(now.day());
    let compare = asked.compare.filter(|compare| *compare < day).unwrap_or(day.plus(-7));
    let first = place.first(&steps, day);
    let last = place.period.as_ref().map_or(day, |period| day.min(period.end)).max(first);
    let days = [first, last, day, compare];
    let newly = |states| Filter { origin: Some(Origin::Research), states, since: Some(compare), ..asked.filter() };
    let new = [newly(states(State::counted)), newly(states(State::solved))];
    let new = issue::counts(db, &reach, &new, day).await?;
    let new = |place: usize| new.get(place).copied().unwrap_or_default();
    let (parts, whole) = parts(db, &place, &heads, [compare, day], asked.every).await?;
    Ok(Board {
        asked,
        now,
        day,
        compare,
        first,
        figures: Figure::VARIANTS.iter().map(|figure| sum::count(&steps, *figure, days)).collect(),
        team_solved: sum::series(&steps, first, last, day, sum::issues(Origin::TeamList, State::solved)),
        cells: sum::cells(&steps, day),
        new_found: new(0),
        new_solved: new(1),
        stuck: stuck(db, &reach, asked, day).await?,
        parts,
        whole,
        last: place.last(&heads),
        period: place.period,
    })
}

/// Where a scope lies: whose tally, which book, which campaign.
struct Place {
    tally: tally::Scope,
    /// Nothing for all groups.
    book: Option<Book>,
    period: Option<Period>,
    groups: Vec<domain::group::Group>,
    units: Vec<Unit>,
}

impl Place {
    async fn find(db: &Db, reach: &Reach, scope: Scope) -> Result<Place, Failure> {
        match scope {
            Scope::All if reach.all => all(db).await,
            Scope::Group(group) if reach.all || reach.groups.contains(&group) => {
                let book = Book::Group(group);
                let units = units(db, reach, book).await?;
                one(db, tally::Scope::Group(book), group, units).await
            }
            Scope::Unit(unit) => {
                let key = Key { subject: Subject::Unit, id: unit.0 };
                match record::load(db, reach, key).await? {
                    Some(Record::Unit(own)) => one(db, tally::Scope::Unit(unit), own.group, vec![own]).await,
                    Some(_) | None => Err(Failure::not_found()),
                }
            }
            Scope::All | Scope::Group(_) => Err(Failure::not_found()),
        }
    }

    /// Entries in the books that the scope's counts come from: as long as it stays, so do the counts.
    fn age(&self, heads: &[Head]) -> i64 {
        heads.iter().filter(|head| self.book.is_none_or(|book| book == head.book)).map(|head| head.seq).sum()
    }

    fn first(&self, steps: &[Step], day: Day) -> Day {
        let counted = steps.first().map_or(day, |step| step.day).min(day);
        self.period.as_ref().map_or(counted, |period| period.start)
    }

    fn last(&self, heads: &[Head]) -> Option<Last> {
        let own = |head: &&Head| match self.book {
            Some(book) => head.book == book,
            None => head.book != Book::Office,
        };
        let head = heads.iter().filter(own).max_by_key(|head| head.recorded_at)?;
        let hash = head.hash.clone();
        Some(Last { book: head.book, seq: head.seq, hash, at: head.recorded_at })
    }
}

async fn all(db: &Db) -> Result<Place, Failure> {
    let [kept] = record::kept(db, [Subject::Group]).await?;
    let groups: Vec<Group> = kept.iter().cloned().filter_map(|own| Group::try_from(own).ok()).collect();
    let newest = groups.iter().map(|group| group.campaign).max();
    let period = match newest {
        Some(campaign) => period(db, campaign).await?,
        None => None,
    };
    Ok(Place { tally: tally::Scope::All, book: None, period, groups, units: Vec::new() })
}

async fn one(db: &Db, tally: tally::Scope, id: GroupId, units: Vec<Unit>) -> Result<Place, Failure> {
    let everything = Reach { all: true, ..Reach::default() };
    let found = record::load(db, &everything, Key { subject: Subject::Group, id: id.0 }).await?;
    let group = found.and_then(|own| Group::try_from(own).ok()).ok_or_else(Failure::not_found)?;
    let period = period(db, group.campaign).await?;
    Ok(Place { tally, book: Some(Book::Group(id)), period, groups: Vec::new(), units })
}

async fn period(db: &Db, campaign: CampaignId) -> Result<Option<Period>, Failure> {
    let everything = Reach { all: true, ..Reach::default() };
    let found = record::load(db, &everything, Key { subject: Subject::Campaign, id: campaign.0 }).await?;
    Ok(match found {
        Some(Record::Campaign(campaign)) => Some(campaign.period),
        Some(_) | None => None,
    })
}

async fn units(db: &Db, reach: &Reach, book: Book) -> Result<Vec<Unit>, Failure> {
    let records = record::all(db, reach, Subject::Unit, Some(book), None).await?;
    let mut units: Vec<Unit> = records
        .into_iter()
        .filter_map(|record| if let Record::Unit(unit) = record { Some(unit) } else { None })
        .collect();
    units.sort_by_key(|unit| unit.added_at);
    Ok(units)
}

/// Each group or unit of the scope against its own earlier cut; in order of names, never of counts.
async fn parts(
    db: &Db,
    place: &Place,
    heads: &[Head],
    [then, now]: [Day; 2],
    every: bool,
) -> Result<(Parts, Whole), Failure> {
    if place.book.is_none() {
        let ages: HashMap<Book, i64> = heads.iter().map(|head| (head.book, head.seq)).collect();
        let mut parts = Vec::new();
        for group in &place.groups {
            let book = Book::Group(group.id);
            let age = ages.get(&book).copied().unwrap_or(0);
            let steps = tally::kept(db, tally::Scope::Group(book), age).await?;
            parts.push(part(group.id, group.name.to_string(), &steps, then, now));
        }
        parts.sort_by(|one, other| one.name.cmp(&other.name));
        let whole = Part::whole(&parts);
        parts.truncate(if every { parts.len() } else { GROUPS });
        return Ok((Parts::Groups(parts), whole));
    }
    let mut parts = Vec::new();
    for unit in &place.units {
        let steps = tally::kept(db, tally::Scope::Unit(unit.id), place.age(heads)).await?;
        let own = part(unit.id, unit.name.to_string(), &steps, then, now);
        // One that was closed by that day is compared with nothing any more; looked at alone it stands there.
        if unit.closed.is_none() || own.units > 0 || place.units.len() == 1 {
            parts.push(own);
        }
    }
    let whole = Part::whole(&parts);
    Ok((Parts::Units(parts), whole))
}

fn part<Id>(id: Id, name: String, steps: &[Step], then: Day, now: Day) -> Part<Id> {
    let sum::Cuts { units, research, team_list } = sum::cuts(steps, then, now);
    Part { id, name, units: u32::try_from(units).unwrap_or(0), research, team_list }
}

async fn stuck(db: &Db, reach: &Reach, asked: Asked, day: Day) -> Result<Stuck, Failure> {
    let base = asked.filter();
    let stagnant = Filter { stagnant: true, sort: Sort::Moved, ..base.clone() };
    let late = Filter { late: true, sort: Sort::Due, ..base };
    let (stagnant, stagnant_rows) = issue::first(db, reach, &stagnant, day, ROWS).await?;
    let (late, late_rows) = issue::first(db, reach, &late, day, ROWS).await?;
    let (promises, promises_rows) = promises(db, reach, asked, day).await?;
    Ok(Stuck { stagnant, late, stagnant_rows, late_rows, promises, promises_rows })
}

/// Promises past their day.
async fn promises(db: &Db, reach: &Reach, asked: Asked, day: Day) -> Result<(u32, Vec<Late>), Failure> {
    let Asked { as_of, .. } = asked;
    let base = asked.filter();
    let filter = VisitFilter { book: base.book, unit: base.unit, as_of, ..VisitFilter::default() };
    let (many, rows) = store::visit::late(db, reach, &filter, day, ROWS).await?;
    let rows = rows.into_iter().map(|own| Late {
        visit: own.visit,
        unit: own.unit,
        what: own.what,
        who: own.who,
        days: day.since(own.due),
    });
    Ok((many, rows.collect()))
}
