//! The sheet of one unit in a round: the table of indicators, how the score is made of them, and what there is to do.

use domain::act::Subject;
use domain::evaluation::Evaluation;
use domain::kinds::{EvaluationId, UnitId};
use domain::score::{Score, Value, Values, score};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::detail::again_of;
use super::grade::Drafts;
use super::low::Follows;
use super::made::{Made, Whole};
use super::read::{Detail, Stand, read_sheet};
use super::recheck::Files;
use super::settle::Settle;
use super::side::{Before, By, Opinions};
use super::state_mark;
use super::table::Table;
use super::talk::{Objection, Own, Remarks, Turn};
use crate::failure::Failure;
use crate::live::live;
use crate::part::reading::reading;
use crate::part::{About, DayText, History, Icon, Section, Summary};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};

/// `/evaluations/:id/:unit`
#[component]
pub fn Page() -> impl IntoView {
    Drafts::provide();
    Files::provide();
    let params = use_params_map();
    let key = move || {
        let params = params.read();
        let id = params.get("id").and_then(|raw| raw.parse::<EvaluationId>().ok());
        id.zip(params.get("unit").and_then(|raw| raw.parse::<UnitId>().ok()))
    };
    let read = |key: Option<(EvaluationId, UnitId)>| async move {
        match key {
            Some((id, unit)) => read_sheet(id, unit).await,
            None => Err(Failure::not_found()),
        }
    };
    reading(key, &[Subject::Evaluation, Subject::Notice], read, |detail| view! { <Shown detail/> }.into_any())
}

/// What the parts of the page are made of: the unit's sheet and who looks at it.
#[derive(Clone)]
pub struct Sheet {
    pub detail: Detail,
    pub stand: Stand,
    pub score: Score,
    pub values: Values,
    /// A member of the group, or the office: reads the figures before they are published.
    pub inside: bool,
    /// All raters are done with this unit.
    pub done: bool,
    /// This viewer grades here now.
    pub grades: bool,
    pub leads: bool,
    /// All is settled or published: the score is one.
    pub whole: bool,
}

impl Sheet {
    fn of(detail: Detail, me: &Me) -> Option<Sheet> {
        let (stand, round) = (detail.stands.first()?.clone(), &detail.round);
        let (unit, person) = (stand.unit, me.viewer.person);
        let done = round.done(unit) && !round.raters.is_empty();
        let rater = round.raters_of(unit).contains(&person);
        let mut values = round.values(unit, &stand.measured);
        if !done && rater {
            values.extend(tried(round, unit, me));
        }
        Some(Sheet {
            score: score(&round.tree, &values),
            inside: me.viewer.sees(round.book, None, None),
            grades: round.waits_for(unit, person),
            leads: me.viewer.leads_group(round.book),
            whole: round.published.is_some() || (done && round.gaps(unit).is_empty()),
            done,
            values,
            stand,
            detail,
        })
    }

    #[must_use]
    pub fn round(&self) -> &Evaluation {
        &self.detail.round
    }

    #[must_use]
    pub fn unit(&self) -> UnitId {
        self.stand.unit
    }

    /// By what it is scored.
    #[must_use]
    pub fn by(&self) -> By<'_> {
        let round = self.round();
        (round.template, round.version, &round.tree)
    }

    /// May this viewer know of any value here?
    #[must_use]
    pub fn known(&self) -> bool {
        self.inside || self.round().published.is_some()
    }
}

/// A rater's own grades, as if they counted: until all are done they are the only ones this rater knows.
fn tried(round: &Evaluation, unit: UnitId, me: &Me) -> Values {
    let own = round.sheet(unit).into_iter().flat_map(|sheet| &sheet.grades);
    let own = own.filter(|own| own.by.person == me.viewer.person);
    own.map(|own| (own.indicator, Value::Graded { grade: own.grade })).collect()
}

