//! The agenda: under each point what was said and decided, and the line in which the clerk writes on.

use domain::act::Act as Any;
use domain::kinds::PointId;
use domain::meeting::{Act, Point};
use leptos::prelude::*;

use super::decide::{Decide, Shown as Decided};
use super::minutes::{Lines, Pen};
use super::read::Detail;
use super::{called, source_href, source_word};
use crate::part::act_form::{ActForm, Entered, Form};
use crate::part::{Empty, Section};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Points(detail: Detail) -> impl IntoView {
    let t = texts();
    let own = &detail.meeting;
    let many = own.agenda.len();
    let decided = own.decisions.len();
    let title = t.meeting.agenda_title(decided, many);
    let points = own.agenda.iter().enumerate().map(|(place, point)| {
        view! { <Row detail=detail.clone() point=point.clone() place=place + 1/> }
    });
    let points = points.collect_view();
    let none = (many == 0).then(|| view! { <Empty title=t.meeting.no_points() note=t.meeting.no_points_note()/> });
    // what belongs to no point: the opening, other business
    let other = (own.state() == "open").then(|| {
        view! {
            <li class="point other">
                <h3>{t.meeting.other()}</h3>
                <Under detail=detail.clone() point=None/>
            </li>
        }
    });
    view! { <Section title=title id="agenda">{none}<ol class="agenda">{points}{other}</ol></Section> }
}

#[component]
fn Row(detail: Detail, point: Point, place: usize) -> impl IntoView {
    let (t, me) = (texts(), me());
    let what = called(point.source, &point.what, t);
    let name = match source_href(point.source) {
        Some(href) => view! { <a class="opens" href=href>{what}</a> }.into_any(),
        None => view! { <span>{what}</span> }.into_any(),
    };
    let who = point.unit.map_or_else(|| t.worklist.ourselves().to_owned(), |unit| me.unit_name(unit));
    let (meeting, book, id) = (detail.meeting.id, detail.meeting.book, point.id);
    let untouched = detail.meeting.lines.iter().all(|line| line.point != Some(id))
        && detail.meeting.decisions.iter().all(|one| one.resolution.point != Some(id));
    let drop = (untouched && me.viewer.in_group(book)).then(|| {
        let read = Callback::new(move |(_,): (Entered,)| Ok(Any::Meeting(Act::DropPoint { meeting, point: id })));
        let form = Form::new(format!("drop-{id}"));
        view! { <ActForm form book known=detail.known() verb=t.act.meeting_drop_point() read/> }
    });
    view! {
        <li class="point" id=format!("point-{id}")>
            <h3><span class="place">{place}</span>{name}</h3>
            <p class="about">{who} "·" {source_word(point.source, t)}</p>
            <Under detail=detail.clone() point=Some(id)/>
            <div class="row no-print">{drop}</div>
        </li>
    }
}

/// What was said, what was decided, and both forms while the meeting is held.
#[component]
fn Under(detail: Detail, point: Option<PointId>) -> impl IntoView {
    let me = me();
    let own = &detail.meeting;
    let decisions = own.decisions.iter().filter(|one| one.resolution.point == point).map(|one| {
        view! { <Decided detail=detail.clone() decision=one.clone()/> }
    });
    let decisions = decisions.collect_view();
    let open = own.state() == "open";
    let pen = open && own.clerk.is_some_and(|by| by.person == me.viewer.person);
    let decides = open && me.viewer.in_group(own.book);
    view! {
        <Lines detail=detail.clone() point/>
        <div class="decided">{decisions}</div>
        {pen.then(|| view! { <Pen detail=detail.clone() point/> })}
        {decides.then(|| view! { <Decide detail=detail.clone() point/> })}
    }
}
