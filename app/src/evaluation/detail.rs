//! The page of one round: how it stands and whose turn it is, the units in their own order, the comparison, its history.

use domain::act::Subject;
use domain::kinds::UnitId;
use domain::score::rows::Scored;
use domain::score::{APART, Score};
use leptos::prelude::*;

use super::low::marks;
use super::read::{Detail, Stand, read_detail};
use super::recheck::{CheckFiles, Files};
use super::replace::{Replace, Replaced};
use super::spread::Spread;
use super::steps::Steps;
use super::{grade_word, scored_text, signed_text, state_mark, tenths_text};
use crate::part::reading::record;
use crate::part::{About, DayText, History, Mark, Section, Summary};
use crate::session::me;
use crate::texts::{Texts, texts};

/// `/evaluations/:id`
#[component]
pub fn Page() -> impl IntoView {
    Files::provide();
    record(&[Subject::Evaluation, Subject::Notice], read_detail, |detail| view! { <Shown detail/> }.into_any())
}

/// The score of a unit, once all grades of it are settled and this viewer may know.
pub fn settled_score(detail: &Detail, stand: &Stand) -> Option<Score> {
    let round = &detail.round;
    let published = round.published.is_some();
    let all = round.done(stand.unit) && round.gaps(stand.unit).is_empty();
    (published || all).then(|| round.score(stand.unit, &stand.measured))
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let round = &detail.round;
    let crumbs = vec![("/evaluations".to_owned(), t.rail.evaluations().to_owned())];
    let (start, end, state) = (round.period.start, round.period.end, round.state());
    let again = again_of(&detail, t);
    let line = view! {
        <p>
            {state_mark(state)} " " {t.evaluation.number(round.number)} "·" {scored_of(&detail, t)} "·"
            <DayText day=start/> "–" <DayText day=end/> {again}
        </p>
    };
    let leads = me.viewer.leads_group(round.book);
    let inside = me.viewer.sees(round.book, None, None);
    let raters = round.raters.iter().map(|id| detail.name(*id)).collect::<Vec<_>>().join(t.template.comma());
    let raters = inside.then(|| view! { <dt>{t.field.raters()}</dt><dd>{raters}</dd> });
    let due = round.due.map(|day| view! { <dt>{t.evaluation.due()}</dt><dd><DayText day/></dd> });
    let template = inside.then(|| {
        let href = format!("/templates/{}", round.template);
        view! { <dt>{t.field.template()}</dt><dd><a href=href>{t.template.version_of(round.version)}</a></dd> }
    });
    let abandoned = round.abandoned.as_ref().map(|(reason, _)| view! { <p class="note">{reason.to_string()}</p> });
    let steps = leads.then(|| view! { <Steps detail=detail.clone()/> });
    let replaced = inside.then(|| view! { <Replaced detail=detail.clone()/> });
    let replace = (leads && matches!(state, "opened" | "scoring")).then(|| view! { <Replace detail=detail.clone()/> });
    let check = round.published.is_some().then(|| view! { <CheckFiles round=round.clone()/> });
    let (key, history) = (detail.key(), detail.history.clone());
    view! {
        <Summary title=round.title.to_string() crumbs line=line.into_any()/>
        <div class="columns">
            <Section title=t.evaluation.units(round.units.len()) note=t.evaluation.units_note().to_owned() class="span-8">
                <Units detail=detail.clone()/>
                <Spread detail=detail.clone()/>
                {check}
            </Section>
            <Section title=t.evaluation.get(&format!("next_{state}")).to_owned() class="span-4">
                {abandoned}
                <dl class="facts one">{raters}{replaced}{due}{template}</dl>
                <About key=key/>
                {steps}
                {replace}
            </Section>
            <History entries=history class="span-12"/>
        </div>
    }
}

/// What is scored; a carrier or an issue with its name and where it is.
fn scored_of(detail: &Detail, t: Texts) -> AnyView {
    let href = match detail.round.scored {
        Scored::Carrier { carrier } => format!("/carrier/{carrier}"),
        Scored::Issue { issue } => format!("/issues/{issue}"),
        Scored::Unit | Scored::Category { .. } => return scored_text(detail.round.scored, t).into_any(),
    };
    let word = scored_text(detail.round.scored, t);
    let name = detail.scored.clone().unwrap_or_default();
    view! { {word} " " <a class="more" href=href>{name}</a> }.into_any()
}

/// The round at whose low result this one looks again.
pub fn again_of(detail: &Detail, t: Texts) -> Option<AnyView> {
    let first = detail.round.again?;
    let known = detail.stands.iter().filter_map(|own| own.before.as_ref()).find(|own| own.id == first)?;
    let href = format!("/evaluations/{first}");
    Some(view! { "·" <a href=href>{t.evaluation.again_of(known.number)}</a> }.into_any())
}

#[component]
fn Units(detail: Detail) -> impl IntoView {
    let t = texts();
    let rows = detail.stands.iter().map(|stand| row(&detail, stand, t)).collect_view();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=t.evaluation.units_note()>
            <table class="table records">
                <caption class="visually-hidden">{t.evaluation.units_note()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.field.unit()}</th>
                        <th scope="col">{t.evaluation.graded()}</th>
                        <th scope="col" class="num">{t.evaluation.total()}</th>
                        <th scope="col">{t.evaluation.grade()}</th>
                        <th scope="col" class="num">{t.act.evaluation_self_score()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(detail: &Detail, stand: &Stand, t: Texts) -> impl IntoView + use<> {
    let round = &detail.round;
    let href = format!("/evaluations/{}/{}", round.id, stand.unit);
    let score = settled_score(detail, stand);
    let total = score.as_ref().and_then(|own| own.total.as_ref()).map(ToString::to_string);
    let grade = score.as_ref().and_then(Score::grade).map(|own| grade_word(own, t));
    let own = round.sheet(stand.unit).and_then(|sheet| sheet.own.as_ref()).map(|own| own.tenths);
    let own_text = own.map(|own| tenths_text(u64::from(own)));
    let apart = own.zip(score.as_ref()).and_then(|(own, score)| score.above_public(own)).filter(|by| by.abs() >= APART);
    let flag = apart.map(|by| view! { <Mark kind="late" word=t.evaluation.apart(signed_text(by)) calm=true/> });
    let graded = progress(detail, stand.unit, t);
    view! {
        <tr>
            <th scope="row"><a href=href>{me().unit_name(stand.unit)}</a></th>
            <td data-head=t.evaluation.graded()>{graded}</td>
            <td class="num" data-head=t.evaluation.total()><strong>{total.unwrap_or_else(|| "—".to_owned())}</strong></td>
            <td data-head=t.evaluation.grade()>{grade}{marks(stand, t)}</td>
            <td class="num apart" data-head=t.act.evaluation_self_score()>{own_text} " " {flag}</td>
        </tr>
    }
}

/// How many raters are done, and what is still to be agreed; never who gave what.
fn progress(detail: &Detail, unit: UnitId, t: Texts) -> String {
    let round = &detail.round;
    let many = round.raters_of(unit).len();
    if many == 0 {
        return String::new();
    }
    let done = round.sheet(unit).map_or(0, |sheet| sheet.finished.len());
    let gaps = if round.done(unit) { round.gaps(unit).len() } else { 0 };
    let open = if gaps > 0 { t.evaluation.gaps(gaps) } else { String::new() };
    format!("{}{open}", t.evaluation.done_of(many, done))
}
