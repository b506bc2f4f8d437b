//! Tells for each row of a sheet whether an issue begins there, goes on there, or neither.

use crate::field::Field;
use crate::grid::{Grid, Place};
use crate::header::Mapping;
use crate::kind::Category;
use crate::number;
use crate::row::{Skip, Skipped};
use crate::text::tight;

/// The rows of one issue, from 0, and the category of the heading it stands under.
#[derive(Debug, PartialEq, Eq)]
pub struct Span {
    pub lines: Vec<usize>,
    pub heading: Option<Category>,
}

enum Line {
    Blank,
    Skip(Skip),
    Begins,
    GoesOn,
}

/// Parts the rows below the header into issues, and lists what is passed over.
pub fn spans(grid: &Grid, mapping: &Mapping) -> (Vec<Span>, Vec<Skipped>) {
    let (mut spans, mut skipped): (Vec<Span>, Vec<Skipped>) = (Vec::new(), Vec::new());
    let (mut open, mut heading) = (false, None);
    let sorter = Sorter::new(grid, mapping);
    for row in mapping.header_last as usize..grid.height() {
        match sorter.line(row, open) {
            Line::Blank => open = false,
            Line::Skip(kind) => {
                let text = sorter.first_text(row);
                if kind == Skip::Heading {
                    heading = Category::in_heading(&text).or(heading);
                }
                skipped.push(Skipped { row: row as u32 + 1, kind, text });
                open = false;
            }
            Line::Begins => {
                spans.push(Span { lines: vec![row], heading });
                open = true;
            }
            Line::GoesOn => {
                if let Some(span) = spans.last_mut() {
                    span.lines.push(row);
                }
            }
        }
    }
    (spans, skipped)
}

/// Knows the columns that tell where an issue begins.
struct Sorter<'a> {
    grid: &'a Grid,
    mapping: &'a Mapping,
    number: Option<usize>,
    title: Option<usize>,
    category: Option<usize>,
}

impl<'a> Sorter<'a> {
    fn new(grid: &'a Grid, mapping: &'a Mapping) -> Self {
        let column = |field| mapping.fields.iter().position(|f| *f == field);
        Sorter {
            grid,
            mapping,
            number: column(Field::Number),
            title: column(Field::Title),
            category: column(Field::Category),
        }
    }

    fn line(&self, row: usize, open: bool) -> Line {
        let filled = self.grid.filled(row);
        let Some(first) = filled.first() else {
            return Line::Blank;
        };
        if filled.iter().all(|place| place.0 < row) {
            return if open { Line::GoesOn } else { Line::Blank };
        }
        if let Some(skip) = self.skip(row, *first, filled.len()) {
            return Line::Skip(skip);
        }
        if self.begins(row) || !open { Line::Begins } else { Line::GoesOn }
    }

    /// An issue begins where a new number stands; without one, where a new title stands; without that,
    /// where a new category stands (its title is missing, which is said then).
    fn begins(&self, row: usize) -> bool {
        for column in [self.number, self.title, self.category].into_iter().flatten() {
            let place = self.grid.anchor((row, column));
            if !self.grid.own(place).is_empty() {
                return place.0 == row;
            }
        }
        false
    }

    fn skip(&self, row: usize, first: Place, filled: usize) -> Option<Skip> {
        let text = tight(&self.grid.own(first).text());
        let title = self.title.map(|column| self.grid.anchor((row, column)));
        let no_title = title.is_none_or(|place| place == first || self.grid.own(place).is_empty());
        let before_title = self.title.is_none_or(|title| first.1 < title);
        if is_total(&text) && (before_title || filled == 1) {
            Some(Skip::Total)
        } else if no_title && is_note(&text) {
            Some(Skip::Note)
        } else if self.is_header(row) {
            Some(Skip::Header)
        } else if filled == 1 && before_title && first.0 == row {
            Some(if number::parse(&text).is_some() { Skip::NumberOnly } else { Skip::Heading })
        } else {
            None
        }
    }

    /// The lowest header row once more.
    fn is_header(&self, row: usize) -> bool {
        let Some(title) = self.title else {
            return false;
        };
        let Some(header) = (self.mapping.header_last as usize).checked_sub(1) else {
            return false;
        };
        let same = |column| {
            let text = |row| tight(&self.grid.at((row, column)).text());
            text(row) == text(header)
        };
        same(title) && (0..self.grid.width()).all(same)
    }

    fn first_text(&self, row: usize) -> String {
        let place = self.grid.filled(row).first().copied();
        place.map_or_else(String::new, |place| self.grid.own(place).text().chars().take(200).collect())
    }
}

/// 合计, 总计： 12, 小计（项）; not 合计用电超标.
fn is_total(tight: &str) -> bool {
    let words = ["合计", "总计", "小计", "共计", "累计"];
    let rest = words.iter().find_map(|word| tight.strip_prefix(word));
    rest.is_some_and(|rest| rest.chars().next().is_none_or(|c| ":(0123456789共".contains(c)))
}

/// 注：…, 说明：…, 填表人：… and what else stands below a table.
fn is_note(tight: &str) -> bool {
    const WORDS: [&str; 15] = [
        "备注",
        "说明",
        "附注",
        "填表说明",
        "填报说明",
        "填表人",
        "填报人",
        "制表人",
        "审核人",
        "联系人",
        "联系电话",
        "主要负责人",
        "单位负责人",
        "填报单位",
        "填报时间",
    ];
    let plain = tight.strip_prefix('注').is_some_and(|rest| rest.starts_with([':', '1', '.', '、']));
    let named = WORDS
        .iter()
        .filter_map(|word| tight.strip_prefix(word))
        .any(|rest| rest.split_once(':').is_some_and(|(between, _)| between.chars().count() <= 10));
    plain || named
}
