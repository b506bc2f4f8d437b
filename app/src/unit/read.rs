//! What a unit's home shows, read within the viewer's reach. Never gives a secondary organisation what is the unit's.

use domain::asks::{Ask, Held, Standing};
use domain::carrier::Carrier;
use domain::kinds::{Book, Name, Time, UnitId};
use domain::reminder::Matter;
use domain::strand::far::Far;
use domain::unit::Unit;
use domain::viewer::Role;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::roll::Member;
use crate::wire::Json;

/// From which side the page is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Staff of the unit: everything that is the unit's.
    Unit,
    /// A secondary organisation or branch: only its own issues.
    Organisation,
    /// The group that guides the unit, and the office above it.
    Guide,
}

/// Everything on the page.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Home {
    pub id: UnitId,
    pub book: Book,
    pub side: Side,
    /// Not for a secondary organisation.
    pub unit: Option<Unit>,
    pub asks: Vec<Ask>,
    /// Rounds that wait for the unit, and draws that wait for one of its people.
    pub waits: Vec<Matter>,
    pub held: Vec<Held>,
    pub carriers: Vec<Carrier>,
    pub standing: Vec<Standing>,
    /// The newest visits of the group.
    pub visits: Vec<domain::visit::list::Line>,
    pub people: Vec<Colleague>,
    /// Who of the group answers for it; not for a secondary organisation.
    pub answering: Vec<Member>,
    /// How far the group's book is; not for a secondary organisation.
    pub head: Option<Receipt>,
    /// The newest look-backs; not for a secondary organisation.
    pub lookbacks: Vec<crate::lookback::read::Line>,
    /// How far it is in each strand; not for a secondary organisation.
    pub far: Vec<Far>,
}

/// One person of the unit: name and posts, nothing else.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Colleague {
    pub name: Name,
    pub posts: Vec<Role>,
}

/// The head of a book, as a unit keeps it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Receipt {
    pub seq: i64,
    pub hash: String,
    pub recorded_at: Time,
}

/// A unit's home. A unit out of reach is not there.
#[server(prefix = "/api", endpoint = "unit/home", input = GetUrl, output = Json)]
pub async fn read_home(unit: UnitId) -> Result<Home, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let server = context::server();
    let key = domain::act::Key { subject: domain::act::Subject::Unit, id: unit.0 };
    let own = store::record::load(&server.db, &viewer.reach(), key).await?;
    match own.and_then(|record| Unit::try_from(record).ok()) {
        Some(own) => {
            let side = if viewer.in_unit(unit) { Side::Unit } else { Side::Guide };
            let book = own.book();
            ssr::home(&server, &viewer, ssr::Where { unit, book, side }, Some(own)).await
        }
        None => {
            let book = ssr::guided_by(&viewer, unit).ok_or_else(Failure::not_found)?;
            ssr::home(&server, &viewer, ssr::Where { unit, book, side: Side::Organisation }, None).await
        }
    }
}

#[cfg(feature = "ssr")]
mod ssr {
    use domain::asks::asks;
    use domain::kinds::PersonId;
    use domain::person::Person;
    use domain::viewer::{Reach, Viewer};
    use store::asked::Asked;

    use super::{Book, Colleague, Failure, Home, Receipt, Role, Side, Unit, UnitId};
    use crate::context::Server;

    /// Which unit, in which book, seen from where.
    #[derive(Clone, Copy)]
    pub struct Where {
        pub unit: UnitId,
        pub book: Book,
        pub side: Side,
    }

    /// The book of the group that guides this unit, for a person of one of its organisations.
    pub fn guided_by(viewer: &Viewer, wanted: UnitId) -> Option<Book> {
        viewer.roles.iter().find_map(|role| match *role {
            Role::Organisation { unit, group, .. } if unit == wanted => Some(Book::Group(group)),
            Role::Organisation { .. }
            | Role::OfficeLeader
            | Role::Group { .. }
            | Role::Unit { .. }
            | Role::Admin { .. } => None,
        })
    }

    pub async fn home(server: &Server, viewer: &Viewer, at: Where, unit: Option<Unit>) -> Result<Home, Failure> {
        let (db, reach, today) = (&server.db, viewer.reach(), server.today());
        let calendar = store::campaign::calendar(db, at.book).await?;
        let asked = Asked::of_unit(db, viewer, (at.book, at.unit), unit, &calendar).await?;
        let staff = store::record::staff(db, at.unit).await?;
        let far = match at.side {
            Side::Unit | Side::Guide => store::strand::far(db, viewer, (at.book, at.unit), &asked).await?,
            Side::Organisation => Vec::new(),
        };
        Ok(Home {
            far,
            id: at.unit,
            book: at.book,
            side: at.side,
            asks: asks(asked.records(), today),
            waits: asked.waits(&theirs(&staff, at.unit), today),
            held: asked.held(today),
            lookbacks: crate::lookback::read::newest(&asked.lookbacks),
            standing: store::issue::standing(db, &reach, at.unit, today).await?,
            visits: visits(server, &reach, at).await?,
            people: people(staff, viewer, at),
            answering: match &asked.unit {
                Some(unit) => crate::unit::answering::named(db, unit).await?,
                None => Vec::new(),
            },
            head: if asked.unit.is_some() { receipt(server, at.book).await? } else { None },
            carriers: asked.carriers,
            unit: asked.unit,
        })
    }

    /// So many visits stand on the page.
    const VISITS: usize = 5;

    async fn visits(server: &Server, reach: &Reach, at: Where) -> Result<Vec<domain::visit::list::Line>, Failure> {
        let filter = domain::visit::list::Filter { unit: Some(at.unit), ..Default::default() };
        Ok(store::visit::list(&server.db, reach, &filter).await?.lines.into_iter().take(VISITS).collect())
    }

    /// Who acts for the unit as a whole: what waits for one of them waits for the unit.
    fn theirs(staff: &[Person], of: UnitId) -> Vec<PersonId> {
        let acts = |role: &Role| matches!(role, Role::Unit { unit, .. } if *unit == of);
        staff.iter().filter(|own| own.roles.iter().any(acts)).map(|own| own.id).collect()
    }

    /// Staff of the unit and its organisations; an organisation sees its own.
    fn people(staff: Vec<Person>, viewer: &Viewer, at: Where) -> Vec<Colleague> {
        let shown = |role: &Role| match *role {
            Role::Unit { unit, .. } => unit == at.unit && at.side != Side::Organisation,
            Role::Organisation { organisation, unit, .. } => {
                unit == at.unit && (at.side != Side::Organisation || viewer.in_organisation(Some(organisation)))
            }
            Role::OfficeLeader | Role::Group { .. } | Role::Admin { .. } => false,
        };
        let mut people: Vec<Colleague> = staff
            .into_iter()
            .map(|person| Colleague { name: person.name, posts: person.roles.into_iter().filter(shown).collect() })
            .filter(|colleague| !colleague.posts.is_empty())
            .collect();
        people.sort_by_key(|own| own.posts.iter().all(|post| matches!(post, Role::Organisation { .. })));
        people
    }

    async fn receipt(server: &Server, book: Book) -> Result<Option<Receipt>, Failure> {
        let head = store::journal::head(&server.db, book).await?;
        Ok(head.map(|head| Receipt { seq: head.seq, hash: head.hash, recorded_at: head.recorded_at }))
    }
}
