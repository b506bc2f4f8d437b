//! The page of a slip: a minute on a phone, without an account and without a script. The form goes to the server as any form;
//! whatever is wrong with a slip is said on a page of its own.

use domain::refusal::Refusal;
use domain::survey::answer::{LEVELS, UNKNOWN, WORDS};
use domain::survey::code::Code;
use domain::survey::{Kind, Question, Words};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::read::{Asks, Opened, read_slip};
use super::{said, scope_text, titled};
use crate::part::empty::refusal_text;
use crate::part::{Icon, loaded};
use crate::texts::{Lang, Texts, texts};
use crate::wire::blocking;

/// What was typed into a slip that can't be taken as it is: the page is shown again with it. It is never kept anywhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refill {
    /// The field of each question, if there was one.
    pub typed: Vec<Option<String>>,
    /// The question (from 0) with too many words.
    pub too_long: usize,
}

/// These pages run no script (`shell.rs`), so the browser's half has nothing of them.
const UNSCRIPTED: bool = cfg!(feature = "hydrate");

/// `/s/:code`
#[component]
pub fn Page() -> impl IntoView {
    if UNSCRIPTED {
        return ().into_any();
    }
    let params = use_params_map();
    let code = params.read_untracked().get("code").unwrap_or_default();
    if code == "thanks" {
        return view! { <Thanks/> }.into_any();
    }
    let asked = code.clone();
    let slip = blocking(|| (), move |()| read_slip(asked.clone()));
    loaded(slip, 4, move |opened| match opened {
        Opened::Asks(asks) => view! { <Questions code=code.clone() asks/> }.into_any(),
        Opened::Spoilt { why } => view! { <Spoilt code=code.clone() why/> }.into_any(),
    })
}

/// `/s`: the code is typed.
#[component]
pub fn Enter() -> impl IntoView {
    if UNSCRIPTED {
        return ().into_any();
    }
    let t = texts();
    let waits = use_query_map().read_untracked().get("told").as_deref() == Some("wait");
    view! {
        <Around title=t.survey.answer_title() above=None path="/s">
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
    .into_any()
}

/// What stands around these pages: nothing that leads into the desk.
#[component]
fn Around(
    title: &'static str,
    above: Option<AnyView>,
    /// Which page it is, for the other language to lead back to.
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
                    {above.map(|above| view! { <p>{above}</p> })}
                    <h1>{title}</h1>
                    <a class="more" rel="external" lang=lang href=turned(&path, to)>{word}</a>
                </header>
                {children()}
            </main>
        </div>
    }
}

/// The same page in another language. The code of a slip stays below `/s`, where no proxy writes addresses down.
fn turned(path: &str, to: &str) -> String {
    match path {
        "/s" | "/s/thanks" => format!("/lang/{to}?to={path}"),
        slip => format!("{slip}/{to}"),
    }
}

/// Words of the group in the language of the page, and which they are in where there are none in it.
type Phrase = (String, Option<&'static str>);

fn phrase(words: &Words, t: Texts) -> Phrase {
    (said(words, t), chinese(t).filter(|_| words.en.is_none()))
}

/// What marks Chinese as such on a page in English.
fn chinese(t: Texts) -> Option<&'static str> {
    (t.lang == Lang::En).then_some("zh-CN")
}

