//! How much of a file is read before it is refused. Each limit bounds memory or time, so that a small
//! hostile file costs no more than a large honest one. A ledger has hundreds of rows, seldom thousands.

/// Bytes of the file as it comes.
pub const FILE_BYTES: usize = 20 << 20;
/// Parts in the zip of an .xlsx. An honest one has about 15, with photos some hundreds.
pub const ZIP_ENTRIES: usize = 2_000;
/// Bytes of all parts together, unzipped.
pub const UNZIPPED_BYTES: u64 = 128 << 20;
/// Bytes of one part, unzipped: 20,000 rows of 20 cells take about 40 MB.
pub const PART_BYTES: u64 = 64 << 20;
/// Bytes of the shared strings, which calamine keeps in memory as a whole.
pub const STRINGS_BYTES: u64 = 24 << 20;
/// Bytes of the styles: `<xf/>` of five bytes becomes a record of hundreds.
pub const STYLES_BYTES: u64 = 4 << 20;
/// Bytes of one relations part.
pub const RELATIONS_BYTES: u64 = 1 << 20;
/// Shared strings that `uniqueCount` may promise: calamine reserves memory for them unseen.
pub const STRINGS: u64 = 1_000_000;
/// Unzipped to zipped, looked at once a part passes [`RATIO_FROM`]. XML of ledgers compresses 10 to 50 times.
pub const RATIO: u64 = 200;
/// Bytes from which the ratio counts.
pub const RATIO_FROM: u64 = 1 << 20;
/// Sheets in one book.
pub const SHEETS: usize = 30;
/// Rows of one sheet, header included.
pub const ROWS: usize = 20_000;
/// Columns of one sheet.
pub const COLUMNS: usize = 256;
/// Filled cells of one book, and cells covered by merged ranges of one sheet.
pub const CELLS: usize = 1_000_000;
/// Bytes of all texts of one book: one long shared string may be named by every cell.
pub const TEXT_BYTES: usize = 64 << 20;
/// Bytes of all formulas of an .xls: five bytes may name a defined name of 255 characters.
pub const FORMULA_BYTES: usize = 1 << 20;
/// Characters of a title (问题表述).
pub const TITLE_CHARS: usize = 500;
/// Characters of one measure (整改措施): as many as the platform takes, so that what it exports comes back.
pub const MEASURE_CHARS: usize = 4_000;
/// Measures of one issue, as many as the platform takes.
pub const MEASURES: usize = 200;
/// Characters of a name: an official, a department, an origin, a state.
pub const NAME_CHARS: usize = 200;
/// Characters of a note (备注) and of the words beside it, as many as the platform takes.
pub const NOTE_CHARS: usize = 4_000;
/// Characters of a cell as spreadsheets count them, in halves of UTF-16; Excel holds 32,767.
pub const CELL_CHARS: usize = 32_000;
