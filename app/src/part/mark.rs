//! State marks: shape, word and colour together, so that none has to be told from colour alone.

use domain::issue::State;
use leptos::prelude::*;

use super::Icon;
use crate::texts::texts;

/// Any mark of the sprite's `s-` family with its word: `late`, `stagnant`, `returned`, `relapsed` ...
#[component]
pub fn Mark(
    /// `late`, `stagnant`, a state's name ...
    #[prop(into)]
    kind: String,
    #[prop(into)] word: String,
    /// The shape keeps the colour, the word stays ink: in tables.
    #[prop(optional)]
    calm: bool,
) -> impl IntoView {
    let class = if calm { format!("mark {kind} calm") } else { format!("mark {kind}") };
    view! { <span class=class><Icon name=format!("s-{kind}")/>{word}</span> }
}

/// The mark of an issue's state.
#[component]
pub fn StateMark(state: State, #[prop(optional)] calm: bool) -> impl IntoView {
    let kind: &'static str = state.into();
    view! { <Mark kind word=texts().state.get(kind) calm/> }
}
