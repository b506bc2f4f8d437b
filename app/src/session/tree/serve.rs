//! The tree as the server makes it, and keeps it for those who look over everything.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use domain::act::Subject;
use domain::campaign::Campaign;
use domain::draw::pick::sha256;
use domain::kinds::{CampaignId, GroupId, PersonId};
use domain::person::Person;
use domain::record::Record;
use domain::unit::Unit;
use domain::viewer::{Role, Viewer};

use super::{GroupNode, Groups, UnitNode};
use crate::context::Server;
use crate::failure::Failure;

/// What a person reaches.
#[derive(Clone)]
pub struct Reached {
    pub groups: Groups,
    /// What a file of the groups says, where pages only name it.
    file: Option<Arc<str>>,
    pub campaign: Option<Campaign>,
}

impl Reached {
    /// The file of the groups and its mark, which is empty where no page names it.
    #[must_use]
    pub fn file(&self) -> (Arc<str>, Arc<str>) {
        let mark = self.groups.mark.clone().unwrap_or_default();
        (self.file.clone().unwrap_or_else(|| told(&self.groups)), mark)
    }
}

fn told(groups: &Groups) -> Arc<str> {
    serde_json::to_string(&**groups).unwrap_or_default().into()
}

type Records = Arc<Vec<Record>>;

/// The tree of everything, with the records that it was made of: while those are the store's, it holds.
#[derive(Default)]
pub struct Trees(Mutex<Option<([Records; 4], Reached)>>);

/// The groups and units within reach, and the campaign of those groups.
///
/// # Errors
/// The database.
pub async fn reached(server: &Server, viewer: &Viewer) -> Result<Reached, Failure> {
    let kinds = [Subject::Unit, Subject::Group, Subject::Campaign, Subject::Person];
    let records = store::record::kept(&server.db, kinds).await?;
    if !(viewer.reach().all && overlooks(viewer)) {
        return Ok(make(&records, viewer));
    }
    // A province has hundreds of units, and every page needs them: they are gone through when one of them changed.
    let mut kept = server.trees.0.lock().unwrap_or_else(PoisonError::into_inner);
    match &*kept {
        Some((of, tree)) if of.iter().zip(&records).all(|(of, now)| Arc::ptr_eq(of, now)) => Ok(tree.clone()),
        Some(_) | None => {
            let tree = make(&records, viewer);
            *kept = Some((records, tree.clone()));
            Ok(tree)
        }
    }
}

/// Works nowhere, so no page of theirs is taken along to where there is no network: it may lean on a file beside it.
fn overlooks(viewer: &Viewer) -> bool {
    viewer.roles.iter().all(|role| match role {
        Role::OfficeLeader | Role::Admin { .. } => true,
        Role::Group { .. } | Role::Unit { .. } | Role::Organisation { .. } => false,
    })
}

fn make([everywhere, every_group, every_campaign, everybody]: &[Records; 4], viewer: &Viewer) -> Reached {
    let mut of_group = units(everywhere, everybody, viewer);
    let reach = viewer.reach();
    let mut groups = Vec::new();
    let mut campaigns = Vec::new();
    for record in every_group.iter() {
        let Record::Group(group) = record else { continue };
        let own = of_group.remove(&group.id).unwrap_or_default();
        if reach.all || reach.groups.contains(&group.id) || !own.is_empty() {
            campaigns.push(group.campaign);
            groups.push(GroupNode { id: group.id, name: group.name.clone(), units: own });
        }
    }
    let mut groups = Groups::new(groups);
    let mut file = None;
    if overlooks(viewer) && groups.many() {
        let text = told(&groups);
        groups.mark = Some(sha256(&text).into());
        file = Some(text);
    }
    Reached { groups, file, campaign: campaign(every_campaign, &campaigns) }
}

fn campaign(records: &[Record], of: &[CampaignId]) -> Option<Campaign> {
    let mut all = records.iter().filter_map(|record| if let Record::Campaign(one) = record { Some(one) } else { None });
    all.rfind(|one| of.contains(&one.id)).cloned()
}

/// The units within reach by their groups, in the order in which they were added.
fn units(everywhere: &[Record], everybody: &[Record], viewer: &Viewer) -> HashMap<GroupId, Vec<UnitNode>> {
    let mut units: Vec<Cow<'_, Unit>> = Vec::new();
    let reach = viewer.reach();
    for record in everywhere {
        let Record::Unit(unit) = record else { continue };
        if viewer.sees(unit.book(), Some(unit.id), None) {
            units.push(Cow::Borrowed(unit));
        }
        // A secondary organisation's own reach holds no unit record, but its person must see where they are: the unit's
        // name and their own organisation, not the others.
        let works_in = |role: &Role| matches!(role, Role::Organisation { unit: own, group, .. } if (*own, *group) == (unit.id, unit.group));
        if viewer.roles.iter().any(works_in) {
            let mut own = unit.clone();
            own.organisations.retain(|own| reach.organisations.contains(&own.id));
            units.push(Cow::Owned(own));
        }
    }
    units.sort_by_key(|unit| unit.added_at);
    units.dedup_by_key(|unit| unit.id);
    // Who looks over very many writes in none of them: their organisations would fill every page.
    let bare = units.len() > super::MANY;
    let named = named(&units, everybody);
    let mut of_group: HashMap<GroupId, Vec<UnitNode>> = HashMap::new();
    for unit in &units {
        let node = if bare { bare_node(unit, &named) } else { node(unit, &named) };
        of_group.entry(unit.group).or_default().push(node);
    }
    of_group
}

