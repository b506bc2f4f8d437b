//! A program under measurement: started on a free port, asked for its memory and time, ended with the value.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

/// Where the server is, and where there is room for copies.
pub struct Place {
    pub server: PathBuf,
    pub work: PathBuf,
}

pub struct Process {
    child: Child,
    pub address: SocketAddr,
    /// From the start to the line that says where it listens.
    pub ready: Duration,
}

impl Place {
    /// The server on this data.
    pub fn serve(&self, data: &Path) -> anyhow::Result<Process> {
        let mut command = Command::new(&self.server);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).env("RUST_LOG", "warn");
        Process::start(command)
    }

    /// The control that answers with these bytes.
    pub fn plain(&self, body: &[u8]) -> anyhow::Result<Process> {
        let file = self.work.join("page");
        fs::write(&file, body)?;
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("plain").arg(file);
        Process::start(command)
    }

    /// A copy of data that may be changed. The attachments stay behind: nothing measured reads them.
    pub fn copy(&self, data: &Path) -> anyhow::Result<PathBuf> {
        let copy = self.work.join("copy");
        if copy.exists() {
            fs::remove_dir_all(&copy)?;
        }
        fs::create_dir_all(&copy)?;
        for entry in fs::read_dir(data).with_context(|| data.display().to_string())? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                fs::copy(entry.path(), copy.join(entry.file_name()))?;
            }
        }
        Ok(copy)
    }
}

impl Process {
    fn start(mut command: Command) -> anyhow::Result<Process> {
        let begun = Instant::now();
        let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start")?;
        let out = child.stdout.take().context("no output")?;
        for line in BufReader::new(out).lines() {
            if let Some(address) = line?.strip_prefix("listening on http://") {
                return Ok(Process { child, address: address.parse()?, ready: begun.elapsed() });
            }
        }
        bail!("{:?} ended with {}", command.get_program(), child.wait()?)
    }

    fn status(&self, field: &str) -> anyhow::Result<u64> {
        let text = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = text.lines().find_map(|line| line.strip_prefix(field)).with_context(|| field.to_owned())?;
        let number = line.trim_start_matches(':').trim().trim_end_matches(" kB");
        Ok(number.parse::<u64>()? * 1024)
    }

    /// Bytes in memory now.
    pub fn memory(&self) -> anyhow::Result<u64> {
        self.status("VmRSS")
    }

    /// The most bytes it ever had.
    pub fn peak(&self) -> anyhow::Result<u64> {
        self.status("VmHWM")
    }

    /// Processor time so far, of all threads.
    pub fn cpu(&self) -> anyhow::Result<Duration> {
        let text = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name stands in brackets and may hold spaces; after it come the state and, as 12th and 13th, user and
        // system time. A tick is 10 ms everywhere.
        let rest = text.rsplit(')').next().unwrap_or_default();
        let field = |place| rest.split_whitespace().nth(place).context("stat");
        let ticks = field(11)?.parse::<u64>()? + field(12)?.parse::<u64>()?;
        Ok(Duration::from_millis(ticks * 10))
    }

    /// Bytes handed to the disk so far.
    pub fn written(&self) -> anyhow::Result<u64> {
        let text = fs::read_to_string(format!("/proc/{}/io", self.child.id()))?;
        let line = text.lines().find_map(|line| line.strip_prefix("write_bytes: ")).context("io")?;
        Ok(line.trim().parse()?)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
