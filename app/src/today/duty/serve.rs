//! Counts what each of the three parts asks, for who holds that office alone.

use std::collections::BTreeMap;

use domain::kinds::{PersonId, Time};
use domain::person::Person;
use domain::viewer::{Admin, Viewer};

use super::{Care, Duty};
use crate::context::Server;
use crate::failure::Failure;

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;
/// Named of those it is about; the page behind it has all.
const NAMED: usize = 5;
/// Tries of a login, and from an address, after which the next has to wait.
const TRIES: (i64, i64) = (5, 50);
/// An account that nobody has used for so long.
const DORMANT: i64 = 30 * DAY;
/// Places at which a person may be signed in at once before somebody should ask.
const PLACES: u32 = 5;
/// Entries of each book that are checked here; the whole way from the first is the page's.
const LAST: i64 = 50;

pub async fn duties(server: &Server, viewer: &Viewer) -> Result<Vec<Duty>, Failure> {
    let mut all = Vec::new();
    if viewer.is_admin(Admin::System) {
        all.extend(system(server).await?);
    }
    if viewer.is_admin(Admin::Security) {
        all.extend(security(server).await?);
    }
    if viewer.is_admin(Admin::Audit) {
        all.extend(audit(server).await?);
    }
    all.retain(|own| own.many > 0);
    Ok(all)
}

impl Duty {
    fn counted(care: Care, many: usize) -> Duty {
        Duty { care, many: u32::try_from(many).unwrap_or(u32::MAX), who: Vec::new() }
    }

    fn of<'a>(care: Care, people: impl Iterator<Item = &'a Person>) -> Duty {
        let names: Vec<String> = people.map(|own| own.name.to_string()).collect();
        let many = Duty::counted(care, names.len());
        Duty { who: names.into_iter().take(NAMED).collect(), ..many }
    }
}

/// Who may sign in. The cast of a demo does so with a click, and needs no password.
async fn active(server: &Server) -> Result<Vec<Person>, Failure> {
    let mut people = store::record::people(&server.db).await?;
    people.retain(|own| own.suspended_at.is_none() && !(server.demo && own.demo));
    Ok(people)
}

async fn system(server: &Server) -> Result<Vec<Duty>, Failure> {
    let db = &server.db;
    let ready = store::credential::people_with_password(db).await?;
    let invited = store::credential::invited(db, server.now()).await?;
    let people = active(server).await?;
    let out = |own: &&Person| !ready.contains(&own.id) && !invited.contains(&own.id);
    let no_link = people.iter().filter(|own| !own.roles.is_empty()).filter(out);
    let unsent = store::reminder::delivery::unsent(db).await?;
    Ok(vec![
        Duty::of(Care::NoLink, no_link),
        Duty::of(Care::NoRole, people.iter().filter(|own| own.roles.is_empty())),
        Duty { many: unsent, ..Duty::counted(Care::Unsent, 0) },
    ])
}

async fn security(server: &Server) -> Result<Vec<Duty>, Failure> {
    let (db, now) = (&server.db, server.now());
    let people = store::record::people(db).await?;
    // what was typed as a login may be anything: only names of people who are there are said
    let tried = store::credential::failing(db, Time(now.0 - HOUR)).await?;
    let many = |of: &str, free: i64| tried.iter().filter(|(name, many)| name.starts_with(of) && *many >= free).count();
    let whose = |own: &&Person| {
        let login = format!("login:{}", own.login);
        tried.iter().any(|(name, many)| *name == login && *many >= TRIES.0)
    };
    let known = Duty::of(Care::Failing, people.iter().filter(whose));
    let ready = store::credential::people_with_password(db).await?;
    let used = store::session::last_seen(db).await?;
    let still = |own: &PersonId| used.get(own).is_none_or(|seen| seen.0 < now.0 - DORMANT);
    let dormant = |own: &&Person| own.suspended_at.is_none() && ready.contains(&own.id) && still(&own.id);
    let mut places: BTreeMap<PersonId, u32> = BTreeMap::new();
    for session in store::session::list(db, None, now).await? {
        *places.entry(session.person).or_default() += 1;
    }
    let spread = |own: &&Person| places.get(&own.id).is_some_and(|many| *many > PLACES);
    Ok(vec![
        Duty { who: known.who, ..Duty::counted(Care::Failing, many("login:", TRIES.0)) },
        Duty::counted(Care::FailingFrom, many("address:", TRIES.1)),
        Duty::of(Care::Dormant, people.iter().filter(dormant)),
        Duty::of(Care::Spread, people.iter().filter(spread)),
    ])
}

async fn audit(server: &Server) -> Result<Vec<Duty>, Failure> {
    let (db, today) = (&server.db, server.today());
    let mut faults = 0;
    for head in store::journal::heads(db).await? {
        let last = store::verify::stretch(db, head.book, (head.seq - LAST).max(0)).await?;
        faults += usize::from(last.is_none_or(|own| own.fault.is_some()));
    }
    let (yesterday, week) = (today.plus(-1).start(), today.plus(-7).start());
    let lately = store::journal::lately(db, week, yesterday).await?;
    Ok(vec![
        Duty::counted(Care::Fault, faults),
        Duty { many: lately.grown, ..Duty::counted(Care::Grown, 0) },
        Duty { many: lately.rights, ..Duty::counted(Care::Rights, 0) },
        Duty { many: lately.system, ..Duty::counted(Care::System, 0) },
    ])
}
