//! The figures, their populations, and what a record adds to each. Counting is always: which cells, summed.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::issue::{Category, Origin, State};
use crate::notice::Paper;
use crate::visit::Form;

/// One cell of the tally: how many records stand here, or what they come to. Stored as text, as
/// `issue.research.hard.verified`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Cell {
    Unit,
    Goal,
    Carrier,
    /// A report that is completed.
    Report,
    /// A rule in force.
    Rule,
    Issue {
        origin: Origin,
        category: Option<Category>,
        state: State,
    },
    /// Visits that are recorded.
    Visit {
        form: Form,
    },
    /// People talked to on them.
    People {
        form: Form,
    },
    /// Papers that were issued.
    Notice {
        paper: Paper,
    },
    /// Weekly lists that were issued.
    Worklist,
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cell::Unit => f.write_str("unit"),
            Cell::Goal => f.write_str("goal"),
            Cell::Carrier => f.write_str("carrier"),
            Cell::Report => f.write_str("report"),
            Cell::Rule => f.write_str("rule"),
            Cell::Issue { origin, category, state } => {
                let (origin, state): (&str, &str) = (origin.into(), state.into());
                let category = category.map_or("none", |category| category.into());
                write!(f, "issue.{origin}.{category}.{state}")
            }
            Cell::Visit { form } => write!(f, "visit.{}", <&str>::from(form)),
            Cell::People { form } => write!(f, "people.{}", <&str>::from(form)),
            Cell::Notice { paper } => write!(f, "notice.{}", <&str>::from(paper)),
            Cell::Worklist => f.write_str("worklist"),
        }
    }
}

impl std::str::FromStr for Cell {
    type Err = strum::ParseError;
    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let parts: Vec<&str> = raw.split('.').collect();
        match parts.as_slice() {
            ["unit"] => Ok(Cell::Unit),
            ["goal"] => Ok(Cell::Goal),
            ["carrier"] => Ok(Cell::Carrier),
            ["report"] => Ok(Cell::Report),
            ["rule"] => Ok(Cell::Rule),
            ["issue", origin, category, state] => Ok(Cell::Issue {
                origin: origin.parse()?,
                category: if *category == "none" { None } else { Some(category.parse()?) },
                state: state.parse()?,
            }),
            ["visit", form] => Ok(Cell::Visit { form: form.parse()? }),
            ["people", form] => Ok(Cell::People { form: form.parse()? }),
            ["notice", paper] => Ok(Cell::Notice { paper: paper.parse()? }),
            ["worklist"] => Ok(Cell::Worklist),
            _ => Err(strum::ParseError::VariantNotFound),
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(from)?;
        raw.parse().map_err(|_| serde::de::Error::custom("not a cell"))
    }
}

/// A figure of the report (mission), with the population it counts.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Figure {
    /// 指导单位
    Units,
    /// 核心目标和实践方向
    Goals,
    /// 重点实践载体
    Carriers,
    /// 班子整改问题
    TeamListIssues,
    /// 调研报告，已完成
    Reports,
    /// 调研发现问题
    ResearchFound,
    /// 其中已解决：已验收或已巩固
    ResearchSolved,
    /// 建章立制，现行有效
    Rules,
    /// 座谈会，场
    Seminars,
    /// 电话随访，人次
    PhoneFollowUps,
    /// 个别访谈，人次
    Interviews,
    /// 周工作清单，已下发
    Worklists,
    /// 通知、提示，已签发
    Notices,
}

impl Figure {
    /// Does a record in this cell belong to the figure's population?
    #[must_use]
    pub fn counts(self, cell: Cell) -> bool {
        match self {
            Figure::Units => cell == Cell::Unit,
            Figure::Goals => cell == Cell::Goal,
            Figure::Carriers => cell == Cell::Carrier,
            Figure::Reports => cell == Cell::Report,
            Figure::Rules => cell == Cell::Rule,
            Figure::Seminars => cell == Cell::Visit { form: Form::Seminar },
            Figure::PhoneFollowUps => cell == Cell::People { form: Form::Phone },
            Figure::Interviews => cell == Cell::People { form: Form::Interview },
            Figure::Worklists => cell == Cell::Worklist,
            Figure::Notices => matches!(cell, Cell::Notice { .. }),
            Figure::TeamListIssues => is_issue(cell, Origin::TeamList, State::counted),
            Figure::ResearchFound => is_issue(cell, Origin::Research, State::counted),
            Figure::ResearchSolved => is_issue(cell, Origin::Research, State::solved),
        }
    }
}

fn is_issue(cell: Cell, wanted: Origin, when: fn(State) -> bool) -> bool {
    matches!(cell, Cell::Issue { origin, state, .. } if origin == wanted && when(state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_as_it_was_written() {
        for origin in Origin::VARIANTS {
            for state in State::VARIANTS {
                for category in Category::VARIANTS.iter().map(|c| Some(*c)).chain([None]) {
                    let cell = Cell::Issue { origin: *origin, category, state: *state };
                    assert_eq!(cell.to_string().parse::<Cell>().unwrap(), cell);
                }
            }
        }
        for form in Form::VARIANTS {
            for cell in [Cell::Visit { form: *form }, Cell::People { form: *form }] {
                assert_eq!(cell.to_string().parse::<Cell>().unwrap(), cell);
            }
        }
        for paper in Paper::VARIANTS {
            let cell = Cell::Notice { paper: *paper };
            assert_eq!(cell.to_string().parse::<Cell>().unwrap(), cell);
            assert!(Figure::Notices.counts(cell) && !Figure::Worklists.counts(cell));
        }
        assert_eq!("worklist".parse::<Cell>().unwrap(), Cell::Worklist);
        assert!("issue.research.hard".parse::<Cell>().is_err());
    }

    #[test]
    fn origins_are_never_mixed() {
        for origin in Origin::VARIANTS {
            let cell = Cell::Issue { origin: *origin, category: None, state: State::Found };
            assert_eq!(Figure::ResearchFound.counts(cell), *origin == Origin::Research);
            assert_eq!(Figure::TeamListIssues.counts(cell), *origin == Origin::TeamList);
        }
    }

    #[test]
    fn seminars_are_counted_as_sessions_and_talks_by_people() {
        for form in Form::VARIANTS {
            let (visit, people) = (Cell::Visit { form: *form }, Cell::People { form: *form });
            assert_eq!(Figure::Seminars.counts(visit), *form == Form::Seminar);
            assert_eq!(Figure::PhoneFollowUps.counts(people), *form == Form::Phone);
            assert_eq!(Figure::Interviews.counts(people), *form == Form::Interview);
            assert!(!Figure::Seminars.counts(people) && !Figure::Interviews.counts(visit));
        }
    }

    #[test]
    fn solved_is_verified_or_held_and_found_is_what_was_not_taken_back() {
        for state in State::VARIANTS {
            let cell = Cell::Issue { origin: Origin::Research, category: None, state: *state };
            assert_eq!(Figure::ResearchSolved.counts(cell), matches!(state, State::Verified | State::Held));
            let gone = matches!(state, State::Withdrawn | State::Merged | State::Transferred);
            assert_eq!(Figure::ResearchFound.counts(cell), !gone);
        }
    }
}
