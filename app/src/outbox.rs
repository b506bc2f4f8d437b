//! The outbox of this device: every write goes through it. It keeps a proposal on disk before it sends it, sends in
//! order, and settles by the server's verdict. Being online is merely an outbox that empties at once.

use std::collections::{BTreeMap, BTreeSet};

use domain::act::{Act, Arrived, Proposal, Verdict};
use domain::issue::Hash;
use domain::kinds::{ActId, Book, PersonId, Time};
use domain::outbox::{Item, Outbox as Queue};
use domain::private::Private;
use domain::record::{Facts, Known, check};
use domain::refusal::Refusal;
use leptos::prelude::*;

use crate::edge;
use crate::failure::Failure;
use crate::live::Live;
use crate::session::Me;
use crate::wire::Json;

#[cfg(feature = "hydrate")]
mod again;
pub(crate) mod clock;
#[cfg(feature = "hydrate")]
pub(crate) mod disk;
#[cfg(feature = "hydrate")]
pub(crate) mod draft;
#[cfg(feature = "hydrate")]
pub(crate) mod file;
#[cfg(feature = "hydrate")]
mod full;
mod illegible;
mod kept;
#[cfg(feature = "hydrate")]
mod late;
#[cfg(feature = "hydrate")]
mod lock;
mod page;
#[cfg(any(test, feature = "hydrate"))]
mod picture;
#[cfg(feature = "hydrate")]
mod rescue;
#[cfg(feature = "hydrate")]
pub(crate) mod rows;
#[cfg(feature = "hydrate")]
mod send;
mod told;
#[cfg(feature = "hydrate")]
mod upload;
#[cfg(any(test, feature = "hydrate"))]
mod within;

pub use illegible::IllegibleItems;
pub use kept::{Carried, Chosen, GRADING, MENDING, ROSTERING, Receipt, Unfit, Written, mending, rostering, short};
#[cfg(feature = "hydrate")]
use late::Work;
pub use page::Page;
pub use told::Whereabouts;

/// Proposals in one request at most.
pub const AT_ONCE: usize = 50;

/// The page's side of the outbox; cheap to copy. On the server it stays empty.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
pub struct Outbox {
    person: PersonId,
    queue: RwSignal<Queue>,
    /// What lies on disk and this page can't read.
    illegible: RwSignal<Vec<Illegible>>,
    /// What was answered since the page was opened, newest last.
    answered: RwSignal<Vec<(ActId, Verdict)>>,
    /// Items of this page that were accepted or given up: a look at the disk that was begun before does not bring them back.
    over: StoredValue<BTreeSet<ActId>>,
    /// The last attempt did not reach the server.
    pub offline: RwSignal<bool>,
    /// A sending loop is at work in this tab.
    sending: StoredValue<bool>,
    /// The file that is going out, and how much of it has gone, in percent.
    sent: RwSignal<Option<(Hash, u8)>>,
    /// What was recorded lately, newest first; read when it is asked for.
    receipts: RwSignal<Vec<Receipt>>,
    /// Everything that waits was saved as a file.
    pub saved: RwSignal<bool>,
    /// Items that are on their way to the disk: until they are there they are in this page only.
    keeping: RwSignal<BTreeSet<ActId>>,
    /// Items that found no room on the device: they are in this page only. Each with what still stands for it there.
    unkept: RwSignal<BTreeMap<ActId, Option<Written>>>,
    /// Drafts of this device can be read.
    drafts: RwSignal<bool>,
    /// What lies on this device has been read: only then does an empty queue mean that nothing waits.
    known: RwSignal<bool>,
    /// The device's time when the page was opened: the server's clock is told from it.
    opened: Time,
    live: Live,
}

/// An item on disk that this page can't read: kept as it is until a newer page can, or the person gives it up.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
pub struct Illegible {
    /// Under which it lies.
    key: String,
    text: String,
}

impl Outbox {
    #[must_use]
    pub fn new(me: &Me, live: Live) -> Outbox {
        Outbox {
            person: me.viewer.person,
            queue: RwSignal::new(Queue::default()),
            illegible: RwSignal::new(Vec::new()),
            answered: RwSignal::new(Vec::new()),
            over: StoredValue::new(BTreeSet::new()),
            offline: RwSignal::new(false),
            sending: StoredValue::new(false),
            sent: RwSignal::new(None),
            receipts: RwSignal::new(Vec::new()),
            saved: RwSignal::new(false),
            keeping: RwSignal::new(BTreeSet::new()),
            unkept: RwSignal::new(BTreeMap::new()),
            drafts: RwSignal::new(false),
            known: RwSignal::new(false),
            opened: edge::now(),
            live,
        }
    }

    #[must_use]
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// Decides at once with what the page knows; if that allows it, keeps the act and sends it.
    ///
    /// # Errors
    /// The refusal that the server would give. Nothing was kept then.
    pub fn propose_checked(&self, me: &Me, known: &Known, book: Book, act: Act) -> Result<ActId, Refusal> {
        let facts = Facts { now: self.now(me), book, viewer: &me.viewer, known };
        check(&act, &facts)?;
        Ok(self.propose(book, act))
    }

    /// Keeps the act and sends it; the server decides.
    pub fn propose(&self, book: Book, act: Act) -> ActId {
        self.propose_with(book, act, Vec::new())
    }

