//! A file with a published score, taken apart and computed again: what it says was published beside what comes out here. Reads
//! the text of anybody's file, so it bounds what it takes on, and asks nothing but the file.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use super::{Export, FORMAT, Published};
use crate::kinds::NodeId;
use crate::score::score;
use crate::template::Tree;
use crate::wire;

/// Bytes of a file at most: some thousands of indicators, each with its value.
pub const BYTES: usize = 2 << 20;

/// Why a text can't be checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unread {
    /// More than [`BYTES`].
    TooBig,
    /// Another kind of file, or a damaged one.
    NoJson,
    /// JSON that is not of a score.
    Foreign,
    /// Computed in another way: from another release.
    Format { format: String },
    /// Of a score, but something is missing or is not what it should be.
    Broken,
}

/// What is looked at, in the order in which it is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, strum::IntoStaticStr, strum::VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Claim {
    /// A grade is worth what the tree says.
    Grades,
    /// The weights of the tree add up.
    Tree,
    Total,
    Effect,
    Satisfaction,
    /// The sum with its numbers written out.
    Written,
    /// What one aspect, element or indicator counts.
    Points,
}

/// How one claim came out. `None` is a number that there is not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Finding {
    pub claim: Claim,
    /// Which aspect, element or indicator, where one alone does not agree.
    pub part: Option<String>,
    /// As the file says.
    pub published: Option<String>,
    /// As it comes out here.
    pub computed: Option<String>,
    pub agrees: bool,
}

impl Finding {
    fn of(claim: Claim, published: Option<String>, computed: Option<String>) -> Finding {
        let agrees = published == computed;
        Finding { claim, part: None, published, computed, agrees }
    }
}

impl Export {
    /// Reads what was downloaded.
    ///
    /// # Errors
    /// [`Unread`].
    pub fn read(text: &str) -> Result<Export, Unread> {
        if text.len() > BYTES {
            return Err(Unread::TooBig);
        }
        let text = text.trim_start_matches('\u{feff}');
        let file: Json = serde_json::from_str(text).map_err(|_| Unread::NoJson)?;
        let format = file.get("format").and_then(Json::as_str).filter(|own| own.starts_with("xundao.score."));
        match format {
            Some(FORMAT) => wire::of(file).map_err(|_| Unread::Broken),
            Some(other) => Err(Unread::Format { format: other.chars().take(40).collect() }),
            None => Err(Unread::Foreign),
        }
    }

    /// Computes everything again from the tree and the values in the file, and from nothing else. Over a tree that is none,
    /// nothing is computed.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        let broken = self.tree.check().err().map(|why| why.to_string());
        let whole = broken.is_none();
        let mut findings = vec![
            Finding::of(Claim::Grades, worths(&self.points), worths(&super::worths(&self.tree))),
            Finding::of(Claim::Tree, None, broken),
        ];
        if whole {
            findings.extend(self.numbers(&Published::of(&score(&self.tree, &self.values))));
        }
        findings
    }

    /// Whether what was published follows from the tree and the values that stand here, and from nothing else.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.format == FORMAT && self.check().iter().all(|own| own.agrees)
    }

    fn numbers(&self, here: &Published) -> Vec<Finding> {
        let said = &self.published;
        let mut findings = vec![
            Finding::of(Claim::Total, said.total.clone(), here.total.clone()),
            Finding::of(Claim::Effect, said.effect.clone(), here.effect.clone()),
            Finding::of(Claim::Satisfaction, said.satisfaction.clone(), here.satisfaction.clone()),
            Finding::of(Claim::Written, said.written.clone(), here.written.clone()),
        ];
        let off = self.off(here);
        if off.is_empty() {
            let many = Some(here.points.len().to_string());
            findings.push(Finding::of(Claim::Points, many.clone(), many));
        }
        findings.extend(off);
        findings
    }

    /// The nodes whose points are not those that come out here, each by its name.
    fn off(&self, here: &Published) -> Vec<Finding> {
        let names = names(&self.tree);
        let ids = here.points.keys().chain(self.published.points.keys().filter(|id| !here.points.contains_key(id)));
        let told = ids.filter_map(|id| {
            let (said, own) = (self.published.points.get(id).cloned(), here.points.get(id).cloned());
            let part = names.get(id).map_or_else(|| id.to_string(), |own| (*own).to_owned());
            (said != own).then(|| Finding { part: Some(part), ..Finding::of(Claim::Points, said, own) })
        });
        told.collect()
    }
}

fn worths(points: &BTreeMap<String, u32>) -> Option<String> {
    Some(points.iter().map(|(grade, worth)| format!("{grade} {worth}")).collect::<Vec<_>>().join(", "))
}

fn names(tree: &Tree) -> BTreeMap<NodeId, &str> {
    let aspects = tree.aspects.iter().map(|own| (own.id, own.name.as_str()));
    let elements = tree.elements().map(|own| (own.id, own.name.as_str()));
    aspects.chain(elements).chain(tree.indicators().map(|own| (own.id, own.name.as_str()))).collect()
}
