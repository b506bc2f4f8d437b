//! Slips as they are printed: each with its square, its code and what to do with them, in the languages that were chosen.

use domain::survey::Plan;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::read::Slip;
use crate::part::print;
use crate::texts::texts;

/// The languages of a sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tongues {
    #[default]
    Zh,
    En,
    Both,
}

impl Tongues {
    pub const ALL: [Tongues; 3] = [Tongues::Zh, Tongues::En, Tongues::Both];

    /// As the form has it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Tongues::Zh => "zh",
            Tongues::En => "en",
            Tongues::Both => "both",
        }
    }

    #[must_use]
    pub fn of(key: &str) -> Tongues {
        Tongues::ALL.into_iter().find(|own| own.key() == key).unwrap_or(Tongues::Zh)
    }

    /// Chinese, and English where anything is asked in it.
    #[must_use]
    pub fn usual(plan: &Plan) -> Tongues {
        let english = plan.questions.iter().any(|own| own.words.en.is_some());
        if english { Tongues::Both } else { Tongues::Zh }
    }

    /// Do squares open pages in English, or in Chinese? On a sheet in both languages that is left to the phone.
    #[must_use]
    pub fn english(self) -> Option<bool> {
        match self {
            Tongues::Zh => Some(false),
            Tongues::En => Some(true),
            Tongues::Both => None,
        }
    }
}

/// What each slip of a sheet says in one language. The server has the texts of both; a page in the browser has one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Said {
    /// The code of the language.
    pub lang: String,
    pub name: String,
    pub group: String,
    /// The group has no name in this language, and is called as it is in Chinese.
    pub foreign: bool,
    /// The survey's own title in Chinese, where the name is a general one.
    pub title: Option<String>,
    /// What to do with it, until when, and that nobody is named.
    pub note: String,
}

/// What was printed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Printed {
    pub slips: Vec<Slip>,
    pub said: Vec<Said>,
}

#[component]
pub fn SlipSheet(printed: Printed) -> impl IntoView {
    let t = texts();
    let Printed { slips, said } = printed;
    let many = slips.len();
    let class = if said.len() > 1 { "slip-sheet both" } else { "slip-sheet" };
    let slips = slips.into_iter().map(|slip| {
        let frame = format!("-2 -2 {} {}", slip.side + 4, slip.side + 4);
        let said = said.iter().cloned().map(words);
        view! {
            <li>
                <svg class="qr" viewBox=frame aria-hidden="true">
                    <rect x="-2" y="-2" width=slip.side + 4 height=slip.side + 4 class="light"></rect>
                    <path d=slip.square class="dark" shape-rendering="crispEdges"></path>
                </svg>
                <div class="said">{said.collect_view()}</div>
                <p class="code">{slip.code}</p>
            </li>
        }
    });
    let slips = slips.collect_view();
    view! {
        <p class="note no-print" role="status">{t.survey.printed(many)}</p>
        <div class="row no-print">
            <button type="button" class="button" on:click=move |_| print()>{t.survey.print_now()}</button>
        </div>
        <ul class=class>{slips}</ul>
    }
}

fn words(own: Said) -> AnyView {
    let Said { lang, name, group, foreign, title, note } = own;
    view! {
        <div lang=lang>
            <strong>{name}"·"<span lang=foreign.then_some("zh-CN")>{group}</span></strong>
            {title.map(|title| view! { <p lang="zh-CN">{title}</p> })}
            <p>{note}</p>
        </div>
    }
    .into_any()
}

#[cfg(feature = "ssr")]
pub mod serve {
    use domain::survey::{Plan, Words};

    use super::{Said, Tongues};
    use crate::part::day_text_with_year;
    use crate::texts::{Lang, Texts};

