//! The page: a picture over the units, the table behind it, and of one unit each request.

use domain::act::Subject;
use domain::burden::{Asked, Load};
use domain::kinds::{Book, Month, UnitId, Week};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::read::{Burden, UnitLoad, read_month};
use crate::part::chart::bars::{Bar, Bars, Piece};
use crate::part::reading::reading;
use crate::part::{DayText, Empty, Mark, Section, month_text};
use crate::session::me;
use crate::texts::{Texts, texts};

/// At which changes it is counted again. Issues and visits change all day, and what they ask for is seen at the next look.
const FROM: [Subject; 9] = [
    Subject::Notice,
    Subject::Worklist,
    Subject::Lookback,
    Subject::Deployment,
    Subject::Evaluation,
    Subject::Meeting,
    Subject::Unit,
    Subject::Carrier,
    Subject::Report,
];

/// Groups that can be gone through here; of more than these each is reached from its own pages.
const GROUPS: usize = 30;

fn href(book: Option<Book>, unit: Option<UnitId>, month: Month) -> String {
    let book = book.map(|own| format!("&book={own}")).unwrap_or_default();
    let unit = unit.map(|own| format!("&unit={own}")).unwrap_or_default();
    format!("/burden?month={month}{book}{unit}")
}

/// `/burden?month=…&book=…&unit=…`
#[component]
pub fn Page() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        let get = |key: &str| query.read().get(key).unwrap_or_default();
        (get("book").parse::<Book>().ok(), get("unit").parse::<UnitId>().ok(), Month::parse(&get("month")).ok())
    };
    let read = |(book, unit, month)| read_month(book, unit, month);
    reading(asked, &FROM, read, |burden| view! { <Shown burden/> }.into_any())
}

fn sum(units: &[UnitLoad], of: fn(&UnitLoad) -> Load) -> Load {
    units.iter().map(of).fold(Load::default(), |sum, own| Load {
        requests: sum.requests + own.requests,
        papers: sum.papers + own.papers,
        fields: sum.fields + own.fields,
        filled: sum.filled + own.filled,
        withdrawn: sum.withdrawn + own.withdrawn,
    })
}

#[component]
fn Shown(burden: Burden) -> impl IntoView {
    let t = texts();
    let (now, before) = (sum(&burden.units, |own| own.now), sum(&burden.units, |own| own.before));
    let share = (now.filled * 100).checked_div(now.fields).unwrap_or(0);
    let month = month_text(burden.month, t.lang);
    let title = if now.requests == 0 {
        t.burden.nothing(month)
    } else {
        t.burden.sentence(now.fields, now.filled, month, now.requests, share)
    };
    let change = i64::from(now.left()) - i64::from(before.left());
    let against = match change {
        0 => t.burden.as_before().to_owned(),
        more if more > 0 => t.burden.more_than(more),
        less => t.burden.less_than(-less),
    };
    let several = burden.units.len() > 1;
    let body = if now.requests == 0 && before.requests == 0 {
        view! { <Empty title=t.burden.none() note=t.burden.none_note()/> }.into_any()
    } else {
        view! {
            {several.then(|| view! { <Picture burden=burden.clone()/> })}
            <Table burden=burden.clone()/>
            {burden.asked.clone().map(|(unit, asked)| view! { <Each unit asked/> })}
        }
        .into_any()
    };
    view! {
        <leptos_meta::Title text=t.rail.burden()/>
        <header class="page-head"><h1>{title}</h1></header>
        <Groups burden=burden.clone()/>
        <Months burden=burden.clone()/>
        <p class="quiet burden-how">{against} " " {t.burden.how()}</p>
        <div class="columns">{body}</div>
    }
}

/// For who looks over several groups: one after the other.
#[component]
fn Groups(burden: Burden) -> impl IntoView {
    let (t, me) = (texts(), me());
    let rows = me.groups.iter().take(GROUPS).map(|group| {
        let book = Book::Group(group.id);
        let here = (book == burden.book).then_some("page");
        view! { <a href=href(Some(book), None, burden.month) aria-current=here>{group.name.to_string()}</a> }
    });
    let rows = rows.collect_view();
    (me.groups.len() > 1).then(|| view! { <nav class="tabs" aria-label=t.book.group()>{rows}</nav> })
}

#[component]
fn Months(burden: Burden) -> impl IntoView {
    let (t, me) = (texts(), me());
    let Burden { book, month, asked, .. } = burden;
    let (book, unit) = (Some(book), asked.map(|own| own.0).filter(|_| me.own_unit().is_none()));
    let next = month.plus(1);
    let after = (next.first() <= me.today()).then(|| view! { <a href=href(book, unit, next)>{t.worklog.later()}</a> });
    let all = unit.map(|_| view! { <a href=href(book, None, month)>{t.burden.all_units()}</a> });
    view! {
        <nav class="tabs" aria-label=t.burden.month()>
            <a href=href(book, unit, month.plus(-1))>{t.worklog.earlier()}</a>
            <a href=href(book, unit, month) aria-current="page">{month_text(month, t.lang)}</a>
            {after}
            {all}
        </nav>
    }
}

