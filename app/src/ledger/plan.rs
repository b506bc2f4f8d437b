//! What an import of a ledger would do, row by row: the answer of `POST /ledger/preview`. The acts in it are what
//! the person then sends through the outbox; nothing happens by itself.

use domain::act::Act;
use domain::kinds::{Book, IssueId};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};

use crate::part::empty::refusal_text;
use crate::texts::Texts;

/// What a column of a ledger holds.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Column {
    Number,
    Category,
    Title,
    Measures,
    Official,
    Department,
    Due,
    Progress,
    Note,
    Origin,
    /// The platform's own, in a list that was exported here.
    Code,
    /// The unit that such a list names beside it.
    Unit,
    /// Not read.
    Ignore,
}

impl Column {
    /// 问题表述
    #[must_use]
    pub fn word(self, t: Texts) -> &'static str {
        let name: &str = self.into();
        t.ledger.get(&format!("column_{name}"))
    }
}

/// Where the table is and what its columns hold; the person may correct it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Mapping {
    pub sheet: String,
    /// Rows of the header, from 1.
    pub header_first: u32,
    pub header_last: u32,
    pub columns: Vec<Column>,
}

/// Everything about one file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Preview {
    pub sheets: Vec<String>,
    pub mapping: Mapping,
    pub headers: Vec<String>,
    /// The first rows of the sheet, header included.
    pub samples: Vec<Vec<String>>,
    /// Rows that are no issues: totals, notes, headings.
    pub skipped: usize,
    pub plan: Plan,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plan {
    pub book: Book,
    /// The ledger's name.
    pub ledger: String,
    /// Imported before.
    pub known: bool,
    pub lines: Vec<Line>,
}

/// One issue of the file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    /// Row of the sheet, from 1.
    pub row: u32,
    pub number: Option<u32>,
    pub title: String,
    pub what: What,
    pub acts: Vec<Act>,
}

domain::tagged! {
    "What" by "what";
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum What {
        New,
        Changed { issue: IssueId, changes: Vec<Change> },
        Unchanged { issue: IssueId },
        Refused { reasons: Vec<Reason> },
    }
}

/// One value that the file has otherwise.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change {
    pub column: Column,
    pub before: String,
    pub after: String,
}

domain::tagged! {
    "Reason" by "reason";
    /// Why a row is not taken over.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum Reason {
        MissingTitle,
        TooLong {
            column: Column,
            chars: usize,
            limit: usize,
        },
        TooManyMeasures {
            count: usize,
            limit: usize,
        },
        UnknownCategory {
            text: String,
        },
        BadNumber {
            text: String,
        },
        DuplicateNumber {
            number: u32,
            first_row: u32,
        },
        /// A row of a file of refused rows has the number of another issue of its ledger.
        NumberTaken {
            number: u32,
            title: String,
        },
        NoSuchDay {
            text: String,
        },
        NotADate {
            text: String,
        },
        Formula {
            column: Column,
        },
        Fault {
            column: Column,
            text: String,
        },
        /// A list that was exported here names another unit, on whose cases this person does not work or which has a book of its
        /// own.
        Elsewhere {
            unit: String,
        },
        /// The rules say no.
        Rule {
            refusal: Refusal,
        },
        /// Only the progress differs, and that of an agreed issue is reported on its own page.
        ProgressElsewhere,
    }
}

impl Reason {
    /// One sentence.
    #[must_use]
    pub fn text(&self, t: Texts) -> String {
        let r = t.ledger;
        match self {
            Reason::MissingTitle => r.reason_missing_title().to_owned(),
            Reason::TooLong { column, chars, limit } => r.reason_too_long(chars, column.word(t), limit),
            Reason::TooManyMeasures { count, limit } => r.reason_too_many_measures(count, limit),
            Reason::UnknownCategory { text } => r.reason_unknown_category(text),
            Reason::BadNumber { text } => r.reason_bad_number(text),
            Reason::DuplicateNumber { number, first_row } => r.reason_duplicate_number(first_row, number),
            Reason::NumberTaken { number, title } => r.reason_number_taken(number, title),
            Reason::NoSuchDay { text } => r.reason_no_such_day(text),
            Reason::NotADate { text } => r.reason_not_a_date(text),
            Reason::Formula { column } => r.reason_formula(column.word(t)),
            Reason::Fault { column, text } => r.reason_fault(column.word(t), text),
            Reason::Elsewhere { unit } => r.reason_elsewhere(unit),
            Reason::Rule { refusal } => refusal_text(refusal, t),
            Reason::ProgressElsewhere => r.reason_progress_elsewhere().to_owned(),
        }
    }
}

/// Several reasons as one cell.
#[must_use]
pub fn reasons_text(reasons: &[Reason], t: Texts) -> String {
    reasons.iter().map(|reason| reason.text(t)).collect::<Vec<_>>().join("；")
}

impl Plan {
    /// New, changed, unchanged, refused.
    #[must_use]
    pub fn counts(&self) -> [usize; 4] {
        self.lines.iter().fold([0; 4], |mut counts, line| {
            counts[line.what.place()] += 1;
            counts
        })
    }
}

impl What {
    /// Its place in [`Plan::counts`].
    #[must_use]
    pub fn place(&self) -> usize {
        match self {
            What::New => 0,
            What::Changed { .. } => 1,
            What::Unchanged { .. } => 2,
            What::Refused { .. } => 3,
        }
    }
}
