//! A revision of one's own that another's came before: it stands there again, on the newest version, beside what the other one
//! changed. Sent, it takes the place of what was refused; nothing has to be typed again.

use domain::act::Act as Any;
use domain::kinds::{ActId, Note, StandardId};
use domain::outbox::{Item, Place};
use domain::refusal::Refusal;
use domain::standard::{Act, Content};
use leptos::prelude::*;

use super::forms::{Described, read_revision};
use super::read::Detail;
use super::sort_word;
use super::text::Body;
use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Form, HandIn};
use crate::part::{Moment, Section, TextArea, day_text_with_year};
use crate::texts::{Texts, texts};
use crate::visit::words::strands;

/// The revision of an item that was overtaken: of which version, what it says, and its note.
fn revision(item: &Item) -> Option<(u32, &Content, &Note)> {
    let Any::Standard(Act::Revise { after, content, note, .. }) = &item.proposal.act else { return None };
    let overtaken = matches!(&item.place, Place::Refused { refusal: Refusal::Overtaken { .. } });
    overtaken.then_some((*after, content, note))
}

/// The entry that an item would have revised, where somebody else was first.
#[must_use]
pub fn overtaken(item: &Item) -> Option<StandardId> {
    revision(item).map(|_| item.proposal.act.key().id.into())
}

/// On the entry's page: each of one's own revisions that was overtaken, as long as the entry can be revised.
#[component]
pub fn Overtaken(detail: Detail) -> impl IntoView {
    let (t, outbox, key) = (texts(), outbox(), detail.key());
    if detail.standard.retired.is_some() {
        return ().into_any();
    }
    let items = Memo::new(move |_| {
        let items = outbox.about(key).into_iter();
        items.filter(|item| overtaken(item).is_some()).map(|item| item.proposal.id).collect::<Vec<_>>()
    });
    let some = Memo::new(move |_| items.with(|items| !items.is_empty()));
    let detail = StoredValue::new(detail);
    let row = move |id: ActId| view! { <Again detail=detail.get_value() id/> };
    let all = move || {
        some.get().then(|| {
            view! {
                <Section title=t.library.overtaken().to_owned() class="span-12 no-print" id="overtaken">
                    <For each=move || items.get() key=|id| *id children=row/>
                </Section>
            }
        })
    };
    all.into_any()
}

#[component]
fn Again(detail: Detail, id: ActId) -> impl IntoView {
    let (t, outbox, form) = (texts(), outbox(), Form::new(format!("again-{id}")));
    let item = outbox.item(id);
    let Some((after, mine, note)) = item.as_ref().and_then(revision) else { return ().into_any() };
    let (version, book, known) = (detail.standard.version(), detail.standard.book, detail.known());
    let note = note.to_string();
    let before = detail.standard.at(after).map(|own| &own.content);
    let own = merged(before, mine, &detail.standard.newest().content);
    let (standard, key) = (detail.standard.id, detail.key());
    let read = Callback::new(move |(entered,): (Entered,)| read_revision(outbox, key, (standard, version), &entered));
    let hand_in: HandIn = Callback::new(move |(acts, then): (Vec<Any>, Callback<(bool,)>)| {
        for act in acts {
            outbox.propose(book, act);
        }
        then.run((true,));
        outbox.discard(id);
    });
    view! {
        <div class="stack">
            <p class="note">{t.library.overtaken_note(after, version)}</p>
            <Meanwhile detail after/>
            <ActForm form book known verb=t.library.revise_on(version) read hand_in primary=true>
                <Described form own/>
                <TextArea label=t.library.what_changed() name=form.name("reason") value=note rows=2 wrong=form.wrong("reason")/>
            </ActForm>
            <div class="row"><button type="button" class="button" on:click=move |_| outbox.discard(id)>{t.library.leave()}</button></div>
        </div>
    }
    .into_any()
}

