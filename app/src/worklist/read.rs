//! What the pages of weekly lists show. Everything comes from `store::shared`, which gives out what the viewer may read.

use std::collections::BTreeSet;

use domain::act::{Key, Subject};
use domain::kinds::{Book, Day, ItemId, PersonId, UnitId, Week, WorklistId};
use domain::record::{Known, Record};
use domain::strand::Strand;
use domain::worklist::{Carried, Item, Task, Worklist};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::history::Told;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: WorklistId,
    pub book: Book,
    pub week: Week,
    pub number: Option<u32>,
    pub state: String,
    /// Items that stand on it, those of them that are ticked, that are over by themselves, that were answered, that were carried
    /// over.
    pub items: usize,
    pub ticked: usize,
    pub over: usize,
    pub answered: usize,
    pub carried: usize,
    pub issued: Option<Day>,
}

/// What a list that is not made yet would begin with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Room {
    pub book: Book,
    pub week: Week,
    pub tasks: Vec<Task>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Board {
    pub lines: Vec<Line>,
    /// For this week and the next, where there is none yet; for a member of the group.
    pub rooms: Vec<Room>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub list: Worklist,
    pub names: Vec<(PersonId, String)>,
    /// What came up since it was made and does not stand on it.
    pub more: Vec<Task>,
    /// What went on to a later list that was issued: it is answered and ticked there.
    pub gone: Vec<ItemId>,
    /// What is done with where it came from: nobody has to tick it.
    pub over: Vec<ItemId>,
    pub history: Vec<Told>,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Worklist, id: self.list.id.0 }
    }

    /// Enough for everything but adding items and issuing.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Worklist(Box::new(self.list.clone())));
        known
    }

    #[must_use]
    pub fn name(&self, person: PersonId) -> String {
        self.names.iter().find(|own| own.0 == person).map(|own| own.1.clone()).unwrap_or_default()
    }
}

impl Line {
    /// `gone`: what went on to later lists; `over`: what is over by itself. A list is done once nothing else is left.
    #[must_use]
    pub fn of(own: &Worklist, gone: &BTreeSet<Carried>, over: &BTreeSet<Carried>) -> Line {
        let among = |of: &BTreeSet<Carried>, item: &Item| of.contains(&Carried { worklist: own.id, item: item.id });
        let left: Vec<&Item> = own.items.iter().filter(|item| item.left() && !among(over, item)).collect();
        let count = |state: &str| {
            own.items.iter().filter(|item| item.state() == state && !(item.left() && among(over, item))).count()
        };
        let state = match own.state() {
            "issued" if left.is_empty() => "done",
            "issued" if left.iter().all(|item| among(gone, item)) => "carried",
            other => other,
        };
        Line {
            id: own.id,
            book: own.book,
            week: own.week,
            number: own.number,
            state: state.to_owned(),
            items: own.items.len() - count("dropped"),
            ticked: count("ticked"),
            over: own.items.iter().filter(|item| item.left() && among(over, item)).count(),
            answered: count("answered"),
            carried: own.items.iter().filter(|item| item.dropped.is_none() && item.task.weeks > 0).count(),
            issued: own.issued.map(|by| by.at.day()),
        }
    }
}

/// Lists within reach, the newest first, and for the group what the next ones would begin with. Of one strand: those that have
/// something of it, counted by that alone, and of one unit by what is the unit's.
#[server(prefix = "/api", endpoint = "worklist/list", input = GetUrl, output = Json)]
pub async fn read_list(
    book: Option<Book>,
    unit: Option<UnitId>,
    as_of: Option<Day>,
    strand: Option<Strand>,
) -> Result<Board, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::list(&server, &viewer, crate::part::records::Scope { book, unit, as_of }, strand).await
}

/// One list within reach.
#[server(prefix = "/api", endpoint = "worklist/detail", input = GetUrl, output = Json)]
pub async fn read_detail(worklist: WorklistId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::detail(&server, &viewer, worklist).await
}

#[cfg(feature = "ssr")]
mod serve {
    use domain::cases::Cases;
    use domain::issue::{Issue, State};
    use domain::meeting::{Meeting, made};
    use domain::notice::Notice;
    use domain::unit::Closed;
    use domain::viewer::{Reach, Viewer};
    use domain::visit::Visit;
    use domain::worklist::suggest::{holds, suggest};
    use domain::worklist::{carried_on, origins};
    use store::owed::Owing;
    use strum::VariantArray as _;

