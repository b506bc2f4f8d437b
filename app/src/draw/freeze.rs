//! The roster of a draw that is prepared and has none: the first was refused, or never came. It is put right and
//! frozen here, so that nobody has to abandon the draw and begin another one, which would be marked as a repeat.

use domain::act::Act as Any;
use domain::draw::roster::Roster;
use domain::draw::{Act, Frozen, Plan};
use domain::kinds::OrganisationId;
use domain::private::Private;
use domain::refusal::{Field as Of, Refusal};
use leptos::prelude::*;

use super::draft::{Draft, Keeping};
use super::read::{Detail, Sources, read_sources};
use super::roster::{Editor, Lines};
use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::loaded;
use crate::texts::texts;
use crate::wire;

#[component]
pub fn Freeze(detail: Detail) -> impl IntoView {
    let (t, unit) = (texts(), detail.draw.unit);
    let sources = wire::resource(move || unit, read_sources);
    let show = move |sources| view! { <Typing detail=detail.clone() sources/> }.into_any();
    view! { <Fold verb=t.act.draw_freeze() id="freeze">{loaded(sources, 6, show)}</Fold> }
}

#[component]
fn Typing(detail: Detail, sources: Sources) -> impl IntoView {
    // the names that the editor of the form of a new draw has
    let (t, form, outbox) = (texts(), Form::new("prepare"), outbox());
    let (book, draw, unit) = (detail.draw.book, detail.draw.id, detail.draw.unit);
    let lines = Lines::new();
    let draft = Draft::new(outbox, unit, Some(draw));
    draft.recall(lines);
    let (plan, organisations) =
        (StoredValue::new(detail.draw.plan.clone()), StoredValue::new(sources.organisations.clone()));
    let private = StoredValue::new(None::<Private>);
    let read = Callback::new(move |(_,): (Entered,)| {
        let roster = lines.roster()?;
        let frozen = plan.with_value(|plan| organisations.with_value(|own| frozen(&roster, plan, own)))?;
        private.set_value(Some(Private { salt: roster.salt.to_string(), text: roster.body() }));
        Ok(Any::Draw(Act::Freeze { draw, roster: frozen }))
    });
    let hand_in = Callback::new(move |(acts, then): (Vec<Any>, Callback<(bool,)>)| {
        let typed = lines.text();
        for act in acts {
            outbox.propose_with(book, act, private.get_value().into_iter().collect());
        }
        // it empties the form; where this one is refused as well, it is still there
        then.run((true,));
        lines.fill(&typed);
    });
    let formal = [t.draw.freeze_one(), t.draw.freeze_two(), t.draw.freeze_three()].map(str::to_owned).to_vec();
    let stratum = |own: &domain::draw::Stratum| t.draw.stratum_takes(own.name.to_string(), own.take);
    let strata = detail.draw.plan.strata.iter().map(stratum).collect::<Vec<_>>().join(t.draw.and());
    view! {
        <div on:input=move |_| draft.keep(lines)>
            <ActForm form book verb=t.act.draw_freeze() read formal hand_in primary=true>
                <p class="hint">{t.draw.freeze_again()}</p>
                <p class="hint">{t.draw.needs(strata)}</p>
                <Editor lines sources/>
                <Keeping draft lines/>
            </ActForm>
        </div>
    }
}

/// As the rule will look at it: every stratum of the plan has lines, enough to draw from, and there is no other.
fn frozen(roster: &Roster, plan: &Plan, organisations: &[(OrganisationId, String)]) -> Result<Frozen, Wrong> {
    let names: Vec<_> = plan.strata.iter().map(|own| own.name.clone()).collect();
    let frozen = roster.frozen(&names, organisations).map_err(|refusal| ("", refusal))?;
    for own in &plan.strata {
        let size = roster.entries.iter().filter(|entry| entry.stratum == own.name).count();
        if size == 0 {
            return Err(("", Refusal::Missing { field: Of::Stratum }));
        }
        if usize::from(own.take) > size {
            return Err(("", Refusal::TooMany { max: size }));
        }
    }
    Ok(frozen)
}

#[cfg(test)]
mod tests {
    use domain::cast;
    use domain::draw::roster::typed;
    use domain::draw::{Kind, Stratum};
    use domain::kinds::Text;

    use super::*;

    #[test]
    fn a_roster_is_frozen_later_only_with_the_strata_of_its_draw() {
        let stratum = |name: &str, take| Stratum { name: Text::parse(name).unwrap(), take };
        let plan = Plan {
            purpose: Text::parse("个别访谈").unwrap(),
            kind: Kind::People,
            strata: vec![stratum("正高", 1), stratum("副高", 2)],
            presider: cast::MEMBER.id,
            witness: cast::NORMAL_STAFF.id,
        };
        let read = |raw: &str| {
            let entries = typed::read(raw).unwrap().entries;
            frozen(&Roster::new(Text::parse(&"5a".repeat(32)).unwrap(), entries).unwrap(), &plan, &[])
        };
        let two = "杨承志\t正高\n许若水\t副高\n";
        let own = read(&format!("{two}韩思源\t副高")).unwrap();
        assert_eq!(own.strata, [0, 1, 1]);
        assert_eq!(read(two), Err(("", Refusal::TooMany { max: 1 })));
        assert_eq!(read("许若水\t副高\n韩思源\t副高"), Err(("", Refusal::Missing { field: Of::Stratum })));
        let other = read(&format!("{two}韩思源\t副高\n罗书瑶\t中级"));
        assert_eq!(other, Err(("", Refusal::Elsewhere { field: Of::Stratum })));
    }
}