/// What has become of the entry since this version: who, why, and what.
#[component]
fn Meanwhile(detail: Detail, after: u32) -> impl IntoView {
    let t = texts();
    let own = &detail.standard;
    let versions = (after.saturating_add(1)..=own.version()).filter_map(|number| Some((number, own.at(number)?)));
    let versions = versions.map(|(number, version)| {
        let note = version.note.as_ref().map(ToString::to_string);
        let who = detail.name(version.by.person);
        view! { <li>{t.library.version_of(number)} " " <small>{who} "·" <Moment time=version.by.at/></small> " " {note}</li> }
    });
    let versions = versions.collect_view();
    let (before, newest) = (own.at(after).cloned(), own.newest().clone());
    let facts = before.as_ref().map(|before| changed(&before.content, &newest.content, t)).unwrap_or_default();
    let facts = facts.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <h3>{t.library.meanwhile()}</h3>
        <ul class="plain">{versions}{facts}</ul>
        <Body version=newest before/>
    }
}

/// Facts of an entry that differ, besides its text: `标题：…… → ……`.
fn changed(before: &Content, now: &Content, t: Texts) -> Vec<String> {
    let facts = |own: &Content| {
        [
            (t.library.name(), own.title.to_string()),
            (t.library.sort(), sort_word(own.sort, t).to_owned()),
            (t.library.source(), own.source.as_ref().map(ToString::to_string).unwrap_or_default()),
            (t.library.since(), own.since.map(|day| day_text_with_year(day, t.lang)).unwrap_or_default()),
            (t.visit.strand(), strands(&own.strands, t)),
        ]
    };
    let shown = |raw: String| if raw.is_empty() { t.history.nothing().to_owned() } else { raw };
    let pairs = facts(before).into_iter().zip(facts(now)).filter(|(old, new)| old != new);
    pairs.map(|((name, old), (_, new))| t.issue.changed(shown(new), shown(old), name)).collect()
}

/// What was typed, as a revision of the newest version: what the person had left as it was follows the newest.
fn merged(before: Option<&Content>, mine: &Content, newest: &Content) -> Content {
    fn one<T: Clone + PartialEq>(before: Option<&T>, mine: &T, newest: &T) -> T {
        if before == Some(mine) { newest.clone() } else { mine.clone() }
    }
    Content {
        title: one(before.map(|own| &own.title), &mine.title, &newest.title),
        sort: one(before.map(|own| &own.sort), &mine.sort, &newest.sort),
        strands: one(before.map(|own| &own.strands), &mine.strands, &newest.strands),
        source: one(before.map(|own| &own.source), &mine.source, &newest.source),
        since: one(before.map(|own| &own.since), &mine.since, &newest.since),
        text: one(before.map(|own| &own.text), &mine.text, &newest.text),
    }
}

#[cfg(test)]
mod tests {
    use domain::kinds::{Name, Text, Title};
    use domain::standard::Sort;

    use super::*;
    use crate::texts::Lang;

    fn content(title: &str, source: Option<&str>, text: &str) -> Content {
        Content {
            title: Title::parse(title).unwrap(),
            sort: Sort::Yardstick,
            strands: Vec::new(),
            source: source.map(|raw| Name::parse(raw).unwrap()),
            since: None,
            text: Text::parse(text).unwrap(),
        }
    }

    #[test]
    fn what_was_left_as_it_was_follows_the_other_and_what_was_typed_stays() {
        let before = content("回访标准", None, "不少于三人");
        let mine = content("回访标准", None, "不少于四人");
        let newest = content("回访抽查标准", Some("巡导办〔2023〕9 号"), "不少于五人");
        let own = merged(Some(&before), &mine, &newest);
        assert_eq!(own, content("回访抽查标准", Some("巡导办〔2023〕9 号"), "不少于四人"));
        assert_eq!(merged(None, &mine, &newest), mine, "without the version it was made from nothing is guessed");
    }

    #[test]
    fn what_the_other_changed_is_told_fact_by_fact() {
        let t = Texts::new(Lang::Zh);
        let (before, now) = (content("回访标准", None, "一"), content("回访抽查标准", Some("九号文"), "二"));
        assert_eq!(
            changed(&before, &now, t),
            [
                t.issue.changed("回访抽查标准", "回访标准", t.library.name()),
                t.issue.changed("九号文", t.history.nothing(), t.library.source())
            ]
        );
        assert!(changed(&now, &now, t).is_empty());
    }
}
