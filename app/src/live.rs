//! One event stream per tab. A hint says "something you can see changed" and carries no data: the version of its
//! subject goes up, and whatever reads that version fetches again. A lost hint can't leave a stale page, because on
//! every new connection the server says how far its books are.

use std::collections::BTreeSet;

use domain::act::Subject;
use domain::kinds::{Book, Time, UnitId};
use leptos::prelude::*;
use strum::VariantArray;

#[cfg(feature = "hydrate")]
use std::time::Duration;

mod alive;
#[cfg(feature = "hydrate")]
mod stream;

pub use alive::alive;

domain::tagged! {
    "Event" by "event";
    /// What the stream sends.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum Event {
        /// On connect: how far the books within reach are.
        Heads { heads: Vec<(Book, i64)> },
        /// Records of this kind changed.
        Hint { book: Book, seq: i64, subject: Subject, unit: Option<UnitId>, recorded_at: Time },
        /// The reader's own box of reminders has changed.
        Inbox,
        /// The session has ended: the page goes to sign-in.
        SignedOut,
    }
}

/// How the page stands to the server.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Link {
    /// Not connected yet; what the page shows is as fresh as the page.
    #[default]
    Opening,
    Live,
    /// Cut off; the browser tries again by itself.
    Lost,
}

/// The page's side of the stream.
#[derive(Clone, Copy)]
pub struct Live {
    versions: StoredValue<Vec<RwSignal<u64>>>,
    pub link: RwSignal<Link>,
    /// When the last thing within reach was recorded, as far as this page knows.
    pub last: RwSignal<Option<Time>>,
    /// What the page shows was made from so many entries.
    entries: i64,
    /// How far each book is, since the stream first said so.
    heads: StoredValue<Option<Vec<(Book, i64)>>>,
    /// Goes up when the reader's own box of reminders has changed.
    pub inbox: RwSignal<u64>,
    /// Entries that this page made.
    own: StoredValue<BTreeSet<(Book, i64)>>,
    /// How often in a row a read was answered by what lies on the device.
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
    kept: StoredValue<u32>,
    /// The day on which the page was made is over: what is gone to next comes as a whole page.
    pub over: RwSignal<bool>,
}

impl Live {
    /// The page was made from so many entries.
    #[must_use]
    pub fn new(entries: i64) -> Live {
        let versions = Subject::VARIANTS.iter().map(|_| RwSignal::new(0)).collect();
        Live {
            versions: StoredValue::new(versions),
            link: RwSignal::new(Link::Opening),
            last: RwSignal::new(None),
            entries,
            heads: StoredValue::new(None),
            inbox: RwSignal::new(0),
            own: StoredValue::new(BTreeSet::new()),
            kept: StoredValue::new(0),
            over: RwSignal::new(false),
        }
    }

    /// Goes up when records of any of these kinds changed.
    #[must_use]
    pub fn newest(&self, subjects: &[Subject]) -> u64 {
        subjects.iter().map(|subject| self.version(*subject)).sum()
    }

    /// Goes up when records of this kind changed. Reading it in a resource's source makes it fetch again.
    #[must_use]
    pub fn version(&self, subject: Subject) -> u64 {
        self.signal(subject).map_or(0, |signal| signal.get())
    }

    /// Makes everything that shows this kind fetch again.
    pub fn bump(&self, subject: Subject) {
        if let Some(signal) = self.signal(subject) {
            alive::heard(signal);
        }
    }

    /// Makes everything that shows anything fetch again.
    pub fn bump_all(&self) {
        Subject::VARIANTS.iter().for_each(|subject| self.bump(*subject));
    }

    fn signal(&self, subject: Subject) -> Option<RwSignal<u64>> {
        let place = Subject::VARIANTS.iter().position(|own| *own == subject)?;
        self.versions.with_value(|versions| versions.get(place).copied())
    }

    /// An entry that this page made: what it changed is read again at once. Its hint comes up to half a second later, and would close
    /// what was opened meanwhile.
    pub fn made(&self, book: Book, seq: i64) {
        self.own.update_value(|own| {
            own.insert((book, seq));
        });
    }

