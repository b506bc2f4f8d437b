//! The time that rules go by in the browser: the server's, as far as the page can tell, however wrong the device's clock
//! is. A page that was kept on the device tells of another day; then there is only the device's clock. The one place for
//! all forms; the server decides in the end.

use std::sync::Arc;

use domain::kinds::{Day, Time};
use leptos::prelude::{Effect, GetUntracked as _, RwSignal, Set as _};

use super::Outbox;
use crate::edge;
use crate::session::Me;

/// When the page was read and by whose clock.
#[derive(Clone, Copy, Debug)]
struct Read {
    /// The server's time when the page was made.
    made: Time,
    /// The device's time when it was opened.
    opened: Time,
    /// It was not made then: it had been kept.
    kept: bool,
    /// The demo's clock stands in its campaign.
    demo: bool,
}

/// The time now, where the device's clock says `device`.
fn told(read: Read, device: Time) -> Time {
    if read.kept && !read.demo { device } else { Time(read.made.0 + (device.0 - read.opened.0).max(0)) }
}

impl Outbox {
    /// The time that rules go by.
    #[must_use]
    pub fn now(&self, me: &Me) -> Time {
        told(Read { made: me.now, opened: self.opened, kept: kept(), demo: me.demo }, edge::now())
    }

    /// The day that forms begin with. Only once the page is alive: a page that was kept has another day in its text.
    #[must_use]
    pub fn today(&self, me: &Me) -> Day {
        self.now(me).day()
    }

    /// Who is signed in, as of the day that it is: only for asking what may be done, once the page is alive. The time is told from
    /// the page's own.
    #[must_use]
    pub fn now_of(&self, me: &Arc<Me>) -> Arc<Me> {
        as_of(me, self.now(me))
    }

    /// The day by which something is late (reactive): the page's at first, as its text has it, and the one that it is once the
    /// page is alive.
    #[must_use]
    pub fn day(self, me: &Arc<Me>) -> RwSignal<Day> {
        let (day, me) = (RwSignal::new(me.today()), Arc::clone(me));
        Effect::new(move || {
            let now = self.today(&me);
            if now != day.get_untracked() {
                day.set(now);
            }
        });
        day
    }
}

/// The same person on the day that it is by `now`: what may be done is asked as of then.
fn as_of(me: &Arc<Me>, now: Time) -> Arc<Me> {
    if now.day() == me.today() { Arc::clone(me) } else { Arc::new(Me { now, ..Me::clone(me) }) }
}

/// Is this page one that was kept? `worker/` marks them.
pub(crate) fn kept() -> bool {
    #[cfg(feature = "hydrate")]
    return leptos::prelude::document().document_element().is_some_and(|root| root.has_attribute("data-kept"));
    #[cfg(not(feature = "hydrate"))]
    false
}

#[cfg(test)]
mod tests {
    use domain::cast;

    use super::*;
    use crate::session::Groups;

    const HOUR: i64 = 3_600_000_000;
    const DAYS: i64 = 24 * HOUR;

    #[test]
    fn a_fresh_page_goes_by_the_servers_clock_and_one_that_was_kept_by_the_devices() {
        let made = Time(100 * DAYS);
        // the device is three days slow
        let fresh = Read { made, opened: Time(97 * DAYS), kept: false, demo: false };
        assert_eq!(told(fresh, Time(97 * DAYS + HOUR)), Time(100 * DAYS + HOUR));
        // its clock was turned back meanwhile: time does not
        assert_eq!(told(fresh, Time(90 * DAYS)), made);
        // four days in the bag, opened in a corridor
        let kept = Read { made, opened: Time(104 * DAYS), kept: true, demo: false };
        assert_eq!(told(kept, Time(104 * DAYS + HOUR)), Time(104 * DAYS + HOUR));
        let demo = Read { demo: true, ..kept };
        assert_eq!(told(demo, Time(104 * DAYS + HOUR)), Time(100 * DAYS + HOUR));
    }

    #[test]
    fn what_may_be_done_is_asked_as_of_the_day_that_it_is_by_the_same_person() {
        let (viewer, now) = (cast::MEMBER.viewer().unwrap(), Time(100 * DAYS));
        let me = Me { viewer, groups: Groups::default(), campaign: None, now, demo: false, entries: 7, unread: 0 };
        let me = Arc::new(me);
        assert!(Arc::ptr_eq(&me, &as_of(&me, Time(100 * DAYS + HOUR))), "the same day");
        let later = as_of(&me, Time(103 * DAYS));
        assert_eq!((later.today(), &later.viewer), (Time(103 * DAYS).day(), &me.viewer));
    }
}
