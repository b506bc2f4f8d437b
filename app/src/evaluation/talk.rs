//! What else is done on a sheet: a rater finishes or goes on, the unit scores itself and objects, the group discusses and answers.

use domain::act::Act as Any;
use domain::evaluation::Act;
use domain::kinds::{NodeId, Note};
use domain::refusal::Refusal;
use leptos::prelude::*;

use super::grade::waiting_grades;
use super::sheet::Sheet;
use super::tenths_text;
use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned};
use crate::part::field::Select;
use crate::part::{Field, Moment, Section, TextArea};
use crate::session::me;
use crate::template::named;
use crate::texts::texts;

/// A rater's turn: done, or going on.
#[component]
pub fn Turn(sheet: Sheet) -> impl IntoView {
    let (t, me, outbox) = (texts(), me(), outbox());
    let (round, unit, key) = (sheet.round(), sheet.unit(), sheet.detail.key());
    let (evaluation, book, person) = (round.id, round.book, me.viewer.person);
    if round.state() != "scoring" || !round.raters_of(unit).contains(&person) {
        return view! { <p class="note">{t.evaluation.get(&format!("next_{}", round.state()))}</p> }.into_any();
    }
    let form = Form::new("turn");
    if !sheet.grades {
        let again = (!sheet.done).then(|| {
            let read = Callback::new(move |(_,): (Entered,)| Ok(Any::Evaluation(Act::Reopen { evaluation, unit })));
            view! { <ActForm form book known=sheet.detail.known() verb=t.act.evaluation_reopen() read/> }
        });
        return view! { <p class="note">{t.evaluation.you_are_done()}</p>{again} }.into_any();
    }
    let left = StoredValue::new(round.ungraded(unit, person));
    let read = Callback::new(move |(_,): (Entered,)| {
        let waiting = waiting_grades(outbox, key, unit);
        let open = left.with_value(|left| left.iter().filter(|id| !waiting.contains(id)).count());
        if open > 0 {
            Err(("", Refusal::GradesOpen { open }))
        } else {
            Ok(Any::Evaluation(Act::Finish { evaluation, unit }))
        }
    });
    view! {
        <p class="note">{t.evaluation.saved_by_itself()}</p>
        <ActForm form book verb=t.act.evaluation_finish() read primary=true/>
    }
    .into_any()
}

/// Points of a hundred as people write them: `94` or `93.5`, as tenths.
fn tenths(raw: &str) -> Result<u16, Refusal> {
    let (whole, rest) = raw.trim().split_once('.').unwrap_or((raw.trim(), "0"));
    let digits =
        |text: &str, most| !text.is_empty() && text.len() <= most && text.chars().all(|own| own.is_ascii_digit());
    if !digits(whole, 3) || !digits(rest, 1) {
        return Err(Refusal::BadPercent);
    }
    let number: u16 = format!("{whole}{rest}").parse().map_err(|_| Refusal::BadPercent)?;
    if number <= 1000 { Ok(number) } else { Err(Refusal::BadPercent) }
}

/// The unit's own score.
#[component]
pub fn Own(sheet: Sheet) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("own"));
    let (round, unit) = (sheet.round(), sheet.unit());
    let (evaluation, book) = (round.id, round.book);
    let may = me.viewer.in_unit(unit) && round.state() == "scoring";
    let (known, own) = (sheet.detail.known(), round.sheet(unit).and_then(|own| own.own.clone()));
    may.then(|| {
        let (value, note) = own.map(|own| (tenths_text(u64::from(own.tenths)), own.note.to_string())).unwrap_or_default();
        let read = Callback::new(move |(entered,): (Entered,)| {
            let (tenths, note) = (entered.get("percent", tenths)?, entered.get("note", Note::parse)?);
            Ok(Any::Evaluation(Act::SelfScore { evaluation, unit, tenths, note }))
        });
        let said = (!value.is_empty()).then(|| view! { <p>{t.evaluation.own_score(value.clone())}</p> });
        let hint = t.evaluation.own_hint();
        view! {
            {said}
            <Fold verb=t.act.evaluation_self_score() id="own">
                <ActForm form book known verb=t.act.evaluation_self_score() read primary=true>
                    <Field label=t.evaluation.own_points() name=form.name("percent") value=value hint wrong=form.wrong("percent")/>
                    <TextArea label=t.field.note() name=form.name("note") value=note wrong=form.wrong("note")/>
                </ActForm>
            </Fold>
        }
    })
}

