//! Where a proposal is now, shown on the row itself: 正在存到本机 · 在本机 · 发送中 · 已记录 · 服务器未收 with its reason and two ways out.

use domain::act::{Act, Key};
use domain::kinds::ActId;
use domain::outbox::Item;
use leptos::prelude::*;

use super::empty::refusal_text;
use super::{Icon, mend::Mend};
use crate::library;
use crate::outbox::{Whereabouts, outbox, short};
use crate::texts::texts;
use crate::visit::compare::overtaken;
use crate::visit::mend::address;

/// The badge of one proposal.
#[component]
pub fn Sent(
    id: ActId,
    /// In a row that leads to where the item can be mended or given up.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    let outbox = outbox();
    // Other items of the queue come and go: this badge stays, with whatever is being typed in it.
    let at = Memo::new(move |_| outbox.whereabouts(id));
    move || badge(at.get(), id, brief)
}

fn badge(at: Whereabouts, id: ActId, brief: bool) -> AnyView {
    let (t, outbox) = (texts(), outbox());
    let plain = |class: &'static str, icon: &'static str, word: String| {
        view! { <span class=format!("outbox {class}") role="status"><Icon name=icon/>{word}</span> }.into_any()
    };
    match at {
        Whereabouts::Keeping => plain("sending", "o-sending", t.outbox.keeping().into()),
        Whereabouts::Local => {
            // as long as it was not sent it is gone on with, like what is written on paper
            let form = if brief { None } else { outbox.item(id).as_ref().and_then(address) };
            view! {
                {plain("local", "o-local", t.outbox.local().into())}
                {form.map(|form| view! { <a class="button small" href=form>{t.outbox.mend()}</a> })}
            }
            .into_any()
        }
        Whereabouts::Unkept => view! {
            <span class="outbox refused" role="alert"><Icon name="s-late"/>{t.outbox.unkept()}</span>
        }
        .into_any(),
        Whereabouts::Sending => plain("sending", "o-sending", t.outbox.sending().into()),
        Whereabouts::Recorded { seq, hash } => plain("server", "o-server", t.outbox.recorded(short(&hash), seq)),
        Whereabouts::Gone => ().into_any(),
        Whereabouts::Refused { refusal } => view! {
            <span class="outbox refused" role="alert">
                <Icon name="o-refused"/>
                {t.outbox.refused()}
            </span>
            <p class="reason">{refusal_text(&refusal, t)}</p>
            {(!brief).then(|| view! {
                {outbox.item(id).map(out)}
                <button type="button" class="button small" on:click=move |_| outbox.discard(id)>{t.outbox.discard()}</button>
            })}
        }
        .into_any(),
    }
}

/// Who was overtaken compares first; a visit is mended in its form, everything else where it stands.
fn out(item: Item) -> AnyView {
    let t = texts();
    let (to, word) = match (overtaken(&item), library::overtaken(&item), address(&item)) {
        (Some(visit), ..) => (format!("/visits/{visit}#compare"), t.visit.compare()),
        (None, Some(standard), _) => (format!("/library/{standard}#overtaken"), t.visit.compare()),
        (None, None, Some(form)) => (form, t.outbox.mend()),
        (None, None, None) => return view! { <Mend item/> }.into_any(),
    };
    view! { <a class="button small" href=to>{word}</a> }.into_any()
}

/// Everything about one record that is not recorded yet.
#[component]
pub fn About(#[prop(into)] key: Signal<Key>) -> impl IntoView {
    let outbox = outbox();
    let items = Memo::new(move |_| outbox.about(key.get()));
    let row = |item: Item| {
        let word = act_word(&item.proposal.act.kind());
        view! { <li><strong>{word}</strong> <Sent id=item.proposal.id/></li> }
    };
    let some = Memo::new(move |_| items.with(|items| !items.is_empty()));
    move || {
        some.get().then(|| {
            view! { <ul class="pending"><For each=move || items.get() key=|item| item.proposal.id children=row/></ul> }
        })
    }
}

/// The newest item about one record, for its row in a list.
#[component]
pub fn Last(key: Key) -> impl IntoView {
    let outbox = outbox();
    let last = Memo::new(move |_| outbox.about(key).last().map(|item| item.proposal.id));
    move || last.get().map(|id| view! { <Sent id brief=true/> })
}

/// Records made on this device that have no row in the list yet.
#[component]
pub fn Made(
    #[prop(into)] title: String,
    /// What the record is called that an act makes, if it makes one of this list.
    name: impl Fn(&Act) -> Option<String> + Send + Sync + 'static,
) -> impl IntoView {
    let outbox = outbox();
    let made = Memo::new(move |_| {
        let items = outbox.items().into_iter();
        items.filter_map(|item| Some((item.proposal.id, name(&item.proposal.act)?))).collect::<Vec<_>>()
    });
    let some = Memo::new(move |_| made.with(|made| !made.is_empty()));
    let row = |(id, title): (ActId, String)| view! { <li><span>{title}</span> <Sent id/></li> };
    move || {
        some.get().then(|| {
            view! {
                <section class="made" aria-label=title.clone()>
                    <h2>{title.clone()}</h2>
                    <ul class="pending"><For each=move || made.get() key=|(id, _)| *id children=row/></ul>
                </section>
            }
        })
    }
}

/// An act's name in the users' words, by its wire name: `issue.verify` → 验收通过.
#[must_use]
pub fn act_word(kind: &str) -> &'static str {
    texts().act.get(&kind.replace('.', "_"))
}

#[cfg(test)]
mod tests {
    use crate::texts::{Lang, Texts};

    #[test]
    fn every_act_ever_shipped_has_a_word_in_both_languages() {
        let frozen = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/tests/wire")).unwrap();
        let names = frozen.map(|file| file.unwrap().file_name().into_string().unwrap());
        let kinds: Vec<String> = names.filter_map(|name| name.strip_suffix(".json").map(str::to_owned)).collect();
        assert!(kinds.len() > 100, "{kinds:?}");
        for lang in [Lang::Zh, Lang::En] {
            let act = Texts::new(lang).act;
            let none: Vec<_> = kinds.iter().filter(|kind| act.get(&kind.replace('.', "_")).is_empty()).collect();
            assert!(none.is_empty(), "{none:?}");
        }
    }
}
