//! Above the list of visits: the search, one menu per filter, and what is applied. Every choice is a link, so that the
//! address holds it and the page works before it is alive.

use domain::kinds::Day;
use domain::strand::Strand;
use domain::visit::Form;
use domain::visit::list::{FILE, Filter, Page, State};
use leptos::prelude::*;
use strum::VariantArray;

use super::query::to_href;
use super::words;
use crate::issue::bar::{self, Menu};
use crate::part::{Icon, day_text};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};

/// An address, its word, and whether it is chosen.
type Choice = (String, String, bool);

#[component]
pub fn Controls(filter: Memo<Filter>) -> impl IntoView {
    let (t, me) = (texts(), StoredValue::new(me()));
    let units = me.with_value(|me| me.groups.iter().map(|group| group.units.len()).sum::<usize>()) > 1;
    let menu = move |name: &'static str, make: fn(&Filter, &Me, Texts) -> Vec<Choice>| {
        let choices = Signal::derive(move || me.with_value(|me| filter.with(|now| make(now, me, t))));
        let chosen = Signal::derive(move || {
            choices.get().into_iter().find(|choice| choice.2).map_or_else(|| t.common.all().to_owned(), |own| own.1)
        });
        view! { <Menu name chosen choices/> }
    };
    view! {
        <div class="controls">
            <Search filter/>
            {units.then(|| menu(t.field.unit(), by_unit))}
            {menu(t.visit.form(), by_form)}
            {menu(t.visit.strand(), by_strand)}
            {menu(t.visit.period(), by_period)}
            {menu(t.visit.state(), by_state)}
        </div>
    }
}

/// A plain GET form: works before the page is alive. The rest of the filter goes along.
#[component]
fn Search(filter: Memo<Filter>) -> impl IntoView {
    let t = texts();
    let text = filter.with_untracked(|filter| filter.text.clone());
    let rest = move || {
        let without = filter.with(|now| Filter { text: String::new(), page: 0, ..now.clone() });
        let query = to_href(&without);
        let pairs = query.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default();
        let pairs = pairs.split('&').filter_map(|pair| pair.split_once('=')).map(|(key, value)| {
            view! { <input type="hidden" name=key.to_owned() value=value.to_owned()/> }
        });
        pairs.collect_view()
    };
    view! {
        <form class="search" role="search" method="get" action="/visits">
            <Icon name="i-search"/>
            <input
                type="search"
                name="q"
                value=text
                placeholder=t.visit.search_hint()
                aria-label=t.visit.search()
                autocomplete="off"
            />
            {rest}
        </form>
    }
}

fn all(now: &Filter, change: fn(&mut Filter), chosen: bool, t: Texts) -> Choice {
    let mut next = Filter { page: 0, ..now.clone() };
    change(&mut next);
    (to_href(&next), t.common.all().to_owned(), chosen)
}

fn by_unit(now: &Filter, me: &Me, t: Texts) -> Vec<Choice> {
    let to = |book, unit| to_href(&Filter { book, unit, organisation: None, page: 0, ..now.clone() });
    bar::by_unit(me, now.book, now.unit, to, t)
}

fn by_form(now: &Filter, _: &Me, t: Texts) -> Vec<Choice> {
    let each = Form::VARIANTS.iter().map(|form| {
        let next = Filter { form: Some(*form), page: 0, ..now.clone() };
        (to_href(&next), words::form(*form, t).to_owned(), now.form == Some(*form))
    });
    std::iter::once(all(now, |own| own.form = None, now.form.is_none(), t)).chain(each).collect()
}

fn by_strand(now: &Filter, _: &Me, t: Texts) -> Vec<Choice> {
    let each = Strand::VARIANTS.iter().map(|strand| {
        let next = Filter { strand: Some(*strand), page: 0, ..now.clone() };
        (to_href(&next), words::strand(*strand, t).to_owned(), now.strand == Some(*strand))
    });
    std::iter::once(all(now, |own| own.strand = None, now.strand.is_none(), t)).chain(each).collect()
}