    /// What the slips of a group of raters say. `site` is where a code is typed, as it is typed there: `xundao.example/s`.
    pub fn said(own: &Plan, raters: &Words, tongues: Tongues, site: &str) -> Vec<Said> {
        let langs: &[Lang] = match tongues {
            Tongues::Zh => &[Lang::Zh],
            Tongues::En => &[Lang::En],
            Tongues::Both => &[Lang::Zh, Lang::En],
        };
        langs.iter().map(|lang| in_one(*lang, own, raters, site, tongues)).collect()
    }

    /// A title in Chinese only stands by itself on a sheet in English.
    fn in_one(lang: Lang, own: &Plan, raters: &Words, site: &str, tongues: Tongues) -> Said {
        let (t, english) = (Texts::new(lang).survey, lang == Lang::En);
        let general = english && own.title_en.is_none();
        Said {
            lang: lang.code().to_owned(),
            name: if general { t.answer_title().to_owned() } else { own.title(english).to_string() },
            group: raters.get(english).to_owned(),
            foreign: english && raters.en.is_none(),
            title: (general && tongues == Tongues::En).then(|| own.title.to_string()),
            note: t.on_slip(day_text_with_year(own.closes, lang), site),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::kinds::{Day, Text};
    use domain::survey::usual;

    use super::*;
    use crate::part::day_text_with_year;
    use crate::texts::{Lang, Texts};

    fn plan() -> Plan {
        let day = Day::parse("2023-04-17").unwrap();
        Plan {
            title: Text::parse("满意度测评").unwrap(),
            title_en: None,
            category: None,
            raters: usual::raters().unwrap(),
            questions: usual::questions().unwrap(),
            opens: day,
            closes: day,
        }
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn a_slip_in_english_has_the_title_in_english_or_a_general_one_and_the_chinese_below() {
        let (none, some) = (plan(), Plan { title_en: Text::optional("Second survey").unwrap(), ..plan() });
        let told = |own: &Plan, tongues| {
            let said = serve::said(own, &own.raters[0], tongues, "xundao.example/s").into_iter();
            said.map(|said| (said.name, said.title)).collect::<Vec<_>>()
        };
        let general = Texts::new(Lang::En).survey.answer_title().to_owned();
        let (chinese, english) = ("满意度测评".to_owned(), "Second survey".to_owned());
        assert_eq!(told(&none, Tongues::En), [(general.clone(), Some(chinese.clone()))]);
        assert_eq!(told(&none, Tongues::Both), [(chinese.clone(), None), (general, None)]);
        assert_eq!(told(&some, Tongues::En), [(english.clone(), None)]);
        assert_eq!(told(&some, Tongues::Both), [(chinese.clone(), None), (english, None)]);
        assert_eq!(told(&some, Tongues::Zh), [(chinese, None)]);
    }

    #[test]
    fn a_sheet_is_in_both_languages_where_anything_is_asked_in_english() {
        let mut plan = plan();
        assert_eq!(Tongues::usual(&plan), Tongues::Both);
        plan.questions.iter_mut().for_each(|own| own.words.en = None);
        assert_eq!(Tongues::usual(&plan), Tongues::Zh);
    }

    #[test]
    fn a_square_opens_the_page_in_the_one_language_of_its_sheet() {
        assert_eq!(Tongues::ALL.map(Tongues::english), [Some(false), Some(true), None]);
        assert_eq!(Tongues::ALL.map(|own| Tongues::of(own.key())), Tongues::ALL);
        assert_eq!(Tongues::of(""), Tongues::Zh);
    }

    #[test]
    fn a_slip_says_in_its_language_what_to_do_until_when_and_that_nobody_is_named() {
        let day = Day::parse("2023-04-30").unwrap();
        let told = |lang| Texts::new(lang).survey.on_slip(day_text_with_year(day, lang), "xundao.example/s");
        for word in ["扫码", "xundao.example/s", "票号", "匿名", "一张票答一次", "2023年4月30日"] {
            assert!(told(Lang::Zh).contains(word), "{word}");
        }
        for word in ["Scan", "xundao.example/s", "code", "Anonymous", "one answer", "30 Apr 2023"] {
            assert!(told(Lang::En).contains(word), "{word}");
        }
    }
}
