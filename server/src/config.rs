//! What can be set, by flag or by `XUNDAO_*`.
use crate::command;
use axum::http::Uri;
use clap::{Args, Parser, Subcommand};
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::path::{Path, PathBuf};

#[derive(Debug, Parser)]
#[command(name = "xundao", version, about = "巡导 Xundao")]
pub struct Cli {
    #[command(flatten)]
    pub settings: Settings,
    #[command(subcommand)]
    pub command: Command,
}

/// Where things are kept.
#[derive(Clone, Debug, Args)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://...`; by default an SQLite file in the data directory
    #[arg(long, env = "XUNDAO_DATABASE", global = true)]
    pub database: Option<String>,
    /// Attachments, and the SQLite file by default
    #[arg(long, env = "XUNDAO_DATA", default_value = "data", global = true)]
    pub data: PathBuf,
    /// The key that opens answers of surveys, made where it is missing; by default beside the data directory, as `data.ballot.key`,
    /// so that no copy of that takes it along, or `ballot.key` in it where it lies already, or where no SQLite file lies
    #[arg(long, env = "XUNDAO_BALLOT_KEY", value_name = "FILE", global = true)]
    pub ballot_key: Option<PathBuf>,
    /// The address that people type, as `https://xundao.example`; with https, cookies are kept to it
    #[arg(long, env = "XUNDAO_PUBLIC_URL", global = true, value_parser = public_url)]
    pub public_url: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site
    Serve(Serve),
    /// Fill an empty database with the demo campaign
    Demo(command::demo::Demo),
    /// Count every figure of the report as of a day
    Figures(command::figures::Figures),
    /// Check every chain; prints the heads, or the first bad entry as `book seq`
    Verify,
    /// Fold every book again
    Rebuild,
    /// Write everything into one file, while the server runs
    Backup(command::backup::Backup),
    /// Put a backup into an empty database
    Restore(command::backup::Restore),
    /// Compute a published score again from its file; success when it agrees, else what differs
    Score(command::score::Score),
    /// List the units' codes and names
    Units(command::units::Units),
    /// Bring in a unit's own records
    #[command(subcommand)]
    Import(command::import::Import),
    /// Register people and make one-time links
    #[command(subcommand)]
    User(User),
}

#[derive(Args)]
pub struct Serve {
    /// Where to listen; port 0 takes a free one and prints it
    #[arg(long, env = "XUNDAO_LISTEN", default_value = "127.0.0.1:3000", value_parser = listen)]
    pub listen: SocketAddr,
    /// A proxy in front writes X-Forwarded-For; without one, callers must not be believed
    #[arg(long, env = "XUNDAO_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// Hosts that reminders may go to, by exact name: `mail.example.cn,qyapi.weixin.qq.com`; with `:port` where it is not the
    /// usual one, with `http://` or `smtp://` in front where it is spoken to in the clear. Nothing goes anywhere else
    #[arg(long, env = "XUNDAO_NOTIFY_HOSTS", default_value = "")]
    pub notify_hosts: String,
    /// The mail server: `smtps://name:password@host`, `starttls://…`, or `smtp://host:port`; its host must be listed
    #[arg(long, env = "XUNDAO_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,
    /// Who reminders come from, as `巡导 <xundao@example.cn>`
    #[arg(long, env = "XUNDAO_MAIL_FROM")]
    pub mail_from: Option<String>,
}

impl Serve {
    /// Does nobody but this machine reach the server, as far as can be told from what was set?
    #[must_use]
    pub fn stays_here(&self, settings: &Settings) -> bool {
        self.listen.ip().is_loopback() && !self.behind_proxy && settings.public_url.as_deref().is_none_or(is_here)
    }
}

/// `127.0.0.1:3000`, or a name that leads to one address of this machine or another.
fn listen(raw: &str) -> Result<SocketAddr, String> {
    let found = raw.to_socket_addrs().map_err(|why| format!("give HOST:PORT, as 127.0.0.1:3000 ({why})"))?;
    found.min_by_key(SocketAddr::is_ipv6).ok_or_else(|| "the name leads to no address".to_owned())
}

/// `https://xundao.example`, with a port where it is not the usual one, and nothing behind it.
fn public_url(raw: &str) -> Result<String, String> {
    let wanted = "give scheme and host alone, as https://xundao.example";
    let uri: Uri = raw.parse().map_err(|_| wanted.to_owned())?;
    let scheme = uri.scheme_str().is_some_and(|scheme| ["http", "https"].contains(&scheme));
    let alone = uri.authority().is_some_and(|own| !own.as_str().contains('@')) && uri.path() == "/";
    if scheme && alone && uri.query().is_none() { Ok(raw.to_owned()) } else { Err(wanted.to_owned()) }
}

/// Is it an address of this machine alone?
fn is_here(public: &str) -> bool {
    let host = public.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned)).unwrap_or_default();
    let ip = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    host == "localhost" || ip.is_ok_and(|ip| ip.is_loopback())
}

