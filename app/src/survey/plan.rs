//! The form of a survey: who is asked what, from when until when. Begins with what is usually asked; rows are added, taken
//! away and moved, and what was typed in them goes along.

use domain::act::Act as Any;
use domain::issue::Category;
use domain::kinds::{Day, Title};
use domain::refusal::{Field as Of, Refusal};
use domain::survey::{Act, Kind, Plan, Question, Words, usual};
use leptos::prelude::*;

use super::read::Detail;
use super::{scope_key, scope_of, scopes};
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::field::Select;
use crate::part::records::Units;
use crate::part::{Field, Icon, TextArea};
use crate::session::me;
use crate::texts::texts;

/// Days that a new survey is open.
const OPEN: i64 = 14;

/// A new survey of one of the units that this group guides.
#[component]
pub fn New(units: Units) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("plan"));
    let (book, choice, today) = (units.book(), units.field(form), me.today());
    let (raters, questions) = (usual::raters().unwrap_or_default(), usual::questions().unwrap_or_default());
    let title = usual::title().map(|(zh, en)| (zh.to_string(), en.to_string())).unwrap_or_default();
    let rows = Rows::new(raters.len(), questions.len());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (unit, plan) = (units.read(&entered)?, rows.read(&entered)?);
        Ok(Any::Survey(Act::Plan { survey: edge::id(), unit, plan: Box::new(plan) }))
    });
    view! {
        <ActForm form book verb=t.act.survey_plan() read primary=true>
            {choice}
            <Planned form rows raters questions title category=None days=(today, today.plus(OPEN))/>
        </ActForm>
    }
}

/// Another plan in the place of this one, before the first slip.
#[component]
pub fn Change(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("change"));
    let (survey, book, known) = (detail.survey.id, detail.survey.book, detail.known());
    let seen = StoredValue::new(detail.survey.plan.clone());
    let Plan { title, title_en, category, raters, questions, opens, closes } = detail.survey.plan;
    let title = (title.to_string(), title_en.map(|en| en.to_string()).unwrap_or_default());
    let rows = Rows::new(raters.len(), questions.len());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (plan, was) = (Box::new(rows.read(&entered)?), Some(Box::new(seen.get_value())));
        Ok(Any::Survey(Act::Change { survey, plan, was }))
    });
    view! {
        <Fold verb=t.act.survey_change()>
            <ActForm form book known verb=t.common.save() read>
                <Planned form rows raters questions title category days=(opens, closes)/>
            </ActForm>
        </Fold>
    }
}

/// Which rows there are and in which order: each has a number of its own, so that the fields keep what was typed.
#[derive(Clone, Copy)]
struct Rows {
    raters: RwSignal<Vec<usize>>,
    questions: RwSignal<Vec<usize>>,
}

impl Rows {
    fn new(raters: usize, questions: usize) -> Rows {
        Rows { raters: RwSignal::new((0..raters).collect()), questions: RwSignal::new((0..questions).collect()) }
    }

    fn read(self, entered: &Entered) -> Result<Plan, Wrong> {
        let raters = self.raters.with_untracked(|rows| {
            let rows =
                rows.iter().map(|row| words(entered, &format!("raters-{row}")).map_err(|why| ("rater_group", why)));
            rows.collect::<Result<Vec<_>, _>>()
        })?;
        let questions = self
            .questions
            .with_untracked(|rows| rows.iter().map(|row| question(entered, *row)).collect::<Result<Vec<_>, _>>())?;
        Ok(Plan {
            title: entered.get("title", Title::parse)?,
            title_en: entered.get("title_en", Title::optional)?,
            category: entered.get("category", scope_of)?,
            raters,
            questions,
            opens: entered.get("start", Day::parse)?,
            closes: entered.get("end", Day::parse)?,
        })
    }
}

fn words(entered: &Entered, name: &str) -> Result<Words, Refusal> {
    Words::parse(entered.raw(&format!("{name}-zh")), entered.raw(&format!("{name}-en")))
}

fn question(entered: &Entered, row: usize) -> Result<Question, Wrong> {
    let name = format!("question-{row}");
    let kind = match entered.raw(&format!("{name}-kind")) {
        "choice" => Kind::Choice { options: options(entered.raw(&format!("{name}-options")))? },
        "text" => Kind::Text,
        _ => Kind::Scale,
    };
    Ok(Question { words: words(entered, &name).map_err(|why| ("question", why))?, kind })
}

