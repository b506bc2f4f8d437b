//! Trees that add up, versions of a template, and who may make and copy one.

use strum::VariantArray as _;

use super::tree::{MANY, Method, Off, Tree, WHOLE};
use super::*;
use crate::cast::{self, CastPerson};
use crate::kinds::{GroupId, NodeId, PersonId};
use crate::refusal::Whose;
use crate::score::{Formula, Scale};
use crate::testing::{Bench, id, reason, text, tree};

fn template() -> TemplateId {
    id(0x7e_1001)
}

fn make(tree: Tree) -> Act {
    Act::Make { template: template(), title: text("五看评估"), tree, from: None }
}

fn revise(based_on: u32) -> Act {
    Act::Revise { template: template(), based_on, title: text("五看评估（修订）"), tree: tree(), note: None }
}

fn retire() -> Act {
    Act::Retire { template: template(), reason: reason() }
}

fn restore() -> Act {
    Act::Restore { template: template(), reason: reason() }
}

fn in_state(state: &str) -> Bench {
    let mut bench = Bench::new();
    bench.ok(&cast::HEAD, make(tree()));
    if state == "retired" {
        bench.ok(&cast::HEAD, retire());
    }
    assert_eq!(bench.all.template(template()).unwrap().state(), state);
    bench
}

#[test]
fn every_act_is_possible_in_its_states_and_in_no_other() {
    let table = [(revise(1), "in_use", "in_use"), (retire(), "in_use", "retired"), (restore(), "retired", "in_use")];
    for (act, from, to) in table {
        for state in ["in_use", "retired"] {
            let mut bench = in_state(state);
            if state == from {
                bench.ok(&cast::DEPUTY, act.clone());
                assert_eq!(bench.all.template(template()).unwrap().state(), to);
            } else {
                assert_eq!(bench.no(&cast::DEPUTY, act.clone()), Refusal::WrongState { state: state.to_owned() });
            }
        }
    }
    assert_eq!(in_state("in_use").no(&cast::HEAD, make(tree())), Refusal::Exists);
}

#[test]
fn a_revision_is_a_new_version_and_names_the_one_it_knew() {
    let mut bench = in_state("in_use");
    bench.ok(&cast::HEAD, revise(1));
    let own = bench.all.template(template()).unwrap();
    assert_eq!((own.version, own.title.as_str()), (2, "五看评估（修订）"));
    assert_eq!(bench.no(&cast::HEAD, revise(1)), Refusal::Differs { field: Field::Template });
    assert_eq!(bench.no(&cast::HEAD, revise(2)), Refusal::Unchanged);
}

#[test]
fn the_groups_lead_makes_templates_and_strangers_do_not_know_of_them() {
    for who in [cast::MEMBER, cast::LIAISON, cast::OFFICE_LEADER] {
        for act in [make(tree()), revise(1), retire()] {
            let mut bench = if matches!(act, Act::Make { .. }) { Bench::new() } else { in_state("in_use") };
            assert_eq!(bench.no(&who, act), Refusal::NotYours { whose: Whose::GroupLead });
        }
    }
    for who in [cast::NORMAL_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
        assert_eq!(in_state("in_use").no(&who, revise(1)), Refusal::NotFound);
        assert_eq!(Bench::new().no(&who, make(tree())), Refusal::NotFound);
    }
}

#[test]
fn the_lead_of_another_group_copies_a_template_and_a_member_does_not() {
    let far = GroupId(uuid::Uuid::from_u128(0x0a00_0009));
    let copy = |version| Act::Make {
        template: id(0x7e_1002),
        title: text("抄来的"),
        tree: tree(),
        from: Some(From::Template { template: template(), version }),
    };
    let lead = |post| CastPerson { id: PersonId(id(0xf1)), role: Role::Group { group: far, post }, ..cast::HEAD };
    let mut bench = in_state("in_use").in_book(Book::Group(far));
    assert_eq!(bench.no(&lead(Post::Head), copy(2)), Refusal::NotFound);
    bench.ok(&lead(Post::Head), copy(1));
    let viewer = lead(Post::Member).viewer().unwrap();
    assert!(!bench.all.template(template()).unwrap().seen_by(&viewer));
    assert!(!bench.all.template(template()).unwrap().seen_by(&cast::NORMAL_LEADER.viewer().unwrap()));
    assert!(bench.all.template(template()).unwrap().seen_by(&cast::MEMBER.viewer().unwrap()));
    // Whose own book it is not may not change it.
    assert_eq!(bench.no(&lead(Post::Head), revise(1)), Refusal::NotFound);
}

#[test]
fn a_tree_that_does_not_add_up_says_where_and_by_how_much() {
    let mut own = tree();
    own.aspects[2].elements[0].indicators[1].weight = 750;
    let (node, name) = (own.aspects[2].elements[0].id, own.aspects[2].elements[0].name.clone());
    let off = Refusal::Weights { node: Some(node), name: Some(name), by: -50 };
    assert_eq!(Bench::new().no(&cast::HEAD, make(own.clone())), off);
    own.aspects[0].weight = 4500;
    let whole = Off { node: None, name: None, by: 500 };
    let found = own.off();
    assert_eq!((found.len(), &found[0]), (3, &whole));
    assert_eq!(found[1].by, -500);
    assert_eq!(Bench::new().no(&cast::HEAD, make(own)), Refusal::Weights { node: None, name: None, by: 500 });
}

