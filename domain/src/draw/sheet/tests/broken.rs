//! A sheet on its way: printed, copied out of a PDF, sent by mail. It reads as the same sheet, or says that it is not whole, and is
//! never told to be wrong.

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use super::*;

/// The form before: one line for each fact, however long.
fn before(sheet: &Sheet) -> String {
    let own = Sheet { repeats: Vec::new(), ..sheet.clone() };
    let list = own.list.as_ref().map(Roster::text).unwrap_or_default();
    format!("{HEAD_BEFORE}\n{}\n\n{list}\n{END}\n", own.lines().join("\n"))
}

/// How lines are broken: after so many columns, or before the word that goes beyond them, as printers do.
#[derive(Clone, Copy, Debug)]
enum Way {
    Anywhere,
    Words,
}

fn broken(text: &str, width: usize, way: Way, ends: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut rest = line;
        while fold::columns(rest) > width {
            let mut wide = 0;
            let fits = |own: &char| {
                wide += fold::columns(&own.to_string());
                wide <= width
            };
            let full: usize = rest.chars().take_while(fits).map(char::len_utf8).sum();
            let full = full.max(rest.chars().next().map_or(1, char::len_utf8));
            let space = rest[..full].rfind(' ').filter(|at| *at > 0).map(|at| at + 1);
            let at = match way {
                Way::Anywhere => full,
                // between Chinese letters a printer breaks anywhere
                Way::Words => match rest[..full].chars().last() {
                    Some(own) if own < '\u{2e80}' => space.unwrap_or(full),
                    Some(_) | None => full,
                },
            };
            out.extend([&rest[..at], ends]);
            rest = &rest[at..];
        }
        out.extend([rest, ends]);
    }
    out
}

fn words() -> impl Strategy<Value = String> {
    let word =
        prop_oneof!["[a-zA-Z]{1,9}", "[0-9]{1,4}", "[一-龥]{1,9}", Just("take".to_owned()), Just("+1".to_owned())];
    vec(word, 1..5).prop_map(|own| own.join(" "))
}

type Parts = (Vec<(usize, String, String)>, Vec<(String, u16)>, std::collections::BTreeSet<u16>, Vec<Vec<u16>>);

fn parts() -> impl Strategy<Value = Parts> {
    let strata = vec(("[一-龥a-z0-9]{1,8}", 0..4_u16), 1..4);
    let entries = vec((0..4_usize, words(), words()), 1..40);
    (entries, strata, btree_set(1..40_u16, 0..6), vec(vec(0..3_u16, 4), 0..3))
}

/// Some sheet that a draw may have.
fn any() -> impl Strategy<Value = Sheet> {
    let secrets = (words(), words(), any_salt(), any_salt());
    (parts(), secrets, vec(1..7_u8, 6..40), 0..3_u8, vec(1..90_u16, 0..3)).prop_map(
        |((entries, strata, recused, more), secrets, dice, how, repeats)| {
            let strata: Vec<(String, u16)> =
                strata.into_iter().enumerate().map(|(place, (name, take))| (format!("{name}{place}"), take)).collect();
            let line = |(number, (place, name, note)): (usize, (usize, String, String))| {
                Entry::parse(&strata[place % strata.len()].0, &format!("{name} {number}"), &note).unwrap()
            };
            let mut entries: Vec<Entry> = entries.into_iter().enumerate().map(line).collect();
            entries.extend(strata.iter().map(|own| Entry::parse(&own.0, "末", "").unwrap()));
            let size = u16::try_from(entries.len()).unwrap();
            let list = Roster::new(Text::parse(SALTS[0]).unwrap(), entries).unwrap();
            let shown = |secret: String, salt: String| {
                let secret = format!("{secret} 密语");
                Shown { commitment: pick::commitment(&salt, &secret), salt, secret }
            };
            let (group, unit) = (shown(secrets.0, secrets.2), shown(secrets.1, secrets.3));
            let lines = [pick::line(&group.salt, &group.secret), pick::line(&unit.salt, &unit.secret)];
            let own: Vec<String> = if how == 0 { vec![pick::dice(&dice)] } else { lines.to_vec() };
            let strata = strata.iter().map(|own| Stratum { name: Text::parse(&own.0).unwrap(), take: own.1 });
            let mut sheet = Sheet {
                repeats,
                roster: list.hash(),
                recused: recused.into_iter().filter(|own| *own <= size).collect(),
                more: more.iter().map(|own| own[..strata.len()].to_vec()).collect(),
                strata: strata.collect(),
                seed: pick::seed(&list.hash(), &own),
                list: Some(list),
                ..Sheet::default()
            };
            match how {
                0 => sheet.dice = dice,
                1 => (sheet.group, sheet.unit) = (Some(group), Some(unit)),
                // not drawn yet
                _ => (sheet.seed, sheet.more) = (String::new(), Vec::new()),
            }
            if how < 2 {
                sheet.picked = sheet.picks().iter().map(|own| own.number).collect();
            }
            sheet
        },
    )
}

