//! The sentence of the day: where we stand, each number a link to its rows. Which sentence it is follows from the
//! numbers, so that it reads well for none, one and many.

use domain::figure::Figure;
use domain::issue::list::Filter;
use domain::issue::{Origin, State};
use leptos::prelude::*;

use super::board::{Board, of_origin};
use super::scope::states;
use crate::issue::query::to_href;
use crate::part::day_text;
use crate::texts::{Texts, texts};

/// A number in a sentence: its name in the text, its value, its rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Number {
    pub name: &'static str,
    pub value: i64,
    pub href: String,
    /// Something is wrong with these.
    pub bad: bool,
}

/// A text in which `[name]` stands for a number and `|` for a good place to break the line.
#[component]
pub fn Sentence(#[prop(into)] text: String, numbers: Vec<Number>) -> impl IntoView {
    let spans: Vec<_> = text
        .split('|')
        .map(|span| {
            // A space at the end stands outside, or the line could not break there.
            let space = span.ends_with(' ').then_some(" ");
            let pieces = pieces(span.trim_end()).into_iter().map(|piece| match piece {
                Piece::Words(words) => words.to_owned().into_any(),
                Piece::Number(name) => number(&numbers, name),
            });
            let pieces: Vec<AnyView> = pieces.collect();
            view! { <span class="keep">{pieces}</span> {space} }
        })
        .collect();
    spans
}

fn number(numbers: &[Number], name: &str) -> AnyView {
    let Some(Number { value, href, bad, .. }) = numbers.iter().find(|number| number.name == name).cloned() else {
        return ().into_any();
    };
    let class = if bad { "opens late" } else { "opens" };
    view! { <a class=class href=href>{value.to_string()}</a> }.into_any()
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Piece<'a> {
    Words(&'a str),
    Number(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for part in text.split('[') {
        match part.split_once(']') {
            Some((name, after)) => pieces.extend([Piece::Number(name), Piece::Words(after)]),
            None => pieces.push(Piece::Words(part)),
        }
    }
    pieces.retain(|piece| *piece != Piece::Words(""));
    pieces
}

/// Which sentence says it: of so many found, solved and overdue.
fn choose(t: Texts, found: i64, solved: i64, late: i64) -> &'static str {
    let (d, open) = (t.dashboard, found - solved);
    match (found, open, late) {
        (0, _, _) => d.s_none(),
        (1, 0, _) => d.s_solved_one(),
        (_, 0, _) => d.s_solved(),
        (1, _, 0) => d.s_one(),
        (1, _, _) => d.s_one_late(),
        (_, _, 0) => d.s_open(),
        (_, open, late) if late >= open => d.s_open_all_late(),
        (_, _, _) => d.s_open_late(),
    }
}

/// The sentence of the day.
#[component]
pub fn Today(board: Board) -> impl IntoView {
    let t = texts();
    let (found, solved) = (board.count(Figure::ResearchFound), board.count(Figure::ResearchSolved));
    let late = i64::from(of_origin(&board.stuck.late, Origin::Research));
    let asked = board.asked;
    let issues = |when: fn(State) -> bool| asked.issues(Origin::Research, when);
    let late_href = to_href(&Filter { origin: Some(Origin::Research), late: true, ..asked.filter() });
    let numbers = vec![
        Number { name: "found", value: found, href: issues(State::counted), bad: false },
        Number { name: "solved", value: solved, href: issues(State::solved), bad: false },
        Number { name: "open", value: found - solved, href: issues(State::open), bad: false },
        Number { name: "late", value: late, href: late_href, bad: true },
    ];
    view! { <Sentence text=choose(t, found, solved, late) numbers/> }
}

/// What is new since the compared day.
#[component]
pub fn Since(board: Board) -> impl IntoView {
    let t = texts();
    let day = day_text(board.compare, t.lang);
    if board.new_found == 0 && board.new_solved == 0 {
        return t.dashboard.since_nothing(day).into_any();
    }
    let newly = |when: fn(State) -> bool| {
        let origin = Some(Origin::Research);
        to_href(&Filter { origin, states: states(when), since: Some(board.compare), ..board.asked.filter() })
    };
    let numbers = vec![
        Number { name: "found", value: i64::from(board.new_found), href: newly(State::counted), bad: false },
        Number { name: "solved", value: i64::from(board.new_solved), href: newly(State::solved), bad: false },
    ];
    view! { <Sentence text=t.dashboard.since(day) numbers/> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    fn plain(lang: Lang, found: i64, solved: i64, late: i64) -> String {
        let text = choose(Texts::new(lang), found, solved, late).replace('|', "");
        let text = text.replace("[found]", &found.to_string()).replace("[solved]", &solved.to_string());
        text.replace("[open]", &(found - solved).to_string()).replace("[late]", &late.to_string())
    }

    #[test]
    fn the_sentence_reads_well_in_chinese() {
        let say = |found, solved, late| plain(Lang::Zh, found, solved, late);
        assert_eq!(say(160, 93, 3), "调研发现的 160 个问题，已解决 93 个，还差 67 个；其中 3 个逾期。");
        assert_eq!(say(160, 93, 0), "调研发现的 160 个问题，已解决 93 个，还差 67 个；没有逾期。");
        assert_eq!(say(160, 160, 0), "调研发现的 160 个问题全部解决。");
        assert_eq!(say(0, 0, 0), "调研还没有发现问题。");
        assert_eq!(say(5, 4, 1), "调研发现的 5 个问题，已解决 4 个，还差 1 个，都已逾期。");
    }

    #[test]
    fn the_sentence_reads_well_in_english() {
        let say = |found, solved, late| plain(Lang::En, found, solved, late);
        assert_eq!(say(160, 93, 3), "Research found 160 issues: 93 solved, 67 still open, 3 of them overdue.");
        assert_eq!(say(1, 1, 0), "Research found 1 issue, and it is solved.");
        assert_eq!(say(1, 0, 1), "Research found 1 issue; it is still open, 1 overdue.");
        assert_eq!(say(2, 0, 2), "Research found 2 issues: 0 solved, 2 still open and overdue.");
        assert_eq!(say(0, 0, 0), "Research has not found any issues yet.");
    }

    #[test]
    fn every_number_of_a_text_is_found() {
        assert_eq!(pieces("共 [found] 个"), [Piece::Words("共 "), Piece::Number("found"), Piece::Words(" 个")]);
        assert_eq!(pieces("[found]"), [Piece::Number("found")]);
    }
}
