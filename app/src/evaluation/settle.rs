//! Calibration: where the raters differ, both grades with their reasons, how far they are apart, and the form for what is agreed.

use domain::act::Act as Any;
use domain::evaluation::{Act, Graded};
use domain::kinds::{NodeId, Note, PersonId};
use leptos::prelude::*;

use super::grade::{Grades, grade_of};
use super::grade_word;
use super::linked::Links;
use super::sheet::Sheet;
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::part::chart::{Dot, Dots, DotsRow};
use crate::part::{Section, TextArea, Twin};
use crate::template::named;
use crate::texts::{Texts, texts};

/// Shapes of marks; of more raters they come round again, and the number beside each tells them apart.
const KINDS: [&str; 3] = ["one", "two", "three"];

/// Where the raters gave different grades, whether that is agreed by now or not.
fn differing(sheet: &Sheet) -> Vec<NodeId> {
    let own = sheet.round().sheet(sheet.unit());
    let raters = sheet.round().raters_of(sheet.unit());
    let differs = |id: NodeId| {
        let given = own.into_iter().flat_map(|sheet| &sheet.grades).filter(|own| own.indicator == id);
        let grades = given.filter(|own| raters.contains(&own.by.person));
        let grades: std::collections::BTreeSet<_> = grades.map(|own| own.grade).collect();
        grades.len() > 1
    };
    sheet.round().tree.qualitative().map(|own| own.id).filter(|id| differs(*id)).collect()
}

fn name_of(sheet: &Sheet, id: NodeId) -> String {
    let own = sheet.round().tree.indicator(id);
    own.map(|own| named(&own.name, own.english.as_ref(), texts())).unwrap_or_default()
}

/// As the marks have a rater: `2 宋致远`.
fn numbered(sheet: &Sheet, at: usize, rater: PersonId) -> String {
    format!("{} {}", at + 1, sheet.detail.name(rater))
}

fn given(sheet: &Sheet, id: NodeId) -> Vec<Graded> {
    let round = sheet.round();
    let own = round.sheet(sheet.unit());
    round.raters_of(sheet.unit()).iter().filter_map(|rater| own?.graded(id, *rater).cloned()).collect()
}

#[component]
pub fn Settle(sheet: Sheet) -> impl IntoView {
    let t = texts();
    let ids = differing(&sheet);
    if ids.is_empty() {
        return view! { <p class="note">{t.evaluation.no_gap()}</p> <Former sheet/> }.into_any();
    }
    let open = sheet.round().gaps(sheet.unit()).len();
    let raters = sheet.round().raters_of(sheet.unit()).iter().enumerate();
    let legend = raters.map(|(at, id)| (KINDS[at % 3], numbered(&sheet, at, *id))).collect();
    let rows = ids.iter().map(|id| {
        let dots = sheet.round().raters_of(sheet.unit()).iter().enumerate().filter_map(|(at, rater)| {
            let own = given(&sheet, *id).into_iter().find(|own| own.by.person == *rater)?;
            let label = format!("{} {}", numbered(&sheet, at, *rater), grade_word(own.grade, t));
            let tenths = u64::from(sheet.round().tree.marks.worth(own.grade)) * 10;
            Some(Dot { tenths, label, kind: KINDS[at % 3], number: at + 1 })
        });
        let settled = sheet.round().settled(sheet.unit(), *id);
        let note = settled
            .map_or_else(|| t.evaluation.open_gap().to_owned(), |own| t.evaluation.agreed_on(grade_word(own.grade, t)));
        DotsRow { name: name_of(&sheet, *id), note, dots: dots.collect() }
    });
    let rows: Vec<DotsRow> = rows.collect();
    let twin = twin(&sheet, &ids, t);
    let gaps = ids.into_iter().map(|id| view! { <Gap sheet=sheet.clone() id/> }).collect_view();
    let title = if open == 0 { t.evaluation.gaps_settled().to_owned() } else { t.evaluation.gaps_title(open) };
    view! {
        <Section title=title note=t.evaluation.gaps_note().to_owned() id="gaps">
            <Dots title=t.evaluation.gap_chart() legend rows/>
            {twin}
            <ul class="gaps">{gaps}</ul>
            <Former sheet/>
        </Section>
    }
    .into_any()
}

