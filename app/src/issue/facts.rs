//! The facts of the open issue, in two columns, with how late or stuck it is.

use domain::kinds::Day;
use leptos::prelude::*;

use super::detail::policy;
use super::read::Detail;
use super::words;
use crate::part::{DayText, Mark};
use crate::session::me;
use crate::texts::{Texts, texts};

#[component]
pub fn Facts(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let issue = &detail.issue;
    let today = detail.as_of.unwrap_or_else(|| me.today());
    let organisation = issue.organisation.and_then(|id| detail.unit.organisation(id)).map(|own| own.name.to_string());
    let unit = [Some(detail.unit.name.to_string()), organisation].into_iter().flatten().collect::<Vec<_>>().join("·");
    let name =
        |name: Option<&domain::kinds::Name>| name.map_or_else(|| t.issue.not_set().to_owned(), ToString::to_string);
    let ledger = issue.ledger.as_ref().map(|ledger| t.issue.ledger_line(&ledger.name, ledger.number));
    view! {
        <dl class="facts">
            <dt>{t.field.unit()}</dt><dd>{unit}</dd>
            <dt>{t.field.category()}</dt><dd>{t.kind.get(issue.category.map_or("none", Into::into))}</dd>
            <dt>{t.field.official()}</dt><dd>{name(issue.official.as_ref())}</dd>
            <dt>{t.field.department()}</dt><dd>{name(issue.department.as_ref())}</dd>
            <dt>{t.field.due()}</dt><dd>{due(&detail, today, t)}</dd>
            <dt>{t.issue.column_lookback()}</dt><dd>{lookback(&detail, t)}</dd>
            <dt>{t.field.percent()}</dt><dd>{format!("{}%", issue.percent.get())} " " {stuck(&detail, today, t)}</dd>
            <dt>{t.field.origin()}</dt><dd>{t.kind.get(issue.origin.into())}</dd>
            {detail.report.as_ref().map(|(id, title)| view! {
                <dt>{t.field.report()}</dt>
                <dd class="wide"><a class="opens" href=format!("/reports/{id}")>{t.issue.book_title(title)}</a></dd>
            })}
            {detail.visit.clone().map(|(id, form, at)| view! {
                <dt>{t.visit.on_visit()}</dt>
                <dd class="wide">
                    <a class="opens" href=format!("/visits/{id}")>{t.visit.get(&format!("form_{form}"))}</a>
                    " "
                    <crate::part::Moment time=at/>
                </dd>
            })}
            {(issue.visit.is_some() && detail.visit.is_none()).then(|| view! {
                <dt>{t.visit.on_visit()}</dt><dd class="wide">{t.visit.some_visit()}</dd>
            })}
            {issue.meeting.map(|own| view! { <dt>{t.issue.from_meeting()}</dt><dd class="wide"><Meeting issue=issue.clone() id=own.meeting/></dd> })}
            {issue.visit.as_ref().and_then(|quote| quote.sentence.clone()).map(|said| view! {
                <dt>{t.visit.quoted()}</dt>
                <dd class="wide"><blockquote class="quoted">{said.to_string()}</blockquote></dd>
            })}
            {ledger.map(|line| view! { <dt>{t.issue.ledger()}</dt><dd class="wide">{line}</dd> })}
        </dl>
        <Paper detail=detail.clone()/>
        <Chain detail=detail.clone()/>
    }
}

/// Straight to a paper about it, for who may draft one.
#[component]
fn Paper(detail: Detail) -> impl IntoView {
    let (t, me, issue) = (texts(), me(), detail.issue);
    (me.viewer.in_group(issue.book) && issue.state.can_be_late()).then(|| {
        let href = format!("/notices?about={}#draft", issue.code());
        // a full load: the browser itself opens the fold that the address names
        view! { <p class="no-print"><a class="button small" rel="external" href=href>{t.notice.draft_about()}</a></p> }
    })
}

/// The unit reads there what was decided for it; one of its organisations may not, and gets no link.
#[component]
fn Meeting(issue: domain::issue::Issue, id: domain::kinds::MeetingId) -> impl IntoView {
    let (t, me) = (texts(), me());
    if me.viewer.sees(issue.book, Some(issue.unit), None) {
        view! { <a class="opens" href=format!("/meetings/{id}")>{t.meeting.minutes()}</a> }.into_any()
    } else {
        t.meeting.minutes().into_any()
    }
}

fn due(detail: &Detail, today: Day, t: Texts) -> AnyView {
    let issue = &detail.issue;
    let words = issue.due.map_or_else(|| t.issue.due_later().to_owned(), |due| words::due(due, t));
    let late = issue.late_days(today).map(|days| view! { <br/><Mark kind="late" word=t.issue.late_days(days)/> });
    view! { {words} {late} }.into_any()
}

fn stuck(detail: &Detail, today: Day, t: Texts) -> Option<AnyView> {
    let days = detail.issue.stagnant_days(today)?;
    Some(view! { <Mark kind="stagnant" word=t.issue.stagnant_days(days)/> }.into_any())
}

/// The day that is set, or the days that the policy gives.
fn lookback(detail: &Detail, t: Texts) -> AnyView {
    match (detail.issue.lookback, policy(detail)) {
        (Some(day), _) => view! { <DayText day/> }.into_any(),
        (None, Some(policy)) => t.issue.days_after(policy.lookback_days).into_any(),
        (None, None) => t.issue.not_set().into_any(),
    }
}

/// The nodes that the category's policy asks for, reached or not.
#[component]
fn Chain(detail: Detail) -> impl IntoView {
    let t = texts();
    let nodes = policy(&detail).map(|policy| policy.nodes).unwrap_or_default();
    let some = !nodes.is_empty();
    let rows = nodes.into_iter().enumerate().map(|(place, name)| {
        let reached = detail.issue.nodes.iter().any(|node| usize::from(*node) == place);
        let kind = if reached { "verified" } else { "found" };
        view! { <li><Mark kind word=name.to_string() calm=true/></li> }
    });
    let rows = rows.collect_view();
    some.then(|| view! { <div class="chain"><h3>{t.issue.chain()}</h3><ol>{rows}</ol></div> })
}
