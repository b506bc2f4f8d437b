//! The text of a roster is one text, and its hash changes with everything that is on it.

use proptest::collection::vec;
use proptest::prelude::*;

use super::typed;
use super::*;
use crate::testing::text;

const SALT: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

fn entry() -> impl Strategy<Value = Entry> {
    let word = "[\\p{Han}a-zA-Z0-9,;. ]{1,12}";
    (word, word, word).prop_filter_map("empty", |(stratum, name, note)| Entry::parse(&stratum, &name, &note).ok())
}

fn roster() -> impl Strategy<Value = Roster> {
    vec(entry(), 1..30).prop_filter_map("twice", |entries| Roster::new(text(SALT), entries).ok())
}

fn lines(lines: &str) -> Vec<(String, String, String)> {
    let note = |own: &Entry| own.note.as_ref().map(ToString::to_string).unwrap_or_default();
    let entries = typed::read(lines).unwrap().entries;
    entries.iter().map(|own| (own.stratum.to_string(), own.name.to_string(), note(own))).collect()
}

fn triple(stratum: &str, name: &str, note: &str) -> (String, String, String) {
    (stratum.to_owned(), name.to_owned(), note.to_owned())
}

proptest! {
    #[test]
    fn a_roster_is_read_as_it_was_written(roster in roster()) {
        prop_assert_eq!(&Roster::read(&roster.text()).unwrap(), &roster);
        let printed = roster.text().replace('\n', "\r\n\r\n  ");
        prop_assert_eq!(Roster::read(&printed).unwrap().hash(), roster.hash());
    }

    #[test]
    fn any_change_of_the_roster_changes_its_hash(roster in roster(), other in entry(), at in any::<prop::sample::Index>()) {
        let before = roster.hash();
        let mut changed = vec![Roster { salt: text("ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"), ..roster.clone() }];
        let edit = |change: &dyn Fn(&mut Vec<Entry>)| {
            let mut entries = roster.entries.clone();
            change(&mut entries);
            (entries != roster.entries).then(|| Roster { entries, ..roster.clone() })
        };
        let place = at.index(roster.entries.len());
        changed.extend(edit(&|all| { all.remove(place); }));
        changed.extend(edit(&|all| all.push(other.clone())));
        changed.extend(edit(&|all| all.insert(place, other.clone())));
        changed.extend(edit(&|all| all[place] = other.clone()));
        changed.extend(edit(&|all| all.reverse()));
        changed.extend(edit(&|all| all[place].note = None));
        changed.extend(edit(&|all| all[place].stratum = text("另一层")));
        for roster in changed {
            prop_assert_ne!(roster.hash(), before.clone());
        }
    }
}

#[test]
fn lines_are_taken_as_people_write_them() {
    let expected = [triple("正高", "杨承志", "基础教学部"), triple("副高", "姜雨桐", "")];
    for typed in [
        "杨承志\t正高\t基础教学部\n姜雨桐\t副高",
        "杨承志，正高，基础教学部\r\n\r\n姜雨桐，副高，\n",
        "杨承志、正高、基础教学部\n姜雨桐、副高、",
        " 杨承志 , 正高,基础教学部\n姜雨桐,副高,",
        "杨承志|正高|基础教学部\n姜雨桐|副高",
        "姓名\t职称\t部门\n杨承志\t正高\t基础教学部\n姜雨桐\t副高\t",
        "部门,姓名,层次\n基础教学部,杨承志,正高\n,姜雨桐,副高",
        "姓名,职称,部门\n杨承志,正高,基础教学部\n姜雨桐,副高",
        "1|正高|杨承志|基础教学部\n2|副高|姜雨桐|",
    ] {
        assert_eq!(lines(typed), expected, "{typed}");
    }
    assert_eq!(lines("杨承志"), [triple(WHOLE, "杨承志", "")]);
}

