//! Where things are.
use std::{env, path::PathBuf};

/// The repository: xtask's own directory is one level below. Asked when running and not when compiled,
/// because several checkouts may share one target directory and so one xtask.
pub fn root() -> PathBuf {
    let own = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    own.parent().unwrap_or(&own).to_owned()
}

/// Cargo's target directory, which everything built goes into.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty()) {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// What the server embeds.
pub fn site() -> PathBuf {
    target().join("site")
}

/// The server's executable.
pub fn server(release: bool) -> PathBuf {
    target().join(if release { "release" } else { "debug" }).join("xundao")
}
