//! Which surveys of the unit a sheet's values of satisfaction were read from, as far as the viewer may read them.

use domain::act::Subject;
use domain::evaluation::Evaluation;
use domain::kinds::{NodeId, SurveyId, UnitId};
use domain::score::Value;
use domain::survey::{Survey, result};
use domain::viewer::Viewer;

use crate::context::Server;
use crate::evaluation::read::{Source, Stand};
use crate::failure::Failure;

/// Which survey each value of satisfaction came from, and the indicators whose group was asked.
pub(super) type Asked = (Vec<Source>, Vec<NodeId>);

/// Where the values of satisfaction came from: ballots are opened only where there is such a value, and only of surveys within reach.
pub(super) async fn surveys(
    server: &Server,
    viewer: &Viewer,
    round: &Evaluation,
    unit: UnitId,
    stands: &[Stand],
) -> Result<Asked, Failure> {
    if round.tree.rater_groups().is_empty() {
        return Ok(Asked::default());
    }
    let reach = viewer.reach();
    let all = store::record::all(&server.db, &reach, Subject::Survey, Some(round.book), Some(unit)).await?;
    let all: Vec<Box<Survey>> = all.into_iter().filter_map(|own| Box::<Survey>::try_from(own).ok()).collect();
    let asked = round.asked(all.iter().map(AsRef::as_ref));
    let value = |own: &Value| matches!(own, Value::Asked { .. });
    if !stands.iter().flat_map(|own| own.measured.values()).any(value) {
        return Ok((Vec::new(), asked));
    }
    let mut said = Vec::new();
    for own in all.iter().filter(|own| own.state() == "closed") {
        let ballots = store::ballot::of_survey(&server.db, own).await?;
        said.extend(result::said(own, &ballots));
    }
    let source = |(indicator, id): (NodeId, SurveyId)| {
        let survey = all.iter().find(|own| own.id == id)?;
        Some(Source::of(indicator, survey))
    };
    Ok((round.surveys(&said).into_iter().filter_map(source).collect(), asked))
}
