//! What the page of the calendar shows: a campaign's, which everybody who is signed in may read.

use domain::campaign::Campaign;
use domain::kinds::{CampaignId, Name};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::history::Told;
use crate::wire::Json;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub campaign: Campaign,
    /// All campaigns, this one among them.
    pub others: Vec<(CampaignId, Name)>,
    /// Who set which days.
    pub history: Vec<Told>,
}

/// The calendar of a campaign; without one, of the reader's own, or else the first. Nothing while there is no campaign.
#[server(prefix = "/api", endpoint = "calendar", input = GetUrl, output = Json)]
pub async fn read_calendar(campaign: Option<CampaignId>) -> Result<Option<Detail>, Failure> {
    use domain::act::{Key, Subject};
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let all = store::record::office(&server.db, Subject::Campaign).await?;
    let all: Vec<Campaign> = all.into_iter().filter_map(|record| record.try_into().ok()).collect();
    let own = match campaign {
        Some(id) => Some(id),
        None => crate::session::campaign(&server, &viewer).await?.map(|own| own.id),
    };
    let Some(found) = all.iter().find(|one| own.is_none_or(|own| own == one.id)).cloned() else {
        return if campaign.is_some() { Err(Failure::not_found()) } else { Ok(None) };
    };
    let mut history = crate::part::history::of(&server, Key { subject: Subject::Campaign, id: found.id.0 }).await?;
    history.retain(|told| told.kind.ends_with("_days"));
    let others = all.into_iter().map(|one| (one.id, one.period.name)).collect();
    Ok(Some(Detail { campaign: found, others, history }))
}
