//! Earlier versions of a template: looked at, and brought back by a further revision. Nothing is ever undone otherwise.

use domain::act::Act as Any;
use domain::kinds::{Day, Note, Title};
use domain::template::{Act, Template, Tree};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::detail::TreeTable;
use super::read::{Detail, read_version};
use crate::failure::Failure;
use crate::part::act_form::{ActForm, Entered, Form};
use crate::part::{DayText, Problem, Section};
use crate::texts::texts;

/// One version, without its tree.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Version {
    pub version: u32,
    pub title: String,
    pub day: Day,
    pub indicators: usize,
}

impl Version {
    #[must_use]
    pub fn of(own: &Template) -> Version {
        let day = own.revised_at.unwrap_or(own.made_at).day();
        Version { version: own.version, title: own.title.to_string(), day, indicators: own.tree.indicators().count() }
    }
}

#[component]
pub fn Versions(detail: Detail, may: bool) -> impl IntoView {
    let t = texts();
    let (template, current) = (detail.template.id, detail.template.version);
    let shown = RwSignal::new(None::<Result<(u32, Title, Tree), Failure>>);
    let asked = StoredValue::new(None::<u32>);
    let look = move |version: u32| {
        asked.set_value(Some(version));
        spawn_local(async move {
            let read = read_version(template, version).await;
            // the person may have asked for another one meanwhile, or left
            if asked.try_get_value().flatten() == Some(version) {
                let _ = shown.try_set(Some(read.map(|own| (version, own.title, own.tree))));
            }
        });
    };
    let rows = detail.versions.iter().rev().map(|own| {
        let (version, day) = (own.version, own.day);
        view! {
            <li>
                <button type="button" class="button small" on:click=move |_| look(version)>{t.template.version_of(version)}</button>
                <span>{own.title.clone()} " " <small><DayText day/> "·" {t.template.so_many(own.indicators)}</small></span>
            </li>
        }
    });
    let rows = rows.collect_view();
    let detail = StoredValue::new(detail.clone());
    let view = move || {
        shown.get().map(|read| match read {
            Err(failure) => view! { <Problem failure/> }.into_any(),
            Ok((version, title, tree)) => {
                let back = (may && version != current)
                    .then(|| view! { <Back detail=detail.get_value() version title=title.clone() tree=tree.clone()/> });
                view! { <h3>{t.template.version_of(version)} " " {title.to_string()}</h3>{back}<TreeTable tree/> }
                    .into_any()
            }
        })
    };
    view! {
        <Section title=t.template.versions().to_owned() note=t.template.versions_note().to_owned() class="span-12 no-print" id="versions">
            <ul class="versions">{rows}</ul>
            {view}
        </Section>
    }
}

/// The tree of then as a new version.
#[component]
fn Back(detail: Detail, version: u32, title: Title, tree: Tree) -> impl IntoView {
    let (t, form) = (texts(), Form::new(format!("back-{version}")));
    let (template, book, based_on) = (detail.template.id, detail.template.book, detail.template.version);
    let say = t.template.back_note(version);
    let read = Callback::new(move |(_,): (Entered,)| {
        let (title, tree, note) = (title.clone(), tree.clone(), Note::parse(&say).ok());
        Ok(Any::Template(Act::Revise { template, based_on, title, tree, note }))
    });
    view! { <ActForm form book known=detail.known() verb=t.template.back_to(version) read/> }
}
