//! The form of a paper: of which kind, to whom, about what, by when. The address may say part of it: an issue's page leads
//! here with its code.

use std::str::FromStr;

use domain::act::Act as Any;
use domain::kinds::{Book, Day, Note, Title, UnitId};
use domain::notice::{About, Act, Content, From, Paper};
use domain::refusal::{Field as At, Refusal};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use strum::VariantArray as _;

use super::paper_word;
use super::read::{Detail, Matter, Room};
use crate::burden::{Watch, Watched, Watching};
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::field::{Check, Checks, Select};
use crate::part::{Field, TextArea};
use crate::session::{GroupNode, Me, me};
use crate::texts::texts;

/// Days that a unit usually has for its reply.
const DAYS: i64 = 5;

/// What stands in the form when it is opened.
#[derive(Clone)]
struct Begins {
    /// The kinds that it may be.
    papers: Vec<Paper>,
    paper: &'static str,
    title: String,
    text: String,
    units: Vec<UnitId>,
    about: String,
    reply_by: String,
}

#[component]
pub fn New(room: Room) -> impl IntoView {
    let (t, me, form, query) = (texts(), me(), Form::new("draft"), use_query_map());
    let book = room.book;
    let about = query.read_untracked().get("about").unwrap_or_default();
    let issues = named(&about, &room.matters);
    let mut units: Vec<UnitId> = Vec::new();
    issues.iter().map(|own| own.unit).for_each(|unit| {
        if !units.contains(&unit) {
            units.push(unit)
        }
    });
    let get = |key: &str| query.read_untracked().get(key).unwrap_or_default();
    let from = get("list").parse().ok().zip(get("item").parse().ok());
    // an item, a low result or a planned meeting leads here with its unit
    let to: Option<UnitId> = get("to").parse().ok();
    let from = from.map(|(worklist, item)| From::Item { worklist, item, unit: to });
    let round = get("round").parse().ok().map(|evaluation| From::Round { evaluation });
    let call = get("meeting").parse().ok().zip(to).map(|(meeting, unit)| From::Call { meeting, unit });
    let from = from.or(round).or(call);
    let unit = from.and(to);
    units.extend(unit);
    let begins = Begins {
        papers: offered(None, from),
        paper: first_paper(from, &about).into(),
        text: if round.or(call).is_some() { get("note") } else { String::new() },
        units,
        title: match issues.as_slice() {
            [] if about.is_empty() => get("title"),
            [] | [_] => t.notice.title_about(&about),
            [first, ..] => t.notice.title_about_these(&first.code, issues.len()),
        },
        about,
        // who is called comes
        reply_by: if call.is_some() { String::new() } else { me.today().plus(DAYS).to_string() },
    };
    let (matters, units) = (room.matters.clone(), guided(&me, book));
    let read = Callback::new(move |(entered,): (Entered,)| {
        // about what it came out of only as long as it goes to that unit
        let own = content(&entered, &matters, &units)?;
        let from = from.filter(|_| unit.is_some_and(|unit| own.units.contains(&unit)));
        if !own.paper.has_ground(own.after, from) {
            return Err(("unit", Refusal::Elsewhere { field: At::Evaluation }));
        }
        let content = Box::new(Content { from, ..own });
        Ok(Any::Notice(Act::Draft { notice: edge::id(), content }))
    });
    view! {
        <ActForm form book verb=t.act.notice_draft() read primary=true>
            <Fields form room begins/>
        </ActForm>
    }
}

/// What the paper usually is: an interview after a low result, a prompt about something, otherwise (as where it calls to a
/// meeting) a notice.
fn first_paper(from: Option<From>, about: &str) -> Paper {
    match from {
        Some(From::Round { .. }) => Paper::Talk,
        Some(From::Item { .. } | From::Meeting { .. }) => Paper::Prompt,
        Some(From::Call { .. }) => Paper::Notice,
        None if about.is_empty() => Paper::Notice,
        None => Paper::Prompt,
    }
}

