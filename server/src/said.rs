//! What the program's log may say. An address may hold a secret: the code of a slip, a one-time link.

use tracing_subscriber::EnvFilter;

/// `level` as in `RUST_LOG`, without those who write down addresses.
#[must_use]
pub fn filter(level: &str) -> EnvFilter {
    EnvFilter::new(format!("{level},tower_http::csrf=off"))
}
