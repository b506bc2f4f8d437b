//! What is decided: for whom, by when, and what it becomes; what each member says to it; that it is done.

use domain::act::Act as Any;
use domain::burden::asked_for;
use domain::kinds::{Book, Day, Name, Note, PointId, Title, UnitId};
use domain::meeting::{Act, Becomes, Decision, Resolution, Series, Voice};
use domain::refusal::{Field as At, Refusal};
use domain::strand::Strand;
use leptos::prelude::*;

use super::owner;
use super::read::Detail;
use crate::burden::{KnownNote, Watch, Watched, Watching};
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned, Wrong};
use crate::part::field::Select;
use crate::part::when::day_short;
use crate::part::{DayText, Field, Icon, Mark, Moment, Section, TextArea};
use crate::session::{Me, me};
use crate::strand::{self, Looks};
use crate::texts::{Texts, texts};

/// Days that a decision usually has.
const DAYS: i64 = 7;

/// Who may be charged: the unit of a dispatch meeting, any of the group's otherwise, or the group itself.
pub fn owners(me: &Me, book: Book, series: Series, t: Texts) -> Vec<(String, String)> {
    let group = me.groups.iter().find(|group| Book::Group(group.id) == book);
    let units = group.iter().flat_map(|group| group.open());
    let here = units.filter(|unit| series.unit().is_none_or(|own| own == unit.id));
    let named = here.map(|unit| (unit.id.to_string(), unit.name.to_string()));
    named.chain([(String::new(), t.worklist.ourselves().to_owned())]).collect()
}

/// All decisions of a meeting that is over.
#[component]
pub fn Decisions(detail: Detail) -> impl IntoView {
    let t = texts();
    let all = detail.meeting.decisions.clone();
    let open = all.iter().filter(|one| detail.waits(one)).count();
    let title = t.meeting.decisions_title(all.len(), open);
    let none = all.is_empty().then(|| view! { <p class="note">{t.meeting.nothing_decided()}</p> });
    let rows = all.into_iter().map(|decision| view! { <Shown detail=detail.clone() decision/> }).collect_view();
    view! { <Section title=title class="no-print" id="decisions">{none}<div class="decided">{rows}</div></Section> }
}

#[component]
pub fn Shown(detail: Detail, decision: Decision) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = decision.resolution.clone();
    let who = owner(own.unit, own.who.as_ref().map(Name::as_str), &me, t);
    let (anchor, what) = (format!("decision-{}", own.id), own.what.to_string());
    let known = own.unit.map(|_| view! { <KnownNote known=asked_for(own.what.as_str()) figures=Vec::new()/> });
    let due = own.due;
    let late = detail.waits(&decision) && domain::due::is_late(due, me.today());
    let settled = decision.settled.as_ref().map(|(note, by)| {
        view! {
            <p class="receipt"><Icon name="i-check"/>{t.meeting.settled_by(detail.name(by.person))} " " <Moment time=by.at/> "：" {note.to_string()}</p>
        }
    });
    let voices = decision.voices.iter().map(|voice| view! { <Said detail=detail.clone() voice=voice.clone()/> });
    let voices = (!decision.voices.is_empty()).then(|| view! { <ul class="voices">{voices.collect_view()}</ul> });
    view! {
        <article class="decision" id=anchor>
            <p class="what"><strong>{t.meeting.decided()}</strong> " " {what}</p>
            {known}
            <p class="about">
                {who} "·"
                <span class=if late { "by late" } else { "by" }>{t.field.due()} " " <DayText day=due/></span>
                " " <Looks strands=own.strands/> " " <Became detail=detail.clone() resolution=own/>
            </p>
            {voices}
            {settled}
            <Verbs detail=detail.clone() decision=decision.clone()/>
        </article>
    }
}

