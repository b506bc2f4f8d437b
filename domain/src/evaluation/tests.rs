//! A round from opened to published: every act in its states and in no other, and who reads what of it when.

use super::act::{Grading, Opened};
use super::*;
use crate::act::Act as Any;
use crate::cast::{self, CastPerson};
use crate::kinds::IssueId;
use crate::record::Record;
use crate::refusal::{Field, Refusal, Whose};
use crate::score::{Grade, Opinion, Quantity};
use crate::standard::{self, Citation};
use crate::testing::{Bench, ISSUE, NODES, find, hash, id, reason, start, text, tree};
use crate::{issue, rule, template};

mod asked;
mod course;
mod export;
mod grading;
mod leaning;
pub(crate) mod low;
mod order;
mod raters;
mod sight;
mod values;

const HEAD: CastPerson = cast::HEAD;
const STAFF: CastPerson = cast::NORMAL_STAFF;
const RATERS: [CastPerson; 2] = [cast::DEPUTY, cast::MEMBER];
const UNIT: UnitId = cast::UNITS[1].id;
const OTHER: UnitId = cast::UNITS[0].id;
const STATES: [&str; 6] = ["opened", "scoring", "calibrating", "agreed", "published", "abandoned"];

fn round() -> EvaluationId {
    id(0xe0_1001)
}

fn template() -> TemplateId {
    id(0x7e_1001)
}

fn quality() -> NodeId {
    NODES[1]
}

fn opened() -> Opened {
    Opened {
        evaluation: round(),
        title: text("整改评估第一轮"),
        scored: Scored::Unit,
        units: vec![UNIT, OTHER],
        period: Period { start: start(), end: start().plus(60) },
        template: template(),
        version: 1,
        raters: RATERS.map(|own| own.id).to_vec(),
        due: None,
        again: None,
    }
}

fn open(own: Opened) -> Act {
    Act::Open(Box::new(own))
}

/// What grades lean on here: a file, which changes nothing of what is counted.
fn proof() -> Vec<Link> {
    vec![Link::Evidence { hash: hash(8), name: Some(text("台账.pdf")) }]
}

fn entry_of_library() -> standard::Content {
    standard::Content {
        title: text("整改验收标准"),
        sort: standard::Sort::Yardstick,
        strands: Vec::new(),
        source: None,
        since: None,
        text: text("措施落实到人。"),
    }
}

fn take_in_proof(bench: &mut Bench) {
    bench.all.files.insert(hash(8));
}

fn grade_as(unit: UnitId, grade: Grade) -> Act {
    let (evaluation, indicator) = (round(), quality());
    Act::Grade(Box::new(Grading { evaluation, unit, indicator, grade, reason: reason(), links: proof() }))
}

fn finish(unit: UnitId) -> Act {
    Act::Finish { evaluation: round(), unit }
}

fn reopen(unit: UnitId) -> Act {
    Act::Reopen { evaluation: round(), unit }
}

fn self_score(tenths: u16) -> Act {
    Act::SelfScore { evaluation: round(), unit: UNIT, tenths, note: text("全部按期完成") }
}

fn agree(grade: Grade) -> Act {
    Act::Agree { evaluation: round(), unit: UNIT, indicator: quality(), grade, reason: reason() }
}

fn object() -> Act {
    Act::Object { evaluation: round(), unit: UNIT, reason: reason() }
}

fn answer() -> Act {
    Act::Answer { evaluation: round(), unit: UNIT, text: reason() }
}

fn abandon() -> Act {
    Act::Abandon { evaluation: round(), reason: reason() }
}

fn remark() -> Act {
    Act::Remark { evaluation: round(), unit: UNIT, indicator: Some(quality()), text: text("佐证看得不够") }
}

fn recalibrate() -> Act {
    Act::Recalibrate { evaluation: round(), reason: reason() }
}

const fn plain(verb: fn(EvaluationId) -> Act) -> fn(EvaluationId) -> Act {
    verb
}

fn step(name: &str) -> Act {
    let verb = match name {
        "begin" => plain(|evaluation| Act::Begin { evaluation }),
        "calibrate" => plain(|evaluation| Act::Calibrate { evaluation }),
        "conclude" => plain(|evaluation| Act::Conclude { evaluation }),
        "publish" => plain(|evaluation| Act::Publish { evaluation }),
        other => panic!("{other}"),
    };
    verb(round())
}

/// The template is there, and a round is opened.
fn begun() -> Bench {
    let mut bench = Bench::new();
    take_in_proof(&mut bench);
    bench.ok(&HEAD, template::Act::Make { template: template(), title: text("评估"), tree: tree(), from: None });
    bench.ok(&HEAD, open(opened()));
    bench
}

/// Both are done with both units; of UNIT they differ.
fn graded(bench: &mut Bench) {
    for (rater, grades) in RATERS.iter().zip([[Grade::Good, Grade::Fair], [Grade::Ordinary, Grade::Fair]]) {
        for (unit, grade) in [UNIT, OTHER].into_iter().zip(grades) {
            bench.ok(rater, grade_as(unit, grade));
            bench.ok(rater, finish(unit));
        }
    }
}

fn in_state(state: &str) -> Bench {
    let mut bench = begun();
    let place = STATES.iter().position(|own| *own == state).unwrap();
    if place >= 1 && state != "abandoned" {
        bench.ok(&HEAD, step("begin"));
    }
    if state == "abandoned" {
        bench.ok(&HEAD, abandon());
    } else if place >= 2 {
        graded(&mut bench);
        bench.ok(&HEAD, step("calibrate"));
    }
    if (3..5).contains(&place) {
        bench.ok(&HEAD, agree(Grade::Fair));
        bench.ok(&HEAD, step("conclude"));
    }
    if place == 4 {
        bench.ok(&HEAD, step("publish"));
    }
    assert_eq!(own(&bench).state(), state);
    bench
}

fn own(bench: &Bench) -> &Evaluation {
    bench.all.evaluation(round()).unwrap()
}
