//! The evidence of the open issue: files named by their content.

use domain::issue::{Act, Evidence};
use leptos::prelude::*;

use super::acts::{Verb, refused};
use super::detail::policy;
use super::forms::propose;
use super::measures::Small;
use super::read::Detail;
use crate::outbox::Chosen;
use crate::part::Icon;
use crate::part::empty::refusal_text;
use crate::part::photos::Choose;
use crate::part::picture::is_picture;
use crate::session::{Me, me};
use crate::texts::{Texts, texts};

#[component]
pub fn Files(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let proof = detail.issue.proof().count();
    let asked = policy(&detail).is_some_and(|policy| policy.evidence);
    let note = if asked { t.issue.evidence_asked(proof) } else { t.issue.evidence_many(proof) };
    let rows = detail.issue.evidence.iter().map(|one| row(one, &detail, &me, t)).collect_view();
    let adds = refused(&Verb::AddEvidence, &detail, &me).is_none();
    view! {
        <section>
            <h3>{t.field.evidence()} " " <small>{note}</small></h3>
            <ul class="files">{rows}</ul>
            {adds.then(|| view! { <Upload detail/> })}
        </section>
    }
}

fn row(one: &Evidence, detail: &Detail, me: &Me, t: Texts) -> impl IntoView + use<> {
    let name = one.name.to_string();
    let image = is_picture(&name);
    let hash = one.hash.as_str();
    let short = match (hash.get(..4), hash.get(hash.len().saturating_sub(4)..)) {
        (Some(first), Some(last)) => format!("{first}…{last}"),
        (None, _) | (_, None) => hash.to_owned(),
    };
    let size = format!("{} {short}", super::words::size(one.size));
    let to = format!("/files/{}/{hash}", detail.issue.id);
    let verb = Verb::WithdrawEvidence(one.hash.clone());
    let verbs: Vec<Verb> =
        Some(verb).filter(|verb| one.withdrawn.is_none() && refused(verb, detail, me).is_none()).into_iter().collect();
    let gone = one.withdrawn.as_ref().map(|why| t.issue.evidence_withdrawn(why));
    let body = if gone.is_some() {
        view! { <span class="quiet">{name}</span> }.into_any()
    } else {
        view! { <a class="opens" rel="external" href=to>{name}</a> }.into_any()
    };
    view! {
        <li>
            <Icon name=if image { "i-image" } else { "i-file" }/>
            <span>{body}{gone.map(|why| view! { <small class="note">" " {why}</small> })}</span>
            <span class="code">{size}</span>
            {(!verbs.is_empty()).then(|| view! { <Small verbs/> })}
        </li>
    }
}

/// Chooses files; each is taken in on this device and named by an act at once. Both go out when they can, the file first.
#[component]
fn Upload(detail: Detail) -> impl IntoView {
    let (t, me, outbox) = (texts(), me(), crate::outbox::outbox());
    let says = RwSignal::new(String::new());
    let (issue, detail, me) = (detail.issue.id, StoredValue::new(detail), StoredValue::new(me));
    let add = move |file: Chosen| {
        let act = Act::AddEvidence { issue, hash: file.hash, name: file.name.clone(), size: file.size };
        let done = detail.with_value(|detail| me.with_value(|me| propose(act, detail, me, outbox)));
        says.set(done.err().map(|why| format!("{}：{}", file.name, refusal_text(&why, t))).unwrap_or_default());
    };
    view! {
        <Choose label=t.act.issue_add_evidence().to_owned() add/>
        <p class="note" role="alert">{says}</p>
    }
}
