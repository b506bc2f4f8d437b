//! `/inbox/settings`: which reasons, at which hour, to which address; for the head of a group its chat's robot.

use domain::reminder::{HOURS, Reason, Robot, Settings};
use leptos::prelude::*;
use leptos::task::spawn_local;
use strum::VariantArray as _;

use super::read::{Fate, Mine, RobotOf, read_settings};
use super::write::{drop_robot, set, set_robot, try_out};
use crate::failure::Failure;
use crate::issue::Values;
use crate::part::empty::{failure_text, refusal_text};
use crate::part::field::{Check, Checks, Select};
use crate::part::{Field, Icon, Moment, Section, loaded};
use crate::texts::{Texts, texts};
use crate::wire;

/// What was just done, on the page: it outlives what is read anew.
#[derive(Clone, Copy)]
struct Said {
    /// Which form, and whether it is kept or why not.
    told: RwSignal<Option<(String, Result<&'static str, Failure>)>>,
    again: RwSignal<u32>,
}

impl Said {
    fn tell(self, form: &str, done: Result<(), Failure>, word: &'static str) {
        let good = done.is_ok();
        self.told.set(Some((form.to_owned(), done.map(|()| word))));
        if good {
            self.again.update(|times| *times += 1);
        }
    }

    /// What is wrong, for the field of this form.
    fn wrong(self, form: String, t: Texts) -> Signal<Option<String>> {
        Signal::derive(move || match self.told.get() {
            Some((own, Err(Failure::Refused { refusal }))) if own == form => Some(refusal_text(&refusal, t)),
            Some((own, Err(other))) if own == form => Some(failure_text(&other, t).0),
            _ => None,
        })
    }
}

#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    let said = Said { told: RwSignal::new(None), again: RwSignal::new(0) };
    provide_context(said);
    let mine = wire::blocking(move || said.again.get(), |_| read_settings());
    view! {
        <leptos_meta::Title text=t.inbox.settings_title()/>
        <header class="page-head">
            <div><p><a class="more" href="/inbox">{t.inbox.title()}</a></p><h1>{t.inbox.settings_title()}</h1></div>
        </header>
        {loaded(mine, 6, |mine| view! { <Shown mine/> }.into_any())}
    }
}

#[component]
fn Shown(mine: Mine) -> impl IntoView {
    let t = texts();
    let robots = mine.robots.iter().cloned().map(|own| view! { <Chat own hosts=mine.hosts/> }).collect_view();
    view! {
        <div class="stack">
            <Section title=t.inbox.mine().to_owned() note=t.inbox.mine_note()><Own mine=mine.clone()/></Section>
            {robots}
        </div>
    }
}

fn hours(t: Texts) -> Vec<(String, String)> {
    HOURS.map(|hour| (hour.to_string(), t.inbox.oclock(hour))).collect()
}

fn languages() -> Vec<(String, String)> {
    vec![("zh".into(), "中文".into()), ("en".into(), "English".into())]
}

fn language(english: bool) -> &'static str {
    if english { "en" } else { "zh" }
}

#[component]
fn Own(mine: Mine) -> impl IntoView {
    let (t, said) = (texts(), expect_context::<Said>());
    let Mine { settings, mail, fate, .. } = mine;
    let boxes = Reason::VARIANTS.iter().rev().map(|reason| {
        let key: &str = reason.into();
        let label = t.inbox.get(&format!("reason_{key}")).to_owned();
        Check { name: format!("reason-{key}"), label, on: !settings.off.contains(reason) }
    });
    let save = move |event| {
        let values = Values::of(&event);
        let off =
            Reason::VARIANTS.iter().filter(|own| values.get(&format!("reason-{}", <&str>::from(*own))).is_empty());
        let address = Some(values.get("address").trim().to_owned()).filter(|raw| !raw.is_empty());
        let settings = Settings {
            off: off.copied().collect(),
            hour: values.get("hour").parse().unwrap_or(domain::reminder::HOUR),
            address,
            mail: !values.get("by-mail").is_empty(),
            english: values.get("language") == "en",
        };
        // The rule answers at once; the server asks it again.
        if let Err(refusal) = settings.check() {
            return said.tell("own", Err(refusal.into()), "");
        }
        let word = t.inbox.saved();
        spawn_local(async move { said.tell("own", set(settings).await, word) });
    };
    let can_try = settings.mail && mail;
    let trial = move |_| spawn_local(async move { said.tell("own", try_out(None).await, t.inbox.on_its_way()) });
    let by_mail = Check { name: "by-mail".into(), label: t.inbox.by_mail().into(), on: settings.mail };
    let boxes = boxes.collect::<Vec<_>>();
    view! {
        <form class="narrow" novalidate on:submit=save>
            <Checks legend=t.inbox.reasons() boxes/>
            <Select label=t.inbox.hour() name="hour" options=hours(t) value=settings.hour.to_string()/>
            {(!mail).then(|| view! { <p class="note">{t.inbox.no_mail_here()}</p> })}
            <Field label=t.inbox.address() name="address" kind="email" autocomplete="email" value=settings.address.clone().unwrap_or_default()
                hint=t.inbox.address_hint() wrong=said.wrong("own".into(), t)/>
            <Checks legend=t.inbox.mail() boxes=vec![by_mail]/>
            <Select label=t.inbox.language() name="language" options=languages() value=language(settings.english)/>
            <Told form="own"/>
            <div class="row">
                <button class="button primary">{t.common.save()}</button>
                {can_try.then(|| view! { <button type="button" class="button" on:click=trial>{t.inbox.try_mail()}</button> })}
            </div>
        </form>
        {fate.map(|fate| view! { <FateLine fate/> })}
    }
}

