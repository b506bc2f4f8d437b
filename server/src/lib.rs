//! The server: configuration, routes, built files, sessions, the event stream, attachments, ledgers, commands.
pub mod assets;
pub mod caller;
pub mod command;
pub mod config;
pub mod edge;
pub mod failure;
pub mod file;
pub mod form;
pub mod guard;
pub mod ledger;
pub mod live;
pub mod password;
pub mod router;
pub mod routes;
pub mod session;
pub mod signin;
pub mod welcome;
