//! The roster before it is frozen: typed, pasted, from a spreadsheet, or from the unit's own records. Everything ends as
//! lines in one field, so that what is frozen is what was looked at.

use domain::draw::roster::typed::{self, Typed};
use domain::draw::roster::{Bad, MAX, Roster, Salt, StratumName};
use domain::kinds::Text;
use domain::private::TEXT_MAX;
use domain::refusal::Refusal;
use leptos::html;
use leptos::prelude::*;

use super::read::Sources;
use super::understood::Understood;
use crate::edge;
use crate::part::act_form::Wrong;
use crate::part::empty::refusal_text;
use crate::part::{Complaint, TextArea};
use crate::texts::{Texts, texts};

/// The lines as they are now.
#[derive(Clone, Copy)]
pub struct Lines {
    pub area: NodeRef<html::Textarea>,
    /// What was read from them last, or the line that can't be taken.
    pub read: RwSignal<Result<Typed, Bad>>,
    /// A file that could not be read.
    pub wrong: RwSignal<Option<String>>,
}

impl Lines {
    #[must_use]
    pub fn new() -> Lines {
        Lines { area: NodeRef::new(), read: RwSignal::new(Ok(Typed::default())), wrong: RwSignal::new(None) }
    }

    /// Reads the field again.
    pub fn look(self) {
        let text = self.text();
        let known = || -> Result<Typed, Bad> {
            let typed = typed::read(&text)?;
            let entries = Roster::new(salt_of_zeros()?, typed.entries)?.entries;
            Ok(Typed { entries, ..typed })
        };
        self.wrong.set(None);
        self.read.set(if text.trim().is_empty() { Ok(Typed::default()) } else { known() });
    }

    /// What stands in the field.
    #[must_use]
    pub fn text(self) -> String {
        self.area.try_get_untracked().flatten().map(|area| area.value()).unwrap_or_default()
    }

    pub fn fill(self, lines: &str) {
        if let Some(area) = self.area.get_untracked() {
            area.set_value(lines);
        }
        self.look();
    }

    /// The strata in the order in which they first appear, each with how many there are.
    #[must_use]
    pub fn strata(self) -> Vec<(StratumName, usize)> {
        let mut strata: Vec<(StratumName, usize)> = Vec::new();
        for entry in self.read.get().unwrap_or_default().entries {
            match strata.iter_mut().find(|(name, _)| *name == entry.stratum) {
                Some((_, many)) => *many += 1,
                None => strata.push((entry.stratum, 1)),
            }
        }
        strata
    }

    /// What is frozen: the lines as they are now, with a salt of chance.
    ///
    /// # Errors
    /// A line that can't be taken, which is named at the field already; nothing on it; no source of chance.
    pub fn roster(self) -> Result<Roster, Wrong> {
        self.look();
        let typed = self.read.get_untracked().map_err(|bad| ("roster", bad.refusal))?;
        let chance = edge::salt().ok_or(("", Refusal::Malformed))?;
        let salt: Salt = Text::parse(&domain::entry::hex(&chance)).map_err(|refusal| ("", refusal))?;
        Roster::new(salt, typed.entries).map_err(|bad| ("", bad.refusal))
    }
}

/// Only to look at the lines: what is frozen gets a salt of chance.
fn salt_of_zeros() -> Result<Salt, Bad> {
    Text::parse(&"0".repeat(64)).map_err(|refusal| Bad { line: 0, refusal })
}

fn bad_text(bad: &Bad, t: Texts) -> String {
    if let Refusal::TooLong { max: TEXT_MAX, length } = bad.refusal {
        return t.draw.too_large(TEXT_MAX / 1000, length.div_ceil(1000));
    }
    let why = refusal_text(&bad.refusal, t);
    if bad.line == 0 { why } else { t.draw.bad_line(bad.line, why) }
}

/// The field with its sources and what was understood.
#[component]
pub fn Editor(lines: Lines, sources: Sources) -> impl IntoView {
    let t = texts();
    let wrong = Signal::derive(move || lines.read.with(|read| read.as_ref().err().map(|bad| bad_text(bad, t))));
    let file = move |event: leptos::ev::Event| rows_of_file(&event, lines, t);
    let taken = [
        (t.draw.from_people(), sources.people),
        (t.draw.from_organisations(), sources.places),
        (t.draw.from_papers(), sources.papers),
        (t.draw.from_issues(), sources.issues),
        (t.draw.from_meetings(), sources.meetings),
        (t.draw.from_visits(), sources.visits),
    ];
    let more = taken.iter().filter(|own| own.1.more).map(|own| t.draw.from_more(MAX, own.0));
    let more: Vec<_> = more.map(|said| view! { <p class="hint">{said}</p> }).collect();
    let taken = taken.map(|(word, own)| view! { <From lines word rows=own.lines/> });
    view! {
        <div class="draw-sources">
            <span class="label">{t.draw.from_records()}</span>
            {taken.into_iter().collect_view()}
        </div>
        {more}
        <div class="field">
            <label for="draw-file">{t.draw.from_file()}</label>
            <p class="hint" id="draw-file-hint">{t.draw.from_file_hint()}</p>
            <input
                id="draw-file"
                type="file"
                accept=".xlsx,.xls,.csv"
                aria-describedby="draw-file-hint draw-file-wrong"
                on:change=file
            />
            <Complaint id="draw-file-wrong" wrong=lines.wrong.into()/>
        </div>
        <div on:input=move |_| lines.look()>
            <TextArea label=t.field.roster() name="prepare-roster" rows=12 hint=t.draw.roster_hint() wrong node=lines.area/>
        </div>
        <Understood lines/>
    }
}

