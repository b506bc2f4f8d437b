//! Tells the embedding where `cargo xtask build` put the site: `site` in cargo's target directory.
use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=XUNDAO_SITE");
    let site = match env::var_os("XUNDAO_SITE") {
        Some(dir) => PathBuf::from(dir),
        None => beside_the_profile()?,
    };
    // the embedding refuses a missing directory, and a test of the server needs no site
    fs::create_dir_all(&site)?;
    println!("cargo::rerun-if-changed={}", site.display());
    println!("cargo::rustc-env=XUNDAO_SITE={}", site.display());
    Ok(())
}

/// OUT_DIR is TARGET/PROFILE/build/server-HASH/out.
fn beside_the_profile() -> Result<PathBuf, Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let target = out.ancestors().nth(4).ok_or("OUT_DIR lies four levels below the target directory")?;
    Ok(target.join("site"))
}