    /// Makes a text one that an act can commit to; `None` where the browser has no source of chance to salt it with.
    #[must_use]
    pub fn seal(text: &str) -> Option<Private> {
        edge::salt().map(|salt| Private::new(salt, text))
    }

    /// As [`Outbox::propose`], with the words that the act only commits to.
    pub fn propose_with(&self, book: Book, act: Act, private: Vec<Private>) -> ActId {
        let mut act = act;
        // what waits was written here, and is recorded before this
        self.queue.with_untracked(|queue| queue.about(act.key()).for_each(|earlier| act.knows_of(earlier)));
        let proposal = Proposal::new(edge::id(), edge::now(), book, act).with(private);
        let id = proposal.id;
        self.take(&[Item::new(proposal.clone())]);
        #[cfg(feature = "hydrate")]
        late::ask(*self, Work::Keep(proposal));
        id
    }

    /// Several acts of one form, in this order, with the words that the first only commits to. What they come in place of goes
    /// when they are kept, and is remembered with them; `then` hears whether they are.
    pub fn propose_written(
        &self,
        book: Book,
        (acts, private): (Vec<Act>, Vec<Private>),
        from: Written,
        then: impl FnOnce(bool) + 'static,
    ) {
        let mut private = Some(private);
        let proposal = |act| Proposal::new(edge::id(), edge::now(), book, act).with(private.take().unwrap_or_default());
        let proposals = acts.into_iter().map(proposal);
        let items: Vec<Item> = proposals.map(|own| Item::instead_of(own, &from.instead)).collect();
        self.take(&items);
        #[cfg(feature = "hydrate")]
        late::ask(*self, Work::KeepWritten(items, from, Box::new(then)));
        #[cfg(not(feature = "hydrate"))]
        drop((from, then));
    }

    /// Into the queue, on their way to the disk.
    fn take(&self, items: &[Item]) {
        self.keeping.update(|keeping| keeping.extend(items.iter().map(|own| own.proposal.id)));
        self.queue.update(|queue| items.iter().for_each(|own| queue.hold(own.clone())));
        self.saved.set(false);
    }

    /// One act that must not go out without a row that stays on this device: both are on the disk before it is sent, or it
    /// is not sent. `then` hears which.
    pub fn propose_beside(&self, book: Book, act: Act, row: (String, String), then: impl FnOnce(bool) + 'static) {
        let proposal = Proposal::new(edge::id(), edge::now(), book, act);
        #[cfg(feature = "hydrate")]
        late::ask(*self, Work::KeepBeside(proposal, row, Box::new(then)));
        #[cfg(not(feature = "hydrate"))]
        drop((proposal, row, then));
    }

    /// The person gives up an item that was refused.
    pub fn discard(&self, id: ActId) {
        self.over.update_value(|over| {
            over.insert(id);
        });
        self.queue.update(|queue| queue.discard(id));
        self.unkept.update(|unkept| drop(unkept.remove(&id)));
        #[cfg(feature = "hydrate")]
        late::ask(*self, Work::Forget(id.to_string()));
    }

    /// The person gives up an item that can't be read.
    fn give_up(&self, key: &str) {
        self.illegible.update(|all| all.retain(|item| item.key != key));
        #[cfg(feature = "hydrate")]
        late::ask(*self, Work::Forget(key.to_owned()));
    }

    /// Does `then` once everything that lies on the device is known here: a page that has just come alive does not know it yet.
    #[cfg(feature = "hydrate")]
    pub fn once_known(self, then: impl FnOnce() + 'static) {
        late::ask(self, Work::Look(Box::new(then)));
    }

    /// Removes everything of this person from the device, and the key with which it could be read.
    #[cfg(feature = "hydrate")]
    pub async fn wipe(self) {
        if let Err(why) = rows::forget(self.person).await {
            leptos::logging::warn!("what lies on the device could not be removed: {}", why.0);
        }
    }

    /// Reads what an earlier page left on disk and sends it; from then on sends by itself.
    #[cfg(feature = "hydrate")]
    pub fn start(self) {
        late::guard(self);
        late::ask(self, Work::Start);
    }
}

/// The page's outbox.
#[must_use]
pub fn outbox() -> Outbox {
    expect_context()
}

/// The one write of the product: proposals in, verdicts out, in the same order. A resend is harmless. What can't be read
/// is refused by itself.
#[server(prefix = "/api", endpoint = "propose", input = Json, output = Json)]
pub async fn propose(proposals: Vec<Arrived>) -> Result<Vec<Verdict>, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    if proposals.len() > AT_ONCE * 4 {
        return Err(Refusal::TooMany { max: AT_ONCE * 4 }.into());
    }
    let by = store::writer::By::Person(viewer.person);
    let read = proposals.iter().filter_map(|arrived| arrived.0.clone()).collect();
    let mut verdicts = context::server().writer.propose(by, read).await.into_iter();
    let answer = |arrived: Arrived| match arrived.0 {
        Some(_) => verdicts.next().unwrap_or(Verdict::Later),
        None => Verdict::Refused { refusal: Refusal::Malformed },
    };
    Ok(proposals.into_iter().map(answer).collect())
}
