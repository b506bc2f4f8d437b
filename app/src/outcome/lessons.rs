//! `/lessons`: what others have learnt, found by its words. Nothing here says whose it was.

use domain::act::Subject;
use domain::kinds::Day;
use domain::outcome::Lesson;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::read::read_lessons;
use crate::part::reading::reading;
use crate::part::{DayText, Empty, Icon};
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let query = use_query_map();
    let asked = move || query.read().get("q").unwrap_or_default();
    let read = |text: String| async move { Ok((text.clone(), read_lessons(text).await?)) };
    reading(asked, &[Subject::Outcome], read, |(text, lessons)| view! { <Shown text lessons/> }.into_any())
}

#[component]
fn Shown(text: String, lessons: Vec<(Day, Lesson)>) -> impl IntoView {
    let t = texts();
    let many = lessons.len();
    let title =
        if text.trim().is_empty() { t.outcome.lessons_many(many) } else { t.outcome.lessons_found(many, text.trim()) };
    let cards = lessons.into_iter().map(|(day, own)| {
        let lines = own.text.as_str().lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
        view! {
            <li>
                <article>
                    <h2>{own.title.to_string()}</h2>
                    <div class="body">{lines}</div>
                    <p class="quiet"><DayText day/></p>
                </article>
            </li>
        }
    });
    let body = if many == 0 {
        view! { <Empty title=t.outcome.lessons_none() note=t.outcome.lessons_none_note()/> }.into_any()
    } else {
        view! { <ul class="lessons">{cards.collect_view()}</ul> }.into_any()
    };
    view! {
        <leptos_meta::Title text=t.outcome.lessons()/>
        <header class="page-head">
            <h1>{title}</h1>
            <form class="search" role="search" method="get" action="/lessons">
                <Icon name="i-search"/>
                <input type="search" name="q" value=text placeholder=t.outcome.search_hint() aria-label=t.outcome.search() autocomplete="off"/>
            </form>
        </header>
        <p class="quiet">{t.outcome.lessons_note()}</p>
        {body}
    }
}
