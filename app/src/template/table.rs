//! A tree as the rows of a table and back: one row a node, and a last one that says which results are low, in the words of either
//! language. Pure; whatever is wrong with a row is
//! told at that row, and then nothing of the table is taken in.

use std::collections::BTreeSet;
use std::str::FromStr;

use domain::kinds::NodeId;
use domain::score::{Formula, Grade, Marks};
use domain::strand::Strand;
use domain::template::Tree;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::draft::{By, Draft, How, LEAF, Marked, Node, Problem};
use super::method_word;
use crate::evaluation::grade_word;
use crate::texts::{Lang, Texts};
use crate::visit::words;

/// Rows that a table may have.
pub const ROWS: usize = 2_000;
/// Columns: level, name, English, weight, method, what it looks at, that in English, the value worth nothing, that worth all, id,
/// strand. Tables of before that was said end with the id.
pub const COLUMNS: usize = 11;

/// What is wrong in a row, counted as people see it, from 1; 0 is the whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Bad {
    pub row: usize,
    pub problem: Problem,
}

/// What a table was read as: a tree, or everything that keeps it from being one.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Looked {
    pub title: String,
    pub tree: Option<Tree>,
    pub bad: Vec<Bad>,
}

const LEVELS: [fn(Texts) -> &'static str; 3] =
    [|t| t.template.aspect(), |t| t.template.element(), |t| t.field.indicator()];

#[must_use]
pub fn heads(t: Texts) -> [&'static str; COLUMNS] {
    let w = t.template;
    [
        w.level(),
        t.field.name(),
        w.english(),
        t.field.weight(),
        w.method(),
        w.looks_at(),
        w.looks_at_english(),
        w.zero(),
        w.full(),
        w.node_id(),
        w.strand(),
    ]
}

/// One row a node, in the order of the tree, then what each grade is worth and where it begins, and one for the grade that
/// counts as low.
#[must_use]
pub fn rows(tree: &Tree, t: Texts) -> Vec<[String; COLUMNS]> {
    let draft = Draft::of(tree);
    let low = draft.low.map(|grade| low_row(grade, tree.marks, t));
    let marks = mark_rows(&draft.marks, t);
    draft.nodes.into_iter().map(|own| row(own, tree, t)).chain(marks).chain(low).collect()
}

fn plain_row(first: &str, second: String, weight: String) -> [String; COLUMNS] {
    let mut cells: [String; COLUMNS] = std::array::from_fn(|_| String::new());
    (cells[0], cells[1], cells[3]) = (first.to_owned(), second, weight);
    cells
}

fn low_row(grade: Grade, marks: Marks, t: Texts) -> [String; COLUMNS] {
    plain_row(t.template.low(), super::low_under(Some(grade), marks, t), String::new())
}

/// The best grade first, as people name them.
fn mark_rows(own: &Marked, t: Texts) -> Vec<[String; COLUMNS]> {
    let of = |first: &'static str, grades: &[Grade], own: &[String]| {
        let rows = grades.iter().zip(own).rev();
        let rows = rows.map(|(grade, own)| plain_row(first, grade_word(*grade, t).to_owned(), own.clone()));
        rows.collect::<Vec<_>>()
    };
    let worth = of(t.template.mark_worth(), Grade::VARIANTS, &own.worth);
    worth.into_iter().chain(of(t.template.mark_from(), &Grade::VARIANTS[1..], &own.from)).collect()
}

/// Takes in a row that says what a grade is worth or where it begins; `None` where it says something else.
fn mark<'a>(cell: &impl Fn(usize) -> &'a str, draft: &mut Draft) -> Option<Result<(), Problem>> {
    let is = |word: fn(Texts) -> &'static str| both().iter().any(|t| word(*t).eq_ignore_ascii_case(cell(0)));
    let grades = Grade::VARIANTS;
    let (grades, own): (_, &mut [String]) = if is(|t| t.template.mark_worth()) {
        (grades, &mut draft.marks.worth)
    } else if is(|t| t.template.mark_from()) {
        (&grades[1..], &mut draft.marks.from)
    } else {
        return None;
    };
    let named = |grade: &Grade| both().iter().any(|t| grade_word(*grade, *t).eq_ignore_ascii_case(cell(1)));
    let place = grades.iter().position(named).and_then(|place| own.get_mut(place));
    Some(place.map(|own| cell(3).clone_into(own)).ok_or(Problem::Grade))
}

