//! The next rung of the ladder: who owes an answer for longer than the group waits gets the next paper. A reminder goes out at one
//! press and is taken back at another; a talk, which calls people in, is confirmed first.

use domain::act::Act as Any;
use domain::kinds::{Note, Title};
use domain::notice::{Act, Content, Paper};
use domain::refusal::Refusal;
use leptos::prelude::*;

use super::paper_word;
use super::read::{Detail, Line};
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Form, Wrong};
use crate::part::day_text;
use crate::session::me;
use crate::texts::{Lang, Texts, texts};

/// Working days for the answer to a paper that chases.
#[cfg(feature = "ssr")]
pub(super) const DAYS: u16 = 3;

#[component]
pub fn Chase(detail: Detail) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("chase"));
    let own = detail.notice.clone();
    let units = detail.chase.clone();
    let next = own.content.paper.next().filter(|_| me.viewer.in_group(own.book) && !units.is_empty());
    let (Some(paper), Some(by)) = (next, detail.chase_by) else {
        return ().into_any();
    };
    let names = units.iter().map(|unit| me.unit_name(*unit)).collect::<Vec<_>>().join(t.notice.comma());
    let word = paper_word(paper, t);
    let may = me.viewer.leads_group(own.book);
    let verb = if may { t.notice.chase_now(units.len(), word) } else { t.notice.chase_draft(units.len(), word) };
    let calls = paper == Paper::Talk;
    let will = may.then(|| t.notice.chase_one(day_text(by, t.lang), &names, word));
    let said = will.clone().filter(|_| !calls);
    let said = said.map(|will| view! { <p class="note">{will} " · " {t.notice.chase_back()}</p> });
    let formal = will.filter(|_| calls).map(|will| vec![will, t.notice.chase_two().to_owned()]).unwrap_or_default();
    let asked = own.content.title.to_string();
    // The reminder only repeats what was asked before it.
    let before = detail.before.as_ref().filter(|_| paper == Paper::Talk).map(|before| before.title.clone());
    let (title, text) = words(paper, &before.unwrap_or(asked));
    let (book, after) = (own.book, own.id);
    let about: Vec<_> = own.content.about.iter().copied().filter(|about| units.contains(&about.unit)).collect();
    // a second press, before the page has heard of the first
    let pressed = StoredValue::new(false);
    let read = Callback::new(move |(_,): (Entered,)| -> Result<Vec<Any>, Wrong> {
        if pressed.get_value() {
            return Err(("", Refusal::Exists));
        }
        let notice = edge::id();
        let unread = |why: Refusal| ("", why);
        let content = Box::new(Content {
            paper,
            title: Title::parse(&title).map_err(unread)?,
            text: Note::parse(&text).map_err(unread)?,
            units: units.clone(),
            about: about.clone(),
            reply_by: Some(by),
            after: Some(after),
            from: None,
        });
        let draft = Any::Notice(Act::Draft { notice, content });
        pressed.set_value(!calls);
        Ok(if may { vec![draft, Any::Notice(Act::Issue { notice })] } else { vec![draft] })
    });
    view! {
        <div class="chase">
            <p>{t.notice.owing(names)}</p>
            {said}
            <ActForm form book verb=verb read formal/>
        </div>
    }
    .into_any()
}

/// A reminder that went out today and that no unit has taken in yet is taken back at one press as well.
#[component]
pub fn TakeBack(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (book, today) = (detail.notice.book, me.today());
    let leads = me.viewer.leads_group(book);
    let fresh = |line: &&Line| {
        let out = line.state == "issued" && line.units.iter().all(|(_, state)| state == "issued");
        leads && out && line.paper == Paper::Reminder && line.issued == Some(today)
    };
    let rows = detail.followed.iter().filter(fresh).map(|line| {
        let notice = line.id;
        let read = Callback::new(move |(_,): (Entered,)| -> Result<Any, Wrong> {
            let reason = Note::parse(Texts::new(Lang::Zh).notice.taken_back()).map_err(|why| ("", why))?;
            Ok(Any::Notice(Act::Withdraw { notice, reason }))
        });
        view! { <ActForm form=Form::new(format!("back-{notice}")) book verb=t.notice.take_back() read/> }
    });
    rows.collect_view()
}

/// Title and text of the paper that chases. What is filed is in Chinese, in whatever language the page of who clicks is.
fn words(paper: Paper, asked: &str) -> (String, String) {
    let filed = Texts::new(Lang::Zh).notice;
    if paper == Paper::Talk {
        (filed.talk_title(asked), filed.talk_text(asked))
    } else {
        (filed.chase_title(asked), filed.chase_text(asked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filed_is_in_chinese_whatever_the_language_of_the_page() {
        let (title, text) = words(Paper::Reminder, "报修进度");
        assert_eq!(title, "关于尽快答复《报修进度》的函");
        assert_eq!(text, "前发《报修进度》，至今没有收到答复。请尽快办理并回复。");
        let reason = Texts::new(Lang::Zh).notice.taken_back();
        assert!(reason.chars().count() >= 10, "the unit reads why it was taken back: {reason}");
        assert_eq!(words(Paper::Talk, "报修进度").0, "关于《报修进度》约谈有关负责同志的通知");
    }
}
