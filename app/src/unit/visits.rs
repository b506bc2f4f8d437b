//! The group's visits to the unit: the newest, and the way to all of them.

use domain::kinds::UnitId;
use domain::visit::list::{Filter, Line};
use leptos::prelude::*;

use super::read::Side;
use crate::part::{Empty, Icon, Moment, Section};
use crate::texts::texts;
use crate::visit::{query, words};

#[component]
pub fn Visits(visits: Vec<Line>, home: UnitId, side: Side, group: bool) -> impl IntoView {
    let t = texts();
    let all =
        super::home::more(query::to_href(&Filter { unit: Some(home), ..Filter::default() }), t.visit.of_unit_all());
    let none = visits.is_empty().then(|| view! { <Empty title=t.visit.of_unit_none()/> });
    let rows = visits.into_iter().map(move |line| {
        let title = words::title(line.form, line.topic.as_deref(), t);
        let people = (line.people > 0).then(|| format!("·{}", t.visit.people_many(line.people)));
        let open = (line.promises_open > 0).then(|| format!("·{}", t.visit.promises_open(line.promises_open)));
        view! {
            <li>
                <a href=format!("/visits/{}", line.id)>{title}</a>
                <small><Moment time=line.at/>{people}{open}</small>
            </li>
        }
    });
    let record = (group && side == Side::Guide).then(|| {
        view! { <a class="button" href=format!("/visits/new?unit={home}")><Icon name="i-plus"/>{t.visit.record()}</a> }
    });
    view! {
        <Section title=t.visit.of_unit().to_owned() class="span-12" id="visits" more=all>
            {none}
            <ul class="waiting">{rows.collect_view()}</ul>
            {record}
        </Section>
    }
}
