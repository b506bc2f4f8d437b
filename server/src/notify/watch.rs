//! Tells open pages that a box has changed, on whichever node it was written.

use std::collections::HashSet;
use std::time::Duration;

use domain::kinds::Time;
use store::Db;
use tokio::sync::broadcast;

/// How long a change may go unseen.
const EVERY: Duration = Duration::from_secs(1);
/// Looks reach back so far, so that nothing falls between two nodes' clocks.
const BACK: i64 = 5_000_000;

/// Starts the task: sends the holder of every box that has changed.
pub fn watch(db: Db, from: Time, boxes: broadcast::Sender<String>) {
    tokio::spawn(async move {
        let (mut last, mut told) = (from, HashSet::new());
        loop {
            match store::reminder::changes(&db, Time(last.0 - BACK)).await {
                Ok(changes) => {
                    for change in &changes {
                        last = last.max(change.1);
                        if !told.contains(change) {
                            // Nobody listening is no fault.
                            drop(boxes.send(change.0.clone()));
                        }
                    }
                    told = changes.into_iter().collect();
                }
                Err(why) => tracing::debug!(%why, "boxes can't be watched"),
            }
            tokio::time::sleep(EVERY).await;
        }
    });
}
