//! The named cast: the people, units and campaign that tests and the demo campaign share. All made up.

use uuid::Uuid;

use crate::kinds::{Book, CampaignId, Day, GroupId, Name, OrganisationId, PersonId, UnitId};
use crate::unit::OrganisationKind;
use crate::viewer::{Admin, Post, Role, UnitPost, Viewer};

/// 主题教育, 17 April to 25 August 2023, half-time on 21 June.
pub const CAMPAIGN: CampaignId = CampaignId(Uuid::from_u128(0x0c00_0001));
pub const CAMPAIGN_NAME: &str = "主题教育";
pub const CAMPAIGN_DAYS: [&str; 3] = ["2023-04-17", "2023-06-21", "2023-08-25"];

/// 第三巡回指导组
pub const GROUP: GroupId = GroupId(Uuid::from_u128(0x0a00_0003));
pub const GROUP_NAME: &str = "第三巡回指导组";

/// One guided unit of the cast.
#[derive(Clone, Copy, Debug)]
pub struct CastUnit {
    pub id: UnitId,
    pub code: &'static str,
    pub name: &'static str,
    pub goal: &'static str,
    pub direction: &'static str,
    /// Secondary organisations; the first has two branches.
    pub organisations: [&'static str; 4],
}

const fn unit(
    number: u128,
    (code, name): (&'static str, &'static str),
    goal: &'static str,
    direction: &'static str,
    organisations: [&'static str; 4],
) -> CastUnit {
    CastUnit { id: UnitId(Uuid::from_u128(0x0b00_0000 + number)), code, name, goal, direction, organisations }
}

/// The five units, of the five kinds in the report.
pub const UNITS: [CastUnit; 5] = [
    unit(
        1,
        ("KXY", "省科学研究院"),
        "提升科技创新能力",
        "服务地方产业创新发展，在数字经济、生物经济、新材料领域联合攻关",
        ["自动化研究所", "生物技术研究所", "新材料研究所", "科研条件处"],
    ),
    unit(
        2,
        ("SJSF", "松江师范大学"),
        "建设国内一流师范大学",
        "以产教协同和教师教育提质带动学科建设",
        ["美术学院", "教育科学学院", "化学化工学院", "继续教育学院"],
    ),
    unit(
        3,
        ("BJGC", "北江工程学院"),
        "应用型本科高校转型发展",
        "以现代产业学院带动专业改造和工程实践",
        ["材料工程学院", "土木工程学院", "汽车工程学院", "后勤服务中心"],
    ),
    unit(
        4,
        ("SJYY", "松江音乐学院"),
        "迎评促建、文化惠民",
        "以音乐艺术服务向北开放和基层文化生活",
        ["作曲系", "管弦系", "声乐系", "演出中心"],
    ),
    unit(
        5,
        ("SJDX", "三江大学"),
        "服务区域经济发展",
        "以环大学创新创业生态圈带动校地合作",
        ["机械工程学院", "农学院", "医学院", "体育科学学院"],
    ),
];

impl CastUnit {
    /// The id of this unit's organisation at `place` in [`CastUnit::organisations`].
    #[must_use]
    pub fn organisation(&self, place: usize) -> OrganisationId {
        let place = u128::try_from(place).unwrap_or(0);
        OrganisationId(Uuid::from_u128((self.id.0.as_u128() << 8) + place + 1))
    }

    #[must_use]
    pub fn kind(place: usize) -> OrganisationKind {
        if place < 4 { OrganisationKind::Secondary } else { OrganisationKind::Branch }
    }
}

/// One person of the cast.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CastPerson {
    pub id: PersonId,
    pub login: &'static str,
    pub name: &'static str,
    pub role: Role,
}

const fn person(number: u128, login: &'static str, name: &'static str, role: Role) -> CastPerson {
    CastPerson { id: PersonId(Uuid::from_u128(0x0d00_0000 + number)), login, name, role }
}

const fn of_group(post: Post) -> Role {
    Role::Group { group: GROUP, post }
}

const fn of_unit(place: usize, post: UnitPost) -> Role {
    Role::Unit { unit: UNITS[place].id, group: GROUP, post }
}

/// 组长
pub const HEAD: CastPerson = person(1, "zhengyanqiu", "郑砚秋", of_group(Post::Head));
/// 副组长
pub const DEPUTY: CastPerson = person(2, "hemingyuan", "何明远", of_group(Post::Deputy));
/// 组联络员
pub const LIAISON: CastPerson = person(3, "songzhiyuan", "宋致远", of_group(Post::Liaison));
/// 组员
pub const MEMBER: CastPerson = person(4, "liangqihang", "梁启航", of_group(Post::Member));
/// 省科学研究院联络员
pub const ACADEMY_STAFF: CastPerson = person(11, "tangyining", "唐以宁", of_unit(0, UnitPost::Liaison));
/// 松江师范大学联络员
pub const NORMAL_STAFF: CastPerson = person(12, "xuzhiyao", "许知遥", of_unit(1, UnitPost::Liaison));
/// 北江工程学院联络员
pub const COLLEGE_STAFF: CastPerson = person(13, "yaokejian", "姚克俭", of_unit(2, UnitPost::Liaison));
/// 松江音乐学院联络员
pub const MUSIC_STAFF: CastPerson = person(14, "leihaining", "雷海宁", of_unit(3, UnitPost::Liaison));
/// 三江大学联络员
pub const REGIONAL_STAFF: CastPerson = person(15, "duanwenhai", "段文海", of_unit(4, UnitPost::Liaison));
/// 松江师范大学班子成员
pub const NORMAL_LEADER: CastPerson = person(16, "hanliqun", "韩立群", of_unit(1, UnitPost::Leader));
/// 领导小组办公室
pub const OFFICE_LEADER: CastPerson = person(21, "shenguoan", "沈国安", Role::OfficeLeader);
/// 系统管理员
pub const SYSTEM_ADMIN: CastPerson = person(31, "xitong", "齐静波", Role::Admin { office: Admin::System });
/// 安全管理员
pub const SECURITY_ADMIN: CastPerson = person(32, "anquan", "卫长河", Role::Admin { office: Admin::Security });
/// 审计管理员
pub const AUDIT_ADMIN: CastPerson = person(33, "shenji", "明月川", Role::Admin { office: Admin::Audit });

/// 松江师范大学美术学院
pub const ORGANISATION_STAFF: CastPerson = person(
    17,
    "wenruyu",
    "温如玉",
    Role::Organisation {
        organisation: OrganisationId(Uuid::from_u128((0x0b00_0002 << 8) + 1)),
        unit: UNITS[1].id,
        group: GROUP,
    },
);

/// Everybody, in the order in which the demo's sign-in page offers them.
pub const PEOPLE: [CastPerson; 15] = [
    HEAD,
    DEPUTY,
    LIAISON,
    MEMBER,
    ACADEMY_STAFF,
    NORMAL_STAFF,
    NORMAL_LEADER,
    ORGANISATION_STAFF,
    COLLEGE_STAFF,
    MUSIC_STAFF,
    REGIONAL_STAFF,
    OFFICE_LEADER,
    SYSTEM_ADMIN,
    SECURITY_ADMIN,
    AUDIT_ADMIN,
];

impl CastPerson {
    /// The person as rules see them.
    #[must_use]
    pub fn viewer(&self) -> Option<Viewer> {
        let name = Name::parse(self.name).ok()?;
        Some(Viewer { person: self.id, name, roles: vec![self.role] })
    }
}

/// The book of the cast's group.
#[must_use]
pub fn book() -> Book {
    Book::Group(GROUP)
}

/// Start, half-time and end of the cast's campaign.
#[must_use]
pub fn days() -> Option<[Day; 3]> {
    let [start, half, end] = CAMPAIGN_DAYS.map(Day::parse);
    Some([start.ok()?, half.ok()?, end.ok()?])
}
