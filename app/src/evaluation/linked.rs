//! What a grade leans on: records of the unit, chosen from a list, never typed, and files that are taken in with it; shown as
//! links. Whether records are the unit's own, the rule of the act decides.

#[cfg(feature = "ssr")]
pub mod serve;

use domain::evaluation::Link;
use domain::kinds::{Day, EvaluationId};
use domain::visit::Form;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::outbox::Chosen;
use crate::part::photos::Choose as File;
use crate::part::{Complaint, Icon, day_text};
use crate::texts::{Texts, texts};
use crate::visit::words;

/// One record that can be leant on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lead {
    pub link: Link,
    pub title: String,
    /// Of a visit: its day and form.
    pub visit: Option<(Day, Form)>,
}

/// The kinds in the order in which they are offered.
const KINDS: [&str; 6] = ["issue", "measure", "visit", "report", "rule", "standard"];

fn kind(link: &Link) -> &'static str {
    match link {
        Link::Evidence { .. } => "evidence",
        Link::Issue { .. } => "issue",
        Link::Measure { .. } => "measure",
        Link::Visit { .. } => "visit",
        Link::Report { .. } => "report",
        Link::Rule { .. } => "rule",
        Link::Standard { .. } => "standard",
    }
}

/// Where it is.
fn href(link: &Link, round: EvaluationId) -> String {
    match link {
        Link::Evidence { hash, .. } => format!("/evaluations/{round}/files/{hash}"),
        Link::Issue { issue } | Link::Measure { issue, .. } => format!("/issues/{issue}"),
        Link::Visit { visit } => format!("/visits/{visit}"),
        Link::Report { report } => format!("/reports/{report}"),
        Link::Rule { rule } => format!("/rules/{rule}"),
        Link::Standard { citation } => crate::library::cited_href(*citation),
    }
}

/// A file says itself what it is called.
fn file_name(link: &Link) -> Option<String> {
    if let Link::Evidence { hash, name } = link {
        return Some(name.as_ref().map_or_else(|| hash.as_str().chars().take(8).collect(), ToString::to_string));
    }
    None
}

fn title(lead: &Lead, t: Texts) -> String {
    match &lead.visit {
        Some((day, form)) => {
            let (day, form) = (day_text(*day, t.lang), words::form(*form, t));
            if lead.title.is_empty() { format!("{day} {form}") } else { format!("{day} {form}·{}", lead.title) }
        }
        None => lead.title.clone(),
    }
}

/// As one line each, with what kind it is; of what this viewer may not know, only the kind.
#[component]
pub fn Links(links: Vec<Link>, leads: Vec<Lead>, round: EvaluationId) -> impl IntoView {
    let t = texts();
    let rows = links.into_iter().map(|link| {
        let word = t.field.get(kind(&link));
        let lead = leads.iter().find(|own| own.link == link);
        let href = href(&link, round);
        let shown = match (lead.map(|own| title(own, t)), file_name(&link)) {
            (Some(title), _) => view! { <a class="more" href=href>{title}</a> }.into_any(),
            (None, Some(file)) => view! { <a class="more" rel="external" download="" href=href>{file}</a> }.into_any(),
            (None, None) => ().into_any(),
        };
        view! { <li><small>{word}</small> " " {shown}</li> }
    });
    let rows = rows.collect_view();
    view! { <ul class="leads">{rows}</ul> }
}

/// What there is to choose from, by kind, each by its place.
fn offered(leads: &[Lead], t: Texts) -> AnyView {
    let groups = KINDS.map(|kind| {
        let of_kind = leads.iter().enumerate().filter(|(_, own)| self::kind(&own.link) == kind);
        let options = of_kind.map(|(at, own)| view! { <option value=at>{title(own, t)}</option> });
        let options = options.collect::<Vec<_>>();
        (!options.is_empty()).then(|| view! { <optgroup label=t.field.get(kind)>{options}</optgroup> })
    });
    groups.into_iter().collect::<Vec<_>>().into_any()
}

/// The list to choose from, and what was chosen, each with a way out. A choice is a change of the form around it as any other; of
/// what is taken out `dropped` is told, in which event.
#[component]
pub fn Choose(
    chosen: RwSignal<Vec<Link>>,
    leads: StoredValue<Vec<Lead>>,
    /// The field's own id on the page.
    id: String,
    /// Why it was refused.
    wrong: Signal<Option<String>>,
    /// What is chosen by now is to be kept, as a draft.
    chosen_now: Callback<(leptos::ev::Event,)>,
    dropped: Callback<(leptos::ev::Event,)>,
    /// A file that was taken in is one more to lean on. It may come when this list is no longer on the page.
    taken: impl Fn(Link) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let t = texts();
    let add = move |file: Chosen| taken(Link::Evidence { hash: file.hash, name: Some(file.name) });
    let choose = move |event: leptos::ev::Event| {
        let place: Option<usize> = event_target_value(&event).parse().ok();
        let link = place.and_then(|at| leads.with_value(|all| all.get(at).map(|own| own.link.clone())));
        #[cfg(feature = "hydrate")]
        event_target::<leptos::web_sys::HtmlSelectElement>(&event).set_value("");
        let Some(link) = link.filter(|link| chosen.with_untracked(|all| !all.contains(link))) else { return };
        chosen.update(|all| all.push(link));
        chosen_now.run((event,));
    };
    let rows = move || {
        chosen.get().into_iter().map(|link| {
            let lead = leads.with_value(|all| all.iter().find(|own| own.link == link).cloned());
            let title = lead.map(|own| title(&own, t)).or_else(|| file_name(&link)).unwrap_or_default();
            let word = t.field.get(kind(&link));
            let says = t.evaluation.drop_link(&title);
            let drop = move |event: leptos::ev::MouseEvent| {
                chosen.update(|all| all.retain(|own| *own != link));
                dropped.run((event.into(),));
            };
            view! {
                <li>
                    <small>{word}</small> " " {title}
                    <button type="button" class="button small plain" aria-label=says on:click=drop><Icon name="i-close"/></button>
                </li>
            }
        }).collect_view()
    };
    let wrong_id = format!("{id}-wrong");
    let (says, refused) = (wrong_id.clone(), move || wrong.get().is_some());
    let lacks = Signal::derive(move || wrong.get().map(|_| t.evaluation.lean_wanted().to_owned()));
    view! {
        <div class="field lean">
            <label for=id.clone()>{t.evaluation.leans_on()}</label>
            <ul class="leads">{rows}</ul>
            <select
                id=id
                aria-invalid=move || refused().then_some("true")
                aria-describedby=move || refused().then(|| says.clone())
                on:change=choose
            >
                <option value="">{t.evaluation.choose_link()}</option>
                {leads.with_value(|all| offered(all, t))}
            </select>
            <Complaint id=wrong_id wrong=lacks/>
            // the file is taken in first, and hands the form in itself
            <div on:change=|event| event.stop_propagation()><File label=t.evaluation.add_file().to_owned() single=true add/></div>
        </div>
    }
}
