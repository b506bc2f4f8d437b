//! Ballots are sealed before they are written: who has the whole database, copies of it from before and after an answer, backups and
//! every log, reads neither what was answered nor which slips came back. The key lies apart, in a file that no backup has.

use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::error::{Error, Result};

const BYTES: usize = 32;
/// Texts are filled up to a multiple of so many bytes: how long one is would tell that something was written.
const FILLED: usize = 1 << 10;

/// The key of the ballots. It is looked for when a ballot is first read or written.
#[derive(Clone, Default)]
pub struct BallotKey(Arc<Lies>);

#[derive(Default)]
struct Lies {
    file: Option<PathBuf>,
    read: OnceLock<LessSafeKey>,
}

impl fmt::Debug for BallotKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BallotKey({:?})", self.0.file)
    }
}

impl BallotKey {
    /// The key in this file: 64 hex digits. It is made where it is missing before anything is sealed, for the eyes of the server's own
    /// user alone.
    #[must_use]
    pub fn in_file(path: PathBuf) -> BallotKey {
        BallotKey(Arc::new(Lies { file: Some(path), read: OnceLock::new() }))
    }

    /// A key that lies nowhere: what it has sealed nobody opens once the program has ended.
    ///
    /// # Errors
    /// The system gives no chance.
    pub fn of_chance() -> Result<BallotKey> {
        let read = OnceLock::from(aead(&chance::<BYTES>()?)?);
        Ok(BallotKey(Arc::new(Lies { file: None, read })))
    }

    /// What was sealed for this place.
    ///
    /// # Errors
    /// There is no key; another one, another place, a text that was changed or never sealed.
    pub fn open(&self, place: &str, sealed: &str) -> Result<String> {
        let key = self.key()?;
        let parts = || {
            let bytes = BASE64.decode(sealed).ok()?;
            let (nonce, rest) = bytes.split_at_checked(NONCE_LEN)?;
            Some((Nonce::try_assume_unique_for_key(nonce).ok()?, rest.to_vec()))
        };
        let (nonce, mut rest) = parts().ok_or_else(|| self.unopened(place))?;
        let text = key.open_in_place(nonce, Aad::from(place), &mut rest).map_err(|_| self.unopened(place))?;
        String::from_utf8(text.to_vec()).map(|text| text.trim_end().to_owned()).map_err(|_| self.unopened(place))
    }

    /// Seals a text for a place; makes the key first where there is none.
    ///
    /// # Errors
    /// The key can't be made or read.
    pub fn seal(&self, place: &str, text: &str) -> Result<String> {
        // never in the place of one that is in use and was taken away: it would open nothing that is sealed already
        let missing = self.0.file.as_ref().filter(|path| self.0.read.get().is_none() && !path.exists());
        if let Some(path) = missing {
            made(path).map_err(|why| refused(path, &why))?;
        }
        let nonce = chance::<NONCE_LEN>()?;
        let mut bytes = text.as_bytes().to_vec();
        bytes.resize(bytes.len().next_multiple_of(FILLED), b' ');
        let whole = Nonce::assume_unique_for_key(nonce);
        self.key()?.seal_in_place_append_tag(whole, Aad::from(place), &mut bytes).map_err(|_| no_chance())?;
        Ok(BASE64.encode([nonce.as_slice(), &bytes].concat()))
    }

    fn key(&self) -> Result<&LessSafeKey> {
        if let Some(key) = self.0.read.get() {
            return Ok(key);
        }
        let Some(path) = &self.0.file else { return Err(Error::Refused("there is no key for ballots".to_owned())) };
        let key = aead(&read(path)?)?;
        Ok(self.0.read.get_or_init(|| key))
    }

    fn unopened(&self, place: &str) -> Error {
        let file = self.0.file.as_ref().map_or_else(String::new, |path| format!(", not the one in {}", path.display()));
        Error::Refused(format!("the ballot {place} was sealed with another key{file}, or was changed"))
    }
}

/// Sealed texts are base64; what stood there before was JSON.
#[must_use]
pub fn is_sealed(text: &str) -> bool {
    !text.starts_with('{')
}

