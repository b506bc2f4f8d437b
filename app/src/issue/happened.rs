//! The server's half of the timeline: an issue folded anew from its entries, so that each says what it changed. What an entry
//! names besides (the issue it was merged into, a report, a unit) is called by its name only where the reader may read it.

use std::collections::BTreeSet;

use domain::act::{Act, Key, Subject};
use domain::issue::{self, Issue, Measure, Shared};
use domain::kinds::{Day, IssueId};
use domain::record::{Known, Record, fold};
use domain::viewer::Reach;
use store::journal::Chained;

use super::read::{Change, Happened, Value};
use super::words;
use crate::context::Server;
use crate::failure::Failure;

/// One entry, and the issue after it.
struct Step {
    chained: Chained,
    after: Issue,
}

/// The issue as of the day, and its entries until then, newest first.
pub(super) async fn history(
    server: &Server,
    reach: &Reach,
    id: IssueId,
    as_of: Option<Day>,
) -> Result<(Option<Issue>, Vec<Happened>), Failure> {
    let steps = steps(store::journal::history(&server.db, id.0).await?, as_of);
    let named: BTreeSet<Key> = steps.iter().flat_map(|step| named(&step.after)).collect();
    let mut known = Known::default();
    if !named.is_empty() {
        known.records.extend(store::record::some(&server.db, reach, named).await?);
    }
    let before = std::iter::once(None).chain(steps.iter().map(|step| Some(&step.after)));
    let mut happened: Vec<Happened> =
        before.zip(&steps).filter_map(|(before, step)| entry(before, step, &known)).collect();
    happened.reverse();
    Ok((steps.into_iter().next_back().map(|step| step.after), happened))
}

fn steps(entries: Vec<Chained>, as_of: Option<Day>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for chained in entries {
        if as_of.is_some_and(|day| chained.entry.recorded_at.day() > day) {
            break;
        }
        let before = steps.last().map(|step| Record::Issue(Box::new(step.after.clone())));
        if let Some(Record::Issue(after)) = fold(before, &chained.entry) {
            steps.push(Step { chained, after: *after });
        }
    }
    steps
}

/// What the issue names that has a name of its own.
fn named(issue: &Issue) -> Vec<Key> {
    let issues = issue.merged_into.into_iter().chain(issue.shared.iter().map(|own| own.issue));
    let mut keys: Vec<Key> = issues.map(|own| Key { subject: Subject::Issue, id: own.0 }).collect();
    keys.extend(issue.report.map(|own| Key { subject: Subject::Report, id: own.0 }));
    keys.extend(issue.transferred_to.map(|own| Key { subject: Subject::Unit, id: own.0 }));
    keys
}

fn entry(before: Option<&Issue>, step: &Step, known: &Known) -> Option<Happened> {
    let (entry, after) = (&step.chained.entry, &step.after);
    let Act::Issue(act) = &entry.act else { return None };
    let told = words::told(act);
    let changes = before.map(|before| changes(before, after, told.as_deref(), known)).unwrap_or_default();
    Some(Happened {
        id: entry.id,
        seq: entry.seq,
        hash: step.chained.hash.clone(),
        by: entry.by,
        at: entry.at,
        recorded_at: entry.recorded_at,
        verb: <&'static str>::from(act).to_owned(),
        percent: progress(act),
        told,
        state: after.state,
        changes,
    })
}

/// The progress that an act reports, in percent.
fn progress(act: &issue::Act) -> Option<u8> {
    if let issue::Act::ReportProgress { percent, .. } = act { Some(percent.get()) } else { None }
}

/// What an entry changed among the facts that people read, its measures and files among them. `told` is what the entry says
/// anyway.
fn changes(before: &Issue, after: &Issue, told: Option<&str>, known: &Known) -> Vec<Change> {
    let own = differing(facts(before, known), facts(after, known), None);
    let shares = shared(before, after, known);
    own.into_iter().chain(measures(before, after, told)).chain(shares).chain(files(before, after)).collect()
}

