//! Enums that are tagged inside, read without serde's own reader of those.

use serde::de::Error as _;
use serde_json::{Map, Value};

use super::{Reader, Unreadable};

/// The tag outside: `{"role": "unit", "post": …}` as `{"unit": {"post": …}}`.
///
/// # Errors
/// There is no such tag.
pub fn outside(value: Value, tag: &str) -> Result<Reader, Unreadable> {
    if let Value::Object(mut fields) = value
        && let Some(Value::String(name)) = fields.remove(tag)
    {
        return Ok(Reader(Value::Object(Map::from_iter([(name, Value::Object(fields))]))));
    }
    Err(Unreadable::custom(tag))
}

/// An enum that is tagged inside: `tagged! { "Role" by "role"; pub enum Role { … } }`. serde would write it the same, but
/// its readers of those are ten times the code. Without attributes of fields for serde.
#[macro_export]
macro_rules! tagged {
    (
        $own:literal by $tag:literal;
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$of_variant:meta])* $variant:ident $({ $($(#[$of_field:meta])* $field:ident: $type:ty),* $(,)? })?,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(serde::Serialize)]
        #[serde(tag = $tag, rename_all = "snake_case")]
        pub enum $name {
            $($(#[$of_variant])* $variant $({ $($(#[$of_field])* $field: $type),* })?,)*
        }

        const _: () = {
            #[derive(serde::Deserialize)]
            #[serde(remote = $own, rename_all = "snake_case")]
            enum Twin {
                $($variant $({ $($field: $type),* })?,)*
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    let value = serde_json::Value::deserialize(from)?;
                    $crate::wire::outside(value, $tag).and_then(Twin::deserialize).map_err(serde::de::Error::custom)
                }
            }
        };
    };
}
