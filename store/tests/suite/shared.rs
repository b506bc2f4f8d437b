//! Notices, weekly lists and meetings on both databases: who reads which part, what is counted for whom, numbers, and units as
//! witnesses of the journal.

use crate::common::{Bench, each_db, id, note};
use domain::act::{Act as Any, Key, Subject, Verdict};
use domain::cast::{self, CastPerson};
use domain::figure::Figure;
use domain::kinds::{Day, ItemId, NoticeId, UnitId, Week, WorklistId};
use domain::notice::{Act, Content, Notice, Paper, Witness};
use domain::refusal::{Field, Refusal};
use domain::worklist::{self, Worklist};
use domain::{kinds::Text, record::Record};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};
use store::tally::{Scope, steps};

const ONE: UnitId = cast::UNITS[1].id;
const TWO: UnitId = cast::UNITS[2].id;

fn content(units: &[UnitId]) -> Box<Content> {
    Box::new(Content {
        paper: Paper::Notice,
        title: Text::parse("关于报送进展的通知").unwrap(),
        text: note("请报送本月进展"),
        units: units.to_vec(),
        about: Vec::new(),
        reply_by: Some(Day::parse("2099-12-30").unwrap()),
        after: None,
        from: None,
    })
}

async fn accept(bench: &Bench, who: CastPerson, act: impl Into<Any>) {
    bench.accept(who.id, cast::book(), act.into()).await;
}

async fn issued(bench: &Bench, units: &[UnitId]) -> NoticeId {
    let notice = NoticeId(id());
    accept(bench, cast::HEAD, Any::Notice(Act::Draft { notice, content: content(units) })).await;
    accept(bench, cast::HEAD, Any::Notice(Act::Issue { notice })).await;
    notice
}

async fn read(bench: &Bench, who: CastPerson, id: NoticeId) -> Option<Notice> {
    let key = Key { subject: Subject::Notice, id: id.0 };
    let own: Option<Box<Notice>> = store::shared::load(&bench.db, &who.viewer().unwrap(), key).await.unwrap();
    own.map(|own| *own)
}

async fn counted(bench: &Bench, scope: Scope, figure: Figure) -> i64 {
    let steps = steps(&bench.db, scope, Day::parse("2099-12-30").unwrap()).await.unwrap();
    steps.iter().filter(|step| figure.counts(step.cell)).map(|step| step.value).sum()
}

#[tokio::test]
async fn a_paper_counts_once_for_its_group_and_for_each_unit_that_it_went_to() {
    each_db(|bench| async move {
        let first = issued(&bench, &[ONE, TWO]).await;
        let second = issued(&bench, &[ONE]).await;
        let numbers = [read(&bench, cast::HEAD, first).await, read(&bench, cast::HEAD, second).await];
        assert_eq!(numbers.map(|own| own.unwrap().number), [Some(1), Some(2)]);
        let scopes = [Scope::All, Scope::Group(cast::book()), Scope::Unit(ONE), Scope::Unit(TWO)];
        let mut found = Vec::new();
        for scope in scopes {
            found.push(counted(&bench, scope, Figure::Notices).await);
        }
        assert_eq!(found, [2, 2, 2, 1]);
        let withdraw = Act::Withdraw { notice: first, reason: note("签发时附错了材料，重新签发") };
        accept(&bench, cast::HEAD, Any::Notice(withdraw)).await;
        let mut left = Vec::new();
        for scope in scopes {
            left.push(counted(&bench, scope, Figure::Notices).await);
        }
        assert_eq!(left, [1, 1, 1, 0]);
        // folded again it is the same
        let before = all(&bench).await;
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!(all(&bench).await, before);
        assert_eq!(counted(&bench, Scope::Unit(ONE), Figure::Notices).await, 1);
    })
    .await;
}

async fn all(bench: &Bench) -> Vec<Box<Notice>> {
    let head = cast::HEAD.viewer().unwrap();
    store::shared::list(&bench.db, &head, Subject::Notice, Some(cast::book()), None).await.unwrap()
}

