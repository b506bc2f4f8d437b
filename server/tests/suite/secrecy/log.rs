//! The server's own log, set up as `main` does, at its most talkative; what this test's own browsers say is left out.

use std::io::Write;
use std::sync::{Mutex, Once, PoisonError};

static SAID: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Kept;

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        SAID.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// As with `RUST_LOG=trace`.
pub fn capture() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let filter = server::said::filter("trace,reqwest=off,hyper_util::client=off,cookie_store=off");
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(|| Kept).with_ansi(false).init();
    });
}

/// How much was said so far.
pub fn mark() -> usize {
    SAID.lock().unwrap_or_else(PoisonError::into_inner).len()
}

/// What was said from there on.
pub fn since(mark: usize) -> String {
    String::from_utf8_lossy(&SAID.lock().unwrap_or_else(PoisonError::into_inner)[mark..]).into_owned()
}
