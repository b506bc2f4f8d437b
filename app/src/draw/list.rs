//! Every draw there ever was, also the abandoned ones; one that repeats an earlier one names it.

use domain::act::Subject;
use domain::draw::coverage::{Asked, Drew, Far};
use domain::viewer::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::read::{Earlier, Line, List, read_list};
use super::{StateOf, kind_word};
use crate::live::live;
use crate::part::records::Scope;
use crate::part::{Empty, Icon, Mark, Moment, day_text, loaded};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};
use crate::wire;

/// `book`, `unit` and `state` of the address narrow it.
#[component]
pub fn Page() -> impl IntoView {
    let (query, live) = (use_query_map(), live());
    let version = move || live.version(Subject::Draw);
    let asked = Memo::new(move |_| {
        let get = |key: &str| query.read().get(key).unwrap_or_default();
        (get("book"), get("unit"), get("state"), get("of"), get("asof"))
    });
    let read = |((book, unit, state, of, as_of), _)| read_list(book, unit, state, of, as_of);
    let list = wire::resource(move || (asked.get(), version()), read);
    view! {
        {loaded(list, 8, move |list| view! { <Listed list/> }.into_any())}
    }
}

/// The list with what was asked for, in another state.
fn href(list: &List, state: &str) -> String {
    let mut href = Scope { book: list.book, unit: list.unit, as_of: list.as_of }.href("/draws", state);
    if !list.of.is_empty() {
        href.push_str(if href.contains('?') { "&of=" } else { "?of=" });
        crate::issue::query::encode(&mut href, &list.of);
    }
    href
}

/// Which draws are shown where the coverage map has led here, and the way to all of them.
fn chips(list: &List, me: &Me, t: Texts) -> Option<AnyView> {
    let asked = Asked::read(&list.of);
    let far =
        asked.as_ref().and_then(|asked| far_word(asked.far, t)).map(|word| format!("·{word}")).unwrap_or_default();
    let of = asked.map(|asked| match asked.drew {
        Drew::Organisation(id) => {
            let all = me.groups.iter().flat_map(|group| &group.units).flat_map(|unit| &unit.organisations);
            let name = all.into_iter().find(|own| own.0 == id).map(|own| own.1.to_string());
            name.unwrap_or_else(|| t.field.organisation().to_owned())
        }
        Drew::Kind(kind) => kind_word(kind, t).to_owned(),
        Drew::Stratum(kind, name) => format!("{}·{name}", kind_word(kind, t)),
    });
    let of = of.map(|word| format!("{word}{far}"));
    let of = of.map(|word| (href(&List { of: String::new(), ..list.clone() }, &list.state), word));
    let day = list
        .as_of
        .map(|day| (href(&List { as_of: None, ..list.clone() }, &list.state), t.common.as_of(day_text(day, t.lang))));
    let chips: Vec<_> = [of, day].into_iter().flatten().collect();
    if chips.is_empty() {
        return None;
    }
    let chips =
        chips.into_iter().map(|(to, word)| view! { <a class="chip" href=to>{word}<Icon name="i-close" size=12/></a> });
    Some(view! { <div class="applied">{chips.collect_view()}</div> }.into_any())
}

/// How far it was reached, where more than drawn is asked for.
fn far_word(far: Far, t: Texts) -> Option<&'static str> {
    match far {
        Far::Drawn => None,
        Far::Visited => Some(t.coverage.visited_head()),
        Far::Heard => Some(t.coverage.heard_of_drawn()),
    }
}

