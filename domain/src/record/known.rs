//! What a rule may look at besides the record itself: who asks, when, and the records and numbers that it needs.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::Record;
use crate::act::{Key, Subject};
use crate::cut::{AllShares, Counts};
use crate::deployment::Deployment;
use crate::entry::Entry;
use crate::evaluation::Evaluation;
use crate::issue::{Hash, Issue, Origin};
use crate::kinds::{Book, Day, DrawId, IssueId, Time, UnitId};
use crate::meeting::Meeting;
use crate::notice::Notice;
use crate::private::Commitment;
use crate::survey::result::Said;
use crate::viewer::Viewer;
use crate::visit::Visit;
use crate::worklist::Worklist;

/// What a rule may look at besides the record itself. The writer loads it; the browser fills in what it has.
pub struct Facts<'a> {
    pub now: Time,
    pub book: Book,
    pub viewer: &'a Viewer,
    pub known: &'a Known,
}

/// Records at hand, and the next free numbers.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub records: HashMap<Key, Record>,
    /// The highest issue number given so far, per book and origin.
    pub numbers: HashMap<(Book, Origin), u32>,
    /// The highest number of a shared record so far, per kind and book.
    pub highest: HashMap<(Subject, Book), u32>,
    /// Logins and unit codes already taken, with who has them.
    pub taken: HashMap<String, Uuid>,
    /// Hashes of files whose bytes are stored.
    pub files: HashSet<Hash>,
    /// What surveys of a unit came to, for figures that are counted from them.
    pub said: HashMap<UnitId, Vec<Said>>,
    /// What stood in the cells of a group's units at the end of a day, as far as it has come. Its shares are there
    /// once the book has an entry of a later day: by that alone, and no node's clock, it is decided what they are
    /// counted from.
    pub counts: HashMap<(Book, Day), Counts>,
    /// Hashes of entries by their numbers.
    pub hashes: HashMap<(Book, i64), Hash>,
    /// Private texts that are kept, with the record that each belongs to.
    pub private: HashMap<Commitment, Uuid>,
}

/// What a proposal's rule needs besides its own record.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Need {
    Record(Key),
    Number(Origin),
    /// The highest number of a shared record of this kind in the book.
    Highest(Subject),
    /// A login or unit code that must be free: `login:...`, `code:...`.
    Taken(String),
    /// A stored file with this hash.
    File(Hash),
    /// The hash of the entry with this number in the book.
    Hash(i64),
    /// The campaign of the book's group, whose calendar says what a working day is.
    Calendar,
    /// The issues as which other units have taken this one up.
    TakenUp(IssueId),
    /// The issues that lean on measures of this one.
    Sharers(IssueId),
    /// The issues that point at this one: split off it, taken over from it, merged into it.
    Linked(IssueId),
    /// The visits that were planned for what this draw has drawn.
    VisitsOf(DrawId),
    /// All rounds of the book.
    Rounds,
    /// All papers of the book.
    Notices,
    /// All weekly lists of the book.
    Worklists,
    /// All meetings of the book.
    Meetings,
    /// Everybody who holds a role in this unit or one of its organisations.
    People(UnitId),
    /// All issues, look-backs, rules, carriers, visits, papers and matters in step that this unit may know of: what figures are counted from.
    CasesOf(UnitId),
    /// What everything of the book came to at the end of this day, the records that is counted from, and the cuts that there are.
    Counts(Day),
}

impl Known {
    /// The highest number of this kind in the book so far; 0 where there is none.
    pub(crate) fn highest(&self, subject: Subject, book: Book) -> u32 {
        self.highest.get(&(subject, book)).copied().unwrap_or(0)
    }

    pub(crate) fn issues(&self) -> impl Iterator<Item = &Issue> {
        self.records.values().filter_map(|record| if let Record::Issue(issue) = record { Some(&**issue) } else { None })
    }

    /// Takes an entry into the counts at hand: what came before a cut is in it, also in one batch.
    pub fn recount(&mut self, entry: &Entry, before: Option<&Record>, after: &Record) {
        let today = entry.recorded_at.day();
        self.leave_behind(entry.book, today);
        let days = self.counts.iter_mut().filter(|((book, day), _)| *book == entry.book && today <= *day);
        for (_, counts) in days {
            before.iter().for_each(|own| counts.add(own, -1));
            counts.add(after, 1);
        }
    }

    /// What the records come to at the end of a day is counted before the first entry of a later one changes them.
    fn leave_behind(&mut self, book: Book, today: Day) {
        let known: &Known = self;
        let left =
            known.counts.iter().filter(|((own, day), counts)| *own == book && *day < today && counts.shares.is_none());
        let all: Vec<_> = left.map(|(key, counts)| (*key, AllShares::of(counts, known, key.0, key.1))).collect();
        for (key, shares) in all {
            if let Some(counts) = self.counts.get_mut(&key) {
                counts.shares = Some(shares);
            }
        }
    }

    pub(crate) fn evaluations(&self) -> impl Iterator<Item = &Evaluation> {
        self.records
            .values()
            .filter_map(|record| if let Record::Evaluation(own) = record { Some(&**own) } else { None })
    }

    pub(crate) fn notices(&self) -> impl Iterator<Item = &Notice> {
        self.records.values().filter_map(|record| if let Record::Notice(own) = record { Some(&**own) } else { None })
    }

    pub(crate) fn deployments(&self) -> impl Iterator<Item = &Deployment> {
        self.records
            .values()
            .filter_map(|record| if let Record::Deployment(own) = record { Some(&**own) } else { None })
    }

    pub(crate) fn worklists(&self) -> impl Iterator<Item = &Worklist> {
        self.records.values().filter_map(|record| if let Record::Worklist(own) = record { Some(&**own) } else { None })
    }

    pub(crate) fn meetings(&self) -> impl Iterator<Item = &Meeting> {
        self.records.values().filter_map(|record| if let Record::Meeting(own) = record { Some(&**own) } else { None })
    }

    pub(crate) fn visits(&self) -> impl Iterator<Item = &Visit> {
        self.records.values().filter_map(|record| if let Record::Visit(visit) = record { Some(&**visit) } else { None })
    }
}
