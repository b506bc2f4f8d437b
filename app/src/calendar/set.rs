//! Setting days, and what the office has set so far, each with the way back.

use domain::act::{Act as Any, Key, Subject};
use domain::calendar::Own;
use domain::campaign::{Act, Campaign};
use domain::kinds::{Book, Day, Name};
use domain::record::{Known, Record};
use leptos::prelude::*;

use super::Chosen;
use crate::part::act_form::{ActForm, Entered, Form};
use crate::part::field::Select;
use crate::part::{About, Empty, Field, Section, day_text_with_year};
use crate::texts::texts;

fn known(campaign: &Campaign) -> Known {
    let mut known = Known::default();
    let key = Key { subject: Subject::Campaign, id: campaign.id.0 };
    known.records.insert(key, Record::Campaign(campaign.clone()));
    known
}

#[component]
pub(super) fn SetDays(campaign: Campaign, chosen: Chosen) -> impl IntoView {
    let (t, form) = (texts(), Form::new("days"));
    let (id, known) = (campaign.id, known(&campaign));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let name = Some(entered.raw("name").trim()).filter(|raw| !raw.is_empty());
        let name = name.map(Name::parse).transpose().map_err(|why| ("name", why))?;
        let (first, last) = (entered.get("first", Day::parse)?, entered.get("last", Day::parse)?);
        Ok(Any::Campaign(Act::SetDays { campaign: id, first, last, works: entered.raw("works") == "yes", name }))
    });
    let options =
        vec![("no".to_owned(), t.calendar.off().to_owned()), ("yes".to_owned(), t.calendar.works().to_owned())];
    view! {
        <Section title=t.act.campaign_set_days().to_owned() note=t.calendar.set_note()>
            <About key=Key { subject: Subject::Campaign, id: id.0 }/>
            <ActForm form book=Book::Office known verb=t.common.save() read primary=true>
                <Field label=t.calendar.first() name=form.name("first") kind="date" required=true node=chosen.first wrong=form.wrong("first")/>
                <Field label=t.field.last() name=form.name("last") kind="date" required=true node=chosen.last wrong=form.wrong("last")/>
                <Select label=t.calendar.kind() name=form.name("works") options value="no"/>
                <Field label=t.calendar.name() name=form.name("name") hint=t.calendar.name_hint() wrong=form.wrong("name")/>
            </ActForm>
        </Section>
    }
}

#[component]
pub(super) fn Set(campaign: Campaign, may: bool) -> impl IntoView {
    let t = texts();
    let (id, known) = (campaign.id, known(&campaign));
    let rows = campaign.calendar.all().map(|(day, own)| {
        let back = may.then(|| {
            let (form, known) = (Form::new(format!("clear-{day}")), known.clone());
            let read = Callback::new(move |(_,): (Entered,)| {
                Ok(Any::Campaign(Act::ClearDays { campaign: id, first: day, last: day }))
            });
            view! { <ActForm form book=Book::Office known verb=t.act.campaign_clear_days() read/> }
        });
        let Own { works, name } = own;
        let word = if *works { t.calendar.works() } else { t.calendar.off() };
        let name = name.as_ref().map(|name| format!(" · {name}"));
        view! { <li><strong>{day_text_with_year(day, t.lang)}</strong><span>{word}{name}</span>{back}</li> }
    });
    let rows = rows.collect_view();
    let list = if campaign.calendar.is_shipped() {
        view! { <Empty title=t.calendar.as_shipped() note=t.calendar.as_shipped_note()/> }.into_any()
    } else {
        view! { <ul class="set-days">{rows}</ul> }.into_any()
    };
    view! { <Section title=t.calendar.set_title().to_owned()>{list}</Section> }
}
