//! The checklist of a visit in its form: lines to be set down in a plan, points to be answered in the room. A visit without a list
//! of its own has what the group looked at last on a visit of that form, or what groups usually look at there.

use domain::kinds::Title;
use domain::visit::checklist::usual;
use domain::visit::{Form, Point, Seen};
use leptos::html;
use leptos::prelude::*;
use strum::VariantArray as _;

use super::form::Desk;
use super::mend::Begins;
use super::new::Purpose;
use super::raise::Made;
use super::send::{Task, Wrong};
use super::words;
use crate::edge;
use crate::issue::Values;
use crate::part::{Icon, TextArea};
use crate::texts::{Lang, texts};

/// What is looked at.
#[derive(Clone, PartialEq, Debug)]
pub struct Lists {
    /// The visit's own; empty where it has none.
    own: Vec<Point>,
    usual: Vec<(Form, Vec<Title>)>,
}

impl Lists {
    #[must_use]
    pub fn of(task: &Task, begins: &Begins) -> Lists {
        let last = |form: Form| task.start.checklists.iter().find(|own| own.0 == form).map(|own| own.1.clone());
        let shipped = |form| usual(form).iter().filter_map(|line| Title::parse(line).ok()).collect();
        let each = Form::VARIANTS.iter().map(|form| (*form, last(*form).unwrap_or_else(|| shipped(*form))));
        let own = begins.description.iter().flat_map(|own| own.checklist.clone()).collect();
        Lists { own, usual: each.collect() }
    }

    /// The points for a visit of this form, and under which name their answers stand in the form.
    fn points(&self, form: Form) -> (&'static str, Vec<Point>) {
        if !self.own.is_empty() {
            return ("own", self.own.clone());
        }
        let lines = self.usual.iter().filter(|own| own.0 == form).flat_map(|own| own.1.clone());
        (form.into(), lines.map(Point::open).collect())
    }

    /// A line each.
    fn lines(&self, form: Form) -> String {
        let (_, points) = self.points(form);
        points.iter().map(|own| own.what.to_string()).collect::<Vec<_>>().join("\n")
    }

    /// Every point, answered or not: what was not looked at says so, and is offered again. Nothing of a list that was only offered and
    /// that nobody took up.
    ///
    /// # Errors
    /// The field with its refusal.
    pub fn read(&self, values: &Values, purpose: Purpose, form: Form) -> Result<Vec<Point>, Wrong> {
        if purpose == Purpose::Plan {
            return planned(values.get(FIELD));
        }
        let (key, points) = self.points(form);
        let points = points.into_iter().enumerate().map(|(place, point)| {
            let name = format!("{key}-{place}");
            let seen = values.get(&format!("point-{name}")).parse().ok();
            let remark = if seen.is_some() { values.maybe(&format!("remark-{name}"))? } else { None };
            Ok(Point { what: point.what, seen, remark })
        });
        let points = points.collect::<Result<Vec<Point>, Wrong>>()?;
        let taken_up = !self.own.is_empty() || points.iter().any(Point::answered);
        Ok(if taken_up { points } else { Vec::new() })
    }
}

/// The field of a plan.
const FIELD: &str = "checklist";

/// A point a line, each once.
fn planned(raw: &str) -> Result<Vec<Point>, Wrong> {
    let mut points: Vec<Point> = Vec::new();
    for line in raw.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let what = Title::parse(line).map_err(|why| (FIELD.to_owned(), why))?;
        if points.iter().all(|own| own.what != what) {
            points.push(Point::open(what));
        }
    }
    Ok(points)
}

/// What is to be looked at, a line each; another form has other points as long as nobody has changed them.
#[component]
pub fn Prepare(form: RwSignal<Form>, desk: Desk) -> impl IntoView {
    let (t, node) = (texts(), NodeRef::<html::Textarea>::new());
    let lines = move |form| desk.checklist.with_value(|lists| lists.lines(form));
    Effect::new(move |before: Option<Form>| {
        let now = form.get();
        if let (Some(before), Some(area)) = (before, node.get_untracked())
            && area.value() == lines(before)
        {
            area.set_value(&lines(now));
        }
        now
    });
    let value = lines(form.get_untracked());
    view! { <TextArea label=t.field.checklist() name=FIELD value rows=5 hint=t.visit.points_hint() node wrong=desk.wrong_of(FIELD)/> }
}