#[test]
fn a_name_is_not_cut_at_its_own_commas() {
    let titles = ["关于学习、调研、整改的通知", "教学，科研，管理三项制度汇编", "会议记录"];
    let whole = |names: &[&str]| names.iter().map(|name| triple(WHOLE, name, "")).collect::<Vec<_>>();
    for many in 1..=3 {
        let read = typed::read(&titles[..many].join("\n")).unwrap();
        assert_eq!(lines(&titles[..many].join("\n")), whole(&titles[..many]));
        assert_eq!((read.by, read.whole), (None, true));
    }
    // under a head, from a column that was pasted, and from a sheet of one column, where all lines look alike
    assert_eq!(lines(&format!("材料名称\n{}", titles.join("\n"))), whole(&titles));
    let alike = ["关于学习、调研、整改的通知", "关于听课、评课、改课的通知"];
    let sheet = alike.map(|title| typed::line(&[title.to_owned()])).join("\n");
    assert_eq!(lines(&sheet), whole(&alike));
    assert_eq!(lines(&format!("材料名称\t\n{sheet}")), whole(&alike));
    // beside cells that tabs or | part
    for by in ["\t", "|"] {
        let notice = triple("通知", titles[0], "");
        let typed = format!("{}{by}通知\n会议记录{by}通知", titles[0]);
        assert_eq!(lines(&typed), [notice, triple("通知", "会议记录", "")]);
    }
}

#[test]
fn columns_of_which_nothing_is_taken_are_named() {
    let unused = |typed: &str| typed::read(typed).unwrap().unused;
    assert!(unused("姓名,职称,部门\n杨承志,正高,基础教学部").is_empty());
    let told = |place: usize, head: &str| (place, head.to_owned());
    let sheet = "序号\t姓名\t职称\t电话\t\n1\t杨承志\t正高\t0451\t\n2\t姜雨桐\t副高\t\t校友";
    assert_eq!(unused(sheet), [told(1, "序号"), told(4, "电话"), told(5, "")]);
    assert_eq!(unused("杨承志\t正高\t基础教学部\t0451"), [told(4, "")]);
    assert!(unused("1|正高|杨承志|基础教学部\n2|副高|姜雨桐|").is_empty());
}

#[test]
fn a_line_that_can_not_be_taken_is_named() {
    let missing = Bad { line: 2, refusal: Refusal::Missing { field: Field::Name } };
    assert_eq!(typed::read("杨承志,正高\n,副高"), Err(missing));
    let long = format!("杨承志\n\n{}", "名".repeat(101));
    assert_eq!(typed::read(&long).unwrap_err().line, 3);
    let twice = typed::read("杨承志,正高\n姜雨桐,副高\n杨承志,正高").unwrap().entries;
    let bad = Roster::new(text(SALT), twice).unwrap_err();
    assert_eq!(bad, Bad { line: 3, refusal: Refusal::Taken { field: Field::Name } });
    let many = vec!["某"; MAX + 1].join("\n");
    assert_eq!(typed::read(&many).unwrap_err().refusal, Refusal::TooMany { max: MAX });
}

#[test]
fn a_roster_too_large_to_be_kept_is_refused_before_it_is_frozen() {
    let entries =
        |name: usize| (0..MAX).map(move |own| Entry::parse("", &format!("{own:05}{}", "长".repeat(name)), "").unwrap());
    assert!(Roster::new(text(SALT), entries(30).collect()).is_ok());
    let bad = Roster::new(text(SALT), entries(60).collect()).unwrap_err();
    assert_eq!(bad.line, 0);
    let Refusal::TooLong { max, length } = bad.refusal else { panic!("{bad:?}") };
    assert!(max == crate::private::TEXT_MAX && length > max);
}

#[test]
fn a_text_that_is_no_roster_is_refused() {
    for (raw, line) in [
        ("", 0),
        ("zz112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n1|正高|杨承志|", 0),
        ("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", 0),
        ("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n2|正高|杨承志|", 1),
        ("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n1|正高|杨承志|\n2|正高|姜雨桐", 2),
        ("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n1|正高|杨承志|\n2|正高|杨承志|", 2),
    ] {
        assert_eq!(Roster::read(raw).unwrap_err().line, line, "{raw}");
    }
}
