//! Files on disk: `<data>/files/ab/cdef…` by the sha256 of their bytes. A path is made of a checked hash only.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use domain::issue::Hash;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

/// The hash, if it is one: 64 lower-case hex digits.
#[must_use]
pub fn hash(raw: &str) -> Option<Hash> {
    let plain = raw.len() == 64 && raw.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if plain { Hash::parse(raw).ok() } else { None }
}

/// The hash of these bytes.
#[must_use]
pub fn sum(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Where the file with this hash lies.
#[must_use]
pub fn path(data: &Path, hash: &Hash) -> PathBuf {
    let (head, tail) = hash.as_str().split_at_checked(2).unwrap_or(("", ""));
    data.join("files").join(head).join(tail)
}

/// Writes the bytes beside their place, on to the disk, then names them: a file is there whole or not at all.
///
/// # Errors
/// The disk.
pub fn write(data: &Path, bytes: &[u8]) -> io::Result<Hash> {
    let found = hash(&sum(bytes)).ok_or_else(|| io::Error::other("not a hash"))?;
    let target = path(data, &found);
    if target.is_file() {
        return Ok(found);
    }
    let folder = target.parent().ok_or_else(|| io::Error::other("no folder"))?;
    fs::create_dir_all(folder)?;
    let mut beside = NamedTempFile::new_in(folder)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(&target)?;
    File::open(folder)?.sync_all()?;
    Ok(found)
}
