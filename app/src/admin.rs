//! `/admin`: what each administrator's office does, and where; also beside what their day begins with. Says also what none of them
//! can.

use domain::viewer::Admin;
use leptos::prelude::*;

use crate::part::{Empty, Section};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    view! {
        <leptos_meta::Title text=t.admin.title()/>
        <header class="page-head"><h1>{t.admin.hello(me().viewer.name.to_string())}</h1></header>
        <Offices/>
    }
}

/// Those that the reader holds.
#[component]
pub fn Offices() -> impl IntoView {
    let t = texts();
    let me = me();
    let offices = [
        (Admin::System, "/people", t.rail.people(), t.admin.system()),
        (Admin::Security, "/sessions", t.rail.sessions(), t.admin.security()),
        (Admin::Audit, "/journal", t.rail.journal(), t.admin.audit()),
    ];
    let own: Vec<_> = offices.into_iter().filter(|(office, ..)| me.viewer.is_admin(*office)).collect();
    let nothing = own.is_empty();
    let sections = own.into_iter().map(|(office, href, word, what)| {
        view! {
            <Section title=t.kind.get(office.into()).to_owned() note=what>
                <a class="button primary" href=href>{word}</a>
            </Section>
        }
    });
    view! {
        {nothing.then(|| view! { <Empty title=t.admin.nothing() note=t.admin.nothing_note()/> })}
        <div class="stack">{sections.collect_view()}</div>
        <p class="quiet">{t.admin.apart()}</p>
    }
}
