//! What the pages of surveys show, read within the viewer's reach; and the slips, which are shown once.

use domain::act::{Key, Subject};
use domain::issue::Category;
use domain::kinds::{Book, Day, SurveyId, Title, UnitId};
use domain::record::{Known, Record};
use domain::score::Opinion;
use domain::survey::result::{OfRaters, Returns};
use domain::survey::{Question, Survey, Words};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::sheet::{Printed, Tongues};
use crate::failure::Failure;
use crate::part::history::Told;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: SurveyId,
    pub unit: UnitId,
    pub title: Title,
    #[serde(default)]
    pub title_en: Option<Title>,
    #[serde(default)]
    pub category: Option<Category>,
    pub state: String,
    pub opens: Day,
    pub closes: Day,
    pub returns: Returns,
    /// Of all groups whose result is shown; only of a closed one.
    pub satisfied: Option<Opinion>,
}

/// One survey, what came back so far or what was answered, the unit's surveys before it, its history.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub survey: Survey,
    /// In the order of the plan.
    pub raters: Vec<OfRaters>,
    /// Closed surveys of the same unit about the same before this one, the latest last.
    pub earlier: Vec<Earlier>,
    pub history: Vec<Told>,
}

/// What an earlier survey said, by the names of its groups of raters; without the single questions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Earlier {
    pub id: SurveyId,
    pub title: Title,
    #[serde(default)]
    pub title_en: Option<Title>,
    pub closed: Day,
    pub raters: Vec<(String, OfRaters)>,
}

/// A printed slip: its code, and the address with it as a square (its side in modules, and a path over the dark ones).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Slip {
    pub code: String,
    pub side: u16,
    pub square: String,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Survey, id: self.survey.id.0 }
    }

    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Survey(Box::new(self.survey.clone())));
        known
    }
}

/// Surveys within reach, those that run first, then the newest.
#[server(prefix = "/api", endpoint = "survey/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>, unit: Option<UnitId>, as_of: Option<Day>) -> Result<Vec<Line>, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    super::serve::list(&server, &viewer, crate::part::records::Scope { book, unit, as_of }).await
}

/// One survey within reach.
#[server(prefix = "/api", endpoint = "survey/detail", input = GetUrl, output = Json)]
pub async fn read_detail(survey: SurveyId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    super::serve::detail(&server, &viewer, survey).await
}

/// New slips for a group of raters. Their codes are told this once; the server keeps only hashes. `origin` is what stands
/// before the path in the squares, as `https://xundao.example`. The squares of a sheet in one language open the page of a slip in it.
#[server(prefix = "/api", endpoint = "survey/print", input = Json, output = Json)]
pub async fn print(
    survey: SurveyId,
    raters: u8,
    slips: u16,
    origin: String,
    #[server(default)] tongues: Tongues,
) -> Result<Printed, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    super::serve::print(&server, &viewer, survey, (raters, slips), (&origin, tongues)).await
}

/// What the page of a slip shows, and nothing else of the survey: whoever holds the slip may read it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Asks {
    pub unit: String,
    pub title: Title,
    #[serde(default)]
    pub title_en: Option<Title>,
    #[serde(default)]
    pub category: Option<Category>,
    /// The slip's group of raters.
    pub raters: Words,
    pub questions: Vec<Question>,
}

/// What a slip opens: the survey's questions, or why it can't be answered.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opened {
    /// Take it.
    Asks(Asks),
    /// `mistyped`, `unknown`, `used`, `void`, `early`, `late`, `wait`.
    Spoilt { why: String },
}

/// Reads a slip without using it. Needs no account: the code is the right.
#[server(prefix = "/api", endpoint = "survey/slip", input = GetUrl, output = Json)]
pub async fn read_slip(code: String) -> Result<Opened, Failure> {
    let opened = super::serve::open(&crate::context::server(), &code).await?;
    if opened == (Opened::Spoilt { why: "unknown".to_owned() })
        && let Some(response) = use_context::<leptos_axum::ResponseOptions>()
    {
        // guesses are counted by it
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    Ok(opened)
}
