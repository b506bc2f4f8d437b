//! What is typed into the form of a new draw, above all its roster, is kept on this device while typing, sealed for
//! its person, and stands there again when the form is opened. One draft for each unit; handed in it is the draw's,
//! until its roster is frozen. On the server there is none.

use domain::kinds::{DrawId, UnitId};
use leptos::prelude::*;

use super::roster::Lines;
use crate::outbox::{Outbox, rostering};
use crate::texts::texts;

#[cfg(feature = "hydrate")]
mod browser;

/// How it stands with keeping.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
enum Keeps {
    Nothing,
    /// Hour and minute at which it was kept last.
    At(i64, i64),
    /// The device did not take it.
    Not,
}

#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
pub struct Draft {
    outbox: Outbox,
    unit: UnitId,
    key: StoredValue<String>,
    keeps: RwSignal<Keeps>,
    /// What stands in the form was kept before.
    restored: RwSignal<bool>,
    /// What was kept stands in the form; before that nothing is kept, it would take its place.
    open: StoredValue<bool>,
}

impl Draft {
    /// `draw`: it is prepared already, and only its roster is missing.
    #[must_use]
    pub fn new(outbox: Outbox, unit: UnitId, draw: Option<DrawId>) -> Draft {
        Draft {
            outbox,
            unit,
            key: StoredValue::new(rostering(unit, draw)),
            keeps: RwSignal::new(Keeps::Nothing),
            restored: RwSignal::new(false),
            open: StoredValue::new(false),
        }
    }

    /// Keeps every field of the form around the lines as it stands now.
    pub fn keep(self, lines: Lines) {
        #[cfg(feature = "hydrate")]
        self.write(lines);
        #[cfg(not(feature = "hydrate"))]
        let _ = lines;
    }

    /// Fills the form with what was kept, once; from then on keeps also what comes into it without being typed.
    pub fn recall(self, lines: Lines) {
        Effect::new(move || {
            #[cfg(feature = "hydrate")]
            if lines.area.get().is_some() && self.outbox.drafts() {
                leptos::task::spawn_local(self.refill(lines));
            }
            #[cfg(not(feature = "hydrate"))]
            let _ = lines;
        });
        Effect::new(move |before: Option<()>| {
            lines.read.track();
            #[cfg(feature = "hydrate")]
            if before.is_some() {
                // the rows of strata stand in the form a moment later
                set_timeout(move || self.write(lines), std::time::Duration::ZERO);
            }
            #[cfg(not(feature = "hydrate"))]
            let _ = before;
        });
    }

    /// The form is handed in: from now on the draft is this draw's, and nothing is written to it any more.
    pub fn handed_in(self, lines: Lines, draw: DrawId) {
        #[cfg(feature = "hydrate")]
        {
            self.moves(lines, Some(draw));
            self.open.set_value(false);
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (lines, draw);
    }

    /// It was not taken, and there is no such draw: the form is to be sent again.
    pub fn taken_back(self, lines: Lines) {
        #[cfg(feature = "hydrate")]
        {
            self.open.set_value(true);
            self.moves(lines, None);
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = lines;
    }

    /// The roster is frozen, or the draw abandoned: of no more use.
    pub fn over(self) {
        Effect::new(move || {
            #[cfg(feature = "hydrate")]
            if self.outbox.drafts() {
                self.remove();
            }
            #[cfg(not(feature = "hydrate"))]
            let _ = self;
        });
    }

    /// An empty form in its place.
    fn discard(self, lines: Lines) {
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(self.empty(lines));
        #[cfg(not(feature = "hydrate"))]
        let _ = lines;
    }
}

/// That it is kept, since when; and, where it was kept before, that it can be given up.
#[component]
pub fn Keeping(draft: Draft, lines: Lines) -> impl IntoView {
    let t = texts();
    let said = move || match draft.keeps.get() {
        Keeps::At(hour, minute) => t.visit.kept(format!("{hour:02}:{minute:02}")),
        Keeps::Nothing => t.visit.keeps().to_owned(),
        Keeps::Not => t.visit.keeps_not().to_owned(),
    };
    let failed = move || draft.keeps.get() == Keeps::Not;
    let back = move || {
        draft.restored.get().then(|| {
            let discard = move |_| draft.discard(lines);
            view! {
                <p class="behind" role="status">
                    {t.draw.restored()}
                    <button type="button" class="button small" on:click=discard>{t.draw.discard()}</button>
                </p>
            }
        })
    };
    view! {
        {back}
        <p class="hint" class:late=failed role="status">{said}</p>
    }
}
