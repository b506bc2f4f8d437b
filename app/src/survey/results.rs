//! What came back and, once the survey is closed, what it says: per group of raters a share with its interval, the answers
//! to each question, the words, and how it was before. Nothing of fewer than five.

mod before;

use domain::survey::answer::LEVELS;
use domain::survey::result::{OfQuestion, OfRaters, Returns};
use domain::survey::{Kind, Question};
use leptos::prelude::*;

use before::Before;

use super::answer::level_word;
use super::read::Detail;
use super::{between, hundred, said};
use crate::part::chart::{Whisker, Whiskers, Without};
use crate::part::{Empty, Section};
use crate::texts::{Texts, texts};

#[component]
pub fn Results(detail: Detail) -> impl IntoView {
    let t = texts();
    let closed = detail.survey.state() == "closed";
    let returns = Returns::of(&detail.raters);
    let title = back(&returns, closed, t);
    let note = if closed { t.survey.results_note() } else { t.survey.results_later() };
    let body = if returns.in_all == 0 {
        view! { <Empty title=t.survey.nothing_out() note=t.survey.nothing_out_note()/> }.into_any()
    } else if closed {
        view! { <Closed detail=detail.clone()/> }.into_any()
    } else {
        view! { <Rates detail=detail.clone()/> }.into_any()
    };
    view! { <Section title note=note.to_owned() class="span-8" id="results">{body}</Section> }
}

/// How many slips came back of those that were handed out, of the groups that are shown, and how many groups are not.
fn back(own: &Returns, closed: bool, t: Texts) -> String {
    let (groups, back, out) = (own.groups, own.returned, own.handed_out);
    match (own.in_all, groups, own.few, closed) {
        (0, ..) => t.survey.nothing_out().to_owned(),
        (all, 0, ..) => t.survey.all_few(all),
        (_, _, 0, false) => t.survey.back_so_far(back, out),
        (_, _, 0, true) => t.survey.back_in_all(back, out),
        (_, _, few, false) => t.survey.shown_so_far(back, few, groups, out),
        (_, _, few, true) => t.survey.shown_in_all(back, few, groups, out),
    }
}

