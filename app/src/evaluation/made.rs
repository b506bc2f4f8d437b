//! How a score is made: its parts one after the other, each of them of a hundred with the interval of what was asked, the formula
//! with its numbers, and the file from which anybody computes it again.

use domain::score::{Exact, Part, Score};
use leptos::prelude::*;

use super::recheck::CheckFiles;
use super::sheet::Sheet;
use super::{grade_word, tenths_text};
use crate::part::chart::{Fall, FallRow, ScoreRow, Scores};
use crate::part::{Section, Twin};
use crate::template::{marks_text, named};
use crate::texts::{Texts, texts};

#[component]
pub fn Made(sheet: Sheet) -> impl IntoView {
    let t = texts();
    let title = t.evaluation.how().to_owned();
    if !sheet.whole {
        return view! { <Section title><p class="note">{t.evaluation.not_settled()}</p></Section> }.into_any();
    }
    let score = sheet.score.clone();
    let Some(total) = score.total.as_ref().map(Exact::tenths) else {
        return view! { <Section title><p class="note">{t.evaluation.all_missing()}</p></Section> }.into_any();
    };
    let parts: Vec<&Part> = score.parts.iter().filter(|own| own.points.is_some()).collect();
    let falls = parts.iter().map(|own| fall(own, t)).collect();
    let scores = parts.iter().map(|own| bar(own, &sheet, t)).collect();
    let export = sheet.round().published.is_some().then(|| {
        let href = format!("/evaluations/{}/{}/score.json", sheet.round().id, sheet.unit());
        view! {
            <p class="no-print">
                <a class="more" rel="external" download="" href=href>{t.evaluation.export()}</a> " "
                <small>{t.evaluation.export_note()}</small>
            </p>
            <CheckFiles round=sheet.round().clone()/>
        }
    });
    let [worth, begins] = marks_text(score.marks, t);
    view! {
        <Section title note=t.evaluation.how_note(begins, worth) id="made">
            <Fall title=t.evaluation.fall().to_owned() rows=falls total=(t.evaluation.total().to_owned(), total)/>
            {written(&score, t)}
            <Scores title=t.evaluation.bars().to_owned() rows=scores/>
            <p class="note">{t.evaluation.bars_note()}</p>
            {twin(&sheet, t)}
            {export}
        </Section>
    }
    .into_any()
}

fn name(own: &Part, t: Texts) -> String {
    named(&own.name, own.english.as_ref(), t)
}

/// The formulas with their numbers: of the parts, and of effect and satisfaction where both are there.
fn written(score: &Score, t: Texts) -> AnyView {
    let parts = score.parts.iter().filter_map(|own| Some(format!("{} {}", name(own, t), own.points.as_ref()?)));
    let parts = parts.collect::<Vec<_>>().join(" + ");
    let total = score.total.as_ref().map(ToString::to_string).unwrap_or_default();
    let both = score.effect.as_ref().zip(score.satisfaction.as_ref()).map(|(effect, said)| {
        let (of_effect, of_said) = score.halves();
        let formula = t.evaluation.combined(
            effect.to_string(),
            of_effect.to_string(),
            of_said.to_string(),
            said.to_string(),
            &total,
        );
        view! { <p class="written">{formula}</p> }
    });
    view! { <p class="written">{t.evaluation.written(parts, &total)}</p> {both} }.into_any()
}

fn fall(own: &Part, t: Texts) -> FallRow {
    let (full, points) = (own.full.tenths(), own.points.as_ref().map_or(0, Exact::tenths));
    let says = t.evaluation.says_part(tenths_text(full), name(own, t), tenths_text(points));
    FallRow { name: name(own, t), full, points, says }
}

/// `79.1 (71.0–86.2)`, and without an interval the number alone.
pub fn between(tenths: u64, interval: Option<(u64, u64)>) -> String {
    match interval {
        Some((low, high)) => format!("{} ({}–{})", tenths_text(tenths), tenths_text(low), tenths_text(high)),
        None => tenths_text(tenths),
    }
}

fn bar(own: &Part, sheet: &Sheet, t: Texts) -> ScoreRow {
    let (tenths, interval) = (own.of_hundred().map(|own| own.tenths()), own.interval(&sheet.values));
    let says = tenths.map(|tenths| format!("{} {}", name(own, t), between(tenths, interval))).unwrap_or_default();
    ScoreRow { name: name(own, t), note: t.evaluation.full(own.full.to_string()), tenths, interval, says }
}

/// The same numbers as a table, and effect and satisfaction below.
fn twin(sheet: &Sheet, t: Texts) -> AnyView {
    let score = &sheet.score;
    let heads = [t.evaluation.part(), t.field.weight(), t.evaluation.of_hundred(), t.evaluation.counted()];
    let heads = heads.map(str::to_owned).to_vec();
    let mut rows: Vec<(String, Vec<AnyView>)> = score.parts.iter().map(|own| row(own, sheet, t)).collect();
    let whole = |word: &str, own: Option<&Exact>, interval: Option<(u64, u64)>| {
        let shown = own.map_or_else(|| "—".to_owned(), |own| between(own.tenths(), interval));
        (word.to_owned(), vec!["".into_any(), shown.into_any(), "".into_any()])
    };
    rows.push(whole(t.evaluation.effect(), score.effect.as_ref(), None));
    let asked = score.satisfaction_interval(&sheet.values);
    rows.push(whole(t.template.satisfied(), score.satisfaction.as_ref(), asked));
    let total = score.total.as_ref().map(ToString::to_string).unwrap_or_default();
    let shown = score.total.as_ref().map(|own| between(own.tenths(), score.interval(&sheet.values)));
    rows.push((t.evaluation.total().to_owned(), vec!["100".into_any(), shown.into_any(), total.into_any()]));
    view! { <Twin title=t.evaluation.how() heads rows/> }.into_any()
}

fn row(own: &Part, sheet: &Sheet, t: Texts) -> (String, Vec<AnyView>) {
    let shown = own.of_hundred().map(|score| between(score.tenths(), own.interval(&sheet.values)));
    let points = own.points.as_ref().map_or_else(|| "—".to_owned(), ToString::to_string);
    (name(own, t), vec![own.full.to_string().into_any(), shown.into_any(), points.into_any()])
}

/// The whole in a few lines, for the side.
#[component]
pub fn Whole(sheet: Sheet) -> impl IntoView {
    let t = texts();
    let score: Score = sheet.score.clone();
    sheet.whole.then(|| {
        let shown =
            |own: Option<&Exact>, interval| own.map_or_else(|| "—".to_owned(), |own| between(own.tenths(), interval));
        let total = shown(score.total.as_ref(), score.interval(&sheet.values));
        let satisfaction = shown(score.satisfaction.as_ref(), score.satisfaction_interval(&sheet.values));
        let grade = score.grade().map(|own| grade_word(own, t));
        view! {
            <dl class="facts one">
                <dt>{t.evaluation.total()}</dt><dd><strong>{total}</strong> " " {grade}</dd>
                <dt>{t.evaluation.effect()}</dt><dd>{shown(score.effect.as_ref(), None)}</dd>
                <dt>{t.template.satisfied()}</dt><dd>{satisfaction}</dd>
            </dl>
        }
    })
}