fn facts(issue: &Issue, known: &Known) -> Vec<Fact> {
    let text = |text: Option<&str>| text.map(|text| Value::Text(text.to_owned()));
    vec![
        ("state", Some(Value::State(issue.state))),
        ("merged_into", issue.merged_into.map(|own| name(known.issue(own).map(|own| whole(own))))),
        ("transferred_to", issue.transferred_to.map(|own| name(known.unit(own).map(|own| own.name.to_string())))),
        ("title", text(Some(issue.title.as_str()))),
        ("detail", text(issue.detail.as_ref().map(|text| text.as_str()))),
        ("category", issue.category.map(Value::Category)),
        ("organisation", issue.organisation.map(Value::Organisation)),
        ("official", text(issue.official.as_ref().map(|text| text.as_str()))),
        ("department", text(issue.department.as_ref().map(|text| text.as_str()))),
        ("due", issue.due.map(Value::Due)),
        ("percent", Some(Value::Percent(issue.percent.get()))),
        ("lookback", issue.lookback.map(Value::Day)),
        ("report", issue.report.map(|own| name(known.report(own).map(|own| own.description.title.to_string())))),
    ]
}

/// A name for who may read it.
fn name(name: Option<String>) -> Value {
    name.map_or(Value::OutOfReach, Value::Text)
}

fn whole(issue: &Issue) -> String {
    format!("{} {}", issue.code(), issue.title)
}

/// A fact and its value.
type Fact = (&'static str, Option<Value>);

/// The facts of which the value is another; both come in the same order.
fn differing(before: Vec<Fact>, after: Vec<Fact>, about: Option<&str>) -> Vec<Change> {
    let pairs = before.into_iter().zip(after).filter(|((_, before), (_, after))| before != after);
    let about = about.map(str::to_owned);
    pairs
        .map(|((field, before), (_, after))| Change { field: field.to_owned(), about: about.clone(), before, after })
        .collect()
}

/// What an entry changed in measures: those that were there before, in their order, then those that came.
fn measures(before: &Issue, after: &Issue, told: Option<&str>) -> Vec<Change> {
    let find = |issue: &Issue, id| issue.measures.iter().find(|own| own.id == id).cloned();
    let changed = before.measures.iter().flat_map(|old| {
        let Some(new) = find(after, old.id) else {
            return differing(vec![words_of(old)], vec![("measure", None)], None);
        };
        let about = Some(new.what.as_str()).filter(|what| told != Some(what));
        differing(measure(old), measure(&new), about)
    });
    let came = after.measures.iter().filter(|new| find(before, new.id).is_none()).flat_map(|new| {
        // Its words are what was told, and that it is not finished goes without saying.
        let facts = measure(new).into_iter().filter(|(field, _)| ["who", "due"].contains(field));
        let facts: Vec<Fact> = facts.collect();
        differing(facts.iter().map(|(field, _)| (*field, None)).collect(), facts, None)
    });
    changed.chain(came).collect()
}

fn measure(own: &Measure) -> Vec<Fact> {
    let who = own.who.as_ref().map(|who| Value::Text(who.to_string()));
    vec![
        words_of(own),
        ("who", who),
        ("due", own.due.map(Value::Day)),
        ("done", Some(Value::Done(own.done_at.is_some()))),
    ]
}

fn words_of(own: &Measure) -> Fact {
    ("measure", Some(Value::Text(own.what.to_string())))
}

/// Measures of other issues that it shares from now on, or no longer.
fn shared(before: &Issue, after: &Issue, known: &Known) -> Vec<Change> {
    let fact = |own: &Shared| ("shared", Some(name(leaned_on(*own, known))));
    let gone = before.shared.iter().filter(|own| !after.shared.contains(own));
    let came = after.shared.iter().filter(|own| !before.shared.contains(own));
    let gone = gone.flat_map(|own| differing(vec![fact(own)], vec![("shared", None)], None));
    gone.chain(came.flat_map(|own| differing(vec![("shared", None)], vec![fact(own)], None))).collect()
}

/// The issue whose measure it is, and the measure in its words of today; not those if it was dropped since.
fn leaned_on(own: Shared, known: &Known) -> Option<String> {
    let home = known.issue(own.issue)?;
    let measure = home.measures.iter().find(|measure| measure.id == own.measure);
    Some(measure.map_or_else(|| whole(home), |measure| format!("{} · {}", whole(home), measure.what)))
}

/// Files that were taken back: what the entry tells is why. One that came is told by its name.
fn files(before: &Issue, after: &Issue) -> Vec<Change> {
    let gone = before.proof().filter(|own| after.proof().all(|other| other.hash != own.hash));
    let fact = |own: &issue::Evidence| ("evidence", Some(Value::Text(own.name.to_string())));
    gone.flat_map(|own| differing(vec![fact(own)], vec![("evidence", None)], None)).collect()
}
