//! `xundao backup FILE` and `restore FILE`: one zip with the journal, the tables outside it, the attachments, the heads
//! and the checksums of all. A backup is taken while the server runs; a restore checks everything before it writes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail, ensure};
use clap::Args;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use store::Db;
use store::archive::{Chains, Filling, Moment, Row, Table};
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::file::disk;

/// The only shape there is yet.
const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
const BALLOT: &str = "ballot";
/// Rows put at a time.
const CHUNK: usize = 2_000;

#[derive(Debug, Args)]
pub struct Restore {
    /// The backup
    pub file: PathBuf,
    /// Leave out what was answered in surveys, which can't be read without the ballot.key of then. Slips printed by then are worth nothing
    #[arg(long)]
    pub without_ballots: bool,
}

#[derive(Debug, Args)]
pub struct Backup {
    /// The backup's file
    pub file: PathBuf,
}

/// What is in a backup.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    format: u32,
    version: String,
    /// Where each book ends: `book seq hash`.
    heads: Vec<String>,
    tables: Vec<Listed>,
    /// Attachments by the hash of the bytes as they are stored, which is their name in the archive.
    files: BTreeSet<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Listed {
    table: Table,
    rows: u64,
    sha256: String,
}

type Zip = ZipWriter<BufWriter<File>>;

/// Writes the backup beside its place and names it when it is whole.
///
/// # Errors
/// The database, the disk, an attachment that is missing or damaged.
pub async fn backup(db: &Db, data: &Path, args: &Backup) -> anyhow::Result<ExitCode> {
    let named = || args.file.display().to_string();
    let folder = args.file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = NamedTempFile::new_in(folder).with_context(named)?;
    let manifest = write(db, data, beside.reopen()?).await?;
    beside.persist(&args.file).with_context(named)?;
    manifest.heads.iter().for_each(|head| println!("{head}"));
    if manifest.tables.iter().any(|listed| listed.table.name == BALLOT && listed.rows > 0) {
        // apart from what this very backup says: whoever has it must not have the key
        eprintln!(
            "answers of surveys are sealed; what opens them (--ballot-key, by itself beside --data or in it) is not in the \
             backup: keep it apart"
        );
    }
    Ok(ExitCode::SUCCESS)
}

async fn write(db: &Db, data: &Path, file: File) -> anyhow::Result<Manifest> {
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let mut moment = Moment::begin(db).await?;
    let mut chains = Chains::default();
    let (mut tables, mut files) = (Vec::new(), BTreeSet::new());
    for table in moment.tables().to_vec() {
        let listed = table_out(&mut zip, &mut moment, &table, &mut chains, &mut files).await?;
        tables.push(listed);
    }
    moment.end().await?;
    for hash in &files {
        attachment_out(&mut zip, data, hash)?;
    }
    let heads = chains.heads();
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let manifest = Manifest { format: FORMAT, version, heads, tables, files };
    zip.start_file(MANIFEST, options(CompressionMethod::Deflated))?;
    zip.write_all(&serde_json::to_vec_pretty(&manifest)?)?;
    let file = zip.finish()?.into_inner().map_err(|why| why.into_error())?;
    file.sync_all()?;
    Ok(manifest)
}

fn options(how: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(how).large_file(true)
}

async fn table_out(
    zip: &mut Zip,
    moment: &mut Moment,
    table: &Table,
    chains: &mut Chains,
    files: &mut BTreeSet<String>,
) -> anyhow::Result<Listed> {
    zip.start_file(format!("tables/{}.jsonl", table.name), options(CompressionMethod::Deflated))?;
    let (mut sum, mut many) = (Sha256::new(), 0);
    loop {
        let rows = moment.rows(table, i64::try_from(many)?).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            if table.name == "journal" {
                chains.follow(table, row)?;
            } else if table.name == "file" {
                files.extend(stored(table, row));
            }
            let mut line = serde_json::to_vec(row)?;
            line.push(b'\n');
            sum.update(&line);
            zip.write_all(&line)?;
        }
        many += rows.len() as u64;
    }
    Ok(Listed { table: table.clone(), rows: many, sha256: disk::hex(&sum.finalize()) })
}

fn text_of(table: &Table, row: &Row, column: &str) -> Option<String> {
    let place = table.columns.iter().position(|own| own.name == column)?;
    row.get(place)?.as_str().map(str::to_owned)
}

/// Two pictures that were sent may be one when painted anew.
fn stored(table: &Table, row: &Row) -> Option<String> {
    text_of(table, row, "stored").or_else(|| text_of(table, row, "hash"))
}

fn attachment_out(zip: &mut Zip, data: &Path, hash: &str) -> anyhow::Result<()> {
    let known = disk::hash(hash).with_context(|| format!("{hash}: not a hash"))?;
    let bytes = std::fs::read(disk::path(data, &known)).with_context(|| format!("attachment {hash}"))?;
    ensure!(disk::sum(&bytes) == hash, "attachment {hash} is damaged on disk");
    zip.start_file(format!("files/{hash}"), options(CompressionMethod::Stored))?;
    Ok(zip.write_all(&bytes)?)
}

type Archive = ZipArchive<BufReader<File>>;

