//! What a row says about an issue, and what an issue says as a row. Both ways lead through here, so that an exported
//! list reads back unchanged.

use app::ledger::plan::{Column, Reason};
use domain::issue::act::Facts;
use domain::issue::{Category, Due, Issue, Origin};
use domain::kinds::{Day, Name, Note, Time, Title};
use jiff::civil::Date;
use ledger::{Field, Row};

/// Before the unit's own words on progress and origin within an issue's detail.
const PROGRESS: &str = "填报完成情况：";
const ORIGIN: &str = "填报来源：";

/// The parts of an issue's detail.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Detail {
    pub note: String,
    pub progress: String,
    pub origin: String,
}

impl Detail {
    /// Takes a detail apart.
    #[must_use]
    pub fn of(text: &str) -> Detail {
        let mut parts = [Vec::new(), Vec::new(), Vec::new()];
        let mut place = 0;
        for line in text.lines() {
            let rest = if let Some(rest) = line.strip_prefix(PROGRESS) {
                place = 1;
                rest
            } else if let Some(rest) = line.strip_prefix(ORIGIN) {
                place = 2;
                rest
            } else {
                line
            };
            parts[place].push(rest);
        }
        let [note, progress, origin] = parts.map(|lines| lines.join("\n").trim().to_owned());
        Detail { note, progress, origin }
    }

    /// What a row says, for an import of this origin.
    #[must_use]
    pub fn of_row(row: &Row, origin: Origin) -> Detail {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        // The origin is chosen for the whole file; only other words are worth keeping.
        let said = text(&row.origin);
        let same = ledger::Origin::parse(&said).map(own_origin) == Some(origin);
        Detail {
            note: text(&row.note),
            progress: text(&row.progress_text),
            origin: if same { String::new() } else { said },
        }
    }

