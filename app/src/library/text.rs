//! The text of a version, paragraph by paragraph, with what is new in it and what went out of the one before.

use domain::standard::Version;
use leptos::prelude::*;

use crate::texts::texts;

/// Pairs of paragraphs that are compared at most; of a longer text only the new version is shown.
const MOST: usize = 250_000;

/// How a paragraph stands against the version before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stands {
    Same,
    New,
    Gone,
}

/// The paragraphs of `now`, those that went out of `before` where they stood. What is common stays in order (the longest
/// run of common paragraphs), so a paragraph that was moved is gone in one place and new in the other.
fn compared<'a>(before: &[&'a str], now: &[&'a str]) -> Vec<(Stands, &'a str)> {
    let (rows, columns) = (before.len(), now.len());
    if rows.saturating_mul(columns) > MOST {
        return now.iter().map(|own| (Stands::Same, *own)).collect();
    }
    // how many paragraphs two ends have in common
    let mut common = vec![vec![0_usize; columns + 1]; rows + 1];
    let at = |common: &[Vec<usize>], row: usize, column: usize| {
        common.get(row).and_then(|own| own.get(column)).copied().unwrap_or(0)
    };
    for (row, old) in before.iter().enumerate().rev() {
        for (column, new) in now.iter().enumerate().rev() {
            let longest = if old == new {
                at(&common, row + 1, column + 1) + 1
            } else {
                at(&common, row + 1, column).max(at(&common, row, column + 1))
            };
            if let Some(own) = common.get_mut(row).and_then(|own| own.get_mut(column)) {
                *own = longest;
            }
        }
    }
    let (mut row, mut column, mut all) = (0, 0, Vec::new());
    loop {
        match (before.get(row), now.get(column)) {
            (Some(old), Some(new)) if old == new => {
                all.push((Stands::Same, *new));
                (row, column) = (row + 1, column + 1);
            }
            (Some(old), new) if new.is_none() || at(&common, row + 1, column) >= at(&common, row, column + 1) => {
                all.push((Stands::Gone, *old));
                row += 1;
            }
            (_, Some(new)) => {
                all.push((Stands::New, *new));
                column += 1;
            }
            (_, None) => return all,
        }
    }
}

fn paragraphs(version: &Version) -> Vec<&str> {
    version.content.text.as_str().lines().map(str::trim).filter(|own| !own.is_empty()).collect()
}

#[component]
pub fn Body(version: Version, before: Option<Version>) -> impl IntoView {
    let t = texts();
    let now = paragraphs(&version);
    let all = match &before {
        Some(before) => compared(&paragraphs(before), &now),
        None => now.into_iter().map(|own| (Stands::Same, own)).collect(),
    };
    let rows = all.into_iter().map(|(stands, text)| {
        let text = text.to_owned();
        match stands {
            Stands::Same => view! { <p>{text}</p> }.into_any(),
            Stands::New => view! { <p><ins title=t.library.added()>{text}</ins></p> }.into_any(),
            Stands::Gone => view! { <p><del title=t.library.removed()>{text}</del></p> }.into_any(),
        }
    });
    view! { <div class="body standard-text">{rows.collect_view()}</div> }
}

#[cfg(test)]
mod tests {
    use super::Stands::{Gone, New, Same};
    use super::*;

    #[test]
    fn paragraphs_are_told_apart_in_their_order() {
        let before = ["总则", "三日内答复", "附则"];
        assert_eq!(
            compared(&before, &["总则", "两日内答复", "附则", "解释"]),
            [(Same, "总则"), (Gone, "三日内答复"), (New, "两日内答复"), (Same, "附则"), (New, "解释")]
        );
        assert_eq!(compared(&before, &[]), before.map(|own| (Gone, own)));
        assert_eq!(compared(&[], &["总则"]), [(New, "总则")]);
        assert!(compared(&[], &[]).is_empty());
        let long = vec!["行"; 10_000];
        assert_eq!(compared(&long, &long).len(), 10_000, "without a table of a hundred million");
    }
}
