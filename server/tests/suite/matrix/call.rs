//! How an endpoint is called: with the records of a place, or with such as do not exist.

use std::collections::BTreeSet;

use domain::cast::{self, CastPerson};
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use uuid::Uuid;

use crate::common::Visitor;
use crate::matrix::answer::{Got, read};
use crate::matrix::table::{Body, Line};
use crate::matrix::world::{PDF, Place, World};

/// Does the call name a record?
pub fn of_places(line: &Line) -> bool {
    let named = |text: &str| NAMES.iter().any(|name| text.contains(name));
    named(line.call)
        || match line.body {
            Body::None => false,
            Body::Json(text) => named(text),
            Body::Form(fields) | Body::File(fields, _) => fields.iter().any(|(_, value)| named(value)),
        }
}

const NAMES: [&str; 26] = [
    "{visit}",
    "{unit}",
    "{group}",
    "{book}",
    "{issue}",
    "{code}",
    "{carrier}",
    "{report}",
    "{rule}",
    "{draw}",
    "{survey}",
    "{notice}",
    "{worklist}",
    "{meeting}",
    "{weekly}",
    "{deployment}",
    "{standard}",
    "{study}",
    "{outcome}",
    "{template}",
    "{evaluation}",
    "{published}",
    "{lookback}",
    "{cut}",
    "{person}",
    "{session}",
];

/// Calls the endpoint with the records of a place, or with such as do not exist.
pub async fn call(world: &World, line: &Line, who: Option<CastPerson>, place: Option<&Place>) -> Got {
    let app = &world.app;
    // A browser of its own each time: some calls sign out.
    let visitor = match who {
        Some(who) => app.as_(who).await,
        None => app.nobody(),
    };
    let values = values(world, line, place).await;
    let fill = |raw: &str| values.iter().fold(raw.to_owned(), |text, (name, value)| text.replace(name, value));
    let asked = fill(line.call);
    let method = if line.endpoint.starts_with("POST") { Method::POST } else { Method::GET };
    // As browsers ask for pages; scripts and the rest take anything.
    let accept = if asked.starts_with("/api/") { "*/*" } else { "text/html,*/*;q=0.8" };
    let request = visitor.request(method, &asked).header("accept", accept);
    let request = match line.body {
        Body::None => request,
        Body::Json(text) => request.header("content-type", "application/json").body(fill(text)),
        Body::Form(fields) => request.form(fields),
        Body::File(texts, name) => {
            let bytes = if name.ends_with("pdf") { PDF.to_vec() } else { ledger() };
            let form = texts.iter().fold(Form::new(), |form, (name, value)| form.text(*name, fill(value)));
            request.multipart(form.part("file", Part::bytes(bytes).file_name(name)))
        }
    };
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let mut text = read(line, response).await;
    if let Some((_, nonce)) = header("content-security-policy").split_once("'nonce-") {
        text = text.replace(nonce.split('\'').next().unwrap(), "NONCE");
    }
    Got { asked, status, to: header("location"), text }
}

fn ledger() -> Vec<u8> {
    "序号,问题类别,问题表述,整改时限\n1,民生实事,窗口排队时间长,2023-06-30\n".into()
}

async fn values(world: &World, line: &Line, place: Option<&Place>) -> Vec<(&'static str, String)> {
    let session = match place {
        Some(place) if matches!(line.body, Body::Json(text) if text.contains("{session}")) => {
            session(world, place.staff).await
        }
        Some(_) | None => Uuid::from_u128(7 << 90).to_string(),
    };
    let token = world.app.server.invite(Some(cast::DEPUTY.id), None).await.unwrap().replace("/welcome/", "");
    let id = |own: Option<Uuid>| own.unwrap_or(Uuid::from_u128(5 << 90)).to_string();
    vec![
        ("{unit}", id(place.map(|own| own.unit.0))),
        ("{group}", id(place.map(|own| own.group.0))),
        ("{book}", id(place.map(|own| own.group.0))),
        ("{issue}", id(place.map(|own| own.issue.0))),
        ("{code}", place.map_or_else(|| "清单-999".to_owned(), |own| own.code.clone())),
        ("{carrier}", id(place.map(|own| own.carrier.0))),
        ("{report}", id(place.map(|own| own.report.0))),
        ("{rule}", id(place.map(|own| own.rule.0))),
        ("{draw}", id(place.map(|own| own.draw.0))),
        ("{survey}", id(place.map(|own| own.survey.0))),
        ("{notice}", id(place.map(|own| own.notice.0))),
        ("{worklist}", id(place.map(|own| own.worklist.0))),
        ("{meeting}", id(place.map(|own| own.meeting.0))),
        ("{weekly}", id(place.map(|own| own.weekly.0))),
        ("{deployment}", id(place.map(|own| own.deployment.0))),
        ("{standard}", id(place.map(|own| own.standard.0))),
        ("{study}", id(place.map(|own| own.study.0))),
        ("{outcome}", id(place.map(|own| own.outcome.0))),
        ("{template}", id(place.map(|own| own.template.0))),
        ("{evaluation}", id(place.map(|own| own.evaluation.0))),
        ("{published}", id(place.map(|own| own.published.0))),
        ("{lookback}", id(place.map(|own| own.lookback.0))),
        ("{cut}", id(place.map(|own| own.cut.0))),
        ("{visit}", id(place.map(|own| own.visit.0))),
        ("{person}", id(place.map(|own| own.staff.id.0))),
        ("{hash}", place.map_or_else(|| "0".repeat(64), |own| own.hash.clone())),
        ("{session}", session),
        ("{token}", token),
    ]
}

/// A session just opened by this person.
async fn session(world: &World, person: CastPerson) -> String {
    let list = || store::session::list(&world.app.server.db, Some(person.id), world.app.now());
    let before: BTreeSet<Uuid> = list().await.unwrap().into_iter().map(|own| own.id).collect();
    let _: Visitor = world.app.as_(person).await;
    let new = list().await.unwrap().into_iter().find(|own| !before.contains(&own.id));
    new.unwrap().id.to_string()
}
