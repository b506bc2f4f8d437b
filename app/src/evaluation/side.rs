//! Beside the table: what people say, and how the score changed against the unit's own last round.

use domain::evaluation::SelfScore;
use domain::kinds::{NodeId, TemplateId};
use domain::score::{APART, Change, Exact, Part, Score, Value};
use domain::template::Tree;
use domain::template::tree::Method;
use leptos::prelude::*;

use super::sheet::Sheet;
use super::{signed_text, tenths_text};
use crate::part::chart::whisker::{between, hundred};
use crate::part::chart::{Slope, SlopeRow, Whisker, Whiskers, Without};
use crate::part::{Mark, Section, Twin};
use crate::template::{named, raters_name};
use crate::texts::{Texts, texts};

/// Whether the unit's own score and what people say are far apart.
fn finding(score: &Score, own: Option<&SelfScore>, t: Texts) -> String {
    match own.and_then(|own| score.above_public(own.tenths)) {
        Some(by) if by > 0 => t.evaluation.above_public(tenths_text(by.unsigned_abs())),
        Some(by) if by < 0 => t.evaluation.below_public(tenths_text(by.unsigned_abs())),
        Some(_) | None => t.evaluation.opinions().to_owned(),
    }
}

/// With what a unit's own score is compared, where that is not all of satisfaction.
fn public(score: &Score, t: Texts) -> Option<String> {
    let public = score.public.as_ref().filter(|_| score.public != score.satisfaction)?;
    Some(t.evaluation.public_is(public.to_string()))
}

#[component]
pub fn Opinions(sheet: Sheet) -> impl IntoView {
    let t = texts();
    let round = sheet.round();
    let asked = round.tree.indicators().filter_map(|own| match &own.method {
        Method::Satisfaction { of } => Some((own.id, raters_name(of, t))),
        Method::Quantitative { .. } | Method::Qualitative { .. } => None,
    });
    let rows = asked.map(|(id, name)| {
        let opinion = match sheet.values.get(&id) {
            Some(Value::Asked { opinion }) => Ok(*opinion),
            Some(Value::Measured { .. } | Value::Graded { .. }) | None => Err(without(&sheet.detail.asked, id)),
        };
        let note = opinion.map(|own| t.evaluation.basis_asked(own.answers)).unwrap_or_default();
        Whisker { name, note, opinion }
    });
    let rows: Vec<Whisker> = rows.collect();
    let own = round.sheet(sheet.unit()).and_then(|own| own.own.as_ref());
    let title = finding(&sheet.score, own, t);
    let apart = own.and_then(|own| sheet.score.above_public(own.tenths)).filter(|by| by.abs() >= APART);
    let flag = apart.map(|by| view! { <p><Mark kind="late" word=t.evaluation.apart(signed_text(by))/></p> });
    let given = own.map(|own| {
        view! { <p>{t.evaluation.own_score(tenths_text(u64::from(own.tenths)))}</p><p class="quiet">{own.note.to_string()}</p> }
    });
    let public = own.and_then(|_| public(&sheet.score, t)).map(|word| view! { <p class="quiet">{word}</p> });
    let any = rows.iter().any(|row| row.opinion.is_ok());
    let chart = if any {
        let twin = asked_twin(&rows, t);
        view! { <Whiskers title=t.evaluation.opinions() rows/> {twin} }.into_any()
    } else {
        let whole = round.scored.whole();
        let why = if whole { t.evaluation.no_opinions() } else { t.evaluation.opinions_of_unit() };
        view! { <p class="note">{why}</p> }.into_any()
    };
    view! { <Section title=title>{given}{flag}{public}{chart}</Section> }
}

/// Why an indicator has no value: its group is among those that were asked, or is not.
fn without(asked: &[NodeId], id: NodeId) -> Without {
    if asked.contains(&id) { Without::Few } else { Without::Unasked }
}

/// The shares of the drawing as a table.
fn asked_twin(rows: &[Whisker], t: Texts) -> AnyView {
    let heads = [t.field.rater_group(), t.survey.came_back(), t.survey.satisfied(), t.survey.interval()];
    let rows = rows.iter().map(|row| {
        let share = row.opinion.as_ref().map_or_else(|why| why.word(t).to_owned(), hundred);
        let between = row.opinion.as_ref().ok().and_then(between).unwrap_or_default();
        let cells = [row.note.clone(), share, between];
        (row.name.clone(), cells.map(IntoAny::into_any).into_iter().collect())
    });
    let rows = rows.collect();
    view! { <Twin title=t.evaluation.opinions() heads=heads.map(str::to_owned).to_vec() rows/> }.into_any()
}

/// By what a round was scored: template, version, and the tree as it was in it.
pub type By<'a> = (TemplateId, u32, &'a Tree);

/// What stands beside the difference of two rounds that were not scored by the same tree.
pub fn unlike(one: By, other: By, t: Texts) -> Option<String> {
    // what a low result leads to is no part of the score
    if one.2.aspects == other.2.aspects {
        return None;
    }
    if one.0 != other.0 {
        return Some(t.evaluation.other_template().to_owned());
    }
    Some(t.evaluation.other_version(one.1.min(other.1), one.1.max(other.1)))
}

