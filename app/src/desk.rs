//! The desk: what stands around every page of a signed-in person. Reads who that is once and gives it to the page.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_location;

use crate::bag::Notices;
use crate::inbox::Unread;
use crate::live::Live;
use crate::outbox::Outbox;
use crate::part::{Problem, mend};
use crate::session::{Me, Present, me, read_me};
use crate::texts::texts;
use crate::wire;

mod bottom;
pub mod rail;
use bottom::BottomBar;
use rail::Rail;

#[component]
pub fn Desk() -> impl IntoView {
    let session = wire::blocking(|| (), |()| read_me());
    // Neither a closure nor inside `Suspense`, which walks what it holds up to three times on the server: every page is in
    // here, and would be made, and would read, as often.
    Suspend::new(async move {
        OwnedView::new(match session.await {
            Ok(Some(me)) => view! { <SignedIn me/> }.into_any(),
            Ok(None) => view! { <Redirect path="/sign-in"/> }.into_any(),
            Err(failure) => view! { <main id="main" class="page"><Problem failure/></main> }.into_any(),
        })
    })
}

/// Gives the page its person, its stream and its outbox.
#[component]
fn SignedIn(me: Me) -> impl IntoView {
    let me = Arc::new(me);
    let live = Live::new(me.entries);
    let outbox = Outbox::new(&me, live);
    #[cfg(feature = "hydrate")]
    let (person, now) = (me.viewer.person, me.now);
    provide_context(me.clone());
    provide_context(live);
    Present::provide(&me, live);
    provide_context(outbox);
    Unread::provide(me.unread);
    // Effects run in the browser only.
    Effect::new(move || {
        #[cfg(feature = "hydrate")]
        {
            live.open(now);
            outbox.start();
            crate::bag::start(person, live);
        }
    });
    mend::Mending::provide();
    let mending = view! { <mend::Dialog/> };
    // The start script looks for it by its id (shell.rs).
    let tree =
        me.groups.file().map(|file| view! { <link id="tree" rel="preload" href=file r#as="fetch" crossorigin=""/> });
    if projected(&use_location().pathname.get_untracked()) {
        // A projector shows one page and nothing around it; links to and from it load anew.
        return view! { {tree}<Outlet/> }.into_any();
    }
    let t = texts();
    view! {
        {tree}
        <a class="skip" href="#main">{t.common.skip()}</a>
        {me.demo.then(|| view! { <p class="demo-note">{t.common.demo()}</p> })}
        <Notices/>
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
