//! Reminders on the server: keeps the boxes up to what the records ask, makes the digests, sends what is on the way. One
//! node does it at a time; two on one database never send one message. The clock is the server's own (`edge.rs`).

mod boxes;
mod digest;
pub mod mail;
mod robot;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use app::context::{Notify, Server};
use domain::kinds::Time;
use domain::reminder::Hosts;
use futures::future::join_all;
use store::reminder::delivery::{self, Delivery, Way};
use store::tail::Hint;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use crate::config::Serve;
use mail::Mail;

pub use boxes::Seen;
pub use watch::watch;

/// The turn is kept so long, and taken again well before.
const TURN: i64 = 180_000_000;
/// Without anything new the sender looks this often: hours come, tries are due.
const IDLE: Duration = Duration::from_secs(20);
/// What changes meanwhile is looked at together.
const GATHER: Duration = Duration::from_secs(2);
/// Between two looks while much happens.
const LONGEST: Duration = Duration::from_secs(60);
/// Messages at a time.
const AT_ONCE: usize = 8;
/// A host that does not answer for so long is away.
const PATIENCE: Duration = Duration::from_secs(10);

/// Everything that sending needs.
pub struct Post {
    hosts: Hosts,
    mail: Option<Mail>,
    /// The address that people type.
    public: Arc<str>,
    http: reqwest::Client,
    /// This node's name in the table of turns.
    node: String,
}

/// Why a message did not arrive: a key of `inbox.json`, and whether another try could fare better.
pub(crate) struct Failed {
    why: &'static str,
    for_good: bool,
}

pub(crate) const fn later(why: &'static str) -> Failed {
    Failed { why, for_good: false }
}

pub(crate) const fn never(why: &'static str) -> Failed {
    Failed { why, for_good: true }
}

/// Says what TLS is made of, once for the whole program; every HTTP client asks for it.
pub fn crypto() {
    let _already = rustls::crypto::ring::default_provider().install_default();
}

impl Post {
    /// From the settings.
    ///
    /// # Errors
    /// A list of hosts, a mail server or a sender that can't be read; a mail server that is not on the list.
    pub fn new(serve: &Serve, public: &str) -> anyhow::Result<Post> {
        let hosts = Hosts::parse(&serve.notify_hosts).map_err(|part| anyhow::anyhow!("--notify-hosts: {part}"))?;
        let mail = match (&serve.smtp, &serve.mail_from) {
            (None, _) => None,
            (Some(_), None) => bail!("--smtp needs --mail-from"),
            (Some(smtp), Some(from)) => Some(Mail::new(smtp, from, &hosts)?),
        };
        // The same roots as the system's other programs. A proxy that the environment names is not on the list: it is
        // not spoken to, nor would it go by the list.
        crypto();
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build()
            .context("the sender")?;
        let node = domain::entry::hex(&crate::edge::secret::<8>());
        Ok(Post { hosts, mail, public: public.into(), http, node })
    }

    /// What pages may know of it; `wake` has the sender look at once.
    #[must_use]
    pub fn told(&self, wake: Arc<dyn Fn() + Send + Sync>) -> Arc<Notify> {
        Arc::new(Notify { hosts: self.hosts.clone(), mail: self.mail.is_some(), wake })
    }
}

/// Starts the task. It looks when something changes, when it is woken, and now and then.
pub fn start(
    server: Server,
    post: Post,
    mut hints: broadcast::Receiver<Hint>,
    wake: Arc<tokio::sync::Notify>,
    stop: CancellationToken,
) {
    tokio::spawn(async move {
        let mut seen = Seen::default();
        loop {
            let begun = server.now();
            if let Err(why) = once(&server, &post, &mut seen).await {
                tracing::warn!(%why, "reminders wait");
            }
            // However much happens, at most a fifth of the time goes into boxes.
            let took = u64::try_from(server.now().0 - begun.0).unwrap_or(0);
            let rest = Duration::from_micros(took.saturating_mul(4)).clamp(GATHER, LONGEST);
            let news = async {
                let _any = hints.recv().await;
                tokio::time::sleep(rest).await;
            };
            tokio::select! {
                () = stop.cancelled() => break,
                () = news => {}
                () = wake.notified() => {}
                () = tokio::time::sleep(IDLE) => {}
            }
            // What came meanwhile is in the records that are read next.
            hints = hints.resubscribe();
        }
    });
}

/// One look, if it is this node's turn.
///
/// # Errors
/// The database.
pub async fn once(server: &Server, post: &Post, seen: &mut Seen) -> store::Result<()> {
    let now = server.now();
    // A turn that lasts is not taken again each time: an idle server writes nothing.
    if seen.turn.is_none_or(|until| until.0 - now.0 < TURN / 2) {
        let until = Time(now.0 + TURN);
        let own = store::reminder::take_turn(&server.db, "notify", &post.node, now, until).await?;
        seen.turn = own.then_some(until);
        if !own {
            return Ok(());
        }
    }
    boxes::refresh(server, seen).await?;
    digest::make(server, post.mail.is_some()).await?;
    deliver(server, post).await
}

/// Sends everything that is due, some at a time. Each is claimed first.
async fn deliver(server: &Server, post: &Post) -> store::Result<()> {
    loop {
        let mut claimed = Vec::new();
        while claimed.len() < AT_ONCE {
            match delivery::claim(&server.db, server.now()).await? {
                Some(message) => claimed.push(message),
                None => break,
            }
        }
        if claimed.is_empty() {
            return Ok(());
        }
        for done in join_all(claimed.iter().map(|message| one(server, post, message))).await {
            done?;
        }
    }
}

async fn one(server: &Server, post: &Post, message: &Delivery) -> store::Result<()> {
    let sent = match message.way {
        Way::Mail => mail::send(server, post, message).await?,
        Way::Robot => robot::send(server, post, message).await?,
    };
    let now = server.now();
    match sent {
        Ok(()) => delivery::done(&server.db, message, now).await,
        Err(Failed { why, for_good }) => {
            // Neither the address nor what the other side said: both may hold what is nobody's business.
            tracing::warn!(
                why,
                way = <&str>::from(message.way),
                tries = message.failures + 1,
                "a reminder did not arrive"
            );
            delivery::failed(&server.db, message, why, for_good, now).await
        }
    }
}

/// The words of a message: numbers and a link.
fn words(post: &Post, message: &Delivery, english: bool) -> (String, String) {
    use app::texts::{Lang, Texts};
    let t = Texts::new(if english { Lang::En } else { Lang::Zh }).inbox;
    let domain::reminder::Digest { waiting, late } = message.digest;
    let said = match (message.trial, waiting, late) {
        (true, ..) => t.trial_message().to_owned(),
        (false, 1, 0) => t.message_one().to_owned(),
        (false, 1, _) => t.message_one_late().to_owned(),
        (false, _, 0) => t.message(waiting),
        (false, ..) => t.message_late(late, waiting),
    };
    let link = format!("{}/inbox", post.public);
    (t.message_title(said.as_str()), link)
}
