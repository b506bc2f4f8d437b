//! Nothing is lost: kept once, sent in order, gone only when the server has it or the person gives it up.

use super::*;
use crate::cast;
use crate::issue::Act;
use crate::kinds::Time;
use crate::testing::{ISSUE, id, reason};

fn proposal(number: u128) -> Proposal {
    let act = Act::Comment { issue: ISSUE, text: reason() };
    Proposal::new(id(number), Time(0), cast::book(), act.into())
}

fn accepted() -> Verdict {
    Verdict::Accepted { seq: 1, recorded_at: Time(0), hash: String::new(), stamp: Box::default() }
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
fn what_a_look_at_the_disk_found_brings_nothing_back_and_loses_nothing() {
    let (over, unkept) = ([id(3), id(4)].into(), [id(7)].into());
    let mut kept = Outbox::default();
    for number in [1, 3, 4, 5] {
        kept.put(proposal(number));
    }
    // 3 was accepted and 4 given up while the disk was read; 1 was refused; 2 was made; 6 was given up in another tab; 7 found no
    // room on the disk; 5 came from another tab.
    let mut own = Outbox::default();
    for number in [1, 2, 6, 7] {
        own.put(proposal(number));
    }
    for number in [1, 6, 7] {
        own.settle(id(number), &refused());
    }
    own.take_in(kept, &over, &unkept);
    assert_eq!(next(&own), [id(5), id(2)]);
    let all: Vec<ActId> = own.items.iter().map(|item| item.proposal.id).collect();
    assert_eq!((all, own.refused()), (vec![id(1), id(5), id(2), id(7)], 2));
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

#[test]
fn what_comes_in_the_place_of_something_that_waited_remembers_it_and_all_that_gave_way_to_that() {
    let other = Act::Comment { issue: id(9), text: reason() };
    let elsewhere = Item::new(Proposal { act: other.into(), ..proposal(4) });
    let refused = Item { place: Place::Refused { refusal: Refusal::NotFound }, ..Item::new(proposal(5)) };
    let first = Item::new(proposal(1));
    let second = Item::instead_of(proposal(2), &[first, elsewhere, refused]);
    assert_eq!(second.instead, [proposal(1)], "neither what was refused nor what is about something else");
    let third = Item::instead_of(proposal(3), std::slice::from_ref(&second));
    assert_eq!((&third.place, &third.instead), (&Place::Local, &vec![proposal(2), proposal(1)]));
    let body = serde_json::to_string(&third).unwrap();
    assert_eq!(crate::wire::read::<Item>(&body).unwrap(), third);
    // as earlier releases wrote it, and read it
    let plain = serde_json::to_string(&Item::new(proposal(1))).unwrap();
    assert!(!plain.contains("instead"), "{plain}");
    assert_eq!(crate::wire::read::<Item>(&plain).unwrap(), Item::new(proposal(1)));
}

#[test]
fn what_stands_in_the_queue_is_renewed_in_its_place_and_what_is_new_waits_behind_everything() {
    let mut outbox = three();
    let other = Act::Comment { issue: id(9), text: reason() };
    let renewed = Item::new(Proposal { act: other.into(), ..proposal(1) });
    outbox.renew(vec![renewed.clone(), Item::new(proposal(4))]);
    assert_eq!(next(&outbox), [id(3), id(1), id(2), id(4)]);
    assert_eq!(outbox.items[1], renewed);
}

fn with_file(number: u128, file: &str) -> Proposal {
    let name = crate::testing::text("照片.jpg");
    let act = Act::AddEvidence { issue: ISSUE, hash: crate::testing::text(file), name, size: 9 };
    Proposal { act: act.into(), ..proposal(number) }
}

#[test]
fn a_proposal_waits_for_its_files_and_what_was_made_later_waits_behind_it() {
    let mut outbox = three();
    outbox.put(with_file(4, "aa"));
    outbox.put(proposal(5));
    let file = crate::testing::text("aa");
    outbox.files.insert(file.clone());
    assert_eq!(next(&outbox), [id(3), id(1), id(2)]);
    assert_eq!(outbox.next_file(), Some(file.clone()));
    outbox.arrived(&file);
    assert_eq!(next(&outbox), [id(3), id(1), id(2), id(4), id(5)]);
    assert_eq!(outbox.next_file(), None);
}

#[test]
fn what_is_ready_goes_before_any_file_and_each_item_right_after_its_own_files() {
    let mut outbox = Outbox::default();
    for own in [proposal(1), with_file(2, "bb"), proposal(4), with_file(3, "cc"), proposal(5)] {
        outbox.put(own);
    }
    outbox.files.extend(["bb", "cc"].map(crate::testing::text));
    let mut went = Vec::new();
    while let Some(step) = outbox.step(10) {
        match step {
            Step::Send(ready) => {
                let ids: Vec<ActId> = ready.iter().map(|own| own.id).collect();
                ids.iter().for_each(|id| outbox.settle(*id, &accepted()));
                went.push(format!("{} sent", ids.len()));
            }
            Step::File(file) => {
                outbox.arrived(&file);
                went.push(file.to_string());
            }
        }
    }
    assert_eq!(went, ["1 sent", "bb", "2 sent", "cc", "2 sent"]);
    assert!(outbox.items.is_empty());
}

#[test]
fn a_file_that_no_waiting_item_names_is_not_sent() {
    let mut outbox = Outbox::default();
    outbox.put(with_file(1, "aa"));
    outbox.files.extend(["aa", "bb"].map(crate::testing::text));
    outbox.settle(id(1), &refused());
    assert_eq!(outbox.next_file(), None);
    assert!(outbox.names(&crate::testing::text("aa")) && !outbox.names(&crate::testing::text("bb")));
}

mod cuts {
    //! The line is cut at every step of the protocol, again and again, and the page is closed in between.

    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// One step of a device, and how far it gets.
    #[derive(Clone, Copy, Debug)]
    enum Step {
        /// The person does something, with or without a photo.
        Make { photo: bool },
        /// A file goes out: cut before the server has it, after, or not at all.
        File(Cut),
        /// What is ready goes out; of the answers so many are settled before the page is closed.
        Send(Cut, usize),
        /// The page is closed and opened: only the disk is left.
        Reopen,
        /// The same proposals once more, as another tab would send them.
        Again,
    }

    #[derive(Clone, Copy, Debug)]
    enum Cut {
        Before,
        After,
        None,
    }

    #[derive(Default)]
    struct Server {
        files: BTreeSet<Hash>,
        /// Accepted, in order.
        book: Vec<ActId>,
        known: BTreeMap<ActId, i64>,
        /// Does not look whether it has a proposal already: only to show that the test would notice.
        forgets: bool,
    }

    impl Server {
        fn propose(&mut self, proposals: &[Proposal]) -> Vec<Verdict> {
            proposals.iter().map(|own| self.one(own)).collect()
        }

        fn one(&mut self, own: &Proposal) -> Verdict {
            let refused = Verdict::Refused { refusal: Refusal::NotFound };
            if !files(own).is_subset(&self.files) {
                return refused;
            }
            let known = self.known.get(&own.id).filter(|_| !self.forgets);
            if let Some(seq) = known {
                return Verdict::Accepted {
                    seq: *seq,
                    recorded_at: Time(0),
                    hash: String::new(),
                    stamp: Box::default(),
                };
            }
            self.book.push(own.id);
            let seq = i64::try_from(self.book.len()).unwrap();
            self.known.insert(own.id, seq);
            Verdict::Accepted { seq, recorded_at: Time(0), hash: String::new(), stamp: Box::default() }
        }
    }

    /// The page's queue, and what of it is on the disk: each change is written there before the next thing is done.
    #[derive(Default)]
    struct Device {
        page: Outbox,
        disk: String,
        made: Vec<ActId>,
        sent: Vec<Proposal>,
    }

    impl Device {
        fn keep(&mut self) {
            self.disk = serde_json::to_string(&self.page).unwrap();
        }

        fn step(&mut self, step: Step, server: &mut Server) {
            match step {
                Step::Make { photo } => self.make(photo),
                Step::File(cut) => self.file(cut, server),
                Step::Send(cut, settled) => self.send(cut, settled, server),
                Step::Again => drop(server.propose(&self.sent)),
                Step::Reopen => self.page = serde_json::from_str(&self.disk).unwrap_or_default(),
            }
        }

        fn make(&mut self, photo: bool) {
            let number = self.made.len() as u128 + 1;
            let name = format!("{number:064}");
            let own = if photo { with_file(number, &name) } else { proposal(number) };
            self.page.files.extend(files(&own));
            self.made.push(own.id);
            self.page.put(own);
            self.keep();
        }

        fn file(&mut self, cut: Cut, server: &mut Server) {
            let Some(file) = self.page.next_file() else { return };
            match cut {
                Cut::Before => {}
                Cut::After => {
                    server.files.insert(file);
                }
                Cut::None => {
                    server.files.insert(file.clone());
                    self.page.arrived(&file);
                    self.keep();
                }
            }
        }

        fn send(&mut self, cut: Cut, settled: usize, server: &mut Server) {
            let next = self.page.next(3);
            self.sent.extend(next.iter().cloned());
            let settled = match cut {
                Cut::Before => return,
                Cut::After => 0,
                Cut::None => settled,
            };
            let verdicts = server.propose(&next);
            for (own, verdict) in next.iter().zip(verdicts).take(settled) {
                self.page.settle(own.id, &verdict);
                self.keep();
            }
        }
    }

    fn cut() -> impl Strategy<Value = Cut> {
        prop_oneof![Just(Cut::Before), Just(Cut::After), Just(Cut::None)]
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            any::<bool>().prop_map(|photo| Step::Make { photo }),
            cut().prop_map(Step::File),
            (cut(), 0..4_usize).prop_map(|(cut, settled)| Step::Send(cut, settled)),
            Just(Step::Reopen),
            Just(Step::Again),
        ]
    }

    /// Everything that these steps leave waiting goes out on a line that is whole at last.
    fn played(steps: Vec<Step>, mut server: Server) -> (Device, Server) {
        let mut device = Device::default();
        for step in steps {
            device.step(step, &mut server);
        }
        while let Some(next) = device.page.step(3) {
            let step = match next {
                super::Step::File(_) => Step::File(Cut::None),
                super::Step::Send(_) => Step::Send(Cut::None, 9),
            };
            device.step(step, &mut server);
        }
        (device, server)
    }

    #[test]
    fn a_server_that_forgets_what_it_has_would_be_noticed() {
        let make = |photo| Step::Make { photo };
        let photo = [make(true), Step::File(Cut::After), Step::Reopen, Step::File(Cut::None)];
        let words = [make(false), Step::Send(Cut::After, 0), Step::Reopen];
        for (steps, made) in [(words.to_vec(), 1), ([photo.as_slice(), &words].concat(), 2)] {
            for (forgets, arrived) in [(false, 1), (true, 2)] {
                let (device, server) = played(steps.clone(), Server { forgets, ..Server::default() });
                assert_eq!((device.made.len(), device.page.waiting()), (made, 0), "the page knows of nothing");
                for own in &device.made {
                    assert_eq!(server.book.iter().filter(|id| *id == own).count(), arrived, "{forgets}: {steps:?}");
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn every_item_arrives_exactly_once(steps in proptest::collection::vec(step(), 0..60)) {
            let (mut device, mut server) = played(steps, Server::default());
            prop_assert_eq!(device.page.waiting(), 0);
            device.step(Step::Again, &mut server);
            prop_assert_eq!(device.page.refused(), 0, "nothing is proposed before its files");
            prop_assert_eq!(&server.book, &device.made, "each once, in the order in which they were made");
        }
    }
}
