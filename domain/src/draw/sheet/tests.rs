//! Whoever has the sheet can do the draw again, and sees what does not fit.

mod broken;

use super::*;
use crate::draw::roster::Entry;
use crate::kinds::Text;

const SALTS: [&str; 3] = [
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
    "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
    "1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e",
];

fn shown(place: usize, secret: &str) -> Shown {
    let salt = SALTS[place].to_owned();
    Shown { commitment: pick::commitment(&salt, secret), salt, secret: secret.to_owned() }
}

/// The draw of `docs/draw.md`.
fn sheet() -> Sheet {
    let line = |(stratum, name, note): (&str, &str, &str)| Entry::parse(stratum, name, note).unwrap();
    let entries = [
        ("正高", "杨承志", "基础教学部"),
        ("正高", "姜雨桐", "材料工程学院"),
        ("副高", "许若水", "经济管理学院"),
        ("副高", "韩思源", "基础教学部"),
        ("副高", "施以宁", "土木工程学院"),
    ];
    let list = Roster::new(Text::parse(SALTS[0]).unwrap(), entries.map(line).to_vec()).unwrap();
    let strata = [("正高", 1), ("副高", 1)].map(|(name, take)| Stratum { name: Text::parse(name).unwrap(), take });
    let (group, unit) = (shown(1, "六月 松花江 4 7 2 6"), shown(2, "掷骰 3 5 5 1 6 2"));
    let shown = [pick::line(&group.salt, &group.secret), pick::line(&unit.salt, &unit.secret)];
    let mut sheet = Sheet {
        roster: list.hash(),
        recused: [3].into(),
        seed: pick::seed(&list.hash(), &shown),
        group: Some(group),
        unit: Some(unit),
        strata: strata.to_vec(),
        list: Some(list),
        ..Sheet::default()
    };
    sheet.picked = sheet.picks().iter().map(|own| own.number).collect();
    sheet
}

fn wrong(sheet: &Sheet) -> Vec<Claim> {
    sheet.check().iter().filter(|own| !own.fits).map(|own| own.claim).collect()
}

#[test]
fn a_sheet_is_read_as_it_was_printed() {
    let mut sheet = sheet();
    sheet.more = vec![vec![0, 1], vec![1, 0]];
    sheet.picked = sheet.picks().iter().map(|own| own.number).collect();
    sheet.repeats = vec![2, 5];
    assert_eq!(Sheet::read(&sheet.text()).as_ref(), Ok(&sheet));
    let pasted = format!("第 9 次随机抽取\n{}\n# Random draws\n{HEAD}", sheet.text().replace('\n', " \r\n\r\n "));
    assert_eq!(Sheet::read(&pasted).as_ref(), Ok(&sheet));
    let thrown = Sheet { group: None, unit: None, dice: vec![3, 5, 5, 1, 6, 2], ..sheet };
    assert_eq!(Sheet::read(&thrown.text()), Ok(thrown));
    for text in
        ["", HEAD, SALTS[0], "roster x\n00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n1|a|b|c"]
    {
        assert_eq!(Sheet::read(text), Err(Unread::Incomplete));
    }
}

#[test]
fn a_check_finds_each_thing_that_was_touched() {
    assert_eq!(wrong(&sheet()), []);
    assert_eq!(sheet().check().len(), 6);
    let touched = |change: &dyn Fn(&mut Sheet)| {
        let mut sheet = sheet();
        change(&mut sheet);
        wrong(&sheet)
    };
    let list = |sheet: &mut Sheet, change: &dyn Fn(&mut Vec<Entry>)| change(&mut sheet.list.as_mut().unwrap().entries);
    let renamed = Entry::parse("正高", "另一人", "基础教学部").unwrap();
    assert_eq!(touched(&|sheet| list(sheet, &|all| all[0] = renamed.clone())), [Claim::Roster]);
    assert_eq!(touched(&|sheet| sheet.group.as_mut().unwrap().secret.push('7')), [Claim::Group, Claim::Seed]);
    assert_eq!(touched(&|sheet| sheet.unit.as_mut().unwrap().commitment.clear()), [Claim::Unit]);
    assert_eq!(touched(&|sheet| sheet.picked.reverse()), [Claim::Picks]);
    assert_eq!(touched(&|sheet| sheet.picked[1] = 3), [Claim::Recused, Claim::Picks]);
    assert_eq!(touched(&|sheet| sheet.recused.clear()), [Claim::Picks]);
    assert_eq!(touched(&|sheet| sheet.recused = [4].into()), [Claim::Recused, Claim::Picks]);
    let seed = pick::sha256("another");
    assert!(touched(&|sheet| sheet.seed.clone_from(&seed)).contains(&Claim::Seed));
}

#[test]
fn who_may_not_have_the_roster_can_check_all_but_its_text() {
    let with = sheet();
    let members = with.members();
    let without = Sheet { list: None, members, ..with };
    let claims: Vec<Claim> = without.check().iter().map(|own| own.claim).collect();
    assert_eq!(claims, [Claim::Group, Claim::Unit, Claim::Seed, Claim::Recused, Claim::Picks]);
    assert_eq!(wrong(&without), []);
}

/// The worked example of `docs/draw.md`: what it shows is what the code computes.
#[test]
fn the_document_says_what_the_code_does() {
    let document = include_str!("../../../../docs/draw.md");
    let sheet = sheet();
    let list = sheet.list.as_ref().unwrap();
    let (group, unit) = (sheet.group.as_ref().unwrap(), sheet.unit.as_ref().unwrap());
    let keys: Vec<String> = (1..=5).map(|number| format!("{} {number}", pick::key(&sheet.seed, number))).collect();
    let shown =
        [list.text(), sheet.roster.clone(), group.commitment.clone(), unit.commitment.clone(), sheet.seed.clone()];
    for part in shown.iter().chain(&keys).chain([&sheet.text()]) {
        assert!(document.contains(part.trim_end()), "docs/draw.md lacks:\n{part}");
    }
}
