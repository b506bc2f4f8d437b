//! Whoever draws again is seen to, whatever the second draw is called.

use super::*;

#[test]
fn every_draw_stays_and_a_second_one_names_the_first() {
    let mut bench = in_state("abandoned");
    let first = own(&bench);
    assert!(first.roster.is_some(), "an abandoned draw keeps what it had");
    let again = |purpose: &str| Act::Prepare {
        draw: id(0xd2),
        unit: cast::UNITS[1].id,
        plan: Plan { purpose: text(purpose), ..plan() },
    };
    bench.days_later(1);
    let mut other = bench.clone();
    bench.ok(&MEMBER, again("个别 访谈。"));
    let second = bench.all.draw(id::<DrawId>(0xd2)).unwrap().as_ref().clone();
    assert!(second.repeats(&first) && !first.repeats(&second));
    // Another purpose alone hides nothing: the same people in the same strata are the same roster.
    other.ok(&MEMBER, again("座谈"));
    assert!(!other.all.draw(id::<DrawId>(0xd2)).unwrap().repeats(&first));
    let salted = Roster { salt: text(&SALTS[1].repeat(2)), ..roster() };
    let roster = salted.frozen(&salted.strata(), &[]).unwrap();
    other.ok(&MEMBER, Act::Freeze { draw: id(0xd2), roster: roster.clone() });
    assert!(other.all.draw(id::<DrawId>(0xd2)).unwrap().repeats(&first));
    // Nor does another kind: whoever calls the people documents draws them again all the same.
    for (number, purpose, repeats) in [(0xd5, "（个别访谈）", true), (0xd6, "查阅材料", false)] {
        let plan = Plan { purpose: text(purpose), kind: Kind::Documents, ..plan() };
        other.ok(&MEMBER, Act::Prepare { draw: id(number), unit: cast::UNITS[1].id, plan });
        assert_eq!(other.all.draw(id::<DrawId>(number)).unwrap().repeats(&first), repeats, "{purpose}");
        other.ok(&MEMBER, Act::Freeze { draw: id(number), roster: roster.clone() });
        assert!(other.all.draw(id::<DrawId>(number)).unwrap().repeats(&first), "the same roster: {purpose}");
    }
    // Months later the same people are simply drawn from again, for something else.
    other.days_later(60);
    for (number, purpose, repeats) in [(0xd3, "个别访谈", true), (0xd4, "满意度", false)] {
        let plan = Plan { purpose: text(purpose), ..plan() };
        other.ok(&MEMBER, Act::Prepare { draw: id(number), unit: cast::UNITS[1].id, plan });
        other.ok(&MEMBER, Act::Freeze { draw: id(number), roster: roster.clone() });
        assert_eq!(other.all.draw(id::<DrawId>(number)).unwrap().repeats(&first), repeats, "{purpose}");
    }
}
