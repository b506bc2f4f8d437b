//! The left rail: scope (office, group, unit) and sections.

use std::sync::Arc;

use domain::kinds::UnitId;
use domain::viewer::{Admin, Role};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::inbox::{Bell, has_box};
use crate::outbox::outbox;
use crate::part::{Icon, links};
use crate::session::{GroupNode, Me, Present, roles_text};
use crate::texts::{Lang, Texts, texts};

/// One entry of the sections: address, icon, word.
pub struct Entry {
    pub href: String,
    pub icon: &'static str,
    pub word: &'static str,
}

/// Entries that belong together, with what they are called; the first need no name.
pub struct Part {
    pub word: &'static str,
    pub entries: Vec<Entry>,
}

/// What this person's roles lead to, in the order of the day.
#[must_use]
pub fn parts(me: &Me, t: Texts) -> Vec<Part> {
    let any = |is: fn(&Role) -> bool| me.viewer.roles.iter().any(is);
    let cases = any(|role| !matches!(role, Role::Admin { .. }));
    let group = any(|role| matches!(role, Role::Group { .. } | Role::OfficeLeader));
    // neither a secondary organisation nor an administrator
    let whole = any(|role| !matches!(role, Role::Organisation { .. } | Role::Admin { .. }));
    let member = any(|role| matches!(role, Role::Group { .. }));
    let leads = me.viewer.roles.contains(&Role::OfficeLeader);
    let own = me.own_unit().map(|unit| format!("/unit/{unit}"));
    let entry = |may: bool, href: &str, icon, word| may.then(|| Entry { href: href.to_owned(), icon, word });
    let part = |word, entries: Vec<Option<Entry>>| Part { word, entries: entries.into_iter().flatten().collect() };
    let admin = |office, href, icon, word| entry(me.viewer.is_admin(office), href, icon, word);
    let parts = [
        part(
            "",
            vec![
                entry(!me.viewer.roles.is_empty(), "/today", "i-today", t.rail.today()),
                entry(group, "/dashboard", "i-overview", t.rail.overview()),
                own.and_then(|own| entry(true, &own, "i-overview", t.rail.own_unit())),
                entry(cases, "/issues", "i-issue", t.rail.issues()),
                entry(cases, "/visits", "i-visit", t.rail.visits()),
                entry(cases, "/reports", "i-report", t.rail.reports()),
                entry(cases, "/rules", "i-book", t.rail.rules()),
                entry(whole, "/outcomes", "i-flag", t.rail.outcomes()),
            ],
        ),
        part(
            t.rail.part_rhythm(),
            vec![
                entry(whole, "/worklists", "i-worklist", t.rail.worklists()),
                entry(whole, "/notices", "i-notice", t.rail.notices()),
                entry(whole, "/meetings", "i-meeting", t.rail.meetings()),
                entry(whole, "/decisions", "i-check", t.rail.decisions()),
                entry(cases, "/deployments", "i-synch", t.rail.deployments()),
                entry(cases, "/calendar", "i-today", t.rail.calendar()),
                entry(whole, "/burden", "i-scale", t.rail.burden()),
            ],
        ),
        part(
            t.rail.part_look(),
            vec![
                entry(whole, "/draws", "i-draw", t.rail.draws()),
                entry(whole, "/evaluations", "i-evaluation", t.rail.evaluations()),
                entry(whole, "/surveys", "i-survey", t.rail.surveys()),
                entry(whole, "/lookbacks", "i-lookback", t.rail.lookbacks()),
                entry(group, "/cuts", "i-camera", t.rail.cuts()),
            ],
        ),
        part(
            t.rail.part_life(),
            vec![
                entry(group, "/library", "i-book", t.rail.library()),
                entry(group, "/studies", "i-meeting", t.rail.studies()),
                entry(member, "/worklogs", "i-log", t.rail.worklogs()),
            ],
        ),
        part(
            t.rail.part_base(),
            vec![
                entry(cases && !leads, "/ledger", "i-worklist", t.rail.ledger()),
                entry(group, "/policy", "i-check", t.rail.policy()),
                entry(group, "/book", "i-book", t.rail.book()),
                admin(Admin::System, "/people", "i-meeting", t.rail.people()),
                admin(Admin::System, "/groups", "i-overview", t.rail.groups()),
                admin(Admin::Security, "/sessions", "i-lock", t.rail.sessions()),
                admin(Admin::Audit, "/journal", "i-book", t.rail.journal()),
            ],
        ),
    ];
    parts.into_iter().filter(|own| !own.entries.is_empty()).collect()
}

/// One part, as a list under its name.
#[component]
pub fn Listed(part: Part, children: Callback<(Entry,), AnyView>) -> impl IntoView {
    let Part { word, entries } = part;
    let rows = entries.into_iter().map(|entry| view! { <li>{children.run((entry,))}</li> }).collect_view();
    view! { {(!word.is_empty()).then(|| view! { <h2>{word}</h2> })}<ul>{rows}</ul> }
}

