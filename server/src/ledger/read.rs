//! Reads a file and everything the plan needs: the unit within the viewer's reach, its issues, the campaign's year.

use std::path::Path;

use app::context::Server;
use app::ledger::plan::{Mapping, Plan, Preview};
use domain::act::{Key, Subject};
use domain::issue::{Category, Issue, Origin};
use domain::kinds::{Text, UnitId};
use domain::record::Record;
use domain::unit::Unit;
use domain::viewer::Viewer;
use ledger::{Book, Ledger, Options};
use tokio::sync::Semaphore;

use super::parts::parts;
use super::plan::{Asked, elsewhere, refused_line};
use super::{refused, said};

/// Large files take a moment and some memory: so many are read at a time.
pub(crate) static READING: Semaphore = Semaphore::const_new(2);

/// Rows shown so that a person can tell which column is which.
const SAMPLES: usize = 12;

/// What a person chooses beside the file.
#[derive(Clone, Debug)]
pub struct Choice {
    pub unit: UnitId,
    pub origin: Origin,
    pub category: Option<Category>,
    /// The ledger's name; without one it follows from the file.
    pub ledger: Option<String>,
    pub year: Option<i16>,
    pub sheet: Option<String>,
    pub mapping: Option<Mapping>,
}

/// Why there is no plan.
#[derive(Debug)]
pub enum No {
    /// The unit is missing or foreign.
    NotFound,
    NotYours,
    File(ledger::Error),
    Store(store::Error),
}

impl From<store::Error> for No {
    fn from(why: store::Error) -> No {
        No::Store(why)
    }
}

/// A file with its plan.
pub struct Looked {
    pub ledger: Ledger,
    pub samples: Vec<Vec<String>>,
    pub plan: Plan,
}

impl Looked {
    /// As the page wants it.
    #[must_use]
    pub fn preview(self) -> Preview {
        let mapping = &self.ledger.mapping;
        let columns = mapping.fields.iter().map(|field| said::column(*field)).collect();
        let (header_first, header_last) = (mapping.header_first, mapping.header_last);
        Preview {
            mapping: Mapping { sheet: mapping.sheet.clone(), header_first, header_last, columns },
            sheets: self.ledger.sheets,
            headers: self.ledger.headers,
            samples: self.samples,
            skipped: self.ledger.skipped.len(),
            plan: self.plan,
        }
    }
}

/// Reads the file and plans its import.
///
/// # Errors
/// A unit out of reach, a file that is no ledger, the database.
pub async fn look(server: &Server, viewer: &Viewer, choice: &Choice, bytes: Vec<u8>, file: &str) -> Result<Looked, No> {
    let unit = unit(server, viewer, choice.unit).await?;
    let year = match choice.year {
        Some(year) => year,
        None => year_of(server, &unit).await?,
    };
    let mapping = choice.mapping.as_ref().map(|mapping| ledger::Mapping {
        sheet: mapping.sheet.clone(),
        header_first: mapping.header_first,
        header_last: mapping.header_last,
        fields: mapping.columns.iter().map(|column| said::field(*column)).collect(),
    });
    // The category for all is the plan's to give: only to issues that have none yet.
    let options = Options { year, category: None, sheet: choice.sheet.clone(), mapping };
    let (ledger, samples) = parse(bytes, options).await?;
    let plan = planned(server, viewer, &unit, choice, &ledger, file).await?;
    Ok(Looked { ledger, samples, plan })
}

