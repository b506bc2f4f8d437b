//! A roster as people type, paste or import it: rows of cells, the usual column names where there are any. Names have
//! commas of their own: a line is parted only where all lines say so, and what is made of them, and not used, is
//! told.

use std::collections::BTreeSet;

use super::{Bad, Entry, MAX};
use crate::refusal::{Refusal, must};

/// Which cell is what.
#[derive(Clone, Copy)]
struct Columns {
    name: usize,
    stratum: Option<usize>,
    note: Option<usize>,
}

const NAME: &[&str] =
    &["姓名", "名称", "name", "活动", "活动名称", "事项", "材料", "材料名称", "文件", "标题", "title"];
const STRATUM: &[&str] =
    &["层", "分层", "类别", "层次", "职称", "级别", "身份", "岗位类别", "类型", "stratum", "kind", "rank"];
const NOTE: &[&str] = &[
    "备注",
    "单位",
    "部门",
    "所在单位",
    "所在部门",
    "组织",
    "学院",
    "时间",
    "日期",
    "note",
    "organisation",
    "department",
];

/// What parts the cells of typed lines, and stands in names as well.
const COMMAS: [char; 3] = [',', '，', '、'];

/// What was made of lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Typed {
    pub entries: Vec<Entry>,
    /// What parts the cells; without it each line is a name as a whole.
    pub by: Option<char>,
    /// There are commas in some lines, and none of them parts anything.
    pub whole: bool,
    /// Columns of which nothing is taken: their places from 1, with what their heads say.
    pub unused: Vec<(usize, String)>,
}

/// Rows typed, pasted or from a spreadsheet: one entry a line, cells name, stratum, note. Tabs part them, or `|`;
/// without either a comma or 、 does, if there are several lines and it parts each into as many cells, two or three. A
/// row of a spreadsheet has a tab also where it is one cell ([`line`]), and so is never parted by what stands in it.
///
/// # Errors
/// The first line that can't be taken.
pub fn read(text: &str) -> Result<Typed, Bad> {
    let by = parted_by(text);
    let cells = |line: &str| match by {
        Some(by) => line.split(by).map(super::tidy).collect(),
        None => vec![super::tidy(line)],
    };
    let rows = text.lines().map(cells).collect::<Vec<Vec<String>>>();
    let whole = by.is_none() && text.contains(COMMAS);
    Ok(Typed { by, whole, ..of_rows(&rows)? })
}

/// A row of a spreadsheet as a line.
#[must_use]
pub fn line(cells: &[String]) -> String {
    let line = cells.iter().map(|cell| super::tidy(cell)).collect::<Vec<_>>().join("\t");
    if cells.len() == 1 { format!("{line}\t") } else { line }
}

fn parted_by(text: &str) -> Option<char> {
    if let Some(by) = ['\t', '|'].into_iter().find(|by| text.contains(*by)) {
        return Some(by);
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    // names of columns say what the rows below them are, also where some of those have fewer cells
    let head = |by: &char| {
        let cells = lines.first().map(|line| line.split(*by).map(super::tidy).collect::<Vec<_>>()).unwrap_or_default();
        cells.len() > 1 && header(&cells).is_some()
    };
    let alike = |by: &char| {
        let mut many = lines.iter().map(|line| line.matches(*by).count() + 1);
        let first = many.next().unwrap_or_default();
        lines.len() > 1 && matches!(first, 2 | 3) && many.all(|own| own == first)
    };
    COMMAS.into_iter().find(head).or_else(|| COMMAS.into_iter().find(alike))
}

/// Rows of a sheet; blank rows are passed over, a row of column names says which cell is what. A line that begins with
/// its number, as lines of a frozen roster do, is number, stratum, name, note.
///
/// # Errors
/// The first row that can't be taken, counted from 1 with the blank ones.
fn of_rows(rows: &[Vec<String>]) -> Result<Typed, Bad> {
    let mut columns = None;
    let mut entries = Vec::new();
    let (mut heads, mut unused): (&[String], _) = (&[], BTreeSet::new());
    for (line, row) in (1_usize..).zip(rows) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if columns.is_none() && entries.is_empty() {
            columns = header(row);
            if columns.is_some() {
                heads = row;
                continue;
            }
        }
        let (entry, used) = entry(row, columns, entries.len() + 1).map_err(|refusal| Bad { line, refusal })?;
        entries.push(entry);
        must(entries.len() <= MAX, Refusal::TooMany { max: MAX }).map_err(|refusal| Bad { line, refusal })?;
        let filled = row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).map(|(at, _)| at);
        unused.extend(filled.filter(|at| !used.contains(&Some(*at))));
    }
    let head = |at: usize| (at + 1, heads.get(at).map(|head| head.trim().to_owned()).unwrap_or_default());
    Ok(Typed { entries, unused: unused.into_iter().map(head).collect(), ..Typed::default() })
}

fn header(row: &[String]) -> Option<Columns> {
    let find = |words: &[&str]| row.iter().position(|cell| words.contains(&cell.trim().to_lowercase().as_str()));
    Some(Columns { name: find(NAME)?, stratum: find(STRATUM), note: find(NOTE) })
}

/// The entry, and which cells are in it or count it.
fn entry(row: &[String], columns: Option<Columns>, number: usize) -> Result<(Entry, [Option<usize>; 4]), Refusal> {
    let cell = |place: Option<usize>| place.and_then(|place| row.get(place)).map_or("", String::as_str);
    let numbered = row.len() == 4 && cell(Some(0)).trim() == number.to_string();
    let [stratum, name, note, count] = match columns {
        Some(own) => [own.stratum, Some(own.name), own.note, None],
        None if numbered => [Some(1), Some(2), Some(3), Some(0)],
        None => [Some(1), Some(0), Some(2), None],
    };
    Ok((Entry::parse(cell(stratum), cell(name), cell(note))?, [stratum, name, note, count]))
}