/// Where it went, with how that stands.
#[component]
fn Became(detail: Detail, resolution: Resolution) -> impl IntoView {
    let t = texts();
    let known = detail.becomes.iter().find(|own| own.decision == resolution.id);
    let name = known.map(|own| own.name.clone()).unwrap_or_default();
    let (href, word) = match resolution.becomes {
        Becomes::Minutes => return view! { <small>{t.meeting.becomes_minutes()}</small> }.into_any(),
        Becomes::Item { worklist, item } => (format!("/worklists/{worklist}#item-{item}"), t.meeting.became_item()),
        Becomes::Issue { issue } => (format!("/issues/{issue}"), t.meeting.became_issue()),
        Becomes::Notice { notice } => (format!("/notices/{notice}"), t.meeting.became_notice()),
    };
    // a draft that was given up is the group's alone
    let reads = me().own_unit().is_none() || !name.is_empty();
    match known.filter(|_| reads) {
        Some(own) => {
            let mark = mark(resolution.becomes, &own.state, t);
            view! { <small>{word} " " <a class="opens" href=href>{if name.is_empty() { word.to_owned() } else { name }}</a> " " {mark}</small> }
                .into_any()
        }
        // of the group's alone
        None => view! { <small>{word}</small> }.into_any(),
    }
}

fn mark(becomes: Becomes, state: &str, t: Texts) -> AnyView {
    let word = match becomes {
        Becomes::Minutes => return ().into_any(),
        Becomes::Item { .. } => t.worklist.get(&format!("state_{state}")),
        Becomes::Issue { .. } => t.state.get(state),
        Becomes::Notice { .. } => t.notice.get(&format!("state_{state}")),
    };
    view! { <span class="quiet">{word}</span> }.into_any()
}

#[component]
fn Said(detail: Detail, voice: Voice) -> impl IntoView {
    let t = texts();
    let (kind, word) =
        if voice.agrees { ("verified", t.meeting.agrees()) } else { ("returned", t.meeting.disagrees()) };
    let note = voice.note.map(|note| format!("：{note}"));
    view! { <li>{detail.name(voice.by.person)} " " <Mark kind word calm=true/> {note}</li> }
}

#[component]
fn Verbs(detail: Detail, decision: Decision) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (meeting, book, id) = (detail.meeting.id, detail.meeting.book, decision.resolution.id);
    let known = detail.known();
    let group = me.viewer.in_group(book);
    let theirs = decision.concerns(&me.viewer);
    let speak = (group && decision.settled.is_none())
        .then(|| view! { <Speak detail=detail.clone() decision=decision.clone()/> });
    let settle = ((group || theirs) && detail.waits(&decision)).then(|| {
        let form = Form::new(format!("settle-{id}"));
        let read = Callback::new(move |(entered,): (Entered,)| {
            Ok(Any::Meeting(Act::Settle { meeting, decision: id, note: entered.get("note", Note::parse)? }))
        });
        // what it became is not at hand here: the server looks at that
        view! {
            <Fold verb=t.act.meeting_settle()>
                <ActForm form book verb=t.act.meeting_settle() read>
                    <TextArea label=t.meeting.came_of_it() name=form.name("note") rows=2 wrong=form.wrong("note")/>
                </ActForm>
            </Fold>
        }
    });
    let again = (group && decision.settled.is_some()).then(|| {
        let act = Callback::new(move |(reason,)| Any::Meeting(Act::Unsettle { meeting, decision: id, reason }));
        view! { <Reasoned prefix=format!("unsettle-{id}") book known=known.clone() verb=t.act.meeting_unsettle() act/> }
    });
    view! { <div class="row no-print">{speak}{settle}{again}</div> }
}

/// Each member for themselves; who is against says why.
#[component]
fn Speak(detail: Detail, decision: Decision) -> impl IntoView {
    let (t, id) = (texts(), decision.resolution.id);
    let form = Form::new(format!("speak-{id}"));
    let (meeting, book) = (detail.meeting.id, detail.meeting.book);
    let options =
        vec![("yes".to_owned(), t.meeting.agrees().to_owned()), ("no".to_owned(), t.meeting.disagrees().to_owned())];
    let read = Callback::new(move |(entered,): (Entered,)| {
        let agrees = match entered.raw("agrees") {
            "yes" => true,
            "no" => false,
            _ => return Err(("agrees", Refusal::Malformed)),
        };
        Ok(Any::Meeting(Act::Speak { meeting, decision: id, agrees, note: entered.get("note", Note::optional)? }))
    });
    view! {
        <Fold verb=t.act.meeting_speak()>
            <ActForm form book known=detail.known() verb=t.act.meeting_speak() read>
                <Select label=t.meeting.voice() name=form.name("agrees") options wrong=form.wrong("agrees")/>
                <TextArea label=t.field.note() name=form.name("note") rows=2 wrong=form.wrong("note")/>
            </ActForm>
        </Fold>
    }
}

