//! The goal, and under it each carrier with its milestones on one line of days. The line is drawn in per cent of the
//! width, so that 12 px stay 12 px; the same milestones are read out in words.

use domain::carrier::{Carrier, Milestone};
use domain::due::is_late;
use domain::kinds::Day;
use leptos::prelude::*;

use super::home::more;
use super::read::Home;
use crate::part::when::day_short;
use crate::part::{Empty, Mark, Section};
use crate::session::me;
use crate::texts::{Texts, texts};

#[component]
pub fn Carriers(home: Home) -> impl IntoView {
    let t = texts();
    let goal = home.unit.as_ref().and_then(|unit| unit.goal.clone());
    let (running, dropped): (Vec<_>, Vec<_>) = home.carriers.into_iter().partition(|own| own.dropped_at.is_none());
    let title = goal.as_ref().map_or_else(|| t.unit.goal_none().to_owned(), |own| t.unit.goal_is(&own.goal));
    let note =
        goal.map_or_else(|| t.unit.goal_none_note().to_owned(), |own| t.unit.direction(running.len(), &own.direction));
    let all = more(format!("/unit/{}/goal", home.id), t.unit.goal_change());
    let none =
        running.is_empty().then(|| view! { <Empty title=t.unit.carriers_none() note=t.unit.carriers_none_note()/> });
    let dropped = (!dropped.is_empty()).then(|| {
        let rows = dropped.iter().map(|own| {
            let name = own.description.name.to_string();
            view! { <li><a href=format!("/carrier/{}", own.id)>{name}</a></li> }
        });
        view! {
            <details class="fold">
                <summary>{t.unit.carriers_dropped(dropped.len())}</summary>
                <ul class="waiting">{rows.collect_view()}</ul>
            </details>
        }
    });
    view! {
        <Section title=title note=note class="span-12" id="goal" more=all>
            {none}
            <ol class="carriers">
                {running.into_iter().map(|carrier| view! { <Row carrier/> }).collect_view()}
            </ol>
            {dropped}
        </Section>
    }
}

#[component]
fn Row(carrier: Carrier) -> impl IntoView {
    let (t, me) = (texts(), me());
    let today = me.today();
    let who = format!("{} {}", carrier.description.department, carrier.description.lead);
    let right = match carrier.late(today) {
        Some(own) => {
            let word = t.unit.milestone_late(today.since(own.due), &own.name);
            view! { <Mark kind="late" word/> }.into_any()
        }
        None => {
            let word = t.unit.milestones_reached(carrier.milestones.len(), carrier.percent.get(), carrier.reached());
            view! { <span class="quiet">{word}</span> }.into_any()
        }
    };
    view! {
        <li>
            <div class="spread">
                <span>
                    <a href=format!("/carrier/{}", carrier.id)><strong>{carrier.description.name.to_string()}</strong></a>
                    <small>{who}</small>
                </span>
                {right}
            </div>
            <Track milestones=carrier.milestones/>
        </li>
    }
}

/// How a milestone stands today.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Done,
    Late,
    /// The first that is still to come.
    Next,
    Later,
}

impl Stands {
    fn class(self) -> &'static str {
        match self {
            Stands::Done => "done",
            Stands::Late => "late",
            Stands::Next => "next",
            Stands::Later => "later",
        }
    }

    fn word(self, t: Texts) -> &'static str {
        match self {
            Stands::Done => t.unit.stands_done(),
            Stands::Late => t.unit.stands_late(),
            Stands::Next => t.unit.stands_next(),
            Stands::Later => t.unit.stands_later(),
        }
    }
}

fn stands(milestones: &[Milestone], today: Day) -> Vec<Stands> {
    let mut next = true;
    let stands = milestones.iter().map(|own| match own.reached_at {
        Some(_) => Stands::Done,
        None if is_late(own.due, today) => Stands::Late,
        None if std::mem::take(&mut next) => Stands::Next,
        None => Stands::Later,
    });
    stands.collect()
}

