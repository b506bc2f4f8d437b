//! What an administrator has in hand: the database before and after, its files, a backup made by the product, the log.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::common::TestApp;
use crate::secrecy::attack::Attacker;
use crate::secrecy::dump::{Table, dump};
use crate::secrecy::log;
use crate::secrecy::marks::{Window, times};
use store::seal::BallotKey;

pub struct Evidence {
    database: String,
    /// SQLite's, whose log lies beside it.
    file: Option<PathBuf>,
    /// For who has the key as well: even then no answer is anybody's.
    key: BallotKey,
    before: Vec<Table>,
    tables: Vec<Table>,
    backup: Vec<Table>,
    /// Ballots as they lie in the database and in the backup.
    sealed: Vec<Table>,
    sealed_backup: Vec<Table>,
    /// Of the backup what is no table.
    rest: Vec<(String, String)>,
    /// By the clock of the app and by the real one.
    windows: [Window; 2],
    mark: usize,
    said: String,
}

fn real() -> i64 {
    server::edge::clock()().0
}

impl Evidence {
    /// Slips are printed, nobody has answered.
    pub async fn before(app: &TestApp, database: &str, file: Option<&Path>) -> Evidence {
        let window = |from: i64| Window { from, until: i64::MAX };
        Evidence {
            database: database.to_owned(),
            file: file.map(Path::to_owned),
            key: app.server.db.key().clone(),
            before: opened(dump(database).await, app.server.db.key()),
            tables: Vec::new(),
            backup: Vec::new(),
            sealed: Vec::new(),
            sealed_backup: Vec::new(),
            rest: Vec::new(),
            windows: [window(app.now().0), window(real())],
            mark: log::mark(),
            said: String::new(),
        }
    }

    /// Everybody has answered.
    pub async fn after(&mut self, app: &TestApp) {
        self.look().await;
        self.back_up(app).await;
        self.windows[0].until = app.now().0;
        self.said = log::since(self.mark);
    }

    /// The tables as they are now.
    pub async fn look(&mut self) {
        let tables = dump(&self.database).await;
        self.sealed = ballots(&tables);
        self.tables = opened(tables, &self.key);
        self.windows[1].until = real();
    }

    async fn back_up(&mut self, app: &TestApp) {
        let dir = tempfile::tempdir().unwrap();
        let args = server::command::backup::Backup { file: dir.path().join("backup.zip") };
        server::command::backup::backup(&app.server.db, app.dir(), &args).await.unwrap();
        let mut zip = zip::ZipArchive::new(std::fs::File::open(&args.file).unwrap()).unwrap();
        for place in 0..zip.len() {
            let mut part = zip.by_index(place).unwrap();
            let (name, mut text) = (part.name().unwrap().to_string(), String::new());
            part.read_to_string(&mut text).unwrap();
            match name.strip_prefix("tables/") {
                Some(table) => self.backup.push(lines(table, &text)),
                None => self.rest.push((name, text)),
            }
        }
        self.sealed_backup = ballots(&self.backup);
        assert!(self.sealed_backup.iter().any(|own| !own.rows.is_empty()));
        self.backup = opened(std::mem::take(&mut self.backup), &self.key);
    }

    /// Everything that can be found out.
    pub fn leaks(&self, attacker: &Attacker) -> Vec<String> {
        let mut leaks = self.in_tables(attacker);
        leaks.extend(self.without_key(attacker));
        leaks.extend(attacker.tables(&self.backup));
        for (name, text) in &self.rest {
            leaks.extend(attacker.text(name, text));
        }
        assert!(
            self.said.contains("DEBUG") && self.said.contains("update ballot"),
            "the log says little: {}",
            self.said
        );
        leaks.extend(attacker.text("the log", &self.said));
        leaks.extend(self.file.iter().flat_map(|file| written_ahead(file, attacker)));
        leaks
    }

    /// What of it the tables tell as they were looked at last.
    pub fn in_tables(&self, attacker: &Attacker) -> Vec<String> {
        let mut leaks = attacker.tables(&self.tables);
        leaks.extend(times(&self.before, &self.tables, &self.windows));
        leaks
    }

    /// What ballots tell who has everything but the key: neither which slips came back nor what was answered, however few they are.
    pub fn without_key(&self, attacker: &Attacker) -> Vec<String> {
        let rows = self.sealed.iter().chain(&self.sealed_backup).flat_map(|own| &own.rows);
        rows.flat_map(|row| attacker.text("a ballot", &row.join("\n"))).collect()
    }

    /// A ballot in which something was answered, as it lies there and as the key opens it.
    pub fn ballot(&self, words: &str) -> [String; 2] {
        let place = |tables: &[Table]| tables.iter().find(|own| own.name == "ballot").unwrap().clone();
        let (sealed, open) = (place(&self.sealed), place(&self.tables));
        let at = open.rows.iter().position(|row| row.join("").contains(words)).unwrap();
        let body = open.columns.iter().position(|own| own == "body").unwrap();
        [&sealed, &open].map(|own| own.rows[at][body].clone())
    }

    pub fn database(&self) -> &str {
        &self.database
    }
}

fn ballots(tables: &[Table]) -> Vec<Table> {
    tables.iter().filter(|own| own.name.contains("ballot")).cloned().collect()
}

/// As who has the key reads them.
fn opened(mut tables: Vec<Table>, key: &BallotKey) -> Vec<Table> {
    for table in tables.iter_mut().filter(|own| own.name.contains("ballot")) {
        // in a backup columns have no names, and stand as they do in the migration
        let at = |name: &str, place: usize| table.columns.iter().position(|own| own == name).unwrap_or(place);
        let [survey, raters, body] = [at("survey", 0), at("raters", 1), at("body", 2)];
        for row in &mut table.rows {
            let place = store::ballot::sealed_for(&row[survey], row[raters].parse().unwrap());
            // one that is planted unsealed is read by anybody
            if store::seal::is_sealed(&row[body]) {
                row[body] = key.open(&place, &row[body]).unwrap();
            }
        }
    }
    tables
}

/// A table of the archive: one row a line, in the order of the file.
fn lines(name: &str, text: &str) -> Table {
    let cell = |own: &serde_json::Value| own.as_str().map_or_else(|| own.to_string(), str::to_owned);
    let row = |line: &str| serde_json::from_str::<Vec<serde_json::Value>>(line).unwrap().iter().map(cell).collect();
    let rows: Vec<Vec<String>> = text.lines().map(row).collect();
    let columns = (0..rows.first().map_or(0, Vec::len)).map(|place| format!("column {place}")).collect();
    Table { name: format!("backup of {name}"), columns, rows }
}

/// SQLite's log would have each ballot as it was before the next answer.
fn written_ahead(file: &Path, attacker: &Attacker) -> Vec<String> {
    let log = file.with_file_name("xundao.sqlite-wal");
    let bytes = std::fs::read(log).unwrap_or_default();
    attacker.text("the log of SQLite", &String::from_utf8_lossy(&bytes))
}
