//! One statement in the making: text with `$1` placeholders and its values. Works alike on both databases.
//! SQLite gets plain `?`, because it looks a `$1` up by name, one by one: a batch of 30,000 values took seconds.
//! Only this crate's own text goes into the statement; what people typed is always bound.

use sqlx::any::{AnyArguments, AnyRow};
use sqlx::{AnyConnection, AssertSqlSafe, Executor, Row};

use crate::error::Result;

/// A value of the two kinds that tables know.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(Option<String>),
    Int(Option<i64>),
}

macro_rules! from {
    ($($from:ty => $variant:ident($value:ident -> $to:expr)),* $(,)?) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Value {
                Value::$variant($to)
            }
        }
    )*};
}

from! {
    String => Text(value -> Some(value)),
    &str => Text(value -> Some(value.to_owned())),
    Option<String> => Text(value -> value),
    i64 => Int(value -> Some(value)),
    Option<i64> => Int(value -> value),
}

#[derive(Debug, Default)]
pub(crate) struct Sql {
    text: String,
    values: Vec<Value>,
}

impl Sql {
    pub fn new(text: &str) -> Sql {
        Sql { text: text.to_owned(), values: Vec::new() }
    }

    pub fn push(&mut self, text: &str) -> &mut Sql {
        self.text.push_str(text);
        self
    }

    pub fn bind(&mut self, value: impl Into<Value>) -> &mut Sql {
        self.values.push(value.into());
        self.text.push('$');
        self.text.push_str(&self.values.len().to_string());
        self
    }

    /// Reads columns of one alias from another.
    pub fn rename(&mut self, alias: &str, to: &str) -> &mut Sql {
        self.text = self.text.replace(&format!(" {alias}"), &format!(" {to}"));
        self
    }

    /// `($1, $2, $3)`
    pub fn list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Sql {
        self.push("(");
        for (place, value) in values.into_iter().enumerate() {
            self.push(if place == 0 { "" } else { ", " }).bind(value);
        }
        self.push(")")
    }

    /// `in ($1, $2)`; of nothing, a condition that is never true.
    pub fn among<V: Into<Value>>(&mut self, column: &str, values: impl IntoIterator<Item = V>) -> &mut Sql {
        let mut values = values.into_iter().peekable();
        if values.peek().is_none() {
            return self.push("1 = 0");
        }
        self.push(column).push(" in ").list(values)
    }

    /// `values ($1, $2), ($3, $4)`
    pub fn rows(&mut self, rows: impl IntoIterator<Item = Vec<Value>>) -> &mut Sql {
        self.push(" values ");
        for (place, row) in rows.into_iter().enumerate() {
            self.push(if place == 0 { "" } else { ", " }).list(row);
        }
        self
    }

    fn arguments(&mut self) -> AnyArguments {
        use sqlx::Arguments;
        let mut arguments = AnyArguments::default();
        for value in self.values.drain(..) {
            // Adding text or a number to the list can't fail; the type says it could.
            let added = match value {
                Value::Text(value) => arguments.add(value),
                Value::Int(value) => arguments.add(value),
            };
            debug_assert!(added.is_ok());
        }
        arguments
    }

    /// The text for this connection. Values are bound where they are written, so their order is their number.
    fn text(&mut self, conn: &AnyConnection) -> String {
        let text = std::mem::take(&mut self.text);
        if conn.backend_name() == "SQLite" { unnumbered(&text) } else { text }
    }

    pub async fn run(mut self, conn: &mut AnyConnection) -> Result<u64> {
        let (text, arguments) = (self.text(conn), self.arguments());
        let done = conn.execute(sqlx::query_with(AssertSqlSafe(text), arguments)).await?;
        Ok(done.rows_affected())
    }

    pub async fn all(mut self, conn: &mut AnyConnection) -> Result<Vec<AnyRow>> {
        let (text, arguments) = (self.text(conn), self.arguments());
        Ok(conn.fetch_all(sqlx::query_with(AssertSqlSafe(text), arguments)).await?)
    }

    pub async fn maybe(mut self, conn: &mut AnyConnection) -> Result<Option<AnyRow>> {
        let (text, arguments) = (self.text(conn), self.arguments());
        Ok(conn.fetch_optional(sqlx::query_with(AssertSqlSafe(text), arguments)).await?)
    }
}

/// `$1, $2` as `?, ?`.
fn unnumbered(text: &str) -> String {
    let mut parts = text.split('$');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push('?');
        plain.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    plain
}

/// Column readers that name no types at each call.
pub(crate) trait Columns {
    fn text(&self, place: usize) -> Result<String>;
    fn maybe_text(&self, place: usize) -> Result<Option<String>>;
    fn int(&self, place: usize) -> Result<i64>;
    fn maybe_int(&self, place: usize) -> Result<Option<i64>>;
}

impl Columns for AnyRow {
    fn text(&self, place: usize) -> Result<String> {
        Ok(self.try_get(place)?)
    }

    fn maybe_text(&self, place: usize) -> Result<Option<String>> {
        Ok(self.try_get(place)?)
    }

    fn int(&self, place: usize) -> Result<i64> {
        Ok(self.try_get(place)?)
    }

    fn maybe_int(&self, place: usize) -> Result<Option<i64>> {
        Ok(self.try_get(place)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numbered_in_the_order_in_which_they_are_written() {
        let mut sql = Sql::new("select 1 from t where a = ");
        sql.bind("x").push(" and ").among("b", [1_i64, 2]).push(" or c = ").bind(3_i64);
        assert_eq!(sql.text, "select 1 from t where a = $1 and b in ($2, $3) or c = $4");
        assert_eq!(unnumbered(&sql.text), "select 1 from t where a = ? and b in (?, ?) or c = ?");
    }
}
