//! What units owe besides issues, promises and papers, on both databases: of one group, or of one of its units, and of no other.

use crate::common::{Bench, each_db, id, note};
use domain::act::{Act, Verdict};
use domain::cases::Cases;
use domain::cast;
use domain::deployment::{Content, Days, Side};
use domain::kinds::{
    Book, CarrierId, Day, DeploymentId, GroupId, LookbackId, MilestoneId, Month, Name, PersonId, ReportId, RuleId,
    Text, UnitId,
};
use domain::meeting::Series;
use domain::meeting::agenda::offers;
use domain::owed::Owed;
use domain::viewer::{Post, Reach, Role, Viewer};
use domain::{carrier, deployment, group, lookback, person, report, rule, unit};
use store::owed::Owing;
use store::writer::By;

const ONE: UnitId = cast::UNITS[1].id;
const TWO: UnitId = cast::UNITS[2].id;

fn day(raw: &str) -> Day {
    Day::parse(raw).unwrap()
}

fn name(raw: &str) -> Name {
    Name::parse(raw).unwrap()
}

/// A group, and who may act for it.
struct House {
    group: GroupId,
    by: PersonId,
}

impl House {
    fn book(&self) -> Book {
        Book::Group(self.group)
    }

    /// What its units owe by the end of June, or what this one does, as its people read it.
    async fn owing(&self, bench: &Bench, unit: Option<UnitId>) -> Owing {
        let viewer = Viewer {
            person: self.by,
            roles: vec![Role::Group { group: self.group, post: Post::Head }],
            ..cast::HEAD.viewer().unwrap()
        };
        let reach = Reach { groups: vec![self.group], ..Reach::default() };
        Owing::of(&bench.db, &viewer, &reach, self.book(), unit).await.unwrap()
    }

    /// By which of these units.
    async fn debtors(&self, bench: &Bench) -> Vec<(UnitId, &'static str)> {
        debtors(self.owing(bench, None).await.cases())
    }
}

/// Whose debts these are, and of which kind.
fn debtors(cases: Cases) -> Vec<(UnitId, &'static str)> {
    let kind = |owed| match owed {
        Owed::Milestone { .. } => "milestone",
        Owed::Report { .. } => "report",
        Owed::Lookback { .. } => "lookback",
        Owed::Step { .. } => "step",
    };
    let mut all: Vec<_> = cases.owed(day("2023-06-30")).into_iter().map(|own| (own.unit, kind(own.owed))).collect();
    all.sort_unstable();
    all
}

/// A second group with a unit and a head of its own.
async fn second(bench: &Bench) -> (House, UnitId) {
    let (group, by, unit) = (GroupId(id()), PersonId(id()), UnitId(id()));
    let role = Role::Group { group, post: Post::Head };
    let acts = [
        Act::Group(group::Act::Open { group, name: name("第四巡回指导组"), campaign: cast::CAMPAIGN }),
        Act::Person(person::Act::Register {
            person: by,
            name: name("外组长"),
            login: Text::parse("waizuzhang").unwrap(),
            demo: true,
        }),
        Act::Person(person::Act::GrantRole { person: by, role }),
    ];
    for act in acts {
        let proposal = bench.proposal(Book::Office, act);
        let verdict = bench.writer.propose(By::System, vec![proposal]).await.remove(0);
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    }
    let add = unit::Act::Add { unit, code: Text::parse("W01").unwrap(), name: name("外校") };
    bench.accept(by, Book::Group(group), Act::Unit(add)).await;
    (House { group, by }, unit)
}

/// A milestone and a report of the unit, both by the 20th of June, and a rule to look back on in that month.
async fn owes(bench: &Bench, house: &House, unit: UnitId) {
    let (carrier, report, rule) = (CarrierId(id()), ReportId(id()), RuleId(id()));
    let (department, due) = (name("科研处"), day("2023-06-20"));
    let description = carrier::Description {
        name: Text::parse("低碳技术").unwrap(),
        department: department.clone(),
        lead: name("阎若水"),
        detail: None,
    };
    let milestone = carrier::Act::AddMilestone { carrier, milestone: MilestoneId(id()), name: name("立项"), due };
    let title = Text::parse("学生资助调研").unwrap();
    let planned = report::Description { title, official: name("韩立群"), due: Some(due) };
    let title = Text::parse("报修办法").unwrap();
    let draft = rule::Description { title, department, detail: None };
    let acts = [
        Act::Carrier(carrier::Act::Start { carrier, unit, description }),
        Act::Carrier(milestone),
        Act::Report(report::Act::Plan { report, unit, description: planned }),
        Act::Rule(rule::Act::Draft { rule, unit, description: draft }),
        Act::Rule(rule::Act::Establish { rule, in_force: day("2023-05-10") }),
    ];
    for act in acts {
        bench.accept(house.by, house.book(), act).await;
    }
}

async fn looks_back(bench: &Bench, house: &House, unit: UnitId) {
    let month = Month::parse("2023-06").unwrap();
    let open = lookback::Act::Open { lookback: LookbackId::of(unit, month), unit, month };
    bench.accept(house.by, house.book(), Act::Lookback(open)).await;
}

/// A matter in step, to be deployed by the 20th.
async fn in_step(bench: &Bench, house: &House, units: &[UnitId]) {
    let side = |unit: &UnitId| Side { unit: *unit, organisations: Vec::new() };
    let content = Content {
        title: Text::parse("专题学习").unwrap(),
        text: note("两级同步"),
        sides: units.iter().map(side).collect(),
        days: Days { deployed: Some(day("2023-06-20")), inspected: None, assessed: None },
    };
    let open = deployment::Act::Open { deployment: DeploymentId(id()), content: Box::new(content) };
    bench.accept(house.by, house.book(), Act::Deployment(open)).await;
}

#[tokio::test]
async fn another_groups_and_another_units_debts_stay_out() {
    each_db(|bench| async move {
        let own = House { group: cast::GROUP, by: cast::HEAD.id };
        let (far, far_unit) = second(&bench).await;
        let all_units = [(&own, ONE), (&own, TWO), (&far, far_unit)];
        bench.set_day("2023-05-10");
        for (house, unit) in all_units {
            owes(&bench, house, unit).await;
        }
        bench.set_day("2023-06-12");
        for (house, unit) in all_units {
            looks_back(&bench, house, unit).await;
        }
        in_step(&bench, &own, &[ONE, TWO]).await;
        in_step(&bench, &far, &[far_unit]).await;
        let all = |unit| ["lookback", "milestone", "report", "step"].map(|kind| (unit, kind));
        let mut both = [all(ONE), all(TWO)].concat();
        both.sort_unstable();
        assert_eq!(own.debtors(&bench).await, both);
        assert_eq!(far.debtors(&bench).await, all(far_unit));

        // the dispatch meeting with a unit asks it alone, also where a matter has several
        let on = day("2023-06-12");
        for (house, unit) in all_units {
            let owing = house.owing(&bench, Some(unit)).await;
            let offers = offers(owing.cases(), Series::Dispatch { unit }, on, on);
            let units: Vec<_> = offers.iter().map(|own| own.unit).collect();
            assert_eq!(units, [Some(unit); 4]);
        }
        // nor does a group read what another one's unit owes
        assert_eq!(debtors(own.owing(&bench, Some(far_unit)).await.cases()), []);
    })
    .await;
}
