//! What the pages of reports show, read within the viewer's reach.

use domain::act::{Key, Subject};
use domain::issue::list::Line as IssueLine;
use domain::kinds::{Book, Day, ReportId, UnitId};
use domain::record::{Known, Record};
use domain::report::Report;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::history::Told;
#[cfg(feature = "ssr")]
use crate::part::records::Scope;
use crate::wire::Json;

/// Issues that are offered at once.
#[cfg(feature = "ssr")]
const CANDIDATES: usize = 10;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: ReportId,
    pub unit: UnitId,
    pub title: String,
    pub official: String,
    pub due: Option<Day>,
    pub state: String,
    pub completed: Option<Day>,
    /// Issues that name it, and how many of them are solved.
    pub found: u32,
    pub solved: u32,
}

/// One report, the first page of its issues, its history.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub report: Report,
    pub issues: Vec<IssueLine>,
    pub total: u32,
    pub history: Vec<Told>,
}

impl Line {
    #[cfg(feature = "ssr")]
    fn of(report: Report, found: u32, solved: u32) -> Line {
        Line {
            id: report.id,
            unit: report.unit,
            state: report.state().to_owned(),
            title: report.description.title.to_string(),
            official: report.description.official.to_string(),
            due: report.description.due,
            completed: report.completed_at.map(|time| time.day()),
            found,
            solved,
        }
    }
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Report, id: self.report.id.0 }
    }

    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Report(self.report.clone()));
        known
    }
}

/// Reports within reach, the planned ones first, by their day; as of a day as they were then.
#[server(prefix = "/api", endpoint = "report/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>, unit: Option<UnitId>, as_of: Option<Day>) -> Result<Vec<Line>, Failure> {
    use crate::context;
    let (server, reach) = (context::server(), context::viewer().await?.reach());
    let reports: Vec<Report> = Scope { book, unit, as_of }.records(&server.db, &reach, Subject::Report).await?;
    let counts = store::issue::by_report(&server.db, &reach, as_of).await?;
    let mut lines: Vec<Line> = reports
        .into_iter()
        .map(|report| {
            let (found, solved) = counts.get(&report.id).copied().unwrap_or_default();
            Line::of(report, found, solved)
        })
        .collect();
    lines.sort_by_key(|line| (line.state != "planned", line.due, std::cmp::Reverse(line.completed)));
    Ok(lines)
}

/// One report within reach.
#[server(prefix = "/api", endpoint = "report/detail", input = GetUrl, output = Json)]
pub async fn read_detail(report: ReportId) -> Result<Detail, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let (server, reach) = (context::server(), viewer.reach());
    let key = Key { subject: Subject::Report, id: report.0 };
    let own = store::record::load(&server.db, &reach, key).await?;
    let own = own.and_then(|record| Report::try_from(record).ok()).ok_or_else(Failure::not_found)?;
    let filter = domain::issue::list::Filter { report: Some(report), ..Default::default() };
    let page = store::issue::list(&server.db, &reach, &filter, server.today()).await?;
    let history = crate::part::history::of(&server, key).await?;
    Ok(Detail { report: own, issues: page.lines, total: page.total, history })
}

/// Research issues of the report's unit that name no report, and whose code, title or names have this text in them: a few, to
/// choose from.
#[server(prefix = "/api", endpoint = "report/candidates", input = GetUrl, output = Json)]
pub async fn read_candidates(report: ReportId, text: String) -> Result<Vec<IssueLine>, Failure> {
    use crate::context;
    let (server, reach) = (context::server(), context::viewer().await?.reach());
    let key = Key { subject: Subject::Report, id: report.0 };
    let own = store::record::load(&server.db, &reach, key).await?;
    let own = own.and_then(|record| Report::try_from(record).ok()).ok_or_else(Failure::not_found)?;
    let origin = Some(domain::issue::Origin::Research);
    let filter = domain::issue::list::Filter { unit: Some(own.unit), origin, text, ..Default::default() };
    let page = store::issue::list(&server.db, &reach, &filter, server.today()).await?;
    let mut free = Vec::new();
    for line in page.lines {
        let key = Key { subject: Subject::Issue, id: line.id.0 };
        let issue = store::record::load(&server.db, &reach, key).await?;
        if matches!(issue, Some(Record::Issue(issue)) if issue.report.is_none()) {
            free.push(line);
        }
        if free.len() == CANDIDATES {
            break;
        }
    }
    Ok(free)
}
