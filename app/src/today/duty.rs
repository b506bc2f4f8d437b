//! What an administrator's own part asks today: counts, and whom it is about. Nothing of a case, and nothing of another's part.

#[cfg(feature = "ssr")]
pub(super) mod serve;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::part::Section;
use crate::texts::{Texts, texts};

/// What is to be looked after.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Care {
    /// People with a role who can't sign in: without password, and without a link that is still good.
    NoLink,
    /// Registered, and may do nothing yet.
    NoRole,
    /// Mails and robots' messages that did not arrive.
    Unsent,
    /// Logins that are tried again and again without success.
    Failing,
    /// Addresses from which that is done.
    FailingFrom,
    /// Accounts that nobody has used for long.
    Dormant,
    /// People who are signed in at many places at once.
    Spread,
    /// Books whose last entries or head are not as they were written.
    Fault,
    /// Entries that were not there the day before yesterday.
    Grown,
    /// What became of roles and accounts.
    Rights,
    /// What was done on the server's command line, in nobody's name.
    System,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Duty {
    pub care: Care,
    pub many: u32,
    /// The first of those it is about, by name.
    pub who: Vec<String>,
}

fn kind(care: Care, t: Texts) -> &'static str {
    match care {
        Care::NoLink | Care::NoRole => t.today.kind_people(),
        Care::Unsent => t.today.kind_mail(),
        Care::Failing | Care::FailingFrom | Care::Dormant | Care::Spread => t.today.kind_sign_in(),
        Care::Fault | Care::Grown | Care::Rights | Care::System => t.today.kind_book(),
    }
}

/// Where it is looked after; nowhere what is set when the server starts.
fn href(care: Care) -> Option<&'static str> {
    match care {
        Care::NoLink | Care::NoRole => Some("/people"),
        Care::Unsent => None,
        Care::Failing | Care::FailingFrom | Care::Dormant | Care::Spread => Some("/sessions"),
        Care::Fault | Care::Grown | Care::Rights | Care::System => Some("/journal"),
    }
}

fn title(own: &Duty, t: Texts) -> String {
    let many = own.many;
    let said = match own.care {
        Care::NoLink => t.today.no_link(many),
        Care::NoRole => t.today.no_role(many),
        Care::Unsent => t.today.unsent(many),
        Care::Failing => t.today.failing(many),
        Care::FailingFrom => t.today.failing_from(many),
        Care::Dormant => t.today.dormant(many),
        Care::Spread => t.today.spread(many),
        Care::Fault => t.today.fault(many),
        Care::Grown => t.today.grown(many),
        Care::Rights => t.today.rights(many),
        Care::System => t.today.by_system(many),
    };
    if own.who.is_empty() { said } else { format!("{said} · {}", own.who.join(t.notice.comma())) }
}

#[component]
pub fn Duties(duties: Vec<Duty>) -> impl IntoView {
    let t = texts();
    let many = duties.len();
    let rows = duties.iter().map(|own| row(own, t)).collect_view();
    view! {
        <Section title=format!("{} · {many}", t.today.duties()) note=t.today.duties_note().to_owned()>
            <ul class="reminders today">{rows}</ul>
        </Section>
    }
}

fn row(own: &Duty, t: Texts) -> AnyView {
    let (said, kind) = (title(own, t), kind(own.care, t));
    let (what, verb) = match href(own.care) {
        Some(href) => {
            let says = t.today.step_of(t.today.look(), &said);
            let verb = view! { <a class="button small" href=href aria-label=says>{t.today.look()}</a> };
            (view! { <a href=href>{said}</a> }.into_any(), verb.into_any())
        }
        None => (view! { <strong>{said}</strong> }.into_any(), ().into_any()),
    };
    view! {
        <li>
            <span class="kind">{kind}</span>
            <span class="what">{what}</span>
            <span class="by"></span>
            {verb}
        </li>
    }
    .into_any()
}