/// Puts a backup into an empty database.
///
/// # Errors
/// A broken backup, ballots that the key does not open, a database in use; nothing has changed then.
pub async fn restore(db: &Db, data: &Path, args: &Restore) -> anyhow::Result<ExitCode> {
    let file = File::open(&args.file).with_context(|| args.file.display().to_string())?;
    let mut zip = ZipArchive::new(BufReader::new(file)).context("this is no backup, or it is cut off")?;
    let mut manifest = checked(&mut zip).context("the backup is broken")?;
    if args.without_ballots {
        manifest.tables.retain(|listed| listed.table.name != BALLOT);
        eprintln!(
            "what was answered in surveys is left out, and slips that were printed are worth nothing: print new ones"
        );
    }
    opened(&mut zip, &manifest, db).context(
        "put the ballot.key of then into --data, or name it with --ballot-key, or restore --without-ballots",
    )?;
    let mut filling = Filling::begin(db).await?;
    let filled = fill(&mut zip, &manifest, &mut filling, data).await;
    let (done, why) = match filled {
        Ok(()) => (Ok(()), None),
        Err(why) => (Err(store::Error::Refused(why.to_string())), Some(why)),
    };
    let ended = filling.end(done).await;
    if let Some(why) = why {
        return Err(why);
    }
    ended?;
    // those of before ballots were sealed do not lie about until a server starts
    store::ballot::ready(db).await?;
    store::rebuild::rebuild(db).await?;
    match store::verify::verify(db).await? {
        Ok(_) => manifest.heads.iter().for_each(|head| println!("{head}")),
        Err(fault) => bail!("restored, but not whole: {} {}: {}", fault.book, fault.seq, fault.why),
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads everything once and compares it with what the manifest says.
fn checked(zip: &mut Archive) -> anyhow::Result<Manifest> {
    let manifest: Manifest = serde_json::from_reader(zip.by_name(MANIFEST).context(MANIFEST)?)?;
    ensure!(manifest.format == FORMAT, "made by another release ({})", manifest.version);
    let mut chains = Chains::default();
    let mut files = BTreeSet::new();
    for listed in &manifest.tables {
        let (mut sum, mut many) = (Sha256::new(), 0);
        lines(zip, &listed.table, |line, row| {
            if listed.table.name == "journal" {
                chains.follow(&listed.table, &row)?;
            } else if listed.table.name == "file" {
                files.extend(stored(&listed.table, &row));
            }
            sum.update(line);
            many += 1;
            Ok(())
        })?;
        let name = &listed.table.name;
        ensure!(many == listed.rows && disk::hex(&sum.finalize()) == listed.sha256, "{name} was changed");
    }
    ensure!(chains.heads() == manifest.heads, "the heads are not those of the journal");
    ensure!(files == manifest.files, "the attachments are not those of the list");
    let known: BTreeMap<&str, ()> = manifest.tables.iter().map(|listed| (listed.table.name.as_str(), ())).collect();
    ensure!(known.contains_key("journal") && known.contains_key("book"), "there is no journal in it");
    for hash in &manifest.files {
        ensure!(disk::sum(&attachment(zip, hash)?) == *hash, "attachment {hash} was changed");
    }
    Ok(manifest)
}

/// Ballots that nobody can open would be lost unseen.
fn opened(zip: &mut Archive, manifest: &Manifest, db: &Db) -> anyhow::Result<()> {
    for Listed { table, .. } in manifest.tables.iter().filter(|listed| listed.table.name == BALLOT) {
        lines(zip, table, |_, row| {
            let column = |name: &str| table.columns.iter().position(|own| own.name == name).and_then(|at| row.get(at));
            let place =
                column("survey").and_then(|own| own.as_str()).zip(column("raters").and_then(|own| own.as_i64()));
            let body = column("body").and_then(|own| own.as_str());
            let ((survey, raters), body) = place.zip(body).context("a ballot of another shape")?;
            if !survey.is_empty() && store::seal::is_sealed(body) {
                db.key().open(&store::ballot::sealed_for(survey, raters), body)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn attachment(zip: &mut Archive, hash: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = crate::form::FILE_BYTES as u64 * 8;
    zip.by_name(&format!("files/{hash}"))?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn lines(
    zip: &mut Archive,
    table: &Table,
    mut each: impl FnMut(&[u8], Row) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut part = BufReader::new(zip.by_name(&format!("tables/{}.jsonl", table.name))?);
    let mut line = Vec::new();
    while part.read_until(b'\n', &mut line)? > 0 {
        each(&line, serde_json::from_slice(&line)?)?;
        line.clear();
    }
    Ok(())
}

async fn fill(zip: &mut Archive, manifest: &Manifest, filling: &mut Filling, data: &Path) -> anyhow::Result<()> {
    for listed in &manifest.tables {
        let mut rows: Vec<Row> = Vec::new();
        lines(zip, &listed.table, |_, row| {
            // what ties a database to its key is made anew
            if listed.table.name != BALLOT || text_of(&listed.table, &row, "survey").is_none_or(|own| !own.is_empty()) {
                rows.push(row);
            }
            Ok(())
        })?;
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            filling.put(&listed.table, rows.by_ref().take(CHUNK).collect()).await?;
        }
    }
    for hash in &manifest.files {
        let written = disk::write(data, &attachment(zip, hash)?)?;
        ensure!(written.as_str() == hash, "attachment {hash}");
    }
    Ok(())
}
