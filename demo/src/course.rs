//! The course of one issue, day by day, from found to where it gets.

use domain::issue::{Category, State};
use domain::kinds::Time;

use crate::chance::Chance;
use crate::curve::{LAST, LAST_MINUTE, Since, at, day, minute_of, since, work};
use crate::deed::{Deed, complete, measures};
use crate::matter::{Matter, lookback};
use crate::star::Turn;

/// Walks through the days of one issue; never back.
struct Walk<'a> {
    matter: &'a Matter,
    at: Time,
    deeds: Vec<(Time, Deed)>,
    chance: &'a mut Chance,
    reports: u8,
    comments: u8,
    measures: u8,
    finished: u8,
    /// Fewer words: of further groups, there is no telling, only mass.
    lean: bool,
}

/// The course of a matter; `into` is where a merged one goes.
pub(crate) fn course(matter: &Matter, into: Option<usize>, lean: bool, chance: &mut Chance) -> Vec<(Time, Deed)> {
    let measures = measures(matter);
    let (at, deeds) = (matter.found, Vec::new());
    let mut walk = Walk { matter, at, deeds, chance, reports: 0, comments: 0, measures, finished: 0, lean };
    walk.act(Deed::Find);
    match matter.star.map(|star| (star.turn, star.last)) {
        Some((Turn::Told, _)) => walk.told(),
        Some((Turn::Stagnant, last)) => walk.stagnant(last),
        Some((Turn::Returned, last)) => walk.returned(last),
        Some((Turn::NoProof, last)) => walk.without_proof(last),
        Some((Turn::Plain | Turn::Relapsed, _)) | None => walk.plain(into),
    }
    walk.deeds
}

