//! The minutes as a paper: which meeting, when, where, who, what was said to each point and what was decided. Laid out as
//! official papers are (GB/T 9704), on the screen as on the sheet.

use domain::kinds::{Book, Name, PointId};
use domain::meeting::{Attendee, Presence};
use leptos::prelude::*;

use super::read::Detail;
use super::{called, series_text};
use crate::part::{day_text_with_year, moment_text};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Paper(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = &detail.meeting;
    let group = match own.book {
        Book::Group(group) => me.group(group).map(|own| own.name.to_string()).unwrap_or_default(),
        Book::Office => String::new(),
    };
    let title = series_text(own.plan.series, &me, t);
    let day = own.plan.at.day();
    let when = moment_text(own.plan.at, t.lang);
    let text = |own: &Option<Name>| own.as_ref().map(ToString::to_string).unwrap_or_else(|| "—".to_owned());
    let (place, chair) = (text(&own.plan.place), text(&own.plan.chair));
    let clerk = own.clerk.map(|by| detail.name(by.person)).unwrap_or_default();
    let of = |presence| named(&own.attendees, presence, t.notice.comma());
    let (came, excused, absent) = (of(Presence::Present), of(Presence::Excused), of(Presence::Absent));
    let points = own.agenda.iter().enumerate().map(|(place, point)| {
        view! {
            <h3>{t.meeting.nth(place + 1)} {called(point.source, &point.what, t)}</h3>
            <Under detail=detail.clone() point=Some(point.id)/>
        }
    });
    let points = points.collect_view();
    let signed = own.closed.map_or(day, |by| by.at.day());
    view! {
        <article class="official minutes-paper">
            <p class="sender">{group.clone()}</p>
            <p class="number">{t.meeting.minutes()}</p>
            <h2>{title} " " {day_text_with_year(day, t.lang)}</h2>
            <dl>
                <dt>{t.meeting.when()}</dt><dd>{when}</dd>
                <dt>{t.meeting.place()}</dt><dd>{place}</dd>
                <dt>{t.meeting.chair()}</dt><dd>{chair}</dd>
                <dt>{t.meeting.clerk()}</dt><dd>{clerk}</dd>
                <dt>{t.meeting.present()}</dt><dd>{came}</dd>
                {(!excused.is_empty()).then(|| view! { <dt>{t.meeting.excused()}</dt><dd>{excused}</dd> })}
                {(!absent.is_empty()).then(|| view! { <dt>{t.meeting.absent()}</dt><dd>{absent}</dd> })}
            </dl>
            <div class="text">
                {points}
                <Under detail=detail.clone() point=None/>
            </div>
            <p class="signed">{group}<br/>{day_text_with_year(signed, t.lang)}</p>
        </article>
    }
}

fn named(all: &[Attendee], presence: Presence, comma: &str) -> String {
    let names = all.iter().filter(|own| own.presence == presence).map(|own| own.name.to_string());
    names.collect::<Vec<_>>().join(comma)
}

#[component]
fn Under(detail: Detail, point: Option<PointId>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let lines = detail.meeting.lines.iter().filter(|own| own.point == point);
    let lines = lines.map(|own| view! { <p>{own.text.to_string()}</p> }).collect_view();
    let decisions = detail.meeting.decisions.iter().filter(|own| own.resolution.point == point).map(|one| {
        let own = &one.resolution;
        let who = own.unit.map_or_else(|| t.worklist.ourselves().to_owned(), |unit| me.unit_name(unit));
        let who = own.who.as_ref().map_or_else(|| who.clone(), |one| format!("{who}（{one}）"));
        let by = day_text_with_year(own.due, t.lang);
        let against = one.voices.iter().filter(|voice| !voice.agrees).map(|voice| detail.name(voice.by.person));
        let agree = one.voices.iter().filter(|voice| voice.agrees).map(|voice| detail.name(voice.by.person));
        let (agree, against): (Vec<_>, Vec<_>) = (agree.collect(), against.collect());
        let voices = match (agree.is_empty(), against.is_empty()) {
            (true, true) => String::new(),
            (_, true) => t.meeting.all_agree(agree.join(t.notice.comma())),
            _ => t.meeting.some_against(against.join(t.notice.comma()), agree.join(t.notice.comma())),
        };
        view! { <p class="resolved">{t.meeting.resolved(by, own.what.to_string(), who)} " " {voices}</p> }
    });
    view! { {lines}{decisions.collect_view()} }
}
