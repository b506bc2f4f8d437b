//! The reader: gives each type its parts as a sequence, whatever they were called.

use serde::Deserializer;
use serde::de::{DeserializeSeed, EnumAccess, Error as _, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Value};

use super::{Read, Unreadable};

/// A value on its way to a type.
pub struct Reader(pub(super) Value);

fn other<T>() -> Read<T> {
    Err(Unreadable::custom("another kind of value"))
}

/// Numbers and truths, each taken as its type asks for it.
macro_rules! plain {
    ($($name:ident $visit:ident $as:ident),* $(,)?) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
            match self.0.$as() {
                Some(plain) => visitor.$visit(plain),
                None => other(),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader {
    type Error = Unreadable;

    plain! {
        deserialize_bool visit_bool as_bool,
        deserialize_i8 visit_i64 as_i64,
        deserialize_i16 visit_i64 as_i64,
        deserialize_i32 visit_i64 as_i64,
        deserialize_i64 visit_i64 as_i64,
        deserialize_u8 visit_u64 as_u64,
        deserialize_u16 visit_u64 as_u64,
        deserialize_u32 visit_u64 as_u64,
        deserialize_u64 visit_u64 as_u64,
        deserialize_f32 visit_f64 as_f64,
        deserialize_f64 visit_f64 as_f64,
        deserialize_char visit_str as_str,
        deserialize_str visit_str as_str,
        deserialize_identifier visit_str as_str,
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.0 {
            Value::String(text) => visitor.visit_string(text),
            _ => other(),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Read<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Read<V::Value> {
        visitor.visit_unit()
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_unit()
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_seq(Items(items(self.0)?))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, visitor: V) -> Read<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_map(Pairs(fields(self.0)?.into_iter(), Value::Null))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_seq(Fields(fields(self.0)?, names.iter()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_enum(self)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(plain) => visitor.visit_bool(plain),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(plain), _) => visitor.visit_u64(plain),
                (None, Some(plain)) => visitor.visit_i64(plain),
                (None, None) => visitor.visit_f64(number.as_f64().unwrap_or_default()),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            Value::Object(fields) => visitor.visit_map(Pairs(fields.into_iter(), Value::Null)),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        other()
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        other()
    }
}

fn items(value: Value) -> Read<std::vec::IntoIter<Value>> {
    if let Value::Array(items) = value { Ok(items.into_iter()) } else { other() }
}

fn fields(value: Value) -> Read<Map<String, Value>> {
    if let Value::Object(fields) = value { Ok(fields) } else { other() }
}

struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        self.0.next().map(|item| seed.deserialize(Reader(item))).transpose()
    }
}

/// The fields of a map in the order in which the type has them. One that is not there is none, or must have a default.
struct Fields(Map<String, Value>, std::slice::Iter<'static, &'static str>);

impl<'de> SeqAccess<'de> for Fields {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        let Some(name) = self.1.next() else { return Ok(None) };
        match self.0.remove(*name) {
            Some(field) => seed.deserialize(Reader(field)).map(Some),
            None => Ok(absent(seed)),
        }
    }
}

/// What others send may leave out what is none.
#[cfg(not(target_family = "wasm"))]
fn absent<'de, T: DeserializeSeed<'de>>(seed: T) -> Option<T::Value> {
    seed.deserialize(Absent).ok()
}

/// The browser reads what the product itself has written, with all that is none; another reader of every type would be more code.
#[cfg(target_family = "wasm")]
fn absent<'de, T: DeserializeSeed<'de>>(_: T) -> Option<T::Value> {
    None
}

/// Nothing at all: an option of it is none, anything else can't be made.
#[cfg(not(target_family = "wasm"))]
struct Absent;

#[cfg(not(target_family = "wasm"))]
impl<'de> Deserializer<'de> for Absent {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        other()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_none()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

/// What is left, and the value of the key that was read last.
struct Pairs(serde_json::map::IntoIter, Value);

impl<'de> MapAccess<'de> for Pairs {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        let Some((key, value)) = self.0.next() else { return Ok(None) };
        self.1 = value;
        seed.deserialize(Reader(Value::String(key))).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        seed.deserialize(Reader(self.1.take()))
    }
}

/// `"name"`, or `{"name": …}`.
fn variant(value: Value) -> Read<(Value, Reader)> {
    match value {
        Value::String(_) => Ok((value, Reader(Value::Null))),
        Value::Object(fields) => match fields.into_iter().next() {
            Some((name, value)) => Ok((Value::String(name), Reader(value))),
            None => other(),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => other(),
    }
}

impl<'de> EnumAccess<'de> for Reader {
    type Error = Unreadable;
    type Variant = Reader;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Read<(V::Value, Reader)> {
        let (name, value) = variant(self.0)?;
        Ok((seed.deserialize(Reader(name))?, value))
    }
}

impl<'de> VariantAccess<'de> for Reader {
    type Error = Unreadable;

    fn unit_variant(self) -> Read<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, names: &'static [&'static str], visitor: V) -> Read<V::Value> {
        self.deserialize_struct("", names, visitor)
    }
}