impl Walk<'_> {
    fn day(&self) -> Since {
        since(self.at.day())
    }

    fn act(&mut self, deed: Deed) {
        self.deeds.push((self.at, deed));
    }

    /// To some hour of this day; if it is today already, a few minutes on.
    fn to(&mut self, day: Since) {
        let day = day.min(LAST);
        if day > self.day() {
            let span = if day == LAST { 260 } else { 440 };
            self.at = at(day, 8 * 60 + 45 + self.chance.between(0, span));
        } else {
            self.later(4, 25);
        }
    }

    fn later(&mut self, from: i64, to: i64) {
        let minute = minute_of(self.at) + self.chance.between(from, to);
        let last = if self.day() == LAST { LAST_MINUTE - 5 } else { 23 * 60 };
        self.at = at(self.day(), minute.min(last).max(minute_of(self.at)));
    }

    fn comment(&mut self, group: bool) {
        let deed = if group { Deed::CommentGroup(self.comments) } else { Deed::CommentUnit(self.comments) };
        self.comments += 1;
        self.act(deed);
    }

    /// Describes it where that is still missing, and agrees on this day or before.
    fn agree(&mut self, last: Since) {
        let found = self.day();
        let longest = ((last - found) / 3).clamp(1, 5);
        let agreed = work(found + self.chance.between(1, longest)).min(last);
        self.describe((found + 1).min(agreed));
        self.to(agreed);
        self.act(Deed::Agree);
    }

    fn describe(&mut self, day: Since) {
        if complete(self.matter) {
            return;
        }
        self.to(day);
        self.act(Deed::Describe);
        for measure in 0..self.measures {
            self.act(Deed::Plan(measure));
        }
    }

    /// Reports `many` times up to this day, the last on it, rising to `top` percent.
    fn labour(&mut self, last: Since, many: i64, top: i64) {
        let from = self.day();
        let nodes = self.matter.line.category == Category::Development;
        for step in 1..=many {
            if self.chance.percent(if self.lean { 8 } else { 22 }) {
                let between = work(from + (last - from) * (2 * step - 1) / (2 * many)).min(last);
                self.to(between.max(self.day()));
                let group = self.chance.percent(50);
                self.comment(group);
            }
            let day = if step == many { last } else { work(from + (last - from) * step / many).min(last) };
            self.to(day.max(self.day()));
            let node = (nodes && (top > 85 || step < many)).then(|| u8::try_from((step - 1).min(2)).unwrap_or(0));
            let percent = u8::try_from(top * step / many).unwrap_or(0);
            self.act(Deed::Progress(percent, node, self.reports));
            self.reports += 1;
            if top > 85 && step * 2 >= many && self.finished < self.measures {
                self.finish();
            }
        }
    }

    fn finish(&mut self) {
        self.act(Deed::Finish(self.finished));
        self.finished += 1;
    }

    fn finish_all(&mut self) {
        while self.finished < self.measures {
            self.finish();
        }
    }

    /// Proof and submission, in one sitting.
    fn submit(&mut self, day: Since, evidence: std::ops::Range<u8>, text: u8) {
        self.to(day);
        self.finish_all();
        for piece in evidence {
            self.act(Deed::Evidence(piece));
        }
        self.act(Deed::Submit(text));
    }

    /// Work up to a submission on this day; returned once before where that is told.
    fn hand_in(&mut self, day: Since) {
        let from = self.day();
        if self.matter.returned && day - from >= 8 {
            let first = work(from + (day - from) / 2).min(day - 4);
            self.labour(first, 3, 90);
            self.submit(first, 0..1, 0);
            self.to(work(first + 1).min(day - 2));
            self.act(Deed::Return(0));
            self.labour(day, 1, 95);
            self.submit(day, 1..2, 2);
        } else {
            let nodes = self.matter.line.category == Category::Development;
            let least = if nodes || !self.lean { 3 } else { 2 };
            let many = (2 + (day - from) / 14).clamp(least, if self.lean { 3 } else { 5 });
            self.labour(day, many, 95);
            let pieces = 1 + u8::from(self.matter.salt.is_multiple_of(3));
            self.submit(day, 0..pieces, 0);
        }
    }

    fn verify(&mut self, day: Since, round: u8) {
        self.to(day);
        if self.deeds.last().is_some_and(|(at, _)| *at == self.at) {
            self.later(10, 30);
        }
        self.act(Deed::Verify(round));
    }

    /// The first round up to verified.
    fn solve(&mut self, verified: Since) {
        let found = self.day();
        let handed = (verified - self.chance.between(1, 3)).max(found + 1);
        let handed = if handed.rem_euclid(7) >= 5 { (handed - 2).max(found + 1) } else { handed };
        self.agree(handed - (handed - found) / 2);
        if self.matter.salt.is_multiple_of(89) {
            self.comment(false);
        }
        self.hand_in(handed);
        self.verify(verified, 0);
    }

    /// The head wants it looked at in time: what came back did so in a look-back.
    fn look_sooner(&mut self, relapsed: Since) {
        if self.matter.star.is_none() {
            self.to(work(self.day() + 1));
            self.act(Deed::SetLookback(relapsed - 2));
        }
    }

    fn relapse(&mut self, day: Since) {
        self.to(day);
        self.act(Deed::Relapse);
    }

    fn plain(&mut self, into: Option<usize>) {
        let matter = self.matter;
        let star = matter.star;
        match matter.state {
            State::Held | State::Verified => self.solved(),
            State::InProgress if matter.relapsed.is_some() => self.came_back(),
            State::InProgress => self.under_way(),
            State::Submitted => {
                let last = star.map_or_else(|| work(LAST - self.chance.between(1, 9)), |star| star.last);
                let from = self.day();
                self.agree(last - (last - from) / 2);
                self.hand_in(last.max(self.day()));
            }
            State::Agreed => {
                let wanted = star.map_or_else(|| LAST - self.chance.between(0, 12), |star| star.last);
                self.agree_on(work(wanted.max(self.day() + 1)));
            }
            State::Found => {
                if star.is_none() && matter.salt.is_multiple_of(2) && self.day() < LAST - 1 {
                    self.to(work(self.day() + 1));
                    self.comment(true);
                }
            }
            State::Disputed => {
                let last = star.map_or(LAST - 2, |star| star.last);
                self.describe(work(self.day() + 1).min(last));
                self.to(last);
                self.act(Deed::Dispute);
            }
            State::Withdrawn => {
                self.describe(work(self.day() + 1));
                self.to(work(self.day() + 3));
                self.act(Deed::Withdraw);
            }
            State::Merged | State::Transferred => {
                self.to(work(self.day() + 2));
                self.act(into.map_or(Deed::Withdraw, Deed::Merge));
            }
        }
    }

    fn agree_on(&mut self, day: Since) {
        self.describe(day.min(work(self.day() + 2)));
        self.to(day);
        self.act(Deed::Agree);
    }

    fn solved(&mut self) {
        let matter = self.matter;
        let [first, rest @ ..] = matter.verified.as_slice() else { return };
        if matter.salt.is_multiple_of(97) && first - self.day() > 12 {
            let day = work(self.day() + 1);
            self.describe(day);
            self.to(day);
            self.act(Deed::Dispute);
            self.to(work(day + 2));
            self.act(Deed::Settle);
            self.to(work(day + 3));
            self.act(Deed::Agree);
            self.hand_in(*first - 1);
            self.verify(*first, 0);
        } else {
            self.solve(*first);
        }
        if let (Some(relapsed), Some(again)) = (matter.relapsed, rest.first()) {
            self.look_sooner(relapsed);
            self.relapse(relapsed);
            self.labour(again - 1, 3, 95);
            self.submit(again - 1, 2..3, 1);
            self.verify(*again, 1);
        }
        if matter.state == State::Held {
            self.hold();
        }
    }

    /// Confirms when the look-back is due; if that would be after the story, the head has set an earlier day.
    fn hold(&mut self) {
        let verified = self.day();
        let due = verified + lookback(self.matter.line.category);
        if due > LAST {
            let early = work((verified + 14).min(LAST));
            self.to(work(verified + 1).min(early));
            self.act(Deed::SetLookback(early));
            self.to(early);
        } else {
            let late = self.chance.between(0, 3);
            self.to(work(due + late).max(due));
        }
        self.act(Deed::Confirm);
    }

    fn came_back(&mut self) {
        let Some(relapsed) = self.matter.relapsed else { return };
        if let Some(verified) = self.matter.verified.first() {
            self.solve(*verified);
        }
        self.look_sooner(relapsed);
        self.relapse(relapsed);
        self.labour((relapsed + 2).min(LAST), 1, 20);
    }

    fn under_way(&mut self) {
        let matter = self.matter;
        let from = self.day();
        if matter.returned {
            self.agree(from + 5);
            self.hand_in_and_back(LAST - 4);
            self.labour(LAST - 1, 1, 80);
            return;
        }
        let last = work(LAST - self.chance.between(0, 10)).max(from + 2).min(LAST);
        self.agree(last - (last - from) / 2);
        let many = (1 + (last - from) / 12).clamp(1, 5);
        let top = (20 + (last - from) + self.chance.between(0, 15)).clamp(15, 82);
        self.labour(last, many, top);
        if matter.salt.is_multiple_of(3) && many > 1 {
            self.finish();
        }
    }

    fn hand_in_and_back(&mut self, returned: Since) {
        self.labour(returned - 3, 4, 90);
        self.submit(returned - 3, 0..1, 0);
        self.to(returned);
        self.act(Deed::Return(1));
    }

    fn stagnant(&mut self, last: Since) {
        let from = self.day();
        self.agree(from + ((last - from) / 3).max(1));
        self.labour(last, (1 + (last - from) / 12).clamp(2, 4), 45);
        self.to(work(LAST - 9).max(self.day() + 3).min(LAST - 1));
        self.act(Deed::CommentGroup(6));
        self.comments = 1;
    }

    fn returned(&mut self, last: Since) {
        self.agree(self.day() + 5);
        self.hand_in_and_back(last);
    }

    fn without_proof(&mut self, last: Since) {
        self.agree(self.day() + 5);
        self.labour(last, 4, 90);
        self.finish_all();
    }

    /// 调研-087 as it stands in the timeline of the issue page.
    fn told(&mut self) {
        self.to(self.day() + 1);
        self.act(Deed::Describe);
        self.act(Deed::Plan(0));
        self.act(Deed::Plan(1));
        let (june, july) = (44, 74);
        for (since, minute, deeds) in [
            (june + 9, 11 * 60 + 5, vec![Deed::Agree]),
            (june + 12, 9 * 60 + 20, vec![Deed::Progress(20, None, 0)]),
            (june + 20, 15 * 60 + 10, vec![Deed::Progress(50, None, 1)]),
            (july + 3, 16 * 60 + 40, vec![Deed::Finish(0), Deed::Finish(1), Deed::Evidence(0), Deed::Submit(3)]),
            (july + 5, 9 * 60 + 32, vec![Deed::Return(0)]),
            (july + 21, 10 * 60 + 15, vec![Deed::Progress(90, None, 2), Deed::Evidence(1), Deed::Evidence(2)]),
            (july + 26, 17 * 60 + 8, vec![Deed::Evidence(3), Deed::Submit(0)]),
        ] {
            self.at = at(since, minute);
            for deed in deeds {
                self.act(deed);
            }
        }
        debug_assert!(day(july + 26).to_string().ends_with("07-26"));
    }
}