#[tokio::test]
async fn a_unit_reads_its_own_part_and_elsewhere_there_is_none() {
    each_db(|bench| async move {
        let notice = issued(&bench, &[ONE, TWO]).await;
        let own = read(&bench, cast::NORMAL_STAFF, notice).await.unwrap();
        assert_eq!((own.content.units.as_slice(), own.addressees.len()), (&[ONE][..], 1));
        for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
            assert!(read(&bench, who, notice).await.is_none(), "{}", who.login);
        }
        let draft = NoticeId(id());
        accept(&bench, cast::HEAD, Any::Notice(Act::Draft { notice: draft, content: content(&[ONE]) })).await;
        assert!(read(&bench, cast::NORMAL_STAFF, draft).await.is_none());
        assert!(read(&bench, cast::OFFICE_LEADER, draft).await.is_some());
        // The reads that go by reach alone give none to anybody.
        let (key, all) = (Key { subject: Subject::Notice, id: notice.0 }, cast::HEAD.viewer().unwrap().reach());
        assert!(store::record::load(&bench.db, &all, key).await.unwrap().is_none());
        assert!(store::record::all(&bench.db, &all, Subject::Notice, None, None).await.unwrap().is_empty());
        // As of a day before there was none, and as of today what there is.
        let list = async |day: &str| -> Vec<Box<Notice>> {
            let (viewer, day) = (cast::HEAD.viewer().unwrap(), Day::parse(day).unwrap());
            store::shared::list_on(&bench.db, &viewer, Subject::Notice, (None, Some(ONE)), day).await.unwrap()
        };
        assert_eq!((list("2001-01-01").await.len(), list("2099-12-30").await.len()), (0, 2));
    })
    .await;
}

#[tokio::test]
async fn a_unit_that_receives_a_paper_is_a_witness_of_the_journal() {
    each_db(|bench| async move {
        let notice = issued(&bench, &[ONE]).await;
        let heads = store::journal::heads(&bench.db).await.unwrap();
        let head = heads.into_iter().find(|head| head.book == cast::book()).unwrap();
        let receive = |hash: &str| {
            let witness = Some(Witness { seq: head.seq, hash: Text::parse(hash).unwrap() });
            Any::Notice(Act::Receive { notice, unit: ONE, witness, who: Some(Text::parse("白明远").unwrap()) })
        };
        let wrong = bench.act(cast::NORMAL_STAFF.id, cast::book(), receive(&"0".repeat(64))).await;
        let differs = Refusal::Differs { field: Field::Witness };
        assert_eq!(wrong, Verdict::Refused { refusal: differs });
        bench.accept(cast::NORMAL_STAFF.id, cast::book(), receive(&head.hash)).await;
        let own = read(&bench, cast::NORMAL_STAFF, notice).await.unwrap();
        let witness = own.addressees[0].received.clone().unwrap().witness.unwrap();
        assert_eq!((witness.seq, witness.hash.as_str()), (head.seq, head.hash.as_str()));
        assert!(store::verify::verify(&bench.db).await.unwrap().is_ok());
        // Somebody with the whole database writes it anew from an early entry on, every hash as it must be.
        let stands =
            async || store::verify::stands(&bench.db, cast::book(), witness.seq, witness.hash.as_str()).await.unwrap();
        assert!(stands().await);
        forge(&bench, head.seq - 1).await;
        assert!(!stands().await, "the unit sees it on the paper's page");
        let fault = store::verify::verify(&bench.db).await.unwrap().unwrap_err();
        assert_eq!((fault.seq, fault.why), (head.seq + 1, "a unit witnessed another hash"));
    })
    .await;
}

/// Changes a word of this entry, and seals it and all after it again.
async fn forge(bench: &Bench, seq: i64) {
    let mut conn = AnyConnection::connect(&bench.url).await.unwrap();
    let book = cast::book();
    let from = format!("select seq, body, prev from journal where book = '{book}' and seq >= {seq} order by seq");
    let rows = sqlx::query(AssertSqlSafe(from)).fetch_all(&mut conn).await.unwrap();
    let mut prev: String = rows[0].get(2);
    for row in &rows {
        let (own, body): (i64, String) = (row.get(0), row.get(1));
        let body = body.replace("请报送本月进展", "请报送上月进展");
        let hash = domain::entry::seal(&prev, &body);
        let set = format!(
            "update journal set body = '{body}', prev = '{prev}', hash = '{hash}' where book = '{book}' and seq = {own}"
        );
        sqlx::query(AssertSqlSafe(set)).execute(&mut conn).await.unwrap();
        prev = hash;
    }
    let set = format!("update book set head_hash = '{prev}' where id = '{book}'");
    sqlx::query(AssertSqlSafe(set)).execute(&mut conn).await.unwrap();
}