#[component]
pub fn Decide(detail: Detail, point: Option<PointId>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let slot = point.map_or_else(|| "other".to_owned(), |point| point.to_string());
    let form = Form::new(format!("decide-{slot}"));
    let (meeting, book, series) = (detail.meeting.id, detail.meeting.book, detail.meeting.plan.series);
    let about = point.and_then(|point| detail.meeting.point(point));
    let unit = about.and_then(|own| own.unit).map(|unit| unit.to_string()).unwrap_or_default();
    let lists = detail.lists.clone();
    let mut becomes = vec![("minutes".to_owned(), t.meeting.becomes_minutes().to_owned())];
    becomes.extend(lists.iter().map(|(id, week)| {
        let (from, to) = (day_short(week.monday(), t.lang), day_short(week.sunday(), t.lang));
        (format!("item-{id}"), t.meeting.becomes_item(from, to))
    }));
    becomes.push(("issue".to_owned(), t.meeting.becomes_issue().to_owned()));
    becomes.push(("notice".to_owned(), t.meeting.becomes_notice().to_owned()));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let resolution = Box::new(resolution(&entered, point)?);
        Ok(Any::Meeting(Act::Decide { meeting, resolution, then: edge::id() }))
    });
    let (usual, watch) = (me.today().plus(DAYS).to_string(), Watch::new(form, &me, book, ""));
    view! {
        <Fold verb=t.act.meeting_decide() id=format!("decide-{slot}")>
            <ActForm form book verb=t.act.meeting_decide() read primary=true>
                <Watching watch>
                    <Field label=t.meeting.what_decided() name=form.name("title") wrong=form.wrong("title")/>
                    <Watched watch/>
                    <div class="pair">
                        <Select label=t.meeting.owner() name=form.name("unit") options=owners(&me, book, series, t) value=unit wrong=form.wrong("unit")/>
                        <Field label=t.meeting.person() name=form.name("who") hint=t.meeting.person_hint() wrong=form.wrong("who")/>
                    </div>
                </Watching>
                <div class="pair">
                    <Field label=t.field.due() name=form.name("due") kind="date" value=usual wrong=form.wrong("due")/>
                    <Select label=t.meeting.becomes() name=form.name("becomes") options=becomes wrong=form.wrong("becomes")/>
                </div>
                <Select label=t.visit.strand() name=form.name("strand") options=strand::options(t) wrong=form.wrong("strand")/>
            </ActForm>
        </Fold>
    }
}

fn resolution(entered: &Entered, point: Option<PointId>) -> Result<Resolution, Wrong> {
    let what = entered.get("title", Title::parse)?;
    let unit: Option<UnitId> =
        if entered.raw("unit").is_empty() { None } else { Some(entered.get("unit", str::parse)?) };
    let who = entered.get("who", Name::optional)?;
    let owned = |becomes| match unit {
        Some(_) => Ok(becomes),
        None => Err(("unit", Refusal::Missing { field: At::Unit })),
    };
    let becomes = match entered.raw("becomes") {
        "minutes" => Becomes::Minutes,
        "issue" => owned(Becomes::Issue { issue: edge::id() })?,
        "notice" => owned(Becomes::Notice { notice: edge::id() })?,
        list => {
            let list = list.strip_prefix("item-").ok_or(("becomes", Refusal::Malformed))?;
            Becomes::Item { worklist: list.parse().map_err(|why| ("becomes", why))?, item: edge::id() }
        }
    };
    if unit.is_none() && who.is_none() {
        return Err(("who", Refusal::Missing { field: At::Who }));
    }
    Ok(Resolution {
        id: edge::id(),
        point,
        what,
        unit,
        who,
        due: entered.get("due", Day::parse)?,
        becomes,
        strands: entered.raw("strand").parse::<Strand>().ok().into_iter().collect(),
    })
}
