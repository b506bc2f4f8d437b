//! What the pages of rounds show. Everything comes from `store::shared`, which gives out what the viewer may read, and nothing else.

use domain::act::{Key, Subject};
use domain::evaluation::{Evaluation, Next};
use domain::issue::Category;
use domain::kinds::{
    Book, CarrierId, Day, EvaluationId, IssueId, NodeId, NoticeId, PersonId, SurveyId, TemplateId, Title, UnitId,
};
use domain::record::{Known, Record};
use domain::score::{Grade, Score, Values, score};
use domain::strand::Strand;
use domain::survey::Survey;
use domain::template::Tree;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::linked::Lead;
use super::side::By;
use crate::failure::Failure;
use crate::part::history::Told;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: EvaluationId,
    pub book: Book,
    pub number: u32,
    pub title: String,
    pub state: String,
    pub units: Vec<UnitId>,
    pub start: Day,
    pub end: Day,
    pub due: Option<Day>,
}

/// What a lead of a group may open a round with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Room {
    pub book: Book,
    /// The first day of this group's campaign.
    pub start: Option<Day>,
    /// In use, with the version that a round would freeze.
    pub templates: Vec<(TemplateId, u32, String)>,
    pub members: Vec<(PersonId, String)>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Board {
    pub lines: Vec<Line>,
    pub room: Option<Room>,
}

/// One unit of a round as far as it can be told.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Stand {
    pub unit: UnitId,
    /// What the platform counts now; frozen where it is published, empty for who may not see it.
    pub measured: Values,
    /// The unit's own last published round before this one, of the same kind.
    pub before: Option<Earlier>,
    /// What a low result has led to, as far as this viewer may know.
    pub low: Option<Low>,
}

/// A low result that was published, and what has become of it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Low {
    pub grade: Grade,
    /// When it was published.
    pub since: Day,
    pub waits: Vec<Next>,
    pub interview: Option<Interview>,
    pub again: Option<Again>,
}

/// The paper that calls to an interview; without a number it is a draft.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Interview {
    pub id: NoticeId,
    pub number: Option<u32>,
    pub day: Day,
}

/// The round that looks again, and what it came to.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Again {
    pub id: EvaluationId,
    pub number: u32,
    pub state: String,
    pub result: Option<Earlier>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Earlier {
    pub id: EvaluationId,
    pub number: u32,
    pub template: TemplateId,
    pub version: u32,
    pub tree: Tree,
    pub values: Values,
}

impl Earlier {
    #[must_use]
    pub fn score(&self) -> Score {
        score(&self.tree, &self.values)
    }

    /// By what it was scored.
    #[must_use]
    pub fn by(&self) -> By<'_> {
        (self.template, self.version, &self.tree)
    }
}

/// The survey that a value of satisfaction was read from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Source {
    pub indicator: NodeId,
    pub survey: SurveyId,
    pub title: Title,
    pub title_en: Option<Title>,
    /// What it asked about.
    pub category: Option<Category>,
}

impl Source {
    #[must_use]
    pub fn of(indicator: NodeId, survey: &Survey) -> Source {
        let (title, title_en) = (survey.plan.title.clone(), survey.plan.title_en.clone());
        Source { indicator, survey: survey.id, title, title_en, category: survey.plan.category }
    }
}

/// A round, or one unit of it: `stands` has all units, or that one.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub round: Evaluation,
    pub stands: Vec<Stand>,
    pub names: Vec<(PersonId, String)>,
    /// The carrier's or issue's name, where one is scored.
    pub scored: Option<String>,
    /// For who leads, as long as a rater can be replaced: members who do not grade.
    pub others: Vec<(PersonId, String)>,
    /// Of one unit whose low result waits for another look, for who opens that.
    pub room: Option<Room>,
    /// Of one unit: what grades lean on, and for who grades now all that there is to lean on.
    pub leads: Vec<Lead>,
    /// Of one unit: the surveys that its values of satisfaction were read from, where this viewer may read them.
    pub surveys: Vec<Source>,
    /// Of one unit: the indicators of satisfaction whose group was asked by such a survey, also where few answered.
    pub asked: Vec<NodeId>,
    pub history: Vec<Told>,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Evaluation, id: self.round.id.0 }
    }

    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Evaluation(Box::new(self.round.clone())));
        known
    }

    #[must_use]
    pub fn name(&self, person: PersonId) -> String {
        self.names.iter().find(|own| own.0 == person).map(|own| own.1.clone()).unwrap_or_default()
    }

    #[must_use]
    pub fn survey(&self, indicator: NodeId) -> Option<&Source> {
        self.surveys.iter().find(|own| own.indicator == indicator)
    }
}

/// Rounds within reach, the newest first; of one strand those with an indicator that looks at it. And for a group's lead what to open one with.
#[server(prefix = "/api", endpoint = "evaluation/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>, unit: Option<UnitId>, strand: Option<Strand>) -> Result<Board, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let rounds: Vec<Box<Evaluation>> =
        store::shared::list(&server.db, &viewer, Subject::Evaluation, book, unit).await?;
    let looks = |own: &Evaluation| strand.is_none() || own.tree.indicators().any(|one| one.strand == strand);
    let lines = rounds.into_iter().filter(|own| looks(own)).map(|own| Line::from(*own)).collect();
    Ok(Board { lines, room: super::serve::room(&server, &viewer).await? })
}

/// One round within reach.
#[server(prefix = "/api", endpoint = "evaluation/detail", input = GetUrl, output = Json)]
pub async fn read_detail(evaluation: EvaluationId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    super::serve::detail(&server, &viewer, evaluation, None).await
}

/// One unit of a round within reach.
#[server(prefix = "/api", endpoint = "evaluation/sheet", input = GetUrl, output = Json)]
pub async fn read_sheet(evaluation: EvaluationId, unit: UnitId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    super::serve::detail(&server, &viewer, evaluation, Some(unit)).await
}

/// What of a unit can be scored alone.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Scorable {
    pub carriers: Vec<(CarrierId, String)>,
    pub issues: Vec<(IssueId, String)>,
}

/// The carriers and issues of a unit, for its group.
#[server(prefix = "/api", endpoint = "evaluation/scorable", input = GetUrl, output = Json)]
pub async fn read_scorable(unit: UnitId) -> Result<Scorable, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    super::serve::scorable(&server, &viewer, unit).await
}

impl From<Evaluation> for Line {
    fn from(own: Evaluation) -> Line {
        Line {
            state: own.state().to_owned(),
            id: own.id,
            book: own.book,
            number: own.number,
            title: own.title.to_string(),
            units: own.units,
            start: own.period.start,
            end: own.period.end,
            due: own.due,
        }
    }
}
