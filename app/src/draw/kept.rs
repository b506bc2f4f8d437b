//! What a person committed to, kept on the device until it is revealed: sealed for them, as drafts are. Each commitment has
//! a row of its own, so that none takes the place of another; it is on the disk in the same step as the act that commits.

use domain::act::Act;
use domain::draw::pick;
use domain::issue::Hash;
use domain::kinds::{Book, DrawId};
use leptos::prelude::*;

use crate::outbox::Outbox;

#[cfg(feature = "hydrate")]
use crate::outbox::draft;

/// Hands in a commitment with the line that reveals it; `then` hears whether both are on the device. Else neither is.
pub fn commit(outbox: Outbox, (book, draw): (Book, DrawId), act: Act, line: &str, then: impl FnOnce(bool) + 'static) {
    let row = format!("draw {draw} {}", committed(line).unwrap_or_default());
    outbox.propose_beside(book, act, (row, line.to_owned()), then);
}

/// What the line commits to.
fn committed(line: &str) -> Option<String> {
    line.split_once(' ').map(|(salt, secret)| pick::commitment(salt, secret))
}

/// Of the lines of a draw the one that the journal knows; as long as it knows none, the newest.
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
fn chosen(mut lines: Vec<String>, known: Option<&Hash>) -> Option<String> {
    match known {
        Some(hash) => lines.into_iter().find(|line| committed(line).as_deref() == Some(hash.as_str())),
        None => lines.pop(),
    }
}

/// The line, once the device has been asked for it. `known`: the commitment in the journal.
#[must_use]
pub fn find(outbox: Outbox, draw: DrawId, known: Option<Hash>) -> RwSignal<Option<String>> {
    let line = RwSignal::new(None);
    Effect::new(move || {
        #[cfg(feature = "hydrate")]
        if outbox.drafts() {
            // one that was committed on this page a moment ago
            let _ = outbox.counts();
            let known = known.clone();
            leptos::task::spawn_local(async move {
                let mut lines = Vec::new();
                for key in rows(outbox, draw).await {
                    let text = draft::read(outbox.person(), &key).await;
                    lines.extend(text.and_then(|bytes| String::from_utf8(bytes).ok()));
                }
                let _ = line.try_set(chosen(lines, known.as_ref()));
            });
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (outbox, draw, &known);
    });
    line
}

/// Revealed or abandoned: of no more use.
pub fn forget(outbox: Outbox, draw: DrawId) {
    Effect::new(move || {
        #[cfg(feature = "hydrate")]
        if outbox.drafts() {
            leptos::task::spawn_local(async move {
                for key in rows(outbox, draw).await {
                    draft::remove(outbox.person(), &key).await;
                }
            });
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (outbox, draw);
    });
}

/// Its rows; earlier releases kept one, without the commitment.
#[cfg(feature = "hydrate")]
async fn rows(outbox: Outbox, draw: DrawId) -> Vec<String> {
    let own = format!("draw {draw}");
    draft::keys(outbox.person()).await.into_iter().filter(|key| key.starts_with(&own)).collect()
}

#[cfg(test)]
mod tests {
    use domain::kinds::Text;

    use super::*;

    #[test]
    fn the_line_that_fits_the_journal_is_chosen() {
        let line = |secret: &str| pick::line("0123456789abcdef0123456789abcdef", secret);
        let (one, other) = (line("六月松花江"), line("山高水长"));
        let hash = |line: &str| Text::parse(&committed(line).unwrap()).unwrap();
        let both = || vec![one.clone(), other.clone()];
        assert_eq!(chosen(both(), Some(&hash(&one))), Some(one.clone()));
        assert_eq!(chosen(both(), Some(&hash(&other))), Some(other.clone()));
        assert_eq!(chosen(vec![one.clone()], Some(&hash(&other))), None);
        assert_eq!(chosen(both(), None), Some(other.clone()));
    }
}
