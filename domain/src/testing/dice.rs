//! Acts by dice: every kind of act there is, with small ids so that they meet, allowed or not.

mod life;
mod rhythm;

use uuid::Uuid;

use crate::act::Act;
use crate::cast;
use crate::issue::act::{Facts as Description, Find, Plan};
use crate::issue::{Act as I, Category, Due, From, Ledger, Origin};
use crate::kinds::{Day, Note, OrganisationId, Percent, Text};
use crate::strand::Strand;
use crate::unit::OrganisationKind;
use crate::viewer::{Admin, Post, Role, UnitPost};
use crate::visit::act::{Amended, Recorded};
use crate::visit::{
    Description as Visited, Drawn, Findings, Form, Observations, Photo, Point, Position, Promised, Quote, Seen, Site,
};
use crate::{campaign, carrier, draw, evaluation, group, person, policy, report, rule, survey, template, unit, visit};

use super::{hash, id, text};

/// Throws that were made beforehand, used round and round.
pub(crate) struct Dice<'a> {
    pub throws: &'a [u8],
    pub at: usize,
}

impl Dice<'_> {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.at += 1;
        match self.throws.len() {
            0 => 0,
            length => usize::from(self.throws[self.at % length]) % sides,
        }
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())].clone()
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.roll(4) > 0).then(|| make(self))
    }

    fn id<T: std::convert::From<Uuid>>(&mut self, base: u128) -> T {
        id(base + self.roll(3) as u128)
    }

    fn issue<T: std::convert::From<Uuid>>(&mut self) -> T {
        self.id(0x15_0001)
    }

    fn measure<T: std::convert::From<Uuid>>(&mut self) -> T {
        self.id(0x3ea_0001)
    }

    fn unit(&mut self) -> crate::kinds::UnitId {
        self.pick(&cast::UNITS[..2]).id
    }

    fn organisation(&mut self) -> OrganisationId {
        let unit = cast::UNITS[1 + self.roll(2)];
        unit.organisation(self.roll(6))
    }

    fn note(&mut self) -> Note {
        self.pick(&["短", "已到现场核对，问题仍未解决", "第一党支部", "三日内答复师生诉求，办结后回访一次"].map(text))
    }

    fn name<const MAX: usize>(&mut self) -> Text<MAX> {
        self.pick(&["后勤处", "教务处", "第一党支部"].map(text))
    }

    fn day(&mut self) -> Day {
        super::start().plus(self.roll(120) as i64)
    }

    fn due(&mut self) -> Due {
        let day = self.day();
        self.pick(&[Due::On { day }, Due::Immediately { day }, Due::Standing])
    }

    fn category(&mut self) -> Category {
        self.pick(<Category as strum::VariantArray>::VARIANTS)
    }

    fn plan(&mut self) -> Plan {
        Plan { id: self.measure(), what: self.note(), who: self.maybe(Self::name), due: self.maybe(Self::day) }
    }

    fn description(&mut self) -> Description {
        Description {
            title: self.name(),
            detail: self.maybe(Self::note),
            category: self.maybe(Self::category),
            organisation: self.maybe(Self::organisation),
            official: self.maybe(Self::name),
            department: self.maybe(Self::name),
            due: self.maybe(Self::due),
        }
    }

    fn find(&mut self) -> Find {
        let other = self.issue();
        let from = [None, None, Some(From::Split { issue: other }), Some(From::Transfer { issue: other })];
        Find {
            issue: self.issue(),
            unit: self.unit(),
            origin: self.pick(&[Origin::Research, Origin::TeamList]),
            facts: self.description(),
            measures: (0..self.roll(3)).map(|_| self.plan()).collect(),
            ledger: self.maybe(|dice| Ledger { name: dice.name(), number: dice.roll(50) as u32 }),
            report: if self.roll(3) == 0 { Some(self.id(0x4e_0001)) } else { None },
            from: self.pick(&from),
            visit: if self.roll(3) == 0 { Some(self.quote()) } else { None },
            meeting: if self.roll(9) == 0 { Some(self.resolved()) } else { None },
        }
    }

    fn resolved(&mut self) -> crate::meeting::Resolved {
        crate::meeting::Resolved { meeting: self.id(0x63_0001), decision: self.id(0x64_0001) }
    }

    fn quote(&mut self) -> Quote {
        Quote { visit: self.visit(), sentence: self.maybe(Self::note) }
    }

    fn visit<T: std::convert::From<Uuid>>(&mut self) -> T {
        self.id(0x115_0001)
    }

    fn promise<T: std::convert::From<Uuid>>(&mut self) -> T {
        self.id(0x140_0001)
    }

    fn promised(&mut self) -> Promised {
        Promised { id: self.promise(), what: self.note(), who: self.maybe(Self::name), due: self.day() }
    }

    fn visited(&mut self) -> Visited {
        let form = self.pick(<Form as strum::VariantArray>::VARIANTS);
        let site = self.pick(<Site as strum::VariantArray>::VARIANTS);
        Visited {
            form,
            organisation: self.maybe(Self::organisation),
            site: (form == Form::Site).then_some(site),
            place: self.maybe(Self::name),
            topic: self.maybe(Self::name),
            at: self.day().start(),
            members: vec![self.pick(&cast::PEOPLE[..5]).id],
            strands: (0..self.roll(2)).map(|_| self.pick(<Strand as strum::VariantArray>::VARIANTS)).collect(),
            announced: self.roll(2) == 0,
            checklist: (0..self.roll(3)).map(|number| self.point(number)).collect(),
        }
    }

    /// Most are still to be looked at.
    fn point(&mut self, number: usize) -> Point {
        let seen = self.pick(<Seen as strum::VariantArray>::VARIANTS);
        let what = Text::parse(&format!("第 {number} 点")).unwrap();
        Point { what, seen: (self.roll(4) == 0).then_some(seen), remark: None }
    }

    fn drawn(&mut self) -> Drawn {
        Drawn { draw: self.id(0x50_0001), numbers: (0..=self.roll(2)).map(|_| 1 + self.roll(4) as u16).collect() }
    }

    fn findings(&mut self) -> Findings {
        Findings {
            people: self.roll(30) as u16,
            names: None,
            looked_at: self.maybe(Self::note),
            notes: self.maybe(Self::note),
            observations: Observations {
                coverage: self.maybe(Self::note),
                discussion: self.maybe(Self::note),
                application: self.maybe(Self::note),
            },
            corrected: self.maybe(Self::note),
            photos: Vec::new(),
            position: self.maybe(|dice| Position {
                latitude: 45_750_000 + dice.roll(100) as i32,
                longitude: 126_640_000 + dice.roll(100) as i32,
                accuracy: dice.roll(50) as u32,
            }),
        }
    }

    fn photo(&mut self) -> Photo {
        Photo { hash: hash(self.roll(3) as u8), caption: self.maybe(Self::name), media: text("image/jpeg") }
    }

    fn recorded(&mut self) -> Recorded {
        Recorded {
            visit: self.visit(),
            unit: self.unit(),
            description: self.visited(),
            findings: self.findings(),
            promises: (0..self.roll(3)).map(|_| self.promised()).collect(),
        }
    }

    fn amended(&mut self) -> Amended {
        let mut findings = self.maybe(Self::findings);
        if let Some(own) = &mut findings {
            own.photos.extend((0..self.roll(2)).map(|_| self.photo()));
        }
        Amended { visit: self.visit(), based_on: self.roll(200) as i64, description: self.visited(), findings }
    }

    fn percent(&mut self) -> Percent {
        Percent::try_from(self.roll(101) as u8).unwrap()
    }

    fn role(&mut self) -> Role {
        let (group, unit, organisation) = (cast::GROUP, self.unit(), self.organisation());
        self.pick(&[
            Role::OfficeLeader,
            Role::Group { group, post: Post::Head },
            Role::Unit { unit, group, post: UnitPost::Liaison },
            Role::Organisation { organisation, unit, group },
            Role::Admin { office: Admin::System },
            Role::Admin { office: Admin::Audit },
        ])
    }
}