fn aead(bytes: &[u8; BYTES]) -> Result<LessSafeKey> {
    UnboundKey::new(&CHACHA20_POLY1305, bytes).map(LessSafeKey::new).map_err(|_| no_chance())
}

fn chance<const MANY: usize>() -> Result<[u8; MANY]> {
    let mut bytes = [0; MANY];
    SystemRandom::new().fill(&mut bytes).map_err(|_| no_chance())?;
    Ok(bytes)
}

fn no_chance() -> Error {
    Error::Refused("the system gives no random bytes".to_owned())
}

fn refused(path: &Path, why: &dyn fmt::Display) -> Error {
    Error::Refused(format!("the key of ballots, {}: {why}", path.display()))
}

fn read(path: &Path) -> Result<[u8; BYTES]> {
    let text = std::fs::read_to_string(path).map_err(|why| refused(path, &why))?;
    let text = text.trim();
    let digits = |place: usize| u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..BYTES).map(digits).collect();
    let bytes = bytes.filter(|_| text.len() == 2 * BYTES).and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| refused(path, &"not 64 hex digits"))
}

/// Whole and on the disk before anything is sealed with it; of two who make it at once, the first.
fn made(path: &Path) -> io::Result<()> {
    let bytes = chance::<BYTES>().map_err(io::Error::other)?;
    let folder = path.parent().ok_or_else(|| io::Error::other("no folder"))?;
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(beside, "{}", domain::entry::hex(&bytes))?;
    beside.as_file().sync_all()?;
    match beside.persist_noclobber(path) {
        Err(why) if why.error.kind() != io::ErrorKind::AlreadyExists => Err(why.error),
        Ok(_) | Err(_) => std::fs::File::open(folder)?.sync_all(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ballot_is_opened_with_its_key_in_its_place_alone() {
        let (key, other) = (BallotKey::of_chance().unwrap(), BallotKey::of_chance().unwrap());
        let text = r#"{"words":["心里话"]}"#;
        let sealed = key.seal("survey 0", text).unwrap();
        assert_eq!(key.open("survey 0", &sealed).unwrap(), text);
        assert!(key.open("survey 1", &sealed).is_err() && other.open("survey 0", &sealed).is_err());
        let mut changed = sealed.clone();
        changed.replace_range(30..31, if &sealed[30..31] == "A" { "B" } else { "A" });
        assert!(key.open("survey 0", &changed).is_err());
        assert!(key.open("survey 0", "").is_err() && key.open("survey 0", "AAAA").is_err());
        // the same again is another text of the same length; so is a few words more
        let longer = key.seal("survey 0", &text.replace("话", "话，还有几句")).unwrap();
        assert_eq!((longer.len(), key.seal("survey 0", text).unwrap() == sealed), (sealed.len(), false));
        assert!(key.open("survey 0", text).is_err(), "one that was never sealed may be anybody's");
    }

    #[test]
    fn the_key_is_made_once_and_refused_where_it_is_none() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("ballot.key");
        assert!(BallotKey::in_file(path.clone()).open("a", "AAAA").is_err() && !path.exists(), "opening makes no key");
        let sealed = BallotKey::in_file(path.clone()).seal("a", "{}").unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(BallotKey::in_file(path.clone()).open("a", &sealed).unwrap(), "{}");
        assert!(
            !format!("{:?}", BallotKey::in_file(path.clone())).contains(std::fs::read_to_string(&path).unwrap().trim())
        );
        let used = BallotKey::in_file(path.clone());
        used.open("a", &sealed).unwrap();
        std::fs::remove_file(&path).unwrap();
        used.seal("a", "{}").unwrap();
        assert!(!path.exists(), "another key in its place would look like the one that opens them");
        std::fs::write(&path, "ab").unwrap();
        assert!(made(&path).is_ok(), "who comes second takes the first one's");
        let why = BallotKey::in_file(path).open("a", &sealed).unwrap_err().to_string();
        assert!(why.contains("ballot.key") && why.contains("64"), "{why}");
        assert!(BallotKey::default().open("a", &sealed).is_err());
    }
}