    /// Did somebody else make any of the entries up to this one, as far as the page knows the book?
    fn is_news(&self, book: Book, seq: i64) -> bool {
        let heads = self.heads.with_value(|heads| heads.iter().flatten().find(|own| own.0 == book).map(|own| own.1));
        heads.is_none_or(|last| self.own.with_value(|own| (last + 1..=seq).any(|seq| !own.contains(&(book, seq)))))
    }

    /// Takes in one event.
    pub fn take(&self, event: &Event) {
        match event {
            Event::Heads { heads } => {
                self.link.set(Link::Live);
                // a box that was filled between the page and its stream is told by nobody else
                alive::heard(self.inbox);
                let same = self.heads.with_value(|own| match own {
                    Some(own) => own == heads,
                    // no book ever has fewer entries: where the sum is the same, each is
                    None => heads.iter().map(|(_, seq)| seq).sum::<i64>() == self.entries,
                });
                self.heads.set_value(Some(heads.clone()));
                if !same {
                    self.bump_all();
                }
            }
            Event::Hint { book, seq, subject, recorded_at, .. } => {
                let news = self.is_news(*book, *seq);
                // the stream says how far all books are before it says anything else
                self.heads.update_value(|heads| {
                    let heads = heads.get_or_insert_default();
                    match heads.iter_mut().find(|(own, _)| own == book) {
                        // hints of another topic may have come first
                        Some((_, last)) => *last = (*last).max(*seq),
                        None => heads.push((*book, *seq)),
                    }
                });
                self.kept.set_value(0);
                self.last.set(Some(*recorded_at));
                if news {
                    self.bump(*subject);
                }
            }
            Event::Inbox => alive::heard(self.inbox),
            Event::SignedOut => {
                #[cfg(feature = "hydrate")]
                let _ = window().location().set_href("/sign-in");
            }
        }
    }

    /// Opens the stream, and again whenever it is cut. With the end of the day that it is `now` everything is read again: what is due
    /// and late goes by days, and nobody tells that one is over.
    #[cfg(feature = "hydrate")]
    pub fn open(self, now: Time) {
        stream::open(self);
        let left = now.day().plus(1).start().0 - now.0;
        self.next_day(Duration::from_micros(u64::try_from(left).unwrap_or_default()) + stream::SLACK);
    }

    #[cfg(feature = "hydrate")]
    fn next_day(self, left: Duration) {
        const DAY: Duration = Duration::from_hours(24);
        let over = move || {
            self.over.set(true);
            self.bump_all();
            self.next_day(DAY);
        };
        set_timeout(over, left);
    }

    /// A read was answered by what lies on the device, or by nobody: what the page shows may be of long ago, whatever the stream says.
    /// Once the server is there again everything is read anew.
    pub fn behind(self) {
        self.heads.set_value(Some(Vec::new()));
        #[cfg(feature = "hydrate")]
        if self.link.get_untracked() == Link::Live {
            let times = self.kept.get_value();
            self.kept.set_value(times + 1);
            stream::again(self, times);
        }
    }
}

/// The page's event stream.
#[must_use]
pub fn live() -> Live {
    expect_context()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_this_page_made_is_no_news_unless_somebody_else_made_something_before_it() {
        let owner = Owner::new();
        owner.with(|| {
            alive();
            let live = Live::new(0);
            let book = Book::Office;
            let hint = |seq| Event::Hint { book, seq, subject: Subject::Unit, unit: None, recorded_at: Time(0) };
            let version = || live.signal(Subject::Unit).unwrap().get_untracked();
            live.take(&Event::Heads { heads: vec![(book, 4)] });
            let before = version();
            live.made(book, 5);
            live.take(&hint(5));
            assert_eq!(version(), before, "its own");
            live.made(book, 7);
            live.take(&hint(7));
            assert_eq!(version(), before + 1, "somebody else made the sixth");
            live.take(&hint(8));
            assert_eq!(version(), before + 2);
        });
    }
}
