//! What came of a visit, as its page tells it: under the report's three lines, with photos and where the phone was.

use domain::kinds::{Note, VisitId};
use domain::visit::Photo;
use leptos::prelude::*;

use super::notes::{Notes, Tapped};
use super::read::Detail;
use super::words;
use crate::part::{Empty, Picture, Section};
use crate::texts::texts;

/// What came of it, under the report's three lines.
#[component]
pub fn Told(detail: Detail, tapped: RwSignal<Vec<Tapped>>) -> impl IntoView {
    let (t, id) = (texts(), detail.visit.id);
    let findings = detail.visit.findings.clone().unwrap_or_default();
    let names = detail.names.as_ref().and_then(|names| Note::parse(names).ok());
    let line = |word: &'static str, text: Option<Note>| {
        text.map(|text| view! { <dt>{word}</dt><dd class="text">{text.to_string()}</dd> })
    };
    let lines = [
        (t.visit.coverage(), findings.observations.coverage),
        (t.visit.discussion(), findings.observations.discussion),
        (t.visit.application(), findings.observations.application),
        (t.visit.corrected(), findings.corrected),
        (t.field.names(), names),
    ];
    let said = lines.iter().any(|line| line.1.is_some()) || findings.looked_at.is_some() || findings.notes.is_some();
    let none = !said && findings.photos.is_empty();
    let looked_at = line(t.visit.looked_at(), findings.looked_at);
    let notes = findings.notes.map(|notes| {
        let notes = notes.to_string();
        view! { <dt>{t.visit.notes()}</dt><dd class="text"><Notes notes detail tapped/></dd> }
    });
    let rows = lines.into_iter().map(|(word, text)| line(word, text)).collect_view();
    let place = findings.position.map(|place| {
        view! { <dt>{t.visit.position()}</dt><dd>{words::position(place, t)}</dd> }
    });
    view! {
        <Section title=t.visit.found_title().to_owned() class="span-8">
            {none.then(|| view! { <Empty title=t.visit.found_none()/> })}
            <dl class="visit-told">{looked_at}{notes}{rows}{place}</dl>
            <Photos photos=findings.photos id/>
        </Section>
    }
}

#[component]
fn Photos(photos: Vec<Photo>, id: VisitId) -> impl IntoView {
    let t = texts();
    let some = !photos.is_empty();
    let rows = photos.into_iter().zip(1..).map(|(photo, number)| {
        let to = format!("/visits/{id}/photos/{}", photo.hash);
        let caption = photo.caption.map(|caption| caption.to_string()).unwrap_or_else(|| t.visit.photo_number(number));
        view! {
            <li>
                <a href=to.clone() rel="external"><Picture src=to.clone() alt=caption.clone()/></a>
                <small>{caption}</small>
            </li>
        }
    });
    let rows = rows.collect_view();
    some.then(|| view! { <ul class="visit-photos">{rows}</ul> })
}
