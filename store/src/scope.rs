//! The one SQL condition for "what this viewer may see". Every read of a case goes through it.

use domain::viewer::Reach;

use crate::sql::Sql;

/// Adds `(...)`: true for rows within reach. The table has `book`, `unit_id` and `organisation_id`.
pub(crate) fn within(sql: &mut Sql, reach: &Reach, table: &str) {
    if reach.all {
        sql.push("1 = 1");
        return;
    }
    let parts = [
        ("book", reach.groups.iter().map(ToString::to_string).collect::<Vec<_>>()),
        ("unit_id", reach.units.iter().map(ToString::to_string).collect()),
        ("organisation_id", reach.organisations.iter().map(ToString::to_string).collect()),
    ];
    // Without the empty parts: an `or` that is never true still keeps a database from its index.
    let parts: Vec<_> = parts.into_iter().filter(|(_, ids)| !ids.is_empty()).collect();
    if parts.is_empty() {
        sql.push("1 = 0");
        return;
    }
    sql.push("(");
    for (place, (column, ids)) in parts.into_iter().enumerate() {
        sql.push(if place == 0 { "" } else { " or " });
        sql.among(&format!("{table}.{column}"), ids);
    }
    sql.push(")");
}
