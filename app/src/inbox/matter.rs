//! How a matter is called, where it leads, and what is to be done: alike in the box and on the first screen.

use domain::asks::About;
use domain::evaluation::Next;
use domain::kinds::{Book, EvaluationId, UnitId};
use domain::meeting::Series;
use domain::reminder::{Matter, Stage, What};

use crate::meeting::series_text;
use crate::part::{day_text, month_text};
use crate::session::me;
use crate::texts::Texts;
use crate::unit::asks::{about_word, called, held_href, href_of};
use crate::worklist::week_text;

pub fn title(own: &Matter, t: Texts) -> String {
    match own.what {
        What::Asked { about, .. } | What::Held { about, .. } => called(about, own.code.as_deref(), &own.title, t),
        What::Visit { .. } if own.title.is_empty() => t.rail.visits_short().to_owned(),
        What::Tick { week, many, .. } => t.inbox.ticks(many, week_text(week, t)),
        What::Meeting { .. } if own.title.is_empty() => t.today.meeting().to_owned(),
        What::Meeting { .. } => format!("{} · {}", t.today.meeting(), called_plain(own)),
        What::Follow { about: About::Issue { .. } | About::Step { .. }, .. } | What::Follow { unit: None, .. } => {
            called_plain(own)
        }
        What::Replied { unit, .. } | What::Objection { unit, .. } | What::Follow { unit: Some(unit), .. } => {
            of_unit(own, unit)
        }
        What::DraftList { week, .. } => t.inbox.draft_list(week_text(week, t)),
        What::NoList { week } => t.inbox.no_list(week_text(week, t)),
        What::NextMeeting { unit } => {
            series_text(unit.map_or(Series::Weekly, |unit| Series::Dispatch { unit }), &me(), t)
        }
        What::Low { unit, since, .. } => format!("{} · {}", of_unit(own, unit), t.inbox.since(day_text(since, t.lang))),
        What::Lookbacks { book, month, many } => of_book(t.inbox.lookbacks(many, month_text(month, t.lang)), book),
        What::HalfTime { book, half } => of_book(t.inbox.half_time(day_text(half, t.lang)), book),
        What::Published { .. } => t.inbox.published(own.title.as_str()),
        What::Chase { .. }
        | What::Visit { .. }
        | What::Study { .. }
        | What::Item { .. }
        | What::Decision { .. }
        | What::Speak { .. }
        | What::Round { .. }
        | What::SelfScore { .. }
        | What::Lead { .. }
        | What::DraftNotice { .. }
        | What::Draw { .. }
        | What::Survey { .. }
        | What::SurveySlips { .. }
        | What::SurveyEnds { .. } => called_plain(own),
    }
}

/// With the unit's name.
fn of_unit(own: &Matter, unit: UnitId) -> String {
    format!("{} · {}", called_plain(own), me().unit_name(unit))
}

/// With the group's name, where the reader sees several.
fn of_book(said: String, book: Book) -> String {
    let me = me();
    let group = me.groups.iter().find(|own| Book::Group(own.id) == book).filter(|_| me.groups.len() > 1);
    group.map(|own| format!("{} · {said}", own.name)).unwrap_or(said)
}

fn called_plain(own: &Matter) -> String {
    own.code.iter().map(String::as_str).chain([own.title.as_str()]).collect::<Vec<_>>().join(" ")
}

pub fn href(own: &Matter) -> String {
    match own.what {
        What::Asked { about, verb } => href_of(about, verb),
        What::Held { about, .. } => held_href(about),
        What::Replied { notice, .. } | What::Chase { notice } | What::DraftNotice { notice } => {
            format!("/notices/{notice}")
        }
        What::Visit { visit } => format!("/visits/{visit}"),
        What::Meeting { meeting } => format!("/meetings/{meeting}"),
        What::Study { study } => format!("/studies/{study}"),
        What::Follow { about, .. } => held_href(about),
        What::Item { worklist, item } => format!("/worklists/{worklist}#item-{item}"),
        What::Tick { worklist, .. } | What::DraftList { worklist, .. } => format!("/worklists/{worklist}"),
        What::NoList { .. } => "/worklists".to_owned(),
        What::NextMeeting { unit } => {
            unit.map_or_else(|| "/meetings/new".to_owned(), |unit| format!("/meetings/new?unit={unit}"))
        }
        What::Draw { draw } => format!("/draws/{draw}"),
        What::Decision { meeting, decision } | What::Speak { meeting, decision } => {
            format!("/meetings/{meeting}#decision-{decision}")
        }
        What::Round { evaluation } => format!("/evaluations/{evaluation}"),
        What::Objection { evaluation, unit }
        | What::Low { evaluation, unit, .. }
        | What::SelfScore { evaluation, unit }
        | What::Published { evaluation, unit } => {
            format!("/evaluations/{evaluation}/{unit}")
        }
        What::Lookbacks { book, month, .. } => format!("/lookbacks?book={book}&month={month}#open"),
        What::HalfTime { book, .. } => format!("/cuts?book={book}#take"),
        What::Lead { evaluation, stage } => stage_href(evaluation, stage),
        What::Survey { survey } | What::SurveyEnds { survey } => format!("/surveys/{survey}"),
        What::SurveySlips { survey } => format!("/surveys/{survey}#slips"),
    }
}