/// Per unit: what was here already, and what was left to say.
#[component]
fn Picture(burden: Burden) -> impl IntoView {
    let (t, me) = (texts(), me());
    let bars = burden.units.iter().map(|own| {
        let (name, href) = (me.unit_name(own.unit), href(Some(burden.book), Some(own.unit), burden.month));
        let piece = |kind, word: &str, value: u32| Piece {
            kind,
            word: word.to_owned(),
            says: t.burden.says(&name, value, word),
            value: i64::from(value),
            href: href.clone(),
        };
        let pieces = vec![
            piece("held", t.burden.filled(), own.now.filled),
            piece("in_progress", t.burden.left(), own.now.left()),
        ];
        Bar { total: i64::from(own.now.fields), href: href.clone(), pieces, name: name.clone() }
    });
    let bars = bars.collect::<Vec<_>>();
    view! { <Section title=t.burden.picture().to_owned() note=t.burden.picture_note().to_owned() class="span-5"><Bars bars label=t.burden.picture()/></Section> }
}

#[component]
fn Table(burden: Burden) -> impl IntoView {
    let (t, me) = (texts(), me());
    let class = if burden.units.len() > 1 { "span-7" } else { "span-12" };
    // said only where anything was
    let back = burden.units.iter().any(|own| own.now.withdrawn > 0).then_some(t.burden.withdrawn());
    let heads: Vec<&str> = [t.burden.requests(), t.burden.papers()]
        .into_iter()
        .chain(back)
        .chain([t.burden.fields(), t.burden.filled(), t.burden.left(), t.burden.left_before()])
        .collect();
    let heads_row = heads.iter().map(|word| view! { <th scope="col" class="num">{*word}</th> }).collect_view();
    let rows = burden.units.iter().map(|own| {
        let Load { requests, papers, fields, filled, withdrawn } = own.now;
        let first = [requests, papers].into_iter().chain(back.map(|_| withdrawn));
        let values = first.chain([fields, filled, own.now.left(), own.before.left()]);
        let cells = values.zip(&heads).map(|(value, word)| view! { <td class="num" data-head=*word>{value}</td> });
        let href = href(Some(burden.book), Some(own.unit), burden.month);
        view! { <tr><th scope="row"><a href=href>{me.unit_name(own.unit)}</a></th>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <Section title=t.burden.by_unit().to_owned() class=class>
            <div class="scroll" role="region" tabindex="0" aria-label=t.burden.by_unit()>
                <table class="table records narrow">
                    <caption class="visually-hidden">{t.burden.by_unit()}</caption>
                    <thead><tr><th scope="col">{t.field.unit()}</th>{heads_row}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Section>
    }
}

/// Weeks, months and a unit's goal in the reader's words.
fn named(own: &Asked, t: Texts) -> String {
    let week = || Week::parse(&own.title).ok().map(|week| crate::worklist::week_text(week, t));
    let month = || Month::parse(&own.title).ok().map(|month| month_text(month, t.lang));
    match own.key.subject {
        Subject::Worklist => week(),
        Subject::Lookback => month(),
        Subject::Unit => Some(t.field.goal().to_owned()),
        _ => None,
    }
    .unwrap_or_else(|| own.title.clone())
}

/// Each request of one unit.
#[component]
fn Each(unit: UnitId, asked: Vec<Asked>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let many = asked.len();
    let rows = asked.into_iter().map(|own| {
        let word = crate::book::subject_word(own.key.subject, t);
        let href = crate::book::href(own.key);
        let name = named(&own, t);
        let title = match href {
            Some(href) => view! { <a class="more" href=href>{name}</a> }.into_any(),
            None => name.into_any(),
        };
        let back = own.withdrawn.then(|| view! { " " <Mark kind="withdrawn" word=t.burden.taken_back() calm=true/> });
        view! {
            <tr>
                <th scope="row"><small>{word}</small> " " {title} {back}</th>
                <td data-head=t.field.day()><DayText day=own.on/></td>
                <td class="num" data-head=t.burden.fields()>{own.fields}</td>
                <td class="num" data-head=t.burden.filled()>{own.filled}</td>
                <td class="num" data-head=t.burden.left()>{own.fields.saturating_sub(own.filled)}</td>
            </tr>
        }
    });
    let body = if many == 0 {
        view! { <Empty title=t.burden.each_none() note=t.burden.each_none_note()/> }.into_any()
    } else {
        let numbers = [t.burden.fields(), t.burden.filled(), t.burden.left()];
        view! {
            <div class="scroll" role="region" tabindex="0" aria-label=t.burden.each(many, me.unit_name(unit))>
                <table class="table records narrow">
                    <caption class="visually-hidden">{t.burden.each(many, me.unit_name(unit))}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t.burden.request()}</th>
                            <th scope="col">{t.field.day()}</th>
                            {numbers.map(|word| view! { <th scope="col" class="num">{word}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! { <Section title=t.burden.each(many, me.unit_name(unit)) class="span-12">{body}</Section> }
}
