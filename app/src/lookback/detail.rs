//! The page of one look-back: what fell due, look by look (五看), with what both sides say of it.

use domain::act::Subject;
use domain::lookback::{Look, Lookback};
use leptos::prelude::*;
use strum::VariantArray;

use super::bar::{Bar, pieces};
use super::read::{Detail, read_detail};
use super::steps::Steps;
use super::thing::Things;
use super::{look_word, state_mark, title};
use crate::part::proof::Proofs;
use crate::part::reading::record;
use crate::part::{DayText, Empty, History, Icon, Section, Summary};
use crate::session::me;
use crate::strand::{self, ByStrand};
use crate::texts::{Texts, texts};

/// `/lookbacks/:id`
#[component]
pub fn Page() -> impl IntoView {
    Proofs::provide();
    record(&[Subject::Lookback], read_detail, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = detail.lookback.clone();
    let unit = me.unit_name(own.unit);
    let crumbs = vec![
        ("/lookbacks".to_owned(), t.rail.lookbacks().to_owned()),
        (format!("/lookbacks?unit={}", own.unit), unit.clone()),
    ];
    let line = view! {
        <p>
            {state_mark(own.state())} " " {t.lookback.opened_on()} " " <DayText day=own.opened.at.day()/>
            "·" {t.lookback.answer_by()} " " <DayText day=own.month.last()/>
        </p>
    };
    let by = (!own.items.is_empty()).then(|| view! { <ByStrand to=format!("/lookbacks/{}", own.id)/> });
    let none =
        own.items.is_empty().then(|| view! { <Empty title=t.lookback.nothing_due() note=t.lookback.nothing_note()/> });
    let left = (own.left_out > 0).then(|| view! { <p class="note">{t.lookback.left_out(own.left_out)}</p> });
    let (history, export) = (detail.history.clone(), format!("/lookbacks/{}/lookback.xlsx", own.id));
    let (next, whole) = (next(&own, t), format!("{unit} {}", title(own.month, t)));
    view! {
        <Summary title=whole crumbs line=line.into_any()>
            <a class="button small plain no-print" rel="external" download="" href=export>
                <Icon name="i-file"/>
                {t.lookback.export()}
            </a>
        </Summary>
        <div class="columns">
            <div class="span-8 lookback-main">{by}{none}<Looks detail=detail.clone()/>{left}</div>
            <div class="span-4 beside">
                <Section title=next><Legend own=own.clone()/><Steps detail=detail.clone()/></Section>
            </div>
            <History entries=history class="span-12 no-print"/>
        </div>
    }
}

/// Look by look, of what looks at the strand that the address asks for.
#[component]
fn Looks(detail: Detail) -> impl IntoView {
    let t = texts();
    let wanted = Memo::new(|_| strand::asked());
    move || {
        let strand = wanted.get();
        let mut detail = detail.clone();
        if let Some(strand) = strand {
            detail.lookback = detail.lookback.within(strand);
        }
        let items = detail.lookback.items.clone();
        let looks = Look::VARIANTS.iter().filter_map(|look| {
            let many = items.iter().filter(|item| item.due.look() == *look).count();
            let key: &str = look.into();
            let (detail, note) = (detail.clone(), t.lookback.get(&format!("look_{key}_note")).to_owned());
            let heading = format!("{} {many}", look_word(*look, t));
            (many > 0).then(|| view! { <Section title=heading note id=key><Things detail look=*look/></Section> })
        });
        let none = (strand.is_some() && items.is_empty()).then(|| view! { <Empty title=t.visit.strand_empty()/> });
        view! { {looks.collect_view()}{none} }
    }
}

fn next(own: &Lookback, t: Texts) -> String {
    t.lookback.get(&format!("next_{}", own.state())).to_owned()
}

/// The bar, and what each of its pieces stands for.
#[component]
fn Legend(own: Lookback) -> impl IntoView {
    let t = texts();
    let count = own.count();
    let rows = pieces(count).into_iter().map(|(kind, many)| {
        let more = match kind {
            "confirmed" if count.held > 0 => Some(t.lookback.of_which_held(count.held)),
            "not_confirmed" if count.relapsed > 0 => Some(t.lookback.of_which_relapsed(count.relapsed)),
            _ => None,
        };
        view! {
            <dt class=kind>{t.lookback.get(kind)}</dt>
            <dd><strong>{many}</strong> " " <small>{more}</small></dd>
        }
    });
    view! { <div class="lookback-legend"><Bar count/><dl class="facts one">{rows.collect_view()}</dl></div> }
}
