//! While developing: build, run, look for changed sources twice a second, build and run again.
//! Polling needs no further dependency and works on every file system.
use crate::{build, place, run, site};
use clap::Args;
use std::{process::Child, thread::sleep, time::Duration};

#[derive(Args, Clone, Debug)]
pub struct Options {
    #[command(flatten)]
    pub build: build::Options,
    /// Where the server listens
    #[arg(long, default_value = "127.0.0.1:3000")]
    pub listen: String,
    /// Handed to `xundao serve`
    #[arg(last = true)]
    pub rest: Vec<String>,
}

pub fn serve(options: &Options) -> anyhow::Result<()> {
    let mut seen = site::sources(&site::SOURCES);
    let mut server = start(options);
    loop {
        sleep(Duration::from_millis(500));
        let now = site::sources(&site::SOURCES);
        if now != seen {
            seen = now;
            // build first: the old server answers until the new one is ready
            server = match build::build(&options.build) {
                Ok(_) => {
                    stop(server);
                    start_built(options)
                }
                Err(error) => {
                    report(&error);
                    server
                }
            };
        }
    }
}

fn start(options: &Options) -> Option<Child> {
    match build::build(&options.build) {
        Ok(_) => start_built(options),
        Err(error) => {
            report(&error);
            None
        }
    }
}

fn start_built(options: &Options) -> Option<Child> {
    let server = place::server(options.build.release).display().to_string();
    let mut command = run::program(&server, ["serve", "--listen", &options.listen]);
    match command.args(&options.rest).spawn() {
        Ok(child) => Some(child),
        Err(error) => {
            report(&error.into());
            None
        }
    }
}

fn stop(server: Option<Child>) {
    if let Some(mut child) = server {
        // both fail only when it has ended already
        drop(child.kill());
        drop(child.wait());
    }
}

/// A mistake in a source is an everyday thing here: say it and wait for the next change.
fn report(error: &anyhow::Error) {
    eprintln!("{error:#}");
}
