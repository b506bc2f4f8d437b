//! Values read from JSON by the shortest code there is: serde writes two readers for every type, one for maps and one for
//! sequences, and here the second is enough for both. The browser reads everything so; the text is the same as ever.

use std::fmt;

use serde::de::{self, DeserializeOwned, Error as _};
use serde_json::Value;

mod reader;
mod tagged;
#[cfg(test)]
mod tests;

pub use reader::Reader;
pub use tagged::outside;

/// It is not what it should be. Why is said on the server; in the browser the sentences of all types would be much code
/// that nobody reads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unreadable(#[cfg(not(target_family = "wasm"))] String);

impl de::Error for Unreadable {
    #[cfg(not(target_family = "wasm"))]
    fn custom<T: fmt::Display>(why: T) -> Self {
        Unreadable(why.to_string())
    }

    #[cfg(target_family = "wasm")]
    fn custom<T: fmt::Display>(_: T) -> Self {
        Unreadable()
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(not(target_family = "wasm"))]
        return f.write_str(&self.0);
        #[cfg(target_family = "wasm")]
        f.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

type Read<T> = Result<T, Unreadable>;

/// # Errors
/// It is no JSON, or another value.
pub fn read<T: DeserializeOwned>(text: &str) -> Read<T> {
    of(serde_json::from_str(text).map_err(Unreadable::custom)?)
}

/// # Errors
/// It is another value.
pub fn of<T: DeserializeOwned>(value: Value) -> Read<T> {
    T::deserialize(Reader(value))
}
