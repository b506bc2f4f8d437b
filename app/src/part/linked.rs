//! One issue as it is named on other records' pages, with what can be done to the link.

use domain::issue::list::Line;
use leptos::prelude::*;

use super::StateMark;

#[component]
pub fn Linked(line: Line, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <li>
            <span class="code">{line.code()}</span>
            <a href=format!("/issues/{}", line.id)>{line.title}</a>
            <StateMark state=line.state calm=true/>
            {children.map(|children| children())}
        </li>
    }
}