/// The kinds that may be drafted: of one that chases none but its own.
fn offered(chases: Option<Paper>, from: Option<From>) -> Vec<Paper> {
    let may = |paper: &Paper| chases.map_or_else(|| paper.has_ground(None, from), |own| own == *paper);
    Paper::VARIANTS.iter().copied().filter(may).collect()
}

/// Another text in the place of the draft's.
#[component]
pub fn Change(detail: Detail, room: Room) -> impl IntoView {
    let (t, form) = (texts(), Form::new("change"));
    let (notice, book, own) = (detail.notice.id, detail.notice.book, detail.notice.content.clone());
    let code = |about: &About| room.matters.iter().find(|own| own.issue == about.issue).map(|own| own.code.clone());
    let begins = Begins {
        papers: offered(own.after.map(|_| own.paper), own.from),
        paper: own.paper.into(),
        title: own.title.to_string(),
        text: own.text.to_string(),
        units: own.units.clone(),
        about: own.about.iter().filter_map(code).collect::<Vec<_>>().join("，"),
        reply_by: own.reply_by.map(|day| day.to_string()).unwrap_or_default(),
    };
    let (matters, seen, units) = (room.matters.clone(), StoredValue::new(own), guided(&me(), book));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let was = seen.get_value();
        let content = Content { after: was.after, from: was.from, ..content(&entered, &matters, &units)? };
        Ok(Any::Notice(Act::Change { notice, content: Box::new(content), was: Some(Box::new(was)) }))
    });
    view! {
        <Fold verb=t.act.notice_change() id="change">
            <ActForm form book verb=t.common.save() read>
                <Fields form room begins/>
            </ActForm>
        </Fold>
    }
}

#[component]
fn Fields(form: Form, room: Room, begins: Begins) -> impl IntoView {
    let (t, me) = (texts(), me());
    let watch = Watch::new(form, &me, room.book, &format!("{}。{}", begins.title, begins.text));
    let paper = |own: &Paper| (<&str>::from(*own).to_owned(), paper_word(*own, t).to_owned());
    let papers: Vec<_> = begins.papers.iter().map(paper).collect();
    let units = me.groups.iter().filter(|group| Book::Group(group.id) == room.book);
    let boxes = units.flat_map(GroupNode::open).map(|unit| Check {
        name: form.name(&format!("unit-{}", unit.id)),
        label: unit.name.to_string(),
        on: begins.units.contains(&unit.id),
    });
    let boxes: Vec<_> = boxes.collect();
    view! {
        <Watching watch>
            <Select label=t.notice.paper() name=form.name("paper") options=papers value=begins.paper/>
            <Field label=t.field.title() name=form.name("title") value=begins.title wrong=form.wrong("title")/>
            <Checks legend=t.notice.to() boxes wrong=form.wrong("unit")/>
            <TextArea label=t.notice.text() name=form.name("note") rows=6 value=begins.text wrong=form.wrong("note")/>
            <Watched watch/>
            <Field
                label=t.notice.about_issues()
                name=form.name("issue")
                value=begins.about
                hint=t.notice.about_hint()
                wrong=form.wrong("issue")
            />
            <Field
                label=t.notice.reply_by()
                name=form.name("due")
                kind="date"
                value=begins.reply_by
                hint=t.notice.reply_by_hint()
                wrong=form.wrong("due")
            />
        </Watching>
    }
}

/// The units that a group guides, in their own order.
fn guided(me: &Me, book: Book) -> Vec<UnitId> {
    let groups = me.groups.iter().filter(|group| Book::Group(group.id) == book);
    groups.flat_map(GroupNode::open).map(|unit| unit.id).collect()
}

fn content(entered: &Entered, matters: &[Matter], all: &[UnitId]) -> Result<Content, Wrong> {
    let missing = |field| Refusal::Missing { field };
    let title = entered.get("title", Title::parse)?;
    let units = entered.ticked("unit", all);
    if units.is_empty() {
        return Err(("unit", missing(At::Unit)));
    }
    let about = about(entered.raw("issue"), matters).map_err(|why| ("issue", why))?;
    if about.iter().any(|own| !units.contains(&own.unit)) {
        return Err(("issue", Refusal::Elsewhere { field: At::Issue }));
    }
    Ok(Content {
        paper: entered.get("paper", |raw| Paper::from_str(raw).map_err(|_| Refusal::Malformed))?,
        title,
        text: entered.get("note", Note::parse)?,
        units,
        about,
        reply_by: if entered.raw("due").is_empty() { None } else { Some(entered.get("due", Day::parse)?) },
        after: None,
        from: None,
    })
}

