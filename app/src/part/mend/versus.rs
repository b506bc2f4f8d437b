//! Somebody else changed first what a refused act changes: both versions of each field that both changed, of which
//! one is chosen; what is chosen goes out in place of what was refused, knowing what stands now. Knows no subject
//! (`apart.rs`).

use std::collections::BTreeMap;

use domain::kinds::{ActId, Book};
use domain::private::Private;
use leptos::prelude::*;
use serde_json::Value;

use super::Mending;
use super::apart::{by_name, chosen, listed, rows};
use super::broken::read_back;
use super::standing::Standing;
use super::told::{Names, label};
use crate::failure::Failure;
use crate::outbox::{Outbox, outbox};
use crate::part::versus::Versus;
use crate::part::{Moment, Problem};
use crate::session::me;
use crate::texts::{Texts, texts};

/// Both versions of what was refused, with the ways on.
#[component]
pub fn Versions(
    id: ActId,
    book: Book,
    verb: &'static str,
    kind: String,
    private: Vec<Private>,
    act: Value,
    standing: Result<Standing, Failure>,
    mending: Mending,
) -> impl IntoView {
    match standing {
        Ok(standing) => view! { <Fields id book verb kind private act standing mending/> }.into_any(),
        Err(failure) => {
            let close = close(mending, texts());
            view! { <h2>{verb}</h2><Problem failure/><div class="row">{close}</div> }.into_any()
        }
    }
}

/// The form in which one version of each field is chosen.
#[component]
fn Fields(
    id: ActId,
    book: Book,
    verb: &'static str,
    kind: String,
    private: Vec<Private>,
    act: Value,
    standing: Standing,
    mending: Mending,
) -> impl IntoView {
    let (t, me, outbox) = (texts(), me(), outbox());
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
    let (act, now, knowing) = (by_name(act), by_name(json(&standing.now)), json(&standing.knowing));
    let names = Names { groups: &me.groups, issues: &standing.issues, t };
    let rows = rows(&act, &now);
    let many = rows.len();
    let (picked, wrong) = (RwSignal::new(BTreeMap::<String, bool>::new()), RwSignal::new(String::new()));
    let fields = rows.into_iter().map(|row| {
        let word = label(&kind, &row.place, verb, t);
        let both = [names.told(row.field(), &row.mine), names.told(row.field(), &row.theirs)];
        field(id, row.place, word, both, picked)
    });
    let fields = fields.collect_view();
    let last = standing.last.map(
        |(who, time)| view! { <p class="quiet">{t.outbox.last_by()} " " {who.to_string()} "·" <Moment time/></p> },
    );
    let parts = StoredValue::new((act, now, knowing, private));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // Nothing is chosen for the person: what the other one wrote would be turned back unseen.
        let left = many - picked.with_untracked(BTreeMap::len);
        if left > 0 {
            return wrong.set(t.visit.compare_left(left));
        }
        let (act, now, knowing, private) = parts.get_value();
        let own = picked.with_untracked(|picked| chosen(&act, &now, &knowing, picked));
        if let Err(why) = replace((id, book), own, private, mending, outbox, t) {
            wrong.set(why);
        }
    };
    view! {
        <form method="dialog" novalidate=true on:submit=send>
            <h2>{verb}</h2>
            <p class="note">{if many == 0 { t.outbox.no_conflict() } else { t.outbox.conflict_note() }}</p>
            {last}
            <div class="versions">{fields}</div>
            <p class="wrong" role="alert">{wrong}</p>
            <div class="row">
                {close(mending, t)}
                <button type="submit" class="button primary">{t.outbox.send_chosen()}</button>
            </div>
        </form>
    }
}

fn close(mending: Mending, t: Texts) -> impl IntoView {
    view! { <button type="button" class="button" on:click=move |_| mending.close()>{t.common.not_now()}</button> }
}

/// The field that stands in this place: what is chosen of it is noted there, `true` for theirs.
fn field(
    id: ActId,
    place: String,
    word: String,
    both: [String; 2],
    picked: RwSignal<BTreeMap<String, bool>>,
) -> impl IntoView {
    let name = format!("versus-{id}{}", place.replace('/', "-"));
    let choose = Callback::new(move |(theirs,)| {
        picked.update(|picked| {
            picked.insert(place.clone(), theirs);
        });
    });
    view! { <Versus name word both choose/> }
}

/// What was chosen goes out in place of what was refused, nothing where it stands already; else why it can't be read.
fn replace(
    (id, book): (ActId, Book),
    own: Option<Value>,
    private: Vec<Private>,
    mending: Mending,
    outbox: Outbox,
    t: Texts,
) -> Result<(), String> {
    let act = own.map(|own| read_back(Ok(listed(own)), t)).transpose().map_err(|(_, why)| why)?;
    mending.close();
    if let Some(act) = act {
        outbox.propose_with(book, act, private);
    }
    outbox.discard(id);
    Ok(())
}
