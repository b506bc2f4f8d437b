//! That a measure or a rule was found untrue at a look-back, for the page and the history of the record itself: the mark stands in the
//! look-back alone, because no act on the record follows from it.

use domain::kinds::{ActId, LookbackId, Month, PersonId, Time};
use domain::lookback::About;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::texts::{Texts, texts};

/// One counter-mark that says so.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Untrue {
    pub lookback: LookbackId,
    pub month: Month,
    pub about: About,
    pub note: Option<String>,
    /// It is what the group says of it in that month by now.
    pub stands: bool,
    pub id: ActId,
    pub seq: i64,
    pub hash: String,
    pub by: PersonId,
    pub at: Time,
    pub recorded_at: Time,
}

/// 2023年6月回头看：不属实
#[must_use]
pub fn word(own: &Untrue, t: Texts) -> String {
    t.lookback.found_untrue(super::title(own.month, t))
}

/// A line each, with the look-back and why; only of what still stands.
#[component]
pub fn FoundUntrue(untrue: Vec<Untrue>) -> impl IntoView {
    let t = texts();
    let rows = untrue.into_iter().filter(|own| own.stands).map(|own| {
        let href = format!("/lookbacks/{}#{}", own.lookback, super::thing::slug(own.about));
        let note = own.note.clone().map(|note| view! { " " <span class="quiet">{note}</span> });
        view! { <li><a class="more" href=href>{word(&own, t)}</a>{note}</li> }
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| view! { <ul class="untrue">{rows}</ul> })
}

/// Every such mark about a measure of this issue, or about this rule, in look-backs that the viewer reads, the first first.
///
/// # Errors
/// The database.
#[cfg(feature = "ssr")]
pub async fn of(
    server: &crate::context::Server,
    viewer: &domain::viewer::Viewer,
    book: domain::kinds::Book,
    record: domain::act::Key,
) -> Result<Vec<Untrue>, crate::failure::Failure> {
    use domain::act::{Act as Any, Subject};
    use domain::lookback::{Act, Verdict, record_of};
    use domain::record::Record;
    let about = |about: About| !about.is_issue() && record_of(about) == record;
    let mut untrue = Vec::new();
    for (_, found) in store::naming::naming(&server.db, viewer, book, &[Subject::Lookback], record.id).await? {
        let Record::Lookback(own) = found else { continue };
        if !own.items.iter().any(|item| about(item.due.about) && item.mark.is_some()) {
            continue;
        }
        for chained in store::journal::history(&server.db, own.id.0).await? {
            let entry = chained.entry;
            let Any::Lookback(Act::Mark(mark)) = &entry.act else { continue };
            if mark.verdict != Verdict::NotConfirmed || !about(mark.item) {
                continue;
            }
            let stands = own.item(mark.item).and_then(|item| item.mark.as_ref());
            untrue.push(Untrue {
                lookback: own.id,
                month: own.month,
                about: mark.item,
                note: mark.note.as_ref().map(ToString::to_string),
                stands: stands.is_some_and(|now| now.by.at == entry.recorded_at && now.verdict == mark.verdict),
                id: entry.id,
                seq: entry.seq,
                hash: chained.hash,
                by: entry.by,
                at: entry.at,
                recorded_at: entry.recorded_at,
            });
        }
    }
    untrue.sort_by_key(|own| own.seq);
    Ok(untrue)
}
