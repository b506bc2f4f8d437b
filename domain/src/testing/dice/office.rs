//! Acts of the office and of whoever opens a group: campaigns, groups, people and their roles, policies.

use super::Dice;
use crate::act::Act;
use crate::cast;
use crate::testing::{id, text};
use crate::viewer::{Admin, Post, Role, UnitPost};
use crate::{campaign, group, person, policy};

pub(super) fn acts(d: &mut Dice) -> Vec<Act> {
    let period = |d: &mut Dice| campaign::Period { name: d.name(), start: d.day(), half: d.day(), end: d.day() };
    let campaign = cast::CAMPAIGN;
    let group = cast::GROUP;
    let somebody = d.pick(&cast::PEOPLE).id;
    let person = d.pick(&[somebody, id(0x0d00_0099)]);
    let policy = |d: &mut Dice| policy::Policy {
        evidence: d.roll(2) == 0,
        lookback_days: d.pick(&[30, 60, 90, 45]),
        nodes: (0..d.roll(4)).map(|_| d.name()).collect(),
    };
    let waits = |d: &mut Dice| policy::Waits { reminder: d.roll(9) as u16, talk: d.roll(9) as u16 };
    vec![
        campaign::Act::Open { campaign, period: period(d) }.into(),
        campaign::Act::Change { campaign, period: period(d), was: d.maybe(|d| Box::new(period(d))) }.into(),
        campaign::Act::SetDays {
            campaign,
            first: d.day(),
            last: d.day(),
            works: d.roll(2) == 0,
            name: d.maybe(Dice::name),
        }
        .into(),
        campaign::Act::ClearDays { campaign, first: d.day(), last: d.day() }.into(),
        group::Act::Open { group, name: d.name(), campaign }.into(),
        group::Act::Rename { group, name: d.name(), was: d.maybe(|d| Box::new(d.name())) }.into(),
        person::Act::Register { person, name: d.name(), login: text("newcomer"), demo: d.roll(2) == 0 }.into(),
        person::Act::Rename { person, name: d.name(), was: d.maybe(|d| Box::new(d.name())) }.into(),
        person::Act::GrantRole { person, role: d.role() }.into(),
        person::Act::RevokeRole { person, role: d.role() }.into(),
        person::Act::Suspend { person, reason: d.note() }.into(),
        person::Act::Restore { person, reason: d.note() }.into(),
        policy::Act::Set { group, category: d.category(), policy: policy(d), was: d.maybe(|d| Box::new(policy(d))) }
            .into(),
        policy::Act::SetWaits { group, waits: waits(d), was: d.maybe(|d| Box::new(waits(d))) }.into(),
    ]
}

impl Dice<'_> {
    fn role(&mut self) -> Role {
        let (group, unit, organisation) = (cast::GROUP, self.unit(), self.organisation());
        self.pick(&[
            Role::OfficeLeader,
            Role::Group { group, post: Post::Head },
            Role::Unit { unit, group, post: UnitPost::Liaison },
            Role::Organisation { organisation, unit, group },
            Role::Admin { office: Admin::System },
            Role::Admin { office: Admin::Audit },
        ])
    }
}
