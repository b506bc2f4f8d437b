//! What was written in the place of something that had arrived all the same is a change of exactly that.

use uuid::Uuid;

use super::*;
use crate::act::{Act as Any, Proposal};
use crate::kinds::Time;
use crate::outbox::Item;
use crate::private::Private;

fn proposal(number: u128, act: Act) -> Proposal {
    Proposal::new(id(number), Time(0), cast::book(), Any::Visit(act))
}

fn ids() -> impl FnMut() -> Uuid {
    let mut last = 0x140_0100;
    move || {
        last += 1;
        Uuid::from_u128(last)
    }
}

/// What came in the place of `first`.
fn instead(first: Proposal, own: Proposal) -> Item {
    Item::instead_of(own, &[Item::new(first)])
}

/// What goes out of `own` where `first` is recorded as this entry.
fn beyond(first: Act, own: Act, seq: i64) -> Option<Vec<Act>> {
    let item = instead(proposal(1, first), proposal(2, own));
    let left = item.beyond(&item.instead[0], seq, ids())?;
    if let Some(main) = left.first() {
        assert_eq!((main.proposal.id, main.instead.len()), (id(2), 0));
    }
    let act = |own: Item| if let Any::Visit(act) = own.proposal.act { Some(act) } else { None };
    Some(left.into_iter().filter_map(act).collect())
}

fn another() -> Promised {
    Promised { id: id(0x140_0002), what: text("钥匙放在值班室"), ..promised() }
}

#[test]
fn what_was_gone_on_with_after_it_had_arrived_changes_exactly_that_and_adds_what_was_promised_since() {
    let mut bench = in_state("recorded");
    let seq = visit(&bench).version;
    let own = || {
        with(|own| {
            own.findings.notes = Some(text("两名学生说夜间做不了实验，又问了一句"));
            own.promises.push(another());
        })
    };
    assert_eq!(bench.no(&WHO, own()), Refusal::Overtaken { seq }, "as it was written");
    for act in beyond(record(Form::Site), own(), seq).unwrap() {
        bench.ok(&WHO, act);
    }
    let now = visit(&bench);
    let notes = now.findings.as_ref().and_then(|own| own.notes.as_ref()).map(ToString::to_string);
    assert_eq!(notes.as_deref(), Some("两名学生说夜间做不了实验，又问了一句"));
    let promises: Vec<PromiseId> = now.promises.iter().map(|own| own.id).collect();
    assert_eq!(promises, [PROMISE, id(0x140_0002)], "what was promised first is there once");
}

#[test]
fn what_somebody_else_changed_since_is_not_overwritten_unseen() {
    let mut bench = in_state("recorded");
    let first = visit(&bench).version;
    bench.ok(&cast::HEAD, amend(&bench));
    let seq = visit(&bench).version;
    let own = with(|own| own.findings.people = 7);
    let left = beyond(record(Form::Site), own, first).unwrap();
    assert_eq!(bench.no(&WHO, left[0].clone()), Refusal::Overtaken { seq });
}

#[test]
fn a_plan_and_a_change_that_were_gone_on_with_are_changes_of_what_arrived() {
    let mut bench = in_state("planned");
    let (seq, description) = (visit(&bench).version, description(Form::Site));
    let description = Description { topic: Some(text("夜间开放")), ..description };
    let own =
        Act::Plan { visit: VISIT, unit: cast::UNITS[1].id, description: Box::new(description.clone()), drawn: None };
    for act in beyond(plan(), own, seq).unwrap() {
        bench.ok(&WHO, act);
    }
    assert_eq!(visit(&bench).description.topic, description.topic);

    let mut bench = in_state("recorded");
    let change = |people: u16, bench: &Bench| {
        let (visit, findings) = (visit(bench), Findings { people, ..findings() });
        let (based_on, description) = (visit.version, visit.description.clone());
        Act::Amend(Box::new(Amended { visit: VISIT, based_on, description, findings: Some(findings) }))
    };
    let (first, own) = (change(7, &bench), change(8, &bench));
    bench.ok(&WHO, first.clone());
    for act in beyond(first, own, visit(&bench).version).unwrap() {
        bench.ok(&WHO, act);
    }
    assert_eq!(visit(&bench).people(), 8);
}

#[test]
fn where_nothing_else_was_written_nothing_goes_out_and_where_it_can_be_no_change_the_refusal_stands() {
    assert_eq!(beyond(record(Form::Site), record(Form::Site), 9), Some(Vec::new()));
    let elsewhere = with(|own| own.unit = cast::UNITS[0].id);
    assert_eq!(beyond(record(Form::Site), elsewhere, 9), None);
    assert_eq!(beyond(plan(), record(Form::Site), 9), None);
    assert_eq!(beyond(record(Form::Site), cancel(), 9), None);
}

#[test]
fn a_promise_that_was_worded_anew_stands_beside_the_one_that_arrived() {
    let mut bench = in_state("recorded");
    let own = with(|own| own.promises[0].what = text("先开三个晚上试行"));
    for act in beyond(record(Form::Site), own, visit(&bench).version).unwrap() {
        bench.ok(&WHO, act);
    }
    let promised: Vec<String> = visit(&bench).promises.iter().map(|own| own.what.to_string()).collect();
    assert_eq!(promised, ["先开两个晚上试行", "先开三个晚上试行"]);
}

#[test]
fn the_same_names_sealed_twice_are_no_change_and_other_names_go_along() {
    let sealed = |salt: u8, names: &str| Private::new([salt; 32], names);
    let named = |number: u128, private: &Private, people: u16| {
        let act = with(|own| {
            own.description = description(Form::Interview);
            own.findings = Findings { people, names: private.commitment().ok(), ..findings() };
        });
        proposal(number, act).with(vec![private.clone()])
    };
    let (first, again, others) = (sealed(1, "南宫"), sealed(2, "南宫"), sealed(3, "南宫、欧阳"));
    let left = |private: &Private, people: u16| {
        let item = instead(named(1, &first, 6), named(2, private, people));
        item.beyond(&item.instead[0], 9, ids()).unwrap()
    };
    assert_eq!(left(&again, 6), []);
    for (private, people, names, along) in [(&again, 7, &first, vec![]), (&others, 6, &others, vec![others.clone()])] {
        let items = left(private, people);
        assert_eq!((items.len(), &items[0].proposal.private), (1, &along));
        let Any::Visit(Act::Amend(own)) = &items[0].proposal.act else { panic!("it is changed") };
        assert_eq!(own.findings.as_ref().and_then(|own| own.names.clone()), names.commitment().ok());
    }
}