/// Each point with its answer: a tap. What is lacking becomes an issue with another one.
#[component]
pub fn Answers(form: RwSignal<Form>, desk: Desk) -> impl IntoView {
    let t = texts();
    let own = desk.checklist.with_value(|lists| !lists.own.is_empty());
    // its own list is the same for every form, and what was answered in it stays
    let of = Memo::new(move |_| if own { None } else { Some(form.get()) });
    let points = move || {
        let form = of.get().unwrap_or_else(|| form.get_untracked());
        desk.checklist.with_value(|lists| lists.points(form))
    };
    let rows = move || {
        let (key, points) = points();
        let rows = points.into_iter().enumerate();
        rows.map(|(place, point)| view! { <Row name=format!("{key}-{place}") point desk/> }).collect_view()
    };
    view! {
        <details class="visit-lines" open=own>
            <summary>{t.field.checklist()} " " <small>{move || t.visit.points_many(points().1.len())}</small></summary>
            {rows}
        </details>
    }
}

#[component]
fn Row(name: String, point: Point, desk: Desk) -> impl IntoView {
    let (t, remark) = (texts(), NodeRef::<html::Input>::new());
    let Point { what, seen, remark: said } = point;
    let each = [None, Some(Seen::InPlace), Some(Seen::Lacking)].map(|one| {
        let value = one.map_or("", <&str>::from);
        view! {
            <label>
                <input type="radio" name=format!("point-{name}") value=value checked=one == seen/>
                <span>{words::seen(one, t)}</span>
            </label>
        }
    });
    let said = said.map(|said| said.to_string()).unwrap_or_default();
    let whole = what.to_string();
    let colon = if t.lang == Lang::Zh { "：" } else { ": " };
    let raise = move |_| {
        let said = remark.get_untracked().map(|input| input.value()).unwrap_or_default();
        let said = said.trim();
        let sentence = if said.is_empty() { whole.clone() } else { format!("{whole}{colon}{said}") };
        desk.raised.update(|raised| raised.push(Made { id: edge::id(), sentence }));
    };
    view! {
        <fieldset class="field point">
            <legend>{what.to_string()}</legend>
            <div class="pills">{each}</div>
            <div class="told">
                <input type="text" name=format!("remark-{name}") value=said aria-label=t.visit.point_remark() placeholder=t.visit.point_remark() maxlength="500" node_ref=remark/>
                <button type="button" class="button small" on:click=raise><Icon name="i-plus"/>{t.visit.raise()}</button>
            </div>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(own: &[&str]) -> Lists {
        let titles = |lines: &[&str]| lines.iter().map(|own| Title::parse(own).unwrap()).collect::<Vec<_>>();
        let own = titles(own).into_iter().map(Point::open).collect();
        Lists { own, usual: vec![(Form::Phone, titles(&["答复", "办到"])), (Form::Site, titles(&["台账"]))] }
    }

    fn read(lists: &Lists, fields: &[(&str, &str)]) -> Vec<(String, Option<Seen>, Option<String>)> {
        let points = lists.read(&Values::from(fields), Purpose::Record, Form::Phone).unwrap();
        points.into_iter().map(|own| (own.what.to_string(), own.seen, own.remark.map(|own| own.to_string()))).collect()
    }

    #[test]
    fn its_own_list_is_recorded_and_an_offered_one_once_a_point_of_it_is_answered() {
        let lacking = [("point-own-1", "lacking"), ("remark-own-1", "缺签字"), ("remark-own-0", "没有勾的不算")];
        let told = |what: &str, seen, said: Option<&str>| (what.to_owned(), seen, said.map(str::to_owned));
        let found = read(&lists(&["登记本", "值班表"]), &lacking);
        assert_eq!(found, [told("登记本", None, None), told("值班表", Some(Seen::Lacking), Some("缺签字"))]);
        let offered = read(&lists(&[]), &[("point-phone-1", "in_place"), ("point-site-0", "lacking")]);
        assert_eq!(offered, [told("答复", None, None), told("办到", Some(Seen::InPlace), None)]);
        assert_eq!(read(&lists(&[]), &lacking), []);
    }

    #[test]
    fn a_plan_has_a_point_a_line_and_each_once() {
        let points = planned(" 登记本\n\n值班表\r\n登记本").unwrap();
        assert_eq!(points.iter().map(|own| own.what.as_str()).collect::<Vec<_>>(), ["登记本", "值班表"]);
        assert_eq!(planned(&"长".repeat(501)).unwrap_err().0, "checklist");
    }

    #[test]
    fn every_form_has_something_to_look_at() {
        let begins = Begins::default();
        let task = Task { start: super::super::read::Start::default(), purpose: Purpose::Plan, broken: None };
        for form in Form::VARIANTS {
            assert!(Lists::of(&task, &begins).lines(*form).lines().count() >= 3, "{form:?}");
        }
    }
}
