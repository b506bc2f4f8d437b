//! Links both ways: where an issue came from and went to, and which issues point at it.

use domain::issue::From;
use domain::kinds::IssueId;
use leptos::prelude::*;

use super::filter::detail_href;
use super::ground;
use super::read::Detail;
use crate::part::StateMark;
use crate::session::{Me, me};
use crate::texts::texts;

/// One link: what it means, the other issue, its state if the viewer sees it.
struct Link {
    word: String,
    id: IssueId,
    name: Option<String>,
    state: Option<domain::issue::State>,
}

fn links(detail: &Detail, me: &Me) -> Vec<Link> {
    let t = texts();
    let issue = &detail.issue;
    let seen = |id: IssueId| detail.related.iter().find(|own| own.id == id);
    let other = |word: &str, id: IssueId| Link {
        word: word.to_owned(),
        id,
        name: seen(id).map(|own| format!("{} {}", own.code(), own.title)),
        state: seen(id).map(|own| own.state),
    };
    let mut links = Vec::new();
    links.extend(issue.from.map(|from| match from {
        From::Split { issue } => other(t.issue.split_from(), issue),
        From::Transfer { issue } => other(t.issue.transferred_from(), issue),
    }));
    links.extend(issue.merged_into.map(|id| other(t.issue.merged_into(), id)));
    for line in &detail.linked {
        let word = if line.unit != issue.unit {
            t.issue.taken_up_as(me.unit_name(line.unit))
        } else if seen(line.id).is_some_and(|own| own.merged_into == Some(issue.id)) {
            t.issue.merged_here().to_owned()
        } else {
            t.issue.split_off().to_owned()
        };
        let name = Some(format!("{} {}", line.code(), line.title));
        links.push(Link { word, id: line.id, name, state: Some(line.state) });
    }
    links
}

#[component]
pub fn Links(detail: Detail) -> impl IntoView {
    let (t, me, filter) = (texts(), me(), ground().filter);
    let links = links(&detail, &me);
    let some = !links.is_empty();
    let rows = links.into_iter().map(|link| {
        let id = link.id;
        let to = move || detail_href(id, &filter.get());
        let body = match link.name {
            Some(name) => view! { <a class="opens" href=to>{name}</a> }.into_any(),
            None => view! { <span class="quiet">{t.issue.elsewhere()}</span> }.into_any(),
        };
        view! { <li><span class="quiet">{link.word}</span>{body}{link.state.map(|state| view! { <StateMark state calm=true/> })}</li> }
    });
    let rows = rows.collect_view();
    some.then(|| view! { <section><h3>{t.issue.links()}</h3><ul class="links">{rows}</ul></section> })
}
