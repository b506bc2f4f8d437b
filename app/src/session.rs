//! Who is signed in, and the tree of groups and units they may look at. Read once per page, given to all as context.

use std::sync::Arc;

use domain::calendar::{Calendar, SHIPPED};
use domain::campaign::Campaign;
use domain::kinds::{Book, Day, GroupId, Name, OrganisationId, Time, UnitId};
use domain::viewer::{Role, Viewer};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use domain::unit::Unit;

use crate::failure::Failure;
use crate::texts::Texts;
use crate::wire::Json;

/// The signed-in person with everything that most pages need.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Me {
    pub viewer: Viewer,
    pub groups: Vec<GroupNode>,
    pub campaign: Option<Campaign>,
    /// When this was read; "today" of the page is its day.
    pub now: Time,
    /// The demo database says so on every page.
    pub demo: bool,
    /// How far the books within reach were when this was read; the live stream is compared with it.
    pub heads: Vec<(Book, i64)>,
    /// Lines of the box of reminders that are not read.
    pub unread: u32,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct GroupNode {
    pub id: GroupId,
    pub name: Name,
    pub units: Vec<UnitNode>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UnitNode {
    pub id: UnitId,
    pub code: String,
    pub name: Name,
    /// Open organisations, in the order in which they were added.
    pub organisations: Vec<(OrganisationId, Name)>,
}

/// More units than this fill no menu, and come without their organisations.
const MANY: usize = 60;

impl Me {
    /// Too many units to list them all: menus begin with the groups.
    #[must_use]
    pub fn many(&self) -> bool {
        self.groups.iter().map(|group| group.units.len()).sum::<usize>() > MANY
    }

    #[must_use]
    pub fn today(&self) -> Day {
        self.now.day()
    }

    /// The working days of the campaign.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        self.campaign.as_ref().map_or(&SHIPPED, |campaign| &campaign.calendar)
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
        let cases = self.viewer.roles.iter().any(|role| !matches!(role, Role::Admin { .. }));
        if cases { "/today" } else { "/admin" }
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
    let heads = store::journal::heads(&server.db).await?;
    let reach = viewer.reach();
    let sees = |book: Book| reach.all || viewer.in_group(book);
    let heads = heads.into_iter().filter(|head| sees(head.book)).map(|head| (head.book, head.seq)).collect();
    let (groups, campaign) = tree(&server, &viewer).await?;
    let unread = store::reminder::unread(&server.db, &viewer.person.to_string()).await?;
    Ok(Some(Me { viewer, groups, campaign, now: server.now(), demo: server.demo, heads, unread }))
}

/// The campaign of the groups within reach.
#[cfg(feature = "ssr")]
pub(crate) async fn campaign(server: &crate::context::Server, viewer: &Viewer) -> Result<Option<Campaign>, Failure> {
    Ok(tree(server, viewer).await?.1)
}

/// The working days of that campaign.
#[cfg(feature = "ssr")]
pub(crate) async fn calendar(server: &crate::context::Server, viewer: &Viewer) -> Result<Calendar, Failure> {
    Ok(campaign(server, viewer).await?.map(|own| own.calendar).unwrap_or_default())
}

#[cfg(feature = "ssr")]
async fn tree(server: &crate::context::Server, viewer: &Viewer) -> Result<(Vec<GroupNode>, Option<Campaign>), Failure> {
    use std::borrow::Cow;
    use std::collections::HashMap;

    use domain::act::Subject;
    use domain::record::Record;
    let reach = viewer.reach();
    // A province has hundreds of units, and every page needs those within reach: none is read or copied in vain.
    let kinds = [Subject::Unit, Subject::Group, Subject::Campaign];
    let [everywhere, every_group, every_campaign] = store::record::kept(&server.db, kinds).await?;
    let mut units: Vec<Cow<'_, Unit>> = Vec::new();
    for record in everywhere.iter() {
        if let Record::Unit(unit) = record
            && viewer.sees(unit.book(), Some(unit.id), None)
        {
            units.push(Cow::Borrowed(unit));
        }
    }
    // A secondary organisation's own reach holds no unit record, but its person must see where they are: the unit's
    // name and their own organisation, not the others.
    for role in &viewer.roles {
        if let Role::Organisation { unit, group, .. } = role {
            for record in everywhere.iter() {
                if let Record::Unit(own) = record
                    && (own.id, own.group) == (*unit, *group)
                {
                    let mut own = own.clone();
                    own.organisations.retain(|own| reach.organisations.contains(&own.id));
                    units.push(Cow::Owned(own));
                }
            }
        }
    }
    units.sort_by_key(|unit| unit.added_at);
    units.dedup_by_key(|unit| unit.id);
    let mut groups = Vec::new();
    let mut campaigns = Vec::new();
    // Who looks over very many writes in none of them: their organisations would fill every page.
    let bare = units.len() > MANY;
    let mut of_group: HashMap<GroupId, Vec<UnitNode>> = HashMap::new();
    for unit in &units {
        let node = if bare { bare_node(unit) } else { node(unit) };
        of_group.entry(unit.group).or_default().push(node);
    }
    for record in every_group.iter() {
        let Record::Group(group) = record else { continue };
        let own = of_group.remove(&group.id).unwrap_or_default();
        let seen = reach.all || reach.groups.contains(&group.id) || !own.is_empty();
        if seen {
            campaigns.push(group.campaign);
            groups.push(GroupNode { id: group.id, name: group.name.clone(), units: own });
        }
    }
    let mut campaign = None;
    for record in every_campaign.iter() {
        if let Record::Campaign(one) = record
            && campaigns.contains(&one.id)
        {
            campaign = Some(one.clone());
        }
    }
    Ok((groups, campaign))
}

#[cfg(feature = "ssr")]
fn bare_node(unit: &Unit) -> UnitNode {
    UnitNode { id: unit.id, code: unit.code.to_string(), name: unit.name.clone(), organisations: Vec::new() }
}

#[cfg(feature = "ssr")]
pub(crate) fn node(unit: &Unit) -> UnitNode {
    let open = unit.organisations.iter().filter(|organisation| organisation.closed_at.is_none());
    UnitNode {
        id: unit.id,
        code: unit.code.to_string(),
        name: unit.name.clone(),
        organisations: open.map(|organisation| (organisation.id, organisation.name.clone())).collect(),
    }
}
