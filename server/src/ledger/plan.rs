//! Rows and the unit's issues → what an import would do. Pure: the same file twice plans nothing the second time.

mod changed;

use std::collections::{HashMap, HashSet};

use app::ledger::plan::{Change, Column, Line, Reason, What};
use domain::act::{Act, Key, Subject};
use domain::issue::act::Find;
use domain::issue::list::read_code;
use domain::issue::{self, Category, Issue, Origin};
use domain::kinds::{IssueId, Text, Time};
use domain::record::{Facts, Known, Record, check};
use domain::refusal::Refusal;
use domain::unit::Unit;
use domain::viewer::Viewer;
use ledger::Row;

use super::identity::{self, Earlier};
use super::said::{self, tight};
use changed::{differences, measure, new_measures};

/// What is imported where, by whom.
pub struct Asked<'a> {
    pub viewer: &'a Viewer,
    pub unit: &'a Unit,
    pub origin: Origin,
    /// For issues whose category neither the file nor anybody else has said.
    pub category: Option<Category>,
    /// The file's stem, or the ledger's name as the person gave it.
    pub name: Text<200>,
    pub given: bool,
    /// The rows were refused before: none of them is an issue by its number alone.
    pub refused: bool,
    pub now: Time,
}

/// What an import of rows of one unit and origin would do.
pub struct Planned {
    /// The ledger's name.
    pub name: String,
    /// Imported before.
    pub known: bool,
    pub lines: Vec<Line>,
}

/// Plans the import. `issues` are all of the unit and origin.
#[must_use]
pub fn plan(rows: &[Row], issues: &[Issue], asked: &Asked<'_>) -> Planned {
    let (earlier, known) = identity::find(rows, issues, asked.name.as_str(), asked.given);
    let planner = Planner::new(rows, issues, asked, &earlier);
    let matches = matches(rows, issues, &earlier, asked.refused);
    let mut numbers = planner.free_number;
    let holder = |number: Option<u32>| {
        let same = |line: &&(u32, &Issue)| asked.refused && Some(line.0) == number;
        number.zip(earlier.lines.iter().find(same).map(|(_, issue)| issue.title.to_string()))
    };
    let lines = rows.iter().zip(matches).map(|(row, found)| {
        let (what, acts) = match found {
            Some(issue) => planner.again(row, issue),
            None => match holder(row.number) {
                Some((number, title)) => refused(vec![Reason::NumberTaken { number, title }]),
                None => {
                    let number = row.number.unwrap_or_else(|| {
                        numbers += 1;
                        numbers
                    });
                    planner.new_issue(row, number)
                }
            },
        };
        Line { row: row.row, number: row.number, title: row.title.clone(), what, acts }
    });
    let lines = lines.collect();
    Planned { name: planner.name.to_string(), known, lines }
}

/// A row that could not be read.
#[must_use]
pub fn refused_line(refused: &ledger::Refused) -> Line {
    let reasons = refused.reasons.iter().map(said::reason).collect();
    let texts = refused.lines.iter().flatten().map(|cell| cell.text().into_owned());
    let title = texts.max_by_key(|text| text.chars().count()).unwrap_or_default();
    let title = title.chars().take(80).collect();
    Line { row: refused.row, number: refused.number, title, what: What::Refused { reasons }, acts: Vec::new() }
}

/// A row that belongs to a unit on whose cases the person does not work.
#[must_use]
pub fn elsewhere(row: Row, unit: &str) -> Line {
    let what = What::Refused { reasons: vec![Reason::Elsewhere { unit: unit.to_owned() }] };
    Line { row: row.row, number: row.number, title: row.title, what, acts: Vec::new() }
}

/// What a row and an issue are compared by: a number (0 where none counts) and a title (empty where none counts).
type Mark = (u32, String);

