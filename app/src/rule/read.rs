//! What the pages of rules show, read within the viewer's reach.

use domain::act::{Key, Subject};
use domain::issue::list::Line as IssueLine;
use domain::kinds::{Book, Day, RuleId, UnitId};
use domain::record::{Known, Record};
use domain::rule::Rule;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::lookback::untrue::Untrue;
use crate::part::history::Told;
#[cfg(feature = "ssr")]
use crate::part::records::Scope;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: RuleId,
    pub unit: UnitId,
    pub title: String,
    pub department: String,
    pub state: String,
    pub in_force: Option<Day>,
    pub issues: u32,
}

/// One rule, the issues it answers, its history.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub rule: Rule,
    pub issues: Vec<IssueLine>,
    /// Look-backs that found it not lived by, the first first.
    pub untrue: Vec<Untrue>,
    pub history: Vec<Told>,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Rule, id: self.rule.id.0 }
    }

    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Rule(self.rule.clone()));
        known
    }
}

impl From<Rule> for Line {
    fn from(rule: Rule) -> Line {
        Line {
            id: rule.id,
            unit: rule.unit,
            state: rule.state().to_owned(),
            title: rule.description.title.to_string(),
            department: rule.description.department.to_string(),
            in_force: rule.in_force,
            issues: u32::try_from(rule.issues.len()).unwrap_or(u32::MAX),
        }
    }
}

/// Rules within reach, drafts first, then the newest; as of a day as they were then.
#[server(prefix = "/api", endpoint = "rule/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>, unit: Option<UnitId>, as_of: Option<Day>) -> Result<Vec<Line>, Failure> {
    let (server, reach) = (crate::context::server(), crate::context::viewer().await?.reach());
    let rules: Vec<Rule> = Scope { book, unit, as_of }.records(&server.db, &reach, Subject::Rule).await?;
    let mut lines: Vec<Line> = rules.into_iter().map(Line::from).collect();
    lines.sort_by_key(|line| (line.state != "draft", std::cmp::Reverse(line.in_force)));
    Ok(lines)
}

/// One rule within reach.
#[server(prefix = "/api", endpoint = "rule/detail", input = GetUrl, output = Json)]
pub async fn read_detail(rule: RuleId) -> Result<Detail, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let (server, reach) = (context::server(), viewer.reach());
    let key = Key { subject: Subject::Rule, id: rule.0 };
    let own = store::record::load(&server.db, &reach, key).await?;
    let own = own.and_then(|record| Rule::try_from(record).ok()).ok_or_else(Failure::not_found)?;
    let issues = store::issue::lines(&server.db, &reach, &own.issues).await?;
    let naming = store::naming::naming(&server.db, &viewer, own.book, &[Subject::Lookback], key.id).await?;
    let untrue = crate::lookback::untrue::of(&server, &naming, key).await?;
    let mut history = crate::part::history::of(&server, key).await?;
    let people: Vec<_> = untrue.iter().map(|own| own.by).collect();
    let names = store::record::names(&server.db, people).await?;
    history.extend(untrue.iter().map(|own| told(own, names.get(&own.by).cloned())));
    history.sort_by_key(|told| told.seq);
    Ok(Detail { issues, untrue, history, rule: own })
}

/// A counter-mark of a look-back in the rule's own history.
#[cfg(feature = "ssr")]
fn told(own: &Untrue, by: Option<domain::kinds::Name>) -> Told {
    use crate::lookback::untrue::{again_word, word};
    let t = crate::texts::texts();
    let said = [Some(word(own, t)), own.note.clone(), again_word(own, t)];
    Told {
        seq: own.seq,
        hash: own.hash.clone(),
        by,
        at: own.at,
        recorded_at: own.recorded_at,
        kind: "lookback.mark".to_owned(),
        said: Some(said.into_iter().flatten().collect::<Vec<_>>().join(" ")),
        changes: Vec::new(),
    }
}

/// Issues of the rule's unit whose code, title or names have this text in them: a few, to choose from.
#[server(prefix = "/api", endpoint = "rule/candidates", input = GetUrl, output = Json)]
pub async fn read_candidates(rule: RuleId, text: String) -> Result<Vec<IssueLine>, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let (server, reach) = (context::server(), viewer.reach());
    let key = Key { subject: Subject::Rule, id: rule.0 };
    let own = store::record::load(&server.db, &reach, key).await?;
    let own = own.and_then(|record| Rule::try_from(record).ok()).ok_or_else(Failure::not_found)?;
    let filter = domain::issue::list::Filter { unit: Some(own.unit), text, ..Default::default() };
    let page = store::issue::list(&server.db, &reach, &filter, server.today()).await?;
    Ok(page.lines.into_iter().filter(|line| !own.issues.contains(&line.id)).take(10).collect())
}

/// The rules within reach that answer this issue of a unit.
#[cfg(feature = "ssr")]
pub async fn of_issue(
    server: &crate::context::Server,
    reach: &domain::viewer::Reach,
    issue: &domain::issue::Issue,
) -> Result<Vec<Line>, Failure> {
    let (book, unit) = (Some(issue.book), Some(issue.unit));
    let rules = store::record::all(&server.db, reach, Subject::Rule, book, unit).await?;
    let rules = rules.into_iter().filter_map(|record| Rule::try_from(record).ok());
    Ok(rules.filter(|rule| rule.issues.contains(&issue.id)).map(Line::from).collect())
}
