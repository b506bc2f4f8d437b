//! A low result leads to an interview and another look, until both are there.

use super::*;
use crate::kinds::NoticeId;
use crate::notice::{self, Content, From, Notice, Paper};
use crate::refusal::Refusal;
use crate::template::Shipped;

const SECOND: EvaluationId = EvaluationId(uuid::Uuid::from_u128(0xe0_1002));

/// As it was published, for tests of what is asked.
pub(crate) fn published() -> Evaluation {
    own(&low_round()).clone()
}

/// UNIT is settled as 一般, OTHER as 较好; from 一般 downwards something follows.
fn low_round() -> Bench {
    let mut bench = Bench::new();
    take_in_proof(&mut bench);
    let tree = template::Tree { low: Some(Grade::Ordinary), ..tree() };
    bench.ok(&HEAD, template::Act::Make { template: template(), title: text("评估"), tree, from: None });
    bench.ok(&HEAD, open(opened()));
    bench.ok(&HEAD, step("begin"));
    graded(&mut bench);
    bench.ok(&HEAD, step("calibrate"));
    bench.ok(&HEAD, agree(Grade::Ordinary));
    bench.ok(&HEAD, step("conclude"));
    bench.ok(&HEAD, step("publish"));
    bench
}

fn again() -> Opened {
    Opened { evaluation: SECOND, units: vec![UNIT], again: Some(round()), ..opened() }
}

fn notice() -> NoticeId {
    id(0x60_1001)
}

fn talk() -> Content {
    Content {
        paper: Paper::Talk,
        title: text("关于就评估结果约谈的通知"),
        text: text("请主要负责同志到会"),
        units: vec![UNIT],
        about: Vec::new(),
        reply_by: None,
        after: None,
        from: Some(From::Round { evaluation: round() }),
    }
}

fn draft(content: Content) -> notice::Act {
    notice::Act::Draft { notice: notice(), content: Box::new(content) }
}

/// What UNIT's result still waits for.
fn waits(bench: &Bench) -> Vec<Next> {
    let of = |record: &Record| if let Record::Notice(own) = record { Some((**own).clone()) } else { None };
    let notices: Vec<Notice> = bench.all.records.values().filter_map(of).collect();
    let of = |record: &Record| if let Record::Evaluation(own) = record { Some((**own).clone()) } else { None };
    let rounds: Vec<Evaluation> = bench.all.records.values().filter_map(of).collect();
    own(bench).follows(UNIT, &notices, &rounds).unwrap().waits()
}

#[test]
fn only_a_published_result_at_or_below_the_templates_line_is_low() {
    let bench = low_round();
    assert_eq!((own(&bench).low(UNIT), own(&bench).low(OTHER)), (Some(Grade::Ordinary), None));
    assert!(own(&bench).follows(OTHER, [], []).is_none());
    assert_eq!(own(&bench).low(cast::UNITS[2].id), None);
    // a template that says nothing leads to nothing
    assert_eq!(own(&in_state("published")).low(UNIT), None);
    let mut open = own(&bench).clone();
    open.published = None;
    assert_eq!(open.low(UNIT), None);
    // shipped: the five looks alone
    let low = Shipped::FiveLooks.tree().unwrap();
    assert_eq!([Grade::Poor, Grade::Ordinary, Grade::Fair].map(|own| low.is_low(own)), [true, true, false]);
    assert_eq!(Shipped::Hard.tree().unwrap().low, None);
}

#[test]
fn an_interview_is_asked_for_until_its_paper_is_issued() {
    let mut bench = low_round();
    assert_eq!(waits(&bench), [Next::Interview, Next::Again]);
    bench.ok(&cast::MEMBER, draft(talk()));
    assert_eq!(waits(&bench), [Next::Interview, Next::Again]);
    bench.ok(&HEAD, notice::Act::Issue { notice: notice() });
    assert_eq!(waits(&bench), [Next::Again]);
    bench.ok(&HEAD, notice::Act::Withdraw { notice: notice(), reason: reason() });
    assert_eq!(waits(&bench), [Next::Interview, Next::Again]);
}