/// Which issue each row is: by our own code; else by number and title, else by title (it was renumbered), else by number (it was
/// reworded), which tells nothing of rows that were `refused` before.
fn matches<'a>(rows: &[Row], issues: &'a [Issue], earlier: &Earlier<'a>, refused: bool) -> Vec<Option<&'a Issue>> {
    let mut codes: HashMap<(Origin, u32), &Issue> =
        issues.iter().map(|issue| ((issue.origin, issue.number), issue)).collect();
    let by_code = |row: &Row| codes.remove(&read_code(row.code.as_deref()?)?);
    let mut found: Vec<Option<&Issue>> = rows.iter().map(by_code).collect();
    let mut taken: HashSet<IssueId> = found.iter().flatten().map(|issue| issue.id).collect();
    let mut pass = |key: &dyn Fn(u32, &str) -> Option<Mark>, of_row: &dyn Fn(&Row) -> Option<Mark>| {
        let mut lines: HashMap<Mark, &Issue> = HashMap::new();
        for (number, issue) in earlier.lines.iter().filter(|(_, issue)| !taken.contains(&issue.id)) {
            if let Some(key) = key(*number, issue.title.as_str()) {
                lines.entry(key).or_insert(issue);
            }
        }
        for (row, place) in rows.iter().zip(&mut found).filter(|(_, place)| place.is_none()) {
            let Some(issue) = of_row(row).and_then(|key| lines.remove(&key)) else { continue };
            *place = Some(issue);
            taken.insert(issue.id);
        }
    };
    pass(&|number, title| Some((number, tight(title))), &|row| Some((row.number?, tight(&row.title))));
    pass(&|_, title| Some((0, tight(title))), &|row| Some((0, tight(&row.title))));
    if !refused {
        pass(&|number, _| Some((number, String::new())), &|row| Some((row.number?, String::new())));
    }
    found
}

struct Planner<'a> {
    asked: &'a Asked<'a>,
    known: Known,
    name: Text<200>,
    free_number: u32,
}

impl<'a> Planner<'a> {
    fn new(rows: &[Row], issues: &[Issue], asked: &'a Asked<'a>, earlier: &Earlier<'_>) -> Planner<'a> {
        let mut known = Known::default();
        known.records.insert(Key { subject: Subject::Unit, id: asked.unit.id.0 }, Record::Unit(asked.unit.clone()));
        for issue in issues {
            let key = Key { subject: Subject::Issue, id: issue.id.0 };
            known.records.insert(key, Record::Issue(Box::new(issue.clone())));
        }
        let used = earlier.lines.iter().map(|(number, _)| *number).chain(rows.iter().filter_map(|row| row.number));
        let name = earlier.name.as_deref().and_then(|name| Text::parse(name).ok());
        Planner { asked, known, name: name.unwrap_or_else(|| asked.name.clone()), free_number: used.max().unwrap_or(0) }
    }

    fn new_issue(&self, row: &Row, number: u32) -> (What, Vec<Act>) {
        let mut facts = match said::facts(row, self.asked.origin, self.asked.now) {
            Ok(facts) => facts,
            Err(reasons) => return refused(reasons),
        };
        facts.category = facts.category.or(self.asked.category);
        let find = Find {
            issue: crate::edge::id(),
            unit: self.asked.unit.id,
            origin: self.asked.origin,
            facts,
            measures: row.measures.iter().filter_map(|text| measure(text)).collect(),
            ledger: Some(issue::Ledger { name: self.name.clone(), number }),
            report: None,
            from: None,
            visit: None,
            meeting: None,
        };
        let act = Act::Issue(issue::Act::Find(Box::new(find)));
        match self.allowed(&act) {
            Ok(()) => (What::New, vec![act]),
            Err(refusal) => refused(vec![Reason::Rule { refusal }]),
        }
    }

    fn allowed(&self, act: &Act) -> Result<(), Refusal> {
        let book = self.asked.unit.book();
        let facts = Facts { now: self.asked.now, book, viewer: self.asked.viewer, known: &self.known };
        check(act, &facts).map(|_| ())
    }

    fn again(&self, row: &Row, issue: &Issue) -> (What, Vec<Act>) {
        let before = issue.description();
        let mut description = before.clone();
        let mut changes = match differences(row, issue, self.asked, &mut description) {
            Ok(changes) => changes,
            Err(reason) => return refused(vec![reason]),
        };
        let mut acts = Vec::new();
        if description != before {
            acts.push(issue::Act::Amend { issue: issue.id, facts: Box::new(description), was: Some(Box::new(before)) });
        }
        for plan in new_measures(row, issue) {
            changes.push(Change { column: Column::Measures, before: String::new(), after: plan.what.to_string() });
            acts.push(issue::Act::AddMeasure { issue: issue.id, measure: plan });
        }
        if acts.is_empty() {
            return (What::Unchanged { issue: issue.id }, Vec::new());
        }
        let acts: Vec<Act> = acts.into_iter().map(Act::Issue).collect();
        match acts.iter().try_for_each(|act| self.allowed(act)) {
            Ok(()) => (What::Changed { issue: issue.id, changes }, acts),
            Err(_) if changes.iter().all(|change| change.column == Column::Progress) => {
                refused(vec![Reason::ProgressElsewhere])
            }
            Err(refusal) => refused(vec![Reason::Rule { refusal }]),
        }
    }
}

fn refused(reasons: Vec<Reason>) -> (What, Vec<Act>) {
    (What::Refused { reasons }, Vec::new())
}
