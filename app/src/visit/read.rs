//! What the pages of visits show, read within the viewer's reach. A unit gets nothing of what is the group's own.

use domain::visit::list::Page;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::failure::Failure;

/// One page of the list. `filter` is a [`domain::visit::list::Filter`] as JSON.
#[server(prefix = "/api", endpoint = "visit/list", input = GetUrl)]
pub async fn visit_list(filter: String) -> Result<Page, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let filter = serde_json::from_str(&filter).map_err(|_| Failure::from(domain::refusal::Refusal::Malformed))?;
    Ok(store::visit::list(&context::server().db, &viewer.reach(), &filter).await?)
}
