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
    /// When the group looked at it again in that month and said something else, or the same anew: from then on it stands no more.
    pub again_at: Option<Time>,
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

/// 6月27日重新核对
#[must_use]
pub fn again_word(own: &Untrue, t: Texts) -> Option<String> {
    own.again_at.map(|time| t.lookback.looked_again(crate::part::day_text(time.day(), t.lang)))
}

/// A line each, with the look-back and why; only of what still stands.
#[component]
pub fn FoundUntrue(untrue: Vec<Untrue>) -> impl IntoView {
    let t = texts();
    let rows = untrue.into_iter().filter(|own| own.again_at.is_none()).map(|own| {
        let href = format!("/lookbacks/{}#{}", own.lookback, super::thing::slug(own.about));
        let note = own.note.clone().map(|note| view! { " " <span class="quiet">{note}</span> });
        view! { <li><a class="more" href=href>{word(&own, t)}</a>{note}</li> }
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| view! { <ul class="untrue">{rows}</ul> })
}

#[cfg(feature = "ssr")]
impl Untrue {
    /// What an entry of a look-back found untrue, if anything; `later` are the entries after it.
    fn told(
        own: &domain::lookback::Lookback,
        chained: &store::journal::Chained,
        later: &[store::journal::Chained],
    ) -> Option<Untrue> {
        let entry = &chained.entry;
        let mark = marking(chained).filter(|mark| mark.verdict == domain::lookback::Verdict::NotConfirmed)?;
        let again = later.iter().find(|one| marking(one).is_some_and(|one| one.item == mark.item));
        Some(Untrue {
            lookback: own.id,
            month: own.month,
            about: mark.item,
            note: mark.note.as_ref().map(ToString::to_string),
            again_at: again.map(|one| one.entry.recorded_at),
            id: entry.id,
            seq: entry.seq,
            hash: chained.hash.clone(),
            by: entry.by,
            at: entry.at,
            recorded_at: entry.recorded_at,
        })
    }
}

#[cfg(feature = "ssr")]
fn marking(own: &store::journal::Chained) -> Option<&domain::lookback::act::Marking> {
    use domain::lookback::Act;
    if let domain::act::Act::Lookback(Act::Mark(mark)) = &own.entry.act { Some(mark) } else { None }
}

/// Every such mark about a measure of this issue, or about this rule, in the look-backs among what names it, the first first.
///
/// # Errors
/// The database.
#[cfg(feature = "ssr")]
pub async fn of(
    server: &crate::context::Server,
    naming: &[(domain::act::Key, domain::record::Record)],
    record: domain::act::Key,
) -> Result<Vec<Untrue>, crate::failure::Failure> {
    use domain::record::Record;
    let about = |about: About| !about.is_issue() && domain::lookback::record_of(about) == record;
    let mut untrue = Vec::new();
    for (_, found) in naming {
        let Record::Lookback(own) = found else { continue };
        if !own.items.iter().any(|item| about(item.due.about) && item.mark.is_some()) {
            continue;
        }
        let history = store::journal::history(&server.db, own.id.0).await?;
        let told = history.iter().zip(1..).filter_map(|(one, next)| Untrue::told(own, one, &history[next..]));
        untrue.extend(told.filter(|own| about(own.about)));
    }
    untrue.sort_by_key(|own| own.seq);
    Ok(untrue)
}
