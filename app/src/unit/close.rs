//! What the group's lead does to a unit itself besides naming it: another code, closing it, taking it back.

use domain::act::Act as Any;
use domain::unit::{Act, Closing, Code};
use leptos::prelude::*;

use super::detail::Detail;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned};
use crate::part::empty::refusal_text;
use crate::part::{Field, day_text_with_year};
use crate::texts::{Texts, texts};

/// 更正代码
#[component]
pub fn Recode(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("recode"));
    let (unit, known) = (detail.unit.clone(), detail.known());
    let id = unit.id;
    let seen = StoredValue::new(unit.code.clone());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let code = entered.get("code", |raw| Code::parse(&raw.trim().to_ascii_uppercase()))?;
        Ok(Any::Unit(Act::Recode { unit: id, code, was: Some(Box::new(seen.get_value())) }))
    });
    view! {
        <Fold verb=t.act.unit_recode()>
            <ActForm form book=unit.book() known verb=t.common.save() read>
                <Field
                    label=t.field.code()
                    name=form.name("code")
                    value=unit.code.to_string()
                    hint=t.group.code_hint()
                    wrong=form.wrong("code")
                />
            </ActForm>
        </Fold>
    }
}

/// 停止指导, once nothing is open with it; 恢复指导.
#[component]
pub fn Close(detail: Detail) -> impl IntoView {
    let t = texts();
    let (book, unit, known) = (detail.unit.book(), detail.unit.id, detail.known());
    if detail.unit.closed.is_some() {
        let act = Callback::new(move |(reason,)| Any::Unit(Act::Reopen { unit, reason }));
        return view! { <Reasoned prefix="reopen" book known verb=t.act.unit_reopen() act/> }.into_any();
    }
    if let Some(why) = &detail.holds_open {
        let why = refusal_text(why, t);
        return view! { <Fold verb=t.act.unit_close()><p class="quiet">{why}</p></Fold> }.into_any();
    }
    let act = Callback::new(move |(reason,)| Any::Unit(Act::Close { unit, reason }));
    let formal = vec![t.unit.stop_one(&detail.unit.name), t.unit.stop_two().to_owned()];
    view! { <Reasoned prefix="close" book known verb=t.act.unit_close() act formal/> }.into_any()
}

/// Since when and why it is guided no more.
#[must_use]
pub fn since(closing: &Closing, t: Texts) -> String {
    t.unit.closed_since(day_text_with_year(closing.at.day(), t.lang), &closing.reason)
}
