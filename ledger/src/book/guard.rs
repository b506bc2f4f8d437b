//! Looks through the zip of an .xlsx before calamine sees it: how many parts, how large they really are
//! once unzipped, and promises in them (`uniqueCount`) for which calamine would reserve memory unseen.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::{Error, error::Size, limits};

/// Checks an archive by unzipping each part once into nothing.
///
/// # Errors
/// [`Error::Broken`], [`Error::Encrypted`], [`Error::WrongKind`], or what is too big.
pub fn check(bytes: &[u8]) -> Result<(), Error> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| zip_error(&e))?;
    if zip.len() > limits::ZIP_ENTRIES {
        return Err(Error::TooBig { what: Size::Entries, limit: limits::ZIP_ENTRIES as u64 });
    }
    check_kind(&zip)?;
    let mut total = 0;
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(|e| zip_error(&e))?;
        let name = part.name().map_err(|e| zip_error(&e))?.to_ascii_lowercase();
        let packed = part.compressed_size();
        total += Part::new(&name, packed, limits::UNZIPPED_BYTES - total).read(part)?;
    }
    Ok(())
}

fn zip_error(error: &ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => Error::Encrypted,
        _ => Error::Broken,
    }
}

/// Other files are zips too: .docx, .ods, .xlsb, or any archive.
fn check_kind(zip: &ZipArchive<Cursor<&[u8]>>) -> Result<(), Error> {
    let names: Vec<String> = zip.file_names().flatten().map(|name| name.to_ascii_lowercase()).collect();
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    let found = if has("xl/workbook.bin") {
        "xlsb"
    } else if has("workbook.xml") {
        return Ok(());
    } else if has("word/document.xml") {
        "docx"
    } else if has("ppt/presentation.xml") {
        "pptx"
    } else if has("content.xml") {
        "ods"
    } else {
        "zip"
    };
    Err(Error::WrongKind { found: found.to_owned() })
}

/// One part while it is unzipped and counted.
struct Part {
    limit: u64,
    packed: u64,
    left: u64,
    bytes: u64,
    rows: usize,
    row_tag: Word,
    promise: Option<Promise>,
}

impl Part {
    fn new(name: &str, packed: u64, left: u64) -> Part {
        let strings = name.ends_with("sharedstrings.xml");
        let limit = if strings {
            limits::STRINGS_BYTES
        } else if name.ends_with("styles.xml") {
            limits::STYLES_BYTES
        } else if name.ends_with(".rels") {
            limits::RELATIONS_BYTES
        } else {
            limits::PART_BYTES
        };
        let (row_tag, promise) = (Word::new(b"<row"), strings.then(Promise::new));
        Part { limit, packed: packed.max(1), left, bytes: 0, rows: 0, row_tag, promise }
    }

    /// Bytes once unzipped.
    fn read(mut self, mut part: impl Read) -> Result<u64, Error> {
        let mut block = vec![0; 64 << 10];
        loop {
            let length = part.read(&mut block).map_err(|_| Error::Broken)?;
            if length == 0 {
                return Ok(self.bytes);
            }
            self.bytes += length as u64;
            for byte in &block[..length] {
                self.rows += usize::from(self.row_tag.ends_at(*byte));
                // neither is allowed in UTF-8 XML; in UTF-16 or ISO-2022 they would hide the promise
                if self.promise.is_some() && matches!(byte, 0 | 0x1b) {
                    return Err(Error::Broken);
                }
                if self.promise.as_mut().is_some_and(|p| p.exceeds(*byte, limits::STRINGS)) {
                    return Err(Error::TooManyCells { limit: limits::CELLS });
                }
            }
            self.check_size()?;
        }
    }

    fn check_size(&self) -> Result<(), Error> {
        let (what, limit) = if self.bytes > self.limit {
            (Size::Unzipped, self.limit)
        } else if self.bytes > self.left {
            (Size::Unzipped, limits::UNZIPPED_BYTES)
        } else if self.bytes > limits::RATIO_FROM && self.bytes / self.packed > limits::RATIO {
            (Size::Ratio, limits::RATIO)
        } else {
            return Ok(());
        };
        // the same refusal, in the words its owner can act on
        if self.rows > limits::ROWS {
            return Err(Error::TooManyRows { limit: limits::ROWS });
        }
        Err(Error::TooBig { what, limit })
    }
}

/// Finds a word in a stream of bytes, across blocks. The word must not begin again inside itself
/// after a blank or `<`, which neither of ours does.
struct Word {
    word: &'static [u8],
    seen: usize,
}

impl Word {
    fn new(word: &'static [u8]) -> Word {
        Word { word, seen: 0 }
    }

    /// Whether the word is complete with this byte.
    fn ends_at(&mut self, byte: u8) -> bool {
        self.seen = if byte == self.word[self.seen] { self.seen + 1 } else { usize::from(byte == self.word[0]) };
        let complete = self.seen == self.word.len();
        if complete {
            self.seen = 0;
        }
        complete
    }
}

/// Reads the number behind each `uniqueCount=`, however far behind.
struct Promise {
    word: Word,
    waiting: bool,
    number: u64,
}

impl Promise {
    fn new() -> Promise {
        Promise { word: Word::new(b"uniqueCount"), waiting: false, number: 0 }
    }

    fn exceeds(&mut self, byte: u8, limit: u64) -> bool {
        if self.word.ends_at(byte) {
            (self.waiting, self.number) = (true, 0);
        } else if self.waiting && byte.is_ascii_digit() {
            self.number = self.number.saturating_mul(10).saturating_add(u64::from(byte - b'0'));
        } else if self.number > 0 {
            (self.waiting, self.number) = (false, 0);
        }
        self.number > limit
    }
}
