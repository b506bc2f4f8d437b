//! What is scored and asked: a round that goes on, one that was published, a survey.

use domain::act::Act;
use domain::cast::{self, CastPerson};
use domain::kinds::{Book, Day, EvaluationId, SurveyId, TemplateId, UnitId};
use domain::{evaluation, survey, template};

use super::{FAR_HEAD, FAR_MEMBER, accept, text};
use crate::common::{TestApp, id};

/// What one rater has written, and nobody else may read before all raters are done.
pub const GRADED: &str = "密评：抽看的佐证只有照片没有台账";

/// A round of evaluation that the unit knows of: scoring has begun, and one of two raters with it.
pub async fn round(
    app: &TestApp,
    mark: &'static str,
    (book, unit, head): (Book, UnitId, CastPerson),
    hash: &str,
) -> (TemplateId, EvaluationId) {
    let (template, evaluation) = (TemplateId(id()), EvaluationId(id()));
    let tree = template::Shipped::FiveLooks.tree().unwrap();
    let make = template::Act::Make { template, title: text(mark), tree, from: None };
    accept(app, head, book, Act::Template(make)).await;
    begin(app, mark, (template, evaluation), (book, unit, head)).await;
    let tree = template::Shipped::FiveLooks.tree().unwrap();
    let indicator = tree.qualitative().map(|own| own.id).next().unwrap();
    let links = vec![evaluation::Link::Evidence { hash: text(hash), name: Some(text("现场.pdf")) }];
    let (grade, reason) = (domain::score::Grade::Fair, text(GRADED));
    let grading = evaluation::act::Grading { evaluation, unit, indicator, grade, reason, links };
    accept(app, head, book, Act::Evaluation(evaluation::Act::Grade(Box::new(grading)))).await;
    (template, evaluation)
}

fn other_rater(head: CastPerson) -> CastPerson {
    if head.id == FAR_HEAD.id { FAR_MEMBER } else { cast::MEMBER }
}

async fn begin(
    app: &TestApp,
    mark: &str,
    (template, evaluation): (TemplateId, EvaluationId),
    (book, unit, head): (Book, UnitId, CastPerson),
) {
    let day = |raw| Day::parse(raw).unwrap();
    let opened = evaluation::act::Opened {
        evaluation,
        title: text(mark),
        scored: domain::score::rows::Scored::Unit,
        units: vec![unit],
        period: domain::score::rows::Period { start: day("2023-04-17"), end: day("2023-06-21") },
        template,
        version: 1,
        raters: vec![head.id, other_rater(head).id],
        due: None,
        again: None,
    };
    accept(app, head, book, Act::Evaluation(evaluation::Act::Open(Box::new(opened)))).await;
    accept(app, head, book, Act::Evaluation(evaluation::Act::Begin { evaluation })).await;
}

/// A round that went all its way.
pub async fn published(
    app: &TestApp,
    mark: &str,
    template: TemplateId,
    (book, unit, head): (Book, UnitId, CastPerson),
    hash: &str,
) -> EvaluationId {
    use evaluation::Act as E;
    let evaluation = EvaluationId(id());
    begin(app, mark, (template, evaluation), (book, unit, head)).await;
    let tree = template::Shipped::FiveLooks.tree().unwrap();
    for rater in [head, other_rater(head)] {
        for indicator in tree.qualitative().map(|own| own.id) {
            let (grade, reason) = (domain::score::Grade::Fair, text("抽看了六个问题的佐证"));
            let links = vec![evaluation::Link::Evidence { hash: text(hash), name: Some(text("现场.pdf")) }];
            let grading = evaluation::act::Grading { evaluation, unit, indicator, grade, reason, links };
            accept(app, rater, book, Act::Evaluation(E::Grade(Box::new(grading)))).await;
        }
        accept(app, rater, book, Act::Evaluation(E::Finish { evaluation, unit })).await;
    }
    for step in [E::Calibrate { evaluation }, E::Conclude { evaluation }, E::Publish { evaluation }] {
        accept(app, head, book, Act::Evaluation(step)).await;
    }
    evaluation
}

/// A survey that is about to be asked.
pub async fn asked(app: &TestApp, mark: &str, (book, unit, head): (Book, UnitId, CastPerson)) -> SurveyId {
    let survey = SurveyId(id());
    let (raters, questions) = (survey::usual::raters().unwrap(), survey::usual::questions().unwrap());
    let day = |raw| Day::parse(raw).unwrap();
    let (opens, closes) = (day("2023-05-01"), day("2023-05-31"));
    let (title, title_en, category) = (text(mark), Some(text(mark)), None);
    let plan = Box::new(survey::Plan { title, title_en, category, raters, questions, opens, closes });
    accept(app, head, book, Act::Survey(survey::Act::Plan { survey, unit, plan })).await;
    survey
}
