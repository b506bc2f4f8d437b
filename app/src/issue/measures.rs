//! The measures of the open issue, its own and those it shares with other issues of the unit.

use domain::issue::{Measure, Shared};
use domain::kinds::MeasureId;
use domain::lookback::About;
use leptos::prelude::*;

use super::acts::{Verb, refused};
use super::filter::detail_href;
use super::forms::desk;
use super::ground;
use super::read::Detail;
use crate::lookback::untrue::{FoundUntrue, Untrue};
use crate::part::{DayText, Icon, Mark};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};

#[component]
pub fn Measures(detail: Detail) -> impl IntoView {
    let (t, me, desk) = (texts(), me(), desk());
    let issue = &detail.issue;
    let own = issue.measures.iter().map(|measure| own_row(measure, &detail, &me, t)).collect_view();
    let shared = shared_rows(&detail, &me, t);
    let none = issue.measures.is_empty() && issue.shared.is_empty();
    let adds = refused(&Verb::AddMeasure, &detail, &me).is_none();
    let shares = refused(&Verb::ShareMeasure, &detail, &me).is_none();
    view! {
        <section>
            <h3>{t.issue.measures()}</h3>
            {none.then(|| view! { <p class="note">{t.issue.no_measures()}</p> })}
            <ol class="measures">{own}{shared}</ol>
            <p class="row small-acts">
                {adds.then(|| view! { <button type="button" class="button small" on:click=move |_| desk.open(Verb::AddMeasure)><Icon name="i-plus"/>{t.act.issue_add_measure()}</button> })}
                {shares.then(|| view! { <button type="button" class="button small" on:click=move |_| desk.open(Verb::ShareMeasure)>{t.act.issue_share_measure()}</button> })}
            </p>
        </section>
    }
}

fn own_row(measure: &Measure, detail: &Detail, me: &Me, t: Texts) -> AnyView {
    let id = measure.id;
    let verbs = [Verb::FinishMeasure(id), Verb::ReopenMeasure(id), Verb::ChangeMeasure(id), Verb::DropMeasure(id)];
    let verbs = verbs.into_iter().filter(|verb| refused(verb, detail, me).is_none()).collect();
    let here = |own: &Untrue| matches!(own.about, About::Measure { measure, .. } if measure == id);
    let untrue: Vec<Untrue> = detail.untrue.iter().filter(|own| here(own)).cloned().collect();
    view! { <li>{body(measure, t)}{leaning(id, detail, t)}<FoundUntrue untrue/><Small verbs/></li> }.into_any()
}

/// The issues that lean on this measure, as far as the viewer sees them.
fn leaning(measure: MeasureId, detail: &Detail, t: Texts) -> Option<AnyView> {
    let (filter, shared) = (ground().filter, Shared { issue: detail.issue.id, measure });
    let links = detail.related.iter().filter(|own| own.leans_on(shared)).map(|own| {
        let (id, code) = (own.id, own.code());
        view! { " " <a class="opens" href=move || detail_href(id, &filter.get())>{code}</a> }.into_any()
    });
    let links: Vec<AnyView> = links.collect();
    (!links.is_empty()).then(|| view! { <p class="note">{t.issue.shared_by()}{links}</p> }.into_any())
}

/// What, who, by when, and whether it is done.
fn body(measure: &Measure, t: Texts) -> AnyView {
    let done = measure.done_at.is_some();
    let (kind, word) = if done { ("verified", t.issue.done()) } else { ("found", t.issue.not_done()) };
    let who = measure.who.as_ref().map(ToString::to_string).unwrap_or_default();
    let by = measure.due.map(|day| view! { " " <DayText day/> {t.issue.before_day()} });
    view! {
        <p>{measure.what.to_string()}</p>
        <p class="note">{who}{by}</p>
        <Mark kind word/>
    }
    .into_any()
}

fn shared_rows(detail: &Detail, me: &Me, t: Texts) -> Vec<AnyView> {
    let filter = ground().filter;
    let rows = detail.issue.shared.iter().map(|shared| {
        let home = detail.related.iter().find(|own| own.id == shared.issue);
        let measure = home.and_then(|home| home.measures.iter().find(|own| own.id == shared.measure));
        let verb = Verb::UnshareMeasure(shared.issue, shared.measure);
        let verbs = Some(verb).filter(|verb| refused(verb, detail, me).is_none()).into_iter().collect();
        let id = shared.issue;
        let from = home.map(|home| {
            let code = home.code();
            view! { <p class="note">{t.issue.shared_with()} <a class="opens" href=move || detail_href(id, &filter.get())>{code}</a></p> }
        });
        let body = measure.map_or_else(|| t.issue.measure_gone().into_any(), |measure| body(measure, t));
        view! { <li>{body}{from}<Small verbs/></li> }.into_any()
    });
    rows.collect()
}

/// Small buttons under a measure or file.
#[component]
pub fn Small(verbs: Vec<Verb>) -> impl IntoView {
    let (t, desk) = (texts(), desk());
    let buttons = verbs.into_iter().map(move |verb| {
        let word = verb.word(t);
        view! { <button type="button" class="link" on:click=move |_| desk.open(verb.clone())>{word}</button> }
    });
    view! { <p class="small-acts">{buttons.collect_view()}</p> }
}
