//! .csv and text saved from a spreadsheet → one grid. UTF-8 with or without BOM, UTF-16 with BOM, else
//! GBK (read as GB 18030, which holds it); fields parted by comma, semicolon or tab.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030};

use super::budget::Budget;
use super::put;
use crate::grid::{Cell, Grid};
use crate::{Error, limits};

/// Reads the one sheet of a text file.
///
/// # Errors
/// [`Error::Encoding`], or that it is too much.
pub fn read(bytes: &[u8]) -> Result<Grid, Error> {
    let text = decode(bytes)?;
    let (text, delimiter) = delimiter(&text);
    // The reader keeps the end of every field of a line, filled or not, before it can be asked how many there are.
    // With more marks than this either the rows or the columns are too many, however they are spread.
    if text.bytes().filter(|byte| *byte == delimiter).count() > limits::ROWS * limits::COLUMNS {
        return Err(Error::TooManyColumns { limit: limits::COLUMNS });
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let (mut rows, mut budget, mut record) = (Vec::new(), Budget::default(), csv::StringRecord::new());
    let mut row = 0;
    while reader.read_record(&mut record).map_err(|_| Error::Broken)? {
        let start = record.position().map_or(0, |p| p.byte() as usize);
        row += blank_lines(text.as_bytes(), start);
        for (column, field) in record.iter().enumerate() {
            let cell = Cell::of(field);
            if !cell.is_empty() {
                budget.take(field.len())?;
                put(&mut rows, (row, column), cell)?;
            }
        }
        row += 1;
    }
    Grid::new(String::new(), false, rows, &[])
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if broken { Err(Error::Encoding) } else { Ok(text) };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let (text, broken) = GB18030.decode_without_bom_handling(bytes);
    if broken { Err(Error::Encoding) } else { Ok(text) }
}

/// The text without a first line `sep=;`, and the mark that parts its fields: the one that stands most
/// often outside quotes in the first lines.
fn delimiter(text: &str) -> (&str, u8) {
    let first = text.lines().next().unwrap_or("");
    if let [mark @ (b',' | b';' | b'\t')] = first.trim_end().strip_prefix("sep=").unwrap_or("").as_bytes() {
        return (&text[first.len()..], *mark);
    }
    let (mut counts, mut quoted) = ([0usize; 3], false);
    for c in text.lines().take(20).flat_map(str::chars).take(20_000) {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => counts[0] += 1,
            ';' if !quoted => counts[1] += 1,
            '\t' if !quoted => counts[2] += 1,
            _ => (),
        }
    }
    let [commas, semicolons, tabs] = counts;
    if tabs > commas.max(semicolons) {
        (text, b'\t')
    } else if semicolons > commas {
        (text, b';')
    } else {
        (text, b',')
    }
}

/// The blank lines the csv reader will skip at this place. They are rows to whoever looks at the sheet.
fn blank_lines(text: &[u8], mut start: usize) -> usize {
    // the reader stops between the two bytes of a line end
    if start > 0 && text.get(start) == Some(&b'\n') && text[start - 1] == b'\r' {
        start += 1;
    }
    let marks = text.get(start..).unwrap_or(&[]).iter().take_while(|b| matches!(b, b'\r' | b'\n'));
    marks.filter(|b| **b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
        let grid = read(bytes).unwrap();
        let line = |r| (0..grid.width()).map(|c| grid.at((r, c)).text().into_owned()).collect();
        (0..grid.height()).map(line).collect()
    }

    #[test]
    fn every_encoding_and_delimiter_gives_the_same_sheet() {
        let plain = "序号,问题\r\n1,\"食堂, 排队\"\r\n";
        let wanted = texts(plain.as_bytes());
        assert_eq!(wanted[1], ["1", "食堂, 排队"]);
        assert_eq!(texts(format!("\u{feff}{plain}").as_bytes()), wanted);
        assert_eq!(texts(&GB18030.encode(plain).0), wanted);
        let wide = plain.encode_utf16().flat_map(u16::to_le_bytes);
        assert_eq!(texts(&[0xff, 0xfe].into_iter().chain(wide).collect::<Vec<_>>()), wanted);
        assert_eq!(texts("序号;问题\n1;\"食堂, 排队\"".as_bytes()), wanted);
        assert_eq!(texts("序号\t问题\n1\t食堂, 排队".as_bytes()), wanted);
        assert_eq!(texts("sep=;\n序号;问题\n1;食堂, 排队".as_bytes())[1..], wanted);
    }

    #[test]
    fn blank_lines_keep_their_rows() {
        for end in ["\n", "\r\n"] {
            let text = ["", "甲", "", "", "乙,\"一\n二\"", "丙", ""].join(end);
            let rows = texts(text.as_bytes());
            let first: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
            assert_eq!(first, ["", "甲", "", "", "乙", "丙"], "{end:?}");
        }
    }

    #[test]
    fn a_line_of_millions_of_fields_is_refused_unread() {
        let many = limits::ROWS * limits::COLUMNS;
        assert_eq!(read(&vec![b','; many + 1]).unwrap_err(), Error::TooManyColumns { limit: limits::COLUMNS });
        let quoted = "\"\n\",,,,,,,".repeat(many / 7 + 1);
        assert_eq!(read(quoted.as_bytes()).unwrap_err(), Error::TooManyColumns { limit: limits::COLUMNS });
    }

    #[test]
    fn bytes_of_no_encoding_are_refused() {
        assert_eq!(read(&[0xff, 0xff, 0x31, 0xff]).unwrap_err(), Error::Encoding);
    }
}
