//! The list of surveys; `book`, `unit`, `state` and `asof` of the address narrow it.

use domain::act::{Act, Key, Subject};
use domain::kinds::UnitId;
use domain::survey;
use domain::survey::result::Returns;
use leptos::prelude::*;

use super::plan::New;
use super::read::{Line, read_list};
use super::{between, hundred, scope_text, state_mark, titled};
use crate::part::act_form::Fold;
use crate::part::records::{Records, Row, Scope, Shape, Units, listing};
use crate::part::{DayText, Last};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let read = |scope: Scope| async move { Ok((scope, read_list(scope.book, scope.unit, scope.as_of).await?)) };
    listing(Scope::asked, &[Subject::Survey], read, |(scope, lines)| view! { <List scope lines/> }.into_any())
}

#[component]
fn List(scope: Scope, lines: Vec<Line>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let open = lines.iter().filter(|own| own.state == "open").count();
    let shape = Shape {
        page: "/surveys",
        title: t.rail.surveys(),
        sentence: t.survey.sentence(lines.len(), open),
        tabs: ["planned", "open", "closed", "dropped"]
            .map(|state| (state, t.survey.get(&format!("state_{state}"))))
            .to_vec(),
        heads: vec![
            (t.field.title(), false),
            (t.field.unit(), false),
            (t.survey.state(), false),
            (t.survey.until(), false),
            (t.survey.came_back(), true),
            (t.survey.satisfied(), true),
        ],
        none: (t.survey.none(), t.survey.none_note()),
        made,
    };
    let rows = lines.into_iter().map(row).collect();
    let units = Units::guided(&me);
    let new = units.map(|units| view! { <Fold verb=t.act.survey_plan() id="plan"><New units/></Fold> }.into_any());
    view! { <Records shape scope rows new/> }
}

fn made(act: &Act) -> Option<(UnitId, String)> {
    let Act::Survey(survey::Act::Plan { unit, plan, .. }) = act else { return None };
    Some((*unit, titled(&plan.title, plan.title_en.as_ref(), texts())))
}

fn row(line: Line) -> Row {
    let t = texts();
    let key = Key { subject: Subject::Survey, id: line.id.0 };
    let back = match line.returns {
        Returns { in_all: 0, .. } => String::new(),
        Returns { groups: 0, in_all, .. } => t.survey.few_of(in_all),
        Returns { few: 0, returned, handed_out, .. } => t.survey.of_so_many(returned, handed_out),
        Returns { few, returned, handed_out, .. } => t.survey.some_of(returned, few, handed_out),
    };
    let satisfied = line.satisfied.map(|own| {
        view! { <strong>{hundred(&own)}</strong> " " <small>{between(&own)}</small> }
    });
    let cells = vec![
        me().unit_name(line.unit).into_any(),
        state_mark(&line.state),
        view! { <DayText day=line.closes/> }.into_any(),
        back.into_any(),
        satisfied.into_any(),
    ];
    let title = titled(&line.title, line.title_en.as_ref(), t);
    // most are about all of the unit, which need not be said of each
    let scope = line.category.map(|own| view! { " " <small class="quiet">{scope_text(Some(own), t)}</small> });
    let name = view! { <a href=format!("/surveys/{}", line.id)>{title}</a> {scope} <Last key/> }.into_any();
    Row { tabs: vec![line.state], name, cells }
}
