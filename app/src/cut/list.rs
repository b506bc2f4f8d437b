//! The cuts of a group, the latest first, and taking one.

use domain::act::{Act as Any, Key, Subject};
use domain::cut::{Act, Cut, figure};
use domain::kinds::Book;
use leptos::prelude::*;

use super::FIGURES;
use super::read::{Listed, read_list};
use super::take::Take;
use crate::part::act_form::Fold;
use crate::part::reading::reading;
use crate::part::records::Scope;
use crate::part::{DayText, Empty, Last, Made};
use crate::session::me;
use crate::texts::texts;

/// `/cuts`; `book` of the address narrows it.
#[component]
pub fn Page() -> impl IntoView {
    let asked = || Scope::asked().book;
    let read = |book: Option<Book>| async move { Ok((book, read_list(book).await?)) };
    reading(asked, &[Subject::Cut], read, |(book, listed)| view! { <Shown book listed/> }.into_any())
}

#[component]
fn Shown(book: Option<Book>, listed: Listed) -> impl IntoView {
    let (t, me, Listed { cuts, periods }) = (texts(), me(), listed);
    let own = book.or(me.groups.first().map(|group| Book::Group(group.id))).filter(|book| me.viewer.leads_group(*book));
    let mine: Vec<Cut> = cuts.iter().filter(|cut| Some(cut.book) == own).cloned().collect();
    let half = me.groups.iter().find(|group| Some(Book::Group(group.id)) == own);
    let half = half.and_then(|group| periods.get(&group.id)).map(|period| period.half);
    let form = own.map(|book| {
        view! { <Fold verb=t.act.cut_take() id="take"><Take book half cuts=mine.clone()/></Fold> }
    });
    let name = |act: &Any| if let Any::Cut(Act::Take { title, .. }) = act { Some(title.to_string()) } else { None };
    let several = me.groups.len() > 1;
    let list = if cuts.is_empty() {
        view! { <Empty title=t.cut.none() note=t.cut.none_note()/> }.into_any()
    } else {
        view! { <List cuts=cuts.clone() several/> }.into_any()
    };
    view! {
        <leptos_meta::Title text=t.rail.cuts()/>
        <header class="page-head"><h1>{t.cut.sentence(cuts.len())}</h1></header>
        <p class="note">{t.cut.what()}</p>
        <div class="listed">
            {form}
            <Made title=t.outbox.made() name/>
            {list}
        </div>
    }
}

#[component]
fn List(cuts: Vec<Cut>, several: bool) -> impl IntoView {
    let (t, me) = (texts(), me());
    let rows = cuts.into_iter().map(|cut| {
        let all = &cut.counts.whole;
        let figures = FIGURES.into_iter().skip(3).map(|own| {
            let key: &str = own.into();
            view! { <div><dt>{t.figure.get(key)}</dt><dd>{figure(own, all)}</dd></div> }
        });
        let group = match cut.book {
            Book::Group(group) if several => me.group(group).map(|own| own.name.to_string()),
            Book::Group(_) | Book::Office => None,
        };
        let key = Key { subject: Subject::Cut, id: cut.id.0 };
        view! {
            <li>
                <h2><a href=format!("/cuts/{}", cut.id)>{cut.title.to_string()}</a></h2>
                <p class="quiet">{t.cut.at_the_end()} " " <DayText day=cut.day/> {group.map(|group| format!("·{group}"))} " " <Last key/></p>
                <dl>{figures.collect_view()}</dl>
            </li>
        }
    });
    view! { <ul class="cut-list">{rows.collect_view()}</ul> }
}
