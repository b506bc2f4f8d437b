//! Runs the demo into a fresh SQLite file or a given database and says how long it took:
//! `cargo run --release -p demo --example filled -- 180`.

use std::time::Instant;

#[tokio::main]
#[expect(clippy::disallowed_methods, reason = "only measures")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let groups = words.next().map_or(Ok(1), |word| word.parse())?;
    let dir = tempfile::tempdir()?;
    let url = words.next().unwrap_or_else(|| format!("sqlite:{}", dir.path().join("xundao.sqlite").display()));
    let db = store::Db::open(&url).await?.with_key(store::seal::BallotKey::of_chance()?);
    let start = Instant::now();
    let steps = demo::script(groups, 1).count();
    println!("{steps} steps told in {:.1} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let summary = demo::run(&db, groups, 1, |_| Ok(()), |_, _| {}).await?;
    let seconds = start.elapsed().as_secs_f64();
    let rate = summary.entries as f64 / seconds;
    println!("{} entries, {} files in {seconds:.1} s: {rate:.0} acts/s", summary.entries, summary.files);
    Ok(())
}
