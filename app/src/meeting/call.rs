//! A meeting with a unit is called by a paper (会议通知): while it is planned its page begins the draft with all that it
//! knows, and both lead to each other.

use domain::kinds::UnitId;
use domain::meeting::Meeting;
use leptos::prelude::*;

use super::read::{Called, Detail};
use super::series_text;
use crate::issue::query::encode;
use crate::notice::number_text;
use crate::part::day_text_with_year;
use crate::session::{Me, me};
use crate::texts::{Lang, Texts, texts};

/// The way to the form of the paper, for the group.
#[component]
pub fn Call(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = &detail.meeting;
    let may = own.state() == "planned" && me.viewer.in_group(own.book);
    own.plan.series.unit().filter(|_| may).map(|unit| {
        // a full load: the browser itself opens the fold that the address names
        view! { <a class="button" rel="external" href=href(own, unit, &me)>{t.meeting.call()}</a> }
    })
}

fn href(own: &Meeting, unit: UnitId, me: &Me) -> String {
    let (title, text) = words(own, me);
    let mut href = format!("/notices?meeting={}&to={unit}&title=", own.id);
    encode(&mut href, &title);
    href.push_str("&note=");
    encode(&mut href, &text);
    href.push_str("#draft");
    href
}

/// Papers are in Chinese, whoever drafts them.
fn words(own: &Meeting, me: &Me) -> (String, String) {
    let (filed, at) = (Texts::new(Lang::Zh), own.plan.at);
    let meeting = series_text(own.plan.series, me, filed);
    let (hour, minute) = at.clock();
    let when = format!("{}{hour:02}:{minute:02}", day_text_with_year(at.day(), Lang::Zh));
    let text = match &own.plan.place {
        Some(place) => filed.meeting.call_text_at(&meeting, place, when),
        None => filed.meeting.call_text(&meeting, when),
    };
    (filed.meeting.call_title(&meeting), text)
}

/// The papers that call to it, among the facts of its page.
#[component]
pub fn Calls(calls: Vec<Called>) -> impl IntoView {
    let t = texts();
    let calls = calls.into_iter().map(|own| {
        let state = t.notice.get(&format!("state_{}", own.state));
        view! {
            <dt>{t.meeting.called_by()}</dt>
            <dd>
                <a href=format!("/notices/{}", own.notice)>{number_text(own.number, own.day.date().year, t)}</a>
                " "
                <span class="quiet">{state}</span>
            </dd>
        }
    });
    calls.collect_view()
}
