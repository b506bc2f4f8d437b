//! The one SQL condition for "what this viewer may see". Every read of a case goes through it.

use domain::viewer::Reach;

use crate::sql::Sql;

/// Adds `(...)`: true for rows within reach. The table has `book`, `unit_id` and `organisation_id`.
pub(crate) fn within(sql: &mut Sql, reach: &Reach, table: &str) {
    if reach.all {
        sql.push("1 = 1");
        return;
    }
    sql.push("(");
    sql.among(&format!("{table}.book"), reach.groups.iter().map(ToString::to_string));
    sql.push(" or ");
    sql.among(&format!("{table}.unit_id"), reach.units.iter().map(ToString::to_string));
    sql.push(" or ");
    sql.among(&format!("{table}.organisation_id"), reach.organisations.iter().map(ToString::to_string));
    sql.push(")");
}