/// One act of every kind.
pub(crate) fn every_act(dice: &mut Dice) -> Vec<Act> {
    let mut acts = above(dice);
    acts.extend(of_unit(dice));
    acts.extend(of_carrier(dice));
    acts.extend(of_papers(dice));
    acts.extend(of_draw(dice));
    acts.extend(of_issue(dice));
    acts.extend(of_visit(dice));
    acts.extend(of_evaluation(dice));
    acts.extend(of_survey(dice));
    acts.extend(rhythm::acts(dice));
    acts.extend(life::acts(dice));
    acts
}

fn above(d: &mut Dice) -> Vec<Act> {
    let period = |d: &mut Dice| campaign::Period { name: d.name(), start: d.day(), half: d.day(), end: d.day() };
    let campaign = cast::CAMPAIGN;
    let group = cast::GROUP;
    let somebody = d.pick(&cast::PEOPLE).id;
    let person = d.pick(&[somebody, id(0x0d00_0099)]);
    let policy = policy::Policy {
        evidence: d.roll(2) == 0,
        lookback_days: d.pick(&[30, 60, 90, 45]),
        nodes: (0..d.roll(4)).map(|_| d.name()).collect(),
    };
    vec![
        campaign::Act::Open { campaign, period: period(d) }.into(),
        campaign::Act::Change { campaign, period: period(d) }.into(),
        campaign::Act::SetDays {
            campaign,
            first: d.day(),
            last: d.day(),
            works: d.roll(2) == 0,
            name: d.maybe(Dice::name),
        }
        .into(),
        campaign::Act::ClearDays { campaign, first: d.day(), last: d.day() }.into(),
        group::Act::Open { group, name: d.name(), campaign }.into(),
        group::Act::Rename { group, name: d.name() }.into(),
        person::Act::Register { person, name: d.name(), login: text("newcomer"), demo: d.roll(2) == 0 }.into(),
        person::Act::Rename { person, name: d.name() }.into(),
        person::Act::GrantRole { person, role: d.role() }.into(),
        person::Act::RevokeRole { person, role: d.role() }.into(),
        person::Act::Suspend { person, reason: d.note() }.into(),
        person::Act::Restore { person, reason: d.note() }.into(),
        policy::Act::Set { group, category: d.category(), policy }.into(),
        policy::Act::SetWaits { group, waits: policy::Waits { reminder: d.roll(9) as u16, talk: d.roll(9) as u16 } }
            .into(),
    ]
}

