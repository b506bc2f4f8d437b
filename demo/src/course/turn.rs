//! The turns that the course of an issue takes: plain ones, as far as its state, and those that are told.

use domain::issue::State;

use super::Walk;
use crate::curve::{LAST, Since, at, day, work};
use crate::deed::Deed;
use crate::matter::lookback;

impl Walk<'_> {
    /// To the state in which it stands today.
    pub(super) fn plain(&mut self, into: Option<usize>) {
        match self.matter.state {
            State::Held | State::Verified => self.solved(),
            State::InProgress if self.matter.relapsed.is_some() => self.came_back(),
            State::InProgress => self.under_way(),
            State::Submitted => self.submitted(),
            State::Agreed => self.agreed(),
            State::Found => self.found(),
            State::Disputed => self.disputed(),
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

    fn submitted(&mut self) {
        let star = self.matter.star;
        let last = star.map_or_else(|| work(LAST - self.chance.between(1, 9)), |star| star.last);
        let from = self.day();
        self.agree(last - (last - from) / 2);
        self.hand_in(last.max(self.day()));
    }

    fn agreed(&mut self) {
        let star = self.matter.star;
        let wanted = star.map_or_else(|| LAST - self.chance.between(0, 12), |star| star.last);
        self.agree_on(work(wanted.max(self.day() + 1)));
    }

    fn found(&mut self) {
        if self.matter.star.is_none() && self.matter.salt.is_multiple_of(2) && self.day() < LAST - 1 {
            self.to(work(self.day() + 1));
            self.comment(true);
        }
    }

    fn disputed(&mut self) {
        let last = self.matter.star.map_or(LAST - 2, |star| star.last);
        self.describe(work(self.day() + 1).min(last));
        self.to(last);
        self.act(Deed::Dispute);
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

    pub(super) fn stagnant(&mut self, last: Since) {
        let from = self.day();
        self.agree(from + ((last - from) / 3).max(1));
        self.labour(last, (1 + (last - from) / 12).clamp(2, 4), 45);
        self.to(work(LAST - 9).max(self.day() + 3).min(LAST - 1));
        self.act(Deed::CommentGroup(6));
        self.comments = 1;
    }

    pub(super) fn returned(&mut self, last: Since) {
        self.agree(self.day() + 5);
        self.hand_in_and_back(last);
    }

    pub(super) fn without_proof(&mut self, last: Since) {
        self.agree(self.day() + 5);
        self.labour(last, 4, 90);
        self.finish_all();
    }

    /// 调研-087 as it stands in the timeline of the issue page.
    pub(super) fn told(&mut self) {
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
