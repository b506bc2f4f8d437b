//! The library: versions that stay, citations that hold, and how entries are found.

use super::search::{Question, index};
use super::*;
use crate::cast;
use crate::refusal::{Field, Refusal, Whose};
use crate::testing::{Bench, id, reason, text};
use crate::visit;

fn standard() -> StandardId {
    id(0x70_0001)
}

fn content(title: &str, raw: &str) -> Box<Content> {
    Box::new(Content {
        title: text(title),
        sort: Sort::Yardstick,
        strands: vec![Strand::Rectification],
        source: Some(text("巡导办〔2023〕7号")),
        since: None,
        text: text(raw),
    })
}

fn enter() -> Act {
    Act::Enter {
        standard: standard(), content: content("整改验收标准", "措施落实到人，佐证材料能核对，师生认可。")
    }
}

fn revise(after: u32, raw: &str) -> Act {
    Act::Revise {
        standard: standard(), after, content: content("整改验收标准", raw), note: text("写明了期限")
    }
}

fn own(bench: &Bench) -> &Standard {
    bench.all.standard(standard()).unwrap()
}

fn planned(visit: crate::kinds::VisitId) -> visit::Act {
    let description = visit::Description {
        form: visit::Form::Documents,
        organisation: None,
        site: None,
        place: None,
        topic: Some(text("查阅整改台账")),
        at: crate::testing::start().start(),
        members: vec![cast::MEMBER.id],
        strands: Vec::new(),
        announced: true,
        checklist: Vec::new(),
    };
    visit::Act::Plan { visit, unit: cast::UNITS[1].id, description: Box::new(description), drawn: None }
}

#[test]
fn the_library_is_the_groups_own() {
    let mut bench = Bench::new();
    assert_eq!(bench.no(&cast::NORMAL_STAFF, enter()), Refusal::NotFound);
    assert_eq!(bench.no(&cast::OFFICE_LEADER, enter()), Refusal::NotYours { whose: Whose::Group });
    bench.ok(&cast::MEMBER, enter());
    assert_eq!(bench.no(&cast::MEMBER, enter()), Refusal::Exists);
    assert_eq!(bench.no(&cast::NORMAL_STAFF, Act::Restore { standard: standard() }), Refusal::NotFound);
}

#[test]
fn a_revision_is_a_new_version_and_the_old_one_stays() {
    let mut bench = Bench::new();
    bench.ok(&cast::MEMBER, enter());
    bench.ok(&cast::HEAD, revise(1, "措施落实到人和日期。"));
    assert_eq!(own(&bench).version(), 2);
    assert_eq!(own(&bench).at(1).unwrap().content.text.as_str(), "措施落实到人，佐证材料能核对，师生认可。");
    assert_eq!(own(&bench).at(2), Some(own(&bench).newest()));
    assert!(own(&bench).at(0).is_none() && own(&bench).at(3).is_none());
    // whoever wrote on the first version sees that there is a second
    let seq = own(&bench).newest().seq;
    assert_eq!(bench.no(&cast::DEPUTY, revise(1, "另一种写法。")), Refusal::Overtaken { seq });
    assert_eq!(bench.no(&cast::DEPUTY, revise(2, "措施落实到人和日期。")), Refusal::Unchanged);
}

#[test]
fn what_holds_no_more_is_neither_revised_nor_cited() {
    let mut bench = Bench::new();
    bench.ok(&cast::MEMBER, enter());
    let visit = id(0x115_0001);
    let cite = |version| visit::Act::Cite { visit, citation: Citation { standard: standard(), version } };
    bench.ok(&cast::MEMBER, planned(visit));
    assert_eq!(bench.no(&cast::MEMBER, cite(2)), Refusal::Elsewhere { field: Field::Standard });
    bench.ok(&cast::MEMBER, cite(1));
    assert_eq!(bench.no(&cast::MEMBER, cite(1)), Refusal::Exists);
    bench.ok(&cast::MEMBER, revise(1, "措施落实到人和日期。"));
    // the newer one takes the place of the older
    bench.ok(&cast::MEMBER, cite(2));
    assert_eq!(bench.all.visit(visit).unwrap().standards, [own(&bench).cited()]);
    bench.ok(&cast::MEMBER, Act::Retire { standard: standard(), reason: reason() });
    assert_eq!(bench.no(&cast::MEMBER, revise(2, "再改。")), Refusal::WrongState { state: "retired".to_owned() });
    bench.ok(&cast::MEMBER, visit::Act::Uncite { visit, standard: standard() });
    assert_eq!(bench.no(&cast::MEMBER, cite(2)), Refusal::Elsewhere { field: Field::Standard });
    bench.ok(&cast::MEMBER, Act::Restore { standard: standard() });
    bench.ok(&cast::MEMBER, cite(2));
    // a unit never learns what the group leant on
    let staff = cast::NORMAL_STAFF.viewer().unwrap();
    let seen = bench.all.visit(visit).unwrap().clone().shown_to(&staff);
    assert!(seen.standards.is_empty());
}