/// How many of each group came back; once closed with the share and its interval, as the drawing has them.
#[component]
fn Rates(detail: Detail) -> impl IntoView {
    let t = texts();
    let closed = detail.survey.state() == "closed";
    let heads = closed.then(|| {
        let words = [t.survey.satisfied(), t.survey.interval()];
        words.map(|word| view! { <th scope="col" class="num">{word}</th> }).into_iter().collect_view()
    });
    let rows = detail.survey.plan.raters.iter().zip(&detail.raters).map(|(words, own)| {
        let share = closed.then(|| match own.satisfied.and_then(|own| Some((own, between(&own)?))) {
            Some((own, between)) => {
                view! { <td class="num">{hundred(&own)}</td> <td class="num">{between}</td> }.into_any()
            }
            None => view! { <td class="quiet" colspan="2">{without(own).word(t)}</td> }.into_any(),
        });
        view! {
            <tr>
                <th scope="row">{said(words, t)}</th>
                <td class="num">{own.handed_out}</td>
                <td class="num">{returned(own, closed, t)}</td>
                <td class="num">{rate(own)}</td>
                {share}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=t.survey.came_back()>
            <table class="table">
                <caption class="visually-hidden">{t.survey.came_back()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.field.rater_group()}</th>
                        <th scope="col" class="num">{t.survey.handed_out()}</th>
                        <th scope="col" class="num">{t.survey.came_back()}</th>
                        <th scope="col" class="num">{t.survey.rate()}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Why nothing is said of a group: no slip was printed for it, or too few came back.
fn without(own: &OfRaters) -> Without {
    if own.asked { Without::Few } else { Without::Unasked }
}

/// As [`without`], where there is room for few words. Whoever has no slips may still get some while the survey runs.
fn short(own: &OfRaters, closed: bool, t: Texts) -> &'static str {
    match (without(own), closed) {
        (Without::Few, _) => t.survey.few(),
        (Without::Unasked, true) => t.survey.unasked(),
        (Without::Unasked, false) => t.survey.nothing_out(),
    }
}

fn returned(own: &OfRaters, closed: bool, t: Texts) -> String {
    own.returned.map_or_else(|| short(own, closed, t).to_owned(), |many| many.to_string())
}

/// What a group answered to the question at this place, or why that is not said.
fn answered(own: &OfRaters, place: usize) -> Result<OfQuestion, Without> {
    own.questions.get(place).cloned().ok_or(without(own))
}

fn rate(own: &OfRaters) -> String {
    let rate = own.returned.filter(|_| own.handed_out > 0).map(|many| format!("{}%", many * 100 / own.handed_out));
    rate.unwrap_or_else(|| "—".to_owned())
}

#[component]
fn Closed(detail: Detail) -> impl IntoView {
    let t = texts();
    let plan = &detail.survey.plan;
    let whiskers = plan.raters.iter().zip(&detail.raters).map(|(words, own)| Whisker {
        name: said(words, t),
        note: match without(own) {
            Without::Few => t.survey.so_many_back(returned(own, true, t)),
            Without::Unasked => String::new(),
        },
        opinion: own.satisfied.ok_or(without(own)),
    });
    let whiskers: Vec<Whisker> = whiskers.collect();
    let questions = plan.questions.iter().enumerate().map(|(place, question)| {
        let answers = plan.raters.iter().zip(&detail.raters).map(|(words, own)| (said(words, t), answered(own, place)));
        view! { <Answers question=question.clone() answers=answers.collect()/> }
    });
    let questions = questions.collect_view();
    view! {
        <Whiskers title=t.survey.satisfied_by_raters() rows=whiskers/>
        <p class="note">{t.survey.how_counted()}</p>
        <Rates detail=detail.clone()/>
        {questions}
        <Before earlier=detail.earlier.clone() names=plan.raters.iter().map(|own| (own.zh.to_string(), said(own, t))).collect() now=detail.raters.clone()/>
    }
}

/// One question: for each group how often each answer was given, or the words.
#[component]
fn Answers(question: Question, answers: Vec<(String, Result<OfQuestion, Without>)>) -> impl IntoView {
    let t = texts();
    let heads: Vec<String> = match &question.kind {
        Kind::Scale => (0..LEVELS).map(|level| level_word(level, t).to_owned()).collect(),
        Kind::Choice { options } => options.iter().map(|own| said(own, t)).collect(),
        Kind::Text => Vec::new(),
    };
    let title = said(&question.words, t);
    if question.kind == Kind::Text {
        let words = answers.into_iter().map(|(name, own)| {
            let words = own.and_then(|own| if own.words.is_empty() { Err(Without::Few) } else { Ok(own.words) });
            let lines = match words {
                Ok(words) => {
                    let lines = words.into_iter().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>();
                    view! { <ul class="survey-words">{lines}</ul> }.into_any()
                }
                Err(why) => view! { <p class="quiet">{why.word(t)}</p> }.into_any(),
            };
            view! { <h4>{name}</h4> {lines} }
        });
        let words = words.collect_view();
        return view! { <h3>{title}</h3> <p class="note">{t.survey.words_note()}</p> {words} }.into_any();
    }
    let many = heads.len();
    let rows = answers.into_iter().map(|(name, own)| {
        let satisfied = own.as_ref().ok().and_then(|own| own.satisfied);
        let cells = match own.and_then(|own| own.counts.ok_or(Without::Few)) {
            Ok(counts) => {
                counts.into_iter().map(|count| view! { <td class="num">{count}</td> }).collect_view().into_any()
            }
            Err(why) => view! { <td class="quiet" colspan=many>{why.word(t)}</td> }.into_any(),
        };
        let share = satisfied.map(|own| {
            view! { <strong>{hundred(&own)}</strong> " " <small>{between(&own)}</small> }
        });
        view! { <tr><th scope="row">{name}</th>{cells}<td class="num">{share}</td></tr> }
    });
    let rows = rows.collect_view();
    let heads = heads.into_iter().map(|word| view! { <th scope="col" class="num">{word}</th> }).collect_view();
    let (label, caption) = (title.clone(), title.clone());
    view! {
        <h3>{title}</h3>
        <div class="scroll" role="region" tabindex="0" aria-label=label>
            <table class="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.field.rater_group()}</th>
                        {heads}
                        <th scope="col" class="num">{t.survey.satisfied()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn a_group_that_got_no_slip_is_not_said_to_have_answered_little() {
        let group = |asked| OfRaters { asked, handed_out: 0, returned: None, questions: Vec::new(), satisfied: None };
        let words = |closed| {
            let told = [true, false].map(|asked| returned(&group(asked), closed, Texts::new(Lang::Zh)));
            let english = [true, false].map(|asked| returned(&group(asked), closed, Texts::new(Lang::En)));
            (told, english)
        };
        let told = |zh: [&str; 2], en: [&str; 2]| (zh.map(str::to_owned), en.map(str::to_owned));
        assert_eq!(words(true), told(["少于 5", "没有问到"], ["fewer than 5", "Not asked"]));
        assert_eq!(words(false), told(["少于 5", "还没有发票"], ["fewer than 5", "No slips yet"]));
        assert_eq!([true, false].map(|asked| answered(&group(asked), 0)), [Err(Without::Few), Err(Without::Unasked)]);
        let six = OfRaters { handed_out: 9, returned: Some(6), ..group(true) };
        assert_eq!(returned(&six, true, Texts::new(Lang::Zh)), "6");
    }

    #[test]
    fn both_numbers_of_the_title_are_of_the_groups_that_are_shown() {
        let t = Texts::new(Lang::Zh);
        let some = Returns { groups: 1, returned: 12, handed_out: 60, few: 3, in_all: 129 };
        assert_eq!(back(&some, true, t), "1 类人员收回 12 份，发出 60 份；不足 5 份的另有 3 类");
        assert_eq!(back(&some, false, t), "1 类人员已收回 12 份，发出 60 份；不足 5 份的另有 3 类");
        assert_eq!(back(&Returns { few: 0, in_all: 60, ..some }, true, t), "收回 12 份，发出 60 份");
        let none = Returns { few: 2, in_all: 60, ..Returns::default() };
        assert_eq!(back(&none, true, t), "各类人员收回的都不足 5 份，共发出 60 份");
        assert_eq!(back(&Returns::default(), false, t), "还没有发票");
    }
}
