//! What the page of a figure's rows shows: what the rule counted, each with its name.

use domain::kinds::{Day, EvaluationId, NodeId, UnitId};
use domain::score::{Counted, Formula, Quantity};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::wire::Json;

/// One row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub counted: Counted,
    /// 调研-104, where it has a code.
    pub code: String,
    pub title: String,
    /// A measure that is done by its record, and that a look-back found untrue.
    pub untrue: bool,
}

/// Everything that one figure of a unit looked at.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Rows {
    pub evaluation: EvaluationId,
    pub unit: UnitId,
    pub round: String,
    pub name: String,
    pub english: Option<String>,
    pub formula: Formula,
    /// As the sheet shows it.
    pub quantity: Option<Quantity>,
    /// When it was published.
    pub published: Option<Day>,
    pub lines: Vec<Line>,
}

/// The rows of a figure, for who may know it: the group and the office, and the unit once it is published.
#[server(prefix = "/api", endpoint = "evaluation/rows", input = GetUrl, output = Json)]
pub async fn read_rows(evaluation: EvaluationId, unit: UnitId, indicator: NodeId) -> Result<Rows, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let key = domain::act::Key { subject: domain::act::Subject::Evaluation, id: evaluation.0 };
    let round: Option<Box<domain::evaluation::Evaluation>> = store::shared::load(&server.db, &viewer, key).await?;
    let round = *round.filter(|own| own.sheet(unit).is_some()).ok_or_else(Failure::not_found)?;
    if !(round.published.is_some() || viewer.sees(round.book, None, None)) {
        return Err(Failure::not_found());
    }
    let known = store::shared::cases(&server.db, &round, unit).await?;
    serve::of(&round, unit, indicator, &known, server.today()).ok_or_else(Failure::not_found)
}

#[cfg(feature = "ssr")]
pub(crate) use serve::called;

#[cfg(feature = "ssr")]
mod serve {
    use domain::evaluation::Evaluation;
    use domain::kinds::{CarrierId, IssueId, MeasureId, MilestoneId, NoticeId, OrganisationId};
    use domain::record::Known;
    use domain::score::Adds;
    use domain::score::counted::What;
    use domain::template::tree::Method;

    use super::{Counted, Day, Line, NodeId, Rows, UnitId};

    /// `known` holds what was counted.
    #[must_use]
    pub fn of(round: &Evaluation, unit: UnitId, indicator: NodeId, known: &Known, today: Day) -> Option<Rows> {
        let own = round.tree.indicator(indicator)?;
        let Method::Quantitative { formula, .. } = own.method else { return None };
        let published = round.published.map(|by| by.at.day());
        let rows = round.rows(unit, known, published.unwrap_or(today));
        let line = |counted: Counted| {
            let (code, title) = called(counted.what, unit, known);
            let untrue = matches!(counted.what, What::Measure { measure, .. } if rows.untrue.contains(&measure));
            Line { counted, code, title, untrue }
        };
        let mut lines: Vec<Line> = formula.counted(&rows).into_iter().map(line).collect();
        // what counts first, then by name
        lines.sort_by(|one, other| {
            let key = |own: &Line| (own.counted.adds == Adds::No, own.code.clone(), own.title.clone());
            key(one).cmp(&key(other))
        });
        Some(Rows {
            evaluation: round.id,
            unit,
            round: round.title.to_string(),
            name: own.name.to_string(),
            english: own.english.as_ref().map(ToString::to_string),
            formula,
            quantity: formula.of(&rows),
            published,
            lines,
        })
    }

    /// Its code and what it is called.
    pub fn called(what: What, unit: UnitId, known: &Known) -> (String, String) {
        let plain = |title: Option<String>| (String::new(), title.unwrap_or_default());
        match what {
            What::Issue { issue } => {
                known.issue(issue).map(|own| (own.code(), own.title.to_string())).unwrap_or_default()
            }
            What::Measure { issue, measure } => measure_called(issue, measure, known).unwrap_or_default(),
            What::Rule { rule } => plain(known.rule(rule).map(|own| own.description.title.to_string())),
            What::Organisation { organisation } => plain(organisation_name(organisation, unit, known)),
            What::Carrier { carrier } => plain(known.carrier(carrier).map(|own| own.description.name.to_string())),
            What::Milestone { carrier, milestone } => plain(milestone_name(carrier, milestone, known)),
            What::Notice { notice } => notice_called(notice, known).unwrap_or_default(),
            What::Step { deployment, place, .. } => {
                let place = place.organisation.and_then(|own| organisation_name(own, unit, known));
                plain(known.deployment(deployment).map(|own| match place {
                    Some(place) => format!("{} · {place}", own.content.title),
                    None => own.content.title.to_string(),
                }))
            }
        }
    }

    /// By the code of its issue.
    fn measure_called(issue: IssueId, measure: MeasureId, known: &Known) -> Option<(String, String)> {
        let own = known.issue(issue)?;
        let measure = own.measures.iter().find(|one| one.id == measure);
        Some((own.code(), measure.map(|one| one.what.to_string()).unwrap_or_default()))
    }

    fn milestone_name(carrier: CarrierId, milestone: MilestoneId, known: &Known) -> Option<String> {
        let own = known.carrier(carrier)?;
        let name = own.milestones.iter().find(|one| one.id == milestone).map(|one| one.name.to_string());
        Some(format!("{} · {}", own.description.name, name.unwrap_or_default()))
    }

    fn notice_called(notice: NoticeId, known: &Known) -> Option<(String, String)> {
        let own = known.notice(notice)?;
        let number = own.number.map(|number| format!("№{number}"));
        Some((number.unwrap_or_default(), own.content.title.to_string()))
    }

    fn organisation_name(id: OrganisationId, unit: UnitId, known: &Known) -> Option<String> {
        known.unit(unit)?.organisations.iter().find(|own| own.id == id).map(|own| own.name.to_string())
    }
}
