//! The sessions, the newest first, and the way to the next.

use domain::act::{Act, Key, Subject};
use domain::kinds::UnitId;
use domain::study;
use leptos::prelude::*;

use super::forms::Plan;
use super::read::{Line, read_list};
use super::{STATES, form_word, state_mark};
use crate::part::act_form::Fold;
use crate::part::records::{Records, Row, Scope, Shape, listing};
use crate::part::{Last, Moment};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let read = |scope: Scope| async move { Ok((scope, read_list(scope.book, scope.as_of).await?)) };
    listing(Scope::asked, &[Subject::Study], read, |(scope, lines)| view! { <List scope lines/> }.into_any())
}

#[component]
fn List(scope: Scope, lines: Vec<Line>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let held: Vec<&Line> = lines.iter().filter(|own| own.state == "held").collect();
    let (came, called) = held.iter().fold((0, 0), |sum, own| (sum.0 + own.came, sum.1 + own.called));
    let shape = Shape {
        page: "/studies",
        title: t.rail.studies(),
        sentence: if called == 0 {
            t.study.sentence(lines.len(), held.len())
        } else {
            t.study.sentence_came(called, came, held.len())
        },
        tabs: STATES.map(|state| (state, t.study.get(&format!("state_{state}")))).to_vec(),
        heads: vec![
            (t.study.topic(), false),
            (t.study.form(), false),
            (t.study.state(), false),
            (t.study.when(), false),
            (t.study.came(), true),
            (t.study.materials(), true),
        ],
        none: (t.study.none(), t.study.none_note()),
        made,
    };
    let new =
        me.own_book().map(|book| view! { <Fold verb=t.act.study_plan() id="plan"><Plan book/></Fold> }.into_any());
    let rows = lines.into_iter().map(row).collect();
    view! { <Records shape scope rows new/> }
}

/// A session belongs to no unit.
fn made(act: &Act) -> Option<(UnitId, String)> {
    let Act::Study(study::Act::Plan { plan, .. }) = act else { return None };
    Some((UnitId(uuid::Uuid::nil()), plan.topic.to_string()))
}

fn row(line: Line) -> Row {
    let t = texts();
    let key = Key { subject: Subject::Study, id: line.id.0 };
    let came = (line.called > 0).then(|| view! { {line.came} <small>"/" {line.called}</small> });
    let cells = vec![
        form_word(line.form, t).into_any(),
        state_mark(&line.state),
        view! { <Moment time=line.at/> }.into_any(),
        came.into_any(),
        line.materials.into_any(),
    ];
    let name = view! { <a href=format!("/studies/{}", line.id)>{line.topic}</a> " " <Last key/> };
    Row { tabs: vec![line.state], name: name.into_any(), cells }
}