#[tokio::test]
async fn an_entry_before_the_witnessed_one_that_was_edited_is_found_too() {
    each_db(|bench| async move {
        issued(&bench, &[ONE]).await;
        let heads = store::journal::heads(&bench.db).await.unwrap();
        let head = heads.into_iter().find(|head| head.book == cast::book()).unwrap();
        // what comes after it does not matter
        issued(&bench, &[TWO]).await;
        let stands =
            async |hash: &str| store::verify::stands(&bench.db, cast::book(), head.seq, hash).await.unwrap();
        assert!(stands(&head.hash).await);
        assert!(!stands(&"0".repeat(64)).await);
        assert!(!store::verify::stands(&bench.db, cast::book(), head.seq + 99, &head.hash).await.unwrap());
        let mut conn = AnyConnection::connect(&bench.url).await.unwrap();
        let edit = format!(
            "update journal set body = replace(body, '请报送本月进展', '请报送上月进展') where book = '{}' and seq = {}",
            cast::book(),
            head.seq - 1
        );
        sqlx::query(AssertSqlSafe(edit)).execute(&mut conn).await.unwrap();
        assert!(!stands(&head.hash).await);
    })
    .await;
}

#[tokio::test]
async fn an_accepted_answer_to_the_talk_settles_the_papers_below_it_in_one_commit() {
    each_db(|bench| async move {
        let mut papers: Vec<NoticeId> = Vec::new();
        for (day, paper) in
            [("2023-04-17", Paper::Prompt), ("2023-05-15", Paper::Reminder), ("2023-06-12", Paper::Talk)]
        {
            bench.set_day(day);
            let (notice, after) = (NoticeId(id()), papers.last().copied());
            let usual = *content(&[ONE]);
            let content = Box::new(Content { paper, after, reply_by: Day::parse(day).ok(), ..usual });
            accept(&bench, cast::HEAD, Any::Notice(Act::Draft { notice, content })).await;
            accept(&bench, cast::HEAD, Any::Notice(Act::Issue { notice })).await;
            papers.push(notice);
        }
        let talk = papers[2];
        let head = store::journal::head(&bench.db, cast::book()).await.unwrap().unwrap();
        let witness = Some(Witness { seq: head.seq, hash: Text::parse(&head.hash).unwrap() });
        let receive = Act::Receive { notice: talk, unit: ONE, witness, who: None };
        accept(&bench, cast::NORMAL_STAFF, Any::Notice(receive)).await;
        let reply =
            Act::Reply { notice: talk, unit: ONE, text: note("负责同志已到会说明"), files: Vec::new() };
        accept(&bench, cast::NORMAL_STAFF, Any::Notice(reply)).await;
        let settle = |then| Any::Notice(Act::Accept { notice: talk, unit: ONE, through: None, then });
        let twice = domain::kinds::ActId(id());
        let refused = bench.act(cast::HEAD.id, cast::book(), settle(vec![twice, twice])).await;
        assert_eq!(refused, Verdict::Refused { refusal: Refusal::Exists });
        accept(&bench, cast::HEAD, settle(vec![domain::kinds::ActId(id()), domain::kinds::ActId(id())])).await;
        for rebuilt in [false, true] {
            if rebuilt {
                store::rebuild::rebuild(&bench.db).await.unwrap();
            }
            for paper in &papers {
                assert_eq!(read(&bench, cast::HEAD, *paper).await.unwrap().state(), "closed");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_answered_on_one_list_stands_as_answered_on_the_next_also_rebuilt() {
    each_db(|bench| async move {
        let week = Week::of(Day::parse("2023-04-17").unwrap());
        let lists = [week, week.next()].map(|week| WorklistId::of(cast::book(), week));
        let items = [ItemId(id()), ItemId(id())];
        let task = |from: Option<worklist::Carried>| worklist::Task {
            unit: Some(ONE),
            who: None,
            source: worklist::Source::Hand,
            what: Text::parse("报送二级组织学习情况").unwrap(),
            due: None,
            weeks: from.map_or(0, |_| 1),
            strands: Default::default(),
            from,
        };
        let froms = [None, Some(worklist::Carried { worklist: lists[0], item: items[0] })];
        for (place, week) in [week, week.next()].into_iter().enumerate() {
            let (worklist, new) = (lists[place], worklist::NewItem { id: items[place], task: task(froms[place]) });
            let prepare = worklist::Act::Prepare { worklist, week, items: vec![new] };
            accept(&bench, cast::MEMBER, Any::Worklist(prepare)).await;
            if place == 0 {
                accept(&bench, cast::MEMBER, Any::Worklist(worklist::Act::Issue { worklist })).await;
            }
        }
        let answer = |note: &str| {
            let (worklist, note) = (lists[0], Text::parse(note).ok());
            Any::Worklist(worklist::Act::Answer { worklist, item: items[0], done: true, note })
        };
        accept(&bench, cast::NORMAL_STAFF, answer("已经报送")).await;
        accept(&bench, cast::MEMBER, Any::Worklist(worklist::Act::Issue { worklist: lists[1] })).await;
        let late = bench.act(cast::NORMAL_STAFF.id, cast::book(), answer("补报一份")).await;
        assert_eq!(late, Verdict::Refused { refusal: Refusal::WrongState { state: "carried".to_owned() } });
        let key = Key { subject: Subject::Worklist, id: lists[1].0 };
        for rebuilt in [false, true] {
            if rebuilt {
                store::rebuild::rebuild(&bench.db).await.unwrap();
            }
            let staff = cast::NORMAL_STAFF.viewer().unwrap();
            let own: Option<Box<Worklist>> = store::shared::load(&bench.db, &staff, key).await.unwrap();
            assert_eq!(own.unwrap().items[0].state(), "answered");
        }
    })
    .await;
}

#[tokio::test]
async fn a_week_has_one_list_whoever_makes_it_and_each_unit_reads_its_own_items() {
    each_db(|bench| async move {
        let week = Week::of(Day::parse("2023-04-17").unwrap());
        let worklist = WorklistId::of(cast::book(), week);
        let item = |unit: UnitId| {
            let what = Text::parse("报送二级组织学习情况").unwrap();
            let source = worklist::Source::Hand;
            let task = worklist::Task {
                unit: Some(unit),
                who: None,
                source,
                what,
                due: None,
                from: None,
                weeks: 0,
                strands: Default::default(),
            };
            worklist::NewItem { id: ItemId(id()), task }
        };
        let prepare = |items| Any::Worklist(worklist::Act::Prepare { worklist, week, items });
        accept(&bench, cast::MEMBER, prepare(vec![item(ONE), item(TWO)])).await;
        let again = bench.act(cast::HEAD.id, cast::book(), prepare(vec![item(ONE)])).await;
        assert_eq!(again, Verdict::Refused { refusal: Refusal::Exists });
        assert_eq!(counted(&bench, Scope::All, Figure::Worklists).await, 0);
        accept(&bench, cast::MEMBER, Any::Worklist(worklist::Act::Issue { worklist })).await;
        for scope in [Scope::All, Scope::Group(cast::book()), Scope::Unit(ONE), Scope::Unit(TWO)] {
            assert_eq!(counted(&bench, scope, Figure::Worklists).await, 1);
        }
        assert_eq!(counted(&bench, Scope::Unit(cast::UNITS[3].id), Figure::Worklists).await, 0);
        let key = Key { subject: Subject::Worklist, id: worklist.0 };
        let viewer = |who: CastPerson| who.viewer().unwrap();
        let own: Option<Box<Worklist>> =
            store::shared::load(&bench.db, &viewer(cast::NORMAL_STAFF), key).await.unwrap();
        assert_eq!(own.unwrap().items.len(), 1);
        let none = store::shared::some(&bench.db, &viewer(cast::ACADEMY_STAFF), [key]).await.unwrap();
        assert!(none.is_empty());
        let some = store::shared::some(&bench.db, &viewer(cast::OFFICE_LEADER), [key]).await.unwrap();
        assert!(matches!(some.as_slice(), [(_, Record::Worklist(own))] if own.items.len() == 2));
    })
    .await;
}

#[tokio::test]
async fn what_a_weekly_meeting_decides_reaches_its_unit_at_once_and_nobody_else() {
    use domain::kinds::{ActId, DecisionId, MeetingId};
    use domain::meeting::{Act as M, Becomes, Meeting, Plan, Resolution, Series};
    each_db(|bench| async move {
        let (meeting, at) = (MeetingId(id()), Day::parse("2023-04-17").unwrap().start());
        let plan = Box::new(Plan { series: Series::Weekly, at, place: None, chair: None });
        accept(&bench, cast::HEAD, Any::Meeting(M::Plan { meeting, plan, agenda: Vec::new() })).await;
        accept(&bench, cast::HEAD, Any::Meeting(M::TakePen { meeting })).await;
        let key = Key { subject: Subject::Meeting, id: meeting.0 };
        let knows = async |who: CastPerson| {
            let own: Option<Box<Meeting>> = store::shared::load(&bench.db, &who.viewer().unwrap(), key).await.unwrap();
            own.map(|own| own.decisions.len())
        };
        let asked = async |who: CastPerson| {
            let today = Day::parse("2099-12-01").unwrap();
            store::asked::matters(&bench.db, &who.viewer().unwrap(), who.role, today).await.unwrap()
        };
        assert_eq!(knows(cast::NORMAL_STAFF).await, None);
        let decided = |unit, becomes| {
            let resolution = Box::new(Resolution {
                id: DecisionId(id()),
                point: None,
                what: Text::parse("报送报修台账").unwrap(),
                unit: Some(unit),
                who: None,
                due: Day::parse("2099-12-30").unwrap(),
                becomes,
                strands: Default::default(),
            });
            Any::Meeting(M::Decide { meeting, resolution, then: ActId(id()) })
        };
        let decide = |unit| decided(unit, Becomes::Minutes);
        accept(&bench, cast::HEAD, decide(ONE)).await;
        accept(&bench, cast::HEAD, decide(TWO)).await;
        assert_eq!(knows(cast::NORMAL_STAFF).await, Some(1));
        assert_eq!(knows(cast::ACADEMY_STAFF).await, None);
        assert_eq!(knows(cast::HEAD).await, Some(2));
        let titles = |all: Vec<domain::reminder::Matter>| all.into_iter().map(|own| own.title).collect::<Vec<_>>();
        assert!(titles(asked(cast::NORMAL_STAFF).await).contains(&"报送报修台账".to_owned()));
        assert!(!titles(asked(cast::ACADEMY_STAFF).await).contains(&"报送报修台账".to_owned()));
        // what became a draft of a paper is asked again once that is dropped, though nobody of the unit ever read it
        let (notice, one) = (NoticeId(id()), cast::NORMAL_STAFF);
        accept(&bench, cast::HEAD, decided(ONE, Becomes::Notice { notice })).await;
        let many = async || asked(one).await.into_iter().filter(|own| own.title == "报送报修台账").count();
        assert_eq!(many().await, 1);
        accept(&bench, cast::HEAD, Any::Notice(Act::Drop { notice, reason: note("另行安排，这份通知不发了") })).await;
        assert_eq!((many().await, read(&bench, one, notice).await), (2, None));
        // what is kept of it is the same when it is made anew
        store::rebuild::rebuild(&bench.db).await.unwrap();
        assert_eq!(knows(cast::NORMAL_STAFF).await, Some(2));
        // and a database of before units had a part in meetings gets its rows when it is opened
        let mut conn = AnyConnection::connect(&bench.url).await.unwrap();
        for undo in
            ["delete from part where subject = 'meeting'", "delete from migration where name = '0018_meeting_part'"]
        {
            sqlx::query(undo).execute(&mut conn).await.unwrap();
        }
        assert_eq!(knows(cast::NORMAL_STAFF).await, None);
        store::Db::open(&bench.url).await.unwrap();
        assert_eq!((knows(cast::NORMAL_STAFF).await, knows(cast::ACADEMY_STAFF).await), (Some(2), None));
    })
    .await;
}
