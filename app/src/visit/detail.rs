//! `/visits/:id`: what happened, what was observed, promised and raised there, and who changed what. A unit reads it
//! without what is the group's own.

use domain::act::{Act as Any, Subject};
use domain::issue;
use domain::kinds::VisitId;
use domain::standard::Citation;
use domain::visit::list::State;
use domain::visit::{Act, Seen, Visit};
use leptos::prelude::*;

use super::forms::{Forms, Promises};
use super::notes::Tapped;
use super::read::{Detail, read_detail};
use super::told::Told;
use super::{list, words};
use crate::bag::{Source, TakeAlong};
use crate::draw::Before;
use crate::draw::read::Origin;
use crate::issue::query::to_href as issues_href;
use crate::library::cite::{Cites, Find};
use crate::part::act_form::Fold;
use crate::part::reading::record;
use crate::part::{About, Empty, History, Made, Mark, Moment, Section, StateMark};
use crate::session::me;
use crate::texts::{Texts, texts};

#[component]
pub fn DetailPage() -> impl IntoView {
    // outlives what is read: what was tapped is not offered again before the page has it
    let tapped = RwSignal::new(Vec::<Tapped>::new());
    let show = move |detail: Detail| view! { <Shown detail tapped/> }.into_any();
    record(&[Subject::Visit, Subject::Issue, Subject::Draw], read_detail, show)
}

#[component]
fn Shown(detail: Detail, tapped: RwSignal<Vec<Tapped>>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = &detail.visit.description;
    let title = words::title(own.form, own.topic.as_ref().map(|topic| topic.as_str()), t);
    let unit = me.unit_name(detail.visit.unit);
    let key = detail.key();
    let happened = detail.visit.findings.is_some();
    let hidden = detail.hidden;
    let takes = detail.visit.listed_state() == State::Planned && me.viewer.in_group(detail.visit.book);
    let along = format!("{unit} {title}");
    view! {
        <leptos_meta::Title text=title.clone()/>
        <header class="summary">
            <div>
                <p class="quiet"><a href="/visits">{t.rail.visits()}</a>"·"{unit}</p>
                <h1>{title}</h1>
                <p><Moment time=own.at/> " " {list::state(detail.visit.listed_state(), t)}</p>
                {hidden.then(|| view! { <p class="quiet">{t.visit.hidden()}</p> })}
            </div>
        </header>
        <About key=Signal::stored(key)/>
        <super::compare::Overtaken visit=detail.visit.id/>
        <Forms detail=detail.clone()/>
        // below what is tapped first: the device tells late what is along, and what stands under the finger stays there
        {takes.then(|| view! { <TakeAlong source=Source::Visit { visit: detail.visit.id } title=along/> })}
        <div class="columns">
            <Facts detail=detail.clone()/>
            {happened.then(|| view! { <Told detail=detail.clone() tapped/> })}
            <Checklist visit=detail.visit.clone()/>
            <Promises detail=detail.clone()/>
            <Raised detail=detail.clone()/>
            <Basis detail=detail.clone()/>
            <History entries=detail.history class="span-12"/>
        </div>
    }
}

#[component]
fn Facts(detail: Detail) -> impl IntoView {
    let t = texts();
    let own = &detail.visit.description;
    let site = own.site.map(|site| words::site(site, t).to_owned());
    let place = site.into_iter().chain(own.place.as_ref().map(ToString::to_string)).collect::<Vec<_>>().join("·");
    let members = detail.members.iter().map(|own| own.1.as_str()).collect::<Vec<_>>().join(comma(t));
    let strands = words::strands(&own.strands, t);
    let planned = detail.visit.listed_state() == State::Planned;
    let announced = if own.announced { t.visit.announced_yes() } else { t.visit.announced_no() };
    let people = detail.visit.findings.as_ref().map(|findings| t.visit.people_many(findings.people));
    let unit = format!("/unit/{}", detail.visit.unit);
    view! {
        <Section title=t.visit.facts().to_owned() class="span-4">
            <dl class="facts one">
                <dt>{t.field.unit()}</dt>
                <dd><a class="opens" href=unit>{me().unit_name(detail.visit.unit)}</a></dd>
                {detail.organisation.clone().map(|name| view! { <dt>{t.field.organisation()}</dt><dd>{name}</dd> })}
                {(!place.is_empty()).then(|| view! { <dt>{t.field.place()}</dt><dd>{place}</dd> })}
                <dt>{t.field.members()}</dt>
                <dd>{members}</dd>
                {detail.origin.clone().map(|origin| view! { <dt>{t.visit.drawn_in()}</dt><dd><From origin/></dd> })}
                {people.map(|people| view! { <dt>{t.visit.people()}</dt><dd>{people}</dd> })}
                {(!strands.is_empty()).then(|| view! { <dt>{t.visit.strand()}</dt><dd>{strands}</dd> })}
                {planned.then(|| view! { <dt>{t.visit.announced()}</dt><dd>{announced}</dd> })}
            </dl>
        </Section>
    }
}