/// Those of these issues that a paper may be about, in the order in which the address names them.
fn named<'a>(raw: &str, matters: &'a [Matter]) -> Vec<&'a Matter> {
    codes(raw).filter_map(|code| matters.iter().find(|own| own.code.eq_ignore_ascii_case(code))).collect()
}

fn codes(raw: &str) -> impl Iterator<Item = &str> {
    raw.split([',', '，', '、', ' ', '\n']).map(str::trim).filter(|code| !code.is_empty())
}

/// Codes of open issues, parted by commas or spaces.
fn about(raw: &str, matters: &[Matter]) -> Result<Vec<About>, Refusal> {
    let find = |code: &str| matters.iter().find(|own| own.code.eq_ignore_ascii_case(code));
    let about = |code| find(code).map(|own| About { unit: own.unit, issue: own.issue }).ok_or(Refusal::NotFound);
    codes(raw).map(about).collect()
}

#[cfg(test)]
mod tests {
    use domain::cast;

    use super::*;

    fn matter(number: u128, unit: usize, code: &str) -> Matter {
        Matter { issue: uuid::Uuid::from_u128(number).into(), unit: cast::UNITS[unit].id, code: code.to_owned() }
    }

    fn entered(fields: &[(&str, &str)]) -> Entered {
        fields.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn codes_are_read_as_people_write_them_and_an_unknown_one_is_refused() {
        let matters = [matter(1, 1, "调研-104"), matter(2, 2, "班子-12")];
        assert_eq!(about("", &matters), Ok(Vec::new()));
        assert_eq!(about("调研-104， 班子-12", &matters).unwrap().len(), 2);
        assert_eq!(about("调研-105", &matters), Err(Refusal::NotFound));
        // an address may name one that is closed by now: the form begins with the others, and says so when it is sent
        let found: Vec<_> = named("班子-12，调研-105，调研-104", &matters).into_iter().map(|own| own.unit).collect();
        assert_eq!(found, [cast::UNITS[2].id, cast::UNITS[1].id]);
    }

    #[test]
    fn only_what_has_something_to_stand_on_may_be_drafted() {
        let round = From::Round { evaluation: uuid::Uuid::from_u128(1).into() };
        assert_eq!(offered(None, None), [Paper::Notice, Paper::Prompt]);
        assert_eq!(offered(None, Some(round)), [Paper::Notice, Paper::Prompt, Paper::Talk]);
        assert_eq!(offered(Some(Paper::Reminder), None), [Paper::Reminder]);
    }

    fn told(fields: &[(&str, &str)], matters: &[Matter]) -> Result<Content, Wrong> {
        content(&entered(fields), matters, &cast::UNITS.map(|unit| unit.id))
    }

    #[test]
    fn what_is_missing_stands_under_its_field() {
        let matters = [matter(1, 1, "调研-104")];
        let unit = format!("unit-{}", cast::UNITS[2].id);
        let fields = [("title", "关于报送进展的通知"), ("note", "请报送"), ("paper", "notice"), ("due", "2023-07-30")];
        assert_eq!(told(&fields, &matters).unwrap_err().0, "unit");
        let whole = [fields.as_slice(), &[(unit.as_str(), "1")]].concat();
        assert_eq!(told(&whole, &matters).unwrap().units, [cast::UNITS[2].id]);
        let foreign = [whole.as_slice(), &[("issue", "调研-104")]].concat();
        assert_eq!(told(&foreign, &matters).unwrap_err(), ("issue", Refusal::Elsewhere { field: At::Issue }));
        let unread = [whole.as_slice(), &[("due", "明天")]].concat();
        assert_eq!(told(&unread, &matters).unwrap_err().0, "due");
    }
}
