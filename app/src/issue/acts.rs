//! What can be done to the open issue, by whom, now: asks the same rule as the writer. Formal acts say what will happen.

use domain::act::{Act as Any, Key, Subject};
use domain::issue::act::{Find, Plan};
use domain::issue::{Act, From, Hash, Issue, State};
use domain::kinds::{IssueId, MeasureId, Note, Percent, Text};
use domain::record::{Facts, Known, Record, check};
use domain::refusal::{Refusal, Whose};

use super::read::Detail;
use crate::edge;
use crate::part::day_text;
use crate::session::Me;
use crate::texts::Texts;

/// An act before its form is filled in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verb {
    Agree,
    Progress,
    Submit,
    Recall,
    Return,
    Verify,
    SetLookback,
    Confirm,
    Relapse,
    Dispute,
    Settle,
    Withdraw,
    Merge,
    Transfer,
    Split,
    Reinstate,
    Amend,
    AddMeasure,
    ChangeMeasure(MeasureId),
    FinishMeasure(MeasureId),
    ReopenMeasure(MeasureId),
    DropMeasure(MeasureId),
    ShareMeasure,
    UnshareMeasure(IssueId, MeasureId),
    AddEvidence,
    WithdrawEvidence(Hash),
    Comment,
}

impl Verb {
    /// The key of its word in the `act` texts.
    pub fn key(&self) -> &'static str {
        match self {
            Verb::Agree => "issue_agree",
            Verb::Progress => "issue_report_progress",
            Verb::Submit => "issue_submit",
            Verb::Recall => "issue_recall",
            Verb::Return => "issue_return",
            Verb::Verify => "issue_verify",
            Verb::SetLookback => "issue_set_lookback",
            Verb::Confirm => "issue_confirm",
            Verb::Relapse => "issue_relapse",
            Verb::Dispute => "issue_dispute",
            Verb::Settle => "issue_settle",
            Verb::Withdraw => "issue_withdraw",
            Verb::Merge => "issue_merge",
            Verb::Transfer => "issue_transfer",
            Verb::Split => "issue_split",
            Verb::Reinstate => "issue_reinstate",
            Verb::Amend => "issue_amend",
            Verb::AddMeasure => "issue_add_measure",
            Verb::ChangeMeasure(_) => "issue_change_measure",
            Verb::FinishMeasure(_) => "issue_finish_measure",
            Verb::ReopenMeasure(_) => "issue_reopen_measure",
            Verb::DropMeasure(_) => "issue_drop_measure",
            Verb::ShareMeasure => "issue_share_measure",
            Verb::UnshareMeasure(..) => "issue_unshare_measure",
            Verb::AddEvidence => "issue_add_evidence",
            Verb::WithdrawEvidence(_) => "issue_withdraw_evidence",
            Verb::Comment => "issue_comment",
        }
    }

    /// Its word on a button.
    pub fn word(&self, t: Texts) -> &'static str {
        if *self == Verb::Split { t.issue.split() } else { t.act.get(self.key()) }
    }

    /// Whether its form decides more than the button can know: a target, a new text.
    fn open_ended(&self) -> bool {
        match self {
            Verb::SetLookback
            | Verb::Merge
            | Verb::Transfer
            | Verb::Split
            | Verb::Amend
            | Verb::ChangeMeasure(_)
            | Verb::ShareMeasure
            | Verb::AddEvidence => true,
            Verb::Agree
            | Verb::Progress
            | Verb::Submit
            | Verb::Recall
            | Verb::Return
            | Verb::Verify
            | Verb::Confirm
            | Verb::Relapse
            | Verb::Dispute
            | Verb::Settle
            | Verb::Withdraw
            | Verb::Reinstate
            | Verb::AddMeasure
            | Verb::FinishMeasure(_)
            | Verb::ReopenMeasure(_)
            | Verb::DropMeasure(_)
            | Verb::UnshareMeasure(..)
            | Verb::WithdrawEvidence(_)
            | Verb::Comment => false,
        }
    }
}

/// The verbs that carry the issue on from where it is; the last is the one that is asked for.
pub fn main_verbs(state: State) -> Vec<Verb> {
    match state {
        State::Found => vec![Verb::Agree],
        State::Agreed => vec![Verb::Progress],
        State::InProgress => vec![Verb::Progress, Verb::Submit],
        State::Submitted => vec![Verb::Return, Verb::Verify],
        State::Verified => vec![Verb::Relapse, Verb::Confirm],
        State::Held => vec![Verb::Relapse],
        State::Disputed => vec![Verb::Settle],
        State::Withdrawn | State::Merged | State::Transferred => vec![Verb::Reinstate],
    }
}

/// What else may be done; shown where allowed.
pub const OTHER: [Verb; 9] = [
    Verb::Amend,
    Verb::Recall,
    Verb::Dispute,
    Verb::SetLookback,
    Verb::Split,
    Verb::Merge,
    Verb::Transfer,
    Verb::Withdraw,
    Verb::AddMeasure,
];

/// The records that the rules need, as far as the page has them.
pub fn known(detail: &Detail) -> Known {
    let mut known = Known::default();
    let mut keep = |subject, id, record| known.records.insert(Key { subject, id }, record);
    for issue in detail.related.iter().chain([&detail.issue]) {
        keep(Subject::Issue, issue.id.0, Record::Issue(Box::new(issue.clone())));
    }
    keep(Subject::Unit, detail.unit.id.0, Record::Unit(detail.unit.clone()));
    if let Some(policies) = &detail.policies {
        keep(Subject::Policy, policies.group.0, Record::Policy(policies.clone()));
    }
    known
}