#[component]
pub fn Before(sheet: Sheet) -> impl IntoView {
    let t = texts();
    let earlier = sheet.stand.before.clone().filter(|_| sheet.whole)?;
    let changes = sheet.score.against(&earlier.score());
    let all = changes.first().and_then(Change::by);
    let title = match all {
        Some(by) if by >= 0 => t.evaluation.higher(tenths_text(by.unsigned_abs()), earlier.number),
        Some(by) => t.evaluation.lower(tenths_text(by.unsigned_abs()), earlier.number),
        None => t.evaluation.before(earlier.number),
    };
    let unlike = unlike(earlier.by(), sheet.by(), t).map(|word| view! { <p class="note">{word}</p> });
    let shown = |own: Option<u64>| own.map_or_else(|| "—".to_owned(), tenths_text);
    let rows = changes.iter().map(|own| {
        let part = sheet.score.parts.iter().find(|part| Some(part.id) == own.id);
        let name =
            part.map_or_else(|| t.evaluation.total().to_owned(), |part| named(&part.name, part.english.as_ref(), t));
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num">{shown(own.before)}</td>
                <td class="num">{shown(own.now)}</td>
                <td class="num">{own.by().map_or_else(|| "—".to_owned(), signed_text)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let now = sheet.round().number;
    let sides = (t.evaluation.number(earlier.number), t.evaluation.number(now));
    let lines = then_and_now(&sheet.score, &earlier.score(), t);
    let drawn = lines.iter().map(|own| {
        let cells = [own.before, own.now].map(|own| shown(own).into_any());
        (own.name.clone(), cells.into_iter().collect())
    });
    let (drawn, heads) = (drawn.collect(), vec![t.evaluation.part().to_owned(), sides.0.clone(), sides.1.clone()]);
    Some(view! {
        <Section title=title note=t.evaluation.own_only().to_owned()>
            {unlike}
            <Slope title=t.evaluation.slope().to_owned() sides rows=lines/>
            <Twin title=t.evaluation.slope() heads rows=drawn/>
            <table class="table narrow">
                <thead>
                    <tr>
                        <th scope="col">{t.evaluation.part()}</th>
                        <th scope="col" class="num">{t.evaluation.number(earlier.number)}</th>
                        <th scope="col" class="num">{t.evaluation.number(now)}</th>
                        <th scope="col" class="num">{t.evaluation.change()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Section>
    })
}

/// The total and each aspect, of a hundred, so that they are on one scale.
fn then_and_now(now: &Score, before: &Score, t: Texts) -> Vec<SlopeRow> {
    let tenths = |own: Option<&Exact>| own.map(Exact::tenths);
    let row = |name: String, before: Option<u64>, now: Option<u64>, main| {
        let shown = |own: Option<u64>| own.map_or_else(|| "—".to_owned(), tenths_text);
        let says = t.evaluation.says_change(shown(before), &name, shown(now));
        SlopeRow { name, before, now, main, says }
    };
    let total = row(t.evaluation.total().to_owned(), tenths(before.total.as_ref()), tenths(now.total.as_ref()), true);
    let aspects = now.parts.iter().map(|own| {
        let then = before.parts.iter().find(|then| then.id == own.id).and_then(Part::of_hundred);
        let now = own.of_hundred();
        row(named(&own.name, own.english.as_ref(), t), tenths(then.as_ref()), tenths(now.as_ref()), false)
    });
    std::iter::once(total).chain(aspects).collect()
}

#[cfg(test)]
mod tests {
    use domain::score::{Opinion, Values, score};
    use domain::template::Shipped;

    use super::*;
    use crate::texts::Lang;

    #[test]
    fn where_leading_officials_were_asked_it_says_what_others_said() {
        let (t, tree) = (Texts::new(Lang::Zh), Shipped::Hard.tree().unwrap());
        let told = |groups: &[(&str, u32)]| {
            let values = tree.indicators().filter_map(|own| {
                let of = own.method.asked()?.as_str();
                let part = groups.iter().find(|own| own.0 == of)?.1;
                Some((own.id, Value::Asked { opinion: Opinion { part, of: 100, answers: 100 } }))
            });
            public(&score(&tree, &values.collect::<Values>()), t)
        };
        let word = told(&[("领导干部", 100), ("教职工", 70)]);
        assert_eq!(word.as_deref(), Some("群众评价 70.0（领导干部的评价不计入）"));
        assert_eq!((told(&[("教职工", 70)]), told(&[("领导干部", 100)])), (None, None));
    }

    #[test]
    fn a_group_without_a_value_was_asked_or_was_not() {
        let [one, other] = [1, 2].map(|id| NodeId(uuid::Uuid::from_u128(id)));
        assert_eq!((without(&[one], one), without(&[one], other)), (Without::Few, Without::Unasked));
    }

    #[test]
    fn rounds_by_different_trees_say_so_beside_their_difference() {
        let t = Texts::new(Lang::Zh);
        let [one, other] = [1, 2].map(|id| TemplateId(uuid::Uuid::from_u128(id)));
        let (looks, hard) = (Shipped::FiveLooks.tree().unwrap(), Shipped::Hard.tree().unwrap());
        let mut changed = looks.clone();
        changed.aspects.swap(0, 1);
        assert_eq!(unlike((one, 1, &looks), (one, 1, &looks), t), None);
        let without = Tree { low: None, ..looks.clone() };
        assert_eq!(unlike((one, 1, &looks), (one, 2, &without), t), None);
        let word = unlike((one, 3, &changed), (one, 1, &looks), t).unwrap();
        assert!(word.contains("第 1 版和第 3 版"), "{word}");
        let word = unlike((one, 1, &looks), (other, 1, &hard), t).unwrap();
        assert!(word.contains("不是同一套指标体系"), "{word}");
    }
}
