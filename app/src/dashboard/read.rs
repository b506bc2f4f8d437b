//! Reading a dashboard: one GET for everything on the screen, counted from the tally. Refuses a scope out of reach
//! with the same answer as one that does not exist.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::board::Board;
use super::scope::Asked;
use crate::failure::Failure;
use crate::wire::Json;

/// Everything the screen shows. `asked` is [`Asked`] as JSON.
#[server(prefix = "/api", endpoint = "dashboard", input = GetUrl, output = Json)]
pub async fn read_board(asked: String) -> Result<Board, Failure> {
    let viewer = crate::context::viewer().await?;
    let asked: Asked = serde_json::from_str(&asked).map_err(|_| domain::refusal::Refusal::Malformed)?;
    let server = crate::context::server();
    super::count::board(&server.db, &viewer, asked, server.now()).await
}

/// As the page asks.
///
/// # Errors
/// As the server function.
pub async fn board(asked: Asked) -> Result<Board, Failure> {
    read_board(serde_json::to_string(&asked).unwrap_or_default()).await
}
