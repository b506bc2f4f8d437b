//! The real binary, run as an operator runs it: its commands, and a server as a process that can be killed.
// Real processes on the real clock.
#![allow(clippy::disallowed_methods)]

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

const BINARY: &str = env!("CARGO_BIN_EXE_xundao");

/// Where a server keeps its things.
#[derive(Clone)]
pub struct Place {
    pub data: PathBuf,
    pub database: String,
}

/// How a command ended.
#[derive(Debug)]
pub struct Done {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Place {
    /// Everything by default: an SQLite file in the data directory.
    pub fn at(data: &Path) -> Place {
        Place { data: data.to_owned(), database: format!("sqlite:{}", data.join("xundao.sqlite").display()) }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        command.args(args).arg("--data").arg(&self.data).arg("--database").arg(&self.database);
        command.env_remove("XUNDAO_LISTEN").env_remove("XUNDAO_PUBLIC_URL");
        // in the directory that goes with the test
        command.env("XUNDAO_BALLOT_KEY", self.data.join("ballot.key"));
        command.env("RUST_LOG", "info");
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, args: &[&str]) -> Done {
        let Output { status, stdout, stderr } = self.command(args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Done { code: status.code(), out: text(stdout), err: text(stderr) }
    }

    /// Runs a command that must succeed, and reads what it prints as JSON.
    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        let done = self.run(args);
        assert_eq!(done.code, Some(0), "{args:?}: {done:?}");
        serde_json::from_str(&done.out).unwrap_or_else(|why| panic!("{why}: {done:?}"))
    }

    /// Begins a command, and kills it as soon as this stands in what it says of its progress.
    pub fn interrupt(&self, args: &[&str], at: &str) {
        let mut child = self.command(args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (mut told, mut said) = (child.stderr.take().unwrap(), Vec::<u8>::new());
        while !String::from_utf8_lossy(&said).contains(at) {
            let mut next = [0_u8];
            assert_eq!(told.read(&mut next).unwrap(), 1, "ended before: {}", String::from_utf8_lossy(&said));
            said.extend(next);
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Serves on a free port of this machine.
    pub fn serve(&self) -> Running {
        self.serve_on("127.0.0.1:0", &[])
    }

    /// Serves, and waits for the line that says where.
    pub fn serve_on(&self, listen: &str, more: &[&str]) -> Running {
        let mut command = self.command(&["serve", "--listen", listen]);
        command.args(more);
        started(command)
    }

    /// Serves where nobody has said where the key of ballots lies.
    pub fn serve_untold(&self) -> Running {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.env_remove("XUNDAO_BALLOT_KEY");
        started(command)
    }
}

fn started(mut command: Command) -> Running {
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut child = command.stdout(Stdio::piped()).stderr(log.reopen().unwrap()).spawn().unwrap();
    let mut said = Vec::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        if let Some(url) = line.strip_prefix("listening on ") {
            let port = url.rsplit(':').next().unwrap();
            return Running { url: format!("http://127.0.0.1:{port}"), said, child, log };
        }
        said.push(line);
    }
    let _ = child.wait();
    panic!("it did not start: {said:?} {}", std::fs::read_to_string(log.path()).unwrap());
}

/// A serving process; killed when it is dropped.
pub struct Running {
    pub url: String,
    /// What it printed before it listened.
    pub said: Vec<String>,
    child: Child,
    log: tempfile::NamedTempFile,
}

impl Running {
    /// SIGKILL: no time to finish anything.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, as from what supervises it: it has time to finish what is under way, and ten seconds at most.
    pub fn end(&mut self) -> ExitStatus {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
        for _ in 0..200 {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("told to end, it goes on: {}", self.log());
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log.path()).unwrap()
    }

    /// The most memory that it ever held, in bytes.
    pub fn peak(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
