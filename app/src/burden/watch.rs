//! A form in which a group asks units for something: what of it is counted here stands under the words before they are sent,
//! with the numbers of the units that are chosen.

use domain::burden::{Counted, asked_for};
use domain::kinds::{Book, UnitId};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::KnownNote;
use super::read::{Figure, read_figures};
use crate::part::act_form::{Entered, Form};
use crate::session::Me;

/// What the words ask for, and whom.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Seen {
    known: Vec<Counted>,
    units: Vec<UnitId>,
}

/// Looks at the fields `title` and `note`, and at `unit` or the boxes `unit-…`.
#[derive(Clone, Copy)]
pub struct Watch {
    form: Form,
    all: StoredValue<Vec<UnitId>>,
    seen: RwSignal<Seen>,
    figures: RwSignal<Vec<Figure>>,
}

impl Watch {
    /// `words` stand in the form from the beginning.
    #[must_use]
    pub fn new(form: Form, me: &Me, book: Book, words: &str) -> Watch {
        let groups = me.groups.iter().filter(|group| Book::Group(group.id) == book);
        let all = groups.flat_map(|group| &group.units).map(|unit| unit.id).collect();
        let seen = Seen { known: asked_for(words), units: Vec::new() };
        let (seen, figures) = (RwSignal::new(seen), RwSignal::new(Vec::new()));
        Watch { form, all: StoredValue::new(all), seen, figures }
    }

    fn look(self, fields: NodeRef<html::Div>) {
        let fields = fields.try_get_untracked().flatten();
        let Some(entered) = fields.and_then(|fields| self.form.around(&fields)) else { return };
        let now = self.all.with_value(|all| seen(&entered, all));
        if self.seen.with_untracked(|seen| *seen == now) {
            return;
        }
        self.figures.set(Vec::new());
        self.seen.set(now.clone());
        if !now.known.is_empty() {
            spawn_local(self.fetch(now));
        }
    }

    async fn fetch(self, now: Seen) {
        let known = now.known.iter().map(<&str>::from).collect::<Vec<_>>().join(",");
        let mut found = Vec::new();
        for unit in &now.units {
            // without network the words are enough
            found.extend(read_figures(*unit, known.clone()).await.unwrap_or_default());
        }
        if self.seen.try_with_untracked(|seen| *seen == now) == Some(true) {
            self.figures.set(found);
        }
    }
}

fn seen(entered: &Entered, all: &[UnitId]) -> Seen {
    let mut units = entered.ticked("unit", all);
    units.extend(entered.raw("unit").parse::<UnitId>());
    Seen { known: asked_for(&format!("{}。{}", entered.raw("title"), entered.raw("note"))), units }
}

/// The fields that are looked at: when something is typed or chosen, and once for what was before the page came alive.
#[component]
pub fn Watching(watch: Watch, children: Children) -> impl IntoView {
    let (fields, inside) = (NodeRef::new(), children());
    // after the effects of the fields, which bring what a textarea begins with
    Effect::new(move || {
        if fields.get().is_some() {
            watch.look(fields);
        }
    });
    view! { <div class="watched" node_ref=fields on:input=move |_| watch.look(fields)>{inside}</div> }
}

/// Under the words.
#[component]
pub fn Watched(watch: Watch) -> impl IntoView {
    move || view! { <KnownNote known=watch.seen.get().known figures=watch.figures.get()/> }
}

#[cfg(test)]
mod tests {
    use domain::cast;

    use super::*;

    #[test]
    fn words_and_units_are_read_from_either_kind_of_form() {
        let [one, two] = [cast::UNITS[1].id, cast::UNITS[2].id];
        let entered = |fields: &[(&str, String)]| -> Entered {
            fields.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect()
        };
        let own = entered(&[("title", "报送已解决数".to_owned()), ("unit", one.to_string())]);
        assert_eq!(seen(&own, &[one, two]), Seen { known: vec![Counted::Solved], units: vec![one] });
        let ticked = format!("unit-{two}");
        let own = entered(&[
            ("title", "关于报送的通知".to_owned()),
            ("note", "请统计问题数".to_owned()),
            (&ticked, "1".into()),
        ]);
        assert_eq!(seen(&own, &[one, two]), Seen { known: vec![Counted::Issues], units: vec![two] });
        assert_eq!(seen(&entered(&[("title", "安排座谈".to_owned())]), &[one]), Seen::default());
    }
}
