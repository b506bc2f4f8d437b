//! `xundao score FILE`: computes a published score again from its file alone, without database or network. Success when
//! everything agrees; failure and what differs; 2 when the file is none of these.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use domain::evaluation::export::{BYTES, Export, FORMAT, Finding, Unread};
use serde::Serialize;

#[derive(Debug, Args)]
pub struct Score {
    /// The file as it was downloaded beside the result, `….json`
    pub file: PathBuf,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    unit: &'a str,
    title: &'a str,
    round: u32,
    agrees: bool,
    findings: Vec<Finding>,
}

/// A file that can't be checked.
const NO_SCORE: u8 = 2;

/// # Errors
/// A value that is no JSON; none of ours.
pub fn run(args: &Score) -> anyhow::Result<ExitCode> {
    let own = match read(&args.file) {
        Ok(own) => own,
        Err(why) => {
            eprintln!("xundao: {}: {why}", args.file.display());
            return Ok(ExitCode::from(NO_SCORE));
        }
    };
    let findings = own.check();
    let agrees = findings.iter().all(|own| own.agrees);
    if args.json {
        let (unit, title) = (own.unit_name.as_str(), own.title.as_str());
        super::json(&Answer { unit, title, round: own.round, agrees, findings })?;
    } else {
        println!("{} {} {}", own.unit_name, own.round, own.title);
        findings.iter().for_each(|own| println!("{}", line(own)));
    }
    Ok(if agrees { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(file: &Path) -> Result<Export, String> {
    let size = std::fs::metadata(file).map_err(|why| why.to_string())?.len();
    if size > BYTES as u64 {
        return Err(said(&Unread::TooBig));
    }
    let bytes = std::fs::read(file).map_err(|why| why.to_string())?;
    Export::read(&String::from_utf8_lossy(&bytes)).map_err(|why| said(&why))
}

fn said(why: &Unread) -> String {
    match why {
        Unread::TooBig => format!("a published score has at most {} MB", BYTES >> 20),
        Unread::NoJson => "not JSON: another kind of file, or a damaged one".to_owned(),
        Unread::Foreign => "JSON, but not of a published score".to_owned(),
        Unread::Format { format } => format!("computed as {format}; this release knows {FORMAT}"),
        Unread::Broken => "of a published score, but something is missing or is not what it should be".to_owned(),
    }
}

/// `total           89.7   agrees`, or both numbers and `differs`.
fn line(own: &Finding) -> String {
    let number = |own: &Option<String>| own.clone().unwrap_or_else(|| "-".to_owned());
    let claim: &str = own.claim.into();
    let part = own.part.as_ref().map(|part| format!(" {part}")).unwrap_or_default();
    if own.agrees {
        return format!("{:<14} {}  agrees", claim, number(&own.published));
    }
    format!("{claim}{part}  published {}, computed {}  DIFFERS", number(&own.published), number(&own.computed))
}
