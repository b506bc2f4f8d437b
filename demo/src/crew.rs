//! Who works in a group and its five units: the cast for the first group, made-up people for the others.

use domain::cast;
use domain::kinds::{GroupId, OrganisationId, PersonId, Time, UnitId};
use domain::unit::OrganisationKind;
use domain::viewer::{Admin, Post, Role, UnitPost};

use crate::chance::{choose, id, mix};
use crate::curve::at;
use crate::names::{PLACES, numeral, person_name};

/// A group with its people and units.
#[derive(Clone, Debug)]
pub(crate) struct Crew {
    pub group: GroupId,
    pub name: String,
    pub head: PersonId,
    pub deputy: PersonId,
    pub liaison: PersonId,
    pub member: PersonId,
    pub units: Vec<House>,
    pub people: Vec<Someone>,
}

/// A unit with what the story needs to know of it.
#[derive(Clone, Debug)]
pub(crate) struct House {
    pub id: UnitId,
    /// As in [`crate::text::Line`].
    pub kind: char,
    pub code: String,
    pub name: String,
    pub goal: &'static str,
    pub direction: &'static str,
    pub organisations: Vec<Part>,
    pub staff: PersonId,
    /// Leading officials who answer for issues.
    pub officials: Vec<String>,
    /// Salt for the names of heads of departments.
    pub salt: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub id: OrganisationId,
    pub parent: Option<OrganisationId>,
    pub name: String,
    pub kind: OrganisationKind,
}

#[derive(Clone, Debug)]
pub(crate) struct Someone {
    pub id: PersonId,
    pub login: String,
    pub name: String,
    pub role: Role,
}

pub(crate) const KINDS: [char; 5] = ['K', 'S', 'B', 'Y', 'D'];

/// Further secondary organisations of the cast's units, and leading officials.
const MORE: [([&str; 4], [&str; 5]); 5] = [
    (
        ["高技术研究院", "微生物研究所", "石油化学研究院", "野外台站管理中心"],
        ["裴廷方", "顾怀瑾", "郎启文", "谈松龄", "阮世昌"],
    ),
    (["文学院", "音乐学院", "体育科学学院", "附属中学"], ["韩立群", "沈砚文", "闻一舟", "向南星", "费明哲"]),
    (["电气工程学院", "经济管理学院", "实训中心", "继续教育学院"], ["庄秉文", "桑维翰", "祁连山", "穆青川", "丁怀远"]),
    (["钢琴系", "音乐教育系", "附属中等音乐学校", "艺术研究所"], ["柏清音", "邢云舒", "冉鹤鸣", "乐正宁", "屈庭芝"]),
    (["文学院", "计算机学院", "附属第一医院", "继续教育学院"], ["邵庭芳", "庞立新", "鲁修远", "水长东", "岳临风"]),
];

/// Heads of departments whom the cast's group has met, by kind of unit and department.
const HEADS: [(char, &str, &str); 12] = [
    ('K', "科研条件处", "唐以宁"),
    ('K', "财务处", "贺思远"),
    ('K', "成果处", "崔望舒"),
    ('S', "教务处", "顾晓岚"),
    ('S', "后勤处", "季长青"),
    ('S', "组织部", "沈砚文"),
    ('B', "人事处", "姚克俭"),
    ('B', "校医院", "庄秉文"),
    ('Y', "国有资产处", "雷海宁"),
    ('Y', "演出中心", "叶知秋"),
    ('D', "科技处", "冯世清"),
    ('D', "后勤处", "段文海"),
];

const NAMES: [(&str, &[&str]); 5] = [
    ("KX", &["科学研究院", "农业科学院", "应用科学研究院", "工业技术研究院"]),
    ("SF", &["师范大学", "师范学院", "第二师范学院"]),
    ("GC", &["工程学院", "工业学院", "理工学院", "职业技术大学"]),
    ("YY", &["音乐学院", "艺术学院", "艺术职业学院"]),
    ("DX", &["大学", "学院", "联合大学"]),
];

impl House {
    /// The head of a department of this unit.
    pub fn head_of(&self, department: &str) -> String {
        let known = HEADS.iter().find(|(kind, own, _)| self.salt == 0 && *kind == self.kind && *own == department);
        let sum =
            department.bytes().fold(self.salt + u64::from(u32::from(self.kind)), |sum, byte| mix(sum, u64::from(byte)));
        known.map_or_else(|| person_name(sum), |(_, _, name)| (*name).to_owned())
    }
}

impl Crew {
    /// The first group: exactly the cast.
    pub fn cast() -> Crew {
        let units = cast::UNITS.iter().enumerate().map(|(place, own)| cast_house(place, own)).collect();
        let someone = |own: &cast::CastPerson| Someone {
            id: own.id,
            login: own.login.to_owned(),
            name: own.name.to_owned(),
            role: own.role,
        };
        let people = cast::PEOPLE.iter().filter(|own| own.id != cast::SYSTEM_ADMIN.id).map(someone).collect();
        Crew {
            group: cast::GROUP,
            name: cast::GROUP_NAME.to_owned(),
            head: cast::HEAD.id,
            deputy: cast::DEPUTY.id,
            liaison: cast::LIAISON.id,
            member: cast::MEMBER.id,
            units,
            people,
        }
    }

    /// Who signs in for an organisation of a unit, if anybody does.
    pub fn of_organisation(&self, id: OrganisationId) -> Option<PersonId> {
        let signs = |own: &&Someone| matches!(own.role, Role::Organisation { organisation, .. } if organisation == id);
        self.people.iter().find(signs).map(|own| own.id)
    }

