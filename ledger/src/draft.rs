//! The lines of one issue → its [`Row`], or all that is wrong with it.

use crate::date::{self, DateError, Due};
use crate::field::Field;
use crate::grid::{Cell, Grid, Place};
use crate::header::Mapping;
use crate::kind::{Category, Progress};
use crate::row::{Reason, Row};
use crate::sort::Span;
use crate::{limits, measure, number, text};

/// Characters of a cell repeated in a reason.
const QUOTED: usize = 40;

/// One issue while its cells are read; what is wrong gathers in `reasons`.
pub struct Draft<'a> {
    grid: &'a Grid,
    mapping: &'a Mapping,
    lines: &'a [usize],
    heading: Option<Category>,
    reasons: Vec<Reason>,
}

impl<'a> Draft<'a> {
    /// Begins to read the issue on these lines.
    pub fn new(grid: &'a Grid, mapping: &'a Mapping, span: &'a Span) -> Self {
        Draft { grid, mapping, lines: &span.lines, heading: span.heading, reasons: Vec::new() }
    }

    /// The row, and the reasons against it (none if it is good). `year` stands for the year that dates
    /// leave out, `category` for a missing one.
    pub fn read(mut self, year: i16, category: Option<Category>) -> (Row, Vec<Reason>) {
        let title = self.title();
        let progress_text = self.prose(Field::Progress, limits::NOTE_CHARS);
        let row = Row {
            row: self.lines.first().map_or(0, |line| *line as u32 + 1),
            number: self.number(),
            category: self.category().or(self.heading).or(category),
            title,
            measures: self.measures(),
            official: self.officials(),
            departments: self.departments(),
            due: self.due(year),
            progress: progress_text.as_deref().and_then(Progress::parse),
            progress_text,
            note: self.prose(Field::Note, limits::NOTE_CHARS),
            origin: self.prose(Field::Origin, limits::NOTE_CHARS),
            code: self.prose(Field::Code, limits::NAME_CHARS),
            unit: self.prose(Field::Unit, limits::NAME_CHARS),
        };
        (row, self.reasons)
    }

