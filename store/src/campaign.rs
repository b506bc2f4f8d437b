//! In which campaign each group works, and so whose days and working days count for what is the group's: a person may belong to groups
//! of several. Read from memory.

use std::collections::HashMap;

use domain::act::Subject;
use domain::calendar::Calendar;
use domain::campaign::Campaign;
use domain::group::Group;
use domain::kinds::{Book, CampaignId, GroupId};
use domain::record::Record;

use crate::db::Db;
use crate::error::Result;
use crate::record::kept;

/// Of every group.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn of_groups(db: &Db) -> Result<HashMap<GroupId, Campaign>> {
    let [groups, campaigns] = kept(db, [Subject::Group, Subject::Campaign]).await?;
    let groups = groups.iter().filter_map(|own| <&Group>::try_from(own).ok());
    Ok(groups.filter_map(|own| Some((own.id, find(&campaigns, own.campaign)?))).collect())
}

/// Of the group of this book.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn of_book(db: &Db, book: Book) -> Result<Option<Campaign>> {
    let [groups, campaigns] = kept(db, [Subject::Group, Subject::Campaign]).await?;
    let mut groups = groups.iter().filter_map(|own| <&Group>::try_from(own).ok());
    let own = groups.find(|own| Book::Group(own.id) == book);
    Ok(own.and_then(|own| find(&campaigns, own.campaign)))
}

/// The working days of that campaign, or as shipped.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn calendar(db: &Db, book: Book) -> Result<Calendar> {
    Ok(of_book(db, book).await?.map(|own| own.calendar).unwrap_or_default())
}

fn find(campaigns: &[Record], id: CampaignId) -> Option<Campaign> {
    let mut all = campaigns.iter().filter_map(|own| <&Campaign>::try_from(own).ok());
    all.find(|own| own.id == id).cloned()
}
