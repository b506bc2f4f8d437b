//! The printed sheet: all data that somebody needs to do the draw again, and the file of the same.

use leptos::prelude::*;

use super::list::Before;
use super::read::Detail;
use crate::part::Section;
use crate::texts::texts;

/// Only for who may have the roster.
#[component]
pub fn Printed(detail: Detail) -> impl IntoView {
    let t = texts();
    let text = detail.sheet().text();
    let file = format!("/draws/{}/sheet.txt", detail.draw.id);
    let print = move |_| {
        #[cfg(feature = "hydrate")]
        let _ = window().print();
    };
    view! {
        <Section title=t.draw.sheet().to_owned() note=t.draw.sheet_note() class="span-12 draw-sheet">
            <div class="row no-print">
                <button type="button" class="button" on:click=print>{t.draw.print()}</button>
                <a class="button" rel="external" download="" href=file>{t.draw.download()}</a>
                <a class="button" rel="external" href="/draws/check">{t.draw.check_yourself()}</a>
            </div>
            <Before earlier=detail.earlier/>
            <details open>
                <summary>{t.draw.sheet_data()}</summary>
                <pre class="code" tabindex="0">{text}</pre>
            </details>
        </Section>
    }
}