/// What the group measured by: entries of its library. Nothing for a unit.
#[component]
fn Basis(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (visit, book) = (detail.visit.id, detail.visit.book);
    let may = me.viewer.in_group(book) && detail.visit.cancelled_at.is_none();
    if !may && detail.lent.is_empty() {
        return ().into_any();
    }
    let drop = Callback::new(move |(own,): (Citation,)| Any::Visit(Act::Uncite { visit, standard: own.standard }));
    let lean = Callback::new(move |(citation,)| Any::Visit(Act::Cite { visit, citation }));
    let not = detail.visit.standards.clone();
    let find = may.then(|| view! { <Fold verb=t.library.lean_verb() id="lean"><Find book not act=lean/></Fold> });
    let none = detail.lent.is_empty().then(|| view! { <p class="note">{t.visit.no_basis()}</p> });
    view! {
        <Section title=t.visit.basis().to_owned() note=t.visit.basis_note().to_owned() class="span-4" id="basis">
            {none}
            <Cites lent=detail.lent book drop=may.then_some(drop)/>
            {find}
        </Section>
    }
    .into_any()
}

/// The draw, when it drew, and which of its picks as far as the reader may know; also here what it may have been made
/// to replace, and that it was given up.
#[component]
fn From(origin: Origin) -> impl IntoView {
    let t = texts();
    let word = t.visit.drawn_nth(origin.number, origin.purpose);
    let picks = origin.picks.into_iter().map(|(number, name)| {
        let number = t.draw.roster_number(crate::draw::padded(number));
        view! { <li>{name.map(|name| format!("{name} "))}<small>{number}</small></li> }
    });
    view! {
        <a class="opens" href=format!("/draws/{}#drawn", origin.draw)>{word}</a>
        {origin.drawn_at.map(|time| view! { " " <small><Moment time/></small> })}
        {origin.abandoned.then(|| view! { " " <Mark kind="withdrawn" word=t.state.abandoned()/> })}
        <Before earlier=origin.earlier/>
        <ul class="plain">{picks.collect_view()}</ul>
    }
}

pub(super) fn comma(t: Texts) -> &'static str {
    if t.lang == crate::texts::Lang::Zh { "、" } else { ", " }
}

/// What is to be looked at there; once it was, how each point was found.
#[component]
fn Checklist(visit: Visit) -> impl IntoView {
    let t = texts();
    let (points, happened) = (visit.description.checklist, visit.findings.is_some());
    if points.is_empty() {
        return ().into_any();
    }
    let many = |seen| points.iter().filter(|own| own.seen == seen).count();
    let note = if happened {
        t.visit.points_note(many(Some(Seen::InPlace)), many(Some(Seen::Lacking)), many(None))
    } else {
        t.visit.points_ahead().to_owned()
    };
    let rows = points.into_iter().map(|own| {
        let seen = words::seen(own.seen, t);
        let seen = match own.seen {
            Some(Seen::InPlace) => view! { <Mark kind="verified" word=seen calm=true/> }.into_any(),
            Some(Seen::Lacking) => view! { <Mark kind="late" word=seen/> }.into_any(),
            None => happened.then(|| view! { <span class="quiet">{seen}</span> }).into_any(),
        };
        view! {
            <li>
                <span>{own.what.to_string()} {own.remark.map(|said| view! { <small>{said.to_string()}</small> })}</span>
                {seen}
            </li>
        }
    });
    let rows = rows.collect_view();
    view! { <Section title=t.field.checklist().to_owned() note class="span-6" id="checklist"><ul class="points">{rows}</ul></Section> }
        .into_any()
}

/// Issues that were raised there, each with its sentence.
#[component]
fn Raised(detail: Detail) -> impl IntoView {
    let t = texts();
    let many = detail.issues.len();
    let all = issues_href(&domain::issue::list::Filter { visit: Some(detail.visit.id), ..Default::default() });
    let rows = detail.issues.into_iter().map(|line| {
        let to = format!("/issues/{}", line.id);
        view! {
            <li>
                <span class="code">{line.code()}</span>
                <a href=to>{line.title}</a>
                <StateMark state=line.state calm=true/>
            </li>
        }
    });
    let rows = rows.collect_view();
    let visit = detail.visit.id;
    let waits = move |act: &Any| waits(act, visit);
    let body = if many == 0 {
        view! { <Empty title=t.visit.raised_none() note=t.visit.raised_none_note()/> }.into_any()
    } else {
        view! { <ul class="linked">{rows}</ul><a class="more" href=all>{t.visit.raised_all()}</a> }.into_any()
    };
    view! {
        <Section title=t.visit.raised_title(many) class="span-6" id="raised">
            {body}
            <Made title=t.issue.raised() name=waits/>
        </Section>
    }
}

/// The title of an issue that this device raises on the visit and the server does not have yet.
fn waits(act: &Any, visit: VisitId) -> Option<String> {
    let Any::Issue(issue::Act::Find(find)) = act else { return None };
    find.visit.as_ref().filter(|quote| quote.visit == visit).map(|_| find.facts.title.to_string())
}