    use super::super::over::over;
    use super::*;
    use crate::context::Server;
    use crate::part::records::Scope;

    pub async fn list(
        server: &Server,
        viewer: &Viewer,
        scope: Scope,
        strand: Option<Strand>,
    ) -> Result<Board, Failure> {
        let mut all: Vec<Box<Worklist>> = scope.shared(&server.db, viewer, Subject::Worklist).await?;
        all.sort_by_key(|own| std::cmp::Reverse((own.week, own.book)));
        let gone = carried_on(all.iter().map(|own| &**own));
        // of a past day it is told what was ticked by then
        let over = match scope.as_of {
            None => over(server, viewer, &plain(&all), None).await?,
            Some(_) => BTreeSet::new(),
        };
        let lines = match strand {
            None => all.iter().map(|own| Line::of(own, &gone, &over)).collect(),
            Some(strand) => {
                let within = all.iter().map(|own| only(own, strand, scope.unit));
                within.filter(|own| !own.items.is_empty()).map(|own| Line::of(&own, &gone, &over)).collect()
            }
        };
        let own = || viewer.reach().groups.into_iter().map(Book::Group);
        let book = own().find(|own| Some(*own) == scope.book).or_else(|| own().next());
        // what goes on is told by all lists of the group, not by those of one unit
        let mut rooms = Vec::new();
        if let (Some(book), None, None) = (book, scope.as_of, scope.unit) {
            let gathered = Gathered::of(server, viewer, book, &all).await?;
            let this = Week::of(server.today());
            for week in [this, this.next()] {
                if all.iter().all(|own| (own.book, own.week) != (book, week)) {
                    rooms.push(Room { book, week, tasks: gathered.tasks(&all, week, server.today()) });
                }
            }
        }
        Ok(Board { lines, rooms })
    }

    fn only(list: &Worklist, strand: Strand, unit: Option<UnitId>) -> Worklist {
        let mut own = list.clone().within(strand);
        own.items.retain(|item| unit.is_none() || item.task.unit == unit);
        own
    }

    fn plain(lists: &[Box<Worklist>]) -> Vec<Worklist> {
        lists.iter().map(|own| (**own).clone()).collect()
    }

    /// Everything of a group that a list is made from.
    struct Gathered {
        book: Book,
        issues: Vec<Issue>,
        visits: Vec<Visit>,
        notices: Vec<Notice>,
        meetings: Vec<Meeting>,
        owing: Owing,
        closed: Closed,
    }

    impl Gathered {
        /// `lists`: those of the group, whose items may have come from what is over by now.
        async fn of(
            server: &Server,
            viewer: &Viewer,
            book: Book,
            lists: &[Box<Worklist>],
        ) -> Result<Gathered, Failure> {
            let Book::Group(group) = book else { return Err(Failure::not_found()) };
            let (db, reach) = (&server.db, Reach { groups: vec![group], ..Reach::default() });
            let states: Vec<State> = State::VARIANTS.iter().copied().filter(|state| state.can_be_late()).collect();
            let notices: Vec<Box<Notice>> = store::shared::list(db, viewer, Subject::Notice, Some(book), None).await?;
            let mut issues = store::issue::of_book(db, &reach, book, &states).await?;
            let mut visits = store::visit::promised(db, &reach, Some(book), None).await?;
            let meetings = crate::meeting::read::of_book(server, viewer, book).await?;
            let own = lists.iter().map(|own| &**own).filter(|own| own.book == book);
            let keys = origins(own).into_iter().chain(made(&meetings));
            store::asked::add(db, &reach, keys, &mut issues, &mut visits).await?;
            let notices = notices.into_iter().map(|own| *own).collect();
            let owing = Owing::of(db, viewer, &reach, book, None).await?;
            let closed = store::record::closed(db).await?;
            Ok(Gathered { book, issues, visits, notices, meetings, owing, closed })
        }

