//! The entries, and above them the question: words in, entries that have them out, with the place marked.

use domain::act::{Act, Key, Subject};
use domain::kinds::{Book, UnitId};
use domain::standard;
use domain::strand::Strand;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use super::forms::Enter;
use super::read::{Line, read_list};
use super::{STATES, href, sort_word, state_mark};
use crate::part::act_form::Fold;
use crate::part::records::{Records, Row, Scope, Shape, listing};
use crate::part::{DayText, Icon, Last};
use crate::session::me;
use crate::strand::{self, ByStrand};
use crate::texts::texts;

/// What the address asks for.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
struct Asked {
    scope: Scope,
    text: String,
    strand: Option<Strand>,
}

#[component]
pub fn Page() -> impl IntoView {
    let query = use_query_map();
    let asked = move || Asked {
        scope: Scope::asked(),
        text: query.read().get("q").unwrap_or_default(),
        strand: strand::asked(),
    };
    let read = |asked: Asked| async move {
        let lines = read_list(asked.scope.book, asked.text.clone(), asked.scope.as_of, asked.strand).await?;
        Ok((asked, lines))
    };
    listing(asked, &[Subject::Standard], read, |(asked, lines)| view! { <List asked lines/> }.into_any())
}

#[component]
fn List(asked: Asked, lines: Vec<Line>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let held = lines.iter().filter(|own| own.state == "in_force").count();
    let seeking = domain::standard::search::Question::parse(&asked.text).is_some();
    let mut more = String::new();
    if seeking {
        more.push_str("q=");
        crate::issue::query::encode(&mut more, asked.text.trim());
    }
    // the question goes along to another strand, the strand to another tab
    let state = use_query_map().read_untracked().get("state").unwrap_or_default();
    let to = crate::part::records::with(asked.scope.href("/library", &state), &more);
    let by = view! { <ByStrand to/> }.into_any();
    if asked.strand.is_some() {
        more.push_str(if more.is_empty() { "" } else { "&" });
        more.push_str(&strand::more(asked.strand));
    }
    let shape = Shape {
        page: "/library",
        title: t.rail.library(),
        sentence: if seeking {
            t.library.found(lines.len(), asked.text.trim())
        } else {
            t.library.sentence(lines.len(), held)
        },
        tabs: STATES.map(|state| (state, t.library.get(&format!("state_{state}")))).to_vec(),
        heads: vec![
            (t.library.entry(), false),
            (t.library.sort(), false),
            (t.library.source(), false),
            (t.library.state(), false),
            (t.library.version(), true),
            (t.library.changed_on(), false),
        ],
        none: if asked.strand.is_some() {
            (t.visit.strand_empty(), "")
        } else if seeking {
            (t.library.found_none(), t.library.found_none_note())
        } else {
            (t.library.none(), t.library.none_note())
        },
        made,
    };
    let rows = lines.into_iter().map(row).collect();
    let enter = me.own_book().map(|book| view! { <Fold verb=t.act.standard_enter() id="enter"><Enter book/></Fold> });
    let new = view! { <div class="library-top"><Search asked=asked.clone()/>{enter}</div> }.into_any();
    view! { <Records shape scope=asked.scope rows new=Some(new) more by/> }
}

/// Works without any script, as a form does.
#[component]
fn Search(asked: Asked) -> impl IntoView {
    let t = texts();
    let book = asked.scope.book.map(|book: Book| view! { <input type="hidden" name="book" value=book.to_string()/> });
    let strand = asked.strand.map(<&str>::from);
    let strand = strand.map(|own| view! { <input type="hidden" name="strand" value=own/> });
    view! {
        <form class="search" role="search" method="get" action="/library">
            <Icon name="i-search"/>
            <input type="search" name="q" value=asked.text placeholder=t.library.search_hint() aria-label=t.library.search() autocomplete="off"/>
            {book}
            {strand}
            <button class="button small">{t.library.search()}</button>
        </form>
    }
}

/// An entry belongs to no unit.
fn made(act: &Act) -> Option<(UnitId, String)> {
    let Act::Standard(standard::Act::Enter { content, .. }) = act else { return None };
    Some((UnitId(uuid::Uuid::nil()), content.title.to_string()))
}

fn row(line: Line) -> Row {
    let t = texts();
    let key = Key { subject: Subject::Standard, id: line.id.0 };
    let found = (!line.found.is_empty()).then(|| {
        let parts = line
            .found
            .into_iter()
            .map(|(text, found)| if found { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() });
        view! { <p class="snippet">{parts.collect_view()}</p> }
    });
    let cells = vec![
        sort_word(line.sort, t).into_any(),
        line.source.into_any(),
        state_mark(&line.state),
        line.version.into_any(),
        view! { <DayText day=line.changed/> }.into_any(),
    ];
    let name = view! { <a href=href(line.id, None)>{line.title}</a> " " <Last key/> {found} };
    Row { tabs: vec![line.state], name: name.into_any(), cells }
}
