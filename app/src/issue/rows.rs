//! The rows of the list: two lines each, the state with its trouble, the day with how late it is.

use std::sync::Arc;

use domain::act::{Key, Subject};
use domain::issue::list::Line;
use domain::kinds::Day;
use leptos::prelude::*;

use super::filter::detail_href;
use super::ground;
use crate::part::{DayText, Last, Mark, StateMark};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};

#[component]
pub fn Rows(lines: Arc<Vec<Line>>) -> impl IntoView {
    let (t, me, ground) = (texts(), me(), ground());
    // Late and stagnant are told from the day that the list shows.
    let today = ground.filter.with_untracked(|filter| filter.as_of).unwrap_or_else(|| me.today());
    lines.iter().map(|line| row(line.clone(), Arc::clone(&lines), &me, today, t)).collect_view()
}

fn row(line: Line, lines: Arc<Vec<Line>>, me: &Me, today: Day, t: Texts) -> impl IntoView + use<> {
    let ground = ground();
    let id = line.id;
    let here = move || (ground.open.get() == Some(id)).then_some("true");
    let to = move || detail_href(id, &ground.filter.get());
    let second = second_line(&line, me, t);
    let code = line.code();
    let pick = move |event: leptos::ev::MouseEvent| {
        ground.picked.toggle(&lines, id, event.shift_key());
    };
    view! {
        <tr class:current=move || here().is_some()>
            <td class="pick">
                <input type="checkbox" aria-label=t.issue.pick(&code) prop:checked=move || ground.picked.has(id) on:click=pick/>
            </td>
            <td class="code-col">{code}</td>
            <th scope="row"><a href=to aria-current=here>{line.title.clone()}</a><small>{second}</small></th>
            <td class="col-state">
                <StateMark state=line.state calm=true/>
                <small>{trouble(&line, today, t)} <Last key=Key { subject: Subject::Issue, id: id.0 }/></small>
            </td>
            <td class="col-due">{due(&line, today, t)}</td>
            <td class="col-progress">{format!("{}%", line.percent)}</td>
            <td class="col-moved"><DayText day=line.moved/></td>
            <td class="col-found"><DayText day=line.found/></td>
            <td class="col-lookback">{line.lookback.map(|day| view! { <DayText day/> })}</td>
        </tr>
    }
}

/// 松江师范大学·攻坚破难·教务处 顾晓岚
fn second_line(line: &Line, me: &Me, t: Texts) -> String {
    let category = line.category.map_or("none", Into::into);
    let owner = [line.department.as_deref(), line.official.as_deref()];
    let owner: Vec<&str> = owner.into_iter().flatten().collect();
    let owner = if owner.is_empty() { t.issue.no_owner().to_owned() } else { owner.join(" ") };
    let parts = [me.unit_name(line.unit), t.kind.get(category).to_owned(), owner];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("·")
}

/// What stands under the state, never instead of it: one thing, the most pressing.
fn trouble(line: &Line, today: Day, t: Texts) -> AnyView {
    if line.relapses > 0 && !line.state.solved() {
        let word = t.issue.relapsed_round(line.relapses + 1);
        return view! { <Mark kind="relapsed" word/> }.into_any();
    }
    if let Some(days) = line.stagnant_days(today) {
        return view! { <Mark kind="stagnant" word=t.issue.stagnant_days(days)/> }.into_any();
    }
    if line.returns > 0 && line.state.open() {
        return view! { <Mark kind="returned" word=t.issue.returned_times(line.returns)/> }.into_any();
    }
    ().into_any()
}

fn due(line: &Line, today: Day, t: Texts) -> AnyView {
    let Some(day) = line.due else {
        let word = if line.state == domain::issue::State::Found { t.issue.due_later() } else { t.issue.standing() };
        return view! { <span class="quiet">{word}</span> }.into_any();
    };
    match line.late_days(today) {
        Some(days) => {
            view! { <Mark kind="late" word=t.issue.late_days(days)/><small><DayText day/></small> }.into_any()
        }
        None => view! { <DayText day/> }.into_any(),
    }
}
