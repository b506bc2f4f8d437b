//! The menus of the bar: every choice is a link to the list with one more or one less of the filter.

use domain::issue::list::Filter;
use domain::issue::{Category, State};
use domain::kinds::{Book, GroupId, UnitId};
use leptos::html;
use leptos::prelude::*;
use strum::VariantArray;

use crate::issue::filter::{href, open_states};
use crate::issue::ground;
use crate::part::{Icon, links};
use crate::session::{GroupNode, Me, me};
use crate::texts::{Texts, texts};

/// One menu: its name, what is chosen, and the choices as links `(address, word, chosen)`.
#[component]
pub(crate) fn Menu(
    name: &'static str,
    chosen: Signal<String>,
    choices: Signal<Vec<(String, String, bool)>>,
    /// Stays open, for choosing several.
    #[prop(optional)]
    several: bool,
    #[prop(default = "menu")] class: &'static str,
) -> impl IntoView {
    let node = NodeRef::<html::Details>::new();
    let rows = if several {
        // Where several are chosen one after the other, the one that was chosen last stays in focus.
        let rows = move || {
            let rows = choices.get().into_iter().map(|(to, word, on)| {
                view! { <li><a href=to aria-current=on.then_some("true")>{word}</a></li> }
            });
            rows.collect_view()
        };
        view! { <ul>{rows}</ul> }.into_any()
    } else {
        let close = move |_| {
            if let Some(details) = node.get_untracked() {
                details.set_open(false);
            }
        };
        // Of hundreds of groups there are hundreds.
        let rows = move || choices.with(|all| links(all.iter().map(|(to, word, on)| (to.clone(), word.as_str(), *on))));
        view! { <ul on:click=close inner_html=rows></ul> }.into_any()
    };
    view! {
        <details class=class name="issue-menu" node_ref=node>
            <summary class="select"><span class="quiet">{name}</span>{chosen}<Icon name="i-down" size=14/></summary>
            {rows}
        </details>
    }
}

/// The choices of a menu of units, with their addresses. Of very many first the groups, then the units of the one that is chosen.
pub(crate) fn by_unit(
    me: &Me,
    book: Option<Book>,
    unit: Option<UnitId>,
    to: impl Fn(Option<Book>, Option<UnitId>) -> String,
    t: Texts,
) -> Vec<(String, String, bool)> {
    let many = me.many();
    let all = to(book.filter(|_| !many), None);
    let none = unit.is_none() && (book.is_none() || !many);
    let mut choices = vec![(all, t.common.all().to_owned(), none)];
    if many {
        // The addresses differ in nothing but the group.
        let place = GroupId(uuid::Uuid::max());
        let address = to(Some(Book::Group(place)), None);
        choices.extend(me.groups.iter().map(|group| {
            let own = address.replace(&place.to_string(), &group.id.to_string());
            let here = book == Some(Book::Group(group.id)) && unit.is_none();
            (own, group.name.to_string(), here)
        }));
    }
    let open = |own: &&GroupNode| !many || book == Some(Book::Group(own.id));
    let units = me.groups.iter().filter(open).flat_map(|own| &own.units);
    choices.extend(units.map(|own| (to(book, Some(own.id)), own.name.to_string(), unit == Some(own.id))));
    choices
}

#[component]
pub(super) fn UnitMenu() -> impl IntoView {
    let (t, filter, me) = (texts(), ground().filter, me());
    let (many, me) = (me.many(), StoredValue::new(me));
    let chosen = Signal::derive(move || {
        let now = filter.get();
        let name = me.with_value(|me| {
            let groups = &me.groups;
            let units = groups.iter().flat_map(|group| &group.units);
            let unit = now.unit.and_then(|id| units.into_iter().find(|unit| unit.id == id)).map(|unit| &unit.name);
            let of_book = |group: &&GroupNode| many && now.book == Some(Book::Group(group.id));
            unit.or_else(|| groups.iter().find(of_book).map(|group| &group.name)).map(ToString::to_string)
        });
        name.unwrap_or_else(|| t.common.all().to_owned())
    });
    let choices = Signal::derive(move || {
        let now = filter.get();
        let to = |book, unit| href(&Filter { book, unit, organisation: None, page: 0, ..now.clone() });
        me.with_value(|me| by_unit(me, now.book, now.unit, to, t))
    });
    (me.with_value(|me| me.groups.iter().map(|group| group.units.len()).sum::<usize>()) > 1)
        .then(|| view! { <Menu name=t.field.unit() chosen choices/> })
}

