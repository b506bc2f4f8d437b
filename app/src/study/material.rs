//! What was read: files, and entries of the library. A file that is chosen is on the device at once and goes by itself.

use domain::act::Act as Any;
use domain::issue::Proof;
use domain::standard::Citation;
use domain::study::{Act, Material};
use leptos::prelude::*;

use super::read::Detail;
use crate::library::cite::{Cites, Find};
use crate::outbox::{Chosen, outbox};
use crate::part::act_form::Fold;
use crate::part::photos::Choose;
use crate::part::proof::proof;
use crate::part::{Empty, Icon, Section};
use crate::texts::texts;

#[component]
pub fn Materials(detail: Detail, may: bool) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let (study, book) = (detail.study.id, detail.study.book);
    let may = may && detail.study.cancelled.is_none();
    let many = detail.study.materials.len();
    let files: Vec<Proof> = detail.study.files().map(|(_, own)| own.clone()).collect();
    let files = files.into_iter().map(|own| view! { <File detail=detail.clone() own may/> }).collect_view();
    let drop = may.then(|| {
        Callback::new(move |(citation,)| {
            Any::Study(Act::RemoveMaterial { study, material: Material::Standard { citation } })
        })
    });
    let lean = Callback::new(move |(citation,): (Citation,)| {
        Any::Study(Act::AddMaterial { study, material: Material::Standard { citation } })
    });
    let add = move |file: Chosen| {
        let material = Material::File { proof: proof(&file) };
        outbox.propose(book, Any::Study(Act::AddMaterial { study, material }));
    };
    let not: Vec<Citation> = detail.lent.iter().map(|own| own.citation).collect();
    let none = (many == 0).then(|| view! { <Empty title=t.study.no_materials() note=t.study.no_materials_note()/> });
    view! {
        <Section title=t.study.materials_many(many) id="materials">
            {none}
            <ul class="files">{files}</ul>
            <Cites lent=detail.lent.clone() book drop/>
            {may.then(|| view! {
                <div class="row no-print">
                    <Choose label=t.study.add_file().to_owned() add/>
                    <Fold verb=t.library.lean_verb() id="lean"><Find book not act=lean/></Fold>
                </div>
            })}
        </Section>
    }
}

#[component]
fn File(detail: Detail, own: Proof, may: bool) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let (study, book) = (detail.study.id, detail.study.book);
    let href = format!("/studies/{study}/files/{}", own.hash);
    let name = own.name.to_string();
    let away = may.then(|| {
        let says = t.photo.remove_one(&name);
        let material = Material::File { proof: own };
        let away = move |_| {
            outbox.propose(book, Any::Study(Act::RemoveMaterial { study, material: material.clone() }));
        };
        view! { <button type="button" class="button small plain" aria-label=says on:click=away>{t.photo.remove()}</button> }
    });
    view! { <li><Icon name="i-file"/><a href=href rel="external" download="">{name}</a>{away}</li> }
}
