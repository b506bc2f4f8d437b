//! The meetings, the newest first, and above them the way to the next ones.

use domain::act::{Act, Key, Subject};
use domain::kinds::{Book, UnitId};
use domain::meeting;
use leptos::prelude::*;

use super::read::{Line, read_list};
use super::{STATES, series_text, state_mark};
use crate::part::records::{Records, Row, Scope, Shape, listing};
use crate::part::{Icon, Last, Moment};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let read = |scope: Scope| async move { Ok((scope, read_list(scope.book, scope.unit, scope.as_of).await?)) };
    listing(Scope::asked, &[Subject::Meeting], read, |(scope, lines)| view! { <List scope lines/> }.into_any())
}

#[component]
fn List(scope: Scope, lines: Vec<Line>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let held = lines.iter().filter(|own| own.state == "closed").count();
    let open: usize = lines.iter().map(|own| own.open).sum();
    let shape = Shape {
        page: "/meetings",
        title: t.rail.meetings(),
        sentence: t.meeting.sentence(held, open),
        tabs: STATES.map(|state| (state, t.meeting.get(&format!("state_{state}")))).to_vec(),
        heads: vec![
            (t.meeting.meeting(), false),
            (t.meeting.state(), false),
            (t.meeting.when(), false),
            (t.meeting.place(), false),
            (t.meeting.points(), true),
            (t.meeting.decisions(), false),
        ],
        none: (t.meeting.none(), t.meeting.none_note()),
        made,
    };
    let group = me.groups.iter().find(|group| me.viewer.in_group(Book::Group(group.id)));
    let new = group.map(|group| {
        let units = group.open().map(|unit| {
            view! { <li><a href=format!("/meetings/new?unit={}", unit.id)>{unit.name.to_string()}</a></li> }
        });
        view! {
            <div class="row meeting-new">
                <a class="button primary" href="/meetings/new"><Icon name="i-plus"/>{t.meeting.plan_weekly()}</a>
                <details class="act-fold">
                    <summary class="button">{t.meeting.plan_dispatch()}</summary>
                    <ul class="ways">{units.collect_view()}</ul>
                </details>
            </div>
        }
        .into_any()
    });
    let rows = lines.into_iter().map(row).collect();
    view! { <Records shape scope rows new/> }
}

fn made(act: &Act) -> Option<(UnitId, String)> {
    let Act::Meeting(meeting::Act::Plan { plan, .. }) = act else { return None };
    let unit = plan.series.unit().unwrap_or(UnitId(uuid::Uuid::nil()));
    Some((unit, series_text(plan.series, &me(), texts())))
}

fn row(line: Line) -> Row {
    let (t, me) = (texts(), me());
    let key = Key { subject: Subject::Meeting, id: line.id.0 };
    let decided = (line.decisions > 0).then(|| t.meeting.open_of(line.decisions, line.open));
    let cells = vec![
        state_mark(&line.state),
        view! { <Moment time=line.at/> }.into_any(),
        line.place.into_any(),
        line.points.into_any(),
        decided.into_any(),
    ];
    let name =
        view! { <a href=format!("/meetings/{}", line.id)>{series_text(line.series, &me, t)}</a> " " <Last key/> };
    Row { tabs: vec![line.state], name: name.into_any(), cells }
}
