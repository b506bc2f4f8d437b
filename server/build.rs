//! Tells the embedding where `cargo xtask build` puts the site: `site` in the target directory, as xtask finds it. Not
//! beside `OUT_DIR`: that lies in cargo's build directory, which may be another.
use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=XUNDAO_SITE");
    println!("cargo::rerun-if-env-changed=CARGO_TARGET_DIR");
    let site = match env::var_os("XUNDAO_SITE") {
        Some(dir) => PathBuf::from(dir),
        None => target()?.join("site"),
    };
    // the embedding refuses a missing directory, and a test of the server needs no site
    fs::create_dir_all(&site)?;
    println!("cargo::rerun-if-changed={}", site.display());
    println!("cargo::rustc-env=XUNDAO_SITE={}", site.display());
    Ok(())
}

/// As `place::target` of xtask.
fn target() -> Result<PathBuf, Box<dyn Error>> {
    let own = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo sets CARGO_MANIFEST_DIR")?);
    let root = own.parent().ok_or("the server's directory lies in the repository")?;
    Ok(match env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty()) {
        Some(dir) => root.join(dir),
        None => root.join("target"),
    })
}
