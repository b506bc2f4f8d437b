//! Everything that a database holds, as somebody with every right on it reads it: all tables of the schema, all their columns,
//! what the database itself keeps of each row (its place, on PostgreSQL also its transaction), and rows in the order in which they lie.

use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};

/// One table; every cell as text, nothing as an empty one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    pub name: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Runs a statement of the test's own.
pub async fn run(url: &str, statement: &str) {
    let mut conn = connect(url).await;
    sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

/// All tables.
pub async fn dump(url: &str) -> Vec<Table> {
    let mut conn = connect(url).await;
    let postgres = url.starts_with("postgres");
    let mut tables = Vec::new();
    for name in column(&mut conn, names(postgres)).await {
        tables.push(table(&mut conn, postgres, name).await);
    }
    // Closed at once: a reader that stays would keep SQLite's log from being emptied.
    conn.close().await.unwrap();
    tables
}

pub async fn connect(url: &str) -> AnyConnection {
    sqlx::any::install_default_drivers();
    AnyConnection::connect(url).await.unwrap()
}

fn names(postgres: bool) -> &'static str {
    if postgres {
        "select cast(table_name as text) from information_schema.tables where table_schema = current_schema() \
         and table_type = 'BASE TABLE' order by 1"
    } else {
        "select name from sqlite_master where type = 'table' order by name"
    }
}

async fn table(conn: &mut AnyConnection, postgres: bool, name: String) -> Table {
    let (own, order) = if postgres { (vec!["ctid", "xmin"], "ctid") } else { (vec!["rowid"], "rowid") };
    let text = if postgres {
        format!(
            "select cast(column_name as text) from information_schema.columns where table_schema = current_schema() \
             and table_name = '{name}' order by ordinal_position"
        )
    } else {
        format!("select name from pragma_table_info('{name}') order by cid")
    };
    let mut columns: Vec<String> = own.into_iter().map(str::to_owned).collect();
    columns.extend(column(conn, &text).await);
    let cells: Vec<String> = columns.iter().map(|own| format!("coalesce(cast({own} as text), '')")).collect();
    let text = format!("select {} from {name} order by {order}", cells.join(", "));
    let rows = sqlx::query(AssertSqlSafe(text)).fetch_all(conn).await.unwrap();
    let rows = rows.iter().map(|row| (0..columns.len()).map(|place| row.get(place)).collect()).collect();
    Table { name, columns, rows }
}

/// The first column of each row.
pub async fn column(conn: &mut AnyConnection, text: &str) -> Vec<String> {
    let rows = sqlx::query(AssertSqlSafe(text.to_owned())).fetch_all(conn).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}