/// What the rows of each unit and origin would do, as one plan.
async fn planned(
    server: &Server,
    viewer: &Viewer,
    unit: &Unit,
    choice: &Choice,
    ledger: &Ledger,
    file: &str,
) -> Result<Plan, No> {
    let given = choice.ledger.as_deref().and_then(|name| Text::parse(name).ok());
    let name = given
        .clone()
        .or_else(|| ledger_of(file))
        .or_else(|| Text::parse(unit.name.as_str()).ok())
        .ok_or(No::NotFound)?;
    let mut plan = Plan { book: unit.book(), ledger: String::new(), known: false, lines: Vec::new() };
    plan.lines.extend(ledger.refused.iter().map(refused_line));
    for (place, rows) in parts(ledger.rows.clone(), unit.name.as_str(), choice.origin) {
        let (unit, origin) = match place {
            None => (unit.clone(), choice.origin),
            Some((name, origin)) => match beside(server, viewer, unit, &name).await? {
                Some(unit) => (unit, origin),
                None => {
                    plan.lines.extend(rows.into_iter().map(|row| elsewhere(row, &name)));
                    continue;
                }
            },
        };
        let issues = issues(server, viewer, &unit, origin).await?;
        let asked = Asked {
            viewer,
            unit: &unit,
            origin,
            category: choice.category,
            name: name.clone(),
            given: given.is_some(),
            refused: refused::has_reasons(ledger),
            now: server.now(),
        };
        let part = super::plan::plan(&rows, &issues, &asked);
        plan.known |= part.known;
        plan.lines.extend(part.lines);
        if plan.ledger.is_empty() {
            plan.ledger = part.name;
        }
    }
    if plan.ledger.is_empty() {
        plan.ledger = name.to_string();
    }
    plan.lines.sort_by_key(|line| line.row);
    Ok(plan)
}

/// Another unit of the same book by its name, if the viewer works on its cases.
async fn beside(server: &Server, viewer: &Viewer, unit: &Unit, name: &str) -> Result<Option<Unit>, No> {
    if unit.name.as_str() == name {
        return Ok(Some(unit.clone()));
    }
    let all = store::record::all(&server.db, &viewer.reach(), Subject::Unit, Some(unit.book()), None).await?;
    let found = all.into_iter().find_map(|record| match record {
        Record::Unit(own) if own.name.as_str() == name => Some(own),
        _ => None,
    });
    Ok(found.filter(|own| works_on(viewer, own)))
}

fn works_on(viewer: &Viewer, unit: &Unit) -> bool {
    viewer.in_group(unit.book()) || viewer.in_unit(unit.id)
}

/// A unit whose cases the viewer works on.
async fn unit(server: &Server, viewer: &Viewer, id: UnitId) -> Result<Unit, No> {
    let key = Key { subject: Subject::Unit, id: id.0 };
    let record = store::record::load(&server.db, &viewer.reach(), key).await?;
    let Some(Record::Unit(unit)) = record else { return Err(No::NotFound) };
    if works_on(viewer, &unit) { Ok(unit) } else { Err(No::NotYours) }
}

/// The year of the unit's campaign; today's where there is none.
async fn year_of(server: &Server, unit: &Unit) -> Result<i16, No> {
    let groups = store::record::office(&server.db, Subject::Group).await?;
    let campaign = groups.into_iter().find_map(|record| match record {
        Record::Group(group) if group.id == unit.group => Some(group.campaign),
        _ => None,
    });
    let campaigns = store::record::office(&server.db, Subject::Campaign).await?;
    let start = campaigns.into_iter().find_map(|record| match record {
        Record::Campaign(one) if Some(one.id) == campaign => Some(one.period.start),
        _ => None,
    });
    let year = start.unwrap_or_else(|| server.today()).date().year;
    Ok(i16::try_from(year).unwrap_or(2000))
}

async fn parse(bytes: Vec<u8>, options: Options) -> Result<(Ledger, Vec<Vec<String>>), No> {
    let _one = READING.acquire().await.map_err(|_| No::File(ledger::Error::Broken))?;
    let read = tokio::task::spawn_blocking(move || {
        let book = Book::open(&bytes)?;
        let ledger = book.ledger(&options)?;
        let samples = book.top(&ledger.mapping.sheet, SAMPLES);
        Ok((ledger, samples))
    });
    read.await.unwrap_or(Err(ledger::Error::Broken)).map_err(No::File)
}

async fn issues(server: &Server, viewer: &Viewer, unit: &Unit, origin: Origin) -> Result<Vec<Issue>, No> {
    let all = store::record::all(&server.db, &viewer.reach(), Subject::Issue, Some(unit.book()), Some(unit.id)).await?;
    let own = all.into_iter().filter_map(|record| match record {
        Record::Issue(issue) if issue.origin == origin => Some(*issue),
        _ => None,
    });
    Ok(own.collect())
}

/// The ledger by the file's name: that name without its ending; `None` where nothing is left.
fn ledger_of(file: &str) -> Option<Text<200>> {
    let label = crate::file::kind::label(file);
    let stem = Path::new(&label).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    // A nameless file is the unit's one ledger.
    Text::parse(refused::ledger_of(&stem).unwrap_or(&stem)).ok()
}
