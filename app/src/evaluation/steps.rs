//! What the group's leads do with a round, step by step; formal steps say first what will happen.

use domain::act::Act as Any;
use domain::evaluation::Act;
use domain::kinds::Note;
use leptos::prelude::*;

use super::read::Detail;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned};
use crate::texts::texts;

#[component]
pub fn Steps(detail: Detail) -> impl IntoView {
    let t = texts();
    let (evaluation, book) = (detail.round.id, detail.round.book);
    let known = StoredValue::new(detail.known());
    let state = detail.round.state();
    // (name, verb, act, what will happen)
    let next = match state {
        "opened" => Some((
            "begin",
            t.act.evaluation_begin(),
            Act::Begin { evaluation },
            vec![t.evaluation.begin_one(), t.evaluation.begin_two()],
        )),
        "scoring" => Some((
            "calibrate",
            t.act.evaluation_calibrate(),
            Act::Calibrate { evaluation },
            vec![t.evaluation.calibrate_one(), t.evaluation.calibrate_two()],
        )),
        "calibrating" => Some((
            "conclude",
            t.act.evaluation_conclude(),
            Act::Conclude { evaluation },
            vec![t.evaluation.conclude_one()],
        )),
        "agreed" => Some((
            "publish",
            t.act.evaluation_publish(),
            Act::Publish { evaluation },
            vec![t.evaluation.publish_one(), t.evaluation.publish_two(), t.evaluation.publish_three()],
        )),
        _ => None,
    };
    let next = next.map(|(name, verb, act, formal)| {
        let (form, known) = (Form::new(name), known.get_value());
        let formal = formal.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let read = Callback::new(move |(_,): (Entered,)| Ok(Any::Evaluation(act.clone())));
        view! { <Fold verb=verb id=name><ActForm form book known verb=verb read formal primary=true/></Fold> }
    });
    let back = (state == "agreed").then(|| {
        let act = Callback::new(move |(reason,): (Note,)| Any::Evaluation(Act::Recalibrate { evaluation, reason }));
        let known = known.get_value();
        view! { <Reasoned prefix="recalibrate" book known verb=t.act.evaluation_recalibrate() act/> }
    });
    let abandon = (!matches!(state, "published" | "abandoned")).then(|| {
        let act = Callback::new(move |(reason,): (Note,)| Any::Evaluation(Act::Abandon { evaluation, reason }));
        let known = known.get_value();
        let formal = vec![t.evaluation.abandon_one().to_owned(), t.evaluation.abandon_two().to_owned()];
        view! { <Reasoned prefix="abandon" book known verb=t.act.evaluation_abandon() act formal/> }
    });
    view! { <div class="row survey-acts">{next}{back}{abandon}</div> }
}
