//! Full-text search over the library. How a text is cut into grams, and whether an entry fits, says `domain::standard::search`;
//! here lies the index, in one table on both databases.

use domain::act::Subject;
use domain::kinds::Book;
use domain::record::Record;
use domain::standard::Standard;
use domain::standard::search::{Question, index};
use domain::viewer::Reach;
use sqlx::AnyConnection;

use crate::db::Db;
use crate::error::Result;
use crate::load::read;
use crate::save::insert;
use crate::scope::within;
use crate::sql::{Columns, Sql, Value};

/// Entries of one answer at most: who asks for more asks more closely.
const MANY: usize = 100;
/// Entries that have all grams and are looked at: of those some have the words only in pieces.
const LOOKED: i64 = 400;

/// Writes the grams of the entries among these records, in place of those that they had.
pub(crate) async fn save(conn: &mut AnyConnection, records: impl Iterator<Item = &Record>) -> Result<()> {
    let own: Vec<&Standard> =
        records.filter_map(|record| <&Box<Standard>>::try_from(record).ok()).map(AsRef::as_ref).collect();
    if own.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("delete from gram where ");
    sql.among("id", own.iter().map(|own| own.id.to_string()).collect::<Vec<_>>());
    sql.run(conn).await?;
    let rows = own.iter().flat_map(|own| {
        let id = own.id.to_string();
        index(own).into_iter().map(move |(gram, weight)| vec![Value::from(gram), id.as_str().into(), weight.into()])
    });
    insert(conn, "insert into gram (gram, id, weight)", "", rows.collect()).await
}

/// The entries within reach that have every word of the question, those that have it most first.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn search(db: &Db, reach: &Reach, book: Option<Book>, asked: &Question) -> Result<Vec<Standard>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new(
        "select r.id, r.body, f.weight from (select g.id, cast(sum(g.weight) as bigint) as weight from gram g where ",
    );
    sql.among("g.gram", asked.grams.iter().cloned());
    sql.push(" group by g.id having count(*) = ").bind(i64::try_from(asked.grams.len()).unwrap_or(i64::MAX));
    sql.push(") f join record r on r.id = f.id where r.subject = ").bind(<&str>::from(Subject::Standard));
    if let Some(book) = book {
        sql.push(" and r.book = ").bind(book.to_string());
    }
    sql.push(" and ");
    within(&mut sql, reach, "r");
    sql.push(" order by f.weight desc, r.id limit ").bind(LOOKED);
    let mut found = Vec::new();
    for row in sql.all(&mut conn).await? {
        let record = read(Subject::Standard, &row.text(0)?, &row.text(1)?)?;
        found.extend(Box::<Standard>::try_from(record).ok().map(|own| *own).filter(|own| asked.fits(own)));
    }
    found.truncate(MANY);
    Ok(found)
}