/// Those who were named for one of these units, whether they have left since or not.
fn named<'a>(units: &[Cow<'_, Unit>], everybody: &'a [Record]) -> Vec<&'a Person> {
    let members: HashSet<PersonId> = units.iter().flat_map(|own| own.members.iter().copied()).collect();
    let people = everybody.iter().filter_map(|own| <&Person>::try_from(own).ok());
    people.filter(|own| members.contains(&own.id)).collect()
}

fn bare_node(unit: &Unit, people: &[&Person]) -> UnitNode {
    UnitNode {
        id: unit.id,
        code: unit.code.to_string(),
        name: unit.name.clone(),
        organisations: Vec::new(),
        closed: unit.closed.is_some(),
        answered: people.iter().any(|own| unit.answers(own)),
    }
}

pub(crate) fn node(unit: &Unit, people: &[&Person]) -> UnitNode {
    let open = unit.organisations.iter().filter(|organisation| organisation.closed_at.is_none());
    UnitNode {
        id: unit.id,
        code: unit.code.to_string(),
        name: unit.name.clone(),
        organisations: open.map(|organisation| (organisation.id, organisation.name.clone())).collect(),
        closed: unit.closed.is_some(),
        answered: people.iter().any(|own| unit.answers(own)),
    }
}

#[cfg(test)]
mod tests {
    use domain::cast;
    use domain::group::Group;
    use domain::kinds::{Name, Time, UnitId};
    use domain::viewer::Post;

    use super::super::fetched;
    use super::*;

    fn name(raw: &str) -> Name {
        Name::parse(raw).unwrap()
    }

    /// One group with so many units.
    fn world(units: u128) -> [Records; 4] {
        let unit = |at| Unit {
            id: UnitId(uuid::Uuid::from_u128(at)),
            group: cast::GROUP,
            code: domain::unit::Code::parse("DW").unwrap(),
            name: name("单位"),
            goal: None,
            organisations: Vec::new(),
            added_at: Time(i64::try_from(at).unwrap()),
            closed: None,
            members: Vec::new(),
        };
        let group = Group { id: cast::GROUP, name: name("组"), campaign: cast::CAMPAIGN };
        let units = (1..=units).map(|at| Record::Unit(unit(at))).collect();
        [Arc::new(units), Arc::new(vec![Record::Group(group)]), Arc::default(), Arc::default()]
    }

    fn looking(roles: &[Role]) -> Viewer {
        Viewer { person: cast::HEAD.id, name: name("郑砚秋"), roles: roles.to_vec() }
    }

    #[test]
    fn very_many_units_are_named_in_a_page_and_told_by_a_file_to_who_works_in_none() {
        let office = looking(&[Role::OfficeLeader]);
        let many = make(&world(61), &office);
        let page = serde_json::to_string(&many.groups).unwrap();
        let (file, mark) = many.file();
        assert_eq!(*mark, sha256(&file), "the file is named by its content");
        assert_eq!(page, format!(r#"{{"File":"{mark}"}}"#));
        // as the browser has it, which read the file before the page
        fetched(&file);
        assert_eq!(serde_json::from_str::<Groups>(&page).unwrap(), many.groups);
        let few = serde_json::to_string(&make(&world(60), &office).groups).unwrap();
        assert!(few.starts_with(r#"{"Here":"#), "a page tells a few by itself");
    }

    #[test]
    fn a_unit_that_was_added_changes_the_mark_and_its_file_tells_it_to_pages_of_before() {
        let office = looking(&[Role::OfficeLeader]);
        let (before, after) = (make(&world(61), &office), make(&world(62), &office));
        let page = serde_json::to_string(&after.groups).unwrap();
        let heard: Groups = serde_json::from_str(&page).unwrap();
        assert!(!before.groups.same(&heard));
        let told = heard.clone().told(&after.file().0).unwrap();
        assert_eq!(told, after.groups);
        assert!(told.same(&heard), "nothing is to be read again");
        assert_eq!(heard.told("gone"), None);
        // one more than a page tells by itself
        let few = make(&world(60), &office).groups;
        assert!(few.same(&few.clone()) && !few.same(&before.groups));
    }

    #[test]
    fn a_unit_is_answered_for_while_somebody_who_was_named_works_in_the_group() {
        let answered = |roles: Vec<Role>| {
            let [units, groups, campaigns, _] = world(2);
            let mut units = units.to_vec();
            if let Some(Record::Unit(first)) = units.first_mut() {
                first.members = vec![cast::MEMBER.id];
            }
            let (name, login) = (name(cast::MEMBER.name), domain::person::Login::parse(cast::MEMBER.login).unwrap());
            let person = Person { id: cast::MEMBER.id, name, login, roles, demo: true, suspended_at: None };
            let people = Arc::new(vec![Record::Person(person)]);
            let tree = make(&[Arc::new(units), groups, campaigns, people], &looking(&[cast::HEAD.role]));
            tree.groups[0].units.iter().map(|own| own.answered).collect::<Vec<_>>()
        };
        assert_eq!(answered(vec![cast::MEMBER.role]), [true, false]);
        assert_eq!(answered(Vec::new()), [false, false], "who was named has left");
    }

    #[test]
    fn who_also_works_in_a_group_has_all_in_the_page() {
        // what is taken along must not lean on a file beside it
        let both = [Role::OfficeLeader, Role::Group { group: cast::GROUP, post: Post::Member }];
        let page = serde_json::to_string(&make(&world(61), &looking(&both)).groups).unwrap();
        assert!(page.starts_with(r#"{"Here":"#));
    }
}
