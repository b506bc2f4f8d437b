//! What a low result leads to: an interview and another look, each with since when it waits or what has become of it; and how the
//! two looks stand beside each other.

use domain::evaluation::Next;
use domain::score::{Grade, Score};
use leptos::prelude::*;

use super::again::Open;
use super::read::{Again, Earlier, Interview, Low, Stand};
use super::sheet::Sheet;
use super::side::unlike;
use super::{grade_word, state_mark};
use crate::issue::query::encode;
use crate::notice::number_text;
use crate::part::{DayText, Mark, Section};
use crate::session::me;
use crate::texts::{Texts, texts};

/// Of a unit in the list of a round: what its result still waits for.
pub fn marks(stand: &Stand, t: Texts) -> Option<AnyView> {
    let low = stand.low.as_ref()?;
    let word = |next: &Next| match next {
        Next::Interview => t.evaluation.waits_interview(),
        Next::Again => t.evaluation.waits_again(),
    };
    let marks = low.waits.iter().map(|next| view! { " " <Mark kind="late" word=word(next) calm=true/> });
    Some(marks.collect_view().into_any())
}

/// On the sheet of that unit.
#[component]
pub fn Follows(sheet: Sheet) -> impl IntoView {
    let t = texts();
    let low = sheet.stand.low.clone()?;
    let title = t.evaluation.low_title(grade_word(low.grade, t));
    let both = low
        .again
        .as_ref()
        .and_then(|own| own.result.clone())
        .map(|second| view! { <Both sheet=sheet.clone() second/> });
    Some(view! {
        <Section title=title note=t.evaluation.low_note().to_owned() class="low-result">
            <ul class="chain">
                {interview(&sheet, &low, t)}
                {again(&sheet, &low, t)}
            </ul>
            {both}
        </Section>
    })
}

/// Since when something waits.
fn since(low: &Low, t: Texts) -> AnyView {
    let days = me().today().since(low.since).max(0);
    view! { <span class="quiet">{t.evaluation.waits_since(days)} " · " <DayText day=low.since/></span> }.into_any()
}

fn interview(sheet: &Sheet, low: &Low, t: Texts) -> AnyView {
    let word = t.evaluation.low_interview();
    let waits = low.waits.contains(&Next::Interview);
    let stands = match (&low.interview, waits) {
        (Some(own), _) => paper(own, t),
        (None, true) => since(low, t),
        (None, false) => view! { <span class="quiet">{t.evaluation.low_over()}</span> }.into_any(),
    };
    let may = me().viewer.in_group(sheet.round().book) && waits && low.interview.is_none();
    let write = may.then(|| {
        let href = interview_href(sheet, low.grade, t);
        // a full load: the browser itself opens the fold that the address names
        view! { <p class="no-print"><a class="button small" rel="external" href=href>{t.evaluation.interview_write()}</a></p> }
    });
    view! { <li><strong>{word}</strong> " " {stands}{write}</li> }.into_any()
}

fn paper(own: &Interview, t: Texts) -> AnyView {
    let href = format!("/notices/{}", own.id);
    let (name, word) = match own.number {
        Some(_) => (number_text(own.number, own.day.date().year, t), ""),
        None => (t.evaluation.interview_draft().to_owned(), t.evaluation.interview_drafted()),
    };
    view! { <a class="more" href=href>{name}</a> " " <DayText day=own.day/> " " <span class="quiet">{word}</span> }
        .into_any()
}

/// The form of a paper with all that the round knows already.
fn interview_href(sheet: &Sheet, grade: Grade, t: Texts) -> String {
    let round = sheet.round();
    let total = sheet.score.total.as_ref().map(ToString::to_string).unwrap_or_default();
    let title = t.evaluation.interview_title(round.title.as_str());
    let text = t.evaluation.interview_text(grade_word(grade, t), round.number, round.title.as_str(), total);
    let mut href = format!("/notices?round={}&to={}&title=", round.id, sheet.unit());
    encode(&mut href, &title);
    href.push_str("&note=");
    encode(&mut href, &text);
    href.push_str("#draft");
    href
}

fn again(sheet: &Sheet, low: &Low, t: Texts) -> AnyView {
    let word = t.evaluation.low_again();
    let stands = match &low.again {
        Some(own) => second(sheet, own, t),
        None => since(low, t),
    };
    let open = low.waits.contains(&Next::Again).then(|| view! { <Open sheet=sheet.clone()/> });
    view! { <li><strong>{word}</strong> " " {stands}{open}</li> }.into_any()
}

fn second(sheet: &Sheet, own: &Again, t: Texts) -> AnyView {
    let href = format!("/evaluations/{}/{}", own.id, sheet.unit());
    view! { <a class="more" href=href>{t.evaluation.number(own.number)}</a> " " {state_mark(&own.state)} }.into_any()
}

/// What a result is shown as: its points and their grade.
fn shown(score: &Score, t: Texts) -> (String, &'static str) {
    let total = score.total.as_ref().map_or_else(|| "—".to_owned(), ToString::to_string);
    (total, score.grade().map_or("", |own| grade_word(own, t)))
}

/// Both looks side by side.
#[component]
fn Both(sheet: Sheet, second: Earlier) -> impl IntoView {
    let t = texts();
    let unlike = unlike(sheet.by(), second.by(), t).map(|word| view! { <p class="note">{word}</p> });
    let sides = [(sheet.round().number, shown(&sheet.score, t)), (second.number, shown(&second.score(), t))];
    let heads = sides.iter().map(|own| view! { <th scope="col" class="num">{t.evaluation.number(own.0)}</th> });
    let heads = heads.collect_view();
    let [first, then] = sides.map(|own| own.1);
    view! {
        <table class="table narrow both-looks">
            <caption class="visually-hidden">{t.evaluation.both_looks()}</caption>
            <thead><tr><th scope="col">{t.evaluation.both_looks()}</th>{heads}</tr></thead>
            <tbody>
                <tr><th scope="row">{t.evaluation.total()}</th><td class="num">{first.0}</td><td class="num">{then.0}</td></tr>
                <tr><th scope="row">{t.evaluation.grade()}</th><td class="num">{first.1}</td><td class="num">{then.1}</td></tr>
            </tbody>
        </table>
        {unlike}
    }
}