/// Lines taken from the unit's records.
#[component]
fn From(lines: Lines, word: &'static str, rows: Vec<String>) -> impl IntoView {
    let many = rows.len();
    let text = StoredValue::new(rows.join("\n"));
    let fill = move |_| text.with_value(|text| lines.fill(text));
    view! {
        <button type="button" class="button small" disabled=many == 0 on:click=fill>{word} " " <small>{many}</small></button>
    }
}

/// How many from each stratum of the lines.
#[component]
pub fn Takes(lines: Lines, #[prop(into)] wrong: Signal<Option<String>>) -> impl IntoView {
    let t = texts();
    let strata = Memo::new(move |_| lines.strata());
    let row = move |(place, (name, many)): (usize, (StratumName, usize))| {
        let id = format!("prepare-take-{place}");
        view! {
            <tr>
                <th scope="row"><label for=id.clone()>{name.to_string()}</label></th>
                <td class="num">{many}</td>
                <td><input id=id.clone() name=id type="number" inputmode="numeric" min="0" max=many value="1"/></td>
            </tr>
        }
    };
    let rows = move || strata.get().into_iter().enumerate().map(row).collect_view();
    view! {
        <div class="field" hidden=move || strata.with(Vec::is_empty)>
            <table class="table draw-takes">
                <caption class="label">{t.draw.takes()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.field.stratum()}</th>
                        <th scope="col" class="num">{t.draw.lines()}</th>
                        <th scope="col">{t.draw.take()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
        </div>
    }
}

/// Sends a spreadsheet to be read within bounds; its rows fill the field.
fn rows_of_file(event: &leptos::ev::Event, lines: Lines, t: Texts) {
    #[cfg(feature = "hydrate")]
    browser::rows(event, lines, t);
    #[cfg(not(feature = "hydrate"))]
    let _ = (event, lines, t);
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{File, FormData, HtmlInputElement, Request, RequestInit, Response};

    use super::{Lines, Texts};

    fn chosen(event: &leptos::ev::Event) -> Option<File> {
        let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
        input.files()?.get(0)
    }

    pub fn rows(event: &leptos::ev::Event, lines: Lines, t: Texts) {
        let Some(file) = chosen(event) else { return };
        spawn_local(async move {
            match sent(&file).await {
                Ok(text) => lines.fill(&text),
                Err(key) => {
                    let why = t.ledger.get(&format!("error_{key}"));
                    let why = if why.is_empty() { t.ledger.error_later() } else { why };
                    lines.wrong.set(Some(why.to_owned()));
                }
            }
        });
    }

    async fn sent(file: &File) -> Result<String, String> {
        let data = FormData::new().map_err(|_| "malformed")?;
        data.append_with_blob("file", file).map_err(|_| "malformed")?;
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(&data);
        let request = Request::new_with_str_and_init("/draws/rows", &init).map_err(|_| "malformed")?;
        let answer = JsFuture::from(window().fetch_with_request(&request)).await.map_err(|_| "offline")?;
        let answer: Response = answer.unchecked_into();
        let text = JsFuture::from(answer.text().map_err(|_| "later")?).await.map_err(|_| "offline")?;
        let text = text.as_string().unwrap_or_default();
        if answer.ok() {
            return Ok(text);
        }
        let why: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        Err(why["error"].as_str().unwrap_or("later").to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn a_roster_too_large_to_be_frozen_is_said_in_words_of_its_own() {
        let t = Texts::new(Lang::Zh);
        let bad = Bad { line: 0, refusal: Refusal::TooLong { max: TEXT_MAX, length: 654_321 } };
        let told = bad_text(&bad, t);
        assert!(told.contains("655 KB") && told.contains("600 KB"), "{told}");
        let long = Bad { line: 3, refusal: Refusal::TooLong { max: 100, length: 300 } };
        assert!(bad_text(&long, t).starts_with("第 3 行"));
    }
}
