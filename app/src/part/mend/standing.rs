//! What stands on the server in the place of what a refused act would change, read within the viewer's reach.

use std::collections::BTreeMap;

use domain::kinds::{IssueId, Name, Time};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Standing {
    /// The act's own fields as they stand now, by their names on the wire, as JSON.
    pub now: String,
    /// What the same act says that knows this, as JSON.
    pub knowing: String,
    /// Who wrote it last, and when.
    pub last: Option<(Name, Time)>,
    /// The codes of the issues that the act names, or a paper that stands in its place.
    #[serde(default)]
    pub issues: BTreeMap<IssueId, String>,
}

/// What an act of this kind would replace. `part` is the measure, where the act changes one; `named` are issues that it names, whose
/// codes are told as well.
#[server(prefix = "/api", endpoint = "standing", input = GetUrl, output = Json)]
pub async fn read_standing(
    kind: String,
    id: String,
    part: Option<String>,
    #[server(default)] named: Vec<IssueId>,
) -> Result<Standing, Failure> {
    let viewer = crate::context::viewer().await?;
    serve::standing(&crate::context::server(), &viewer, (&kind, &id, part.as_deref()), named).await
}

#[cfg(feature = "ssr")]
mod serve {
    use domain::act::{Act, Key, Subject};
    use domain::carrier::Carrier;
    use domain::deployment::Deployment;
    use domain::issue::Issue;
    use domain::kinds::IssueId;
    use domain::meeting::Meeting;
    use domain::notice::Notice;
    use domain::outcome::Outcome;
    use domain::record::Record;
    use domain::report::Report;
    use domain::rule::Rule;
    use domain::study::Study;
    use domain::survey::Survey;
    use domain::template::Template;
    use domain::unit::Unit;
    use domain::viewer::Viewer;
    use domain::worklog::{Worklog, digest};
    use serde_json::{Value, json};

    use super::{Failure, Standing};
    use crate::context::Server;

    pub async fn standing(
        server: &Server,
        viewer: &Viewer,
        (kind, id, part): (&str, &str, Option<&str>),
        mut named: Vec<IssueId>,
    ) -> Result<Standing, Failure> {
        let subject = kind.split('.').next().and_then(|subject| subject.parse::<Subject>().ok());
        let key = subject.zip(id.parse().ok()).map(|(subject, id)| Key { subject, id });
        let key = key.ok_or_else(Failure::not_found)?;
        let record = if key.subject.is_shared() {
            store::shared::some(&server.db, viewer, [key]).await?.pop().map(|own| own.1)
        } else {
            store::record::load(&server.db, &viewer.reach(), key).await?
        };
        if let Some(Record::Notice(own)) = &record {
            named.extend(own.content.about.iter().map(|about| about.issue));
        }
        named.truncate(2 * domain::notice::MANY);
        let issues = if named.is_empty() {
            Vec::new()
        } else {
            store::issue::lines(&server.db, &viewer.reach(), &named).await?
        };
        let found = record.and_then(|record| of(record, kind, part));
        let (now, knowing) = found.ok_or_else(Failure::not_found)?;
        let entries = store::journal::history(&server.db, key.id).await?;
        let wrote = |act: &Act| {
            act.key() == key
                && act.kind() == kind
                && part.is_none_or(|part| act.measure().is_some_and(|own| own.to_string() == part))
        };
        let last = entries.iter().rev().find(|own| wrote(&own.entry.act)).map(|own| &own.entry);
        let names = store::record::names(&server.db, last.map(|own| own.by)).await?;
        let last = last.and_then(|own| Some((names.get(&own.by)?.clone(), own.recorded_at)));
        let issues = issues.into_iter().map(|own| (own.id, own.code())).collect();
        Ok(Standing { now: now.to_string(), knowing: knowing.to_string(), last, issues })
    }

    /// What stands, and what says that it is known.
    fn of(record: Record, kind: &str, part: Option<&str>) -> Option<(Value, Value)> {
        let was = |field: &str, own: Value| Some((json!({ field: own.clone() }), json!({ "was": own })));
        match kind {
            "issue.amend" => was("facts", json!(Box::<Issue>::try_from(record).ok()?.description())),
            "issue.change_measure" => {
                let own = Box::<Issue>::try_from(record).ok()?;
                let own = own.measures.iter().find(|own| Some(own.id.to_string().as_str()) == part)?;
                was("measure", json!(own.plan()))
            }
            "carrier.change" => was("description", json!(Carrier::try_from(record).ok()?.description)),
            "report.change" => was("description", json!(Report::try_from(record).ok()?.description)),
            "rule.change" => was("description", json!(Rule::try_from(record).ok()?.description)),
            "study.change" => was("plan", json!(Box::<Study>::try_from(record).ok()?.plan)),
            "meeting.change" => was("plan", json!(Box::<Meeting>::try_from(record).ok()?.plan)),
            "survey.change" => was("plan", json!(Box::<Survey>::try_from(record).ok()?.plan)),
            "notice.change" => was("content", json!(Box::<Notice>::try_from(record).ok()?.content)),
            "deployment.change" => was("content", json!(Box::<Deployment>::try_from(record).ok()?.content)),
            "unit.set_goal" => was("goal", json!(Unit::try_from(record).ok()?.goal?)),
            "outcome.change" => {
                let own = Box::<Outcome>::try_from(record).ok()?;
                Some((json!({ "content": own.content }), json!({ "based_on": own.version })))
            }
            "worklog.write" => {
                let own = Box::<Worklog>::try_from(record).ok()?;
                Some((json!({ "text": own.text }), json!({ "after": digest(&own.text) })))
            }
            "template.revise" => {
                let own = Box::<Template>::try_from(record).ok()?;
                Some((json!({ "title": own.title, "tree": own.tree }), json!({ "based_on": own.version })))
            }
            _ => None,
        }
    }
}