/// Which results a row says are low; `None` where the row says something else.
fn low<'a>(cell: &impl Fn(usize) -> &'a str) -> Option<Result<Option<Grade>, Problem>> {
    let is = |t: &Texts| t.template.low().eq_ignore_ascii_case(cell(0));
    both().iter().any(is).then(|| {
        // the points in brackets follow from where the grades begin
        let said = cell(1).split(['（', '(']).next().unwrap_or_default().trim();
        let word = |own: &Option<Grade>| both().iter().any(|t| super::low_word(*own, *t).eq_ignore_ascii_case(said));
        super::LOWS.into_iter().find(word).ok_or(Problem::Low)
    })
}

fn row(own: Node, tree: &Tree, t: Texts) -> [String; COLUMNS] {
    let (level, id) = (LEVELS[own.depth.min(LEAF)](t).to_owned(), own.id.to_string());
    let mut cells = [level, own.name, own.english, own.weight].into_iter();
    let mut next = || cells.next().unwrap_or_default();
    let plain = [next(), next(), next(), next()];
    let how = own.how;
    let method = tree.indicator(own.id).map(|own| method_word(&own.method, t).to_owned());
    let [kind, what, english, zero, full] = match (method, how.by) {
        (None, _) => std::array::from_fn(|_| String::new()),
        (Some(kind), By::Quantitative) => {
            [kind, formula_word(how.formula, t).to_owned(), String::new(), how.zero, how.full]
        }
        (Some(kind), By::Qualitative) => [kind, how.look_at, how.look_at_english, String::new(), String::new()],
        (Some(kind), By::Satisfaction) => [kind, how.of, String::new(), String::new(), String::new()],
    };
    let [level, name, own_english, weight] = plain;
    let strand = own.strand.map(|own| words::strand(own, t).to_owned()).unwrap_or_default();
    [level, name, own_english, weight, kind, what, english, zero, full, id, strand]
}

#[must_use]
pub fn formula_word(formula: Formula, t: Texts) -> &'static str {
    t.template.get(&format!("formula_{}", <&str>::from(formula)))
}

fn both() -> [Texts; 2] {
    [Lang::Zh, Lang::En].map(Texts::new)
}

fn level(raw: &str) -> Option<usize> {
    LEVELS.iter().position(|word| both().iter().any(|t| word(*t).eq_ignore_ascii_case(raw)))
}

fn kind(raw: &str) -> Option<By> {
    let is = |word: fn(Texts) -> &'static str| both().iter().any(|t| word(*t).eq_ignore_ascii_case(raw));
    if is(|t| t.template.quantitative()) {
        Some(By::Quantitative)
    } else if is(|t| t.template.qualitative()) {
        Some(By::Qualitative)
    } else {
        is(|t| t.template.satisfaction()).then_some(By::Satisfaction)
    }
}

/// By its word in either language, also without what stands in brackets behind it, or by its name.
fn formula(raw: &str) -> Option<Formula> {
    let plain = |word: &str| word.split(['（', '(']).next().unwrap_or_default().trim().to_lowercase();
    let is = |own: &&Formula| both().iter().any(|t| plain(formula_word(**own, *t)) == plain(raw));
    Formula::VARIANTS.iter().find(is).copied().or_else(|| Formula::from_str(raw).ok())
}

/// Empty says none; `None` where there is no such strand.
fn strand(raw: &str) -> Option<Option<Strand>> {
    let is = |own: &&Strand| both().iter().any(|t| words::strand(**own, *t).eq_ignore_ascii_case(raw));
    if raw.is_empty() { Some(None) } else { Strand::VARIANTS.iter().find(is).map(|own| Some(*own)) }
}

