//! The form that revises a template: names and weights in place, and at once what does not add up.

use std::collections::BTreeMap;

use domain::act::Act as Any;
use domain::kinds::{Name, NodeId, Note, Title};
use domain::refusal::{Field as At, Refusal};
use domain::template::tree::Off;
use domain::template::{Act, Tree};
use leptos::prelude::*;

use super::read::Detail;
use super::{named, weight_text};
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::{Field, TextArea};
use crate::texts::{Texts, texts};

/// Points as people write them, as hundredths of a point: `7.5` → 750.
fn hundredths(raw: &str) -> Option<u32> {
    let (whole, rest) = raw.trim().split_once('.').unwrap_or((raw.trim(), ""));
    let digits = |text: &str| text.chars().all(|own| own.is_ascii_digit());
    if whole.is_empty() || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let whole: u32 = whole.parse().ok()?;
    whole.checked_mul(100)?.checked_add(format!("{rest:0<2}").parse().ok()?)
}

/// The tree with these weights and names; a node that is not told keeps its own.
fn with(tree: &Tree, weights: &BTreeMap<NodeId, u32>, names: &BTreeMap<NodeId, Name>) -> Tree {
    let mut tree = tree.clone();
    let weigh = |id: NodeId, weight: &mut u32, name: &mut Name| {
        if let Some(own) = weights.get(&id) {
            *weight = *own;
        }
        if let Some(own) = names.get(&id) {
            name.clone_from(own);
        }
    };
    for aspect in &mut tree.aspects {
        weigh(aspect.id, &mut aspect.weight, &mut aspect.name);
        for element in &mut aspect.elements {
            weigh(element.id, &mut element.weight, &mut element.name);
            for own in &mut element.indicators {
                weigh(own.id, &mut own.weight, &mut own.name);
            }
        }
    }
    tree
}

/// Every node with its depth, in order.
fn nodes(tree: &Tree) -> Vec<(NodeId, Name, u32, u8)> {
    let mut all = Vec::new();
    for aspect in &tree.aspects {
        all.push((aspect.id, aspect.name.clone(), aspect.weight, 0));
        for element in &aspect.elements {
            all.push((element.id, element.name.clone(), element.weight, 1));
            all.extend(element.indicators.iter().map(|own| (own.id, own.name.clone(), own.weight, 2)));
        }
    }
    all
}

fn off_text(off: &Off, t: Texts) -> String {
    let name = off.name.as_ref().map_or_else(|| t.template.whole().to_owned(), |own| named(own, None, t));
    let by = weight_text(u32::try_from(off.by.unsigned_abs()).unwrap_or(u32::MAX));
    if off.by > 0 { t.template.too_much(by, name) } else { t.template.too_little(by, name) }
}

fn read(entered: &Entered, tree: &Tree) -> Result<Tree, Wrong> {
    let (mut weights, mut names) = (BTreeMap::new(), BTreeMap::new());
    for (id, _, _, _) in nodes(tree) {
        let weight = hundredths(entered.raw(&format!("weight-{id}")));
        weights.insert(id, weight.ok_or(("", Refusal::Missing { field: At::Weight }))?);
        names.insert(id, Name::parse(entered.raw(&format!("name-{id}"))).map_err(|refusal| ("", refusal))?);
    }
    Ok(with(tree, &weights, &names))
}

#[component]
pub fn Revise(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("revise"));
    let own = detail.template.clone();
    let (template, book, based_on) = (own.id, own.book, own.version);
    let tree = StoredValue::new(own.tree.clone());
    let typed = RwSignal::new(BTreeMap::<NodeId, u32>::new());
    let off = Memo::new(move |_| typed.with(|typed| tree.with_value(|tree| with(tree, typed, &BTreeMap::new()).off())));
    let tell = move || off.with(|off| off.iter().map(|own| view! { <li>{off_text(own, t)}</li> }).collect_view());
    let sum = move || if off.with(Vec::is_empty) { t.template.adds_up() } else { t.template.not_yet() };
    let send = Callback::new(move |(entered,): (Entered,)| {
        let tree = tree.with_value(|tree| read(&entered, tree))?;
        let (title, note) = (entered.get("title", Title::parse)?, entered.get("note", Note::optional)?);
        Ok(Any::Template(Act::Revise { template, based_on, title, tree, note }))
    });
    let rows = nodes(&own.tree).into_iter().map(|(id, name, weight, depth)| {
        let look = move |event| {
            if let Some(weight) = hundredths(&event_target_value(&event)) {
                typed.update(|typed| {
                    typed.insert(id, weight);
                });
            }
        };
        let (say, weigh) = (t.template.name_of(&name), t.template.weight_of(&name));
        view! {
            <li class=format!("depth-{depth}")>
                <input name=form.name(&format!("name-{id}")) value=name.to_string() aria-label=say/>
                <input
                    class="num"
                    inputmode="decimal"
                    name=form.name(&format!("weight-{id}"))
                    value=weight_text(weight)
                    aria-label=weigh
                    on:input=look
                />
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Fold verb=t.act.template_revise() id="revise">
            <ActForm form book known=detail.known() verb=t.act.template_revise() read=send primary=true>
                <p class="hint">{t.template.revise_note()}</p>
                <Field label=t.field.title() name=form.name("title") value=own.title.to_string() wrong=form.wrong("title")/>
                <ol class="template-nodes">{rows}</ol>
                <div class="template-off" role="status"><p>{sum}</p><ul>{tell}</ul></div>
                <TextArea label=t.field.note() name=form.name("note") rows=2 wrong=form.wrong("note")/>
            </ActForm>
        </Fold>
    }
}

#[cfg(test)]
mod tests {
    use domain::template::Shipped;

    use super::*;

    #[test]
    fn points_are_read_as_people_write_them() {
        assert_eq!(
            ["7.5", "40", " 0.05 ", "10.250", "x", "", "-1"].map(hundredths),
            [Some(750), Some(4000), Some(5), None, None, None, None]
        );
    }

    #[test]
    fn a_changed_weight_is_told_at_its_parent() {
        let tree = Shipped::Hard.tree().unwrap();
        let own = tree.aspects[0].elements[0].indicators[0].clone();
        let off = with(&tree, &BTreeMap::from([(own.id, own.weight + 50)]), &BTreeMap::new()).off();
        assert_eq!(off.len(), 1);
        assert_eq!((off[0].node, off[0].by), (Some(tree.aspects[0].elements[0].id), 50));
        assert_eq!(with(&tree, &BTreeMap::new(), &BTreeMap::new()), tree);
    }
}
