//! Where else an issue is spoken of: papers, lists, meetings, look-backs, results, each as far as the viewer may read it.

use domain::act::Key;
#[cfg(feature = "ssr")]
use domain::act::Subject;
use domain::kinds::Day;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::part::DayText;
use crate::texts::texts;

/// One record that speaks of the issue.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Named {
    pub key: Key,
    /// Empty where kind and day say it all.
    pub title: String,
    pub day: Day,
}

/// The first first, so that one reads down how it went.
#[component]
pub fn NamedIn(named: Vec<Named>) -> impl IntoView {
    let t = texts();
    let some = !named.is_empty();
    let rows = named.into_iter().map(|own| {
        let word = crate::book::subject_word(own.key.subject, t);
        let title = if own.title.is_empty() { word.to_owned() } else { own.title };
        let href = crate::book::href(own.key).unwrap_or_default();
        let kind = (title != word).then_some(word);
        view! {
            <li>
                <span class="quiet">{kind}</span>
                <a class="opens" href=href>{title}</a>
                <span class="quiet"><DayText day=own.day/></span>
            </li>
        }
    });
    let rows = rows.collect_view();
    some.then(|| view! { <section id="named"><h3>{t.issue.named()}</h3><ul class="links">{rows}</ul></section> })
}

/// The kinds that speak of issues.
#[cfg(feature = "ssr")]
pub const KINDS: [Subject; 5] =
    [Subject::Notice, Subject::Worklist, Subject::Meeting, Subject::Lookback, Subject::Outcome];

/// What speaks of this issue among what names it.
#[cfg(feature = "ssr")]
pub fn of(naming: &[(Key, domain::record::Record)], issue: domain::kinds::IssueId, as_of: Option<Day>) -> Vec<Named> {
    let mut named: Vec<Named> = naming.iter().filter_map(|(key, record)| speaks(*key, record, issue)).collect();
    named.retain(|own| as_of.is_none_or(|day| own.day <= day));
    named.sort_by_key(|own| (own.day, own.key));
    named
}

#[cfg(feature = "ssr")]
fn speaks(key: Key, record: &domain::record::Record, issue: domain::kinds::IssueId) -> Option<Named> {
    use domain::lookback::About;
    use domain::meeting::Source;
    use domain::outcome::Link;
    use domain::record::Record;
    use domain::worklist::Source as From;
    let named = |says: bool, title: String, day: Day| says.then_some(Named { key, title, day });
    if let Record::Notice(own) = record {
        let day = own.issued.as_ref().unwrap_or(&own.drafted).at.day();
        let says = own.content.about.iter().any(|about| about.issue == issue);
        return named(says, own.content.title.to_string(), day);
    }
    if let Record::Worklist(own) = record {
        let of = |from: From| matches!(from, From::Due { issue: one } | From::Stuck { issue: one } if one == issue);
        return named(own.items.iter().any(|item| of(item.task.source)), String::new(), own.week.monday());
    }
    if let Record::Meeting(own) = record {
        let of = |from: Source| matches!(from, Source::Late { issue: one } | Source::Stuck { issue: one } | Source::Due { issue: one } if one == issue);
        return named(own.agenda.iter().any(|point| of(point.source)), String::new(), own.plan.at.day());
    }
    if let Record::Lookback(own) = record {
        let of = |about: About| match about {
            About::Issue { issue: one } | About::Measure { issue: one, .. } => one == issue,
            About::Promise { .. } | About::Rule { .. } => false,
        };
        return named(own.items.iter().any(|item| of(item.due.about)), String::new(), own.opened.at.day());
    }
    let Record::Outcome(own) = record else { return None };
    let says = own.links.contains(&Link::Issue { issue });
    named(says && own.dropped.is_none(), own.content.title.to_string(), own.told.at.day())
}
