//! Where the unit's issues stand: by origin and category against the state. Origins are never added up, and every
//! number opens its rows.

use domain::asks::Standing;
use domain::issue::list::Filter;
use domain::issue::{Category, Origin, State};
use domain::kinds::UnitId;
use leptos::prelude::*;
use strum::VariantArray;

use super::home::more;
use super::link::{counted, of};
use crate::issue::query::to_href;
use crate::part::{Empty, Icon, Mark, Section, StateMark};
use crate::texts::{Texts, texts};

/// The columns: the life of an issue. What is disputed stands beside the name.
const COLUMNS: [State; 6] =
    [State::Found, State::Agreed, State::InProgress, State::Submitted, State::Verified, State::Held];

#[component]
pub fn Matrix(standing: Vec<Standing>, home: UnitId) -> impl IntoView {
    let t = texts();
    let standing: Vec<Standing> = standing.into_iter().filter(|own| own.state.counted()).collect();
    let all = more(to_href(&of(home, &[])), t.unit.issues_all());
    if standing.is_empty() {
        return view! {
            <Section title=t.unit.matrix_title().to_owned() class="span-8">
                <Empty title=t.unit.issues_none() note=t.unit.issues_none_note()/>
            </Section>
        }
        .into_any();
    }
    let bodies = Origin::VARIANTS.iter().filter(|origin| standing.iter().any(|own| own.origin == **origin));
    let bodies = bodies.map(|origin| body(*origin, &standing, home, t)).collect_view();
    let heads = COLUMNS.iter().map(|state| view! { <th scope="col"><StateMark state=*state/></th> }).collect_view();
    view! {
        <Section title=t.unit.matrix_title().to_owned() note=t.unit.matrix_note() class="span-12" id="issues" more=all>
            <div class="scroll" role="region" tabindex="0" aria-label=t.unit.matrix_title()>
                <table class="table states">
                    <caption class="visually-hidden">{t.unit.matrix_caption()}</caption>
                    <thead>
                        <tr><th scope="col">{t.field.origin()}</th>{heads}<th scope="col">{t.unit.total()}</th></tr>
                    </thead>
                    {bodies}
                </table>
            </div>
        </Section>
    }
    .into_any()
}

/// One origin: its own line, then one for each category that it has.
fn body(origin: Origin, standing: &[Standing], home: UnitId, t: Texts) -> AnyView {
    let own: Vec<&Standing> = standing.iter().filter(|own| own.origin == origin).collect();
    let categories = Category::VARIANTS.iter().map(|own| Some(*own)).chain([None]);
    let categories: Vec<_> = categories.filter(|wanted| own.iter().any(|one| one.category == *wanted)).collect();
    let lines = categories.into_iter().map(|category| {
        let part: Vec<&Standing> = own.iter().copied().filter(|one| one.category == category).collect();
        let at = At { home, origin, category: Some(category) };
        view! { <tr class="part"><th scope="row">{at.category_word(t)}</th>{cells(&part, at)}</tr> }
    });
    let at = At { home, origin, category: None };
    view! {
        <tbody>
            <tr><th scope="row">{t.kind.get(origin.into())}{aside(&own, at, t)}</th>{cells(&own, at)}</tr>
            {lines.collect_view()}
        </tbody>
    }
    .into_any()
}

/// Which line of the table: an origin, or one category of it (`Some(None)` for those not classified).
#[derive(Clone, Copy)]
struct At {
    home: UnitId,
    origin: Origin,
    category: Option<Option<Category>>,
}

impl At {
    fn category_word(self, t: Texts) -> &'static str {
        self.category.flatten().map_or(t.kind.none(), |category| t.kind.get(category.into()))
    }

    fn filter(self, states: &[State]) -> Filter {
        Filter {
            origin: Some(self.origin),
            category: self.category.flatten(),
            unclassified: self.category == Some(None),
            ..of(self.home, states)
        }
    }

    fn href(self, states: &[State]) -> String {
        to_href(&self.filter(states))
    }
}

fn cells(own: &[&Standing], at: At) -> AnyView {
    let cells = COLUMNS.iter().map(|state| {
        let here: Vec<&Standing> = own.iter().copied().filter(|one| one.state == *state).collect();
        let marks = (at.category.is_none()).then(|| derived(&here, *state, at));
        let number: u32 = here.iter().map(|one| one.number).sum();
        view! { <td>{opens(number, at.href(&[*state]))}{marks}</td> }
    });
    let total: u32 = own.iter().map(|one| one.number).sum();
    view! { {cells.collect_view()} <td>{opens(total, at.href(&counted()))}</td> }.into_any()
}

/// A number that opens its rows; none is a quiet 0.
fn opens(number: u32, href: String) -> AnyView {
    if number == 0 {
        view! { <span class="zero">"0"</span> }.into_any()
    } else {
        view! { <a href=href>{number}</a> }.into_any()
    }
}

/// Late, stagnant, back again: beside the number, never instead of it.
fn derived(here: &[&Standing], state: State, at: At) -> AnyView {
    let t = texts();
    let sum = |of: fn(&Standing) -> u32| here.iter().map(|one| of(one)).sum::<u32>();
    let relapsed = if state == State::InProgress { sum(|one| one.relapsed) } else { 0 };
    let filter = at.filter(&[state]);
    let marks = [
        ("late", t.state.late(), sum(|one| one.late), Filter { late: true, ..filter.clone() }),
        ("stagnant", t.state.stagnant(), sum(|one| one.stagnant), Filter { stagnant: true, ..filter.clone() }),
        ("relapsed", t.state.relapsed(), relapsed, Filter { relapsed: true, ..filter }),
    ];
    let marks = marks.into_iter().filter(|mark| mark.2 > 0).map(|(kind, word, number, filter)| {
        let (class, icon) = (format!("mark {kind}"), format!("s-{kind}"));
        view! { <a class=class href=to_href(&filter)><Icon name=icon size=14/>{word} " " {number}</a> }
    });
    view! { <span class="derived">{marks.collect_view()}</span> }.into_any()
}

/// Disputed ones have no column of their own.
fn aside(own: &[&Standing], at: At, t: Texts) -> AnyView {
    let disputed: u32 = own.iter().filter(|one| one.state == State::Disputed).map(|one| one.number).sum();
    (disputed > 0)
        .then(|| {
            let word = format!("{} {disputed}", t.state.disputed());
            view! { <a class="aside" href=at.href(&[State::Disputed])><Mark kind="disputed" word/></a> }
        })
        .into_any()
}
