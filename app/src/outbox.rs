//! The outbox of this device: every write goes through it. It keeps a proposal on disk before it sends it, sends in
//! order, and settles by the server's verdict. Being online is merely an outbox that empties at once.

use domain::act::{Act, Arrived, Key, Proposal, Verdict};
use domain::issue::Hash;
use domain::kinds::{ActId, Book, PersonId, Time};
use domain::outbox::{Item, Outbox as Queue, Place};
use domain::private::Private;
use domain::record::{Facts, Known, check};
use domain::refusal::Refusal;
use leptos::prelude::*;

use crate::edge;
use crate::failure::Failure;
use crate::live::{Link, Live};
use crate::session::Me;
use crate::wire::Json;

#[cfg(feature = "hydrate")]
mod disk;
#[cfg(feature = "hydrate")]
pub(crate) mod draft;
#[cfg(feature = "hydrate")]
pub(crate) mod file;
mod illegible;
mod kept;
#[cfg(feature = "hydrate")]
mod late;
#[cfg(feature = "hydrate")]
mod lock;
mod page;
#[cfg(feature = "hydrate")]
mod rescue;
#[cfg(feature = "hydrate")]
pub(crate) mod rows;
#[cfg(feature = "hydrate")]
mod send;
#[cfg(feature = "hydrate")]
mod upload;

pub use illegible::IllegibleItems;
pub use kept::{Carried, Chosen, Receipt, Unfit, short};
#[cfg(feature = "hydrate")]
use late::Work;
pub use page::Page;

/// Proposals in one request at most.
pub const AT_ONCE: usize = 50;

/// The page's side of the outbox; cheap to copy. On the server it stays empty.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
pub struct Outbox {
    person: PersonId,
    queue: RwSignal<Queue>,
    /// What lies on disk and this page can't read.
    illegible: RwSignal<Vec<Illegible>>,
    /// What was answered since the page was opened, newest last.
    answered: RwSignal<Vec<(ActId, Verdict)>>,
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
    /// Drafts of this device can be read.
    drafts: RwSignal<bool>,
    /// The device's time when the page was opened: the server's clock is told from it.
    opened: Time,
    live: Live,
}

/// An item on disk that this page can't read: kept as it is until a newer page can, or the person gives it up.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
pub struct Illegible {
    /// Under which it lies.
    key: String,
    text: String,
}

/// Where one proposal is now, as shown beside it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Whereabouts {
    /// 在本机: kept here, the server can't be reached.
    Local,
    /// 发送中
    Sending,
    /// 已到服务器, with its number in the book and the hash that chains it there.
    Recorded { seq: i64, hash: String },
    /// 服务器未收, with the reason.
    Refused { refusal: Refusal },
    /// Given up by the person.
    Gone,
}

