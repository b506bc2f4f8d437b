//! A roster as people type, paste or import it: rows of cells, the usual column names where there are any.

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

/// Rows typed or pasted: one entry a line, cells parted by a tab, a comma, 、 or `|`: name, stratum, note.
///
/// # Errors
/// The first line that can't be taken.
pub fn read(text: &str) -> Result<Vec<Entry>, Bad> {
    let rows = text.lines().map(cells).collect::<Vec<_>>();
    of_rows(&rows)
}

fn cells(line: &str) -> Vec<String> {
    let by = if line.contains('\t') {
        '\t'
    } else if line.contains('|') {
        '|'
    } else {
        ','
    };
    let parts = |c: char| c == by || by == ',' && matches!(c, '，' | '、');
    line.split(parts).map(super::tidy).collect()
}

/// Rows of a sheet; blank rows are passed over, a row of column names says which cell is what. A line that begins with
/// its number, as lines of a frozen roster do, is number, stratum, name, note.
///
/// # Errors
/// The first row that can't be taken, counted from 1 with the blank ones.
pub fn of_rows(rows: &[Vec<String>]) -> Result<Vec<Entry>, Bad> {
    let mut columns = None;
    let mut entries = Vec::new();
    for (line, row) in (1_usize..).zip(rows) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if columns.is_none() && entries.is_empty() {
            columns = header(row);
            if columns.is_some() {
                continue;
            }
        }
        let entry = entry(row, columns, entries.len() + 1).map_err(|refusal| Bad { line, refusal })?;
        entries.push(entry);
        must(entries.len() <= MAX, Refusal::TooMany { max: MAX }).map_err(|refusal| Bad { line, refusal })?;
    }
    Ok(entries)
}

fn header(row: &[String]) -> Option<Columns> {
    let find = |words: &[&str]| row.iter().position(|cell| words.contains(&cell.trim().to_lowercase().as_str()));
    Some(Columns { name: find(NAME)?, stratum: find(STRATUM), note: find(NOTE) })
}

fn entry(row: &[String], columns: Option<Columns>, number: usize) -> Result<Entry, Refusal> {
    let cell = |place: Option<usize>| place.and_then(|place| row.get(place)).map_or("", String::as_str);
    let numbered = row.len() == 4 && cell(Some(0)).trim() == number.to_string();
    match columns {
        Some(own) => Entry::parse(cell(own.stratum), cell(Some(own.name)), cell(own.note)),
        None if numbered => Entry::parse(cell(Some(1)), cell(Some(2)), cell(Some(3))),
        None => Entry::parse(cell(Some(1)), cell(Some(0)), cell(Some(2))),
    }
}
