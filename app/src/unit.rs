//! A unit's home: what is asked of it now, its goal and carriers, where its issues stand, its people.
//! Reading is in `unit/read.rs`; each part of the page is a file beside it.

mod asks;
pub mod carriers;
pub mod detail;
mod goal;
mod home;
mod link;
mod matrix;
mod people;
pub mod read;
mod tree;
mod visits;

pub use detail::{GoalPage, TreePage};

use domain::act::Subject;
use domain::kinds::UnitId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::failure::Failure;
use crate::live::live;
use crate::part::{Bones, Problem};

use home::HomeView;
use read::read_home;

/// What the page is made from.
const SUBJECTS: [Subject; 7] = [
    Subject::Unit,
    Subject::Issue,
    Subject::Carrier,
    Subject::Report,
    Subject::Policy,
    Subject::Person,
    Subject::Visit,
];

#[component]
pub fn Page() -> impl IntoView {
    let (params, live) = (use_params_map(), live());
    let id = Memo::new(move |_| params.read().get("id").and_then(|raw| raw.parse::<UnitId>().ok()));
    let version = move || SUBJECTS.iter().map(|subject| live.version(*subject)).sum::<u64>();
    let home = Resource::new_blocking(
        move || (id.get(), version()),
        |(id, _)| async move {
            match id {
                Some(id) => read_home(id).await,
                None => Err(Failure::not_found()),
            }
        },
    );
    view! {
        <Transition fallback=|| view! { <Bones rows=8/> }>
            {move || Suspend::new(async move {
                match home.await {
                    Ok(home) => view! { <HomeView home/> }.into_any(),
                    Err(failure) => view! { <Problem failure/> }.into_any(),
                }
            })}
        </Transition>
    }
}
