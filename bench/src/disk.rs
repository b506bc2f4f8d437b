//! The control of writing: so many bytes added to a file, then fdatasync, again and again, on the same disk.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::table::Spread;

/// How long each took, of so many or for so long, whichever ends first.
pub fn synced(work: &Path, bytes: usize, most: usize, time: Duration) -> anyhow::Result<Spread> {
    let path = work.join("synced");
    let mut file = File::create(&path)?;
    let (block, begun) = (vec![7_u8; bytes.max(1)], Instant::now());
    let mut times = Vec::new();
    while times.len() < most && begun.elapsed() < time {
        let one = Instant::now();
        file.write_all(&block)?;
        file.sync_data()?;
        times.push(one.elapsed());
    }
    drop(file);
    std::fs::remove_file(path)?;
    Ok(Spread::of(times))
}
