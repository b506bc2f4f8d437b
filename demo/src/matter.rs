//! Which issues a group has: unit, category, how far they get, when found and when solved. No acts yet.

use domain::issue::{Category, Origin, State};
use domain::kinds::{IssueId, ReportId, Time};
use domain::visit::Quote;

use crate::chance::{Chance, id, mix};
use crate::crew::KINDS;
use crate::curve::{self, Since, day_of};
use crate::schedule::{schedule, turns};
use crate::star::{STARS, Star};
use crate::text::{self, Line};

/// One issue as the story will tell it.
#[derive(Clone, Debug)]
pub(crate) struct Matter {
    pub id: IssueId,
    pub origin: Origin,
    pub number: usize,
    /// Place in the crew's units.
    pub unit: usize,
    pub line: Line,
    /// How far it gets.
    pub state: State,
    pub found: Time,
    /// Days on which it is verified: one for each round.
    pub verified: Vec<Since>,
    pub relapsed: Option<Since>,
    pub returned: bool,
    pub star: Option<&'static Star>,
    pub report: Option<ReportId>,
    /// Where it was raised, if on a visit.
    pub visit: Option<Quote>,
    pub salt: u64,
}

/// The issue that a newcomer can follow through everything: of those that were raised on a visit and are held in the end by
/// a look-back, the one that was open longest. A paper and meetings speak of it while it is open.
pub(crate) fn followed(matters: &[Matter]) -> Option<&Matter> {
    let held = matters.iter().filter(|own| own.visit.is_some() && own.state == State::Held);
    let open = |own: &&Matter| own.verified.first().map_or(0, |day| day - crate::curve::since(own.found.day()));
    held.filter(|own| crate::lookback::asks_about(own)).max_by_key(open)
}

/// An issue before it has a number.
#[derive(Clone, Copy, Debug)]
struct Draft {
    unit: usize,
    line: Line,
    state: State,
    star: Option<&'static Star>,
}

/// In the order of the tables below.
const STATES: [State; 6] =
    [State::Held, State::Verified, State::Submitted, State::InProgress, State::Agreed, State::Found];
const CATEGORIES: [Category; 4] = [Category::Livelihood, Category::Development, Category::Hard, Category::Special];

/// Research issues by category and state (the category bars), all units.
const RESEARCH: [[usize; 6]; 4] =
    [[12, 17, 4, 7, 4, 3], [5, 16, 3, 10, 4, 3], [6, 12, 4, 11, 3, 2], [12, 13, 2, 4, 2, 1]];
/// Of them those of the normal university.
const NORMAL: [[usize; 6]; 4] = [[3, 4, 1, 2, 1, 0], [1, 4, 0, 2, 1, 0], [1, 3, 2, 2, 0, 1], [3, 3, 0, 1, 1, 0]];
/// The others by category and unit: academy, college, conservatory, regional university.
const OTHERS: [[usize; 4]; 4] = [[8, 9, 8, 11], [9, 8, 7, 9], [8, 8, 5, 8], [5, 7, 6, 8]];
/// Issues of the leading teams' lists by unit and state.
const TEAM: [[usize; 6]; 5] =
    [[5, 8, 2, 6, 2, 1], [7, 10, 2, 6, 2, 1], [6, 9, 2, 6, 1, 1], [5, 7, 2, 5, 2, 0], [5, 9, 2, 6, 2, 1]];
const GUIDANCE: [usize; 6] = [5, 7, 2, 5, 1, 1];
const SURVEY: [usize; 6] = [3, 5, 1, 3, 1, 1];

/// The days between verified and look-back that the group's policies set.
pub(crate) fn lookback(category: Category) -> Since {
    match category {
        Category::Hard | Category::Development => 60,
        Category::Special | Category::Livelihood => 30,
    }
}

