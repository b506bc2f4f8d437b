//! Nothing is lost: kept once, sent in order, gone only when the server has it or the person gives it up.

use super::*;
use crate::cast;
use crate::entry::Stamp;
use crate::issue::Act;
use crate::kinds::Time;
use crate::testing::{ISSUE, id, reason};

fn proposal(number: u128) -> Proposal {
    let act = Act::Comment { issue: ISSUE, text: reason() };
    Proposal::new(id(number), Time(0), cast::book(), act.into())
}

fn accepted() -> Verdict {
    Verdict::Accepted { seq: 1, recorded_at: Time(0), hash: String::new(), stamp: Stamp::default() }
}

fn refused() -> Verdict {
    Verdict::Refused { refusal: Refusal::NotFound }
}

fn three() -> Outbox {
    let mut outbox = Outbox::default();
    for number in [3, 1, 2] {
        outbox.put(proposal(number));
    }
    outbox
}

fn next(outbox: &Outbox) -> Vec<ActId> {
    outbox.next(10).iter().map(|proposal| proposal.id).collect()
}

#[test]
fn the_same_proposal_put_twice_is_one_item() {
    let mut outbox = three();
    outbox.put(proposal(1));
    assert_eq!((outbox.items.len(), outbox.waiting(), outbox.refused()), (3, 3, 0));
}

#[test]
fn proposals_are_sent_in_the_order_in_which_they_were_made() {
    assert_eq!(next(&three()), [id(3), id(1), id(2)]);
    assert_eq!(three().next(2).len(), 2);
}

#[test]
fn an_accepted_proposal_leaves_and_the_order_of_the_others_stays() {
    let mut outbox = three();
    outbox.settle(id(1), &accepted());
    outbox.settle(id(1), &accepted());
    assert_eq!(next(&outbox), [id(3), id(2)]);
}

#[test]
fn a_refused_proposal_stays_with_its_reason_until_it_is_discarded() {
    let mut outbox = three();
    outbox.settle(id(3), &refused());
    assert_eq!(next(&outbox), [id(1), id(2)], "it is not sent again");
    assert_eq!(outbox.items[0].place, Place::Refused { refusal: Refusal::NotFound });
    outbox.put(proposal(3));
    assert_eq!((outbox.waiting(), outbox.refused()), (2, 1));
    outbox.discard(id(3));
    assert_eq!((outbox.waiting(), outbox.refused()), (2, 0));
}

#[test]
fn later_and_answers_to_unknown_proposals_change_nothing() {
    let mut outbox = three();
    outbox.settle(id(3), &Verdict::Later);
    outbox.settle(id(9), &accepted());
    outbox.settle(id(9), &refused());
    assert_eq!(outbox, three());
}

#[test]
fn the_box_and_every_verdict_are_read_as_they_were_written() {
    let mut outbox = three();
    outbox.settle(id(3), &refused());
    let body = serde_json::to_string(&outbox).unwrap();
    assert_eq!(serde_json::from_str::<Outbox>(&body).unwrap(), outbox);
    for verdict in [accepted(), refused(), Verdict::Later] {
        let body = serde_json::to_string(&verdict).unwrap();
        assert_eq!(serde_json::from_str::<Verdict>(&body).unwrap(), verdict);
    }
}
