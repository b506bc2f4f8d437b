//! Importing a unit's own ledger (台账): choose, look at what would happen row by row, then send it as acts through the
//! outbox. Reads nothing of cases by itself and writes nothing but acts.

mod choose;
mod columns;
mod commit;
mod fetch;
mod lines;
pub mod plan;

use std::sync::Arc;

use domain::viewer::Role;
use leptos::html;
use leptos::prelude::*;

use crate::part::{Empty, Section};
use crate::session::{Me, UnitNode, me};
use crate::texts::{Texts, texts};

use choose::Choose;
use columns::Columns;
use commit::Commit;
use lines::Lines;
use plan::{Mapping, Preview};

/// What the page holds between its parts.
#[derive(Clone, Copy)]
struct Desk {
    form: NodeRef<html::Form>,
    preview: RwSignal<Option<Arc<Preview>>>,
    /// Why the file was not taken; shown at its field.
    wrong: RwSignal<Option<String>>,
    reading: RwSignal<bool>,
    /// Acts are going out: nothing may be chosen anew.
    sending: RwSignal<bool>,
    t: Texts,
}

impl Desk {
    fn new(t: Texts) -> Desk {
        Desk {
            t,
            form: NodeRef::new(),
            preview: RwSignal::new(None),
            wrong: RwSignal::new(None),
            reading: RwSignal::new(false),
            sending: RwSignal::new(false),
        }
    }

    /// Asks the server what would happen, with the columns as the person corrected them.
    fn look(self, mapping: Option<Mapping>) {
        self.reading.set(true);
        self.wrong.set(None);
        fetch::look(self, mapping, self.t);
    }
}

/// Units whose cases this person works on.
fn units(me: &Me) -> Vec<UnitNode> {
    let works = |unit: &UnitNode, group| {
        me.viewer.roles.iter().any(|role| match *role {
            Role::Group { group: own, .. } => own == group,
            Role::Unit { unit: own, .. } => own == unit.id,
            Role::OfficeLeader | Role::Organisation { .. } | Role::Admin { .. } => false,
        })
    };
    let all = me.groups.iter().flat_map(|group| group.open().map(move |unit| (unit, group.id)));
    all.filter(|(unit, group)| works(unit, *group)).map(|(unit, _)| unit.clone()).collect()
}

#[component]
pub fn Page() -> impl IntoView {
    let (t, me) = (texts(), me());
    let desk = Desk::new(t);
    let units = units(&me);
    let group = me.viewer.roles.iter().any(|role| matches!(role, Role::Group { .. }));
    let body = if units.is_empty() {
        view! { <Empty title=t.ledger.nothing() note=t.ledger.nothing_note()/> }.into_any()
    } else {
        view! {
            <Section title=t.ledger.choose().to_owned() note=t.ledger.choose_note()>
                <Choose desk units group/>
            </Section>
            {move || desk.preview.get().map(|preview| view! { <Looked desk preview/> })}
        }
        .into_any()
    };
    view! {
        <leptos_meta::Title text=t.ledger.title()/>
        <header class="page-head"><h1>{t.ledger.title()}</h1></header>
        <div class="ledger">{body}</div>
    }
}

/// What would happen, and the one button that makes it happen.
#[component]
fn Looked(desk: Desk, preview: Arc<Preview>) -> impl IntoView {
    let t = texts();
    let [new, changed, unchanged, refused] = preview.plan.counts();
    let title = t.ledger.would(changed, new, refused, unchanged);
    let name = &preview.plan.ledger;
    let note = if preview.plan.known { t.ledger.known(name) } else { t.ledger.first_time(name) };
    let passed = (preview.skipped > 0).then(|| view! { <p class="quiet">{t.ledger.skipped(preview.skipped)}</p> });
    view! {
        <Section title=title note=note>
            {passed}
            <Columns desk preview=Arc::clone(&preview)/>
            <Commit desk preview=Arc::clone(&preview)/>
            <Lines preview/>
        </Section>
    }
}
