//! Three matters in step: one that every place has carried out, one that is nearly through, one in which the second level has
//! not followed everywhere.

use domain::deployment::{Act, Content, Days, Place, Said, Side, Step};
use domain::issue::Proof;
use domain::kinds::{DeploymentId, Percent, PersonId, Time};

use crate::chance::{Chance, id};
use crate::crew::Crew;
use crate::curve::{LAST, LAST_MINUTE, Since, at, day, work};
use crate::file::File;
use crate::text::words;

/// One act of a matter.
pub(crate) type Told = (Time, PersonId, Act);

/// Organisations of each unit that take part.
const BELOW: usize = 4;

/// Title, text, the day it is opened, days from there to each step's day.
const MATTERS: [(&str, &str, Since, [Since; 3]); 3] = [
    (
        "主题教育专题学习同步部署",
        "党委理论学习中心组和各二级组织同步安排专题学习。\n单位本级检查学习笔记和研讨记录，学习结束后同步考核。",
        3,
        [10, 30, 50],
    ),
    (
        "问题清单整改任务同步推进",
        "单位把班子整改清单分解到二级组织，两级同步部署、同步检查、同步考核。\n重点看措施有没有落到具体人和具体日子。",
        45,
        [10, 28, 46],
    ),
    ("建章立制成果转化同步落实", "把整改中形成的办法在二级组织落地，两级同步宣讲、同步检查执行情况。", 80, [8, 18, 35]),
];

/// All acts of the first group's matters, with the files that they name; the others have none.
pub(crate) fn told(crew: &Crew, number: u32, seed: u64) -> (Vec<Told>, Vec<File>) {
    let mut teller = Teller { chance: Chance::new(seed, 71), steps: Vec::new(), files: Vec::new() };
    for (place, own) in (0..).zip(MATTERS).filter(|_| number == 0) {
        teller.matter(crew, seed, place, own);
    }
    (teller.steps, teller.files)
}

struct Teller {
    chance: Chance,
    steps: Vec<Told>,
    files: Vec<File>,
}

/// A place as it is told of.
struct Level<'a> {
    place: Place,
    by: PersonId,
    who: &'a str,
    /// What stands on the paper about its inspection and assessment: whose they are and of what. Every other organisation has
    /// none.
    paper: Option<[&'a str; 2]>,
}

/// What shows a step of which no paper was sent along.
fn basis(step: Step) -> &'static str {
    match step {
        Step::Deployed => "部署会会议纪要和签到表，办公室存档",
        Step::Inspected => "检查记录和问题清单，办公室存档",
        Step::Assessed => "考核打分表，办公室存档",
    }
}

impl Teller {
    fn matter(
        &mut self,
        crew: &Crew,
        seed: u64,
        place: u64,
        (title, text, opened, days): (&str, &str, Since, [Since; 3]),
    ) {
        let deployment = DeploymentId(id(at(opened, 540), seed, (1 << 28) + place));
        let sides = crew.units.iter().map(|house| Side {
            unit: house.id,
            organisations: house.organisations.iter().take(BELOW).map(|own| own.id).collect(),
        });
        let [deployed, inspected, assessed] = days.map(|own| Some(day(opened + own)));
        let days_of = Days { deployed, inspected, assessed };
        let content = Content { title: words(title), text: words(text), sides: sides.collect(), days: days_of };
        let open = Act::Open { deployment, content: Box::new(content.clone()) };
        self.steps.push((at(opened, 545), crew.liaison, open));
        for (house, side) in crew.units.iter().zip(&content.sides) {
            let place = Place { unit: side.unit, organisation: None };
            let upper = days.map(|own| work(opened + own - self.chance.between(1, 5)));
            let points = self.chance.between(84, 96);
            let unit = Level { place, by: house.staff, who: "党委会", paper: Some([&house.name, title]) };
            self.said(deployment, &unit, upper, points);
            for (turn, organisation) in house.organisations.iter().take(BELOW).enumerate() {
                // the later the matter, the further the second level is behind
                let most = if opened > 60 { 16 } else { 7 };
                let mut last = 0;
                let below = upper.map(|own| {
                    last = work(own + self.chance.between(0, most)).max(last);
                    last
                });
                let points = self.chance.between(70, 92);
                let place = Place { organisation: Some(organisation.id), ..place };
                let by = crew.of_organisation(organisation.id).unwrap_or(house.staff);
                let paper = (turn % 2 == 0).then_some([organisation.name.as_str(), title]);
                let level = Level { place, by, who: "党政联席会", paper };
                self.said(deployment, &level, below, points);
            }
        }
        if opened < 10 {
            self.steps.push((at(opened + 75, 600), crew.liaison, Act::Close { deployment }));
        }
    }

    /// The three steps of one place, as far as the story goes.
    fn said(&mut self, deployment: DeploymentId, level: &Level, days: [Since; 3], points: i64) {
        let before = |since: Since| at(since, 1_000) < at(LAST, LAST_MINUTE);
        for (step, since) in [Step::Deployed, Step::Inspected, Step::Assessed].into_iter().zip(days) {
            if !before(since) || since >= LAST {
                return;
            }
            let result = if step == Step::Assessed {
                u8::try_from(points).ok().and_then(|own| Percent::try_from(own).ok())
            } else {
                None
            };
            let proof = level.paper.and_then(|about| self.proof(step, about));
            let (place, who) = (level.place, words(level.who));
            // who has no paper of their own says on which it rests
            let basis = proof.is_none().then(|| words(basis(step)));
            let said = Said { place, step, day: day(since), who, note: None, proof, record: None, basis, result };
            self.steps.push((at(since, 1_000), level.by, Act::Report { deployment, said: Box::new(said) }));
        }
    }

    /// The paper that shows that a place inspected or assessed.
    fn proof(&mut self, step: Step, [whose, title]: [&str; 2]) -> Option<Proof> {
        let name = match step {
            Step::Deployed => return None,
            Step::Inspected => "检查情况报告",
            Step::Assessed => "考核结果通报",
        };
        let file = File::page(&[name, title, whose, "演示资料，内容为虚构"]);
        let size = u32::try_from(file.bytes.len()).unwrap_or(0);
        let proof = Proof { hash: file.hash.clone(), name: words(&format!("{name}.pdf")), size };
        self.files.push(file);
        Some(proof)
    }
}