fn by_state(now: &Filter, _: &Me, t: Texts) -> Vec<Choice> {
    let each = State::VARIANTS.iter().map(|state| {
        let next = Filter { state: Some(*state), page: 0, ..now.clone() };
        (to_href(&next), t.state.get(state.into()).to_owned(), now.state == Some(*state))
    });
    std::iter::once(all(now, |own| own.state = None, now.state.is_none(), t)).chain(each).collect()
}

fn by_period(now: &Filter, me: &Me, t: Texts) -> Vec<Choice> {
    let today = me.today();
    let span = |word: &str, from: Option<Day>, to: Option<Day>| {
        let next = Filter { from, to, page: 0, ..now.clone() };
        (to_href(&next), word.to_owned(), (now.from, now.to) == (from, to))
    };
    let campaign = me.campaign.as_ref().map(|own| &own.period);
    let campaign = campaign.map(|own| span(own.name.as_str(), Some(own.start), Some(own.end)));
    [
        span(t.common.all(), None, None),
        span(t.visit.period_week(), Some(today.plus(-6)), Some(today)),
        span(t.visit.period_month(), Some(today.plus(-29)), Some(today)),
        span(t.visit.period_ahead(), Some(today.plus(1)), None),
    ]
    .into_iter()
    .chain(campaign)
    .collect()
}

/// How many, and what is applied: each chip takes itself away.
#[component]
pub fn Applied(filter: Memo<Filter>, page: Page) -> impl IntoView {
    let (t, me) = (texts(), me());
    let now = filter.get_untracked();
    let chips = applied(&now, &me, t).into_iter();
    let chips = chips.map(|(to, word)| view! { <a class="chip" href=to>{word}<Icon name="i-close" size=12/></a> });
    let promised = (!now.promised).then(|| {
        let to = to_href(&Filter { promised: true, page: 0, ..now.clone() });
        view! { <a class="more" href=to>{t.visit.promised()}</a> }
    });
    let day = day_text(now.as_of.unwrap_or_else(|| me.today()), t.lang);
    // said before the file is asked for
    let note = (page.total > FILE).then(|| view! { <span class="note">{t.visit.export_too_many(FILE)}</span> });
    view! {
        <div class="applied">
            <span><strong>{t.visit.many(page.total)}</strong>{t.visit.of(page.population)}</span>
            {note}
            {chips.collect_view()}
            {promised}
            <span class="end">{t.visit.as_of(day)}</span>
        </div>
    }
}

fn applied(now: &Filter, me: &Me, t: Texts) -> Vec<(String, String)> {
    let without = |change: fn(&mut Filter)| {
        let mut next = Filter { page: 0, ..now.clone() };
        change(&mut next);
        to_href(&next)
    };
    let day = |day: Day| day_text(day, t.lang);
    let organisation = now.organisation.map(|id| {
        let all = me.groups.iter().flat_map(|group| &group.units).flat_map(|unit| &unit.organisations);
        let name = all.into_iter().find(|own| own.0 == id).map(|own| own.1.to_string());
        (without(|own| own.organisation = None), name.unwrap_or_else(|| t.field.organisation().to_owned()))
    });
    let chips = [
        now.unit.map(|unit| (without(|own| own.unit = None), me.unit_name(unit))),
        organisation,
        now.whole.then(|| (without(|own| own.whole = false), t.visit.whole_unit().to_owned())),
        now.form.map(|form| (without(|own| own.form = None), words::form(form, t).to_owned())),
        now.site.map(|site| (without(|own| own.site = None), words::site(site, t).to_owned())),
        now.drawn.then(|| (without(|own| own.drawn = false), t.visit.drawn_only().to_owned())),
        now.strand.map(|strand| (without(|own| own.strand = None), words::strand(strand, t).to_owned())),
        now.state.map(|state| (without(|own| own.state = None), t.state.get(state.into()).to_owned())),
        now.from.map(|from| (without(|own| own.from = None), t.visit.from(day(from)))),
        now.to.map(|to| (without(|own| own.to = None), t.visit.to(day(to)))),
        now.promised.then(|| (without(|own| own.promised = false), t.visit.promised().to_owned())),
        (!now.text.is_empty()).then(|| (without(|own| own.text.clear()), format!("“{}”", now.text))),
        now.as_of.map(|own| (without(|own| own.as_of = None), t.visit.as_of(day(own)))),
    ];
    chips.into_iter().flatten().collect()
}
