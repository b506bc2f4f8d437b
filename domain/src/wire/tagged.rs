//! Enums that are tagged inside, read without serde's own reader of those.

use serde::de::Error as _;
use serde_json::{Map, Value};

use super::{Reader, Unreadable};

/// The tag outside: `{"role": "unit", "post": …}` as `{"unit": {"post": …}}`, and where what is tagged has a name of its own,
/// `{"subject": "unit", "act": …}` as `{"unit": …}`.
///
/// # Errors
/// There is no such tag.
pub fn outside(value: Value, tag: &str, content: &[&str]) -> Result<Reader, Unreadable> {
    if let Value::Object(mut fields) = value
        && let Some(Value::String(name)) = fields.remove(tag)
    {
        let own = match content {
            [] => Value::Object(fields),
            [content, ..] => fields.remove(*content).unwrap_or_default(),
        };
        return Ok(Reader(Value::Object(Map::from_iter([(name, own)]))));
    }
    Err(Unreadable::custom(tag))
}

/// An enum that is tagged inside: `tagged! { "Role" by "role"; pub enum Role { … } }`, or beside what it tags: `"Act" by "subject" and
/// "act"`. serde would write it the same, but its readers of those are ten times the code. Fields may have serde's `default` and
/// `skip_serializing_if`; variants have no attributes for serde. An option that is added must have `default`: phones keep acts of
/// older releases, and the browser's reader misses what is not there.
#[macro_export]
macro_rules! tagged {
    (
        $own:literal by $tag:literal $(and $content:literal)?;
        $(#[$meta:meta])*
        pub enum $name:ident {
            $(
                $(#[$of_variant:meta])*
                $variant:ident
                $({ $($(#[$of_field:meta])* $field:ident: $type:ty),* $(,)? })?
                $(($inner:ty))?,
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(serde::Serialize)]
        #[serde(tag = $tag, $(content = $content,)? rename_all = "snake_case")]
        pub enum $name {
            $($(#[$of_variant])* $variant $({ $($(#[$of_field])* $field: $type),* })? $(($inner))?,)*
        }

        const _: () = {
            #[derive(serde::Deserialize)]
            #[serde(remote = $own, rename_all = "snake_case")]
            enum Twin {
                $($variant $({ $($(#[$of_field])* $field: $type),* })? $(($inner))?,)*
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    let value = serde_json::Value::deserialize(from)?;
                    let read = $crate::wire::outside(value, $tag, &[$($content)?]);
                    read.and_then(Twin::deserialize).map_err(serde::de::Error::custom)
                }
            }
        };
    };
}