/// Reads the rows of a table; `fresh` gives ids to nodes that have none. Empty rows and the heads are passed over.
///
/// # Errors
/// Everything that is wrong, row by row.
pub fn read(rows: &[Vec<String>], mut fresh: impl FnMut() -> NodeId) -> Result<Tree, Vec<Bad>> {
    let (mut draft, mut bad, mut places) = (Draft::default(), Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        let cell = |column: usize| row.get(column).map(|own| own.trim()).unwrap_or_default();
        let head = both().iter().any(|t| heads(*t)[0] == cell(0));
        if head || row.iter().all(|own| own.trim().is_empty()) {
            continue;
        }
        let number = at + 1;
        if let Some(low) = low(&cell) {
            match low {
                Ok(low) => draft.low = low,
                Err(problem) => bad.push(Bad { row: number, problem }),
            }
            continue;
        }
        if let Some(mark) = mark(&cell, &mut draft) {
            bad.extend(mark.err().map(|problem| Bad { row: number, problem }));
            continue;
        }
        let Some(depth) = level(cell(0)) else {
            bad.push(Bad { row: number, problem: Problem::Level });
            continue;
        };
        let above = draft.nodes.last().map(|own| own.depth + 1);
        if depth > 0 && above.is_none_or(|above| depth > above) {
            bad.push(Bad { row: number, problem: Problem::Orphan });
            continue;
        }
        let id = cell(9).parse().ok().filter(|id| seen.insert(*id)).unwrap_or_else(&mut fresh);
        let how = match (depth == LEAF).then(|| how(&cell)) {
            Some(Err(problem)) => {
                bad.push(Bad { row: number, problem });
                How::default()
            }
            Some(Ok(how)) => how,
            None => How::default(),
        };
        let text = |column| cell(column).to_owned();
        let strand = match strand(cell(10)).filter(|own| own.is_none() || depth == LEAF) {
            Some(strand) => strand,
            None => {
                bad.push(Bad { row: number, problem: Problem::Strand });
                None
            }
        };
        draft.nodes.push(Node { id, depth, name: text(1), english: text(2), weight: text(3), how, strand });
        places.push((id, number));
    }
    let tree = draft.tree();
    if let Err(wrong) = &tree {
        let row = |id: &Option<NodeId>| places.iter().find(|own| Some(own.0) == *id).map_or(0, |own| own.1);
        let known = bad.clone();
        let told = wrong.iter().map(|(id, problem)| Bad { row: row(id), problem: problem.clone() });
        // of a row that can't be read as it is, what follows from that is not told a second time
        bad.extend(told.filter(|own| own.row == 0 || known.iter().all(|known| known.row != own.row)));
    }
    bad.sort_by_key(|own| if own.row == 0 { usize::MAX } else { own.row });
    match tree {
        Ok(tree) if bad.is_empty() => Ok(tree),
        Ok(_) | Err(_) => Err(bad),
    }
}

fn how<'a>(cell: &impl Fn(usize) -> &'a str) -> Result<How, Problem> {
    let mut how = How { by: kind(cell(4)).ok_or(Problem::Method)?, ..How::default() };
    match how.by {
        By::Quantitative => {
            how.count(formula(cell(5)).ok_or(Problem::Formula)?);
            for (own, column) in [(&mut how.zero, 7), (&mut how.full, 8)] {
                if !cell(column).is_empty() {
                    *own = cell(column).to_owned();
                }
            }
        }
        By::Qualitative => (how.look_at, how.look_at_english) = (cell(5).to_owned(), cell(6).to_owned()),
        By::Satisfaction => how.of = cell(5).to_owned(),
    }
    Ok(how)
}

#[cfg(test)]
mod tests {
    use domain::template::Shipped;
    use uuid::Uuid;

    use super::*;

    fn none() -> NodeId {
        panic!("every row has its id")
    }

    fn table(tree: &Tree, lang: Lang) -> Vec<Vec<String>> {
        let t = Texts::new(lang);
        let head = heads(t).map(str::to_owned).to_vec();
        std::iter::once(head).chain(rows(tree, t).into_iter().map(Vec::from)).collect()
    }

    #[test]
    fn every_shipped_tree_goes_into_a_table_and_back_in_both_languages() {
        for shipped in Shipped::VARIANTS {
            let tree = shipped.tree().unwrap();
            for lang in [Lang::Zh, Lang::En] {
                assert_eq!(read(&table(&tree, lang), none).unwrap(), tree, "{shipped:?} {lang:?}");
            }
        }
    }

    #[test]
    fn what_grades_are_worth_goes_into_a_table_and_back_and_is_looked_at() {
        let marks = Marks { worth: [40, 60, 80, 100], from: [55, 75, 85] };
        let tree = Tree { marks, ..Shipped::FiveLooks.tree().unwrap() };
        for lang in [Lang::Zh, Lang::En] {
            assert_eq!(read(&table(&tree, lang), none).unwrap(), tree, "{lang:?}");
        }
        let told = |change: fn(&mut Vec<String>)| {
            let mut table = table(&tree, Lang::Zh);
            let at = table.iter().position(|row| row[0] == "等次分值" && row[1] == "较好").unwrap();
            change(&mut table[at]);
            read(&table, none).unwrap_err().into_iter().map(|own| (own.row == at + 1, own.problem)).collect::<Vec<_>>()
        };
        assert_eq!(told(|row| row[3] = "100".to_owned()), [(false, Problem::Worths)]);
        assert_eq!(told(|row| row[3] = "80.5".to_owned()), [(false, Problem::Worths)]);
        assert_eq!(told(|row| row[1] = "很好".to_owned()), [(true, Problem::Grade)]);
        // A table from before it was said, with the points of then in its words, has the usual ones.
        let tree = Shipped::FiveLooks.tree().unwrap();
        let mut old = table(&tree, Lang::Zh);
        old.retain(|row| !row[0].starts_with("等次"));
        assert_eq!(old.last().unwrap()[1], "一般及以下（80 分以下）");
        assert_eq!(read(&old, none).unwrap(), tree);
    }

