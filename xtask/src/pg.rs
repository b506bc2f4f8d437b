//! A private PostgreSQL for one test run: own directory, own port, gone afterwards. For the browser tests with the demo.
use crate::{need, run};
use anyhow::{Context as _, bail};
use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

/// The database with the demo in it.
const DEMO: &str = "demo";

pub struct Postgres {
    server: Child,
    dir: PathBuf,
    bin: PathBuf,
    port: u16,
    /// What `XUNDAO_TEST_POSTGRES` is set to; a database's name follows after a slash.
    pub url: String,
}

impl Postgres {
    pub fn start() -> anyhow::Result<Postgres> {
        let bin = need::postgres()?;
        let port = free_port()?;
        let dir = std::env::temp_dir().join(format!("xundao-pg-{}-{port}", std::process::id()));
        fs::create_dir_all(&dir)?;
        let root = need::is_root();
        if root {
            // PostgreSQL refuses to run as root
            run::done(&mut run::program("chown", [Path::new("postgres"), &dir]))?;
        }
        let mut init = own(&bin.join("initdb"), root);
        init.args(["-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D"]).arg(&dir);
        run::done(init.stdout(Stdio::null()))?;
        let server = own(&bin.join("postgres"), root).args(settings(&dir, port)).spawn().context("postgres")?;
        let url = format!("postgres://postgres@127.0.0.1:{port}");
        let mut postgres = Postgres { server, dir, bin, port, url };
        postgres.ready(port)?;
        Ok(postgres)
    }

    /// Brings the demo's records over from SQLite by a backup, into the database that each test copies.
    pub fn demo(&self, server: &Path, template: &Path) -> anyhow::Result<()> {
        run::done(self.createdb().arg(DEMO))?;
        let (server, backup) = (server.display().to_string(), self.dir.join("demo.backup"));
        let restored = self.dir.join("restored");
        let database = format!("{}/{DEMO}", self.url);
        let mut out = run::program(&server, ["backup", "--data"]);
        run::done(out.args([template, &backup]).stdout(Stdio::null()))?;
        fs::create_dir_all(&restored)?;
        fs::copy(template.join("ballot.key"), restored.join("ballot.key")).context("ballot.key")?;
        let mut back = run::program(&server, ["restore", "--database", &database, "--data"]);
        run::done(back.args([&restored, &backup]).stdout(Stdio::null()))
    }

    /// What `end2end/server.ts` makes a copy with: PostgreSQL's own program, its server, the database to copy.
    pub fn copying(&self) -> [(&'static str, String); 3] {
        [
            ("XUNDAO_CREATEDB", self.bin.join("createdb").display().to_string()),
            ("XUNDAO_TEST_POSTGRES", self.url.clone()),
            ("XUNDAO_TEMPLATE_DATABASE", DEMO.to_owned()),
        ]
    }

    fn createdb(&self) -> Command {
        let port = self.port.to_string();
        let program = self.bin.join("createdb").display().to_string();
        run::program(&program, ["-h", "127.0.0.1", "-p", &port, "-U", "postgres"])
    }

    /// Waits until it takes connections; it listens a little earlier.
    fn ready(&mut self, port: u16) -> anyhow::Result<()> {
        let asks = self.bin.join("pg_isready").display().to_string();
        for _ in 0..300 {
            if let Some(status) = self.server.try_wait()? {
                bail!("PostgreSQL ended with {status}: {}", self.dir.join("log").display());
            }
            if run::program(&asks, ["-q", "-h", "127.0.0.1", "-p", &port.to_string()]).status()?.success() {
                return Ok(());
            }
            sleep(Duration::from_millis(100));
        }
        bail!("PostgreSQL does not answer after 30 s")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGINT is its fast shutdown; std can only send SIGKILL, after which shared memory would stay
        let pid = self.server.id().to_string();
        drop(run::program("kill", ["-INT", &pid]).status());
        drop(self.server.wait());
        drop(fs::remove_dir_all(&self.dir));
    }
}

/// Test data may be lost with the machine, so nothing waits for the disk.
fn settings(dir: &Path, port: u16) -> Vec<String> {
    let mut args = vec!["-D".to_owned(), dir.display().to_string()];
    let set = [
        format!("port={port}"),
        "listen_addresses=127.0.0.1".into(),
        "unix_socket_directories=".into(),
        "max_connections=200".into(),
        "fsync=off".into(),
        "synchronous_commit=off".into(),
        "full_page_writes=off".into(),
        "logging_collector=off".into(),
        "log_min_messages=fatal".into(),
    ];
    args.extend(set.into_iter().flat_map(|one| ["-c".to_owned(), one]));
    args
}

/// As user postgres when we are root, and ended by the kernel should this program be killed.
/// setpriv replaces itself by the program, so the child's id is PostgreSQL's.
fn own(program: &Path, root: bool) -> Command {
    if run::which("setpriv").is_none() {
        return run::program(&program.display().to_string(), [""; 0]);
    }
    let mut command = run::program("setpriv", ["--pdeathsig", "INT"]);
    if root {
        command.args(["--reuid", "postgres", "--regid", "postgres", "--init-groups"]);
    }
    // a directory that both users may be in
    command.arg(program).current_dir("/").stdin(Stdio::null());
    command
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