#[component]
pub fn Rail(me: Arc<Me>) -> impl IntoView {
    let t = texts();
    let shown = Callback::new(|(entry,)| view! { <Current entry/> }.into_any());
    let parts = parts(&me, t).into_iter().map(|part| view! { <Listed part children=shown/> }).collect_view();
    view! {
        <div class="rail">
            <a class="brand" href="/"><span class="seal" aria-hidden="true">"巡"</span>{t.common.product()}</a>
            {has_box().then(|| view! { <Bell/> })}
            <Scope me=me.clone()/>
            <nav aria-label=t.common.menu()>
                {parts}
            </nav>
            <div class="me">
                <strong>{me.viewer.name.to_string()}</strong>
                {roles_text(&me, t)}
                <Waiting/>
                <div class="row small">
                    <a class="more" href="/account">{t.rail.account()}</a>
                    <Language/>
                </div>
            </div>
        </div>
    }
}

/// A link that knows whether it is the page.
#[component]
pub fn Current(entry: Entry) -> impl IntoView {
    let path = use_location().pathname;
    let Entry { href, icon, word } = entry;
    let own = href.clone();
    let here = move || (path.get() == own || path.get().starts_with(&format!("{own}/"))).then_some("page");
    view! { <a href=href aria-current=here><Icon name=icon/>{word}</a> }
}

/// Office, groups, units within reach.
#[component]
fn Scope(me: Arc<Me>) -> impl IntoView {
    let t = texts();
    let to = |group: &GroupNode| format!("/dashboard?book={}", group.id);
    let (present, own) = (expect_context::<Present>().0, me.own_unit());
    if me.many() {
        // Of very many only the groups: each leads to its own dashboard, and that to its units.
        let link = move |group: &GroupNode| (to(group), group.name.to_string());
        let groups = move || {
            let groups = present.with(|groups| groups.iter().map(link).collect::<Vec<_>>());
            links(groups.iter().map(|(href, name)| (href.clone(), name.as_str(), false)))
        };
        return view! { <nav aria-label=t.common.scope()><ul class="scope" inner_html=groups></ul></nav> }.into_any();
    }
    let groups = move || {
        let shown = |group: &GroupNode| {
            view! {
                <li>
                    <a href=to(group)>{group.name.to_string()}</a>
                    <ul>{units(group, own)}</ul>
                </li>
            }
        };
        present.with(|groups| groups.iter().map(shown).collect_view())
    };
    view! { <nav aria-label=t.common.scope()><ul class="scope">{groups}</ul></nav> }.into_any()
}

/// The units that a group guides; of those that are closed the reader's own.
fn units(group: &GroupNode, own: Option<UnitId>) -> AnyView {
    let shown = group.units.iter().filter(|unit| !unit.closed || own == Some(unit.id));
    let links = shown.map(|unit| {
        let href = format!("/unit/{}", unit.id);
        let (path, own) = (use_location().pathname, href.clone());
        let here = move || (path.get() == own).then_some("page");
        view! { <li><a href=href aria-current=here>{unit.name.to_string()}</a></li> }
    });
    links.collect_view().into_any()
}

/// How many items are not on the server yet.
#[component]
fn Waiting() -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let badge = move || match outbox.counts() {
        (0, 0) if !outbox.known() => view! { <span class="outbox">{t.outbox.title()}</span> }.into_any(),
        (0, 0) => view! { <span class="outbox server"><Icon name="o-server"/>{t.outbox.all_sent()}</span> }.into_any(),
        (_, 0) if outbox.keeping() => {
            view! { <span class="outbox sending"><Icon name="o-sending"/>{t.outbox.keeping()}</span> }.into_any()
        }
        (waiting, 0) => {
            view! { <span class="outbox local"><Icon name="o-local"/>{t.outbox.waiting(waiting)}</span> }.into_any()
        }
        (_, refused) => {
            view! { <span class="outbox refused"><Icon name="o-refused"/>{t.outbox.refused_many(refused)}</span> }
                .into_any()
        }
    };
    view! { <a class="waiting" href="/outbox" aria-live="polite">{badge}</a> }
}

/// The other language: sets the cookie and loads the page anew.
#[component]
pub fn Language() -> impl IntoView {
    let t = texts();
    let other = if t.lang == Lang::Zh { Lang::En } else { Lang::Zh };
    let query = use_location();
    let href = move || {
        format!(
            "/lang/{}?to={}{}",
            other.code(),
            query.pathname.get(),
            query.search.with(|s| if s.is_empty() { String::new() } else { format!("?{s}") })
        )
    };
    view! { <a class="more" lang=other.code() rel="external" href=href>{t.common.other_language()}</a> }
}
