//! What a phone waits for: first loads on slow 4G with a slowed processor, and the start without network, in Debian's chromium.
use crate::{browser, place, run, run::step};
use anyhow::Context as _;
use serde::Deserialize;
use std::{fmt::Write as _, fs, path::Path};

/// One page, as `end2end/slow` writes it.
#[derive(Deserialize)]
struct Line {
    path: String,
    slow: Seen,
    whole: Seen,
}

/// Milliseconds; `cls` has no unit.
#[derive(Deserialize)]
struct Seen {
    lcp: f64,
    alive: f64,
    cls: f64,
    bytes: f64,
}

/// Measures this server and tells it as tables for the report.
pub fn table(server: &Path) -> anyhow::Result<String> {
    let browser = step("browser's needs", || browser::ready(server))?;
    let lines = place::target().join("bench/slow.jsonl");
    fs::create_dir_all(place::target().join("bench"))?;
    if lines.exists() {
        fs::remove_file(&lines)?;
    }
    let mut playwright = browser.playwright("slow.config.ts");
    playwright.env("XUNDAO_SLOW", &lines);
    // Its own words go beside the report, not into it.
    step("slow line", || run::done(playwright.stdout(std::io::stderr())))?;
    let text = fs::read_to_string(&lines).with_context(|| lines.display().to_string())?;
    let lines = text.lines().map(serde_json::from_str).collect::<Result<Vec<Line>, _>>()?;
    Ok(told(&lines))
}

fn told(lines: &[Line]) -> String {
    let mut text = "## A phone on a slow line\n\nDebian's chromium at 390 × 844, nothing in the cache, 150 ms and 1.6 Mbit/s, a processor four \
                    times slower; the middle of three. Beside it the same page on this machine's own line and processor. Bytes are all that \
                    came over the line. Wanted: largest content ≤ 2.0 s, alive ≤ 4.0 s, moved ≤ 0.05; without network ≤ 2 s.\n\n\
                    | page | KB | largest content | alive | moved | control: content | control: alive |\n|---|---|---|---|---|---|---|\n"
        .to_owned();
    for Line { path, slow, whole } in lines {
        let path = if path.starts_with("/unit/") { "/unit/…" } else { path };
        // Writing to a String can't fail.
        let _ = if path == "offline" {
            writeln!(text, "| start without network | - | - | {} | - | - | {} |", s(slow.alive), s(whole.alive))
        } else {
            let (kb, content) = (slow.bytes / 1_000.0, s(slow.lcp));
            let (alive, moved) = (s(slow.alive), slow.cls);
            writeln!(
                text,
                "| {path} | {kb:.0} | {content} | {alive} | {moved:.3} | {} | {} |",
                s(whole.lcp),
                s(whole.alive)
            )
        };
    }
    text
}

fn s(milliseconds: f64) -> String {
    format!("{:.2} s", milliseconds / 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_and_a_start_without_network_are_told_in_seconds() {
        let line = r#"{"path":"/unit/0","slow":{"lcp":1500,"alive":3210,"cls":0.01,"bytes":350000},"whole":{"lcp":200,"alive":400,"cls":0,"bytes":350000}}"#;
        let offline = line.replace("/unit/0", "offline");
        let lines = [line, &offline].map(|line| serde_json::from_str(line).unwrap());
        let text = told(&lines);
        assert!(text.contains("| /unit/… | 350 | 1.50 s | 3.21 s | 0.010 | 0.20 s | 0.40 s |"), "{text}");
        assert!(text.contains("| start without network | - | - | 3.21 s | - | - | 0.40 s |"), "{text}");
    }
}
