//! The desk: what stands around every page of a signed-in person. Reads who that is once and gives it to the page.

use domain::outbox::Item;
use leptos::prelude::*;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_location;

use crate::bag::Away;
use crate::live::Live;
use crate::outbox::Outbox;
use crate::part::{Empty, Problem, Section, Sent, mend};
use crate::session::{Me, me, read_me};
use crate::texts::texts;

pub mod rail;
use rail::{BottomBar, Rail};

#[component]
pub fn Desk() -> impl IntoView {
    let session = Resource::new_blocking(|| (), |()| read_me());
    view! {
        <Suspense>
            // Not in a closure: the server would run it twice, and with it every read of the page.
            {Suspend::new(async move {
                match session.await {
                    Ok(Some(me)) => view! { <SignedIn me/> }.into_any(),
                    Ok(None) => view! { <Redirect path="/sign-in"/> }.into_any(),
                    Err(failure) => view! { <main id="main" class="page"><Problem failure/></main> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// Gives the page its person, its stream and its outbox.
#[component]
fn SignedIn(me: Me) -> impl IntoView {
    let live = Live::new(me.heads.clone());
    let outbox = Outbox::new(&me, live);
    #[cfg(feature = "hydrate")]
    let person = me.viewer.person;
    provide_context(me.clone());
    provide_context(live);
    provide_context(outbox);
    // Effects run in the browser only.
    Effect::new(move || {
        #[cfg(feature = "hydrate")]
        {
            live.open();
            outbox.start();
            crate::bag::start(person, live);
        }
    });
    mend::Mending::provide();
    let mending = view! { <mend::Dialog/> };
    if projected(&use_location().pathname.get_untracked()) {
        // A projector shows one page and nothing around it; links to and from it load anew.
        return view! { <Outlet/> }.into_any();
    }
    let t = texts();
    view! {
        <a class="skip" href="#main">{t.common.skip()}</a>
        {me.demo.then(|| view! { <p class="demo-note">{t.common.demo()}</p> })}
        <Away/>
        <div class="desk">
            <Rail me=me.clone()/>
            <main class="page" id="main">
                <Outlet/>
            </main>
            <BottomBar me/>
        </div>
        {mending}
    }
    .into_any()
}

/// Pages for a projector.
fn projected(path: &str) -> bool {
    path == "/wall" || path.starts_with("/draws/") && path.ends_with("/show")
}

/// `/` goes where this person's day begins.
#[component]
pub fn Home() -> impl IntoView {
    view! { <Redirect path=me().home()/> }
}

/// Everything on this device that is not on the server, or was refused there.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let t = texts();
    let outbox = crate::outbox::outbox();
    let row = |item: Item| {
        let kind = item.proposal.act.kind();
        view! {
            <li>
                <strong>{crate::part::sent::act_word(&kind)}</strong>
                <crate::part::Moment time=item.proposal.at/>
                <Sent id=item.proposal.id/>
            </li>
        }
    };
    let none = Memo::new(move |_| outbox.counts() == (0, 0));
    let rows = move || {
        if none.get() {
            return view! { <Empty title=t.outbox.empty() note=t.outbox.empty_note()/> }.into_any();
        }
        view! {
            <crate::outbox::IllegibleItems/>
            <ul class="pending"><For each=move || outbox.items() key=|item| item.proposal.id children=row/></ul>
        }
        .into_any()
    };
    view! {
        <leptos_meta::Title text=t.outbox.title()/>
        <header class="page-head"><h1>{t.outbox.title()}</h1></header>
        <Section title=t.outbox.title().to_owned() note=t.outbox.note()>{rows}</Section>
    }
}
