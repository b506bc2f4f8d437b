//! A unit's home: what is asked of it now, its goal and carriers, where its issues stand, its people.
//! Reading is in `unit/read.rs`; each part of the page is a file beside it.

mod answering;
pub(crate) mod asks;
pub mod carriers;
mod close;
pub mod detail;
mod goal;
mod home;
mod line;
mod link;
mod lookbacks;
mod matrix;
mod people;
mod place;
pub mod read;
mod strands;
mod tree;
mod visits;

pub use detail::{GoalPage, TreePage};

use domain::act::Subject;
use leptos::prelude::*;

use crate::part::reading::record;

use home::HomeView;
use read::read_home;

/// What the page is made from.
static SUBJECTS: [Subject; 15] = [
    Subject::Unit,
    Subject::Notice,
    Subject::Worklist,
    Subject::Meeting,
    Subject::Issue,
    Subject::Carrier,
    Subject::Report,
    Subject::Policy,
    Subject::Person,
    Subject::Visit,
    Subject::Lookback,
    Subject::Deployment,
    Subject::Evaluation,
    Subject::Draw,
    Subject::Standard,
];

#[component]
pub fn Page() -> impl IntoView {
    record(&SUBJECTS, read_home, |home| view! { <HomeView home/> }.into_any())
}
