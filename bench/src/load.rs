//! Ways of asking: one client after another answer, so many a second whatever the answers take, and as many as go.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::client::Client;
use crate::table::Spread;

/// What is asked, by whom. Several paths are taken in turn.
#[derive(Clone)]
pub struct Asked {
    pub address: SocketAddr,
    pub cookie: String,
    pub paths: Arc<[String]>,
}

impl Asked {
    fn path(&self, number: usize) -> &str {
        &self.paths[number % self.paths.len()]
    }

    /// The answer to the first path.
    pub async fn once(&self) -> anyhow::Result<Vec<u8>> {
        Ok(Client::connect(self.address, &self.cookie).await?.get(self.path(0)).await?.to_vec())
    }
}

/// One client that asks again when it has its answer. The first twenty are for warming up.
pub async fn alone(asked: &Asked, many: usize) -> anyhow::Result<Spread> {
    let mut client = Client::connect(asked.address, &asked.cookie).await?;
    let mut times = Vec::with_capacity(many);
    for number in 0..many + 20 {
        let begun = Instant::now();
        client.get(asked.path(number)).await?;
        if number >= 20 {
            times.push(begun.elapsed());
        }
    }
    Ok(Spread::of(times))
}

/// Clients among which the requests of a second are spread: so many answers may be under way.
const CLIENTS: usize = 64;
/// The timer's own roundness.
const ROUND: Duration = Duration::from_millis(2);

/// So many a second. A request that had to wait for a client counts from when it was due.
pub async fn paced(asked: &Asked, a_second: u32, time: Duration) -> anyhow::Result<Spread> {
    let many = usize::try_from(time.as_millis() * u128::from(a_second) / 1000)?;
    let (next, begun) = (Arc::new(AtomicUsize::new(0)), Instant::now());
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let (asked, next) = (asked.clone(), Arc::clone(&next));
        let mut client = Client::connect(asked.address, &asked.cookie).await?;
        clients.spawn(async move {
            let mut times = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= many {
                    return anyhow::Ok(times);
                }
                let due = begun + Duration::from_secs_f64(number as f64 / f64::from(a_second));
                tokio::time::sleep_until(due.into()).await;
                let sent = Instant::now();
                client.get(asked.path(number)).await?;
                times.push(if sent - due > ROUND { due.elapsed() } else { sent.elapsed() });
            }
        });
    }
    Ok(Spread::of(joined(clients).await?))
}

/// As many as sixteen clients get answered in a second.
pub async fn full(asked: &Asked, time: Duration) -> anyhow::Result<f64> {
    let (begun, end) = (Instant::now(), Instant::now() + time);
    let mut clients = JoinSet::new();
    for place in 0..16 {
        let asked = asked.clone();
        let mut client = Client::connect(asked.address, &asked.cookie).await?;
        clients.spawn(async move {
            let mut times = Vec::new();
            while Instant::now() < end {
                client.get(asked.path(times.len() + place)).await?;
                times.push(Duration::ZERO);
            }
            anyhow::Ok(times)
        });
    }
    let many = joined(clients).await?.len();
    Ok(many as f64 / begun.elapsed().as_secs_f64())
}

pub async fn joined<T: 'static>(mut tasks: JoinSet<anyhow::Result<Vec<T>>>) -> anyhow::Result<Vec<T>> {
    let mut all = Vec::new();
    while let Some(done) = tasks.join_next().await {
        all.extend(done??);
    }
    Ok(all)
}