#[component]
pub(super) fn CategoryMenu() -> impl IntoView {
    let (t, filter) = (texts(), ground().filter);
    let chosen = Signal::derive(move || {
        let now = filter.get();
        let none = now.unclassified.then_some("none");
        now.category.map(Into::into).or(none).map_or(t.common.all(), |key| t.kind.get(key)).to_owned()
    });
    let choices = Signal::derive(move || {
        let now = filter.get();
        let to = |category, unclassified| href(&Filter { category, unclassified, page: 0, ..now.clone() });
        let all = (to(None, false), t.common.all().to_owned(), now.category.is_none() && !now.unclassified);
        let word = |category: Category| t.kind.get(category.into()).to_owned();
        let each = Category::VARIANTS.iter().map(|own| (to(Some(*own), false), word(*own), now.category == Some(*own)));
        let none = (to(None, true), t.kind.none().to_owned(), now.unclassified);
        std::iter::once(all).chain(each).chain([none]).collect()
    });
    view! { <Menu name=t.field.category() chosen choices/> }
}

#[component]
pub(super) fn StateMenu() -> impl IntoView {
    let (t, filter) = (texts(), ground().filter);
    let chosen = Signal::derive(move || match filter.get().states.as_slice() {
        [] => t.common.all().to_owned(),
        [one] => t.state.get(one.into()).to_owned(),
        several => t.issue.kinds(several.len()),
    });
    let choices = Signal::derive(move || {
        let now = filter.get();
        let to = |states| href(&Filter { states, page: 0, ..now.clone() });
        let all = (to(Vec::new()), t.common.all().to_owned(), now.states.is_empty());
        let open = (to(open_states()), t.issue.not_solved().to_owned(), now.states == open_states());
        let each = State::VARIANTS.iter().map(|own| {
            let on = now.states.contains(own);
            let mut states = now.states.clone();
            if on {
                states.retain(|state| state != own)
            } else {
                states.push(*own)
            }
            (to(states), t.state.get(own.into()).to_owned(), on)
        });
        [all, open].into_iter().chain(each).collect()
    });
    view! { <Menu name=t.issue.column_state() chosen choices several=true/> }
}

/// What is late, stuck, came back or is to be looked at again.
#[component]
pub(super) fn TroubleMenu() -> impl IntoView {
    let (t, filter) = (texts(), ground().filter);
    let rows = move |now: &Filter| {
        let turn = |change: fn(&mut Filter)| {
            let mut next = Filter { page: 0, ..now.clone() };
            change(&mut next);
            href(&next)
        };
        vec![
            (turn(|next| next.late = !next.late), t.state.late().to_owned(), now.late),
            (turn(|next| next.stagnant = !next.stagnant), t.state.stagnant().to_owned(), now.stagnant),
            (turn(|next| next.returned = !next.returned), t.state.returned().to_owned(), now.returned),
            (turn(|next| next.relapsed = !next.relapsed), t.state.relapsed().to_owned(), now.relapsed),
            (turn(|next| next.lookback_due = !next.lookback_due), t.issue.lookback_due().to_owned(), now.lookback_due),
        ]
    };
    let chosen = Signal::derive(move || {
        let on: Vec<String> = rows(&filter.get()).into_iter().filter(|row| row.2).map(|row| row.1).collect();
        if on.is_empty() { t.common.all().to_owned() } else { on.join("、") }
    });
    let choices = Signal::derive(move || rows(&filter.get()));
    view! { <Menu name=t.issue.trouble() chosen choices/> }
}
