//! What a grade leans on: records of the unit, chosen from a list, never typed, and shown as links. Whether they are the unit's
//! own, the rule of the act decides.

use domain::evaluation::Link;
use domain::kinds::Day;
use domain::visit::Form;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::part::{Icon, day_text};
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

/// Where it is; files have no page of their own.
fn href(link: &Link) -> Option<String> {
    match link {
        Link::Evidence { .. } => None,
        Link::Issue { issue } | Link::Measure { issue, .. } => Some(format!("/issues/{issue}")),
        Link::Visit { visit } => Some(format!("/visits/{visit}")),
        Link::Report { report } => Some(format!("/reports/{report}")),
        Link::Rule { rule } => Some(format!("/rules/{rule}")),
        Link::Standard { citation } => Some(crate::library::cited_href(*citation)),
    }
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
pub fn Links(links: Vec<Link>, leads: Vec<Lead>) -> impl IntoView {
    let t = texts();
    let rows = links.into_iter().map(|link| {
        let word = t.field.get(kind(&link));
        let lead = leads.iter().find(|own| own.link == link);
        let title = lead.map(|own| title(own, t));
        let shown = match (title, href(&link)) {
            (Some(title), Some(href)) => view! { <a class="more" href=href>{title}</a> }.into_any(),
            (title, _) => title.into_any(),
        };
        view! { <li><small>{word}</small> " " {shown}</li> }
    });
    let rows = rows.collect_view();
    view! { <ul class="leads">{rows}</ul> }
}

/// The list to choose from, and what was chosen, each with a way out. A choice is a change of the form around it as any other; of
/// what is taken out `dropped` is told, in which event.
#[component]
pub fn Choose(
    chosen: RwSignal<Vec<Link>>,
    leads: StoredValue<Vec<Lead>>,
    /// The field's own id on the page.
    id: String,
    /// What is chosen by now is to be kept, as a draft.
    chosen_now: Callback<(leptos::ev::Event,)>,
    dropped: Callback<(leptos::ev::Event,)>,
) -> impl IntoView {
    let t = texts();
    let groups = KINDS.map(|kind| {
        let options = leads.with_value(|all| {
            let of_kind = all.iter().enumerate().filter(|(_, own)| self::kind(&own.link) == kind);
            of_kind.map(|(at, own)| (at, title(own, t))).collect::<Vec<_>>()
        });
        let options = options.into_iter().map(|(at, title)| view! { <option value=at>{title}</option> });
        let options = options.collect::<Vec<_>>();
        (!options.is_empty()).then(|| view! { <optgroup label=t.field.get(kind)>{options}</optgroup> })
    });
    let add = move |event: leptos::ev::Event| {
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
            let (word, title) = (t.field.get(kind(&link)), lead.map(|own| title(&own, t)).unwrap_or_default());
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
    view! {
        <div class="field lean">
            <label for=id.clone()>{t.evaluation.leans_on()}</label>
            <ul class="leads">{rows}</ul>
            <select id=id on:change=add>
                <option value="">{t.evaluation.choose_link()}</option>
                {groups.into_iter().collect::<Vec<_>>()}
            </select>
        </div>
    }
}

#[cfg(feature = "ssr")]
pub mod serve {
    use domain::act::{Key, Subject};
    use domain::kinds::{Book, UnitId};
    use domain::record::Record;
    use domain::standard::Citation;
    use domain::viewer::Viewer;

    use super::{Lead, Link};
    use crate::context::Server;
    use crate::failure::Failure;

    /// Characters of a measure in the list.
    const MANY: usize = 40;

    const SUBJECTS: [Subject; 4] = [Subject::Issue, Subject::Visit, Subject::Report, Subject::Rule];

    /// Everything of a unit that this viewer may know of and lean on.
    ///
    /// # Errors
    /// The database.
    pub async fn all(server: &Server, viewer: &Viewer, book: Book, unit: UnitId) -> Result<Vec<Lead>, Failure> {
        let mut leads = Vec::new();
        for subject in SUBJECTS {
            let found = store::record::all(&server.db, &viewer.reach(), subject, Some(book), Some(unit)).await?;
            leads.extend(found.into_iter().flat_map(told));
        }
        // the library is the group's, whichever unit is graded
        let library = store::record::all(&server.db, &viewer.reach(), Subject::Standard, Some(book), None).await?;
        leads.extend(library.into_iter().flat_map(told));
        Ok(leads)
    }

    /// Those that are named by `links`, as far as this viewer may know of them.
    ///
    /// # Errors
    /// The database.
    pub async fn of(server: &Server, viewer: &Viewer, links: &[Link]) -> Result<Vec<Lead>, Failure> {
        let keys: Vec<Key> = links.iter().filter_map(key).collect();
        let found = store::record::some(&server.db, &viewer.reach(), keys).await?;
        Ok(found.into_iter().flat_map(|(_, own)| cited(own, links)).collect())
    }

    fn key(link: &Link) -> Option<Key> {
        let (subject, id) = match link {
            Link::Evidence { .. } => return None,
            Link::Issue { issue } | Link::Measure { issue, .. } => (Subject::Issue, issue.0),
            Link::Visit { visit } => (Subject::Visit, visit.0),
            Link::Report { report } => (Subject::Report, report.0),
            Link::Rule { rule } => (Subject::Rule, rule.0),
            Link::Standard { citation } => (Subject::Standard, citation.standard.0),
        };
        Some(Key { subject, id })
    }

    /// As much as a line of the list holds.
    fn short(text: &str) -> String {
        match text.char_indices().nth(MANY) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        }
    }

    /// What is named of a record; of an entry of the library the version that was named.
    fn cited(record: Record, links: &[Link]) -> Vec<Lead> {
        if let Record::Standard(own) = &record {
            let named = links.iter().filter_map(|link| match link {
                Link::Standard { citation } if citation.standard == own.id => Some(*citation),
                _ => None,
            });
            let lead = |citation: Citation| {
                let title = own.at(citation.version)?.content.title.to_string();
                Some(Lead { link: Link::Standard { citation }, title, visit: None })
            };
            return named.filter_map(lead).collect();
        }
        told(record).into_iter().filter(|own| links.contains(&own.link)).collect()
    }

    /// A record, and of an issue its measures too. What is over, or can't be leant on, gives nothing.
    fn told(record: Record) -> Vec<Lead> {
        let plain = |link, title: String| Lead { link, title, visit: None };
        if let Record::Issue(own) = record {
            let code = own.code();
            let measure = |known: &domain::issue::Measure| {
                let link = Link::Measure { issue: own.id, measure: known.id };
                plain(link, format!("{code} {}", short(known.what.as_str())))
            };
            let mut leads = vec![plain(Link::Issue { issue: own.id }, format!("{code} {}", own.title))];
            leads.extend(own.measures.iter().map(measure));
            return leads;
        }
        if let Record::Visit(own) = record {
            let title = own.description.topic.as_ref().map(ToString::to_string).unwrap_or_default();
            let visit = Some((own.description.at.day(), own.description.form));
            let lead = Lead { link: Link::Visit { visit: own.id }, title, visit };
            return (own.state() == "recorded").then_some(lead).into_iter().collect();
        }
        if let Record::Report(own) = record {
            return vec![plain(Link::Report { report: own.id }, own.description.title.to_string())];
        }
        if let Record::Rule(own) = record {
            return vec![plain(Link::Rule { rule: own.id }, own.description.title.to_string())];
        }
        let Record::Standard(own) = record else { return Vec::new() };
        let lead = plain(Link::Standard { citation: own.cited() }, own.newest().content.title.to_string());
        own.retired.is_none().then_some(lead).into_iter().collect()
    }
}