/// The unit's one objection and the answer.
#[component]
pub fn Objection(sheet: Sheet) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (round, unit) = (sheet.round(), sheet.unit());
    let (evaluation, book) = (round.id, round.book);
    let own = round.sheet(unit).and_then(|own| own.objection.clone());
    let known = StoredValue::new(sheet.detail.known());
    let published = round.published.is_some();
    let object = (published && own.is_none() && me.viewer.in_unit(unit)).then(|| {
        let act = Callback::new(move |(reason,): (Note,)| Any::Evaluation(Act::Object { evaluation, unit, reason }));
        let formal = vec![t.evaluation.object_one().to_owned(), t.evaluation.object_two().to_owned()];
        let known = known.get_value();
        view! { <Reasoned prefix="object" book known verb=t.act.evaluation_object() act formal/> }
    });
    let open = own.as_ref().is_some_and(|own| own.answer.is_none());
    let answer = (open && sheet.leads).then(|| {
        let form = Form::new("answer");
        let read = Callback::new(move |(entered,): (Entered,)| {
            let text = entered.get("reason", Note::parse)?;
            Ok(Any::Evaluation(Act::Answer { evaluation, unit, text }))
        });
        let known = known.get_value();
        view! {
            <Fold verb=t.act.evaluation_answer() id="answer">
                <ActForm form book known verb=t.act.evaluation_answer() read primary=true>
                    <TextArea label=t.evaluation.answer() name=form.name("reason") wrong=form.wrong("reason")/>
                </ActForm>
            </Fold>
        }
    });
    let said = own.map(|own| {
        let answer = own.answer.map(|(text, by)| {
            view! { <dt>{t.evaluation.answer()} " " <Moment time=by.at/></dt><dd class="text">{text.to_string()}</dd> }
        });
        view! {
            <dl class="facts one">
                <dt>{t.evaluation.objection()} " " <Moment time=own.by.at/></dt>
                <dd class="text">{own.reason.to_string()}</dd>
                {answer}
            </dl>
        }
    });
    let title = t.evaluation.objection().to_owned();
    (said.is_some() || object.is_some())
        .then(|| view! { <Section title id="objection">{said}{object}{answer}</Section> })
}

/// What the group said while calibrating.
#[component]
pub fn Remarks(sheet: Sheet) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("remark"));
    let (round, unit) = (sheet.round(), sheet.unit());
    let (evaluation, book) = (round.id, round.book);
    let remarks = round.sheet(unit).map(|own| own.remarks.clone()).unwrap_or_default();
    let name =
        |id: NodeId| round.tree.indicator(id).map(|own| named(&own.name, own.english.as_ref(), t)).unwrap_or_default();
    let rows = remarks.iter().map(|own| {
        view! {
            <li>
                <p class="quiet">
                    {sheet.detail.name(own.by.person)} "·" <Moment time=own.by.at/>
                    {own.indicator.map(|id| format!("·{}", name(id)))}
                </p>
                <p class="text">{own.text.to_string()}</p>
            </li>
        }
    });
    let rows = rows.collect_view();
    let may = me.viewer.in_group(book) && matches!(round.state(), "calibrating" | "agreed");
    let options = std::iter::once((String::new(), t.evaluation.whole_unit().to_owned()));
    let options = options.chain(round.tree.qualitative().map(|own| (own.id.to_string(), name(own.id)))).collect();
    let add = may.then(|| {
        let read = Callback::new(move |(entered,): (Entered,)| {
            let raw = entered.raw("indicator").to_owned();
            let indicator = if raw.is_empty() { None } else { Some(entered.get("indicator", |raw| raw.parse())?) };
            let text = entered.get("note", Note::parse)?;
            Ok(Any::Evaluation(Act::Remark { evaluation, unit, indicator, text }))
        });
        view! {
            <Fold verb=t.act.evaluation_remark()>
                <ActForm form book known=sheet.detail.known() verb=t.act.evaluation_remark() read>
                    <Select label=t.field.indicator() name=form.name("indicator") options wrong=form.wrong("indicator")/>
                    <TextArea label=t.evaluation.remark() name=form.name("note") wrong=form.wrong("note")/>
                </ActForm>
            </Fold>
        }
    });
    (may || !remarks.is_empty()).then(|| {
        let many = remarks.len();
        let title = if many == 0 { t.evaluation.remarks_none().to_owned() } else { t.evaluation.remarks(many) };
        view! { <Section title=title class="span-12"><ul class="remarks">{rows}</ul>{add}</Section> }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_points_are_read_as_people_write_them() {
        assert_eq!(["94", " 93.5 ", "100", "0"].map(tenths), [Ok(940), Ok(935), Ok(1000), Ok(0)]);
        assert!(["100.1", "101", "9.55", "x", "", "-1", "5."].iter().all(|raw| tenths(raw).is_err()));
    }
}