#[component]
fn Questions(code: String, asks: Asks) -> impl IntoView {
    let t = texts();
    let blank = use_query_map().read_untracked().get("told").as_deref() == Some("blank");
    let (who, tongue) = phrase(&asks.raters, t);
    let (title, of) = (titled(&asks.title, asks.title_en.as_ref(), t), chinese(t).filter(|_| asks.title_en.is_none()));
    let about = asks.category.map(|own| view! { <span>{scope_text(Some(own), t)}</span> "·" });
    let above = view! {
        <span lang=chinese(t)>{asks.unit}</span> "·" <span lang=of>{title}</span> "·" {about}
        <span lang=tongue>{who}</span>
    };
    let many = asks.questions.iter().filter(|own| own.kind != Kind::Text).count();
    let refill = use_context::<Refill>();
    let mut number = 0;
    let questions = asks.questions.iter().enumerate().map(|(place, question)| {
        if question.kind != Kind::Text {
            number += 1;
        }
        asked(place, question, (number, many), refill.as_ref())
    });
    let questions = questions.collect::<Vec<_>>();
    let path = format!("/s/{code}");
    view! {
        <Around title=t.survey.answer_title() above=Some(above.into_any()) path=path.clone()>
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

fn asked(place: usize, question: &Question, (number, many): (usize, usize), refill: Option<&Refill>) -> AnyView {
    let t = texts();
    let (name, words) = (format!("q{place}"), phrase(&question.words, t));
    let typed = refill.and_then(|own| own.typed.get(place)?.clone()).unwrap_or_default();
    match &question.kind {
        Kind::Text => {
            let length = typed.trim().chars().count();
            let long = refill.is_some_and(|own| own.too_long == place);
            let why = long.then(|| refusal_text(&Refusal::TooLong { max: WORDS, length }, t));
            text(name, words, &typed, why)
        }
        Kind::Scale => {
            let levels = (0..LEVELS).map(|level| (level, (level_word(level, t).to_owned(), None)));
            choices("scale", name, words, (number, many), levels.collect(), &typed)
        }
        Kind::Choice { options } => {
            let options = options.iter().map(|own| phrase(own, t)).enumerate();
            choices("options", name, words, (number, many), options.collect(), &typed)
        }
    }
}

/// Words of one's own. No script runs here, so what was typed is written into the page; leptos escapes nothing in a textarea.
fn text(name: String, (words, tongue): Phrase, typed: &str, why: Option<String>) -> AnyView {
    let t = texts();
    let (id, wrong) = (format!("field-{name}"), format!("field-{name}-wrong"));
    let hint = format!("{id}-hint");
    let says = if why.is_some() { format!("{hint} {wrong}") } else { hint.clone() };
    let invalid = why.is_some().then_some("true");
    // who wrote too much must be able to see all of it; the line break is one that browsers leave out
    let longest = why.is_none().then_some(WORDS);
    let inside = format!("\n{}", typed.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
    let why =
        why.map(|why| view! { <p class="wrong" id=wrong role="alert"><Icon name="s-late"/><span>{why}</span></p> });
    view! {
        <div class="field">
            <label for=id.clone() lang=tongue>{words}</label>
            <p class="hint" id=hint>{t.survey.may_be_empty()}</p>
            <textarea id=id name=name rows="5" maxlength=longest aria-invalid=invalid aria-describedby=says inner_html=inside></textarea>
            {why}
        </div>
    }
    .into_any()
}

fn choices(
    class: &'static str,
    name: String,
    (words, tongue): Phrase,
    (number, many): (usize, usize),
    options: Vec<(usize, Phrase)>,
    typed: &str,
) -> AnyView {
    let options = options.into_iter().map(|(value, (word, tongue))| {
        let (name, checked) = (name.clone(), value.to_string() == typed);
        view! { <label><input type="radio" name=name value=value checked=checked/><span lang=tongue>{word}</span></label> }
    });
    let options = options.collect_view();
    view! {
        <fieldset class="asked">
            <legend><span class="quiet">{number}"/"{many}</span> " " <span lang=tongue>{words}</span></legend>
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
        <Around title=t.survey.thanks() above=None path="/s/thanks">
            <p class="said">{t.survey.thanks_note()}</p>
        </Around>
    }
}

/// Where the other language says what is wrong as well. To look an unknown code up again would be one more guess.
fn again(code: &str, why: &str) -> String {
    match (why, Code::parse(code)) {
        ("unknown" | "wait", _) => "/s".to_owned(),
        (_, Ok(code)) => format!("/s/{code}"),
        (_, Err(_)) => "/s/x".to_owned(),
    }
}

/// What is wrong with a slip and what to do about it.
#[component]
fn Spoilt(code: String, why: String) -> impl IntoView {
    let t = texts();
    let (title, note) = (t.survey.get(&format!("spoilt_{why}")), t.survey.get(&format!("spoilt_{why}_note")));
    let retype = matches!(why.as_str(), "mistyped" | "unknown");
    view! {
        <Around title above=None path=again(&code, &why)>
            <p class="said">{note}</p>
            {retype.then(|| view! { <a class="button" rel="external" href="/s">{t.survey.type_again()}</a> })}
        </Around>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_language_says_as_well_what_is_wrong_with_a_slip() {
        let code = Code::new([7; 32]).to_string();
        for why in ["early", "late", "used", "void"] {
            assert_eq!(again(&code.to_lowercase(), why), format!("/s/{code}"), "{why}");
        }
        assert_eq!(again("7Q2K&to=//elsewhere", "mistyped"), "/s/x");
        assert_eq!(again(&code, "unknown"), "/s");
    }

    #[test]
    fn the_other_language_of_a_slip_is_below_the_same_address_as_the_slip() {
        assert_eq!(turned("/s/7Q2K-0000", "en"), "/s/7Q2K-0000/en");
        assert_eq!(turned("/s/x", "zh-CN"), "/s/x/zh-CN");
        assert_eq!(["/s", "/s/thanks"].map(|page| turned(page, "en")), ["/lang/en?to=/s", "/lang/en?to=/s/thanks"]);
    }

    #[test]
    fn chinese_is_marked_as_such_on_a_page_in_english() {
        let [both, one] = [Some("Staff"), None].map(|en| Words::parse("教职工", en.unwrap_or_default()).unwrap());
        let (zh, en) = (Texts::new(Lang::Zh), Texts::new(Lang::En));
        assert_eq!(phrase(&both, en), ("Staff".to_owned(), None));
        assert_eq!(phrase(&one, en), ("教职工".to_owned(), Some("zh-CN")));
        assert_eq!(phrase(&one, zh), ("教职工".to_owned(), None));
    }
}
