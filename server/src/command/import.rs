//! `xundao import ledger`: a unit's own spreadsheet becomes issues, as acts of a person.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use app::context::Server;
use app::ledger::plan::{Line, Plan, What, reasons_text};
use app::part::empty::refusal_text;
use app::texts::{Lang, Texts};
use clap::{Args, Subcommand};
use domain::act::{Act, Proposal, Subject, Verdict};
use domain::issue::{Category, Origin};
use domain::person::Person;
use domain::record::Record;
use domain::unit::Unit;
use domain::viewer::{Post, Reach, Role, UnitPost, Viewer};
use serde::Serialize;
use store::writer::By;

use crate::ledger::read::{Choice, No, look};

/// Acts in one transaction.
const AT_ONCE: usize = 256;

#[derive(Debug, Subcommand)]
pub enum Import {
    /// Issues from a unit's ledger (.xlsx, .xls, .csv)
    Ledger(Ledger),
}

#[derive(Debug, Args)]
pub struct Ledger {
    /// The file
    pub file: PathBuf,
    /// The unit's code, as `xundao units` lists it
    #[arg(long)]
    pub unit: String,
    /// Where the issues come from: team_list, research, guidance, survey
    #[arg(long, default_value = "team_list")]
    pub origin: Origin,
    /// For issues without one: hard, special, livelihood, development
    #[arg(long)]
    pub category: Option<Category>,
    /// The ledger's name; by default it follows from the rows and the file's name
    #[arg(long)]
    pub ledger: Option<String>,
    /// For dates without a year; by default the campaign's
    #[arg(long)]
    pub year: Option<i16>,
    /// The login of who imports; by default the unit's liaison, or the group's head
    #[arg(long = "as")]
    pub login: Option<String>,
    /// Only say what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub created: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub refused: Vec<RefusedRow>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct RefusedRow {
    pub row: u32,
    pub reason: String,
}

/// # Errors
/// No such unit or person, a file that is no ledger, the database.
pub async fn run(server: &Server, args: &Ledger) -> anyhow::Result<ExitCode> {
    let outcome = import(server, args).await?;
    if args.json {
        return super::json(&outcome);
    }
    println!("created {}, changed {}, unchanged {}", outcome.created, outcome.changed, outcome.unchanged);
    for RefusedRow { row, reason } in &outcome.refused {
        println!("row {row}: {reason}");
    }
    Ok(ExitCode::SUCCESS)
}

/// # Errors
/// As [`run`].
pub async fn import(server: &Server, args: &Ledger) -> anyhow::Result<Outcome> {
    let units = super::units::all(&server.db).await?;
    let unit = units.into_iter().find(|unit| unit.code.as_str() == args.unit);
    let unit = unit.with_context(|| format!("--unit {}: no such unit; `xundao units` lists them", args.unit))?;
    let viewer = actor(server, args, &unit).await?;
    let bytes = std::fs::read(&args.file).with_context(|| args.file.display().to_string())?;
    let file = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let choice = Choice {
        unit: unit.id,
        origin: args.origin,
        category: args.category,
        ledger: args.ledger.clone(),
        year: args.year,
        sheet: None,
        mapping: None,
    };
    let looked = look(server, &viewer, &choice, bytes, &file).await.map_err(|why| match why {
        No::File(why) => anyhow::anyhow!("{file}: {why}"),
        No::Store(why) => why.into(),
        No::NotFound | No::NotYours => anyhow::anyhow!("{} does not work on cases of {}", viewer.name, unit.name),
    })?;
    if args.dry_run { Ok(counted(&looked.plan)) } else { commit(server, &viewer, looked.plan).await }
}

/// Who imports.
async fn actor(server: &Server, args: &Ledger, unit: &Unit) -> anyhow::Result<Viewer> {
    if let Some(login) = &args.login {
        let person = store::record::person_by_login(&server.db, login).await?;
        let viewer = person.and_then(|person| person.viewer());
        return viewer.with_context(|| format!("--as {login}: no such person, or suspended"));
    }
    let everything = Reach { all: true, ..Reach::default() };
    let people = store::record::all(&server.db, &everything, Subject::Person, None, None).await?;
    let people: Vec<Person> = people
        .into_iter()
        .filter_map(|record| match record {
            Record::Person(person) => Some(person),
            _ => None,
        })
        .collect();
    let holds = |wanted: Role| people.iter().filter(|own| own.roles.contains(&wanted)).find_map(Person::viewer);
    let liaison = Role::Unit { unit: unit.id, group: unit.group, post: UnitPost::Liaison };
    let head = Role::Group { group: unit.group, post: Post::Head };
    // A unit brings in its own lists and research; the other origins are the group's.
    let theirs = matches!(args.origin, Origin::TeamList | Origin::Research);
    match holds(liaison).filter(|_| theirs).or_else(|| holds(head)) {
        Some(viewer) => Ok(viewer),
        None => bail!("nobody works on cases of {}: name a person with --as", unit.name),
    }
}

fn counted(plan: &Plan) -> Outcome {
    let [created, changed, unchanged, _] = plan.counts();
    let t = Texts::new(Lang::Zh);
    let refused = plan.lines.iter().filter_map(|line| match &line.what {
        What::Refused { reasons } => Some(RefusedRow { row: line.row, reason: reasons_text(reasons, t) }),
        What::New | What::Changed { .. } | What::Unchanged { .. } => None,
    });
    Outcome { created, changed, unchanged, refused: refused.collect() }
}

async fn commit(server: &Server, viewer: &Viewer, plan: Plan) -> anyhow::Result<Outcome> {
    let mut outcome = counted(&plan);
    let t = Texts::new(Lang::Zh);
    let (book, now) = (plan.book, server.now());
    let mut acts: Vec<(Line, Act)> = Vec::new();
    for mut line in plan.lines {
        for act in std::mem::take(&mut line.acts) {
            acts.push((line.clone(), act));
        }
    }
    let mut failed = std::collections::BTreeMap::new();
    for chunk in acts.chunks(AT_ONCE) {
        let proposals = chunk.iter().map(|(_, act)| Proposal::new(crate::edge::id(), now, book, act.clone()));
        let verdicts = server.writer.propose(By::Person(viewer.person), proposals.collect()).await;
        for ((line, _), verdict) in chunk.iter().zip(verdicts) {
            match verdict {
                Verdict::Accepted { .. } => {}
                Verdict::Refused { refusal } => {
                    failed.insert(line.row, (line.what.place(), refusal_text(&refusal, t)));
                }
                Verdict::Later => bail!("the database can't write now; import the file again later"),
            }
        }
    }
    for (row, (place, reason)) in failed {
        if place == 0 {
            outcome.created -= 1
        } else {
            outcome.changed -= 1
        }
        outcome.refused.push(RefusedRow { row, reason });
    }
    Ok(outcome)
}