    /// The `number`-th further group (from 1): 第四巡回指导组 and on.
    pub fn made(number: u32, seed: u64) -> Crew {
        let moment = at(0, 8 * 60);
        let key = |place: u64| (u64::from(number) << 32) + place;
        let group = GroupId(id(moment, seed, key(1)));
        let person = |place: u64, post: &str, role: Role| Someone {
            id: PersonId(id(moment, seed, key(100 + place))),
            login: format!("z{:03}.{post}", number + 3),
            name: person_name(mix(seed, key(200 + place))),
            role,
        };
        let mut people = vec![
            person(0, "zuzhang", Role::Group { group, post: Post::Head }),
            person(1, "lianluo", Role::Group { group, post: Post::Liaison }),
        ];
        let units: Vec<House> = (0..5).map(|place| house(number, place, seed, moment)).collect();
        for (place, unit) in (0_u64..).zip(&units) {
            let role = Role::Unit { unit: unit.id, group, post: UnitPost::Liaison };
            let mut staff = person(2 + place, &format!("danwei{}", place + 1), role);
            staff.id = unit.staff;
            people.push(staff);
        }
        let (head, liaison) = (people[0].id, people[1].id);
        let name = format!("第{}巡回指导组", numeral(number + 3));
        Crew { group, name, head, deputy: head, liaison, member: liaison, units, people }
    }

    /// Group members who agree, return and verify; never the unit's staff.
    pub fn judge(&self, salt: u64, purpose: u64) -> PersonId {
        *choose(&[self.deputy, self.liaison, self.head, self.deputy], salt, purpose).unwrap_or(&self.head)
    }
}

/// The system administrator, who registers everybody else.
pub(crate) fn admin() -> Someone {
    let own = cast::SYSTEM_ADMIN;
    let role = Role::Admin { office: Admin::System };
    Someone { id: own.id, login: own.login.to_owned(), name: own.name.to_owned(), role }
}

fn cast_house(place: usize, own: &cast::CastUnit) -> House {
    let (more, officials) = MORE[place];
    let names = own.organisations.iter().chain(&more).enumerate();
    let part = |(place, name): (usize, &&str)| Part {
        id: own.organisation(place),
        parent: None,
        name: (*name).to_owned(),
        kind: OrganisationKind::Secondary,
    };
    let mut organisations: Vec<Part> = names.map(part).collect();
    for (branch, post) in [(8, "第一党支部"), (9, "第二党支部")] {
        organisations.push(Part {
            id: own.organisation(branch),
            parent: Some(own.organisation(0)),
            name: format!("{}{post}", own.organisations[0]),
            kind: OrganisationKind::Branch,
        });
    }
    let staff = [cast::ACADEMY_STAFF, cast::NORMAL_STAFF, cast::COLLEGE_STAFF, cast::MUSIC_STAFF, cast::REGIONAL_STAFF];
    House {
        id: own.id,
        kind: KINDS[place],
        code: own.code.to_owned(),
        name: own.name.to_owned(),
        goal: own.goal,
        direction: own.direction,
        organisations,
        staff: staff[place].id,
        officials: officials.iter().map(|name| (*name).to_owned()).collect(),
        salt: 0,
    }
}

fn house(number: u32, place: usize, seed: u64, moment: Time) -> House {
    let wide = u64::try_from(place).unwrap_or(0);
    let key = (u64::from(number) << 32) + 1_000 + wide * 32;
    let (model, more) = (&cast::UNITS[place], MORE[place].0);
    let (code, kinds) = NAMES[place];
    // Counting through all pairs gives a place no other unit has, up to 125 groups; then the kind differs too.
    let pair = usize::try_from(number).unwrap_or(0) * 5 + place;
    let (first, second) = (PLACES[0], PLACES[1]);
    let name = format!(
        "{}{}{}",
        first[pair % first.len()],
        second[(pair / first.len() + pair) % second.len()],
        kinds[pair / (first.len() * second.len()) % kinds.len()]
    );
    let names = model.organisations.iter().chain(&more[..2]);
    let part = |(branch, name): (u64, &&str)| Part {
        id: OrganisationId(id(moment, seed, key + 8 + branch)),
        parent: None,
        name: (*name).to_owned(),
        kind: OrganisationKind::Secondary,
    };
    House {
        id: UnitId(id(moment, seed, key)),
        kind: KINDS[place],
        code: format!("{code}{:03}", number + 3),
        name,
        goal: model.goal,
        direction: model.direction,
        organisations: (0..).zip(names).map(part).collect(),
        staff: PersonId(id(moment, seed, key + 1)),
        officials: (0..5).map(|official| person_name(mix(seed, key + 20 + official))).collect(),
        salt: mix(seed, key),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_units_of_200_groups_share_a_name_or_code() {
        let crews: Vec<Crew> = (1..=200).map(|number| Crew::made(number, 1)).collect();
        let units = || crews.iter().flat_map(|crew| &crew.units);
        assert_eq!(units().map(|own| &own.name).collect::<BTreeSet<_>>().len(), 1_000);
        assert_eq!(units().map(|own| &own.code).collect::<BTreeSet<_>>().len(), 1_000);
        assert_eq!(units().map(|own| own.id).collect::<BTreeSet<_>>().len(), 1_000);
    }
}