fn stage_href(evaluation: EvaluationId, stage: Stage) -> String {
    match stage {
        // the sheets of the units have what is open
        Stage::Ungraded | Stage::Settle => format!("/evaluations/{evaluation}"),
        Stage::Begin | Stage::Calibrate | Stage::Conclude | Stage::Publish => {
            format!("/evaluations/{evaluation}#{}", <&str>::from(stage))
        }
    }
}

pub fn kind(what: What, t: Texts) -> &'static str {
    match what {
        What::Asked { about, .. } | What::Held { about, .. } => about_word(about, t),
        What::Replied { .. } | What::Chase { .. } | What::DraftNotice { .. } => t.book.notice(),
        What::Visit { .. } => t.rail.visits_short(),
        What::Meeting { .. } | What::NextMeeting { .. } => t.today.meeting(),
        What::DraftList { .. } | What::NoList { .. } => t.rail.worklists(),
        What::Draw { .. } => t.rail.draws(),
        What::Study { .. } => t.today.study(),
        What::Follow { about, .. } => about_word(about, t),
        What::Item { .. } | What::Tick { .. } => t.unit.item(),
        What::Decision { .. } | What::Speak { .. } => t.unit.decision(),
        What::Round { .. }
        | What::Objection { .. }
        | What::Low { .. }
        | What::SelfScore { .. }
        | What::Lead { .. }
        | What::Published { .. } => t.rail.evaluations(),
        What::Lookbacks { .. } => t.rail.lookbacks(),
        What::HalfTime { .. } => t.rail.cuts(),
        What::Survey { .. } | What::SurveySlips { .. } | What::SurveyEnds { .. } => t.rail.surveys(),
    }
}

/// What is to be done.
pub fn step(what: What, t: Texts) -> &'static str {
    match what {
        What::Asked { verb, .. } => t.unit.get(&format!("verb_{}", <&str>::from(verb))),
        What::Held { until, .. } => t.unit.get(&format!("do_{}", <&str>::from(until))),
        What::Replied { .. } => t.inbox.do_reply(),
        What::Chase { .. } => t.inbox.do_chase(),
        What::Visit { .. } if me().viewer.reach().groups.is_empty() => t.inbox.do_host(),
        What::Visit { .. } => t.inbox.do_visit(),
        What::Meeting { .. } => t.inbox.do_meeting(),
        What::NextMeeting { .. } => t.inbox.do_next_meeting(),
        What::NoList { .. } => t.act.worklist_prepare(),
        What::DraftNotice { .. } | What::DraftList { .. } => t.inbox.do_issue(),
        What::Draw { .. } => t.inbox.do_draw(),
        What::SelfScore { .. } => t.inbox.do_self_score(),
        What::Study { .. } => t.inbox.do_study(),
        What::Follow { .. } => t.inbox.do_follow(),
        What::Item { .. } => t.inbox.do_item(),
        What::Tick { .. } => t.unit.do_ticked(),
        What::Decision { .. } => t.unit.verb_settle_decision(),
        What::Speak { .. } => t.act.meeting_speak(),
        What::Round { .. } => t.inbox.do_round(),
        What::Objection { .. } => t.inbox.do_objection(),
        What::Low { next: Next::Interview, .. } => t.inbox.do_interview(),
        What::Low { next: Next::Again, .. } => t.inbox.do_again(),
        What::Survey { .. } => t.inbox.do_survey(),
        What::SurveySlips { .. } => t.inbox.do_survey_slips(),
        What::SurveyEnds { .. } => t.inbox.do_survey_ends(),
        What::Lookbacks { .. } => t.act.lookback_open(),
        What::HalfTime { .. } => t.act.cut_take(),
        What::Lead { stage, .. } => stage_step(stage, t),
        What::Published { .. } => t.inbox.do_published(),
    }
}

fn stage_step(stage: Stage, t: Texts) -> &'static str {
    match stage {
        Stage::Begin => t.act.evaluation_begin(),
        Stage::Ungraded => t.inbox.do_ungraded(),
        Stage::Calibrate => t.act.evaluation_calibrate(),
        Stage::Settle => t.act.evaluation_agree(),
        Stage::Conclude => t.act.evaluation_conclude(),
        Stage::Publish => t.act.evaluation_publish(),
    }
}
