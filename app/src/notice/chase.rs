//! The next rung of the ladder: who owes an answer for longer than the group waits gets the next paper. A reminder goes out at one
//! press and is taken back at another; a talk, which calls people in, is confirmed first. What was pressed can be pressed again only
//! once it was refused.

use domain::act::Act as Any;
use domain::kinds::{ActId, Book, Note, NoticeId, Title};
use domain::notice::{Act, Content, Paper};
use domain::outbox::{Item, Place};
use domain::refusal::Refusal;
use leptos::prelude::*;

use super::paper_word;
use super::read::{Detail, Line};
use crate::edge;
use crate::outbox::{Outbox, Whereabouts, outbox};
use crate::part::act_form::{ActForm, Entered, Form, HandIn, Wrong};
use crate::part::sent::act_word;
use crate::part::{Sent, day_text};
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
    let pressed = Pressed::of(after);
    let read = Callback::new(move |(_,): (Entered,)| -> Result<Vec<Any>, Wrong> {
        pressed.again()?;
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
        Ok(if may { vec![draft, Any::Notice(Act::Issue { notice })] } else { vec![draft] })
    });
    view! {
        <div class="chase">
            <p>{t.notice.owing(names)}</p>
            {said}
            <ActForm form book verb=verb read formal hand_in=pressed.hand_in(book)/>
            <Unrecorded paper=after/>
        </div>
    }
    .into_any()
}

/// A press that must not be followed by another: before the page has heard of the first there would be two papers.
#[derive(Clone, Copy)]
struct Pressed {
    /// That is chased.
    paper: NoticeId,
    /// What this page proposed last, unless it was refused.
    last: RwSignal<Option<ActId>>,
    outbox: Outbox,
}

impl Pressed {
    fn of(paper: NoticeId) -> Pressed {
        let (last, outbox) = (RwSignal::new(None::<ActId>), outbox());
        Effect::new(move || {
            let at = last.get().map(|id| outbox.whereabouts(id));
            if matches!(at, Some(Whereabouts::Refused { .. })) {
                last.set(None);
            }
        });
        Pressed { paper, last, outbox }
    }

    /// Fails while the one before waits, also where an earlier page made it, and once it was accepted.
    fn again(self) -> Result<(), Wrong> {
        let waits = untrack(|| waits(&self.outbox.items(), self.paper));
        if waits || self.last.get_untracked().is_some() { Err(("", Refusal::Exists)) } else { Ok(()) }
    }

    fn hand_in(self, book: Book) -> HandIn {
        Callback::new(move |(acts, then): (Vec<Any>, Callback<(bool,)>)| {
            let ids: Vec<ActId> = acts.into_iter().map(|act| self.outbox.propose(book, act)).collect();
            self.last.set(ids.first().copied());
            then.run((true,));
        })
    }
}

/// What was pressed and is not recorded yet, where it was pressed: it waits, or it was refused and says why.
#[component]
fn Unrecorded(paper: NoticeId) -> impl IntoView {
    let outbox = outbox();
    let items = Memo::new(move |_| chasing(&outbox.items(), paper));
    let some = Memo::new(move |_| items.with(|items| !items.is_empty()));
    let row = |item: Item| {
        let word = act_word(&item.proposal.act.kind());
        view! { <li><strong>{word}</strong> <Sent id=item.proposal.id/></li> }
    };
    move || {
        some.get().then(|| {
            view! { <ul class="pending"><For each=move || items.get() key=|item| item.proposal.id children=row/></ul> }
        })
    }
}

/// The items that make papers which chase this one, and that issue them.
fn chasing(items: &[Item], paper: NoticeId) -> Vec<Item> {
    let drafted = |item: &Item| {
        let Any::Notice(Act::Draft { notice, content }) = &item.proposal.act else { return None };
        (content.after == Some(paper)).then_some(*notice)
    };
    let papers: Vec<NoticeId> = items.iter().filter_map(drafted).collect();
    let of_them = |item: &&Item| matches!(&item.proposal.act, Any::Notice(act) if papers.contains(&act.notice()));
    items.iter().filter(of_them).cloned().collect()
}

/// Does one of them still wait for its answer?
fn waits(items: &[Item], paper: NoticeId) -> bool {
    chasing(items, paper).iter().any(|item| item.place == Place::Local)
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
    use domain::act::Proposal;
    use domain::cast;
    use domain::kinds::{Text, Time};
    use uuid::Uuid;

    use super::*;

    fn item(number: u128, act: Act, place: Place) -> Item {
        let proposal = Proposal::new(ActId(Uuid::from_u128(number)), Time(0), cast::book(), Any::Notice(act));
        Item { place, ..Item::new(proposal) }
    }

    fn draft(number: u128, notice: u128, after: u128, place: Place) -> Item {
        let content = Content {
            paper: Paper::Reminder,
            title: Text::parse("关于尽快答复的函").unwrap(),
            text: Text::parse("请尽快办理并回复。").unwrap(),
            units: vec![cast::UNITS[1].id],
            about: Vec::new(),
            reply_by: None,
            after: Some(NoticeId(Uuid::from_u128(after))),
            from: None,
        };
        item(number, Act::Draft { notice: NoticeId(Uuid::from_u128(notice)), content: Box::new(content) }, place)
    }

    fn issue(number: u128, notice: u128, place: Place) -> Item {
        item(number, Act::Issue { notice: NoticeId(Uuid::from_u128(notice)) }, place)
    }

    #[test]
    fn a_chase_that_waits_holds_up_the_next_of_its_paper_and_one_that_was_refused_does_not() {
        let refused = || Place::Refused { refusal: Refusal::Malformed };
        let paper = |number| NoticeId(Uuid::from_u128(number));
        let waiting = [draft(1, 11, 7, Place::Local), issue(2, 11, Place::Local), issue(3, 12, Place::Local)];
        assert!(waits(&waiting, paper(7)), "also where an earlier page made it");
        assert_eq!(chasing(&waiting, paper(7)), waiting[..2]);
        assert!(!waits(&waiting, paper(8)), "another paper has its own");
        assert!(!waits(&[draft(1, 11, 7, refused()), issue(2, 11, refused())], paper(7)));
        assert!(waits(&[draft(1, 11, 7, refused()), draft(4, 13, 7, Place::Local)], paper(7)), "pressed again");
        assert!(!waits(&[], paper(7)), "given up");
    }

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
