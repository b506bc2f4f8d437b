//! Above the list: the tabs of origins, what is searched for, one menu per filter, and what is applied. Every choice is a link,
//! so that the address holds it and the page works before it is alive.

mod menu;
mod search;

use domain::issue::list::{FILE, Filter, Page, READ_BACK};
use domain::issue::{Origin, State};
use leptos::prelude::*;
use strum::VariantArray;

use self::menu::{CategoryMenu, StateMenu, TroubleMenu, UnitMenu};
use self::search::{OwnerMenu, Search};
use super::filter::{href, waiting_states};
use super::ground;
use super::read::Counts;
use crate::failure::Failure;
use crate::part::{Icon, ShownDay};
use crate::session::me;
use crate::texts::{Texts, texts};
use crate::wire;

pub(crate) use menu::{Menu, by_unit};

/// The origins as tabs: figures of different origins are never mixed.
#[component]
pub fn Tabs(counts: wire::Resource<Result<Counts, Failure>>) -> impl IntoView {
    let t = texts();
    let filter = ground().filter;
    let tab = move |origin: Option<Origin>| {
        let here = move || filter.with(|filter| filter.origin == origin).then_some("true");
        let to = move || href(&Filter { origin, page: 0, ..filter.get() });
        let word = origin.map_or(t.issue.all_origins(), |origin| t.kind.get(origin.into()));
        let place = Origin::VARIANTS.iter().position(|own| Some(*own) == origin);
        let count = move || {
            Suspend::new(async move {
                let counts = counts.await.unwrap_or_default();
                place.and_then(|place| counts.origins.get(place).copied())
            })
        };
        view! { <a href=to aria-current=here>{word} " " <small><Transition>{count}</Transition></small></a> }
    };
    let tabs = std::iter::once(None).chain(Origin::VARIANTS.iter().copied().map(Some)).map(tab);
    view! { <nav class="tabs" aria-label=t.field.origin()>{tabs.collect_view()}</nav> }
}

/// The search, and one menu per filter.
#[component]
pub fn Controls() -> impl IntoView {
    let t = texts();
    view! {
        <div class="controls">
            <Search id="issue-search" name="q" label=t.issue.search() hint=t.issue.search_hint() part=|own| &mut own.text>
                <kbd aria-hidden="true">"/"</kbd>
            </Search>
            <UnitMenu/>
            <CategoryMenu/>
            <StateMenu/>
            <TroubleMenu/>
            <OwnerMenu/>
            <super::columns::ColumnMenu/>
        </div>
    }
}

/// How many, what is applied (each chip takes itself away), and the quick filters.
#[component]
pub fn Applied(
    page: wire::Resource<Result<Page, Failure>>,
    counts: wire::Resource<Result<Counts, Failure>>,
) -> impl IntoView {
    let (t, filter, me) = (texts(), ground().filter, me());
    let waiting = waiting_states(&me.viewer);
    let quick = move || {
        let (now, waiting) = (filter.get(), waiting.clone());
        Suspend::new(async move { quick(&now, &counts.await.unwrap_or_default(), waiting, t).into_any() })
    };
    let chips = move || {
        let chips = super::words::applied(&filter.get(), &me, t).into_iter();
        chips
            .map(|(word, to)| view! { <a class="chip" href=to>{word}<Icon name="i-close" size=12/></a> })
            .collect_view()
    };
    let counted = move || {
        Suspend::new(async move {
            let page = page.await.ok()?;
            let note = file_note(page.total, t).map(|note| view! { <span class="note">{note}</span> });
            Some(view! { <span><strong>{t.issue.many(page.total)}</strong>{t.issue.of(page.population)}</span> {note} })
        })
    };
    let day = Signal::derive(move || filter.get().as_of);
    let to = Callback::new(move |(as_of,)| href(&Filter { as_of, page: 0, ..filter.get_untracked() }));
    view! {
        <div class="applied">
            <Transition>{counted}</Transition> {chips} <Transition>{quick}</Transition>
            <ShownDay day to/>
        </div>
    }
}

/// What is most asked for, with how many there are.
fn quick(now: &Filter, counts: &Counts, waiting: Vec<State>, t: Texts) -> impl IntoView + use<> {
    let scope = Filter { columns: now.columns.clone(), ..super::filter::scope(now) };
    let late = (counts.late > 0 && !now.late)
        .then(|| (href(&Filter { late: true, ..scope.clone() }), t.issue.only_late(counts.late)));
    let stagnant = (counts.stagnant > 0 && !now.stagnant)
        .then(|| (href(&Filter { stagnant: true, ..scope.clone() }), t.issue.only_stagnant(counts.stagnant)));
    let mine = (counts.waiting > 0 && now.states != waiting)
        .then(|| (href(&Filter { states: waiting, ..scope.clone() }), t.issue.waiting_for_me(counts.waiting)));
    let links = [late, stagnant, mine].into_iter().flatten();
    links.map(|(to, word)| view! { <a class="more" href=to>{word}</a> }).collect_view()
}

/// What to know before so many issues are taken as a file; nothing of an ordinary list.
fn file_note(total: u32, t: Texts) -> Option<String> {
    if total > FILE {
        Some(t.issue.export_too_many(FILE))
    } else {
        (total > READ_BACK).then(|| t.issue.export_not_back().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn a_list_says_before_it_is_taken_as_a_file_what_no_file_holds_and_what_no_import_takes_back() {
        let t = Texts::new(Lang::Zh);
        assert_eq!([0, READ_BACK].map(|total| file_note(total, t)), [None, None]);
        for (total, says) in [(READ_BACK + 1, "2 万行"), (FILE, "2 万行"), (FILE + 1, "50000")] {
            assert!(file_note(total, t).is_some_and(|note| note.contains(says)), "{total}");
        }
    }
}
