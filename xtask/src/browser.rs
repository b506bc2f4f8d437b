//! Playwright with Debian's chromium. Its fixtures start the server themselves, one per worker, on a free
//! port with a data directory of its own.
use crate::{demo, need, place, run};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

pub struct Browser {
    chromium: PathBuf,
    server: PathBuf,
    /// the demo's data, once the server can make it
    template: Option<PathBuf>,
}

/// Everything there, or installed.
pub fn ready(server: &Path) -> anyhow::Result<Browser> {
    need::fonts()?;
    need::packages()?;
    Ok(Browser { chromium: need::chromium()?, server: server.to_owned(), template: demo::template(server)? })
}

impl Browser {
    pub fn template(&self) -> Option<&Path> {
        self.template.as_deref()
    }

    pub fn playwright(&self, config: &str) -> Command {
        let mut command = run::program("npx", ["--no-install", "playwright", "test", "--config", config]);
        command
            .current_dir(place::root().join("end2end"))
            .env("XUNDAO_CHROMIUM", &self.chromium)
            .env("XUNDAO_BIN", &self.server)
            .envs(self.template.as_ref().map(|data| ("XUNDAO_TEMPLATE", data)));
        command
    }
}
