//! Signing in: a plain form that works before any script; a demo database also offers its cast. Never says whether a
//! login exists.

use domain::kinds::Name;
use domain::viewer::Role;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::{Icon, Secret};
use crate::texts::{Lang, Texts, texts};
use crate::wire::{self, Json};

/// One person of the cast, offered for one click.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Player {
    pub login: String,
    pub name: String,
    pub role: Role,
    /// The group or unit of the role.
    pub place: Option<Name>,
}

/// The cast of a demo database; nobody anywhere else.
#[server(prefix = "/api", endpoint = "demo/cast", input = GetUrl, output = Json)]
pub async fn read_cast() -> Result<Vec<Player>, Failure> {
    use domain::cast;
    if !crate::context::server().demo {
        return Ok(Vec::new());
    }
    let unit = |id| cast::UNITS.iter().find(|unit| unit.id == id).and_then(|unit| Name::parse(unit.name).ok());
    let player = |person: &cast::CastPerson| Player {
        login: person.login.to_owned(),
        name: person.name.to_owned(),
        role: person.role,
        place: match person.role {
            Role::Group { .. } => Name::parse(cast::GROUP_NAME).ok(),
            Role::Unit { unit: id, .. } | Role::Organisation { unit: id, .. } => unit(id),
            Role::OfficeLeader | Role::Admin { .. } => None,
        },
    };
    Ok(cast::PEOPLE.iter().map(player).collect())
}

#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    let cast = wire::blocking(|| (), |()| read_cast());
    view! {
        <leptos_meta::Title text=format!("{} · {}", t.signin.title(), t.common.product())/>
        <Front>
            <Suspense>
                {move || Suspend::new(async move {
                    let cast = cast.await.unwrap_or_default();
                    (!cast.is_empty()).then(|| view! { <Cast cast/> })
                })}
            </Suspense>
            <SignIn/>
        </Front>
    }
}

/// What stands around the pages that need no account: name above, languages below.
#[component]
pub fn Front(children: Children) -> impl IntoView {
    let t = texts();
    let (chinese, english) = ("简体中文", "English");
    let languages = match t.lang {
        Lang::Zh => {
            view! { <span>{chinese}</span><a rel="external" lang="en" href="/lang/en?to=/sign-in">{english}</a> }
                .into_any()
        }
        Lang::En => {
            view! { <a rel="external" lang="zh-CN" href="/lang/zh-CN?to=/sign-in">{chinese}</a><span>{english}</span> }
                .into_any()
        }
    };
    view! {
        <div class="signin">
            <main id="main">
                <header>
                    <a class="brand" href="/"><span class="seal" aria-hidden="true">"巡"</span>{t.common.product()}</a>
                    <p>{t.common.office()}</p>
                </header>
                <div class="middle">{children()}</div>
                <footer>{languages}</footer>
            </main>
        </div>
    }
}

#[component]
fn SignIn() -> impl IntoView {
    let t = texts();
    let query = use_query_map();
    let asked = move |key: &str| query.with_untracked(|query| query.get(key)).unwrap_or_default();
    let told = asked("told");
    let said = match told.as_str() {
        "out" => Some(t.signin.out()),
        "clean" => Some(t.signin.out_clean()),
        "password" => Some(t.signin.password_set()),
        _ => None,
    };
    let wrong = match told.as_str() {
        "wrong" => {
            let left: u32 = asked("left").parse().unwrap_or(0);
            let more = if left > 0 { t.signin.left(left) } else { t.signin.none_left().to_owned() };
            Some((t.signin.wrong().to_owned(), more))
        }
        "wait" => {
            let minutes: u32 = asked("minutes").parse().unwrap_or(1);
            Some((t.signin.wait(minutes), t.signin.wait_note().to_owned()))
        }
        _ => None,
    };
    view! {
        <form method="post" action="/sign-in">
            <h1>{t.signin.title()}</h1>
            {said.map(|said| view! {
                <p class="told" role="status"><span class="outbox server"><Icon name="o-server"/>{said}</span></p>
            })}
            <div class="field">
                <label for="who">{t.signin.login()}</label>
                <input
                    id="who"
                    name="login"
                    type="text"
                    value=asked("login")
                    autocomplete="username"
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength="64"
                    required
                />
            </div>
            <Secret label=t.signin.password() name="password" autocomplete="current-password" wrong/>
            <button class="button primary touch" type="submit">{t.signin.enter()}</button>
            <p class="help">{t.signin.help()}</p>
        </form>
    }
}

/// The cast by side: one click signs in.
#[component]
fn Cast(cast: Vec<Player>) -> impl IntoView {
    let t = texts();
    let sides = [t.signin.side_group(), t.signin.side_unit(), t.signin.side_office(), t.signin.side_admin()];
    let groups = sides.into_iter().enumerate().map(|(place, side)| {
        let players = cast.iter().filter(|player| self::side(&player.role) == place).cloned();
        let rows = players.map(|player| {
            let note = post(&player, t);
            view! {
                <li>
                    <button type="submit" name="login" value=player.login>
                        <strong>{player.name}</strong>
                        <span>{note}</span>
                    </button>
                </li>
            }
        });
        view! { <h2>{side}</h2><ul>{rows.collect_view()}</ul> }
    });
    view! {
        <form class="cast" method="post" action="/demo/sign-in">
            <h1>{t.signin.cast()}</h1>
            <p class="help">{t.signin.cast_note()}</p>
            {groups.collect_view()}
        </form>
    }
}

fn side(role: &Role) -> usize {
    match role {
        Role::Group { .. } => 0,
        Role::Unit { .. } | Role::Organisation { .. } => 1,
        Role::OfficeLeader => 2,
        Role::Admin { .. } => 3,
    }
}

fn post(player: &Player, t: Texts) -> String {
    let place = player.place.as_ref().map(ToString::to_string).unwrap_or_default();
    match player.role {
        Role::Group { post, .. } => t.kind.get(post.into()).to_owned(),
        Role::Unit { post, .. } => format!("{place} · {}", t.kind.get(post.into())),
        Role::Organisation { .. } => format!("{place} · {}", t.kind.secondary()),
        Role::OfficeLeader => t.kind.office_leader().to_owned(),
        Role::Admin { office } => t.kind.get(office.into()).to_owned(),
    }
}
