//! The texts of the demo, from `texts/`: titles, measures, reports, reasons. Made up, but as such work is written.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::issue::Category;
use domain::kinds::Text;
use domain::visit::checklist::usual;
use domain::visit::{Form, Point};

/// What is to be looked at on a visit of this form.
pub(crate) fn checklist(form: Form) -> Vec<Point> {
    usual(form).iter().map(|line| Point::open(words(line))).collect()
}

/// What an issue is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// K academy, S normal university, B engineering college, Y conservatory, D regional university; `*` any.
    pub kind: char,
    pub category: Category,
    pub theme: &'static str,
    pub department: &'static str,
    pub title: &'static str,
}

/// What is done about issues of one theme, and how that is told and proved.
#[derive(Clone, Debug, Default)]
pub(crate) struct Theme {
    pub measures: Vec<&'static str>,
    pub progress: Vec<&'static str>,
    pub proof: Vec<&'static str>,
}

/// A carrier with its milestones: name, month and day, reached or not.
#[derive(Clone, Debug)]
pub(crate) struct CarrierText {
    pub kind: char,
    pub name: &'static str,
    pub department: &'static str,
    pub lead: &'static str,
    pub milestones: Vec<(&'static str, i64, bool)>,
}

pub(crate) static RESEARCH: LazyLock<Vec<Line>> = LazyLock::new(|| lines(include_str!("../texts/research.txt")));
pub(crate) static TEAM: LazyLock<Vec<Line>> = LazyLock::new(|| lines(include_str!("../texts/team.txt")));
pub(crate) static GUIDANCE: LazyLock<Vec<Line>> = LazyLock::new(|| lines(include_str!("../texts/guidance.txt")));
pub(crate) static SURVEY: LazyLock<Vec<Line>> = LazyLock::new(|| lines(include_str!("../texts/survey.txt")));
static THEMES: LazyLock<BTreeMap<&str, Theme>> = LazyLock::new(|| themes(include_str!("../texts/themes.txt")));
static PHRASES: LazyLock<BTreeMap<&str, Theme>> = LazyLock::new(|| themes(include_str!("../texts/phrases.txt")));
pub(crate) static REPORTS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| fields(include_str!("../texts/reports.txt")));
pub(crate) static RULES: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| fields(include_str!("../texts/rules.txt")));
pub(crate) static CARRIERS: LazyLock<Vec<CarrierText>> =
    LazyLock::new(|| fields(include_str!("../texts/carriers.txt")).iter().filter_map(|own| carrier(own)).collect());

/// A text of our own. They are all read by the tests, so none of them can be refused at run time.
#[expect(clippy::expect_used, reason = "the texts are this crate's own, not anybody's input")]
pub(crate) fn words<const MAX: usize>(raw: &str) -> Text<MAX> {
    Text::parse(raw).expect("a text of the demo is a text")
}

pub(crate) fn theme(name: &str) -> &'static Theme {
    static NONE: LazyLock<Theme> = LazyLock::new(Theme::default);
    THEMES.get(name).unwrap_or(&NONE)
}

/// What is said at one step of the work.
pub(crate) fn phrases(step: &str) -> &'static [&'static str] {
    PHRASES.get(step).map_or(&[], |theme| &theme.proof)
}

/// Of the lines for a kind of unit, those for any unit last.
pub(crate) fn of_kind(kind: &'static str) -> char {
    kind.chars().next().unwrap_or('K')
}

fn fields(text: &'static str) -> Vec<Vec<&'static str>> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split('|').collect()).collect()
}

fn lines(text: &'static str) -> Vec<Line> {
    fields(text).iter().filter_map(|own| line(own)).collect()
}

fn line(fields: &[&'static str]) -> Option<Line> {
    let [kind, category, theme, department, title] = fields else { return None };
    let category = match *category {
        "H" => Category::Hard,
        "S" => Category::Special,
        "L" => Category::Livelihood,
        _ => Category::Development,
    };
    Some(Line { kind: of_kind(kind), category, theme, department, title })
}

fn themes(text: &'static str) -> BTreeMap<&'static str, Theme> {
    let mut themes: BTreeMap<&str, Theme> = BTreeMap::new();
    let mut name = "";
    for line in text.lines() {
        let own = themes.entry(name);
        match line.split_at_checked(1) {
            Some(("[", rest)) => name = rest.trim_end_matches(']'),
            Some(("+", rest)) => own.or_default().measures.push(rest),
            Some((">", rest)) => own.or_default().progress.push(rest),
            Some(("=", rest)) => own.or_default().proof.push(rest),
            Some(_) | None => {}
        }
    }
    themes
}

fn carrier(fields: &[&'static str]) -> Option<CarrierText> {
    let [kind, name, department, lead, milestones] = fields else { return None };
    let milestones = milestones.split(',').filter_map(|one| {
        let (name, due) = one.split_once(':')?;
        let reached = due.ends_with('*');
        Some((name, due.trim_end_matches('*').parse().ok()?, reached))
    });
    let milestones = milestones.collect();
    Some(CarrierText { kind: of_kind(kind), name, department, lead, milestones })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_is_read_and_no_title_is_used_twice() {
        let all: Vec<Line> =
            [&RESEARCH, &TEAM, &GUIDANCE, &SURVEY].iter().flat_map(|own| own.iter().copied()).collect();
        let titles: BTreeSet<&str> = all.iter().map(|line| line.title).collect();
        assert_eq!(titles.len(), all.len());
        assert!(RESEARCH.len() >= 220 && TEAM.len() >= 120, "{} {}", RESEARCH.len(), TEAM.len());
        for line in all {
            let theme = theme(line.theme);
            assert!(theme.measures.len() >= 3 && theme.progress.len() >= 3 && theme.proof.len() >= 2, "{}", line.theme);
            words::<500>(line.title);
        }
    }

    #[test]
    fn reasons_are_long_enough() {
        for step in ["return", "relapse", "dispute", "settle", "lookback", "withdraw", "merge", "reason"] {
            assert!(!phrases(step).is_empty(), "{step}");
            for phrase in phrases(step) {
                assert!(phrase.chars().count() >= 10, "{phrase}");
            }
        }
    }

    #[test]
    fn fifteen_carriers_have_four_or_five_milestones() {
        assert_eq!(CARRIERS.len(), 15);
        assert!(CARRIERS.iter().all(|own| (4..=5).contains(&own.milestones.len())));
        assert_eq!((REPORTS.len(), RULES.len()), (45, 45));
    }
}
