//! The door to the disk: one IndexedDB per person, whose rows are sealed under the person's key. Knows no record. What
//! lies behind comes in a file of its own when the page is alive; who asks earlier waits.

use std::future::Future;
use std::pin::Pin;

use domain::kinds::PersonId;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::late;

mod disk;
mod seal;

/// Proposals by their id.
pub const ITEMS: &str = "items";
/// Files by the hash of their bytes.
pub const FILES: &str = "files";
/// What was recorded lately.
pub const RECEIPTS: &str = "receipts";
/// What was taken along.
pub const BAG: &str = "bag";
/// What is being written in a form, by the form.
pub const DRAFTS: &str = "drafts";

/// Why something could not be kept or read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unsealed(pub String);

impl From<SplitLoaderError> for Unsealed {
    fn from(_: SplitLoaderError) -> Unsealed {
        Unsealed("the code did not come".into())
    }
}

pub type Kept<T> = Result<T, Unsealed>;
type Later<T> = Kept<Pin<Box<dyn Future<Output = Kept<T>>>>>;

/// A row that comes: store, key, bytes.
pub type Comes = (&'static str, String, Vec<u8>);
/// A row that goes: store, key.
pub type Goes = (&'static str, String);

/// A function of the same name behind the door.
macro_rules! behind {
    ($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*) -> $out:ty = $work:path) => {
        $(#[$doc])*
        pub async fn $name($($arg: $type),*) -> Kept<$out> {
            #[wasm_split(outbox, fallible)]
            fn $name($($arg: $type),*) -> Later<$out> {
                Ok(Box::pin($work($($arg),*)))
            }
            late::ready().await;
            $name($($arg),*).await?.await
        }
    };
}

behind! {
    /// Rows that come and rows that go: all of it, or nothing.
    change(person: PersonId, come: Vec<Comes>, go: Vec<Goes>) -> () = disk::change
}
behind! {
    /// Keeps or replaces one row, but only as long as the person has not signed out on this device: no new key is made.
    put_still(person: PersonId, row: Comes) -> () = disk::put_still
}
behind! {
    /// One row; nothing only where there is none.
    get(person: PersonId, store: &'static str, key: String) -> Option<Vec<u8>> = disk::get
}
behind! {
    /// Every row in order of keys; nothing for one that can't be opened.
    all(person: PersonId, store: &'static str) -> Vec<(String, Option<Vec<u8>>)> = disk::all
}
behind! {
    /// Which rows there are.
    keys(person: PersonId, store: &'static str) -> Vec<String> = disk::keys
}
behind! {
    /// Everything of this person, with the key.
    forget(person: PersonId) -> () = disk::forget
}
behind! {
    /// Is there a key of this person's? Makes one, where browsers have them.
    key(person: PersonId) -> bool = disk::key
}

/// Keeps or replaces one row.
pub async fn put(person: PersonId, store: &'static str, key: &str, bytes: Vec<u8>) -> Kept<()> {
    change(person, vec![(store, key.to_owned(), bytes)], Vec::new()).await
}

pub async fn remove(person: PersonId, store: &'static str, key: &str) -> Kept<()> {
    change(person, Vec::new(), vec![(store, key.to_owned())]).await
}