/// The dots as a table: who gave what, and what it is worth.
fn twin(sheet: &Sheet, ids: &[NodeId], t: Texts) -> AnyView {
    let marks = sheet.round().tree.marks;
    let raters = sheet.round().raters_of(sheet.unit()).iter().enumerate();
    let raters = raters.map(|(at, id)| numbered(sheet, at, *id));
    let heads = std::iter::once(t.field.indicator().to_owned()).chain(raters).collect();
    let rows = ids.iter().map(|id| {
        let given = given(sheet, *id);
        let cells = sheet.round().raters_of(sheet.unit()).iter().map(|rater| {
            let own = given.iter().find(|own| own.by.person == *rater);
            let own = own.map(|own| format!("{} {}", grade_word(own.grade, t), marks.worth(own.grade)));
            own.unwrap_or_else(|| "—".to_owned()).into_any()
        });
        (name_of(sheet, *id), cells.collect::<Vec<_>>())
    });
    let rows = rows.collect();
    view! { <Twin title=t.evaluation.gap_chart() heads rows/> }.into_any()
}

#[component]
fn Gap(sheet: Sheet, id: NodeId) -> impl IntoView {
    let t = texts();
    let both = given(&sheet, id).into_iter().map(|own| {
        let links = (!own.links.is_empty()).then(
            || view! { <Links links=own.links.clone() leads=sheet.detail.leads.clone() round=sheet.round().id/> },
        );
        view! {
            <li>
                <span class="grade-chip">{grade_word(own.grade, t)}</span>
                <div><strong>{sheet.detail.name(own.by.person)}</strong><p>{own.reason.to_string()}</p>{links}</div>
            </li>
        }
    });
    let both = both.collect_view();
    let own = sheet.round().sheet(sheet.unit());
    let agreed = own.and_then(|own| own.agreed.iter().find(|own| own.indicator == id)).map(|own| {
        view! {
            <li class="agreed">
                <span class="grade-chip">{grade_word(own.grade, t)}</span>
                <div><strong>{t.evaluation.agreed()}</strong><p>{own.reason.to_string()}</p></div>
            </li>
        }
    });
    let may = sheet.leads && sheet.round().state() == "calibrating";
    let form = may.then(|| view! { <Agree sheet=sheet.clone() id/> });
    view! { <li><h3>{name_of(&sheet, id)}</h3><ul class="given">{both}{agreed}</ul>{form}</li> }
}

#[component]
fn Agree(sheet: Sheet, id: NodeId) -> impl IntoView {
    let (t, form) = (texts(), Form::new(format!("agree-{id}")));
    let (evaluation, book, unit) = (sheet.round().id, sheet.round().book, sheet.unit());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (grade, reason) = (grade_of(&entered)?, entered.get("reason", Note::parse)?);
        Ok(Any::Evaluation(Act::Agree { evaluation, unit, indicator: id, grade, reason }))
    });
    view! {
        <Fold verb=t.act.evaluation_agree()>
            <ActForm form book known=sheet.detail.known() verb=t.act.evaluation_agree() read>
                <Grades form/>
                <TextArea label=t.field.reason() name=form.name("reason") rows=2 wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}

/// What was given by who grades no more: it stays, and does not count.
#[component]
fn Former(sheet: Sheet) -> impl IntoView {
    let t = texts();
    let (round, unit) = (sheet.round(), sheet.unit());
    let given = round.sheet(unit).map(|own| own.grades.clone()).unwrap_or_default();
    let former = given.into_iter().filter(|own| !round.raters_of(unit).contains(&own.by.person));
    let rows = former.map(|own| {
        view! {
            <li>
                <span class="grade-chip">{grade_word(own.grade, t)}</span>
                <div>
                    <strong>{name_of(&sheet, own.indicator)}"·"{sheet.detail.name(own.by.person)}</strong>
                    <p>{own.reason.to_string()}</p>
                </div>
            </li>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! { <details class="former"><summary class="more">{t.evaluation.former(rows.len())}</summary><ul class="given">{rows}</ul></details> }
    })
}
