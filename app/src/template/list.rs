//! The list of templates, and how a group comes to one of its own.

use domain::act::{Act as Any, Key, Subject};
use domain::kinds::{Book, Title, UnitId};
use domain::template::{Act, From, Shipped, Template};
use leptos::prelude::*;
use strum::VariantArray;

use super::copy::Others;
use super::edit::{Begun, Blank};
use super::import::{Desk, Import};
use super::read::{Shelf, read_list};
use super::state_mark;
use crate::edge;
use crate::outbox::outbox;
use crate::part::records::{Records, Row, Scope, Shape, listing};
use crate::part::{DayText, Last};
use crate::session::{Me, me};
use crate::texts::{Lang, texts};

#[component]
pub fn Page() -> impl IntoView {
    Desk::provide();
    Begun::provide();
    let read = |scope: Scope| async move { Ok((Scope { as_of: None, ..scope }, read_list(scope.book).await?)) };
    listing(Scope::asked, &[Subject::Template], read, |(scope, shelf)| view! { <List scope shelf/> }.into_any())
}

/// The group whose templates this person may make.
#[must_use]
pub fn led(me: &Me) -> Option<Book> {
    me.groups.iter().map(|group| Book::Group(group.id)).find(|book| me.viewer.leads_group(*book))
}

#[component]
fn List(scope: Scope, shelf: Shelf) -> impl IntoView {
    let t = texts();
    let Shelf { own: all, shared } = shelf;
    let used = all.iter().filter(|own| own.retired_at.is_none()).count();
    let shape = Shape {
        page: "/templates",
        title: t.template.title(),
        sentence: t.template.sentence(all.len(), used),
        tabs: ["in_use", "retired"].map(|state| (state, t.state.get(state))).to_vec(),
        heads: vec![
            (t.field.title(), false),
            (t.template.state(), false),
            (t.template.version(), true),
            (t.template.indicators(), true),
            (t.template.changed(), false),
        ],
        none: (t.template.none(), t.template.none_note()),
        made: |_| None::<(UnitId, String)>,
    };
    let rows = all.into_iter().map(row).collect();
    let new = led(&me()).map(|book| {
        view! { <Make book/><div class="row"><Blank book/><Import book/></div><Others shared/> }.into_any()
    });
    view! { <Records shape scope rows new undated=true/> }
}

fn row(own: Template) -> Row {
    let key = Key { subject: Subject::Template, id: own.id.0 };
    let day = own.revised_at.unwrap_or(own.made_at).day();
    let cells = vec![
        state_mark(own.state()),
        own.version.into_any(),
        own.tree.indicators().count().into_any(),
        view! { <DayText day/> }.into_any(),
    ];
    let name = view! { <a href=format!("/templates/{}", own.id)>{own.title.to_string()}</a> <Last key/> }.into_any();
    Row { tabs: vec![own.state().to_owned()], name, cells }
}

/// A button for each template that comes with the product: it becomes the group's own.
#[component]
pub fn Make(book: Book) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let buttons = Shipped::VARIANTS.iter().map(|shipped| {
        let (zh, en) = shipped.title();
        let word = if t.lang == Lang::En { en } else { zh };
        let asked = RwSignal::new(false);
        let make = move |_| {
            // what comes with the product is in order: a test says so
            if let (Ok(title), Ok(tree)) = (Title::parse(word), shipped.tree()) {
                asked.set(true);
                let from = Some(From::Shipped { shipped: *shipped });
                outbox.propose(book, Any::Template(Act::Make { template: edge::id(), title, tree, from }));
            }
        };
        view! { <button type="button" class="button" disabled=move || asked.get() on:click=make>{word}</button> }
    });
    let buttons = buttons.collect_view();
    view! {
        <section class="template-make">
            <h2>{t.template.make()}</h2>
            <p class="hint">{t.template.make_note()}</p>
            <div class="row">{buttons}</div>
        </section>
    }
}
