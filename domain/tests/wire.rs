//! The wire: every act ever shipped is still read, and written the same. One file per act, named by its wire name,
//! one line per form of it. Lines are added, never changed.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::act::{Act, Proposal};
use domain::{
    campaign, carrier, cut, deployment, draw, evaluation, group, issue, lookback, meeting, notice, outcome, person,
    policy, report, rule, standard, study, survey, template, unit, visit, worklist, worklog,
};

/// Names every act twice at once: as a list, and in matches that the compiler keeps complete.
macro_rules! names {
    ($($subject:ident { $($verb:ident => $name:literal),* $(,)? })*) => {
        const NAMES: &[&str] = &[$($($name),*),*];

        $(fn $subject(act: &$subject::Act) -> &'static str {
            match act {
                $($subject::Act::$verb { .. } => $name),*
            }
        })*
    };
}

names! {
    campaign {
        Open => "campaign.open",
        Change => "campaign.change",
        SetDays => "campaign.set_days",
        ClearDays => "campaign.clear_days",
    }
    group {
        Open => "group.open",
        Rename => "group.rename",
    }
    person {
        Register => "person.register",
        Rename => "person.rename",
        GrantRole => "person.grant_role",
        RevokeRole => "person.revoke_role",
        Suspend => "person.suspend",
        Restore => "person.restore",
    }
    policy {
        Set => "policy.set",
        SetWaits => "policy.set_waits",
    }
    unit {
        Add => "unit.add",
        Rename => "unit.rename",
        Recode => "unit.recode",
        Close => "unit.close",
        Reopen => "unit.reopen",
        SetGoal => "unit.set_goal",
        AddOrganisation => "unit.add_organisation",
        RenameOrganisation => "unit.rename_organisation",
        ChangeOrganisation => "unit.change_organisation",
        CloseOrganisation => "unit.close_organisation",
        ReopenOrganisation => "unit.reopen_organisation",
        Assign => "unit.assign",
        Release => "unit.release",
    }
    carrier {
        Start => "carrier.start",
        Change => "carrier.change",
        AddMilestone => "carrier.add_milestone",
        ChangeMilestone => "carrier.change_milestone",
        ReachMilestone => "carrier.reach_milestone",
        ReopenMilestone => "carrier.reopen_milestone",
        RemoveMilestone => "carrier.remove_milestone",
        ReinstateMilestone => "carrier.reinstate_milestone",
        ReportProgress => "carrier.report_progress",
        Drop => "carrier.drop",
        Resume => "carrier.resume",
    }
    issue {
        Find => "issue.find",
        Amend => "issue.amend",
        AddMeasure => "issue.add_measure",
        ChangeMeasure => "issue.change_measure",
        FinishMeasure => "issue.finish_measure",
        ReopenMeasure => "issue.reopen_measure",
        DropMeasure => "issue.drop_measure",
        ShareMeasure => "issue.share_measure",
        UnshareMeasure => "issue.unshare_measure",
        Agree => "issue.agree",
        ReportProgress => "issue.report_progress",
        AddEvidence => "issue.add_evidence",
        WithdrawEvidence => "issue.withdraw_evidence",
        Submit => "issue.submit",
        Recall => "issue.recall",
        Return => "issue.return",
        Verify => "issue.verify",
        SetLookback => "issue.set_lookback",
        NameReport => "issue.name_report",
        Confirm => "issue.confirm",
        Relapse => "issue.relapse",
        Dispute => "issue.dispute",
        Settle => "issue.settle",
        Withdraw => "issue.withdraw",
        Merge => "issue.merge",
        Transfer => "issue.transfer",
        Reinstate => "issue.reinstate",
        Comment => "issue.comment",
    }
    report {
        Plan => "report.plan",
        Change => "report.change",
        Complete => "report.complete",
        Reopen => "report.reopen",
        Drop => "report.drop",
        Resume => "report.resume",
    }
    rule {
        Draft => "rule.draft",
        Change => "rule.change",
        LinkIssue => "rule.link_issue",
        UnlinkIssue => "rule.unlink_issue",
        Establish => "rule.establish",
        Repeal => "rule.repeal",
        Reinstate => "rule.reinstate",
    }
    draw {
        Prepare => "draw.prepare",
        Freeze => "draw.freeze",
        Recuse => "draw.recuse",
        Commit => "draw.commit",
        Reveal => "draw.reveal",
        ThrowDice => "draw.throw_dice",
        Extend => "draw.extend",
        Abandon => "draw.abandon",
        EraseRoster => "draw.erase_roster",
    }
    visit {
        Plan => "visit.plan",
        Record => "visit.record",
        Amend => "visit.amend",
        Cancel => "visit.cancel",
        Reinstate => "visit.reinstate",
        AddPromise => "visit.add_promise",
        KeepPromise => "visit.keep_promise",
        DropPromise => "visit.drop_promise",
        ReopenPromise => "visit.reopen_promise",
        EraseNames => "visit.erase_names",
        Cite => "visit.cite",
        Uncite => "visit.uncite",
    }
    template {
        Make => "template.make",
        Revise => "template.revise",
        Retire => "template.retire",
        Restore => "template.restore",
    }
    evaluation {
        Open => "evaluation.open",
        Begin => "evaluation.begin",
        Grade => "evaluation.grade",
        Finish => "evaluation.finish",
        Reopen => "evaluation.reopen",
        SelfScore => "evaluation.self_score",
        Calibrate => "evaluation.calibrate",
        Agree => "evaluation.agree",
        Remark => "evaluation.remark",
        Conclude => "evaluation.conclude",
        Recalibrate => "evaluation.recalibrate",
        Publish => "evaluation.publish",
        Object => "evaluation.object",
        Answer => "evaluation.answer",
        ReplaceRater => "evaluation.replace_rater",
        Abandon => "evaluation.abandon",
    }
    survey {
        Plan => "survey.plan",
        Change => "survey.change",
        Print => "survey.print",
        TakeBack => "survey.take_back",
        Void => "survey.void",
        Extend => "survey.extend",
        Close => "survey.close",
        Drop => "survey.drop",
    }
    lookback {
        Open => "lookback.open",
        Answer => "lookback.answer",
        Mark => "lookback.mark",
        Lock => "lookback.lock",
        Reopen => "lookback.reopen",
    }
    cut {
        Take => "cut.take",
    }
    notice {
        Draft => "notice.draft",
        Change => "notice.change",
        Drop => "notice.drop",
        Issue => "notice.issue",
        Receive => "notice.receive",
        Reply => "notice.reply",
        Return => "notice.return",
        Accept => "notice.accept",
        Close => "notice.close",
        Withdraw => "notice.withdraw",
    }
    worklist {
        Prepare => "worklist.prepare",
        Add => "worklist.add",
        Drop => "worklist.drop",
        Issue => "worklist.issue",
        Answer => "worklist.answer",
        Tick => "worklist.tick",
        Untick => "worklist.untick",
        LookAt => "worklist.look_at",
    }
    meeting {
        Plan => "meeting.plan",
        Change => "meeting.change",
        AddPoint => "meeting.add_point",
        DropPoint => "meeting.drop_point",
        Cancel => "meeting.cancel",
        Attend => "meeting.attend",
        TakePen => "meeting.take_pen",
        Write => "meeting.write",
        Decide => "meeting.decide",
        Speak => "meeting.speak",
        Settle => "meeting.settle",
        Unsettle => "meeting.unsettle",
        Close => "meeting.close",
        Reopen => "meeting.reopen",
    }
    deployment {
        Open => "deployment.open",
        Change => "deployment.change",
        Report => "deployment.report",
        TakeBack => "deployment.take_back",
        Close => "deployment.close",
        Reopen => "deployment.reopen",
        Withdraw => "deployment.withdraw",
    }
    standard {
        Enter => "standard.enter",
        Revise => "standard.revise",
        Retire => "standard.retire",
        Restore => "standard.restore",
    }
    study {
        Plan => "study.plan",
        Change => "study.change",
        AddMaterial => "study.add_material",
        RemoveMaterial => "study.remove_material",
        Hold => "study.hold",
        Cancel => "study.cancel",
    }
    worklog {
        Write => "worklog.write",
    }
    outcome {
        Tell => "outcome.tell",
        Change => "outcome.change",
        Link => "outcome.link",
        Unlink => "outcome.unlink",
        AddPicture => "outcome.add_picture",
        RemovePicture => "outcome.remove_picture",
        Publish => "outcome.publish",
        Unpublish => "outcome.unpublish",
        Drop => "outcome.drop",
        Restore => "outcome.restore",
    }
}

