//! Makes the digests of the day: for each person whose hour has come and who wants a mail, for each group with a robot.

use std::collections::HashMap;

use app::context::Server;
use domain::calendar::{Calendar, SHIPPED};
use domain::campaign::Campaign;
use domain::kinds::{Day, GroupId, Time};
use domain::person::Person;
use domain::reminder::{digest, is_time};
use domain::viewer::Role;
use store::reminder::delivery::{Delivery, Way, last_digest, put_digest};

pub(super) async fn make(server: &Server, mail: bool) -> store::Result<()> {
    let campaigns = store::campaign::of_groups(&server.db).await?;
    let days = store::reminder::digest_days(&server.db).await?;
    if mail {
        people(server, &campaigns, &days).await?;
    }
    for robot in store::reminder::setting::robots(&server.db).await? {
        let holder = robot.group.to_string();
        let calendar = campaigns.get(&robot.group).map_or(&SHIPPED, |own| &own.calendar);
        if is_time(calendar, server.now(), robot.hour, days.get(&holder).copied()) {
            one(server, holder, Way::Robot).await?;
        }
    }
    Ok(())
}

async fn people(
    server: &Server,
    campaigns: &HashMap<GroupId, Campaign>,
    days: &HashMap<String, Day>,
) -> store::Result<()> {
    let mut settings = store::reminder::setting::all(&server.db).await?;
    settings.retain(|_, own| own.mail && own.address.is_some());
    if settings.is_empty() {
        return Ok(());
    }
    for person in store::record::people(&server.db).await? {
        let holder = person.id.to_string();
        let Some(own) = settings.get(&holder).filter(|_| person.suspended_at.is_none()) else { continue };
        if is_time(calendar(&person, campaigns), server.now(), own.hour, days.get(&holder).copied()) {
            one(server, holder, Way::Mail).await?;
        }
    }
    Ok(())
}

/// That of the first of their groups.
fn calendar<'a>(person: &Person, campaigns: &'a HashMap<GroupId, Campaign>) -> &'a Calendar {
    let group = |role: &Role| match *role {
        Role::Group { group, .. } | Role::Unit { group, .. } | Role::Organisation { group, .. } => Some(group),
        Role::OfficeLeader | Role::Admin { .. } => None,
    };
    let own = person.roles.iter().filter_map(group).find_map(|group| campaigns.get(&group));
    own.map_or(&SHIPPED, |own| &own.calendar)
}

/// Also where there is nothing to tell, the day is done with: what comes later waits for the next.
async fn one(server: &Server, holder: String, way: Way) -> store::Result<()> {
    let rows = store::reminder::rows(&server.db, &holder).await?;
    let last = last_digest(&server.db, &holder, way).await?.map(Time::day);
    let message = digest(&rows, last, server.today()).map(|digest| Delivery {
        id: crate::edge::id(),
        holder: holder.clone(),
        way,
        trial: false,
        digest,
        failures: 0,
    });
    let told = if message.is_some() { rows } else { Vec::new() };
    put_digest(&server.db, message, &holder, &told, server.now()).await
}