        fn tasks(&self, lists: &[Box<Worklist>], week: Week, today: Day) -> Vec<Task> {
            let own = lists.iter().filter(|own| own.book == self.book);
            let lists: Vec<Worklist> = own.map(|own| (**own).clone()).collect();
            let Gathered { issues, visits, notices, meetings, owing, .. } = self;
            let cases = Cases { lists: &lists, issues, visits, notices, meetings, ..owing.cases() };
            let mut tasks = suggest(cases, week, today);
            tasks.retain(|task| task.unit.is_none_or(|unit| !self.closed.has(unit)));
            tasks
        }
    }

    pub async fn detail(server: &Server, viewer: &Viewer, id: WorklistId) -> Result<Detail, Failure> {
        let key = Key { subject: Subject::Worklist, id: id.0 };
        let own: Box<Worklist> = store::shared::load(&server.db, viewer, key).await?.ok_or_else(Failure::not_found)?;
        let lists: Vec<Box<Worklist>> =
            store::shared::list(&server.db, viewer, Subject::Worklist, Some(own.book), None).await?;
        let current = own.week >= Week::of(server.today());
        let more = if viewer.in_group(own.book) && current {
            let tasks = Gathered::of(server, viewer, own.book, &lists).await?.tasks(&lists, own.week, server.today());
            let held: Vec<Task> = own.items.iter().map(|item| item.task.clone()).collect();
            tasks.into_iter().filter(|task| !holds(&held, task)).collect()
        } else {
            Vec::new()
        };
        let gone = carried_on(lists.iter().map(|other| &**other));
        let gone = gone.into_iter().filter(|from| from.worklist == own.id).map(|from| from.item).collect();
        let over = over(server, viewer, &plain(&lists), Some(own.id)).await?.into_iter().map(|own| own.item).collect();
        let mut people: BTreeSet<PersonId> =
            own.items.iter().flat_map(|item| &item.answers).map(|own| own.by.person).collect();
        people.extend(own.items.iter().filter_map(|item| item.ticked).map(|by| by.person));
        people.extend(own.items.iter().filter_map(|item| item.dropped.as_ref()).map(|(_, by)| by.person));
        let names = store::record::names(&server.db, people).await?;
        Ok(Detail {
            names: names.into_iter().map(|(id, name)| (id, name.to_string())).collect(),
            more,
            gone,
            over,
            history: crate::part::history::of_shared(server, viewer, key).await?,
            list: *own,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::cast;
    use domain::entry::By;
    use domain::kinds::{Time, Title};
    use domain::worklist::Source;

    use super::*;

    fn item(number: u128, ticked: Option<By>) -> Item {
        let what = Title::parse("核对报修台账").unwrap();
        let unit = Some(cast::UNITS[1].id);
        let task = Task {
            unit,
            who: None,
            source: Source::Hand,
            what,
            due: None,
            from: None,
            weeks: 0,
            strands: Default::default(),
        };
        let id = ItemId(uuid::Uuid::from_u128(number));
        Item { id, task, answers: Vec::new(), ticked, dropped: None, before: None }
    }

    #[test]
    fn a_list_is_done_once_what_nobody_ticked_is_over_by_itself() {
        let by = By { person: cast::HEAD.id, at: Time(0) };
        let id = WorklistId(uuid::Uuid::from_u128(9));
        let list = Worklist {
            id,
            book: cast::book(),
            week: Week::of(Day::parse("2023-07-24").unwrap()),
            number: Some(1),
            items: vec![item(1, Some(by)), item(2, None), item(3, None)],
            prepared: by,
            issued: Some(by),
        };
        let places = |numbers: &[u128]| -> BTreeSet<Carried> {
            let place = |number: &u128| Carried { worklist: id, item: ItemId(uuid::Uuid::from_u128(*number)) };
            numbers.iter().map(place).collect()
        };
        let said = |gone: &[u128], over: &[u128]| {
            let line = Line::of(&list, &places(gone), &places(over));
            (line.state, line.ticked, line.over)
        };
        assert_eq!(said(&[], &[]), ("issued".to_owned(), 1, 0));
        assert_eq!(said(&[], &[2]), ("issued".to_owned(), 1, 1));
        assert_eq!(said(&[3], &[2]), ("carried".to_owned(), 1, 1));
        assert_eq!(said(&[], &[2, 3]), ("done".to_owned(), 1, 2));
    }
}