    /// The filled cells of a field, each once, line by line; formulas and faults become reasons.
    fn cells(&mut self, field: Field) -> Vec<&'a Cell> {
        let columns = self.mapping.fields.iter().enumerate().filter(|(_, f)| **f == field).map(|(column, _)| column);
        let columns: Vec<usize> = if field.repeats() { columns.collect() } else { columns.take(1).collect() };
        let mut places: Vec<Place> = Vec::new();
        for line in self.lines {
            for column in &columns {
                let place = self.grid.anchor((*line, *column));
                // the lines of an issue are few columns wide; a place comes again only from the line above
                if !places.iter().rev().take(columns.len() + 1).any(|p| *p == place) {
                    places.push(place);
                }
            }
        }
        let grid = self.grid;
        let filled = places.into_iter().map(|place| grid.own(place)).filter(|cell| !cell.is_empty());
        filled.filter(|cell| self.is_plain(field, cell)).collect()
    }

    fn is_plain(&mut self, field: Field, cell: &Cell) -> bool {
        let reason = match cell {
            Cell::Formula(_) => Reason::Formula { field },
            Cell::Fault(text) => Reason::Fault { field, text: text.clone() },
            Cell::Empty | Cell::Text(_) | Cell::Number(_) | Cell::Day(_) => return true,
        };
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
        false
    }

    /// Notes a text that is longer than is kept.
    fn measure_length(&mut self, field: Field, text: &str, limit: usize) {
        let chars = text.chars().count();
        if chars > limit {
            self.reasons.push(Reason::TooLong { field, chars, limit });
        }
    }

    fn number(&mut self) -> Option<u32> {
        let text = self.cells(Field::Number).first()?.text();
        let number = number::parse(&text);
        if number.is_none() {
            self.reasons.push(Reason::BadNumber { text: quoted(&text) });
        }
        number
    }

    fn category(&mut self) -> Option<Category> {
        let text = self.cells(Field::Category).first()?.text();
        match Category::parse(&text) {
            Ok(category) => category,
            Err(_) => {
                self.reasons.push(Reason::UnknownCategory { text: quoted(&text) });
                None
            }
        }
    }

    fn title(&mut self) -> String {
        let before = self.reasons.len();
        let parts: Vec<String> = self.cells(Field::Title).iter().map(|cell| text::one_line(&cell.text())).collect();
        let title = parts.join("；");
        if title.is_empty() && self.reasons.len() == before {
            self.reasons.push(Reason::MissingTitle);
        }
        self.measure_length(Field::Title, &title, limits::TITLE_CHARS);
        title
    }

    fn measures(&mut self) -> Vec<String> {
        let cells = self.cells(Field::Measures);
        let measures: Vec<String> = cells.iter().flat_map(|cell| measure::split(&cell.text())).collect();
        if measures.len() > limits::MEASURES {
            self.reasons.push(Reason::TooManyMeasures { count: measures.len(), limit: limits::MEASURES });
        }
        if let Some(longest) = measures.iter().max_by_key(|measure| measure.chars().count()) {
            self.measure_length(Field::Measures, longest, limits::MEASURE_CHARS);
        }
        measures
    }

    fn names(&mut self, field: Field) -> Vec<String> {
        let cells = self.cells(field);
        let joined: Vec<_> = cells.iter().map(|cell| cell.text()).collect();
        let names = text::names(&joined.join("、"));
        if let Some(longest) = names.iter().max_by_key(|name| name.chars().count()) {
            self.measure_length(field, longest, limits::NAME_CHARS);
        }
        names
    }

    fn officials(&mut self) -> Option<String> {
        let names = self.names(Field::Official).join("、");
        self.measure_length(Field::Official, &names, limits::NOTE_CHARS);
        Some(names).filter(|names| !names.is_empty())
    }

    fn departments(&mut self) -> Vec<String> {
        self.names(Field::Department)
    }

    /// Free text: the cells one below the other. A share of one (0.8) is a percent cell.
    fn prose(&mut self, field: Field, limit: usize) -> Option<String> {
        let cells = self.cells(field);
        let parts: Vec<String> = cells
            .iter()
            .map(|cell| match cell {
                Cell::Number(share) if field == Field::Progress && (0.0..=1.0).contains(share) => {
                    format!("{}%", (share * 1000.0).round() / 10.0)
                }
                other => other.text().into_owned(),
            })
            .collect();
        let text = parts.join("\n");
        self.measure_length(field, &text, limit);
        Some(text).filter(|text| !text.is_empty())
    }

    /// The latest day of all lines; without a day, 长期坚持 before 立行立改.
    fn due(&mut self, year: i16) -> Option<Due> {
        let (mut latest, mut standing, mut at_once) = (None, false, false);
        for cell in self.cells(Field::Due) {
            match due(cell, year) {
                Some(Ok(Due::On(day))) => latest = latest.max(Some(day)),
                Some(Ok(Due::Standing)) => standing = true,
                Some(Ok(Due::Immediately)) => at_once = true,
                Some(Err(DateError::NoSuchDay)) => self.reasons.push(Reason::NoSuchDay { text: quoted(&cell.text()) }),
                Some(Err(DateError::NotADate)) => self.reasons.push(Reason::NotADate { text: quoted(&cell.text()) }),
                None => (),
            }
        }
        let rule = if standing { Some(Due::Standing) } else { at_once.then_some(Due::Immediately) };
        latest.map(Due::On).or(rule)
    }
}

/// One due cell; `None` where it only says that there is none.
fn due(cell: &Cell, year: i16) -> Option<Result<Due, DateError>> {
    match cell {
        Cell::Number(number) => Some(date::from_number(*number, year)),
        Cell::Day(day) => Some(date::parse(&day.to_string(), year)),
        Cell::Text(text) if matches!(text.as_str(), "-" | "—" | "——" | "/" | "无") => None,
        Cell::Empty | Cell::Text(_) | Cell::Formula(_) | Cell::Fault(_) => Some(date::parse(&cell.text(), year)),
    }
}

/// A cell as it is repeated in a reason: shortened.
fn quoted(text: &str) -> String {
    let short: String = text.chars().take(QUOTED).collect();
    if short.len() < text.len() { short + "…" } else { short }
}
