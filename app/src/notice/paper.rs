//! The paper as it is printed: who sends it, its number, to whom, what it says, from when it is. Laid out as official papers
//! are (GB/T 9704), on the screen as on the sheet.

use domain::kinds::{Book, Day};
use leptos::prelude::*;

use super::read::Detail;
use super::{number_text, paper_word};
use crate::part::day_text_with_year;
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Paper(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = &detail.notice;
    let group = match own.book {
        Book::Group(group) => me.group(group).map(|own| own.name.to_string()).unwrap_or_default(),
        Book::Office => String::new(),
    };
    let day: Day = own.issued.unwrap_or(own.drafted).at.day();
    let units = own.content.units.iter().map(|unit| me.unit_name(*unit)).collect::<Vec<_>>().join(t.notice.comma());
    let lines = own.content.text.as_str().lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
    let issues = detail.issues.iter().map(|(issue, title)| {
        view! { <li><a href=format!("/issues/{issue}")>{title.clone()}</a></li> }
    });
    let issues = (!detail.issues.is_empty()).then(|| {
        view! { <p>{t.notice.about_these()}</p> <ol>{issues.collect_view()}</ol> }
    });
    let reply = own.content.reply_by.map(|by| view! { <p>{t.notice.please_reply(day_text_with_year(by, t.lang))}</p> });
    let issued = own.issued.is_some();
    view! {
        <article class="official span-8" class:draft=!issued>
            <p class="sender">{group.clone()}</p>
            <p class="number">{paper_word(own.content.paper, t)} " " {number_text(own.number, day.date().year, t)}</p>
            <h2>{own.content.title.to_string()}</h2>
            <p class="to">{t.notice.to_units(units)}</p>
            <div class="text">{lines}{issues}{reply}</div>
            <p class="signed">{group}<br/>{day_text_with_year(day, t.lang)}</p>
            {(!issued).then(|| view! { <p class="stamp">{t.notice.state_draft()}</p> })}
        </article>
    }
}
