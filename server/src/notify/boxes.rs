//! Keeps the boxes: of each book in which something has happened, or on a new day, what its people are asked now.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use app::context::Server;
use domain::act::Subject;
use domain::draw::Draw;
use domain::evaluation::Evaluation;
use domain::kinds::{Book, Day, GroupId, Name, PersonId, Time};
use domain::meeting::Meeting;
use domain::person::Person;
use domain::record::Record;
use domain::reminder::{Answering, Matter, Planned, Settings, Spoken, Turn, turn};
use domain::viewer::{Post, Reach, Role, UnitPost, Viewer};

/// How far each book was when its boxes were last filled, on which day, and with which settings.
#[derive(Default)]
pub struct Seen {
    books: HashMap<Book, (i64, Day, String)>,
    /// Until when this node has the turn.
    pub(super) turn: Option<Time>,
}

pub(super) async fn refresh(server: &Server, seen: &mut Seen) -> store::Result<()> {
    let today = server.today();
    let heads = store::journal::kept_heads(&server.db).await?;
    let office = heads.iter().find(|head| head.book == Book::Office).map_or(0, |head| head.seq);
    // Roles and the calendar are the office's; with other settings other things are told.
    let set = format!("{office} {}", store::reminder::setting::age(&server.db).await?);
    let mut moved = Vec::new();
    for head in heads.iter() {
        let now = (head.seq, today, set.clone());
        if let Book::Group(group) = head.book
            && seen.books.get(&head.book) != Some(&now)
        {
            moved.push((group, now));
        }
    }
    if moved.is_empty() {
        return Ok(());
    }
    let people = store::record::people(&server.db).await?;
    let settings = store::reminder::setting::all(&server.db).await?;
    let robots = store::reminder::setting::robots(&server.db).await?;
    for (group, now) in moved {
        let robot = robots.iter().any(|own| own.group == group);
        let ground = Ground { people: &people, settings: &settings, robot, today };
        // A book that can't be read holds up nobody else's reminders; it is tried again at the next look.
        match book(server, ground, group).await {
            Ok(()) => drop(seen.books.insert(Book::Group(group), now)),
            Err(why) => tracing::error!(%group, %why, "reminders of a group can't be made"),
        }
    }
    Ok(())
}

#[derive(Clone, Copy)]
struct Ground<'a> {
    people: &'a [Person],
    settings: &'a HashMap<String, Settings>,
    robot: bool,
    today: Day,
}

/// Whose box is filled.
struct Holder {
    roles: Vec<Role>,
    /// None for a robot, which speaks to the whole group.
    person: Option<PersonId>,
}

impl Holder {
    /// What lies with a unit is for whoever answers for it; the robot speaks to the whole group.
    fn hears(&self, matter: &Matter, answering: &Answering) -> bool {
        let leads = self.roles.iter().any(|role| matches!(role, Role::Group { post: Post::Head, .. }));
        self.person.is_none_or(|person| answering.hears(matter, person, leads))
    }

    /// Who of the group it is, if it is one of it.
    fn member(&self) -> Option<PersonId> {
        self.person.filter(|_| self.roles.iter().any(|role| matches!(role, Role::Group { .. })))
    }

    /// What is asked of them by name: rounds in which they owe grades, draws that wait for their hand, visits on which they go.
    /// For a robot, which speaks to the whole group, what is asked of any of its raters, presiders and visitors.
    fn personal(&self, named: &Named, today: Day) -> Vec<Matter> {
        let hands = named.draws.iter().filter_map(|draw| {
            let people = self.person.as_ref().map_or_else(|| vec![draw.plan.presider], |own| vec![*own]);
            Matter::in_hand(draw, &people)
        });
        if !self.roles.iter().any(|role| matches!(role, Role::Group { .. })) {
            return hands.collect();
        }
        let own = |round: &Evaluation| {
            let raters = self.person.as_ref().map_or(round.raters.as_slice(), std::slice::from_ref);
            Matter::owed(round, raters, today)
        };
        let goes = |visit: &Planned| {
            let people = self.person.as_ref().map_or(visit.people.as_slice(), std::slice::from_ref);
            Matter::going(visit, people, today)
        };
        let visits = named.visits.iter().filter_map(goes);
        named.rounds.iter().filter_map(own).chain(visits).chain(hands).collect()
    }
}

/// What of a group is asked of people by name.
struct Named {
    rounds: Vec<Evaluation>,
    draws: Vec<Draw>,
    visits: Vec<Planned>,
    spoken: Spoken,
}