#[component]
fn Listed(list: List) -> impl IntoView {
    let (t, me) = (texts(), me());
    let many = |state: &str| list.lines.iter().filter(|own| state.is_empty() || own.state == state).count();
    let states = ["", "prepared", "frozen", "committed", "drawn", "abandoned"];
    let shown = states.into_iter().filter(|state| state.is_empty() || many(state) > 0 || *state == list.state);
    let tabs = shown.map(|state| {
        let word = if state.is_empty() { t.common.all() } else { t.state.get(state) };
        let here = (list.state == state).then_some("page");
        let href = href(&list, state);
        view! { <a href=href aria-current=here>{word} " " <small>{many(state)}</small></a> }
    });
    let tabs = tabs.collect_view();
    let lines: Vec<Line> =
        list.lines.iter().filter(|own| list.state.is_empty() || own.state == list.state).cloned().collect();
    let presides = me.viewer.roles.iter().any(|role| matches!(role, Role::Group { .. }));
    let new = list.unit.map_or_else(|| "/draws/new".to_owned(), |unit| format!("/draws/new?unit={unit}"));
    let rows = if lines.is_empty() {
        view! { <Empty title=t.draw.none() note=t.draw.none_note()/> }.into_any()
    } else {
        view! { <Table lines/> }.into_any()
    };
    view! {
        <leptos_meta::Title text=t.rail.draws()/>
        <header class="page-head draw-head">
            <h1>{t.draw.sentence(many("abandoned"), list.lines.len(), many("drawn"))}</h1>
            <div class="row">
                {presides.then(|| view! { <a class="button primary" href=new>{t.act.draw_prepare()}</a> })}
                <a class="button" href="/coverage">{t.rail.coverage()}</a>
                <a class="button" rel="external" href="/draws/check">{t.draw.check_yourself()}</a>
            </div>
        </header>
        {chips(&list, &me, t)}
        <nav class="tabs" aria-label=t.rail.draws()>{tabs}</nav>
        <div class="listed">{rows}</div>
    }
}

#[component]
fn Table(lines: Vec<Line>) -> impl IntoView {
    let t = texts();
    let reached = lines.iter().any(|line| line.reached.is_some());
    let heads = [t.coverage.drawn_head(), t.coverage.visited_head(), t.coverage.heard_of_drawn()];
    let heads = heads.map(|word| view! { <th scope="col" class="num">{word}</th> });
    let heads = reached.then_some(heads);
    let rows = lines.into_iter().map(|line| view! { <Row line/> }).collect_view();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=t.rail.draws()>
            <table class="table records draws">
                <caption class="visually-hidden">{t.rail.draws()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.draw.purpose()}</th>
                        <th scope="col">{t.field.unit()}</th>
                        <th scope="col">{t.draw.kind()}</th>
                        <th scope="col">{t.draw.begun()}</th>
                        <th scope="col">{t.report.state()}</th>
                        <th scope="col" class="num">{t.draw.of_so_many()}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(line: Line) -> impl IntoView {
    let (t, me) = (texts(), me());
    let picked = if line.state == "drawn" { line.picked } else { line.wanted };
    let notes = [line.dice.then(|| t.draw.dice()), line.extended.then(|| t.draw.extended())];
    let notes = notes.into_iter().flatten().collect::<Vec<_>>().join(t.draw.comma());
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/draws/{}", line.id)>{line.purpose}</a>
                <small>{t.draw.the_nth(line.number)}</small>
                <Before earlier=line.earlier/>
            </th>
            <td>{me.unit_name(line.unit)}</td>
            <td>{kind_word(line.kind, t)}</td>
            <td><Moment time=line.prepared_at/></td>
            <td>
                <StateOf state=line.state calm=true/>
                {line.reason.map(|reason| view! { <small>{reason}</small> })}
                {(!notes.is_empty()).then(|| view! { <small>{notes}</small> })}
            </td>
            <td class="num">{t.draw.picked_of(picked, line.size)}</td>
            {line.reached.map(|own| own.map(|many| view! { <td class="num reached">{many}</td> }))}
        </tr>
    }
}

/// The draws that this one may have been made to replace: nobody keeps the nicer result quietly.
#[component]
pub fn Before(earlier: Vec<Earlier>) -> impl IntoView {
    let t = texts();
    let links = earlier.into_iter().map(|own| {
        let word = t.draw.earlier_one(own.number, t.state.get(&own.state));
        view! { <a href=format!("/draws/{}", own.id)>{word}</a> " " }
    });
    let links: Vec<_> = links.collect();
    (!links.is_empty()).then(|| {
        view! { <p class="repeats"><Mark kind="relapsed" word=t.draw.repeats()/> " " {links}</p> }
    })
}
