//! Who is signed in, and the tree of groups and units they may look at. Read once per page, given to all as context.

use std::collections::BTreeMap;
use std::sync::Arc;

mod present;
pub mod tree;

use domain::campaign::{Campaign, Period};
use domain::kinds::{Book, Day, GroupId, Time, UnitId};
use domain::viewer::{Role, Viewer};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

pub use self::present::Present;
#[cfg(feature = "ssr")]
use self::tree::Reached;
pub use self::tree::{GroupNode, Groups, UnitNode};
use crate::failure::Failure;
use crate::texts::Texts;
use crate::wire::Json;

/// The signed-in person with everything that most pages need.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Me {
    pub viewer: Viewer,
    pub groups: Groups,
    pub campaign: Option<Campaign>,
    /// When this was read; "today" of the page is its day.
    pub now: Time,
    /// The demo database says so on every page.
    pub demo: bool,
    /// How many entries the books had of which the person hears when this was read; the live stream is compared with it.
    pub entries: i64,
    /// Lines of the box of reminders that are not read.
    pub unread: u32,
}

impl Me {
    /// Too many units to list them all: menus begin with the groups.
    #[must_use]
    pub fn many(&self) -> bool {
        self.groups.many()
    }

    #[must_use]
    pub fn today(&self) -> Day {
        self.now.day()
    }

    /// The unit with its group, if it is within reach.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> Option<(&GroupNode, &UnitNode)> {
        self.groups.iter().find_map(|group| group.units.iter().find(|unit| unit.id == id).map(|unit| (group, unit)))
    }

    /// The unit's name, or nothing where it is out of reach.
    #[must_use]
    pub fn unit_name(&self, id: UnitId) -> String {
        self.unit(id).map(|(_, unit)| unit.name.to_string()).unwrap_or_default()
    }

    #[must_use]
    pub fn group(&self, id: GroupId) -> Option<&GroupNode> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The unit of a person who works for one; group members and leaders have none.
    #[must_use]
    pub fn own_unit(&self) -> Option<UnitId> {
        self.viewer.roles.iter().find_map(|role| match *role {
            Role::Unit { unit, .. } | Role::Organisation { unit, .. } => Some(unit),
            Role::OfficeLeader | Role::Group { .. } | Role::Admin { .. } => None,
        })
    }

    /// The book of the group that this person is a member of.
    #[must_use]
    pub fn own_book(&self) -> Option<Book> {
        self.groups.iter().map(|group| Book::Group(group.id)).find(|book| self.viewer.in_group(*book))
    }

    /// Where this person's day begins.
    #[must_use]
    pub fn home(&self) -> &'static str {
        if self.viewer.roles.is_empty() { "/admin" } else { "/today" }
    }
}

/// A role in words, with its group, unit or organisation: 第三巡回指导组·组长.
#[must_use]
pub fn role_text(role: &Role, groups: &[GroupNode], t: Texts) -> String {
    let unit_of = |id: UnitId| groups.iter().flat_map(|group| &group.units).find(|unit| unit.id == id);
    let unit_name = |id| unit_of(id).map(|unit| unit.name.to_string()).unwrap_or_default();
    match *role {
        Role::OfficeLeader => t.kind.office_leader().to_owned(),
        Role::Group { group: id, post } => {
            let name = groups.iter().find(|group| group.id == id).map(|group| group.name.to_string());
            format!("{}·{}", name.unwrap_or_default(), t.kind.get(post.into()))
        }
        Role::Unit { unit, post, .. } => format!("{}·{}", unit_name(unit), t.kind.get(post.into())),
        Role::Organisation { organisation, unit, .. } => {
            let own = unit_of(unit).and_then(|unit| unit.organisations.iter().find(|own| own.0 == organisation));
            format!("{}·{}", unit_name(unit), own.map(|own| own.1.to_string()).unwrap_or_default())
        }
        Role::Admin { office } => t.kind.get(office.into()).to_owned(),
    }
}

/// All roles of the signed-in person in words.
#[must_use]
pub fn roles_text(me: &Me, t: Texts) -> String {
    me.viewer.roles.iter().map(|role| role_text(role, &me.groups, t)).collect::<Vec<_>>().join("；")
}

/// The page's signed-in person, shared by all who ask. Only pages inside the desk have one.
#[must_use]
pub fn me() -> Arc<Me> {
    expect_context()
}

/// Who is asking; `None` when nobody is signed in.
#[server(prefix = "/api", endpoint = "me", input = GetUrl, output = Json)]
pub async fn read_me() -> Result<Option<Me>, Failure> {
    use crate::context;
    let Some(viewer) = context::asking().await else { return Ok(None) };
    let server = context::server();
    let books = (!viewer.reach().all).then(|| viewer.books());
    let person = viewer.person.to_string();
    // None of these waits for another.
    let entries = async { Ok(store::journal::entries(&server.db, books.as_deref()).await?) };
    let unread = async { Ok(store::reminder::unread(&server.db, &person).await?) };
    let (entries, unread, reached) = futures::try_join!(entries, unread, tree::reached(&server, &viewer))?;
    let Reached { groups, campaign, .. } = reached;
    Ok(Some(Me { viewer, groups, campaign, now: server.now(), demo: server.demo, entries, unread }))
}

/// When the campaign of each group is.
pub type Periods = BTreeMap<GroupId, Period>;

/// Of the groups in which this person works: those may be of several campaigns, of which the page knows only one.
#[cfg(feature = "ssr")]
pub(crate) async fn periods(server: &crate::context::Server, viewer: &Viewer) -> Result<Periods, Failure> {
    let mut campaigns = store::campaign::of_groups(&server.db).await?;
    let groups = viewer.reach().groups.into_iter();
    Ok(groups.filter_map(|group| Some((group, campaigns.remove(&group)?.period))).collect())
}

/// The campaign of the groups within reach.
#[cfg(feature = "ssr")]
pub(crate) async fn campaign(server: &crate::context::Server, viewer: &Viewer) -> Result<Option<Campaign>, Failure> {
    Ok(tree::reached(server, viewer).await?.campaign)
}