fn of_unit(d: &mut Dice) -> Vec<Act> {
    let unit = d.unit();
    let goal = |d: &mut Dice| unit::Goal { goal: d.note(), direction: d.note() };
    let organisation = d.organisation();
    let parent = d.maybe(Dice::organisation);
    let kind = d.pick(&[OrganisationKind::Secondary, OrganisationKind::Branch]);
    vec![
        unit::Act::Add { unit, code: text(d.pick(&["KXY", "XIN1", "短"])), name: d.name() }.into(),
        unit::Act::Rename { unit, name: d.name() }.into(),
        unit::Act::SetGoal { unit, goal: goal(d), was: d.maybe(|d| Box::new(goal(d))) }.into(),
        unit::Act::AddOrganisation { unit, organisation, parent, name: d.name(), kind }.into(),
        unit::Act::RenameOrganisation { unit, organisation, name: d.name() }.into(),
        unit::Act::ChangeOrganisation { unit, organisation, parent, kind }.into(),
        unit::Act::CloseOrganisation { unit, organisation, reason: d.note() }.into(),
        unit::Act::ReopenOrganisation { unit, organisation }.into(),
    ]
}

fn of_carrier(d: &mut Dice) -> Vec<Act> {
    use carrier::Act as C;
    let carrier = d.id(0xca_0001);
    let milestone = d.id(0x3115_0001);
    let description = |d: &mut Dice| carrier::Description {
        name: d.name(),
        department: d.name(),
        lead: d.name(),
        detail: d.maybe(Dice::note),
    };
    vec![
        C::Start { carrier, unit: d.unit(), description: description(d) }.into(),
        C::Change { carrier, description: description(d), was: d.maybe(|d| Box::new(description(d))) }.into(),
        C::AddMilestone { carrier, milestone, name: d.name(), due: d.day() }.into(),
        C::ChangeMilestone { carrier, milestone, name: d.name(), due: d.day() }.into(),
        C::ReachMilestone { carrier, milestone, note: d.maybe(Dice::note) }.into(),
        C::ReopenMilestone { carrier, milestone, reason: d.note() }.into(),
        C::RemoveMilestone { carrier, milestone, reason: d.note() }.into(),
        C::ReinstateMilestone { carrier, milestone, reason: d.note() }.into(),
        C::ReportProgress { carrier, percent: d.percent(), note: d.note() }.into(),
        C::Drop { carrier, reason: d.note() }.into(),
        C::Resume { carrier, reason: d.note() }.into(),
    ]
}

