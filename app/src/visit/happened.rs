//! What came of a visit, as it is written down: notes, photos, the report's lines; where the phone was is in `position.rs`.

use domain::visit::{Findings, Form, Visit};
use leptos::prelude::*;

use super::checklist::Answers;
use super::form::Desk;
use super::position::Position;
use super::raise::Sentences;
use crate::part::field::Complaint;
use crate::part::{Photos, Picture, TextArea};
use crate::texts::texts;

/// What was seen and heard: the notes first, the report's lines behind one tap.
#[component]
pub fn Happened(
    /// Whose photos are taken out and put back.
    visit: Option<Visit>,
    findings: Findings,
    desk: Desk,
    form: RwSignal<Form>,
    names: Option<String>,
    /// Sentences of its notes that are issues already.
    raised: Vec<String>,
) -> impl IntoView {
    let t = texts();
    let text = |own: &Option<domain::kinds::Note>| own.as_ref().map(ToString::to_string).unwrap_or_default();
    let lines = [
        ("looked_at", t.visit.looked_at(), text(&findings.looked_at)),
        ("coverage", t.visit.coverage(), text(&findings.observations.coverage)),
        ("discussion", t.visit.discussion(), text(&findings.observations.discussion)),
        ("application", t.visit.application(), text(&findings.observations.application)),
        ("corrected", t.visit.corrected(), text(&findings.corrected)),
    ];
    let open = lines.iter().any(|line| !line.2.is_empty());
    let lines = lines.map(|(name, label, value)| {
        view! { <TextArea label name value rows=2 wrong=desk.wrong_of(name)/> }
    });
    let notes = text(&findings.notes);
    desk.notes.set(notes.clone());
    let names = names.unwrap_or_default();
    view! {
        <TextArea label=t.visit.notes_label() name="notes" value=notes rows=5 hint=t.visit.notes_hint() wrong=desk.wrong_of("notes")/>
        <Sentences desk raised/>
        <div class="field">
            <span class="label">{t.field.photo()}</span>
            {visit.map(|visit| view! { <Had visit desk/> })}
            <Photos chosen=desk.photos/>
            <Complaint id="field-photo-wrong" wrong=desk.wrong_of("photo")/>
        </div>
        <div hidden=move || !form.get().names_people()>
            <TextArea label=t.field.names() name="names" value=names rows=2 hint=t.visit.names_hint() wrong=desk.wrong_of("names")/>
        </div>
        <Answers form desk/>
        <details class="visit-lines" open=open>
            <summary>{t.visit.lines()}</summary>
            {lines.into_iter().collect_view()}
        </details>
        <Position findings desk/>
    }
}

/// The photos that the visit has, each to be taken out, and those that were taken out, each to be put back.
#[component]
fn Had(visit: Visit, desk: Desk) -> impl IntoView {
    let (t, id) = (texts(), visit.id);
    let has = visit.findings.iter().flat_map(|own| &own.photos).map(|own| (own.hash.clone(), true));
    let had = visit.former_photos.iter().map(|own| (own.hash.clone(), false));
    let rows = has.chain(had).zip(1..).map(move |((hash, has), number)| {
        let (to, name) = (format!("/visits/{id}/photos/{hash}"), t.visit.photo_number(number));
        let own = hash.clone();
        let stays = Memo::new(move |_| desk.stays(&own, has));
        let turn = move |_| {
            desk.turned.update(|turned| {
                turned.retain(|own| own.0 != hash);
                turned.push((hash.clone(), !stays.get_untracked()));
            });
        };
        let label = {
            let name = name.clone();
            move || if stays.get() { t.photo.remove_one(&name) } else { t.photo.restore_one(&name) }
        };
        view! {
            <li class:gone=move || !stays.get()>
                <Picture src=to alt=name at_once=true/>
                {move || (!stays.get()).then(|| view! { <small>{t.photo.gone()}</small> })}
                <button type="button" class="button small" aria-label=label on:click=turn>
                    {move || if stays.get() { t.photo.remove() } else { t.photo.restore() }}
                </button>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! { <div class="photos"><ul>{rows}</ul></div> }
}
