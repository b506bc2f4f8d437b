//! The register as the server reads it, through `store::shared`: a unit reads what it may read of meetings, and who said
//! what is the group's and leadership's alone.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use domain::person::Person;
use domain::viewer::{Role, Viewer};

use super::serve::becomes;
use super::*;
use crate::context::Server;

pub async fn register(
    server: &Server,
    viewer: &Viewer,
    (book, unit): (Option<Book>, Option<UnitId>),
) -> Result<Vec<Decided>, Failure> {
    let found: Vec<Box<Meeting>> = store::shared::list(&server.db, viewer, Subject::Meeting, book, unit).await?;
    let mut all: Vec<Meeting> = found.into_iter().map(|own| *own).collect();
    all.sort_by_key(|own| Reverse((own.plan.at, own.id)));
    let became = becomes(server, viewer, &all, |one| one.settled.is_none()).await?;
    let any = all.iter().any(|own| viewer.sees(own.book, None, None));
    let people = if any { store::record::people(&server.db).await? } else { Vec::new() };
    let crew = Crew::of(&people);
    // of a meeting in which the unit has a part, not what was decided for another
    let here =
        |own: &Meeting, one: &Decision| unit.is_none() || [one.resolution.unit, own.plan.series.unit()].contains(&unit);
    let decided = all.iter().flat_map(|own| {
        let crew = viewer.sees(own.book, None, None).then_some(&crew);
        own.decisions.iter().filter(|one| here(own, one)).map(|one| of(own, one, &became, crew)).collect::<Vec<_>>()
    });
    Ok(decided.collect())
}

fn of(own: &Meeting, one: &Decision, became: &[Become], crew: Option<&Crew<'_>>) -> Decided {
    let resolution = &one.resolution;
    let stand = match one.settled {
        Some(_) => Stand::Settled,
        None if waits(one, became) => Stand::Open,
        None => Stand::Followed,
    };
    Decided {
        meeting: own.id,
        decision: resolution.id,
        series: own.plan.series,
        day: own.plan.at.day(),
        what: resolution.what.to_string(),
        unit: resolution.unit,
        who: resolution.who.as_ref().map(ToString::to_string),
        due: resolution.due,
        stand,
        becomes: resolution.becomes,
        voices: crew.map(|crew| crew.voices(own.book, one)),
    }
}

/// Everybody by name, and who works in which group.
struct Crew<'a> {
    names: BTreeMap<PersonId, &'a Person>,
    members: BTreeMap<Book, Vec<&'a Person>>,
}

impl<'a> Crew<'a> {
    fn of(people: &'a [Person]) -> Crew<'a> {
        let mut members: BTreeMap<Book, Vec<&Person>> = BTreeMap::new();
        for own in people.iter().filter(|own| own.suspended_at.is_none()) {
            let books: BTreeSet<Book> = own.roles.iter().filter_map(group).collect();
            books.into_iter().for_each(|book| members.entry(book).or_default().push(own));
        }
        Crew { names: people.iter().map(|own| (own.id, own)).collect(), members }
    }

    fn voices(&self, book: Book, one: &Decision) -> Voices {
        let said = |agrees: bool| -> Vec<String> {
            let own = one.voices.iter().filter(move |voice| voice.agrees == agrees);
            own.filter_map(|voice| Some(self.names.get(&voice.by.person)?.name.to_string())).collect()
        };
        let members = self.members.get(&book).map(Vec::as_slice).unwrap_or_default();
        let silent = members.iter().filter(|own| !one.has_spoken(own.id)).map(|own| own.name.to_string());
        Voices { agree: said(true), against: said(false), silent: silent.collect() }
    }
}

fn group(role: &Role) -> Option<Book> {
    match *role {
        Role::Group { group, .. } => Some(Book::Group(group)),
        Role::OfficeLeader | Role::Unit { .. } | Role::Organisation { .. } | Role::Admin { .. } => None,
    }
}
