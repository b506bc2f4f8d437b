//! Slips as they are printed: each with its square, its code and what to do with them, in the languages that were chosen.

use domain::kinds::Day;
use domain::survey::{Plan, Words};
use leptos::prelude::*;

use super::read::Slip;
use crate::part::{day_text_with_year, print};
use crate::texts::{Lang, Texts, texts};

/// The languages of a sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tongues {
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

    fn langs(self) -> &'static [Lang] {
        match self {
            Tongues::Zh => &[Lang::Zh],
            Tongues::En => &[Lang::En],
            Tongues::Both => &[Lang::Zh, Lang::En],
        }
    }
}

/// What was printed, and what its slips say.
#[derive(Clone)]
pub struct Printed {
    pub slips: Vec<Slip>,
    pub raters: Words,
    pub tongues: Tongues,
    /// Where a code is typed, as it is typed there: `xundao.example/s`.
    pub site: String,
}

#[component]
pub fn SlipSheet(printed: Printed, #[prop(into)] title: String, until: Day) -> impl IntoView {
    let t = texts();
    let Printed { slips, raters, tongues, site } = printed;
    let many = slips.len();
    let slips = slips.into_iter().map(|slip| {
        let frame = format!("-2 -2 {} {}", slip.side + 4, slip.side + 4);
        let said = tongues.langs().iter().map(|lang| said(*lang, tongues, (&title, &raters), (&site, until)));
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
    let class = if tongues == Tongues::Both { "slip-sheet both" } else { "slip-sheet" };
    view! {
        <p class="note no-print" role="status">{t.survey.printed(many)}</p>
        <div class="row no-print">
            <button type="button" class="button" on:click=move |_| print()>{t.survey.print_now()}</button>
        </div>
        <ul class=class>{slips}</ul>
    }
}

/// What it is, for whom, what to do with it, until when, and that nobody is named. A title is in Chinese only, so on a sheet in
/// English it stands by itself.
fn said(lang: Lang, tongues: Tongues, (title, raters): (&str, &Words), (site, until): (&str, Day)) -> AnyView {
    let (t, english) = (Texts::new(lang), lang == Lang::En);
    let name = if english { t.survey.answer_title() } else { title }.to_owned();
    let group = raters.get(english).to_owned();
    let tongue = (english && raters.en.is_none()).then_some("zh-CN");
    let title = (tongues == Tongues::En).then(|| view! { <p lang="zh-CN">{title.to_owned()}</p> });
    view! {
        <div lang=lang.code()>
            <strong>{name}"·"<span lang=tongue>{group}</span></strong>
            {title}
            <p>{t.survey.on_slip(day_text_with_year(until, lang), site)}</p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::kinds::Text;
    use domain::survey::usual;

    use super::*;

    #[test]
    fn a_sheet_is_in_both_languages_where_anything_is_asked_in_english() {
        let day = Day::parse("2023-04-17").unwrap();
        let mut plan = Plan {
            title: Text::parse("满意度测评").unwrap(),
            raters: usual::raters().unwrap(),
            questions: usual::questions().unwrap(),
            opens: day,
            closes: day,
        };
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
