//! *Check a file*: published scores are computed again in the reader's browser by the same code, each from its file alone, and
//! laid beside what this page itself shows. Nothing is sent anywhere.

use domain::evaluation::Evaluation;
use domain::evaluation::export::{BYTES, Claim, Export, FORMAT, Finding, Unread};
use leptos::prelude::*;

use crate::part::{Icon, Mark, chosen};
use crate::texts::{Texts, texts};

/// A file by its name, and what is in it.
type Taken = (String, Result<Export, Unread>);

/// The files of this page. Outside of what is read anew: a hint of something new must not take a result away.
#[derive(Clone, Copy)]
pub struct Files(RwSignal<Vec<Taken>>);

impl Files {
    /// For the page that this is called in.
    pub fn provide() {
        provide_context(Files(RwSignal::new(Vec::new())));
    }
}

/// The field for files of any units, and what came out of each.
#[component]
pub fn CheckFiles(round: Evaluation) -> impl IntoView {
    let t = texts();
    let Files(files) = expect_context();
    let choose = move |event: leptos::ev::Event| {
        files.set(Vec::new());
        chosen::texts(&event, BYTES, move |name, text| {
            let read = text.map_or(Err(Unread::TooBig), |text| Export::read(&text));
            // The page may have been left meanwhile.
            let _ = files.try_update(|all| all.push((name, read)));
        });
    };
    let round = StoredValue::new(round);
    let told = move |(name, read): Taken| match read {
        Ok(own) => round.with_value(|round| said(&own, round, t)),
        Err(why) => unread(&name, &why, t),
    };
    view! {
        <div class="score-check no-print">
            <div class="field">
                <label for="score-file">{t.evaluation.check_file()}</label>
                <input
                    id="score-file"
                    type="file"
                    multiple=true
                    accept=".json,application/json"
                    aria-describedby="score-file-note"
                    on:change=choose
                />
                <p class="hint" id="score-file-note">{t.evaluation.check_note()}</p>
            </div>
            <div role="status">{move || files.get().into_iter().map(told).collect_view()}</div>
        </div>
    }
}

fn unread(name: &str, why: &Unread, t: Texts) -> AnyView {
    let why = match why {
        Unread::TooBig => t.evaluation.unread_too_big(BYTES >> 20),
        Unread::NoJson => t.evaluation.unread_no_json().to_owned(),
        Unread::Foreign => t.evaluation.unread_foreign().to_owned(),
        Unread::Format { format } => t.evaluation.unread_format(format, FORMAT),
        Unread::Broken => t.evaluation.unread_broken().to_owned(),
    };
    view! { <p class="wrong"><Icon name="s-late"/><span>{t.evaluation.of_file(name, why)}</span></p> }.into_any()
}

/// One unit: the verdict, claim by claim, and whether this page says the same.
fn said(own: &Export, round: &Evaluation, t: Texts) -> AnyView {
    let findings = own.check();
    let off = findings.iter().filter(|own| !own.agrees).count();
    let (kind, word) = match off {
        0 => ("held", t.evaluation.check_agrees().to_owned()),
        many => ("late", t.evaluation.check_differs(many)),
    };
    let head = format!("{} {} {}", own.unit_name, t.evaluation.number(own.round), own.title);
    let rows = findings.iter().map(|own| row(own, t)).collect_view();
    view! {
        <section class="score-said">
            <h3>{head}</h3>
            <p class="head"><Mark kind word/></p>
            <ul class="claims">{rows}{here(own, round, t)}</ul>
        </section>
    }
    .into_any()
}

fn row(own: &Finding, t: Texts) -> AnyView {
    let claim = t.evaluation.get(&format!("claim_{}", <&str>::from(own.claim)));
    let claim = own.part.as_ref().map_or_else(|| claim.to_owned(), |part| t.evaluation.claim_of(claim, part));
    let number = |own: &Option<String>| own.clone().unwrap_or_else(|| "—".to_owned());
    // What a tree lacks is said in words of the program; that it lacks something is enough here.
    let both = (!own.agrees && own.claim != Claim::Tree)
        .then(|| t.evaluation.published_computed(number(&own.computed), number(&own.published)));
    let (kind, word) =
        if own.agrees { ("verified", t.evaluation.claim_agrees()) } else { ("late", t.evaluation.claim_differs()) };
    view! { <li><span>{claim} " " <small>{both}</small></span><Mark kind word/></li> }.into_any()
}

/// A file that agrees with itself may still be of other numbers than were published: where this page knows them, it says so.
fn here(own: &Export, round: &Evaluation, t: Texts) -> AnyView {
    let this = own.round == round.number && own.title == round.title.as_str();
    let shown = Export::of(round, own.unit, &own.unit_name).filter(|_| this);
    let (kind, word) = match shown {
        Some(shown) if shown == *own => ("verified", t.evaluation.claim_agrees()),
        Some(_) => ("late", t.evaluation.claim_differs()),
        None => return view! { <li><span>{t.evaluation.check_elsewhere()}</span></li> }.into_any(),
    };
    view! { <li><span>{t.evaluation.check_here()}</span><Mark kind word/></li> }.into_any()
}
