//! *Check it yourself*: the draw is done again in the reader's browser by the same code, from data that the reader brings.
//! The page shows nothing of its own and asks the server for nothing, so it needs no account.

use domain::draw::sheet::{Finding, Sheet, Unread};
use leptos::html;
use leptos::prelude::*;

use super::padded;
use crate::edge;
use crate::part::{Mark, TextArea, chosen};
use crate::texts::{Texts, texts};

/// Bytes of a file with a draw at most.
const BYTES: usize = 8 << 20;

/// What came out, and how many thousandths of a second it took.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    pub findings: Vec<Finding>,
    pub picked: usize,
    pub took: i64,
}

impl Outcome {
    /// Does everything again, here and now.
    #[must_use]
    pub fn of(sheet: &Sheet) -> Outcome {
        let before = edge::now();
        let findings = sheet.check();
        let took = (edge::now().0 - before.0) / 1000;
        Outcome { findings, picked: sheet.picked.len(), took }
    }

    #[must_use]
    fn fits(&self) -> bool {
        !self.findings.is_empty() && self.findings.iter().all(|own| own.fits)
    }
}

/// The verdict in one line and claim by claim.
#[component]
pub fn Said(outcome: Outcome) -> impl IntoView {
    let t = texts();
    let fits = outcome.fits();
    let head = match (fits, outcome.picked) {
        (true, 0) => t.draw.check_fits_so_far().to_owned(),
        (true, many) => t.draw.check_fits(many),
        (false, _) => t.draw.check_fails().to_owned(),
    };
    let kind = if fits { "held" } else { "late" };
    let rows = outcome.findings.iter().map(|own| {
        let (kind, word) = if own.fits { ("verified", t.draw.claim_fits()) } else { ("late", t.draw.claim_fails()) };
        view! { <li><span>{t.draw.get(&format!("claim_{}", <&str>::from(own.claim)))}</span><Mark kind word/></li> }
    });
    view! {
        <div class="draw-said" class:fails=!fits role="status">
            <p class="head"><Mark kind word=head/></p>
            <ul class="claims">{rows.collect_view()}</ul>
            <p class="note">{t.draw.check_note(outcome.took)}</p>
        </div>
    }
}

/// `/draws/check`
#[component]
pub fn Page() -> impl IntoView {
    let t = texts();
    let node = NodeRef::<html::Textarea>::new();
    let wrong = RwSignal::new(None::<String>);
    let sheet = RwSignal::new(None::<Sheet>);
    let look = move |text: String| {
        let read = Sheet::read(&text);
        let why = |why: &Unread| match why {
            Unread::Incomplete => t.draw.no_sheet().to_owned(),
            Unread::Broken => t.draw.broken_sheet().to_owned(),
        };
        wrong.set(read.as_ref().err().map(why));
        sheet.set(read.ok());
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        look(node.get_untracked().map(|area| area.value()).unwrap_or_default());
    };
    let file = move |event: leptos::ev::Event| {
        chosen::texts(&event, BYTES, move |_, text| {
            let Some(text) = text else { return wrong.set(Some(t.draw.no_sheet().to_owned())) };
            if let Some(area) = node.get_untracked() {
                area.set_value(&text);
            }
            look(text);
        });
    };
    view! {
        <leptos_meta::Title text=t.draw.check_yourself()/>
        <main id="main" class="page draw-check">
            <header class="page-head"><h1>{t.draw.check_yourself()}</h1><p class="quiet">{t.draw.check_lead()}</p></header>
            <form class="sheet" novalidate on:submit=submit>
                <TextArea label=t.draw.check_data() name="data" rows=12 hint=t.draw.check_hint() wrong=wrong node/>
                <div class="field">
                    <label for="check-file">{t.draw.check_file()}</label>
                    <input id="check-file" type="file" accept=".txt,text/plain" on:change=file/>
                </div>
                <div class="row">
                    <button class="button primary">{t.draw.check_again()}</button>
                    <a class="button" href="/" rel="external">{t.common.product()}</a>
                </div>
            </form>
            {move || sheet.get().map(|sheet| view! { <Result sheet t/> })}
        </main>
    }
}

/// The verdict, and what the reader's own browser drew.
#[component]
fn Result(sheet: Sheet, t: Texts) -> impl IntoView {
    let outcome = Outcome::of(&sheet);
    let list = sheet.list.clone();
    let rows = sheet.picks().into_iter().zip(1..).map(|(pick, order)| {
        let entry = list.as_ref().and_then(|list| list.entry(pick.number)).cloned();
        let stratum = entry.as_ref().map(|own| own.stratum.to_string());
        view! {
            <tr>
                <td class="num">{order}</td>
                <th scope="row">{entry.map(|own| own.name.to_string())}</th>
                <td>{stratum}</td>
                <td>{t.draw.roster_number(padded(pick.number))}</td>
            </tr>
        }
    });
    let hash = list.as_ref().map(domain::draw::roster::Roster::hash).unwrap_or_default();
    let before = sheet.repeats.iter().map(u16::to_string).collect::<Vec<_>>().join(t.draw.and());
    let repeats = (!before.is_empty()).then(|| {
        view! { <p class="repeats"><Mark kind="relapsed" word=t.draw.repeats()/> " " {t.draw.earlier_ones(before)}</p> }
    });
    view! {
        <section class="section">
            <Said outcome/>
            {repeats}
            <p>{t.draw.hash_here()}</p>
            <super::steps::Hash hash/>
            <table class="table">
                <caption>{t.draw.drawn_here()}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="num">{t.draw.order()}</th>
                        <th scope="col">{t.field.name()}</th>
                        <th scope="col">{t.field.stratum()}</th>
                        <th scope="col">{t.field.roster()}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
}
