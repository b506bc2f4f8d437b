//! A one-time link opened: the person sets their password; the first administrator also their name and login.

use domain::kinds::Name;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::{Empty, Field, Problem, Secret, loaded_or};
use crate::signin::Front;
use crate::texts::{Texts, texts};
use crate::wire::{self, Json};

/// Whom the link is for.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Guest {
    /// The first start: nobody is registered yet.
    First,
    Person {
        name: Name,
        login: String,
    },
}

/// Whom this link is for, while it is good. Looking does not use it up.
#[server(prefix = "/api", endpoint = "welcome", input = GetUrl, output = Json)]
pub async fn read_guest(token: String) -> Result<Guest, Failure> {
    let server = crate::context::server();
    let hash = store::credential::fingerprint(&token);
    let invitation = store::credential::invitation(&server.db, &hash, server.now()).await?;
    let invitation = invitation.ok_or_else(Failure::not_found)?;
    let Some(id) = invitation.person else { return Ok(Guest::First) };
    let person = store::record::person(&server.db, id).await?;
    let person = person.filter(|person| person.suspended_at.is_none()).ok_or_else(Failure::not_found)?;
    Ok(Guest::Person { name: person.name, login: person.login.to_string() })
}

#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    let params = use_params_map();
    let token = move || params.with(|params| params.get("token")).unwrap_or_default();
    let guest = wire::blocking(token, read_guest);
    view! {
        <leptos_meta::Title text=format!("{} · {}", t.welcome.title(), t.common.product())/>
        <Front>
            {loaded_or(guest, 3, move |guest| view! { <Begin guest token=token()/> }.into_any(), no_guest)}
        </Front>
    }
}

fn no_guest(failure: Failure) -> AnyView {
    let t = texts();
    match failure {
        Failure::Refused { .. } => view! {
            <Empty title=t.welcome.used() note=t.welcome.used_note()>
                <a class="button" href="/sign-in">{t.signin.title()}</a>
            </Empty>
        }
        .into_any(),
        failure => view! { <Problem failure/> }.into_any(),
    }
}

#[component]
fn Begin(guest: Guest, token: String) -> impl IntoView {
    let t = texts();
    let told = use_query_map().with_untracked(|query| query.get("told")).unwrap_or_default();
    let (hello, login) = match &guest {
        Guest::First => (t.welcome.first().to_owned(), None),
        Guest::Person { name, login } => (t.welcome.hello(name), Some(login.clone())),
    };
    let name_wrong = matches!(told.as_str(), "name" | "login").then(|| t.welcome.bad_name().to_owned());
    view! {
        <form method="post" action=format!("/welcome/{token}")>
            <h1>{t.welcome.title()}</h1>
            <p class="help">{hello}</p>
            {match login {
                Some(login) => view! {
                    <p class="help">{t.welcome.your_login(login.clone())}</p>
                    // Password managers keep the password under this name.
                    <input type="hidden" name="login" value=login autocomplete="username"/>
                }
                .into_any(),
                None => view! {
                    <Field label=t.welcome.name() name="person" required=true autocomplete="name"/>
                    <Field
                        label=t.signin.login()
                        name="login"
                        hint=t.welcome.login_hint()
                        required=true
                        autocomplete="username"
                        wrong=Signal::stored(name_wrong)
                    />
                }
                .into_any(),
            }}
            <NewPassword told/>
            <button class="button primary touch" type="submit">{t.welcome.begin()}</button>
        </form>
    }
}

/// The new password, twice, with what was wrong with the last one.
#[component]
pub fn NewPassword(told: String) -> impl IntoView {
    let t = texts();
    let why = weak_text(&told, t).map(|why| (why.to_owned(), String::new()));
    let (first, again) = if told == "differs" { (None, why) } else { (why, None) };
    view! {
        <Secret
            label=t.welcome.password()
            name="password"
            autocomplete="new-password"
            hint=t.welcome.password_hint()
            wrong=first
        />
        <Secret label=t.welcome.again() name="again" autocomplete="new-password" wrong=again/>
    }
}

/// What was wrong with a new password, by the server's word for it.
fn weak_text(told: &str, t: Texts) -> Option<&'static str> {
    let text = match told {
        "short" => t.welcome.short(),
        "long" => t.welcome.long(),
        "plain" => t.welcome.plain(),
        "own" => t.welcome.own(),
        "differs" => t.welcome.differs(),
        _ => return None,
    };
    Some(text)
}