/// The line of one carrier's milestones with today's mark.
#[component]
pub fn Track(milestones: Vec<Milestone>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let today = me.today();
    let scale = Scale::of(&milestones, me.campaign.as_ref().map(|own| (own.period.start, own.period.end)), today);
    let stands = stands(&milestones, today);
    let spoken = milestones.iter().zip(&stands).map(|(own, stands)| format!("{}{}", own.name, stands.word(t)));
    let spoken = spoken.collect::<Vec<_>>().join(t.unit.comma());
    let rows = scale.rows(&milestones);
    let tall = rows.iter().any(|row| *row > 0);
    let reached = milestones.iter().zip(&stands).filter(|(_, stands)| **stands == Stands::Done);
    let past = reached.map(|(own, _)| own.due).max().map(|day| scale.at(day));
    let none = milestones.is_empty();
    let marks = milestones
        .into_iter()
        .zip(stands)
        .zip(rows)
        .map(|((own, stands), row)| mark(&own, stands, scale.place(own.due), row, t));
    let marks = marks.collect_view();
    let now = scale.holds(today).then(|| {
        let at = scale.at(today);
        view! {
            <line class="today" x1=at.clone() x2=at.clone() y1="16" y2="40"/>
            <text class="next" x=at y="10" text-anchor="middle">{t.unit.today()}</text>
        }
    });
    (!none).then(|| {
        view! {
            <svg class="milestones" width="100%" height=if tall { "78" } else { "62" } role="img" aria-label=spoken>
                <line class="rest" x1="0.5%" x2="99.5%" y1="28" y2="28"/>
                {past.map(|past| view! { <line class="past" x1="0.5%" x2=past y1="28" y2="28"/> })}
                {now}
                {marks}
            </svg>
        }
    })
}

fn mark(own: &Milestone, stands: Stands, place: i64, row: usize, t: Texts) -> AnyView {
    let (class, at) = (stands.class(), per_cent(place));
    let anchor = if place < 600 {
        "start"
    } else if place > 9_400 {
        "end"
    } else {
        "middle"
    };
    let shape = if stands == Stands::Late {
        view! { <svg x=at.clone() y="28" overflow="visible"><path class="late" d="M0 -8 8 6H-8z"/></svg> }.into_any()
    } else {
        view! { <circle class=class cx=at.clone() cy="28" r="5.5"/> }.into_any()
    };
    let title = format!("{} {} {}", own.name, day_short(own.due, t.lang), stands.word(t));
    let y = if row == 0 { "54" } else { "71" };
    view! {
        <g>
            <title>{title}</title>
            {shape}
            <text class=class x=at y=y text-anchor=anchor>{own.name.to_string()}</text>
        </g>
    }
    .into_any()
}

/// Days on the line, as ten-thousandths of its width.
struct Scale {
    first: i64,
    last: i64,
}

impl Scale {
    /// The campaign, stretched where a milestone lies outside it. Without a campaign, up to today.
    fn of(milestones: &[Milestone], campaign: Option<(Day, Day)>, today: Day) -> Scale {
        let (start, end) = campaign.unwrap_or((today, today));
        let days = milestones.iter().map(|own| own.due).chain([start, end]).map(Day::number);
        let (first, last) = days.fold((i64::MAX, i64::MIN), |(first, last), day| (first.min(day), last.max(day)));
        Scale { first, last: last.max(first + 1) }
    }

    fn place(&self, day: Day) -> i64 {
        100 + (day.number() - self.first) * 9_800 / (self.last - self.first)
    }

    /// A day that is on the line at all.
    fn holds(&self, day: Day) -> bool {
        (self.first..=self.last).contains(&day.number())
    }

    fn at(&self, day: Day) -> String {
        per_cent(self.place(day))
    }

    /// 0 for a label on the first row, 1 for one that would run into its neighbour there. A character is taken as 1.8 %.
    fn rows(&self, milestones: &[Milestone]) -> Vec<usize> {
        let mut ends = [i64::MIN; 2];
        let rows = milestones.iter().map(|own| {
            let half = i64::try_from(own.name.as_str().chars().count()).unwrap_or(100) * 90;
            let place = self.place(own.due);
            let row = usize::from(place - half < ends[0] && place - half >= ends[1]);
            ends[row] = place + half;
            row
        });
        rows.collect()
    }
}

fn per_cent(place: i64) -> String {
    format!("{}.{:02}%", place / 100, place % 100)
}