/// All issues of a group. The first group has them exactly; the others a share of them, at random.
pub(crate) fn matters(number: u32, seed: u64) -> Vec<Matter> {
    let exact = number == 0;
    let mut chance = Chance::new(seed, 10 + u64::from(number));
    let mut all = Vec::new();
    let origins: [(Origin, &[i64], &[i64]); 4] = [
        (Origin::Research, curve::FOUND, curve::SOLVED),
        (Origin::TeamList, curve::TEAM_FOUND, curve::TEAM_SOLVED),
        (Origin::Guidance, curve::GUIDANCE_FOUND, curve::GUIDANCE_SOLVED),
        (Origin::Survey, curve::SURVEY_FOUND, curve::SURVEY_SOLVED),
    ];
    for (origin, found, solved) in origins {
        let mut drafts = match origin {
            Origin::Research => research(exact, &mut chance),
            Origin::TeamList => team(exact, &mut chance),
            Origin::Guidance => few(&text::GUIDANCE, GUIDANCE, State::Withdrawn, &mut chance),
            Origin::Survey => few(&text::SURVEY, SURVEY, State::Merged, &mut chance),
        };
        if !exact {
            let share = 78 + chance.below(20);
            drafts.retain(|_| chance.percent(share));
        }
        let mut own = numbered(origin, drafts, found, &mut chance);
        for matter in &mut own {
            let key = (u64::from(number) << 32) + ((origin as u64) << 16) + matter.number as u64;
            matter.salt = mix(seed, key);
            matter.id = IssueId(id(matter.found, seed, key));
        }
        turns(&mut own, exact);
        schedule(&mut own, solved, &mut chance);
        all.extend(own);
    }
    all
}

fn stars(origin: Origin) -> impl Iterator<Item = &'static Star> {
    STARS.iter().filter(move |star| star.origin == origin)
}

/// A disputed or withdrawn issue stands where a found one would.
fn cell(state: State) -> State {
    if state == State::Disputed { State::Found } else { state }
}

fn states(counts: [usize; 6]) -> Vec<State> {
    STATES.iter().zip(counts).flat_map(|(state, many)| std::iter::repeat_n(*state, many)).collect()
}

fn research(exact: bool, chance: &mut Chance) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (row, category) in CATEGORIES.into_iter().enumerate() {
        let mut others = RESEARCH[row];
        others.iter_mut().zip(NORMAL[row]).for_each(|(all, own)| *all -= own);
        let places = [0, 2, 3, 4].into_iter().zip(OTHERS[row]);
        let mut places: Vec<usize> = places.flat_map(|(unit, many)| std::iter::repeat_n(unit, many)).collect();
        let (mut normal, mut others) = (states(NORMAL[row]), states(others));
        let named: Vec<&'static Star> =
            stars(Origin::Research).filter(|star| exact && star.line.category == category).collect();
        for star in named {
            let from = if star.unit == 1 { &mut normal } else { &mut others };
            take(from, |state| *state == cell(star.state));
            if star.unit != 1 {
                take(&mut places, |unit| *unit == star.unit);
            }
            drafts.push(Draft { unit: star.unit, line: star.line, state: star.state, star: Some(star) });
        }
        chance.shuffle(&mut places);
        let cells = others.into_iter().zip(places).chain(normal.into_iter().map(|state| (state, 1)));
        let mut pools = pools(&text::RESEARCH, Some(category), chance);
        for (state, unit) in cells {
            if let Some(line) = pools[unit].pop() {
                drafts.push(Draft { unit, line, state, star: None });
            }
        }
    }
    drafts
}

fn team(exact: bool, chance: &mut Chance) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut pools = pools(&text::TEAM, None, chance);
    let mut shared: Vec<Line> = text::TEAM.iter().filter(|line| line.kind == '*').copied().collect();
    chance.shuffle(&mut shared);
    for (unit, counts) in TEAM.into_iter().enumerate() {
        let mut states = states(counts);
        for star in stars(Origin::TeamList).filter(|star| exact && star.unit == unit) {
            take(&mut states, |state| *state == star.state);
            drafts.push(Draft { unit, line: star.line, state: star.state, star: Some(star) });
        }
        let mut lines: Vec<Line> = states.iter().filter_map(|_| pools[unit].pop().or_else(|| shared.pop())).collect();
        // What is held by now must have an early look-back.
        lines.sort_by_key(|line| lookback(line.category));
        let held = states.iter().filter(|state| **state == State::Held).count();
        chance.shuffle(&mut lines[held..]);
        drafts.extend(states.into_iter().zip(lines).map(|(state, line)| Draft { unit, line, state, star: None }));
    }
    drafts
}