#[test]
fn a_tree_with_holes_doubles_or_a_scale_of_the_wrong_way_is_refused() {
    let refused = |change: fn(&mut Tree)| {
        let mut own = tree();
        change(&mut own);
        own.check().unwrap_err()
    };
    assert_eq!(refused(|own| own.aspects.clear()), Refusal::Missing { field: Field::Indicator });
    assert_eq!(refused(|own| own.aspects[0].elements.clear()), Refusal::Missing { field: Field::Indicator });
    assert_eq!(refused(|own| own.aspects[0].weight = 0), Refusal::Missing { field: Field::Weight });
    assert_eq!(refused(|own| own.aspects[1].name = own.aspects[0].name.clone()), Refusal::Taken { field: Field::Name });
    assert_eq!(refused(|own| own.aspects[1].id = own.aspects[0].elements[0].indicators[0].id), Refusal::Exists);
    let many = |own: &mut Tree| own.aspects = vec![own.aspects[0].clone(); MANY + 1];
    assert_eq!(refused(many), Refusal::TooMany { max: MANY });
    let scale = |own: &mut Tree, formula, (zero, full)| {
        own.aspects[0].elements[0].indicators[0].method = Method::Quantitative { formula, scale: Scale { zero, full } };
    };
    let wrong = Refusal::BadScale;
    for (formula, points) in [
        (Formula::Solved, (100, 0)),
        (Formula::Solved, (50, 50)),
        (Formula::Solved, (0, 101)),
        (Formula::Relapsed, (0, 100)),
        (Formula::DaysToAgree, (7, 30)),
    ] {
        let mut own = tree();
        scale(&mut own, formula, points);
        assert_eq!(own.check(), Err(wrong.clone()), "{formula:?} {points:?}");
    }
    let mut own = tree();
    scale(&mut own, Formula::DaysToVerify, (400, 45));
    assert_eq!(own.check(), Ok(()));
}

#[test]
fn every_shipped_template_adds_up_and_says_everything_in_both_languages() {
    for shipped in Shipped::VARIANTS {
        let tree = shipped.tree().unwrap();
        assert_eq!(tree.check(), Ok(()), "{shipped:?}");
        assert_eq!(tree.aspects.iter().map(|own| own.weight).sum::<u32>(), WHOLE);
        assert!(tree.aspects.iter().all(|own| own.english.is_some()));
        assert!(tree.elements().all(|own| own.english.is_some()));
        for own in tree.indicators() {
            let described = !matches!(&own.method, Method::Qualitative { english: None, .. });
            assert!(own.english.is_some() && described, "{}", own.name);
        }
        // Qualitative with quantitative, effect with satisfaction.
        let has = |way: fn(&Method) -> bool| tree.indicators().any(|own| way(&own.method));
        assert!(has(|own| matches!(own, Method::Quantitative { .. })));
        assert!(has(|own| matches!(own, Method::Qualitative { .. })));
        assert!(has(|own| matches!(own, Method::Satisfaction { .. })));
        let mut bench = Bench::new();
        let from = Some(From::Shipped { shipped: *shipped });
        let title = text(shipped.title().0);
        bench.ok(&cast::HEAD, Act::Make { template: template(), title, tree, from });
    }
}

#[test]
fn the_five_looks_are_a_hundred_points_over_eleven_elements() {
    let tree = Shipped::FiveLooks.tree().unwrap();
    let names: Vec<&str> = tree.aspects.iter().map(|own| own.name.as_str()).collect();
    assert_eq!(names, ["责任落实", "问题整改", "建章立制", "追责问责", "促进发展"]);
    assert_eq!(tree.elements().count(), 11);
}

#[test]
fn no_two_shipped_templates_share_a_node() {
    let all: Vec<NodeId> = Shipped::VARIANTS
        .iter()
        .flat_map(|own| own.tree().unwrap().indicators().map(|own| own.id).collect::<Vec<_>>())
        .collect();
    let once: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(once.len(), all.len());
}

#[test]
fn what_grades_are_worth_is_part_of_a_version_and_has_to_be_in_order() {
    use crate::score::Marks;
    let marked = |marks| Tree { marks, ..tree() };
    let usual = Marks::default();
    let worths = marked(Marks { worth: [50, 85, 70, 95], ..usual });
    assert_eq!(Bench::new().no(&cast::HEAD, make(worths.clone())), Refusal::BadWorths);
    let mut bench = in_state("in_use");
    let revise =
        |tree| Act::Revise { template: template(), based_on: 1, title: text("五看评估"), tree, note: None };
    assert_eq!(bench.no(&cast::HEAD, revise(worths)), Refusal::BadWorths);
    let limits = marked(Marks { from: [60, 80, 80], ..usual });
    assert_eq!(bench.no(&cast::HEAD, revise(limits)), Refusal::BadLimits);
    let other = Marks { worth: [40, 60, 80, 100], from: [55, 75, 85] };
    bench.ok(&cast::HEAD, revise(marked(other)));
    let own = bench.all.template(template()).unwrap();
    assert_eq!((own.version, own.tree.marks), (2, other));
}