    #[test]
    fn what_an_indicator_looks_at_goes_along_and_a_table_of_before_has_none() {
        let tree = Shipped::FiveLooks.tree().unwrap();
        let first = |tree: &Tree| tree.indicators().map(|own| own.strand).collect::<BTreeSet<_>>();
        assert_eq!(first(&tree), BTreeSet::from([Some(Strand::Rectification), Some(Strand::Development)]));
        let mut old = table(&tree, Lang::Zh);
        old.iter_mut().for_each(|row| row.truncate(10));
        assert_eq!(first(&read(&old, none).unwrap()), BTreeSet::from([None]));
        let told = |at: usize, word: &str| {
            let mut table = table(&tree, Lang::En);
            table[at][10] = word.to_owned();
            read(&table, none).map(|own| own.indicators().next().unwrap().strand)
        };
        assert_eq!(told(3, "理论学习").unwrap(), Some(Strand::Study));
        // there is none of that name, and an aspect has none
        assert_eq!(told(3, "后勤").unwrap_err(), [Bad { row: 4, problem: Problem::Strand }]);
        assert_eq!(told(1, "理论学习").unwrap_err(), [Bad { row: 2, problem: Problem::Strand }]);
    }

    #[test]
    fn rows_without_ids_get_new_ones_and_doubled_ones_too() {
        let tree = Shipped::Hard.tree().unwrap();
        let mut table = table(&tree, Lang::Zh);
        table[1][9] = String::new();
        table[3][9] = table[2][9].clone();
        let mut next = 0xf000_u128;
        let read = read(&table, || {
            next += 1;
            NodeId(Uuid::from_u128(next))
        });
        assert_eq!((read.unwrap().indicators().count(), next), (tree.indicators().count(), 0xf002));
    }

    #[test]
    fn a_bad_row_is_told_with_its_number_and_nothing_is_taken_in() {
        let tree = Shipped::Hard.tree().unwrap();
        let told = |change: fn(&mut Vec<Vec<String>>)| {
            let mut table = table(&tree, Lang::Zh);
            change(&mut table);
            read(&table, || NodeId(Uuid::from_u128(7))).unwrap_err()
        };
        let one = |row, problem| vec![Bad { row, problem }];
        assert_eq!(told(|table| table[3][3] = "14".to_owned()), one(3, Problem::Off { by: -100 }));
        assert_eq!(told(|table| table[3][4] = "抽签".to_owned()), one(4, Problem::Method));
        assert_eq!(told(|table| table[3][5] = "幸福指数".to_owned()), one(4, Problem::Formula));
        assert_eq!(told(|table| table[3][8] = "0".to_owned()), one(4, Problem::Scale));
        assert!(told(|table| table[1][0] = "部分".to_owned()).contains(&Bad { row: 2, problem: Problem::Level }));
        assert!(told(|table| drop(table.remove(1))).contains(&Bad { row: 2, problem: Problem::Orphan }));
        assert!(matches!(
            told(|table| table[2][1] = String::new()).as_slice(),
            [Bad { row: 3, problem: Problem::Name { .. } }]
        ));
        // The whole has no row of its own.
        assert_eq!(read(&[], none).unwrap_err(), one(0, Problem::Bare));
        // Which results are low, in words that are offered.
        let tree = Shipped::FiveLooks.tree().unwrap();
        let mut low = self::table(&tree, Lang::En);
        let last = low.len();
        low[last - 1][1] = "rather bad".to_owned();
        assert_eq!(read(&low, none).unwrap_err(), one(last, Problem::Low));
        // Empty lines count, but say nothing.
        let gap = told(|table| {
            table.insert(1, vec![String::new(); 3]);
            table[4][3] = "14".to_owned();
        });
        assert_eq!(gap, one(4, Problem::Off { by: -100 }));
    }
}
