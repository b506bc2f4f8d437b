//! Which issues are returned or come back, and the days on which they are verified.

use domain::issue::{Origin, State};

use crate::chance::Chance;
use crate::curve::{self, LAST, Since, day_of, since};
use crate::matter::{Matter, lookback};
use crate::star::Turn;

/// Which issues were returned or came back.
pub(crate) fn turns(matters: &mut [Matter], exact: bool) {
    let origin = matters.first().map(|matter| matter.origin);
    for matter in matters.iter_mut() {
        // The normal university has had two returned: 087 and one more.
        let calm = exact && matter.unit == 1;
        matter.returned = matter.star.is_none() && matter.state.solved() && !calm && matter.salt.is_multiple_of(11);
        matter.relapsed = matter.star.filter(|star| star.turn == Turn::Relapsed).map(|star| star.last);
    }
    let plain = |matter: &Matter, state| matter.star.is_none() && matter.state == state;
    let early = |matter: &Matter| since(matter.found.day()) < 40;
    match origin {
        Some(Origin::Research) => {
            if let Some(own) = matters.iter_mut().find(|own| plain(own, State::Verified) && own.unit != 1 && early(own))
            {
                own.relapsed = Some(65);
                own.returned = false;
            }
            if let Some(own) = matters.iter_mut().find(|own| plain(own, State::InProgress) && own.unit == 2) {
                own.returned = true;
            }
            if let Some(own) = matters.iter_mut().rev().find(|own| plain(own, State::Verified) && own.unit == 1) {
                own.returned = true;
            }
        }
        Some(Origin::TeamList) => {
            if let Some(own) =
                matters.iter_mut().find(|own| plain(own, State::InProgress) && own.unit == 2 && early(own))
            {
                own.relapsed = Some(92);
            }
        }
        Some(Origin::Guidance | Origin::Survey) | None => {}
    }
}

/// A verification that has to find its day.
struct Job {
    matter: usize,
    release: Since,
    deadline: Since,
}

/// Spreads the verifications over the days of the curve, the most pressing first. A relapse takes one away from the
/// count on its day, so that day has one more.
pub(crate) fn schedule(matters: &mut [Matter], solved: &[i64], chance: &mut Chance) {
    let mut jobs = Vec::new();
    let mut days = Vec::new();
    let many = matters.iter().filter(|matter| matter.state.solved()).count();
    for (place, matter) in matters.iter().enumerate() {
        let release = since(matter.found.day()) + 6;
        let slow = lookback(matter.line.category) == 60;
        let deadline = match matter.state {
            State::Held => LAST - lookback(matter.line.category),
            _ if slow => chance.between(50, LAST),
            _ if chance.percent(7) => chance.between(62, 71),
            _ => chance.between(82, LAST),
        };
        if let Some(relapse) = matter.relapsed {
            days.push(relapse);
            jobs.push(Job { matter: place, release, deadline: relapse - 20 });
            if matter.state.solved() {
                jobs.push(Job { matter: place, release: relapse + 12, deadline: LAST });
            }
        } else if matter.state.solved() {
            jobs.push(Job { matter: place, release, deadline });
        }
    }
    days.extend((0..many).map(|n| day_of(solved, n, many)));
    days.sort_unstable();
    for day in days {
        let ready = jobs.iter().enumerate().filter(|(_, job)| job.release <= day);
        let next = ready.min_by_key(|(_, job)| (job.deadline, job.matter));
        let next = next.or_else(|| jobs.iter().enumerate().min_by_key(|(_, job)| job.release));
        if let Some(place) = next.map(|(place, _)| place) {
            let job = jobs.remove(place);
            matters[job.matter].verified.push(curve::work(day.max(job.release)));
        }
    }
}