/// One a line; English after a stroke: `方便 | Convenient`.
fn options(raw: &str) -> Result<Vec<Words>, Wrong> {
    let lines = raw.lines().filter(|line| !line.trim().is_empty());
    let options = lines.map(|line| {
        let (zh, en) = line.split_once(['|', '｜']).unwrap_or((line, ""));
        Words::parse(zh, en)
    });
    let options = options.collect::<Result<Vec<_>, _>>().map_err(|why| ("question", why))?;
    if options.len() < 2 { Err(("question", Refusal::Missing { field: Of::Options })) } else { Ok(options) }
}

#[component]
fn Planned(
    form: Form,
    rows: Rows,
    raters: Vec<Words>,
    questions: Vec<Question>,
    /// In Chinese and in English.
    title: (String, String),
    category: Option<Category>,
    days: (Day, Day),
) -> impl IntoView {
    let t = texts();
    let (first, last, scope) = (StoredValue::new(raters), StoredValue::new(questions), scope_key(category));
    let rater = move |row: usize| {
        let own = first.with_value(|all| all.get(row).cloned());
        view! { <Said form name=format!("raters-{row}") own/> }.into_any()
    };
    let question = move |row: usize| {
        let own = last.with_value(|all| all.get(row).cloned());
        view! { <Asked form row own/> }.into_any()
    };
    view! {
        <Field label=t.field.title() name=form.name("title") value=title.0 wrong=form.wrong("title")/>
        <Field label=t.survey.title_en() name=form.name("title_en") value=title.1 wrong=form.wrong("title_en")/>
        <Select label=t.survey.scope() name=form.name("category") options=scopes(t) value=scope wrong=form.wrong("category")/>
        <div class="two-up">
            <Field label=t.survey.from() name=form.name("start") kind="date" value=days.0.to_string() wrong=form.wrong("start")/>
            <Field label=t.survey.until() name=form.name("end") kind="date" value=days.1.to_string() wrong=form.wrong("end")/>
        </div>
        <Several legend=t.field.rater_group() rows=rows.raters row=Callback::new(move |(row,)| rater(row)) add=t.survey.add_raters() wrong=form.wrong("rater_group")/>
        <Several legend=t.survey.questions() rows=rows.questions row=Callback::new(move |(row,)| question(row)) add=t.survey.add_question() wrong=form.wrong("question")/>
    }
}

/// Rows that can be added, taken away and moved up.
#[component]
fn Several(
    legend: &'static str,
    rows: RwSignal<Vec<usize>>,
    row: Callback<(usize,), AnyView>,
    add: &'static str,
    wrong: Signal<Option<String>>,
) -> impl IntoView {
    let t = texts();
    let one = move |own: usize| {
        let remove = move |_| rows.update(|rows| rows.retain(|other| *other != own));
        let first = move || rows.with(|rows| rows.first() == Some(&own));
        let up = move |_| {
            rows.update(|rows| {
                if let Some(place @ 1..) = rows.iter().position(|other| *other == own) {
                    rows.swap(place - 1, place);
                }
            });
        };
        view! {
            <li>
                <div class="fields">{row.run((own,))}</div>
                <span class="row">
                    <button type="button" class="button small" aria-label=t.survey.move_up() disabled=first on:click=up><Icon name="i-up" size=14/></button>
                    <button type="button" class="button small" aria-label=t.survey.take_away() on:click=remove><Icon name="i-close" size=14/></button>
                </span>
            </li>
        }
    };
    let more = move |_| rows.update(|rows| rows.push(rows.iter().max().map_or(0, |most| most + 1)));
    view! {
        <fieldset class="field several">
            <legend>{legend}</legend>
            <ol><For each=move || rows.get() key=|own| *own children=one/></ol>
            <p class="wrong" role="alert">{wrong}</p>
            <button type="button" class="button small" on:click=more><Icon name="i-plus" size=14/>{add}</button>
        </fieldset>
    }
}

