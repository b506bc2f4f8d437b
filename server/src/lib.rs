//! The server: configuration, routes, built files, sessions, the event stream.
pub mod assets;
pub mod config;
pub mod edge;
pub mod live;
pub mod router;
pub mod session;
