//! What a unit's home shows, read within the viewer's reach. Never gives a secondary organisation what is the unit's.

use domain::asks::{Ask, Held, Standing};
use domain::carrier::Carrier;
use domain::kinds::{Book, Name, Time, UnitId};
use domain::unit::Unit;
use domain::viewer::Role;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
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
    pub held: Vec<Held>,
    pub carriers: Vec<Carrier>,
    pub standing: Vec<Standing>,
    /// The newest visits of the group.
    pub visits: Vec<domain::visit::list::Line>,
    pub people: Vec<Colleague>,
    /// How far the group's book is; not for a secondary organisation.
    pub head: Option<Receipt>,
    /// The newest look-backs; not for a secondary organisation.
    pub lookbacks: Vec<crate::lookback::read::Line>,
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
    use domain::act::{Key, Subject};
    use domain::asks::{Records, asks, held};
    use domain::deployment::Deployment;
    use domain::issue::State;
    use domain::kinds::{GroupId, OrganisationId};
    use domain::lookback::Lookback;
    use domain::meeting::Meeting;
    use domain::notice::Notice;
    use domain::policy::Policies;
    use domain::record::Record;
    use domain::report::Report;
    use domain::viewer::{Reach, UnitPost, Viewer};
    use domain::worklist::Worklist;

    use super::{Book, Carrier, Colleague, Failure, Home, Receipt, Role, Side, Unit, UnitId};
    use crate::context::Server;

    /// Which unit, in which book, seen from where.
    #[derive(Clone, Copy)]
    pub struct Where {
        pub unit: UnitId,
        pub book: Book,
        pub side: Side,
    }

    /// States in which somebody still has something to do.
    const WAITING: [State; 6] =
        [State::Found, State::Agreed, State::InProgress, State::Submitted, State::Disputed, State::Verified];

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
        let issues = store::issue::waiting(db, &reach, at.unit, &WAITING).await?;
        let all = |subject| store::record::all(db, &reach, subject, Some(at.book), Some(at.unit));
        let carriers: Vec<Carrier> =
            all(Subject::Carrier).await?.into_iter().filter_map(|r| r.try_into().ok()).collect();
        let reports: Vec<Report> = all(Subject::Report).await?.into_iter().filter_map(|r| r.try_into().ok()).collect();
        let policies = policies(server, at.book).await?;
        let promised = store::visit::promised(db, &reach, None, Some(at.unit)).await?;
        let lookbacks: Vec<Lookback> = all(Subject::Lookback).await?.into_iter().filter_map(lookback).collect();
        let (notices, worklists) = asked_of(server, viewer, at).await?;
        let meetings: Vec<Meeting> = all(Subject::Meeting).await?.into_iter().filter_map(meeting).collect();
        let (deployments, organisations) = steps_of(server, viewer, at).await?;
        let records = Records {
            unit: unit.as_ref(),
            issues: &issues,
            carriers: &carriers,
            reports: &reports,
            visits: &promised,
            lookbacks: &lookbacks,
            notices: &notices,
            worklists: &worklists,
            meetings: &meetings,
            deployments: &deployments,
            organisations: &organisations,
            policies: &policies,
        };
        Ok(Home {
            id: at.unit,
            book: at.book,
            side: at.side,
            asks: asks(records, today),
            held: held(&issues, &lookbacks, today),
            lookbacks: crate::lookback::read::newest(&lookbacks),
            standing: store::issue::standing(db, &reach, at.unit, today).await?,
            visits: visits(server, &reach, at).await?,
            people: people(server, viewer, at).await?,
            head: if unit.is_some() { receipt(server, at.book).await? } else { None },
            carriers,
            unit,
        })
    }

    fn lookback(record: Record) -> Option<Lookback> {
        if let Record::Lookback(own) = record { Some(*own) } else { None }
    }

    fn meeting(record: Record) -> Option<Meeting> {
        if let Record::Meeting(own) = record { Some(*own) } else { None }
    }

    /// Matters in step, and the organisations whose steps the page asks for: the viewer's own, or where it is the unit's page
    /// none.
    async fn steps_of(
        server: &Server,
        viewer: &Viewer,
        at: Where,
    ) -> Result<(Vec<Deployment>, Vec<OrganisationId>), Failure> {
        let (book, unit) = (Some(at.book), Some(at.unit));
        let all: Vec<Box<Deployment>> =
            store::shared::list(&server.db, &asking(viewer, at), Subject::Deployment, book, unit).await?;
        let organisations = if at.side == Side::Organisation { viewer.reach().organisations } else { Vec::new() };
        Ok((all.into_iter().map(|own| *own).collect(), organisations))
    }

    /// The unit's staff, whoever looks at its page; its organisations are themselves.
    fn asking(viewer: &Viewer, at: Where) -> Viewer {
        match (at.side, at.book) {
            (Side::Unit | Side::Guide, Book::Group(group)) => {
                let role = Role::Unit { unit: at.unit, group, post: UnitPost::Liaison };
                Viewer { roles: vec![role], ..viewer.clone() }
            }
            (Side::Organisation, _) | (_, Book::Office) => viewer.clone(),
        }
    }

    /// Papers and lists as the unit itself reads them: the page of one unit says nothing of another.
    async fn asked_of(server: &Server, viewer: &Viewer, at: Where) -> Result<(Vec<Notice>, Vec<Worklist>), Failure> {
        if at.side == Side::Organisation {
            return Ok((Vec::new(), Vec::new()));
        }
        let (db, book, unit) = (&server.db, Some(at.book), Some(at.unit));
        let staff = asking(viewer, at);
        let notices: Vec<Box<Notice>> = store::shared::list(db, &staff, Subject::Notice, book, unit).await?;
        let lists: Vec<Box<Worklist>> = store::shared::list(db, &staff, Subject::Worklist, book, unit).await?;
        Ok((notices.into_iter().map(|own| *own).collect(), lists.into_iter().map(|own| *own).collect()))
    }

    /// As the group has set them, or as shipped: what they ask for is no secret of the group.
    async fn policies(server: &Server, book: Book) -> Result<Policies, Failure> {
        let group = match book {
            Book::Group(group) => group,
            Book::Office => GroupId(uuid::Uuid::nil()),
        };
        let everything = Reach { all: true, ..Reach::default() };
        let key = Key { subject: Subject::Policy, id: group.0 };
        let own = store::record::load(&server.db, &everything, key).await?;
        Ok(own.and_then(|record| Policies::try_from(record).ok()).unwrap_or_else(|| Policies::shipped(group)))
    }

    /// So many visits stand on the page.
    const VISITS: usize = 5;

    async fn visits(server: &Server, reach: &Reach, at: Where) -> Result<Vec<domain::visit::list::Line>, Failure> {
        let filter = domain::visit::list::Filter { unit: Some(at.unit), ..Default::default() };
        Ok(store::visit::list(&server.db, reach, &filter).await?.lines.into_iter().take(VISITS).collect())
    }

    /// Staff of the unit and its organisations; an organisation sees its own.
    async fn people(server: &Server, viewer: &Viewer, at: Where) -> Result<Vec<Colleague>, Failure> {
        let shown = |role: &Role| match *role {
            Role::Unit { unit, .. } => unit == at.unit && at.side != Side::Organisation,
            Role::Organisation { organisation, unit, .. } => {
                unit == at.unit && (at.side != Side::Organisation || viewer.in_organisation(Some(organisation)))
            }
            Role::OfficeLeader | Role::Group { .. } | Role::Admin { .. } => false,
        };
        let staff = store::record::staff(&server.db, at.unit).await?;
        let mut people: Vec<Colleague> = staff
            .into_iter()
            .map(|person| Colleague { name: person.name, posts: person.roles.into_iter().filter(shown).collect() })
            .filter(|colleague| !colleague.posts.is_empty())
            .collect();
        people.sort_by_key(|own| own.posts.iter().all(|post| matches!(post, Role::Organisation { .. })));
        Ok(people)
    }

    async fn receipt(server: &Server, book: Book) -> Result<Option<Receipt>, Failure> {
        let head = store::journal::heads(&server.db).await?.into_iter().find(|head| head.book == book);
        Ok(head.map(|head| Receipt { seq: head.seq, hash: head.hash, recorded_at: head.recorded_at }))
    }
}