fn of_papers(d: &mut Dice) -> Vec<Act> {
    use report::Act as P;
    use rule::Act as R;
    let (report, rule) = (d.id(0x4e_0001), d.id(0x4f_0001));
    let paper = |d: &mut Dice| report::Description { title: d.name(), official: d.name(), due: d.maybe(Dice::day) };
    let law = |d: &mut Dice| rule::Description { title: d.name(), department: d.name(), detail: d.maybe(Dice::note) };
    vec![
        P::Plan { report, unit: d.unit(), description: paper(d) }.into(),
        P::Change { report, description: paper(d), was: d.maybe(|d| Box::new(paper(d))) }.into(),
        P::Complete { report, summary: d.note() }.into(),
        P::Reopen { report, reason: d.note() }.into(),
        P::Drop { report, reason: d.note() }.into(),
        P::Resume { report, reason: d.note() }.into(),
        R::Draft { rule, unit: d.unit(), description: law(d) }.into(),
        R::Change { rule, description: law(d), was: d.maybe(|d| Box::new(law(d))) }.into(),
        R::LinkIssue { rule, issue: d.issue() }.into(),
        R::UnlinkIssue { rule, issue: d.issue() }.into(),
        R::Establish { rule, in_force: d.day() }.into(),
        R::Repeal { rule, reason: d.note() }.into(),
        R::Reinstate { rule, reason: d.note() }.into(),
    ]
}

fn of_draw(d: &mut Dice) -> Vec<Act> {
    use draw::Act as D;
    let (draw, side) = (d.id(0x50_0001), d.pick(&[draw::Side::Group, draw::Side::Unit]));
    let (salt, secret) = (d.pick(&["ab", "cd"]).repeat(16), d.pick(&["六月 松花江 4 7 2 6", "掷骰 3 5 5 1 6 2"]));
    let commitment = draw::pick::commitment(&salt, secret);
    let strata = [("正高", 1), ("副高", 2)].map(|(name, take)| draw::Stratum { name: text(name), take });
    let plan = draw::Plan {
        purpose: d.name(),
        kind: d.pick(<draw::Kind as strum::VariantArray>::VARIANTS),
        strata: strata.into_iter().take(1 + d.roll(2)).collect(),
        presider: d.pick(&[cast::HEAD, cast::MEMBER]).id,
        witness: d.pick(&[cast::NORMAL_STAFF, cast::ACADEMY_STAFF]).id,
    };
    let roster = draw::Frozen {
        hash: hash(d.roll(3) as u8),
        strata: (0..2 + d.roll(6)).map(|at| (at % 2) as u8).collect(),
        organisations: Vec::new(),
        places: Vec::new(),
    };
    vec![
        D::Prepare { draw, unit: d.unit(), plan }.into(),
        D::Freeze { draw, roster }.into(),
        D::Recuse { draw, number: 1 + d.roll(4) as u16, reason: d.note() }.into(),
        D::Commit { draw, side, commitment: text(&commitment) }.into(),
        D::Reveal { draw, side, salt: text(&salt), secret: text(secret) }.into(),
        D::ThrowDice { draw, side, dice: d.pick(&[vec![3, 5, 5, 1, 6, 2], vec![1, 2, 3]]) }.into(),
        D::Extend { draw, more: vec![1, d.roll(2) as u16], reason: d.note() }.into(),
        D::Abandon { draw, reason: d.note() }.into(),
        D::EraseRoster { draw, roster: hash(d.roll(3) as u8), reason: d.note() }.into(),
    ]
}