impl Named {
    async fn read(server: &Server, nobody: Viewer, group: GroupId, today: Day) -> store::Result<Named> {
        let (book, reach) = (Book::Group(group), Reach { groups: vec![group], ..Reach::default() });
        let member = Viewer { roles: vec![Role::Group { group, post: Post::Member }], ..nobody };
        let meetings: Vec<Meeting> = shared(server, &member, Subject::Meeting, book).await?;
        Ok(Named {
            spoken: Spoken::of(&meetings),
            rounds: shared(server, &member, Subject::Evaluation, book).await?,
            draws: store::asked::draws(&server.db, &reach, book, None).await?,
            visits: store::asked::planned_visits(&server.db, &reach, book, None, today).await?,
        })
    }
}

async fn book(server: &Server, ground: Ground<'_>, group: GroupId) -> store::Result<()> {
    let Some(nobody) = nobody() else { return Ok(()) };
    let (book, holders) = (Book::Group(group), holders(ground, group));
    let members: Vec<PersonId> = holders.values().filter_map(Holder::member).collect();
    let asked = asked(server, ground, &nobody, &holders).await?;
    let named = Named::read(server, nobody, group, ground.today).await?;
    let answering = store::asked::answering(&server.db, book).await?;
    let mut before = store::reminder::of_book(&server.db, book).await?;
    let mut turns = BTreeMap::new();
    for (holder, own) in holders {
        let all = own.roles.iter().filter_map(|role| asked.get(role)).flatten();
        // the robot tells of what any of them has not spoken to
        let people = own.person.as_ref().map_or(members.as_slice(), std::slice::from_ref);
        let heard = all.filter(|matter| own.hears(matter, &answering) && named.spoken.asks(matter, people));
        let mut now: Vec<Matter> = heard.cloned().collect();
        now.extend(own.personal(&named, ground.today));
        let rows = before.remove(&holder).unwrap_or_default();
        let off = ground.settings.get(&holder).map(|own| own.off.as_slice()).unwrap_or_default();
        turns.insert(holder, turn(&rows, &now, off, ground.today));
    }
    // Who has no part in the book any more.
    for (holder, rows) in before {
        turns.insert(holder, Turn { put: Vec::new(), gone: rows.into_iter().map(|row| row.key).collect() });
    }
    store::reminder::save(&server.db, book, &turns, server.now()).await
}

/// Who has a part in this group's book, and its robot.
fn holders(ground: Ground<'_>, group: GroupId) -> BTreeMap<String, Holder> {
    let mut holders = BTreeMap::new();
    for person in ground.people.iter().filter(|person| person.suspended_at.is_none()) {
        let roles: Vec<Role> = person.roles.iter().filter_map(|role| of_book(*role, group)).collect();
        if !roles.is_empty() {
            holders.insert(person.id.to_string(), Holder { roles, person: Some(person.id) });
        }
    }
    if ground.robot {
        let roles = vec![Role::Group { group, post: Post::Member }];
        holders.insert(group.to_string(), Holder { roles, person: None });
    }
    holders
}

/// Colleagues are asked the same, but for what each of them is asked by name or answers for: each role is read once.
async fn asked(
    server: &Server,
    ground: Ground<'_>,
    nobody: &Viewer,
    holders: &BTreeMap<String, Holder>,
) -> store::Result<HashMap<Role, Vec<Matter>>> {
    let mut asked = HashMap::new();
    for role in holders.values().flat_map(|own| &own.roles) {
        if let Entry::Vacant(new) = asked.entry(*role) {
            new.insert(store::asked::of_role(&server.db, nobody, *role, ground.today).await?);
        }
    }
    Ok(asked)
}

/// What the group has of a kind, read once for all its members: of rounds is read who has finished, of meetings who has
/// spoken, and no member is kept from either.
async fn shared<T>(server: &Server, member: &Viewer, subject: Subject, book: Book) -> store::Result<Vec<T>>
where
    Box<T>: TryFrom<Record>,
{
    let all: Vec<Box<T>> = store::shared::list(&server.db, member, subject, Some(book), None).await?;
    Ok(all.into_iter().map(|own| *own).collect())
}

/// The role, if it is one in this group's book, as far as posts make a difference to what is asked: who leads a group issues what
/// is drafted.
fn of_book(role: Role, wanted: GroupId) -> Option<Role> {
    match role {
        Role::Group { group, post } if group == wanted => {
            let post = if matches!(post, Post::Head | Post::Deputy) { Post::Head } else { Post::Member };
            Some(Role::Group { group, post })
        }
        Role::Unit { unit, group, .. } if group == wanted => Some(Role::Unit { unit, group, post: UnitPost::Liaison }),
        Role::Organisation { group, .. } if group == wanted => Some(role),
        Role::Group { .. }
        | Role::Unit { .. }
        | Role::Organisation { .. }
        | Role::OfficeLeader
        | Role::Admin { .. } => None,
    }
}

/// A viewer without roles of their own: what is read goes by the role alone.
fn nobody() -> Option<Viewer> {
    Some(Viewer { person: PersonId(uuid::Uuid::nil()), name: Name::parse("系统").ok()?, roles: Vec::new() })
}
