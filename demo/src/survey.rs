//! The satisfaction surveys of the story: two rounds of one unit, one of which too few answered, two of other units, one that
//! runs, one in preparation. Slips and answers lie outside the journal, so they are no steps: they are put into the ballots once the survey is closed, or at the end.

use domain::kinds::{PersonId, SurveyId, Time};
use domain::survey::answer::{Answer, UNKNOWN};
use domain::survey::code::Code;
use domain::survey::{Act, Kind, Plan, usual};

use crate::chance::{Chance, id, mix};
use crate::crew::Crew;
use crate::curve::{Since, at, day, work};
use crate::text::words;

/// One act of a survey.
pub(crate) type Step = (Time, PersonId, Act);

/// Unit, first and last day, is it closed, for each group of raters how many slips and how many came back, how satisfied
/// of a hundred.
struct Story {
    unit: usize,
    opens: Since,
    closes: Since,
    closed: bool,
    slips: [(u16, u16); 4],
    satisfied: [usize; 4],
}

const STORIES: [Story; 7] = [
    Story {
        unit: 2,
        opens: 35,
        closes: 52,
        closed: true,
        slips: [(12, 10), (120, 74), (260, 171), (60, 22)],
        satisfied: [84, 78, 74, 80],
    },
    Story {
        unit: 2,
        opens: 78,
        closes: 95,
        closed: true,
        slips: [(12, 3), (120, 86), (280, 212), (60, 31)],
        satisfied: [92, 84, 82, 88],
    },
    Story {
        unit: 1,
        opens: 80,
        closes: 94,
        closed: true,
        slips: [(9, 4), (40, 4), (60, 12), (20, 2)],
        satisfied: [90, 75, 67, 50],
    },
    Story {
        unit: 0,
        opens: 96,
        closes: 112,
        closed: false,
        slips: [(11, 6), (90, 41), (40, 18), (30, 3)],
        satisfied: [88, 85, 81, 84],
    },
    Story { unit: 3, opens: 104, closes: 118, closed: false, slips: [(0, 0); 4], satisfied: [0; 4] },
    Story {
        unit: 3,
        opens: 72,
        closes: 88,
        closed: true,
        slips: [(10, 6), (60, 33), (90, 52), (30, 9)],
        satisfied: [90, 88, 86, 85],
    },
    Story {
        unit: 4,
        opens: 74,
        closes: 92,
        closed: true,
        slips: [(12, 8), (80, 37), (120, 58), (40, 14)],
        satisfied: [85, 72, 68, 74],
    },
];

/// What people write.
const SAID: [&str; 9] = [
    "报修比以前快多了，当天就有人来",
    "食堂窗口还可以再多开一个",
    "实验室预约方便了，希望周末也开放",
    "希望继续坚持，不要一阵风",
    "宿舍热水时间延长了，很好",
    "科研经费报销的流程还是长",
    "图书馆座位预约系统好用",
    "希望多听听一线教师的意见",
    "校医院排队时间短了",
];

/// The hashes of all slips of a group of raters, and what some of them say.
pub(crate) type Filled = (Vec<String>, Vec<Vec<Option<Answer>>>);

/// One survey of the story.
pub(crate) struct Told {
    pub survey: SurveyId,
    story: &'static Story,
    seed: u64,
    key: u64,
}

/// The first group's; the others have none.
pub(crate) fn told(number: u32, seed: u64) -> Vec<Told> {
    let stories = if number == 0 { STORIES.as_slice() } else { &[] };
    let told = stories.iter().zip(0_u64..).map(|(story, place)| {
        let key = (u64::from(number) << 32) + (1 << 26) + place;
        Told { survey: SurveyId(id(at(work(story.opens), 520), seed, key)), story, seed, key }
    });
    told.collect()
}

impl Told {
    /// Its acts, by the group's liaison.
    pub fn steps(&self, crew: &Crew) -> Vec<Step> {
        let (story, survey, by) = (self.story, self.survey, crew.liaison);
        let (Ok((title, english)), Ok(raters), Ok(questions)) = (usual::title(), usual::raters(), usual::questions())
        else {
            return Vec::new();
        };
        let unit = crew.units[story.unit].id;
        let (opens, closes) = (day(story.opens), day(story.closes));
        let (title_en, category) = (Some(english), None);
        let plan = Box::new(Plan { title, title_en, category, raters, questions, opens, closes });
        let mut steps = vec![(at(work(story.opens), 520), by, Act::Plan { survey, unit, plan })];
        for (raters, (slips, _)) in (0_u8..).zip(story.slips).filter(|(_, (slips, _))| *slips > 0) {
            let print = Act::Print { survey, raters, slips };
            steps.push((at(work(story.opens), 530 + i64::from(raters)), by, print));
        }
        if story.closed {
            steps.push((at(work(story.closes), 1000), by, Act::Close { survey }));
        }
        steps
    }

    /// For each group of raters the hashes of all slips, and of some what was answered.
    pub fn ballots(&self) -> Vec<Filled> {
        let groups = self.story.slips.into_iter().zip(self.story.satisfied).zip(0_u64..);
        let ballot = |(((slips, back), satisfied), group): (((u16, u16), usize), u64)| {
            let mut chance = Chance::new(mix(self.seed, self.key), 100 + group);
            let hashes = (0..slips).map(|_| {
                let bytes = std::array::from_fn(|_| u8::try_from(chance.below(256)).unwrap_or_default());
                Code::new(bytes).hash()
            });
            let hashes: Vec<String> = hashes.collect();
            let answers = (0..back).map(|_| answers(satisfied, &mut chance)).collect();
            (hashes, answers)
        };
        groups.map(ballot).collect()
    }
}

fn answers(satisfied: usize, chance: &mut Chance) -> Vec<Option<Answer>> {
    let questions = usual::questions().unwrap_or_default();
    let answer = |kind: &Kind, chance: &mut Chance| match kind {
        Kind::Text if chance.below(12) == 0 => Some(Answer::Words(words(SAID[chance.below(SAID.len())]))),
        Kind::Text => None,
        Kind::Scale | Kind::Choice { .. } => u8::try_from(level(satisfied, chance)).ok().map(Answer::Pick),
    };
    questions.iter().map(|question| answer(&question.kind, chance)).collect()
}

fn level(satisfied: usize, chance: &mut Chance) -> usize {
    if chance.below(25) == 0 {
        return UNKNOWN;
    }
    match (chance.below(100) < satisfied, chance.below(10)) {
        (true, throw) => usize::from(throw > 4),
        (false, throw) => 2 + usize::from(throw > 5) + usize::from(throw > 8),
    }
}
