//! What does not move, and what is past its day: the longest first, each row a link to the issue, the title saying how
//! long. Stagnant and overdue are derived in `domain`; here they are only shown.

use domain::issue::Origin;
use domain::issue::list::{Filter, Line, Sort};
use leptos::prelude::*;

use super::board::Board;
use crate::issue::query::to_href;
use crate::part::{Icon, Section};
use crate::session::{Me, me};
use crate::texts::{Lang, Texts, texts};

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Stagnant,
    Late,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Stagnant => "stagnant",
            Kind::Late => "late",
        }
    }

    /// The rows and how many there are by origin.
    #[must_use]
    pub fn of(self, board: &Board) -> (Vec<Line>, Vec<(Origin, u32)>) {
        match self {
            Kind::Stagnant => (board.stuck.stagnant_rows.clone(), board.stuck.stagnant.clone()),
            Kind::Late => (board.stuck.late_rows.clone(), board.stuck.late.clone()),
        }
    }

    /// For how many days.
    #[must_use]
    pub fn days(self, line: &Line, board: &Board) -> i64 {
        let days = match self {
            Kind::Stagnant => line.stagnant_days(board.day),
            Kind::Late => line.late_days(board.day),
        };
        days.unwrap_or(0)
    }

    fn filter(self, board: &Board) -> Filter {
        match self {
            Kind::Stagnant => Filter { stagnant: true, sort: Sort::Moved, ..board.asked.filter() },
            Kind::Late => Filter { late: true, sort: Sort::Due, ..board.asked.filter() },
        }
    }

    /// The finding.
    #[must_use]
    pub fn title(self, board: &Board, t: Texts) -> String {
        let (rows, _) = self.of(board);
        match (self, rows.first().map(|line| self.days(line, board))) {
            (Kind::Stagnant, Some(days)) => t.dashboard.radar_title(days),
            (Kind::Stagnant, None) => t.dashboard.radar_none().into(),
            (Kind::Late, Some(days)) => t.dashboard.late_title(days),
            (Kind::Late, None) => t.dashboard.late_none().into(),
        }
    }

    fn note(self, counts: &[(Origin, u32)], t: Texts) -> String {
        let join = if t.lang == Lang::Zh { "，" } else { ", " };
        let words: Vec<String> =
            counts.iter().map(|(origin, many)| format!("{} {many}", t.kind.get(origin.into()))).collect();
        match (self, words.is_empty()) {
            (Kind::Stagnant, true) => t.dashboard.radar_note_none().into(),
            (Kind::Stagnant, false) => t.dashboard.radar_note(words.join(join)),
            (Kind::Late, true) => t.dashboard.late_note_none().into(),
            (Kind::Late, false) => t.dashboard.late_note(words.join(join)),
        }
    }
}

#[component]
pub fn Radar(board: Board, kind: Kind, most: usize) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (rows, counts) = kind.of(&board);
    let all = (!rows.is_empty())
        .then(|| view! { <a class="more" href=to_href(&kind.filter(&board))>{t.dashboard.all()}</a> }.into_any());
    let empty = rows.is_empty().then(|| view! { <p class="note">{t.dashboard.stuck_empty()}</p> });
    let rows = rows.into_iter().take(most).map(|line| row(&line, kind, &board, &me, t)).collect_view();
    let note = kind.note(&counts, t);
    let more = all.unwrap_or_else(|| ().into_any());
    view! {
        <Section title=kind.title(&board, t) note more>
            <ol class="radar">{rows}</ol>
            {empty}
        </Section>
    }
}

fn row(line: &Line, kind: Kind, board: &Board, me: &Me, t: Texts) -> AnyView {
    let unit = me.unit_name(line.unit);
    let who = [line.department.clone(), line.official.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let place: Vec<String> = [line.code(), unit, who].into_iter().filter(|word| !word.is_empty()).collect();
    view! {
        <li>
            <span class="days">
                <span class=format!("mark {}", kind.word())><Icon name=format!("s-{}", kind.word()) size=14/></span>
                {kind.days(line, board).to_string()}
                <small>{t.dashboard.days_unit()}</small>
            </span>
            <span class="what">
                <a class="title" href=format!("/issues/{}", line.id)>{line.title.clone()}</a>
                <span class="where">{place.join("·")}</span>
            </span>
        </li>
    }
    .into_any()
}