/// The robot of a group's chat.
#[component]
fn Chat(own: RobotOf, hosts: bool) -> impl IntoView {
    let (t, said) = (texts(), expect_context::<Said>());
    let (group, form) = (own.group, format!("robot-{}", own.group));
    let kinds = Robot::VARIANTS.iter().map(|kind| {
        let key: &str = kind.into();
        (key.to_owned(), t.inbox.get(&format!("robot_{key}")).to_owned())
    });
    let kinds = kinds.collect::<Vec<_>>();
    let set_already = own.kind.is_some();
    let value: &'static str = own.kind.unwrap_or(Robot::Wecom).into();
    let name = move |field: &str| format!("{field}-{group}");
    let (done, sent, gone) = (form.clone(), form.clone(), form.clone());
    let save = move |event| {
        let (values, done) = (Values::of(&event), done.clone());
        let kind = values.get(&name("kind")).parse().unwrap_or(Robot::Wecom);
        let url = Some(values.get(&name("url")).trim().to_owned()).filter(|raw| !raw.is_empty());
        let secret = Some(values.get(&name("secret")).trim().to_owned()).filter(|raw| !raw.is_empty());
        let hour = values.get(&name("hour")).parse().unwrap_or(domain::reminder::HOUR);
        let english = values.get(&name("language")) == "en";
        let word = t.inbox.saved();
        spawn_local(async move { said.tell(&done, set_robot(group, kind, url, secret, hour, english).await, word) });
    };
    let trial = move |_| {
        let form = sent.clone();
        spawn_local(async move { said.tell(&form, try_out(Some(group)).await, t.inbox.on_its_way()) });
    };
    let drop = move |_| {
        let form = gone.clone();
        spawn_local(async move { said.tell(&form, drop_robot(group).await, t.inbox.dropped()) });
    };
    let hint = if set_already { t.inbox.url_kept(own.host.as_str()) } else { t.inbox.url_hint().to_owned() };
    let told = form.clone();
    view! {
        <Section title=t.inbox.robot(own.name.as_str()) note=t.inbox.robot_note()>
            {(!hosts).then(|| view! { <p class="note">{t.inbox.no_hosts_here()}</p> })}
            <form class="narrow" novalidate on:submit=save>
                <Select label=t.inbox.robot_kind() name=name("kind") options=kinds value/>
                <Field label=t.inbox.url() name=name("url") kind="url" autocomplete="off" hint wrong=said.wrong(form, t)/>
                <Field label=t.inbox.secret() name=name("secret") kind="password" autocomplete="off"
                    hint=if own.signed { t.inbox.secret_kept() } else { t.inbox.secret_hint() }/>
                <Select label=t.inbox.hour() name=name("hour") options=hours(t) value=own.hour.to_string()/>
                <Select label=t.inbox.language() name=name("language") options=languages() value=language(own.english)/>
                <Told form=told/>
                <div class="row">
                    <button class="button primary">{t.common.save()}</button>
                    {set_already.then(|| view! {
                        <button type="button" class="button" on:click=trial>{t.inbox.try_robot()}</button>
                        <button type="button" class="button" on:click=drop>{t.inbox.drop_robot()}</button>
                    })}
                </div>
            </form>
            {own.fate.map(|fate| view! { <FateLine fate/> })}
        </Section>
    }
}

/// What has become of the form.
#[component]
fn Told(#[prop(into)] form: String) -> impl IntoView {
    let said = expect_context::<Said>();
    let word = move || match said.told.get() {
        Some((own, Ok(word))) if own == form => {
            Some(view! { <span class="outbox server"><Icon name="o-server"/>{word}</span> })
        }
        _ => None,
    };
    view! { <p role="status">{word}</p> }
}

#[component]
fn FateLine(fate: Fate) -> impl IntoView {
    let t = texts();
    let word = t.inbox.get(&format!("fate_{}", fate.state));
    let why = fate.why.filter(|_| fate.state != "sent").map(|why| t.inbox.get(&format!("failed_{why}")));
    view! { <p class="note fate">{word} " " <Moment time=fate.at/> {why.map(|why| format!(" · {why}"))}</p> }
}