impl Outbox {
    #[must_use]
    pub fn new(me: &Me, live: Live) -> Outbox {
        Outbox {
            person: me.viewer.person,
            queue: RwSignal::new(Queue::default()),
            illegible: RwSignal::new(Vec::new()),
            answered: RwSignal::new(Vec::new()),
            offline: RwSignal::new(false),
            sending: StoredValue::new(false),
            sent: RwSignal::new(None),
            receipts: RwSignal::new(Vec::new()),
            saved: RwSignal::new(false),
            drafts: RwSignal::new(false),
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

    /// The server's time as far as the page can tell, however wrong the device's clock is: rules go by it. A page that
    /// was kept is of another day; without network there is only the device's clock to tell today's.
    #[must_use]
    pub fn now(&self, me: &Me) -> Time {
        let told = Time(me.now.0 + (edge::now().0 - self.opened.0).max(0));
        if self.live.link.get_untracked() == Link::Lost { told.max(edge::now()) } else { told }
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
        let proposal = Proposal::new(edge::id(), edge::now(), book, act).with(private);
        let id = proposal.id;
        self.queue.update(|queue| queue.put(proposal.clone()));
        self.saved.set(false);
        #[cfg(feature = "hydrate")]
        late::ask(*self, Work::Keep(proposal));
        id
    }

    /// Several acts of one form, in this order, with the words that the first only commits to. The form's draft goes when they
    /// are kept; `then` hears whether they are.
    pub fn propose_written(
        &self,
        book: Book,
        (acts, private): (Vec<Act>, Vec<Private>),
        draft: String,
        then: impl FnOnce(bool) + 'static,
    ) {
        let mut private = Some(private);
        let proposal = |act| Proposal::new(edge::id(), edge::now(), book, act).with(private.take().unwrap_or_default());
        let proposals: Vec<Proposal> = acts.into_iter().map(proposal).collect();
        self.queue.update(|queue| proposals.iter().for_each(|proposal| queue.put(proposal.clone())));
        self.saved.set(false);
        #[cfg(feature = "hydrate")]
        late::ask(*self, Work::KeepWritten(proposals, draft, Box::new(then)));
        #[cfg(not(feature = "hydrate"))]
        drop((draft, then));
    }

    /// Can drafts of this device be read already (reactive)?
    #[must_use]
    pub fn drafts(&self) -> bool {
        self.drafts.get()
    }

    /// The person gives up an item that was refused.
    pub fn discard(&self, id: ActId) {
        self.queue.update(|queue| queue.discard(id));
        #[cfg(feature = "hydrate")]
        late::ask(*self, Work::Forget(id.to_string()));
    }

    /// The person gives up an item that can't be read.
    fn give_up(&self, key: &str) {
        self.illegible.update(|all| all.retain(|item| item.key != key));
        #[cfg(feature = "hydrate")]
        late::ask(*self, Work::Forget(key.to_owned()));
    }

    /// Where this proposal is now (reactive).
    #[must_use]
    pub fn whereabouts(&self, id: ActId) -> Whereabouts {
        let item = self.queue.with(|queue| queue.items.iter().find(|item| item.proposal.id == id).cloned());
        match item.map(|item| item.place) {
            Some(Place::Refused { refusal }) => Whereabouts::Refused { refusal },
            Some(Place::Local) if self.offline.get() => Whereabouts::Local,
            Some(Place::Local) => Whereabouts::Sending,
            None => match self.verdict(id) {
                Some(Verdict::Accepted { seq, hash, .. }) => Whereabouts::Recorded { seq, hash },
                Some(Verdict::Refused { refusal }) => Whereabouts::Refused { refusal },
                Some(Verdict::Later) | None => Whereabouts::Gone,
            },
        }
    }

    /// The server's answer to this proposal, once it is there (reactive).
    #[must_use]
    pub fn verdict(&self, id: ActId) -> Option<Verdict> {
        self.answered
            .with(|answered| answered.iter().rev().find(|(own, _)| *own == id).map(|(_, verdict)| verdict.clone()))
    }

    /// Items about one record that are not recorded yet (reactive): the record's page shows them in place.
    #[must_use]
    pub fn about(&self, key: Key) -> Vec<Item> {
        self.queue.with(|queue| queue.items.iter().filter(|item| item.proposal.act.key() == key).cloned().collect())
    }

    /// One item as it is now.
    #[must_use]
    pub fn item(&self, id: ActId) -> Option<Item> {
        self.queue.with_untracked(|queue| queue.items.iter().find(|item| item.proposal.id == id).cloned())
    }

    /// Everything that waits or was refused (reactive).
    #[must_use]
    pub fn items(&self) -> Vec<Item> {
        self.queue.with(|queue| queue.items.clone())
    }

    /// How many wait, how many were refused or can't be read (reactive).
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let illegible = self.illegible.with(Vec::len);
        self.queue.with(|queue| (queue.waiting(), queue.refused() + illegible))
    }

    /// Where a file is that was chosen on this device (reactive).
    #[must_use]
    pub fn carried(&self, file: &Hash) -> Carried {
        match self.sent.get() {
            Some((hash, percent)) if hash == *file => Carried::Sending(percent),
            Some(_) | None if self.queue.with(|queue| queue.files.contains(file)) => Carried::Local,
            Some(_) | None => Carried::There,
        }
    }

    /// Files that lie on this device.
    #[cfg(feature = "hydrate")]
    fn files(&self) -> Vec<Hash> {
        self.queue.with_untracked(|queue| queue.files.iter().cloned().collect())
    }

    /// Removes everything of this person from the device, and the key with which it could be read.
    #[cfg(feature = "hydrate")]
    pub async fn wipe(self) {
        if let Err(why) = rows::forget(self.person).await {
            leptos::logging::warn!("what lies on the device could not be removed: {}", why.0);
        }
    }

    /// What was recorded lately, newest first (reactive).
    #[must_use]
    pub fn receipts(&self) -> Vec<Receipt> {
        self.receipts.get()
    }

    /// Reads what an earlier page left on disk and sends it; from then on sends by itself.
    #[cfg(feature = "hydrate")]
    pub fn start(self) {
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
