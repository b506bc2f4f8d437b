//! Everything seen.