/// The two small origins; one more issue than is counted, taken back or merged.
fn few(lines: &[Line], counts: [usize; 6], more: State, chance: &mut Chance) -> Vec<Draft> {
    let mut lines = lines.to_vec();
    chance.shuffle(&mut lines);
    lines.sort_by_key(|line| lookback(line.category));
    let mut states = states(counts);
    let held = counts[0];
    chance.shuffle(&mut lines[held..]);
    states.push(more);
    let unit = |line: &Line| KINDS.iter().position(|kind| *kind == line.kind).unwrap_or(0);
    states.into_iter().zip(lines).map(|(state, line)| Draft { unit: unit(&line), line, state, star: None }).collect()
}

fn take<T>(from: &mut Vec<T>, wanted: impl Fn(&T) -> bool) {
    if let Some(place) = from.iter().position(wanted) {
        from.remove(place);
    }
}

fn pools(lines: &[Line], category: Option<Category>, chance: &mut Chance) -> Vec<Vec<Line>> {
    let of = |kind: char| {
        let own = |line: &&Line| line.kind == kind && category.is_none_or(|category| line.category == category);
        lines.iter().filter(own).copied().collect::<Vec<_>>()
    };
    let mut pools: Vec<Vec<Line>> = KINDS.map(of).into();
    pools.iter_mut().for_each(|pool| chance.shuffle(pool));
    pools
}

/// Gives numbers and moments: stars have theirs, of the others those that got far were found early.
fn numbered(origin: Origin, drafts: Vec<Draft>, found: &[i64], chance: &mut Chance) -> Vec<Matter> {
    let many = drafts.len();
    let mut places: Vec<Option<Draft>> = vec![None; many];
    let mut rest: Vec<(i64, Draft)> = Vec::new();
    for draft in drafts {
        let (from, to) = match draft.state {
            State::Held => (0, 470),
            State::Verified | State::Withdrawn | State::Merged => (90, 740),
            State::Submitted => (440, 830),
            State::InProgress | State::Transferred => (375, 910),
            State::Agreed => (830, 960),
            State::Found | State::Disputed => (960, 1_000),
        };
        match draft.star {
            Some(star) if star.number <= many => places[star.number - 1] = Some(draft),
            Some(_) | None => rest.push((chance.between(from, to), draft)),
        }
    }
    rest.sort_by_key(|(rank, _)| *rank);
    let mut rest = rest.into_iter();
    for place in &mut places {
        if place.is_none() {
            *place = rest.next().map(|(_, draft)| draft);
        }
    }
    let moments = moments(found, many, chance);
    let numbers = places.into_iter().flatten().zip(moments).enumerate();
    numbers.map(|(place, (draft, found))| matter(origin, place + 1, draft, found)).collect()
}

fn moments(found: &[i64], many: usize, chance: &mut Chance) -> Vec<Time> {
    let days: Vec<Since> = (0..many).map(|n| day_of(found, n, many)).collect();
    days.chunk_by(|one, other| one == other).flat_map(|day| curve::moments(day[0], day.len(), chance)).collect()
}

fn matter(origin: Origin, number: usize, draft: Draft, found: Time) -> Matter {
    Matter {
        id: IssueId(uuid::Uuid::nil()),
        origin,
        number,
        unit: draft.unit,
        line: draft.line,
        state: draft.state,
        found,
        verified: Vec::new(),
        relapsed: None,
        returned: false,
        star: draft.star,
        report: None,
        visit: None,
        salt: 0,
    }
}