/// Why this can't be done now by this person; `None` where it can.
pub fn refused(verb: &Verb, detail: &Detail, me: &Me) -> Option<Refusal> {
    if detail.as_of.is_some() {
        return Some(Refusal::WrongState { state: String::new() });
    }
    // a page has not all that a slip is looked at for
    if *verb == Verb::Withdraw && !detail.slip && !me.viewer.leads_group(detail.issue.book) {
        return Some(Refusal::NotYours { whose: Whose::Recorder });
    }
    let known = known(detail);
    let facts = Facts { now: me.now, book: detail.issue.book, viewer: &me.viewer, known: &known };
    let refusal = check(&Any::Issue(probe(verb, &detail.issue)?), &facts).err()?;
    let decisive = matches!(refusal, Refusal::NotYours { .. } | Refusal::WrongState { .. });
    (decisive || !verb.open_ended()).then_some(refusal)
}

/// The act with placeholders, to ask the rule before anything is typed.
fn probe(verb: &Verb, own: &Issue) -> Option<Act> {
    let issue = own.id;
    let text: Note = Text::parse("——————————————").ok()?;
    let reason = text.clone();
    let plan = |id| Plan { id, what: text.clone(), who: None, due: None };
    Some(match verb {
        Verb::Agree => Act::Agree { issue, note: None },
        Verb::Progress => Act::ReportProgress { issue, percent: Percent::default(), node: None, note: text },
        Verb::Submit => Act::Submit { issue, note: None },
        Verb::Recall => Act::Recall { issue, reason },
        Verb::Return => Act::Return { issue, reason },
        Verb::Verify => Act::Verify { issue, note: None },
        Verb::SetLookback => Act::SetLookback { issue, day: own.lookback?, reason },
        Verb::Confirm => Act::Confirm { issue, note: text },
        Verb::Relapse => Act::Relapse { issue, reason },
        Verb::Dispute => Act::Dispute { issue, reason },
        Verb::Settle => Act::Settle { issue, reason },
        Verb::Withdraw => Act::Withdraw { issue, reason },
        Verb::Merge => Act::Merge { issue, into: issue, reason },
        Verb::Transfer => Act::Transfer { issue, to: own.unit, reason, taken_up_as: None },
        Verb::Split => Act::Find(Box::new(Find {
            issue: IssueId(uuid::Uuid::nil()),
            unit: own.unit,
            origin: own.origin,
            facts: own.description(),
            measures: Vec::new(),
            ledger: None,
            report: None,
            from: Some(From::Split { issue }),
            visit: None,
            meeting: None,
        })),
        Verb::Reinstate => Act::Reinstate { issue, reason },
        Verb::Amend => Act::Amend { issue, facts: Box::new(own.description()), was: None },
        Verb::AddMeasure => Act::AddMeasure { issue, measure: plan(MeasureId(uuid::Uuid::nil())) },
        Verb::ChangeMeasure(id) => Act::ChangeMeasure { issue, measure: plan(*id), was: None },
        Verb::FinishMeasure(measure) => Act::FinishMeasure { issue, measure: *measure, note: None },
        Verb::ReopenMeasure(measure) => Act::ReopenMeasure { issue, measure: *measure, reason },
        Verb::DropMeasure(measure) => Act::DropMeasure { issue, measure: *measure, reason },
        Verb::ShareMeasure => Act::ShareMeasure { issue, from: issue, measure: edge::id() },
        Verb::UnshareMeasure(from, measure) => Act::UnshareMeasure { issue, from: *from, measure: *measure },
        Verb::AddEvidence => {
            Act::AddEvidence { issue, hash: Text::parse("0").ok()?, name: Text::parse("—").ok()?, size: 0 }
        }
        Verb::WithdrawEvidence(hash) => Act::WithdrawEvidence { issue, hash: hash.clone(), reason },
        Verb::Comment => Act::Comment { issue, text },
    })
}

/// What will happen, one sentence each; said before the act.
pub fn consequences(verb: &Verb, detail: &Detail, me: &Me, t: Texts) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    match verb {
        Verb::Verify => {
            let days = super::detail::policy(detail).map_or(0, |policy| policy.lookback_days);
            lines.push(t.issue.will_verify(day_text(me.today().plus(i64::from(days)), t.lang)));
            lines.push(t.issue.will_verify_provisional().to_owned());
        }
        Verb::Relapse => lines.push(t.issue.will_relapse(detail.issue.rounds.len() + 2)),
        Verb::Agree => {
            let measures = detail.issue.measures.len() + detail.issue.shared.len();
            let due = detail.issue.due.map(|due| super::words::due(due, t)).unwrap_or_default();
            lines.push(t.issue.will_agree(due, measures));
        }
        Verb::Progress
        | Verb::Submit
        | Verb::Recall
        | Verb::Return
        | Verb::SetLookback
        | Verb::Confirm
        | Verb::Dispute
        | Verb::Settle
        | Verb::Withdraw
        | Verb::Merge
        | Verb::Transfer
        | Verb::Split
        | Verb::Reinstate
        | Verb::Amend
        | Verb::AddMeasure
        | Verb::ChangeMeasure(_)
        | Verb::FinishMeasure(_)
        | Verb::ReopenMeasure(_)
        | Verb::DropMeasure(_)
        | Verb::ShareMeasure
        | Verb::UnshareMeasure(..)
        | Verb::AddEvidence
        | Verb::WithdrawEvidence(_)
        | Verb::Comment => {
            let line = t.issue.get(&verb.key().replacen("issue_", "will_", 1));
            lines.extend((!line.is_empty()).then(|| line.to_owned()));
        }
    }
    lines
}
