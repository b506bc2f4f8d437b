//! One template: its tree with weights and methods, and what can be done to it.

use domain::act::{Act as Any, Subject};
use domain::kinds::{Note, TemplateId};
use domain::template::{Act, Tree};
use leptos::prelude::*;

use super::copy::Copy;
use super::edit::{Kept, Revise};
use super::list::led;
use super::read::{Detail, read_detail};
use super::versions::Versions;
use super::{looks_at, low_under, marks_text, method_word, named, state_mark, weight_text};
use crate::part::act_form::Reasoned;
use crate::part::reading::record;
use crate::part::{About, History, Section, Summary};
use crate::session::me;
use crate::strand::Looks;
use crate::texts::texts;

/// `/templates/:id`
#[component]
pub fn Page() -> impl IntoView {
    Kept::provide();
    record(&[Subject::Template], read_detail, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = detail.template.clone();
    let crumbs = vec![
        ("/evaluations".to_owned(), t.rail.evaluations().to_owned()),
        ("/templates".to_owned(), t.template.title().to_owned()),
    ];
    let line = view! { <p>{state_mark(own.state())} " " {t.template.version_of(own.version)}</p> };
    let (key, history) = (detail.key(), detail.history.clone());
    let may = me.viewer.leads_group(own.book);
    let forms = may.then(|| view! { <Forms detail=detail.clone()/> });
    let revise = (may && own.retired_at.is_none())
        .then(|| view! { <div class="no-print"><Revise detail=detail.clone()/></div> });
    let copy = led(&me).map(|book| view! { <div class="row survey-acts"><Copy detail=detail.clone() book/></div> });
    let versions = (detail.versions.len() > 1).then(|| view! { <Versions detail=detail.clone() may/> });
    let export = format!("/templates/{}/tree.xlsx", own.id);
    let foreign = detail.group.clone().map(|group| view! { <p class="note">{t.template.of_group(group)}</p> });
    view! {
        <Summary title=own.title.to_string() crumbs line=line.into_any()/>
        <div class="columns">
            <Section title=t.template.tree().to_owned() note=t.template.tree_note().to_owned() class="span-8">
                {revise}
                <TreeTable tree=own.tree/>
            </Section>
            <Section title=t.template.about().to_owned() class="span-4 no-print">
                <About key=key/>
                {foreign}
                {forms}
                {copy}
                <p class="no-print"><a class="more" rel="external" download="" href=export>{t.template.export()}</a></p>
                {(!may).then(|| view! { <p class="note">{t.template.not_yours()}</p> })}
            </Section>
            {versions}
            <History entries=history class="span-12 no-print"/>
        </div>
    }
}

#[component]
fn Forms(detail: Detail) -> impl IntoView {
    let t = texts();
    let (template, book, known) = (detail.template.id, detail.template.book, detail.known());
    let act = |make: fn(TemplateId, Note) -> Act| Callback::new(move |(reason,)| Any::Template(make(template, reason)));
    let retire = act(|template, reason| Act::Retire { template, reason });
    let restore = act(|template, reason| Act::Restore { template, reason });
    let forms = if detail.template.retired_at.is_some() {
        view! { <Reasoned prefix="restore" book known verb=t.act.template_restore() act=restore/> }.into_any()
    } else {
        view! {
            <Reasoned prefix="retire" book known verb=t.act.template_retire() act=retire/>
        }
        .into_any()
    };
    view! { <div class="row survey-acts">{forms}</div> }
}

/// Aspects, elements and indicators with their weights.
#[component]
pub fn TreeTable(tree: Tree) -> impl IntoView {
    let t = texts();
    let low = tree.low.map(|low| {
        let word = low_under(Some(low), tree.marks, t);
        view! { <p class="note">{t.template.low_says(word)}</p> }
    });
    let marks = marks_text(tree.marks, t).map(|own| view! { <p class="note">{own}</p> });
    let mut rows: Vec<AnyView> = Vec::new();
    for (place, aspect) in tree.aspects.iter().enumerate() {
        let name = format!("{}  {}", place + 1, named(&aspect.name, aspect.english.as_ref(), t));
        let weight = weight_text(aspect.weight);
        rows.push(
            view! { <tr class="aspect"><th scope="row">{name}</th><td></td><td></td><td class="num">{weight}</td></tr> }
                .into_any(),
        );
        for element in &aspect.elements {
            let (name, weight) = (named(&element.name, element.english.as_ref(), t), weight_text(element.weight));
            rows.push(
                view! { <tr class="element"><th scope="row">{name}</th><td></td><td></td><td class="num">{weight}</td></tr> }
                    .into_any(),
            );
            rows.extend(element.indicators.iter().map(|own| {
                view! {
                    <tr>
                        <th scope="row">{named(&own.name, own.english.as_ref(), t)} " " <Looks strands=own.strand.into_iter().collect()/></th>
                        <td data-head=t.template.method()>{method_word(&own.method, t)}</td>
                        <td data-head=t.template.looks_at()>{looks_at(&own.method, t)}</td>
                        <td class="num" data-head=t.field.weight()>{weight_text(own.weight)}</td>
                    </tr>
                }
                .into_any()
            }));
        }
    }
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=t.template.tree()>
            <table class="table sheet-table">
                <caption class="visually-hidden">{t.template.tree()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.field.indicator()}</th>
                        <th scope="col">{t.template.method()}</th>
                        <th scope="col">{t.template.looks_at()}</th>
                        <th scope="col" class="num">{t.field.weight()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {marks}
        {low}
    }
}