fn any_salt() -> impl Strategy<Value = String> {
    "[0-9a-f]{32}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_line_is_longer_than_paper_is_wide_and_it_reads_the_same(sheet in any()) {
        let text = sheet.text();
        prop_assert!(text.lines().all(|line| fold::columns(line) <= WIDTH && line == line.trim()));
        prop_assert_eq!(Sheet::read(&text), Ok(sheet));
    }

    #[test]
    fn broken_anywhere_it_is_the_same_sheet_or_none(
        sheet in any(),
        width in 1..140_usize,
        by_words: bool,
        now: bool,
        ends in prop_oneof![Just("\n"), Just(" \n"), Just("\r\n"), Just("  \r\n\r\n")],
    ) {
        let text = if now { sheet.text() } else { before(&sheet) };
        let way = if by_words { Way::Words } else { Way::Anywhere };
        let expected = if now { sheet } else { Sheet { repeats: Vec::new(), ..sheet } };
        if let Ok(read) = Sheet::read(&broken(&text, width, way, ends)) {
            prop_assert!(read.check().iter().all(|own| own.fits), "told to be wrong at {width}");
            prop_assert_eq!(read, expected);
        }
    }

    #[test]
    fn a_sheet_of_which_a_line_was_lost_is_none(sheet in any(), lost in 0..60_usize) {
        let text = sheet.text();
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        let lost = lost % lines.len();
        let rest = lines.iter().enumerate().filter(|(place, _)| *place != lost).map(|own| *own.1).collect::<Vec<_>>();
        if let Ok(read) = Sheet::read(&rest.join("\n")) {
            prop_assert!(read.check().iter().all(|own| own.fits), "without {}", lines[lost]);
        }
    }
}

/// What people do: print it narrower, or from a release that printed lines of any length.
#[test]
fn the_sheet_of_the_document_is_read_at_every_width_that_paper_has() {
    let mut sheet = sheet();
    sheet.more = vec![vec![1, 0], vec![0, 1]];
    sheet.picked = sheet.picks().iter().map(|own| own.number).collect();
    for width in 20..120 {
        for text in [sheet.text(), before(&sheet)] {
            for way in [Way::Words, Way::Anywhere] {
                for ends in ["\n", " \r\n"] {
                    let read = Sheet::read(&broken(&text, width, way, ends));
                    assert_eq!(read.as_ref(), Ok(&sheet), "{width} {way:?}: {}", broken(&text, width, way, ends));
                }
            }
        }
    }
}

#[test]
fn a_name_that_was_changed_is_told_also_where_lines_go_on() {
    let sheet = sheet();
    let text = sheet.text();
    assert!(text.lines().any(|line| line.starts_with('+')), "{text}");
    let touched = text.replace("许若水", "许若氷");
    assert_eq!(wrong(&Sheet::read(&touched).unwrap()), [Claim::Roster]);
    // broken as well, nobody can tell which of the two it is
    assert_eq!(Sheet::read(&broken(&touched, 40, Way::Words, "\n")), Err(Unread::Broken));
    assert_eq!(Sheet::read(text.split("4|").next().unwrap()), Err(Unread::Incomplete));
}
