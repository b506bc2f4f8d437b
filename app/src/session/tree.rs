//! The groups and units within a person's reach. They come inside each page; of who looks over very many of them a page names only
//! the file that tells them, which the browser keeps and has read before it takes the page over.

use std::ops::Deref;
use std::sync::Arc;

use domain::kinds::{GroupId, Name, OrganisationId, UnitId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[cfg(feature = "ssr")]
mod serve;
#[cfg(feature = "ssr")]
pub use self::serve::*;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct GroupNode {
    pub id: GroupId,
    pub name: Name,
    pub units: Vec<UnitNode>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UnitNode {
    pub id: UnitId,
    pub code: String,
    pub name: Name,
    /// Open organisations, in the order in which they were added.
    pub organisations: Vec<(OrganisationId, Name)>,
    /// Its records can be read; for nothing new is it offered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// Somebody of the group answers for it: was named, and has not left since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub answered: bool,
}

impl GroupNode {
    /// The units with which something new can begin.
    pub fn open(&self) -> impl Iterator<Item = &UnitNode> {
        self.units.iter().filter(|unit| !unit.closed)
    }
}

/// More units than this fill no menu, and come without their organisations.
const MANY: usize = 60;

/// Groups in the order of the store, each with its units.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Groups {
    nodes: Arc<Vec<GroupNode>>,
    /// SHA-256 of the file that tells them, where pages don't.
    mark: Option<Arc<str>>,
}

impl Groups {
    /// As a page tells them by itself.
    #[must_use]
    pub fn new(nodes: Vec<GroupNode>) -> Groups {
        Groups { nodes: Arc::new(nodes), mark: None }
    }

    /// Too many units to list them all.
    #[must_use]
    pub fn many(&self) -> bool {
        self.iter().map(|group| group.units.len()).sum::<usize>() > MANY
    }

    /// Do both say the same? Of those that a file tells, its mark says so.
    #[must_use]
    pub fn same(&self, other: &Groups) -> bool {
        self.mark == other.mark && (self.mark.is_some() || self.nodes == other.nodes)
    }

    /// As their file tells them.
    #[must_use]
    pub fn told(self, text: &str) -> Option<Groups> {
        let nodes = crate::wire::read::<Vec<GroupNode>>(text).ok()?;
        Some(Groups { nodes: Arc::new(nodes), ..self })
    }

    /// Where the browser gets them, if not from the page.
    #[must_use]
    pub fn file(&self) -> Option<String> {
        self.mark.as_ref().map(|mark| format!("/tree/{mark}"))
    }
}

impl Deref for Groups {
    type Target = [GroupNode];

    fn deref(&self) -> &[GroupNode] {
        &self.nodes
    }
}

impl<'a> IntoIterator for &'a Groups {
    type Item = &'a GroupNode;
    type IntoIter = std::slice::Iter<'a, GroupNode>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// As a page has them.
#[derive(Serialize)]
enum Told<'a> {
    Here(&'a [GroupNode]),
    File(&'a str),
}

#[derive(Deserialize)]
enum Heard {
    Here(Vec<GroupNode>),
    File(Arc<str>),
}

impl Serialize for Groups {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.mark.as_deref().map_or(Told::Here(&self.nodes), Told::File).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Groups {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Groups, D::Error> {
        Ok(match Heard::deserialize(deserializer)? {
            Heard::Here(nodes) => Groups::new(nodes),
            Heard::File(mark) => Groups { nodes: FETCHED.get().cloned().unwrap_or_default(), mark: Some(mark) },
        })
    }
}

/// The file of this page, read before the page is taken over; only in the browser.
static FETCHED: std::sync::OnceLock<Arc<Vec<GroupNode>>> = std::sync::OnceLock::new();

/// What the page's file said.
pub fn fetched(text: &str) {
    if let Ok(nodes) = crate::wire::read::<Vec<GroupNode>>(text) {
        // The first stays: one page is taken over once.
        let _ = FETCHED.set(Arc::new(nodes));
    }
}