#[test]
fn grams_are_characters_pairs_and_whole_words() {
    let mut bench = Bench::new();
    bench.ok(&cast::MEMBER, enter());
    let index = index(own(&bench));
    assert_eq!(index.get("整改"), Some(&8));
    assert!(index.contains_key("整") && index.contains_key("2023") && index.contains_key("7"));
    assert!(!index.contains_key("改验收") && !index.contains_key("〔"));
    let asked = Question::parse("整改验收 ２０２３").unwrap();
    assert!(asked.grams.iter().all(|gram| index.contains_key(gram)), "{:?}", asked.grams);
    assert_eq!(Question::parse("  ，。 "), None);
    assert_eq!(Question::parse("改").unwrap().grams.len(), 1);
}

#[test]
fn every_word_must_stand_there_as_it_was_asked_for() {
    let mut bench = Bench::new();
    bench.ok(&cast::MEMBER, enter());
    let fits = |raw: &str| Question::parse(raw).unwrap().fits(own(&bench));
    assert!(fits("佐证材料") && fits("师生 佐证") && fits("2023"));
    // all grams are there, the word is not
    assert!(!fits("证材料能核对师"));
    assert!(!fits("202"), "a part of a word of letters is none");
    bench.ok(&cast::MEMBER, revise(1, "措施落实到\n人，佐证\n  材料能核对。ab\ncd"));
    let fits = |raw: &str| Question::parse(raw).unwrap().fits(own(&bench));
    assert!(fits("落实到人") && fits("佐证材料"), "over the end of a line");
    assert!(fits("ab") && !fits("abcd") && !fits("人佐证"), "not over a sign, and not within letters");
}

#[test]
fn a_snippet_marks_what_was_found() {
    let text = "一".repeat(60) + "佐证材料" + &"二".repeat(60);
    let parts = Question::parse("佐证").unwrap().snippet(&text);
    let found: Vec<_> = parts.iter().filter(|own| own.1).map(|own| own.0.as_str()).collect();
    assert_eq!(found, ["佐证"]);
    assert!(parts[0].0.starts_with('…') && parts.last().unwrap().0.ends_with('…'), "{parts:?}");
    let whole: String = Question::parse("佐证").unwrap().snippet("短文").into_iter().map(|own| own.0).collect();
    assert_eq!(whole, "短文");
}

proptest::proptest! {
    #[test]
    fn whatever_stands_in_a_text_is_found_by_its_grams(raw in "[a-z0-9 ，整改验收措施]{1,30}", start in 0..20_usize, long in 1..8_usize) {
        let mut bench = Bench::new();
        let Ok(body) = Text::parse(&raw) else { return Ok(()) };
        let full = Box::new(Content { text: body, ..*content("题", "文") });
        bench.ok(&cast::MEMBER, Act::Enter { standard: standard(), content: full });
        let piece: String = raw.chars().skip(start).take(long).collect();
        let Some(asked) = Question::parse(&piece) else { return Ok(()) };
        if asked.fits(own(&bench)) {
            let index = index(own(&bench));
            proptest::prop_assert!(asked.grams.iter().all(|gram| index.contains_key(gram)));
        }
    }

    #[test]
    fn no_question_and_no_text_makes_it_panic(asked in ".{0,40}", raw in ".{0,80}") {
        if let Some(own) = Question::parse(&asked) {
            let shown: String = own.snippet(&raw).into_iter().map(|part| part.0).collect();
            proptest::prop_assert!(shown.chars().count() <= 74);
        }
    }
}