/// The finding above everything.
fn title(sheet: &Sheet, t: Texts) -> String {
    let (round, unit) = (sheet.round(), sheet.unit());
    let total = sheet.score.total.as_ref();
    match (total, sheet.whole && sheet.known()) {
        (Some(total), true) => t.evaluation.total_is(total.to_string()),
        (None, true) => t.evaluation.no_total().to_owned(),
        _ if sheet.done => t.evaluation.gaps_left(round.gaps(unit).len()),
        _ if sheet.grades => t.evaluation.left(round.ungraded(unit, me().viewer.person).len()),
        _ if round.raters.is_empty() => t.evaluation.unit_waits().to_owned(),
        _ => {
            let done = round.sheet(unit).map_or(0, |own| own.finished.len());
            t.evaluation.raters_done(round.raters.len(), done)
        }
    }
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let Some(sheet) = Sheet::of(detail, &me) else { return ().into_any() };
    let round = sheet.round();
    if round.started.is_some() && !sheet.grades {
        expect_context::<Drafts>().over((round.id, sheet.unit()), live());
    }
    let crumbs = vec![
        ("/evaluations".to_owned(), t.rail.evaluations().to_owned()),
        (format!("/evaluations/{}", round.id), round.title.to_string()),
        (format!("/unit/{}", sheet.unit()), me.unit_name(sheet.unit())),
    ];
    let (start, end) = (round.period.start, round.period.end);
    let again = again_of(&sheet.detail, t);
    let line = view! {
        <p>
            {state_mark(round.state())} " " {t.evaluation.number(round.number)} "·" <DayText day=start/> "–" <DayText day=end/> {again}
        </p>
    };
    let history = sheet.detail.history.clone();
    let print = move |_| {
        #[cfg(feature = "hydrate")]
        let _ = window().print();
    };
    let main = view! { <Main sheet=sheet.clone()/> }.into_any();
    let side = view! { <Side sheet=sheet.clone()/> }.into_any();
    // once there is a result it is read before the tree that it came from; on a wide screen it stands beside it
    let parts = if round.published.is_some() { [side, main] } else { [main, side] };
    view! {
        <Summary title=title(&sheet, t) crumbs line=line.into_any()>
            <button type="button" class="button small plain no-print" on:click=print><Icon name="i-file"/>{t.evaluation.print()}</button>
        </Summary>
        <div class="columns evaluation-sheet">
            {parts}
            <Remarks sheet/>
            <History entries=history class="span-12 no-print"/>
        </div>
    }
    .into_any()
}

/// The tree with its values, and how they make the score.
#[component]
fn Main(sheet: Sheet) -> impl IntoView {
    let t = texts();
    let settle = (sheet.inside && sheet.done).then(|| view! { <Settle sheet=sheet.clone()/> });
    let made = sheet.known().then(|| view! { <Made sheet=sheet.clone()/> });
    view! {
        <div class="span-8 evaluation-main">
            <Section title=t.evaluation.indicators().to_owned() note=t.evaluation.indicators_note().to_owned()>
                <Table sheet/>
            </Section>
            {settle}
            {made}
        </div>
    }
}

/// What is to be done, the result, what the unit says of it, and what it is set against.
#[component]
fn Side(sheet: Sheet) -> impl IntoView {
    let t = texts();
    let key = sheet.detail.key();
    let known = sheet.known().then(|| {
        view! {
            <Opinions sheet=sheet.clone()/>
            <Before sheet=sheet.clone()/>
        }
    });
    let whole = sheet.known().then(|| view! { <Whole sheet=sheet.clone()/> });
    let (todo, said) = (sheet.clone(), sheet.clone());
    view! {
        <div class="span-4 survey-side">
            <Section title=t.evaluation.to_do().to_owned() class="no-print">
                <About key=key/>
                <Turn sheet=todo.clone()/>
                <Own sheet=todo/>
            </Section>
            <Follows sheet/>
            {whole}
            <Objection sheet=said/>
            {known}
        </div>
    }
}
