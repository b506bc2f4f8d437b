//! One form of a grade while somebody is at it: what is typed is kept with every key, and what was kept, or taken in as a file,
//! comes into the form that stands there by now.

use domain::act::Act as Any;
use domain::evaluation::Link;
use domain::kinds::Book;
use domain::refusal::REASON_MIN;
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::{Element, Event};

use super::draft::{Draft, Drafts, Keeps, Place};
use super::fields::{fill, form_of, reset, submit, touched, typed};
use crate::outbox::outbox;
use crate::part::act_form::HandIn;
use crate::texts::texts;

/// What one form needs to keep what is typed and to hand it in; cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    pub drafts: Drafts,
    pub place: Place,
    /// The grade that is recorded or on its way there.
    pub before: StoredValue<Draft>,
    /// What it leans on by now.
    pub links: RwSignal<Vec<Link>>,
    /// Around the form.
    pub node: NodeRef<html::Div>,
}

impl Desk {
    pub fn new(place: Place, before: Draft) -> Desk {
        let drafts = expect_context::<Drafts>();
        let links = drafts.get(place).map_or_else(|| before.links.clone(), |own| own.links);
        let (before, links) = (StoredValue::new(before), RwSignal::new(links));
        let desk = Desk { drafts, place, before, links, node: NodeRef::new() };
        desk.listen();
        desk
    }

    /// With what the form begins.
    pub fn shown(self) -> Draft {
        self.drafts.get(self.place).unwrap_or_else(|| self.before.get_value())
    }

    /// Something was typed or chosen.
    pub fn heard(self, event: &Event) {
        if let Some(form) = form_of(event) {
            self.keep(&form);
        }
    }

    fn keep(self, form: &Element) {
        let (grade, reason) = typed(form);
        if let Some(links) = self.links.try_get_untracked() {
            self.hold(Draft { grade, reason, links });
        }
    }

    fn hold(self, draft: Draft) {
        // a form that was taken off the page knows no more what was recorded
        let Some(news) = self.before.try_with_value(|before| *before != draft) else { return };
        self.drafts.set(self.place, news.then_some(draft));
    }

    /// The form, once it is there (reactive).
    fn form(self) -> Option<Element> {
        self.node.get().and_then(|own| own.query_selector("form").ok().flatten())
    }

    fn listen(self) {
        self.drafts.recall(self.place);
        Effect::new(move || {
            let Some(form) = self.form() else { return };
            if let Some(kept) = self.drafts.found(self.place) {
                self.take_up(&form, kept);
            }
        });
        Effect::new(move || {
            let Some(form) = self.form() else { return };
            let more = self.drafts.taken(self.place);
            if !more.is_empty() {
                self.links.update(|all| all.extend(more));
                self.keep(&form);
                // it is handed in on the spot, and reads much on the way
                untrack(|| save_form(&form));
            }
        });
    }

    /// What was kept stands in the form again; whoever has typed in it by now goes on with that.
    fn take_up(self, form: &Element, kept: Draft) {
        let now = self.drafts.get(self.place);
        let whole = self.before.with_value(|before| {
            let now = now.unwrap_or_else(|| touched(form, before));
            kept.under(before, now)
        });
        fill(form, &whole);
        self.links.set(whole.links.clone());
        self.hold(whole);
    }

    /// Back to what is recorded.
    fn give_up(self) {
        let form = self.node.get_untracked().and_then(|own| own.query_selector("form").ok().flatten());
        let Some(form) = form else { return };
        reset(&form);
        self.before.with_value(|before| {
            fill(&form, before);
            self.links.set(before.links.clone());
        });
        self.drafts.set(self.place, None);
    }

    /// Into the outbox in place of the draft: both in one step of the disk.
    pub fn hand_in(self, book: Book) -> HandIn {
        let outbox = outbox();
        Callback::new(move |(acts, then): (Vec<Any>, Callback<(bool,)>)| {
            let from = self.drafts.sent(self.place);
            outbox.propose_written(book, (acts, Vec::new()), from, move |_| self.drafts.again(self.place));
            then.run((true,));
        })
    }
}

/// Hands the form in when grade and reason are there: what it leans on is asked for where it is missing, as nothing is saved
/// without. The button stays for who has changed nothing.
pub fn save(event: &Event) {
    if let Some(form) = form_of(event) {
        save_form(&form);
    }
}

fn save_form(form: &Element) {
    let (grade, reason) = typed(form);
    if grade.is_some() && reason.trim().chars().count() >= REASON_MIN {
        submit(form);
    }
}

/// That something is typed there and not handed in yet, and where it is; with a way back.
#[component]
pub fn Unsent(desk: Desk) -> impl IntoView {
    let t = texts();
    let keeps = Memo::new(move |_| desk.drafts.keeps(desk.place));
    let said = move |keeps: Keeps| match keeps {
        Keeps::At(hour, minute) => t.evaluation.unsent(format!("{hour:02}:{minute:02}")),
        Keeps::Not => t.visit.keeps_not().to_owned(),
    };
    move || {
        keeps.get().map(|keeps| {
            view! {
                <p class="row saved" role="status">
                    {said(keeps)}
                    <button type="button" class="button small" on:click=move |_| desk.give_up()>{t.evaluation.unsent_drop()}</button>
                </p>
            }
        })
    }
}