/// Without the mail server's password.
impl std::fmt::Debug for Serve {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Serve")
            .field("listen", &self.listen)
            .field("notify_hosts", &self.notify_hosts)
            .finish_non_exhaustive()
    }
}

#[derive(Debug, Subcommand)]
pub enum User {
    /// Register a person and print their one-time link
    Add {
        #[arg(long)]
        login: String,
        #[arg(long)]
        name: String,
        /// `system`, `security`, `audit` or `office`; other roles are given on the people page
        #[arg(long)]
        role: Vec<String>,
    },
    /// Print a one-time link for a new password
    Reset {
        #[arg(long)]
        login: String,
    },
}

impl Settings {
    /// The address that people type.
    #[must_use]
    pub fn public(&self, listen: SocketAddr) -> String {
        let public = self.public_url.clone().unwrap_or_else(|| format!("http://{listen}"));
        public.trim_end_matches('/').to_owned()
    }

    /// The database's address.
    #[must_use]
    pub fn url(&self) -> String {
        self.database.clone().unwrap_or_else(|| format!("sqlite:{}", self.data.join("xundao.sqlite").display()))
    }

    /// The file with the key of ballots. Without a word it lies where a copy of the data directory, which has the SQLite file, does
    /// not take it along: beside it. It stays in it where it lies already, where the database is elsewhere, and where beside it
    /// nothing would last.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        let usual = || {
            let inside = self.data.join("ballot.key");
            let data = self.data.canonicalize().ok().filter(|data| self.database_directory().as_ref() == Some(data));
            match data.as_deref().and_then(beside) {
                Some(beside) if !inside.exists() => beside,
                Some(_) | None => inside,
            }
        };
        self.ballot_key.clone().unwrap_or_else(usual)
    }

    /// Does the key lie in the directory of the SQLite file? Whoever copies that has both.
    #[must_use]
    pub fn key_beside_database(&self) -> bool {
        let key = directory(&self.key_file());
        key.is_some() && key == self.database_directory()
    }

    /// Of an SQLite file.
    fn database_directory(&self) -> Option<PathBuf> {
        let url = self.url();
        let path = url.strip_prefix("sqlite:")?;
        directory(Path::new(path.strip_prefix("//").unwrap_or(path)))
    }
}

/// The key's place beside a directory, if it is there or could be. Not where the directory is a disk of its own: around one that is
/// mounted into a container nothing stays when the container goes.
fn beside(data: &Path) -> Option<PathBuf> {
    let (around, mut name) = (data.parent()?, data.file_name()?.to_owned());
    name.push(".ballot.key");
    let key = around.join(name);
    let lasts = || disk(around).is_some() && disk(around) == disk(data) && tempfile::tempfile_in(around).is_ok();
    (key.exists() || lasts()).then_some(key)
}

/// Which disk it is on, as far as the system tells them apart.
#[cfg(unix)]
fn disk(directory: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    directory.metadata().ok().map(|own| own.dev())
}

#[cfg(not(unix))]
fn disk(directory: &Path) -> Option<u64> {
    directory.metadata().ok().map(|_| 0)
}

/// The directory of a file, as it is really called.
fn directory(file: &Path) -> Option<PathBuf> {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new(".")).canonicalize().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(data: &Path) -> Settings {
        Settings { database: None, data: data.to_owned(), ballot_key: None, public_url: None }
    }

    #[test]
    fn a_copy_of_the_data_directory_has_no_key_unless_it_lay_there_already() {
        let dir = tempfile::tempdir().unwrap();
        let (data, around) = (dir.path().join("data"), dir.path().canonicalize().unwrap());
        std::fs::create_dir(&data).unwrap();
        let own = settings(&data);
        assert_eq!((own.key_file(), own.key_beside_database()), (around.join("data.ballot.key"), false));
        let told = Settings { ballot_key: Some(data.join("own.key")), ..own.clone() };
        assert_eq!((told.key_file(), told.key_beside_database()), (data.join("own.key"), true));
        std::fs::write(data.join("ballot.key"), "").unwrap();
        assert_eq!((own.key_file(), own.key_beside_database()), (data.join("ballot.key"), true));
        // as the warning asks for
        std::fs::rename(data.join("ballot.key"), around.join("data.ballot.key")).unwrap();
        assert_eq!((own.key_file(), own.key_beside_database()), (around.join("data.ballot.key"), false));
    }

    #[test]
    fn where_no_database_lies_the_key_lies_with_the_rest() {
        let (dir, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = format!("sqlite:{}", other.path().join("xundao.sqlite").display());
        for database in ["postgres://xundao@db.example/xundao".to_owned(), file] {
            let own = Settings { database: Some(database), ..settings(dir.path()) };
            assert_eq!((own.key_file(), own.key_beside_database()), (dir.path().join("ballot.key"), false));
        }
    }
}
