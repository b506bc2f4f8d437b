//! What is done to an issue on its way: described, agreed, worked on, handed in, verified, back again.

use domain::issue::Category;

use super::Walk;
use crate::curve::{Since, work};
use crate::deed::{Deed, complete};

impl Walk<'_> {
    pub(super) fn comment(&mut self, group: bool) {
        let deed = if group { Deed::CommentGroup(self.comments) } else { Deed::CommentUnit(self.comments) };
        self.comments += 1;
        self.act(deed);
    }

    /// Describes it where that is still missing, and agrees on this day or before.
    pub(super) fn agree(&mut self, last: Since) {
        let found = self.day();
        let longest = ((last - found) / 3).clamp(1, 5);
        let agreed = work(found + self.chance.between(1, longest)).min(last);
        self.describe((found + 1).min(agreed));
        self.to(agreed);
        self.act(Deed::Agree);
    }

    pub(super) fn describe(&mut self, day: Since) {
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
    pub(super) fn labour(&mut self, last: Since, many: i64, top: i64) {
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

    pub(super) fn finish(&mut self) {
        self.act(Deed::Finish(self.finished));
        self.finished += 1;
    }

    pub(super) fn finish_all(&mut self) {
        while self.finished < self.measures {
            self.finish();
        }
    }

    /// Proof and submission, in one sitting.
    pub(super) fn submit(&mut self, day: Since, evidence: std::ops::Range<u8>, text: u8) {
        self.to(day);
        self.finish_all();
        for piece in evidence {
            self.act(Deed::Evidence(piece));
        }
        self.act(Deed::Submit(text));
    }

    /// Work up to a submission on this day; returned once before where that is told.
    pub(super) fn hand_in(&mut self, day: Since) {
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

    pub(super) fn verify(&mut self, day: Since, round: u8) {
        self.to(day);
        if self.deeds.last().is_some_and(|(at, _)| *at == self.at) {
            self.later(10, 30);
        }
        self.act(Deed::Verify(round));
    }

    /// The first round up to verified.
    pub(super) fn solve(&mut self, verified: Since) {
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
    pub(super) fn look_sooner(&mut self, relapsed: Since) {
        if self.matter.star.is_none() {
            self.to(work(self.day() + 1));
            self.act(Deed::SetLookback(relapsed - 2));
        }
    }

    pub(super) fn relapse(&mut self, day: Since) {
        self.to(day);
        self.act(Deed::Relapse);
    }

    pub(super) fn agree_on(&mut self, day: Since) {
        self.describe(day.min(work(self.day() + 2)));
        self.to(day);
        self.act(Deed::Agree);
    }

    pub(super) fn hand_in_and_back(&mut self, returned: Since) {
        self.labour(returned - 3, 4, 90);
        self.submit(returned - 3, 0..1, 0);
        self.to(returned);
        self.act(Deed::Return(1));
    }
}