fn of_issue(d: &mut Dice) -> Vec<Act> {
    let issue = d.issue();
    let node = d.maybe(|d| d.roll(5) as u8);
    let proof = hash(d.roll(3) as u8);
    vec![
        I::Find(Box::new(d.find())).into(),
        I::Amend { issue, facts: Box::new(d.description()), was: d.maybe(|d| Box::new(d.description())) }.into(),
        I::AddMeasure { issue, measure: d.plan() }.into(),
        I::ChangeMeasure { issue, measure: d.plan(), was: d.maybe(|d| Box::new(d.plan())) }.into(),
        I::FinishMeasure { issue, measure: d.measure(), note: d.maybe(Dice::note) }.into(),
        I::ReopenMeasure { issue, measure: d.measure(), reason: d.note() }.into(),
        I::DropMeasure { issue, measure: d.measure(), reason: d.note() }.into(),
        I::ShareMeasure { issue, from: d.issue(), measure: d.measure() }.into(),
        I::UnshareMeasure { issue, from: d.issue(), measure: d.measure() }.into(),
        I::Agree { issue, note: d.maybe(Dice::note) }.into(),
        I::ReportProgress { issue, percent: d.percent(), node, note: d.note() }.into(),
        I::AddEvidence { issue, hash: proof.clone(), name: d.name(), size: d.roll(200) as u32 * 1024 }.into(),
        I::WithdrawEvidence { issue, hash: proof, reason: d.note() }.into(),
        I::Submit { issue, note: d.maybe(Dice::note) }.into(),
        I::Recall { issue, reason: d.note() }.into(),
        I::Return { issue, reason: d.note() }.into(),
        I::Verify { issue, note: d.maybe(Dice::note) }.into(),
        I::SetLookback { issue, day: d.day(), reason: d.note() }.into(),
        I::NameReport { issue, report: d.maybe(|dice| dice.id(0x4e_0001)) }.into(),
        I::Confirm { issue, note: d.note() }.into(),
        I::Relapse { issue, reason: d.note() }.into(),
        I::Dispute { issue, reason: d.note() }.into(),
        I::Settle { issue, reason: d.note() }.into(),
        I::Withdraw { issue, reason: d.note() }.into(),
        I::Merge { issue, into: d.issue(), reason: d.note() }.into(),
        I::Transfer { issue, to: d.unit(), reason: d.note(), taken_up_as: d.maybe(|dice| dice.issue()) }.into(),
        I::Reinstate { issue, reason: d.note() }.into(),
        I::Comment { issue, text: d.note() }.into(),
    ]
}

fn of_visit(d: &mut Dice) -> Vec<Act> {
    use visit::Act as V;
    let (visit, promise) = (d.visit(), d.promise());
    vec![
        V::Plan { visit, unit: d.unit(), description: Box::new(d.visited()), drawn: d.maybe(Dice::drawn) }.into(),
        V::Record(Box::new(d.recorded())).into(),
        V::Amend(Box::new(d.amended())).into(),
        V::Cancel { visit, reason: d.note() }.into(),
        V::Reinstate { visit, reason: d.note() }.into(),
        V::AddPromise { visit, promise: d.promised() }.into(),
        V::KeepPromise { visit, promise, note: d.maybe(Dice::note) }.into(),
        V::DropPromise { visit, promise, reason: d.note() }.into(),
        V::ReopenPromise { visit, promise, reason: d.note() }.into(),
        V::EraseNames { visit, names: vec![hash(d.roll(3) as u8)], reason: d.note() }.into(),
    ]
}