#[component]
fn Said(form: Form, name: String, own: Option<Words>) -> impl IntoView {
    let t = texts();
    let (zh, en) = own.map(|own| (own.zh.to_string(), own.en.map(|en| en.to_string()))).unwrap_or_default();
    view! {
        <Field label=t.survey.in_chinese() name=form.name(&format!("{name}-zh")) value=zh/>
        <Field label=t.survey.in_english() name=form.name(&format!("{name}-en")) value=en.unwrap_or_default()/>
    }
}

#[component]
fn Asked(form: Form, row: usize, own: Option<Question>) -> impl IntoView {
    let t = texts();
    let name = format!("question-{row}");
    let options = match own.as_ref().map(|own| &own.kind) {
        Some(Kind::Choice { options }) => options.iter().map(line).collect::<Vec<_>>().join("\n"),
        Some(Kind::Scale | Kind::Text) | None => String::new(),
    };
    let kind = match own.as_ref().map(|own| &own.kind) {
        Some(Kind::Choice { .. }) => "choice",
        Some(Kind::Text) => "text",
        Some(Kind::Scale) | None => "scale",
    };
    let kinds = [("scale", t.survey.kind_scale()), ("choice", t.survey.kind_choice()), ("text", t.survey.kind_text())];
    let chosen = RwSignal::new(kind.to_owned());
    let kinds = kinds.map(|(key, word)| (key.to_owned(), word.to_owned())).to_vec();
    view! {
        <Said form name=name.clone() own=own.map(|own| own.words)/>
        <div on:change=move |event| chosen.set(event_target_value(&event))>
            <Select label=t.survey.kind() name=form.name(&format!("{name}-kind")) options=kinds value=kind/>
        </div>
        <div hidden=move || chosen.with(|kind| kind != "choice")>
            <TextArea label=t.field.options() name=form.name(&format!("{name}-options")) hint=t.survey.options_hint() value=options/>
        </div>
    }
}

fn line(words: &Words) -> String {
    words.en.as_ref().map_or_else(|| words.zh.to_string(), |en| format!("{} | {en}", words.zh))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{Lang, Texts};

    #[test]
    fn rows_are_read_in_the_order_in_which_they_stand() {
        let typed = [
            ("title", "第二次测评"),
            ("title_en", "Second survey"),
            ("category", "livelihood"),
            ("start", "2023-06-01"),
            ("end", "2023-06-14"),
            ("raters-0-zh", "学生"),
            ("question-0-zh", "还想说的"),
            ("question-0-kind", "text"),
            ("question-3-zh", "从哪里知道的"),
            ("question-3-kind", "choice"),
            ("question-3-options", "通知 | A notice\n\n同事｜Colleagues"),
            ("question-5-zh", "满意吗"),
        ];
        let entered: Entered = typed.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let owner = Owner::new();
        owner.set();
        let rows = Rows { raters: RwSignal::new(vec![0]), questions: RwSignal::new(vec![5, 3, 0]) };
        let plan = rows.read(&entered).unwrap();
        assert_eq!([false, true].map(|english| plan.title(english).as_str()), ["第二次测评", "Second survey"]);
        assert_eq!(plan.category, Some(Category::Livelihood));
        let kinds: Vec<&str> = plan.questions.iter().map(|own| own.words.zh.as_str()).collect();
        assert_eq!(kinds, ["满意吗", "从哪里知道的", "还想说的"]);
        let Kind::Choice { options } = &plan.questions[1].kind else { panic!("a choice") };
        assert_eq!(options.iter().map(line).collect::<Vec<_>>(), ["通知 | A notice", "同事 | Colleagues"]);
    }

    #[test]
    fn a_survey_is_about_all_of_the_unit_unless_a_category_is_chosen() {
        assert_eq!(["", "hard"].map(|raw| scope_of(raw).unwrap()), [None, Some(Category::Hard)]);
        assert_eq!(scope_of("canteen"), Err(Refusal::Malformed));
        let all = scopes(Texts::new(Lang::Zh));
        let words: Vec<&str> = all.iter().map(|own| own.1.as_str()).collect();
        assert_eq!(words, ["单位全部整改", "攻坚破难", "专项整治", "民生实事", "推动发展"]);
        assert!(all.iter().all(|(key, _)| scope_key(scope_of(key).unwrap()) == key));
    }

    #[test]
    fn a_choice_of_one_is_none() {
        assert_eq!(options("方便").unwrap_err().0, "question");
    }
}
