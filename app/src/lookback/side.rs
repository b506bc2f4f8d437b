//! What each side has said of one thing, side by side.

use domain::evaluation::By;
use domain::kinds::Note;
use domain::lookback::{Item, Verdict};
use leptos::prelude::*;

use super::read::Detail;
use crate::part::{Icon, Mark, Moment};
use crate::texts::texts;

/// The unit's part.
#[component]
pub fn Answered(detail: Detail, item: Item) -> impl IntoView {
    let t = texts();
    let said = item.answer.as_ref().map(|own| {
        let (kind, word) =
            if own.done { ("verified", t.lookback.done()) } else { ("in_progress", t.lookback.not_done()) };
        let proof = own.proof.as_ref().map(|proof| {
            let href = format!("/lookbacks/{}/files/{}", detail.lookback.id, proof.hash);
            view! { <p><a class="opens" rel="external" href=href><Icon name="i-file"/>{proof.name.to_string()}</a></p> }
        });
        view! {
            <p><Mark kind word/></p>
            {words(own.note.as_ref())}
            {proof}
            <By detail=detail.clone() by=own.by/>
        }
    });
    let none = item.answer.is_none().then(|| view! { <p class="quiet">{t.lookback.waiting()}</p> });
    view! { <div class="side"><h3>{t.lookback.unit_says()}</h3>{said}{none}</div> }
}

/// The group's part.
#[component]
pub fn Marked(detail: Detail, item: Item) -> impl IntoView {
    let t = texts();
    let issue = item.due.about.is_issue();
    let said = item.mark.as_ref().map(|own| {
        let kind = match own.verdict {
            Verdict::Confirmed => "held",
            Verdict::NotConfirmed => "relapsed",
            Verdict::Later => "agreed",
        };
        let became = match own.verdict {
            Verdict::Confirmed if issue => Some(t.lookback.became_held()),
            Verdict::NotConfirmed if issue => Some(t.lookback.became_relapsed()),
            Verdict::Confirmed | Verdict::NotConfirmed | Verdict::Later => None,
        };
        view! {
            <p><Mark kind word=t.lookback.get(own.verdict.into())/> " " <span class="quiet">{became}</span></p>
            {words(own.note.as_ref())}
            <By detail=detail.clone() by=own.by/>
        }
    });
    let none = item.mark.is_none().then(|| view! { <p class="quiet">{t.lookback.unmarked()}</p> });
    view! { <div class="side"><h3>{t.lookback.group_says()}</h3>{said}{none}</div> }
}

fn words(note: Option<&Note>) -> Option<AnyView> {
    note.map(|note| view! { <p>{note.to_string()}</p> }.into_any())
}

#[component]
pub fn By(detail: Detail, by: By) -> impl IntoView {
    view! { <p class="quiet"><small>{detail.name(by.person)} " " <Moment time=by.at/></small></p> }
}
