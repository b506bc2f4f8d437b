//! What stands behind the fold of a row: the English name, and how an indicator comes to its value.

use std::str::FromStr;

use domain::score::Formula;
use domain::strand::Strand;
use leptos::prelude::*;
use strum::VariantArray;

use super::node::{Line, Part, field};
use crate::strand;
use crate::template::draft::{By, How, LEAF};
use crate::template::table::formula_word;
use crate::texts::{Texts, texts};

/// Its English name, and how an indicator is scored; the line itself says what it is now.
#[component]
pub fn More(part: Part, depth: usize) -> impl IntoView {
    let t = texts();
    let english = view! {
        <Line
            part name="english" label=t.template.english() shown=true
            get=|own| own.english.clone() set=|own, text| own.english = text
        />
    };
    if depth < LEAF {
        return view! { <details class="node-more"><summary>{t.template.english()}</summary><div>{english}</div></details> }
            .into_any();
    }
    let says = part.how(move |how| how_text(how, t));
    let by = part.how(|how| how.by);
    let select = field(part.edit.form, "by", part.id);
    let first = part.edit.draft.with_untracked(|own| own.node(part.id).map(|own| own.how.by));
    let ways = [
        (By::Quantitative, "quantitative", t.template.quantitative()),
        (By::Qualitative, "qualitative", t.template.qualitative()),
        (By::Satisfaction, "satisfaction", t.template.satisfaction()),
    ];
    let options = ways.map(|(own, key, word)| view! { <option value=key selected=first == Some(own)>{word}</option> });
    let choose = move |event| {
        let chosen = event_target_value(&event);
        if let Some((own, ..)) = ways.iter().find(|own| own.1 == chosen) {
            part.set(|node| node.how.by = *own);
        }
    };
    let now = move || ways.iter().find(|own| by.get() == Some(own.0)).map_or("", |own| own.1);
    let fields = move || {
        match by.get() {
        Some(By::Quantitative) => view! { <Counted part/> }.into_any(),
        Some(By::Qualitative) => view! {
            <Line part name="look" label=t.template.looks_at() shown=true get=|own| own.how.look_at.clone() set=|own, text| own.how.look_at = text/>
            <Line
                part name="look-en" label=t.template.looks_at_english() shown=true
                get=|own| own.how.look_at_english.clone() set=|own, text| own.how.look_at_english = text
            />
        }
        .into_any(),
        Some(By::Satisfaction) => {
            view! { <Line part name="of" label=t.field.rater_group() shown=true get=|own| own.how.of.clone() set=|own, text| own.how.of = text/> }
                .into_any()
        }
        None => ().into_any(),
    }
    };
    view! {
        <details class="node-more">
            <summary>{move || says.get()}</summary>
            <div>
                <label for=select.clone()>{t.template.method()}</label>
                <select id=select prop:value=now on:change=choose>{options}</select>
                {fields}
                <Strands part/>
                {english}
            </div>
        </details>
    }
    .into_any()
}

/// The strand of work that it looks at, or none.
#[component]
fn Strands(part: Part) -> impl IntoView {
    let t = texts();
    let id = field(part.edit.form, "strand", part.id);
    let key = |own: Option<Strand>| own.map_or("", <&str>::from);
    let first = part.edit.draft.with_untracked(|own| own.node(part.id).and_then(|own| own.strand));
    let now = move || key(part.edit.draft.with(|own| own.node(part.id).and_then(|own| own.strand)));
    let options = strand::options(t).into_iter().map(|(value, word)| {
        let chosen = value == key(first);
        view! { <option value=value selected=chosen>{word}</option> }
    });
    let options = options.collect_view();
    let choose = move |event| {
        let strand = event_target_value(&event).parse::<Strand>().ok();
        part.set(|node| node.strand = strand);
    };
    view! {
        <label for=id.clone()>{t.template.strand()}</label>
        <select id=id prop:value=now on:change=choose>{options}</select>
    }
}

/// The figure and its scale.
#[component]
fn Counted(part: Part) -> impl IntoView {
    let t = texts();
    let id = field(part.edit.form, "formula", part.id);
    let first = part.edit.draft.with_untracked(|own| own.node(part.id).map(|own| own.how.formula));
    let options = Formula::VARIANTS.iter().map(|own| {
        let key: &'static str = own.into();
        view! { <option value=key selected=first == Some(*own)>{formula_word(*own, t)}</option> }
    });
    let options = options.collect_view();
    let choose = move |event| {
        if let Ok(formula) = Formula::from_str(&event_target_value(&event)) {
            part.set(|node| node.how.count(formula));
        }
    };
    view! {
        <label for=id.clone()>{t.template.formula()}</label>
        <select id=id on:change=choose>{options}</select>
        <Line part name="zero" label=t.template.zero() shown=true number=true get=|own| own.how.zero.clone() set=|own, text| own.how.zero = text/>
        <Line part name="full" label=t.template.full() shown=true number=true get=|own| own.how.full.clone() set=|own, text| own.how.full = text/>
    }
}

/// `定量·按期解决率，0% 记 0 分，100% 记满分`
fn how_text(how: &How, t: Texts) -> String {
    let word = match how.by {
        By::Quantitative => t.template.quantitative(),
        By::Qualitative => t.template.qualitative(),
        By::Satisfaction => t.template.satisfaction(),
    };
    let said = how.method().ok().map(|own| crate::template::looks_at(&own, t));
    let said = said.unwrap_or_else(|| t.template.to_fill_in().to_owned());
    format!("{word}·{said}")
}
