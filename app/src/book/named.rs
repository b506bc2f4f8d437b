//! What a record and its kind are called, and where its page is.

use domain::act::{Key, Subject};

use crate::texts::Texts;

/// What the record is called.
#[cfg(feature = "ssr")]
pub(crate) fn title(record: &domain::record::Record) -> String {
    use domain::record::Record;
    match record {
        Record::Campaign(own) => own.period.name.to_string(),
        Record::Group(own) => own.name.to_string(),
        Record::Person(own) => own.name.to_string(),
        Record::Policy(_) => String::new(),
        Record::Unit(own) => own.name.to_string(),
        Record::Carrier(own) => own.description.name.to_string(),
        Record::Issue(own) => format!("{} {}", own.code(), own.title),
        Record::Report(own) => own.description.title.to_string(),
        Record::Rule(own) => own.description.title.to_string(),
        Record::Draw(own) => own.plan.purpose.to_string(),
        Record::Visit(own) => own.description.topic.as_ref().map(ToString::to_string).unwrap_or_default(),
        Record::Template(own) => own.title.to_string(),
        Record::Evaluation(own) => own.title.to_string(),
        Record::Survey(own) => own.plan.title.to_string(),
        // In both languages; the kind beside it has the word.
        Record::Lookback(own) => own.month.to_string(),
        Record::Cut(own) => own.title.to_string(),
        Record::Notice(own) => own.content.title.to_string(),
        Record::Worklist(own) => own.week.to_string(),
        Record::Meeting(own) => own.plan.at.day().to_string(),
        Record::Deployment(own) => own.content.title.to_string(),
        Record::Standard(own) => own.newest().content.title.to_string(),
        Record::Study(own) => own.plan.topic.to_string(),
        Record::Worklog(own) => own.day.to_string(),
        Record::Outcome(own) => own.content.title.to_string(),
    }
}

/// The page of the record, where it has one.
pub(crate) fn href(key: Key) -> Option<String> {
    match key.subject {
        Subject::Unit => Some(format!("/unit/{}", key.id)),
        Subject::Carrier => Some(format!("/carrier/{}", key.id)),
        Subject::Issue => Some(format!("/issues/{}", key.id)),
        Subject::Report => Some(format!("/reports/{}", key.id)),
        Subject::Rule => Some(format!("/rules/{}", key.id)),
        Subject::Draw => Some(format!("/draws/{}", key.id)),
        Subject::Visit => Some(format!("/visits/{}", key.id)),
        Subject::Survey => Some(format!("/surveys/{}", key.id)),
        Subject::Lookback => Some(format!("/lookbacks/{}", key.id)),
        Subject::Cut => Some(format!("/cuts/{}", key.id)),
        Subject::Policy => Some("/policy".to_owned()),
        Subject::Evaluation => Some(format!("/evaluations/{}", key.id)),
        Subject::Template => Some(format!("/templates/{}", key.id)),
        Subject::Notice => Some(format!("/notices/{}", key.id)),
        Subject::Worklist => Some(format!("/worklists/{}", key.id)),
        Subject::Meeting => Some(format!("/meetings/{}", key.id)),
        Subject::Deployment => Some(format!("/deployments/{}", key.id)),
        Subject::Standard => Some(format!("/library/{}", key.id)),
        Subject::Study => Some(format!("/studies/{}", key.id)),
        Subject::Outcome => Some(format!("/outcomes/{}", key.id)),
        Subject::Campaign | Subject::Group | Subject::Person | Subject::Worklog => None,
    }
}

pub(crate) fn subject_word(subject: Subject, t: Texts) -> &'static str {
    match subject {
        Subject::Campaign => t.book.campaign(),
        Subject::Group => t.book.group(),
        Subject::Person => t.book.person(),
        Subject::Policy => t.rail.policy(),
        Subject::Unit => t.field.unit(),
        Subject::Carrier => t.unit.carrier(),
        Subject::Issue => t.field.issue(),
        Subject::Report => t.field.report(),
        Subject::Rule => t.field.rule(),
        Subject::Draw => t.rail.draws(),
        Subject::Visit => t.field.visit(),
        Subject::Template => t.book.template(),
        Subject::Evaluation => t.book.evaluation(),
        Subject::Survey => t.rail.surveys(),
        Subject::Lookback => t.rail.lookbacks(),
        Subject::Cut => t.rail.cuts(),
        Subject::Notice => t.book.notice(),
        Subject::Worklist => t.rail.worklists(),
        Subject::Meeting => t.rail.meetings(),
        Subject::Deployment => t.rail.deployments(),
        Subject::Standard => t.rail.library(),
        Subject::Study => t.rail.studies(),
        Subject::Worklog => t.rail.worklogs(),
        Subject::Outcome => t.rail.outcomes(),
    }
}