    #[must_use]
    pub fn text(&self) -> String {
        let line = |before: &str, text: &str| if text.is_empty() { String::new() } else { format!("{before}{text}") };
        let lines = [self.note.clone(), line(PROGRESS, &self.progress), line(ORIGIN, &self.origin)];
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// The facts of a new issue.
///
/// # Errors
/// Everything that does not fit.
pub fn facts(row: &Row, origin: Origin, now: Time) -> Result<Facts, Vec<Reason>> {
    let title = Title::parse(&row.title).map_err(rule);
    let detail = Note::optional(&Detail::of_row(row, origin).text()).map_err(rule);
    let official = name(Column::Official, row.official.as_deref().unwrap_or_default());
    let department = name(Column::Department, &row.departments.join("、"));
    let due = row.due.map(|due| own_due(due, now)).transpose();
    match (title, detail, official, department, due) {
        (Ok(title), Ok(detail), Ok(official), Ok(department), Ok(due)) => {
            let category = row.category.map(own_category);
            Ok(Facts { title, detail, category, organisation: None, official, department, due })
        }
        (title, detail, official, department, due) => {
            let wrong = [title.err(), detail.err(), official.err(), department.err(), due.err()];
            Err(wrong.into_iter().flatten().collect())
        }
    }
}

fn rule(refusal: domain::refusal::Refusal) -> Reason {
    Reason::Rule { refusal }
}

fn name(column: Column, text: &str) -> Result<Option<Name>, Reason> {
    Name::optional(text).map_err(|refusal| match refusal {
        domain::refusal::Refusal::TooLong { max, length } => Reason::TooLong { column, chars: length, limit: max },
        other => rule(other),
    })
}

fn own_due(due: ledger::Due, now: Time) -> Result<Due, Reason> {
    match due {
        ledger::Due::On(date) => {
            let text = date.to_string();
            Day::parse(&text).map(|day| Due::On { day }).map_err(|_| Reason::NoSuchDay { text })
        }
        ledger::Due::Immediately => Ok(Due::immediately(now)),
        ledger::Due::Standing => Ok(Due::Standing),
    }
}

/// A day as ledgers know it.
#[must_use]
pub fn civil(day: Day) -> Date {
    let domain::kinds::Date { year, month, day } = day.date();
    let small = |number: u16| i8::try_from(number).unwrap_or(1);
    jiff::civil::date(i16::try_from(year).unwrap_or(2000), small(month), small(day))
}

/// The issue as a row of a ledger.
#[must_use]
pub fn row(issue: &Issue, number: u32) -> Row {
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let detail = issue.detail.as_ref().map(|detail| Detail::of(detail.as_str())).unwrap_or_default();
    let origin = if detail.origin.is_empty() { origin_word(issue.origin).to_owned() } else { detail.origin };
    Row {
        row: 0,
        number: Some(number),
        category: issue.category.map(their_category),
        title: issue.title.to_string(),
        measures: issue.measures.iter().map(|measure| one_line(measure.what.as_str())).collect(),
        official: issue.official.as_ref().map(ToString::to_string),
        departments: issue.department.iter().map(ToString::to_string).collect(),
        due: issue.due.map(|due| match due {
            Due::On { day } => ledger::Due::On(civil(day)),
            Due::Immediately { .. } => ledger::Due::Immediately,
            Due::Standing => ledger::Due::Standing,
        }),
        progress: None,
        progress_text: some(detail.progress),
        note: some(detail.note),
        origin: Some(origin),
        code: Some(issue.origin.code(issue.number)),
        unit: None,
    }
}

/// Measures stand on lines of their own.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// 班子整改清单, as every ledger in Chinese says it.
#[must_use]
pub fn origin_word(origin: Origin) -> &'static str {
    match origin {
        Origin::TeamList => "班子整改清单",
        Origin::Research => "调研发现",
        Origin::Guidance => "指导组发现",
        Origin::Survey => "群众反映",
    }
}

fn own_origin(origin: ledger::Origin) -> Origin {
    match origin {
        ledger::Origin::TeamList => Origin::TeamList,
        ledger::Origin::Research => Origin::Research,
        ledger::Origin::Guidance => Origin::Guidance,
        ledger::Origin::Survey => Origin::Survey,
    }
}

#[must_use]
pub fn own_category(category: ledger::Category) -> Category {
    match category {
        ledger::Category::Hard => Category::Hard,
        ledger::Category::Special => Category::Special,
        ledger::Category::Livelihood => Category::Livelihood,
        ledger::Category::Development => Category::Development,
    }
}

#[must_use]
pub fn their_category(category: Category) -> ledger::Category {
    match category {
        Category::Hard => ledger::Category::Hard,
        Category::Special => ledger::Category::Special,
        Category::Livelihood => ledger::Category::Livelihood,
        Category::Development => ledger::Category::Development,
    }
}

#[must_use]
pub fn column(field: Field) -> Column {
    match field {
        Field::Number => Column::Number,
        Field::Category => Column::Category,
        Field::Title => Column::Title,
        Field::Measures => Column::Measures,
        Field::Official => Column::Official,
        Field::Department => Column::Department,
        Field::Due => Column::Due,
        Field::Progress => Column::Progress,
        Field::Note => Column::Note,
        Field::Origin => Column::Origin,
        Field::Code => Column::Code,
        Field::Unit => Column::Unit,
        Field::Ignore => Column::Ignore,
    }
}

#[must_use]
pub fn field(column: Column) -> Field {
    match column {
        Column::Number => Field::Number,
        Column::Category => Field::Category,
        Column::Title => Field::Title,
        Column::Measures => Field::Measures,
        Column::Official => Field::Official,
        Column::Department => Field::Department,
        Column::Due => Field::Due,
        Column::Progress => Field::Progress,
        Column::Note => Field::Note,
        Column::Origin => Field::Origin,
        Column::Code => Field::Code,
        Column::Unit => Field::Unit,
        Column::Ignore => Field::Ignore,
    }
}

/// The reader's reason in the words of the page.
#[must_use]
pub fn reason(reason: &ledger::Reason) -> Reason {
    use ledger::Reason as Their;
    match reason.clone() {
        Their::MissingTitle => Reason::MissingTitle,
        Their::TooLong { field, chars, limit } => Reason::TooLong { column: column(field), chars, limit },
        Their::TooManyMeasures { count, limit } => Reason::TooManyMeasures { count, limit },
        Their::UnknownCategory { text } => Reason::UnknownCategory { text },
        Their::BadNumber { text } => Reason::BadNumber { text },
        Their::DuplicateNumber { number, first_row } => Reason::DuplicateNumber { number, first_row },
        Their::NoSuchDay { text } => Reason::NoSuchDay { text },
        Their::NotADate { text } => Reason::NotADate { text },
        Their::Formula { field } => Reason::Formula { column: column(field) },
        Their::Fault { field, text } => Reason::Fault { column: column(field), text },
    }
}

/// A text as it is compared: without blanks.
#[must_use]
pub fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}' && *c != '\u{200b}').collect()
}

/// Names as they are compared: each once, whatever stands between them.
#[must_use]
pub fn names(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in text.split(['、', '，', ',', '；', ';', '\n']).map(tight) {
        if !name.is_empty() && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_is_taken_apart_as_it_was_put_together() {
        let detail = Detail {
            note: "分两批\n完成".into(), progress: "已完成第一批".into(), origin: "巡视反馈".into()
        };
        assert_eq!(Detail::of(&detail.text()), detail);
        let only = Detail { progress: "未启动".into(), ..Detail::default() };
        assert_eq!(Detail::of(&only.text()), only);
        assert_eq!(Detail::of("人写的说明"), Detail { note: "人写的说明".into(), ..Detail::default() });
    }
}
