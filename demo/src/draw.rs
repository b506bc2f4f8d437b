//! The random draws of the story: of people, events and documents, one by dice, one extended, one abandoned and begun
//! again, one that waits for its reveals. Rosters are private texts that go along with the act that freezes them.

use domain::draw::roster::{Entry, Roster};
use domain::draw::{Act, Kind, Plan, Side, Stratum, pick};
use domain::kinds::{DrawId, OrganisationId, PersonId, Time};
use domain::private::Private;

use crate::chance::{Chance, id, mix};
use crate::crew::{Crew, House};
use crate::curve::{Since, at, work};
use crate::names::person_name;
use crate::text::words;

/// One act of a draw, with what goes along.
pub(crate) type Step = (Time, PersonId, Act, Vec<Private>);

/// How a draw came out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    Revealed,
    Dice,
    Extended,
    Abandoned,
    Committed,
}

/// Unit, day, minute, kind, purpose, course.
type Story = (usize, Since, i64, Kind, &'static str, Course);

/// The first group's; the others have the first of each unit.
const STORIES: [Story; 14] = [
    (0, 24, 590, Kind::People, "个别访谈", Course::Revealed),
    (1, 25, 600, Kind::People, "个别访谈", Course::Extended),
    (2, 31, 620, Kind::People, "个别访谈", Course::Abandoned),
    (3, 32, 610, Kind::People, "个别访谈", Course::Revealed),
    (4, 38, 600, Kind::People, "个别访谈", Course::Revealed),
    (2, 33, 880, Kind::People, "个别访谈", Course::Revealed),
    (1, 45, 870, Kind::Events, "随机听课", Course::Dice),
    (0, 46, 640, Kind::Documents, "随机调阅学习记录", Course::Revealed),
    (2, 52, 630, Kind::Events, "随机参加支部主题党日", Course::Revealed),
    (3, 60, 900, Kind::Documents, "随机调阅会议记录", Course::Revealed),
    (4, 66, 590, Kind::Events, "随机听课", Course::Revealed),
    (1, 74, 610, Kind::Documents, "随机调阅整改台账", Course::Revealed),
    (2, 102, 870, Kind::People, "师生座谈", Course::Revealed),
    (1, 102, 890, Kind::People, "整改满意情况随机访谈", Course::Committed),
];

const SECRETS: [&str; 6] = [
    "六月 松花江 4 7 2 6",
    "山高水长 1 9 5 3",
    "实事求是 8 0 2 7",
    "春风化雨 6 6 1 4",
    "知行合一 3 2 9 8",
    "久久为功 7 1 5 0",
];
const DICE: [u8; 8] = [3, 5, 5, 1, 6, 2, 4, 4];

/// The acts of all draws of a group.
pub(crate) fn draws(crew: &Crew, number: u32, seed: u64) -> Vec<Step> {
    let many = if number == 0 { STORIES.len() } else { 5 };
    let told = STORIES.iter().take(many).zip(0_u64..);
    told.flat_map(|(story, place)| {
        let key = (u64::from(number) << 32) + (1 << 25) + place;
        Told { crew, house: &crew.units[story.0], story, seed, key }.steps()
    })
    .collect()
}

struct Told<'a> {
    crew: &'a Crew,
    house: &'a House,
    story: &'a Story,
    seed: u64,
    key: u64,
}

