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

/// What an act of this kind would replace. `part` is what the act changes of a record that has several of it: a measure, a milestone;
/// `named` are issues that it names, whose codes are told as well.
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
    use domain::campaign::Campaign;
    use domain::carrier::Carrier;
    use domain::deployment::Deployment;
    use domain::group::Group;
    use domain::issue::Issue;
    use domain::kinds::IssueId;
    use domain::meeting::Meeting;
    use domain::notice::Notice;
    use domain::outcome::Outcome;
    use domain::person::Person;
    use domain::policy::Policies;
    use domain::record::Record;
    use domain::report::Report;
    use domain::rule::Rule;
    use domain::study::Study;
    use domain::survey::Survey;
    use domain::template::Template;
    use domain::unit::Unit;
    use domain::viewer::{Reach, Viewer};
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
        let record = read(server, viewer, key).await?;
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
            act.key() == key && act.kind() == kind && part.is_none_or(|part| act.part().is_some_and(|own| own == part))
        };
        let last = entries.iter().rev().find(|own| wrote(&own.entry.act)).map(|own| &own.entry);
        let names = store::record::names(&server.db, last.map(|own| own.by)).await?;
        let last = last.and_then(|own| Some((names.get(&own.by)?.clone(), own.recorded_at)));
        let issues = issues.into_iter().map(|own| (own.id, own.code())).collect();
        Ok(Standing { now: now.to_string(), knowing: knowing.to_string(), last, issues })
    }

    /// The record, as far as this viewer may change it.
    async fn read(server: &Server, viewer: &Viewer, key: Key) -> Result<Option<Record>, Failure> {
        if key.subject.is_shared() {
            let own = store::shared::some(&server.db, viewer, [key]).await?.pop().map(|own| own.1);
            // of a meeting that is told them in part units change nothing: neither who called the roll nor when is told
            let part = |own: &Record| matches!(own, Record::Meeting(own) if !own.is_whole_for(viewer));
            return Ok(own.filter(|own| !part(own)));
        }
        // who keeps the accounts has no reach: what the office has of groups and people is theirs all the same
        let office = matches!(key.subject, Subject::Campaign | Subject::Group | Subject::Person);
        let own = viewer.reach();
        let reach = Reach { all: own.all || (office && viewer.must_be_system_admin().is_ok()), ..own };
        Ok(store::record::load(&server.db, &reach, key).await?)
    }

    /// What stands, and what says that it is known.
    fn of(record: Record, kind: &str, part: Option<&str>) -> Option<(Value, Value)> {
        match part {
            Some(part) => of_part(record, kind, part),
            None => of_whole(record, kind),
        }
    }

    /// One field of the act.
    fn one(field: &str, own: Value) -> Option<(Value, Value)> {
        Some((json!({ field: own.clone() }), json!({ "was": own })))
    }

    /// All fields of an act that has them beside each other.
    fn each(own: Value) -> Option<(Value, Value)> {
        Some((own.clone(), json!({ "was": own })))
    }

    /// Of what is there several times in one record.
    fn of_part(record: Record, kind: &str, part: &str) -> Option<(Value, Value)> {
        match kind {
            "issue.change_measure" => {
                let own = Box::<Issue>::try_from(record).ok()?;
                one("measure", json!(own.measures.iter().find(|own| own.id.to_string() == part)?.plan()))
            }
            "carrier.change_milestone" => {
                let own = Carrier::try_from(record).ok()?;
                each(json!(own.milestones.iter().find(|own| own.id.to_string() == part)?.aim()))
            }
            "unit.rename_organisation" => {
                let own = Unit::try_from(record).ok()?;
                one("name", json!(own.organisations.iter().find(|own| own.id.to_string() == part)?.name))
            }
            "unit.change_organisation" => {
                let own = Unit::try_from(record).ok()?;
                each(json!(own.organisations.iter().find(|own| own.id.to_string() == part)?.placement()))
            }
            "policy.set" => one("policy", json!(Policies::try_from(record).ok()?.of(part.parse().ok()?))),
            _ => None,
        }
    }

    fn of_whole(record: Record, kind: &str) -> Option<(Value, Value)> {
        match kind {
            "issue.amend" => one("facts", json!(Box::<Issue>::try_from(record).ok()?.description())),
            "carrier.change" => one("description", json!(Carrier::try_from(record).ok()?.description)),
            "report.change" => one("description", json!(Report::try_from(record).ok()?.description)),
            "report.complete" => each(json!(Report::try_from(record).ok()?.finding())),
            "rule.change" => one("description", json!(Rule::try_from(record).ok()?.description)),
            "study.change" => one("plan", json!(Box::<Study>::try_from(record).ok()?.plan)),
            "study.hold" => each(json!(Box::<Study>::try_from(record).ok()?.account())),
            "meeting.change" => one("plan", json!(Box::<Meeting>::try_from(record).ok()?.plan)),
            "meeting.attend" => each(json!(Box::<Meeting>::try_from(record).ok()?.roll())),
            "survey.change" => one("plan", json!(Box::<Survey>::try_from(record).ok()?.plan)),
            "notice.change" => one("content", json!(Box::<Notice>::try_from(record).ok()?.content)),
            "deployment.change" => one("content", json!(Box::<Deployment>::try_from(record).ok()?.content)),
            "unit.set_goal" => one("goal", json!(Unit::try_from(record).ok()?.goal?)),
            "unit.rename" => one("name", json!(Unit::try_from(record).ok()?.name)),
            "unit.recode" => one("code", json!(Unit::try_from(record).ok()?.code)),
            "group.rename" => one("name", json!(Group::try_from(record).ok()?.name)),
            "person.rename" => one("name", json!(Person::try_from(record).ok()?.name)),
            "policy.set_waits" => one("waits", json!(Policies::try_from(record).ok()?.waits)),
            "campaign.change" => one("period", json!(Campaign::try_from(record).ok()?.period)),
            _ => of_version(record, kind),
        }
    }

    /// Of what goes by the number or the text that it was based on.
    fn of_version(record: Record, kind: &str) -> Option<(Value, Value)> {
        match kind {
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
