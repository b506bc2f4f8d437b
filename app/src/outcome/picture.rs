//! Pictures of an outcome. One that is chosen is on the device at once and goes by itself.

use domain::act::Act as Any;
use domain::outcome::Act;
use leptos::prelude::*;

use super::read::Detail;
use crate::outbox::{Chosen, outbox};
use crate::part::photos::Choose;
use crate::part::picture::is_picture;
use crate::part::proof::proof;
use crate::part::{Empty, Icon, Picture, Section};
use crate::texts::texts;

#[component]
pub fn Pictures(detail: Detail, may: bool) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let (outcome, book) = (detail.outcome.id, detail.outcome.book);
    let add = move |file: Chosen| {
        outbox.propose(book, Any::Outcome(Act::AddPicture { outcome, picture: proof(&file) }));
    };
    let many = detail.outcome.pictures.len();
    let rows = detail.outcome.pictures.into_iter().map(|domain::outcome::Picture { proof, .. }| {
        let (href, name) = (format!("/outcomes/{outcome}/files/{}", proof.hash), proof.name.to_string());
        let away = may.then(|| {
            let (says, hash) = (t.photo.remove_one(&name), proof.hash.clone());
            let away = move |_| {
                outbox.propose(book, Any::Outcome(Act::RemovePicture { outcome, hash: hash.clone() }));
            };
            view! { <button type="button" class="button small plain no-print" aria-label=says on:click=away>{t.photo.remove()}</button> }
        });
        // whatever else was added is a file to open
        let picture = if is_picture(&name) {
            view! { <Picture src=href.clone() alt=name.clone()/> }.into_any()
        } else {
            view! { <Icon name="i-file"/> }.into_any()
        };
        view! { <li><a href=href rel="external">{picture}</a><small>{name}</small>{away}</li> }
    });
    let rows = rows.collect_view();
    let none = (many == 0).then(|| view! { <Empty title=t.outcome.no_pictures() note=t.outcome.no_pictures_note()/> });
    view! {
        <Section title=t.outcome.pictures_many(many) id="pictures">
            {none}
            <ul class="gallery">{rows}</ul>
            {may.then(|| view! { <div class="no-print"><Choose label=t.photo.add().to_owned() accept="image/*" add/></div> })}
        </Section>
    }
}