impl Told<'_> {
    fn at(&self, minutes: i64) -> Time {
        at(work(self.story.1), self.story.2 + minutes)
    }

    /// Hexadecimal characters, always the same for the same purpose.
    fn hex(&self, purpose: u64, many: usize) -> String {
        let mut chance = Chance::new(mix(self.seed, self.key), purpose);
        (0..many).map(|_| char::from(b"0123456789abcdef"[chance.below(16)])).collect()
    }

    fn steps(&self) -> Vec<Step> {
        let (course, begun) = (self.story.5, self.at(0));
        let draw = DrawId(id(begun, self.seed, self.key));
        let roster = self.roster();
        let (presider, witness) = (self.crew.liaison, self.house.staff);
        let plan = self.plan(&roster, presider, witness);
        let names: Vec<_> = plan.strata.iter().map(|own| own.name.clone()).collect();
        let organisations: Vec<(OrganisationId, String)> =
            self.house.organisations.iter().map(|own| (own.id, own.name.clone())).collect();
        // Strata come from the roster itself, so that freezing it can't fail.
        let Ok(frozen) = roster.frozen(&names, &organisations) else { return Vec::new() };
        let private = Private { salt: roster.salt.to_string(), text: roster.body() };
        let mut steps = vec![
            (begun, presider, Act::Prepare { draw, unit: self.house.id, plan }, Vec::new()),
            (self.at(3), presider, Act::Freeze { draw, roster: frozen }, vec![private]),
        ];
        if self.story.3 == Kind::People {
            let reason = words("与指导组组员有亲属关系，按规定回避");
            steps.push((self.at(4), presider, Act::Recuse { draw, number: 5, reason }, Vec::new()));
        }
        steps.extend(self.rest(draw, presider, witness, course));
        steps
    }

    fn rest(&self, draw: DrawId, presider: PersonId, witness: PersonId, course: Course) -> Vec<Step> {
        let abandon = |minutes| {
            let reason = words("名册漏报一个教研室，人事处重新提供后再抽");
            (self.at(minutes), presider, Act::Abandon { draw, reason }, Vec::new())
        };
        match course {
            Course::Dice => [(6, presider, Side::Group), (7, witness, Side::Unit)]
                .map(|(minutes, by, side)| {
                    (self.at(minutes), by, Act::ThrowDice { draw, side, dice: DICE.to_vec() }, Vec::new())
                })
                .into(),
            Course::Revealed => self.reveals(draw, presider, witness).into(),
            Course::Committed => self.reveals(draw, presider, witness).into_iter().take(2).collect(),
            Course::Abandoned => {
                self.reveals(draw, presider, witness).into_iter().take(2).chain([abandon(12)]).collect()
            }
            Course::Extended => {
                let reason = words("抽中的两位同志外出开会，按次序往下补");
                let extend = Act::Extend { draw, more: vec![1, 1, 0], reason };
                let more = (at(work(self.story.1 + 1), self.story.2), presider, extend, Vec::new());
                self.reveals(draw, presider, witness).into_iter().chain([more]).collect()
            }
        }
    }

    /// Both commit, then both reveal.
    fn reveals(&self, draw: DrawId, presider: PersonId, witness: PersonId) -> [Step; 4] {
        let place = usize::try_from(self.key % 6).unwrap_or(0);
        let secrets = [SECRETS[place], SECRETS[(place + 1) % SECRETS.len()]];
        let salts = [self.hex(1, 32), self.hex(2, 32)];
        let commit = |own: usize, side| {
            let commitment = words(&pick::commitment(&salts[own], secrets[own]));
            Act::Commit { draw, side, commitment }
        };
        let reveal =
            |own: usize, side| Act::Reveal { draw, side, salt: words(&salts[own]), secret: words(secrets[own]) };
        [
            (self.at(6), presider, commit(0, Side::Group), Vec::new()),
            (self.at(7), witness, commit(1, Side::Unit), Vec::new()),
            (self.at(9), witness, reveal(1, Side::Unit), Vec::new()),
            (self.at(10), presider, reveal(0, Side::Group), Vec::new()),
        ]
    }

    fn plan(&self, roster: &Roster, presider: PersonId, witness: PersonId) -> Plan {
        let takes: &[u16] = if self.story.3 == Kind::People { &[1, 2, 3] } else { &[2, 1] };
        let strata = roster.strata().into_iter().zip(takes).map(|(name, take)| Stratum { name, take: *take });
        Plan { purpose: words(self.story.4), kind: self.story.3, strata: strata.collect(), presider, witness }
    }

    fn roster(&self) -> Roster {
        let entries = match self.story.3 {
            Kind::People => self.people(),
            Kind::Events => self.papers(&["思政课", "专业课"], &["第一周", "第二周", "第三周"], "听课"),
            Kind::Documents => self.papers(&["学习记录", "会议记录"], &["四月", "五月", "六月"], "材料"),
        };
        Roster { salt: words(&self.hex(3, 64)), entries }
    }

    /// Forty-eight people of three ranks, from the unit's organisations; no name twice.
    fn people(&self) -> Vec<Entry> {
        let mut seen = std::collections::BTreeSet::new();
        let names = (0..).map(|salt| person_name(mix(self.key, mix(self.house.salt, salt))));
        let names: Vec<String> = names.filter(|name| seen.insert(name.clone())).take(48).collect();
        let ranks = ["正高", "副高", "中级及以下"];
        // The last organisations of a unit are on no roster yet: the coverage map shows them.
        let places = self.house.organisations.len().saturating_sub(3).max(1);
        let entries = names.into_iter().enumerate().map(|(place, name)| Entry {
            stratum: words(ranks[if place < 8 { 0 } else { usize::from(place >= 22) + 1 }]),
            name: words(&name),
            note: Some(words(&self.house.organisations[place % places].name)),
        });
        entries.collect()
    }

    /// An event or document of each kind, week and organisation.
    fn papers(&self, kinds: &[&str; 2], when: &[&str; 3], what: &str) -> Vec<Entry> {
        let places = self.house.organisations.iter().take(5);
        let all = kinds.iter().flat_map(|kind| {
            places.clone().flat_map(move |own| {
                when.iter().map(move |when| Entry {
                    stratum: words(kind),
                    name: words(&format!("{}{when}{kind}{what}", own.name)),
                    note: Some(words(&own.name)),
                })
            })
        });
        all.collect()
    }
}
