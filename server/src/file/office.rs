//! Looks through the zip of a .docx or .xlsx: the right parts, no programs, no names that lead elsewhere, and no more
//! bytes once unpacked than a document has. Unpacks into nothing.

use std::io::{self, Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::No;
use super::kind::{DOCX, XLSX};

/// Parts of a document; one with many photos has some hundreds.
const PARTS: usize = 3_000;
/// Bytes of all parts, unpacked.
const UNPACKED: u64 = 200 << 20;
/// Unpacked to packed, looked at once a document passes [`RATIO_FROM`].
const RATIO: u64 = 150;
const RATIO_FROM: u64 = 4 << 20;

/// The media type of the document.
pub(super) fn check(bytes: &[u8]) -> Result<&'static str, No> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| No::Broken)?;
    if zip.len() > PARTS {
        return Err(No::Bomb);
    }
    let media = kind(&zip)?;
    let mut total = 0;
    for place in 0..zip.len() {
        let part = zip.by_index(place).map_err(|why| refused(&why))?;
        total += io::copy(&mut part.take(UNPACKED - total + 1), &mut io::sink()).map_err(|_| No::Broken)?;
        let packed = bytes.len() as u64;
        if total > UNPACKED || (total > RATIO_FROM && total / packed > RATIO) {
            return Err(No::Bomb);
        }
    }
    Ok(media)
}

fn kind(zip: &ZipArchive<Cursor<&[u8]>>) -> Result<&'static str, No> {
    let mut names = Vec::new();
    for name in zip.file_names() {
        let name = name.map_err(|_| No::Broken)?.to_ascii_lowercase();
        let leads_away = name.starts_with('/') || name.contains('\\') || name.split('/').any(|part| part == "..");
        if leads_away {
            return Err(No::Broken);
        }
        names.push(name);
    }
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if names.iter().any(|name| name.ends_with("vbaproject.bin") || name.ends_with("vbadata.xml")) {
        Err(No::Macros)
    } else if !has("[content_types].xml") {
        Err(No::WrongKind)
    } else if has("word/document.xml") {
        Ok(DOCX)
    } else if has("xl/workbook.xml") {
        Ok(XLSX)
    } else {
        Err(No::WrongKind)
    }
}

fn refused(why: &ZipError) -> No {
    match why {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => No::Encrypted,
        _ => No::Broken,
    }
}
