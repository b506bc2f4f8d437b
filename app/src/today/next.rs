//! What comes next: meetings, visits, study; for leadership how the groups stand.

use domain::issue::State;
use domain::issue::list::{Filter, Line, Sort};
use leptos::prelude::*;

use super::read::{Kind, Next, Standing};
use crate::issue::query::to_href;
use crate::notice::CHASE;
use crate::part::records::{Scope, number};
use crate::part::{Empty, Mark, Moment, Section};
use crate::session::me;
use crate::texts::{Texts, texts};

fn word(kind: Kind, t: Texts) -> &'static str {
    match kind {
        Kind::Meeting => t.today.meeting(),
        Kind::Visit => t.rail.visits_short(),
        Kind::Study => t.today.study(),
    }
}

#[component]
pub fn NextList(next: Vec<Next>) -> impl IntoView {
    let t = texts();
    if next.is_empty() {
        return view! {
            <Section title=t.today.next().to_owned()><Empty title=t.today.next_none() note=t.today.next_none_note()/></Section>
        }
        .into_any();
    }
    let rows = next.into_iter().map(|own| {
        let kind = word(own.kind, t);
        let title = if own.title.is_empty() { kind.to_owned() } else { own.title };
        let place = own.place.map(|place| format!("·{place}"));
        let group = own.group.map(|group| format!("{group}·"));
        view! { <li><a href=own.href>{title}</a><small>{group} {kind} "·" <Moment time=own.at/> {place}</small></li> }
    });
    let rows = rows.collect_view();
    view! { <Section title=t.today.next().to_owned()><ul class="waiting">{rows}</ul></Section> }.into_any()
}

/// What leadership may want to ask about, with the lists that hold all of it.
#[component]
pub fn Longest(issues: Vec<Line>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let today = me.today();
    let rows = issues.into_iter().map(|line| {
        let late = line.late_days(today).map(|days| view! { <Mark kind="late" word=t.issue.late_days(days)/> });
        let still =
            line.stagnant_days(today).map(|days| view! { <Mark kind="stagnant" word=t.issue.stagnant_days(days)/> });
        let whose = format!("{}·{}", me.unit_name(line.unit), line.code());
        view! {
            <li>
                <a href=format!("/issues/{}", line.id)>{line.title}</a>
                <small>{whose}</small>
                <span class="row">{late}{still}</span>
            </li>
        }
    });
    let rows = rows.collect_view();
    let late = to_href(&Filter { late: true, ..Filter::default() });
    let still = to_href(&Filter { stagnant: true, sort: Sort::Moved, ..Filter::default() });
    view! {
        <Section title=t.today.longest().to_owned() note=t.today.longest_note().to_owned()>
            <ul class="waiting">{rows}</ul>
            <p class="row">
                <a class="more" href=late>{t.today.all_late()}</a>
                <a class="more" href=still>{t.today.all_stagnant()}</a>
            </p>
        </Section>
    }
}

/// Not a ranking: those come first in which there is most to look at.
#[component]
pub fn Groups(groups: Vec<Standing>) -> impl IntoView {
    let t = texts();
    let heads = [t.state.late(), t.state.stagnant(), t.state.submitted(), t.notice.chase()];
    let heads_row = heads.map(|word| view! { <th scope="col" class="num">{word}</th> }).collect_view();
    let rows = groups.into_iter().map(|own| {
        let of = Filter { book: Some(own.book), ..Filter::default() };
        let papers = Scope { book: Some(own.book), ..Scope::default() }.href("/notices", CHASE);
        let cells = [
            (own.late, to_href(&Filter { late: true, ..of.clone() })),
            (own.stagnant, to_href(&Filter { stagnant: true, ..of.clone() })),
            (own.submitted, to_href(&Filter { states: vec![State::Submitted], ..of })),
            (own.chase, papers),
        ];
        let cells = cells.into_iter().zip(heads).map(|((value, href), word)| {
            view! { <td class="num" data-head=word>{number(value, href)}</td> }
        });
        view! {
            <tr>
                <th scope="row"><a href=format!("/dashboard?book={}", own.book)>{own.name}</a></th>
                {cells.collect_view()}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Section title=t.today.groups().to_owned() note=t.today.groups_note().to_owned()>
            <div class="scroll" role="region" tabindex="0" aria-label=t.today.groups()>
                <table class="table records">
                    <caption class="visually-hidden">{t.today.groups()}</caption>
                    <thead><tr><th scope="col">{t.book.group()}</th>{heads_row}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Section>
    }
}
