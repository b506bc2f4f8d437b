//! The page of a slip: a minute on a phone, without an account and without a script. The form goes to the server as any form;
//! whatever is wrong with a slip is said on a page of its own.

use domain::survey::answer::{LEVELS, UNKNOWN, WORDS};
use domain::survey::{Kind, Question, Survey};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::read::{Opened, read_slip};
use super::said;
use crate::part::{Icon, TextArea, loaded};
use crate::texts::{Lang, Texts, texts};
use crate::wire::blocking;

/// `/s/:code`
#[component]
pub fn Page() -> impl IntoView {
    let params = use_params_map();
    let code = params.read_untracked().get("code").unwrap_or_default();
    if code == "thanks" {
        return view! { <Thanks/> }.into_any();
    }
    let asked = code.clone();
    let slip = blocking(|| (), move |()| read_slip(asked.clone()));
    loaded(slip, 4, move |opened| match opened {
        Opened::Asks { unit, survey, raters } => {
            view! { <Asks code=code.clone() unit survey=*survey raters/> }.into_any()
        }
        Opened::Spoilt { why } => view! { <Spoilt why/> }.into_any(),
    })
}

/// `/s`: the code is typed.
#[component]
pub fn Enter() -> impl IntoView {
    let t = texts();
    let waits = use_query_map().read_untracked().get("told").as_deref() == Some("wait");
    view! {
        <Around title=t.survey.answer_title() above=String::new() path="/s">
            {waits.then(|| view! { <p class="told" role="alert">{t.survey.spoilt_wait_note()}</p> })}
            <form method="get" action="/s/go" class="enter">
                <div class="field">
                    <label for="slip-code">{t.survey.code()}</label>
                    <p class="hint" id="slip-code-hint">{t.survey.code_hint()}</p>
                    <input id="slip-code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" required=true aria-describedby="slip-code-hint"/>
                </div>
                <button class="button primary">{t.survey.open_slip()}</button>
            </form>
        </Around>
    }
}

/// What stands around these pages: nothing that leads into the desk.
#[component]
fn Around(
    title: &'static str,
    above: String,
    /// Where the other language leads back to.
    #[prop(into)]
    path: String,
    children: Children,
) -> impl IntoView {
    let t = texts();
    let (to, word, lang) = match t.lang {
        Lang::Zh => ("en", "English", "en"),
        Lang::En => ("zh-CN", "简体中文", "zh-CN"),
    };
    view! {
        <leptos_meta::Title text=format!("{title} · {}", t.common.product())/>
        <div class="slip">
            <main id="main">
                <header>
                    {(!above.is_empty()).then(|| view! { <p>{above}</p> })}
                    <h1>{title}</h1>
                    <a class="more" rel="external" lang=lang href=format!("/lang/{to}?to={path}")>{word}</a>
                </header>
                {children()}
            </main>
        </div>
    }
}

#[component]
fn Asks(code: String, unit: String, survey: Survey, raters: usize) -> impl IntoView {
    let t = texts();
    let blank = use_query_map().read_untracked().get("told").as_deref() == Some("blank");
    let who = survey.plan.raters.get(raters).map(|words| said(words, t)).unwrap_or_default();
    let above = format!("{unit}·{}·{who}", survey.plan.title);
    let many = survey.plan.questions.iter().filter(|own| own.kind != Kind::Text).count();
    let mut number = 0;
    let questions = survey.plan.questions.iter().enumerate().map(|(place, question)| {
        if question.kind != Kind::Text {
            number += 1;
        }
        asked(place, question, (number, many), t)
    });
    let questions = questions.collect::<Vec<_>>();
    let path = format!("/s/{code}");
    view! {
        <Around title=t.survey.answer_title() above path=path.clone()>
            <p class="anonymous"><Icon name="i-lock"/><span>{t.survey.anonymous()}</span></p>
            {blank.then(|| view! { <p class="told" role="alert">{t.survey.blank()}</p> })}
            <form method="post" action=path>
                {questions}
                <div class="hand-in">
                    <p class="progress" data-done=t.survey.answered() data-left=t.survey.left() data-unit=t.survey.questions_unit()></p>
                    <button class="button primary">{t.survey.hand_in()}</button>
                </div>
            </form>
        </Around>
    }
}

fn asked(place: usize, question: &Question, (number, many): (usize, usize), t: Texts) -> AnyView {
    let (name, words) = (format!("q{place}"), said(&question.words, t));
    match &question.kind {
        Kind::Text => {
            view! { <TextArea label=words name rows=5 hint=t.survey.may_be_empty() longest=WORDS/> }.into_any()
        }
        Kind::Scale => {
            let levels = (0..LEVELS).map(|level| (level, level_word(level, t).to_owned()));
            choices("scale", name, words, (number, many), levels.collect())
        }
        Kind::Choice { options } => {
            let options = options.iter().map(|own| said(own, t)).enumerate();
            choices("options", name, words, (number, many), options.collect())
        }
    }
}

fn choices(
    class: &'static str,
    name: String,
    words: String,
    (number, many): (usize, usize),
    options: Vec<(usize, String)>,
) -> AnyView {
    let options = options.into_iter().map(|(value, word)| {
        view! { <label><input type="radio" name=name.clone() value=value/><span>{word}</span></label> }
    });
    let options = options.collect_view();
    view! {
        <fieldset class="asked">
            <legend><span class="quiet">{number}"/"{many}</span> " " {words}</legend>
            <div class=class>{options}</div>
        </fieldset>
    }
    .into_any()
}

/// 很满意 … 不了解.
pub fn level_word(level: usize, t: Texts) -> &'static str {
    match level {
        UNKNOWN => t.survey.level_unknown(),
        level => t.survey.get(&format!("level_{level}")),
    }
}

#[component]
fn Thanks() -> impl IntoView {
    let t = texts();
    view! {
        <Around title=t.survey.thanks() above=String::new() path="/s/thanks">
            <p class="said">{t.survey.thanks_note()}</p>
        </Around>
    }
}

/// What is wrong with a slip and what to do about it.
#[component]
fn Spoilt(why: String) -> impl IntoView {
    let t = texts();
    let (title, note) = (t.survey.get(&format!("spoilt_{why}")), t.survey.get(&format!("spoilt_{why}_note")));
    let again = matches!(why.as_str(), "mistyped" | "unknown");
    view! {
        <Around title above=String::new() path="/s">
            <p class="said">{note}</p>
            {again.then(|| view! { <a class="button" rel="external" href="/s">{t.survey.type_again()}</a> })}
        </Around>
    }
}