#[test]
fn a_paper_comes_out_of_a_round_only_for_units_that_came_out_low() {
    let elsewhere = Refusal::Elsewhere { field: Field::Evaluation };
    let both = Content { units: vec![UNIT, OTHER], ..talk() };
    assert_eq!(low_round().no(&HEAD, draft(both)), elsewhere);
    let unknown = Content { from: Some(From::Round { evaluation: SECOND }), ..talk() };
    assert_eq!(low_round().no(&HEAD, draft(unknown)), elsewhere);
    assert_eq!(in_state("agreed").no(&HEAD, draft(talk())), elsewhere);
    assert_eq!(low_round().no(&STAFF, draft(talk())), Refusal::NotFound);
    // another kind of paper may come out of it, but is no interview
    let mut bench = low_round();
    bench.ok(&HEAD, draft(Content { paper: Paper::Prompt, ..talk() }));
    bench.ok(&HEAD, notice::Act::Issue { notice: notice() });
    assert_eq!(waits(&bench), [Next::Interview, Next::Again]);
    // the unit reads what it came out of, as it knows the round
    let own = bench.all.notice(notice()).unwrap().clone().shown_to(&STAFF.viewer().unwrap()).unwrap();
    assert_eq!(own.content.from, Some(From::Round { evaluation: round() }));
}

#[test]
fn another_look_is_asked_for_until_it_is_opened() {
    let mut bench = low_round();
    bench.ok(&HEAD, open(again()));
    assert_eq!(waits(&bench), [Next::Interview]);
    assert_eq!(bench.all.evaluation(SECOND).unwrap().again, Some(round()));
    bench.ok(&HEAD, Act::Abandon { evaluation: SECOND, reason: reason() });
    assert_eq!(waits(&bench), [Next::Interview, Next::Again]);
    // a later round by the same template looks again too, though it does not say so
    bench.ok(&HEAD, open(Opened { evaluation: id(0xe0_1003), again: None, units: vec![UNIT, OTHER], ..again() }));
    assert_eq!(waits(&bench), [Next::Interview]);
}

/// Two leads want it in the same moment: the second is told, and no round lies about that nobody meant.
#[test]
fn there_is_one_other_look_at_a_time() {
    let mut bench = low_round();
    bench.ok(&HEAD, open(again()));
    let third = || open(Opened { evaluation: id(0xe0_1003), ..again() });
    assert_eq!(bench.no(&cast::DEPUTY, third()), Refusal::Exists);
    bench.ok(&HEAD, Act::Abandon { evaluation: SECOND, reason: reason() });
    bench.ok(&cast::DEPUTY, third());
}

#[test]
fn once_the_other_look_is_published_the_first_asks_for_nothing() {
    let mut bench = low_round();
    bench.ok(&HEAD, open(again()));
    let mut second = bench.all.evaluation(SECOND).unwrap().clone();
    second.published = Some(second.opened);
    let follows = own(&bench).follows(UNIT, [], [&*second]).unwrap();
    assert_eq!((follows.waits(), follows.again.map(|own| own.id)), (Vec::new(), Some(SECOND)));
    // nor does a third round, opened as usual, bring it back
    let mut third = second.clone();
    (third.id, third.published) = (id(9), None);
    third.opened.at = crate::kinds::Time(second.opened.at.0 + 1);
    let follows = own(&bench).follows(UNIT, [], [&*second, &*third]).unwrap();
    assert_eq!((follows.waits(), follows.again.map(|own| own.id)), (Vec::new(), Some(SECOND)));
}

#[test]
fn another_look_is_at_a_low_result_by_the_same_template_at_the_same_thing() {
    let refused = |change: fn(&mut Opened)| {
        let mut own = again();
        change(&mut own);
        low_round().play(&HEAD, open(own)).err()
    };
    assert_eq!(refused(|_| {}), None);
    assert_eq!(refused(|own| own.units = vec![UNIT, OTHER]), Some(Refusal::NotLow));
    let elsewhere = |field| Some(Refusal::Elsewhere { field });
    assert_eq!(refused(|own| own.again = Some(id(9))), elsewhere(Field::Evaluation));
    let category = Scored::Category { category: issue::Category::Hard };
    assert_eq!(
        low_round().no(&HEAD, open(Opened { scored: category, ..again() })),
        elsewhere(Field::Evaluation).unwrap()
    );
    let mut bench = low_round();
    let other = id(0x7e_1002);
    bench.ok(&HEAD, template::Act::Make { template: other, title: text("另一套"), tree: tree(), from: None });
    assert_eq!(bench.no(&HEAD, open(Opened { template: other, ..again() })), elsewhere(Field::Template).unwrap());
    // before it is published there is no result
    let early = in_state("agreed").no(&HEAD, open(again()));
    assert_eq!(early, Refusal::WrongState { state: "agreed".to_owned() });
    // nobody but who leads the group
    assert_eq!(low_round().no(&cast::MEMBER, open(again())), Refusal::NotYours { whose: Whose::GroupLead });
    assert_eq!(low_round().no(&STAFF, open(again())), Refusal::NotFound);
}