fn of_evaluation(d: &mut Dice) -> Vec<Act> {
    use evaluation::Act as E;
    use template::Act as T;
    let (template, evaluation): (_, crate::kinds::EvaluationId) = (d.id(0x7e_0001), d.id(0xe0_0001));
    let (unit, note) = (d.unit(), d.note());
    let low = d.pick(&[None, Some(crate::score::Grade::Ordinary), Some(crate::score::Grade::Good)]);
    let usual = crate::score::Marks::default();
    let marks = d.pick(&[usual, usual, crate::score::Marks { worth: [40, 60, 80, 100], ..usual }]);
    let tree = template::Tree { aspects: super::tree().aspects.into_iter().take(2 + d.roll(2)).collect(), low, marks };
    let from = d.maybe(|d| {
        let other = template::From::Template { template: d.id(0x7e_0001), version: 1 };
        d.pick(&[template::From::Shipped { shipped: template::Shipped::Hard }, other])
    });
    let [_, quality, ..] = super::NODES;
    let indicator = d.pick(&[quality, quality, super::NODES[0]]);
    let grade = d.pick(<crate::score::Grade as strum::VariantArray>::VARIANTS);
    let links = [
        evaluation::Link::Issue { issue: d.issue() },
        evaluation::Link::Visit { visit: d.visit() },
        evaluation::Link::Measure { issue: d.issue(), measure: super::MEASURE },
        evaluation::Link::Evidence { hash: hash(d.roll(3) as u8), name: d.maybe(Dice::name) },
    ];
    let reason = d.note();
    let grading = evaluation::act::Grading {
        evaluation,
        unit,
        indicator,
        grade,
        reason: d.note(),
        links: links[..d.roll(links.len())].into(),
    };
    let issue = d.issue();
    let opened = evaluation::act::Opened {
        evaluation,
        title: d.name(),
        scored: d.pick(&[
            crate::score::rows::Scored::Unit,
            crate::score::rows::Scored::Category { category: Category::Hard },
            crate::score::rows::Scored::Issue { issue },
        ]),
        units: vec![unit],
        period: crate::score::rows::Period { start: super::start(), end: d.day() },
        template,
        version: 1 + d.roll(2) as u32,
        raters: vec![cast::HEAD.id, d.pick(&[cast::DEPUTY, cast::MEMBER]).id],
        due: d.maybe(Dice::day),
        again: if d.roll(3) == 0 { Some(d.id(0xe0_0001)) } else { None },
    };
    vec![
        T::Make { template, title: d.name(), tree: tree.clone(), from }.into(),
        T::Revise { template, based_on: 1 + d.roll(2) as u32, title: d.name(), tree, note: d.maybe(Dice::note) }.into(),
        T::Retire { template, reason: d.note() }.into(),
        T::Restore { template, reason: d.note() }.into(),
        E::Open(Box::new(opened)).into(),
        E::Begin { evaluation }.into(),
        E::Grade(Box::new(grading)).into(),
        E::Finish { evaluation, unit }.into(),
        E::Reopen { evaluation, unit }.into(),
        E::SelfScore { evaluation, unit, tenths: d.roll(250) as u16 * 5, note: note.clone() }.into(),
        E::Calibrate { evaluation }.into(),
        E::Agree { evaluation, unit, indicator, grade, reason }.into(),
        E::Remark { evaluation, unit, indicator: d.maybe(|_| indicator), text: note }.into(),
        E::Conclude { evaluation }.into(),
        E::Recalibrate { evaluation, reason: d.note() }.into(),
        E::Publish { evaluation }.into(),
        E::Object { evaluation, unit, reason: d.note() }.into(),
        E::Answer { evaluation, unit, text: d.note() }.into(),
        E::ReplaceRater { evaluation, former: cast::DEPUTY.id, rater: cast::LIAISON.id, reason: d.note() }.into(),
        E::Abandon { evaluation, reason: d.note() }.into(),
    ]
}

fn of_survey(d: &mut Dice) -> Vec<Act> {
    use survey::{Act as S, Kind, Plan, Question, Words};
    let survey = d.id(0x5e_0001);
    let words = |d: &mut Dice| Words { zh: d.name(), en: d.maybe(|d| d.pick(&["Staff", "Students"].map(text))) };
    let plan = |d: &mut Dice| {
        let choice = Kind::Choice { options: (0..2 + d.roll(2)).map(|_| words(d)).collect() };
        let more = d.pick(&[Kind::Text, choice]);
        Box::new(Plan {
            title: d.name(),
            raters: vec![words(d)],
            questions: [Kind::Scale, more].map(|kind| Question { words: words(d), kind }).to_vec(),
            opens: d.day(),
            closes: d.day(),
        })
    };
    vec![
        S::Plan { survey, unit: d.unit(), plan: plan(d) }.into(),
        S::Change { survey, plan: plan(d), was: d.maybe(plan) }.into(),
        S::Print { survey, raters: d.roll(2) as u8, slips: d.roll(40) as u16 }.into(),
        S::TakeBack { survey, raters: d.roll(2) as u8, reason: d.note() }.into(),
        S::Void { survey, raters: d.roll(2) as u8, first: 0, reason: d.note() }.into(),
        S::Extend { survey, closes: d.day() }.into(),
        S::Close { survey }.into(),
        S::Drop { survey, reason: d.note() }.into(),
    ]
}