fn name(act: &Act) -> &'static str {
    match act {
        Act::Campaign(act) => campaign(act),
        Act::Group(act) => group(act),
        Act::Person(act) => person(act),
        Act::Policy(act) => policy(act),
        Act::Unit(act) => unit(act),
        Act::Carrier(act) => carrier(act),
        Act::Issue(act) => issue(act),
        Act::Report(act) => report(act),
        Act::Rule(act) => rule(act),
        Act::Draw(act) => draw(act),
        Act::Visit(act) => visit(act),
        Act::Template(act) => template(act),
        Act::Evaluation(act) => evaluation(act),
        Act::Survey(act) => survey(act),
        Act::Lookback(act) => lookback(act),
        Act::Cut(act) => cut(act),
        Act::Notice(act) => notice(act),
        Act::Worklist(act) => worklist(act),
        Act::Meeting(act) => meeting(act),
        Act::Deployment(act) => deployment(act),
        Act::Standard(act) => standard(act),
        Act::Study(act) => study(act),
        Act::Worklog(act) => worklog(act),
        Act::Outcome(act) => outcome(act),
    }
}

/// The frozen lines by file name.
fn frozen() -> BTreeMap<String, String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/wire");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn every_frozen_line_is_read_and_written_the_same() {
    for (file, lines) in frozen() {
        for line in lines.lines() {
            let proposal: Proposal = serde_json::from_str(line).unwrap_or_else(|why| panic!("{file}: {why}"));
            assert_eq!(proposal.act.kind(), file);
            assert_eq!(name(&proposal.act), file);
            assert_eq!(serde_json::to_string(&proposal).unwrap(), line, "{file}");
        }
    }
}

#[test]
fn every_act_has_a_frozen_line() {
    let frozen = frozen();
    for name in NAMES {
        assert!(frozen.get(*name).is_some_and(|lines| lines.lines().next().is_some()), "no line for {name}");
    }
    assert_eq!(frozen.len(), NAMES.len(), "a file that no act is named by");
}

#[test]
fn what_counts_as_movement_of_a_unit_are_acts() {
    for kind in domain::due::MOVES {
        assert!(NAMES.contains(&kind), "{kind}");
    }
}
