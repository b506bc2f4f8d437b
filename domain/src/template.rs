//! A template of an evaluation (评估指标体系): a tree of indicators with weights, in versions. A round freezes the version it
//! begins with. A template says nothing about any case, so the leads of every group may read and copy it.

pub mod shipped;
pub mod tree;

use serde::{Deserialize, Serialize};

use crate::act::{Key, Subject};
use crate::entry::{Entry, Stamp};
use crate::kinds::{Book, Note, TemplateId, Time, Title};
use crate::record::{Facts, Need, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, must, reasoned};
use crate::viewer::{Post, Role, Viewer};

pub use shipped::Shipped;
pub use tree::Tree;

crate::tagged! {
    "From" by "of";
    /// From what a template was made.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum From {
        /// One that comes with the product.
        Shipped { shipped: Shipped },
        /// A version of another one, also of another group.
        Template { template: TemplateId, version: u32 },
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Template {
    pub id: TemplateId,
    pub book: Book,
    pub title: Title,
    /// 1, 2, 3 …
    pub version: u32,
    pub tree: Tree,
    pub from: Option<From>,
    pub made_at: Time,
    pub revised_at: Option<Time>,
    pub retired_at: Option<Time>,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        /// 建立
        Make { template: TemplateId, title: Title, tree: Tree, from: Option<From> },
        /// 修订: a new version, made knowing version `based_on`.
        Revise { template: TemplateId, based_on: u32, title: Title, tree: Tree, note: Option<Note> },
        /// 停用
        Retire { template: TemplateId, reason: Note },
        /// 恢复
        Restore { template: TemplateId, reason: Note },
    }
}

impl Act {
    #[must_use]
    pub fn template(&self) -> TemplateId {
        match self {
            Act::Make { template, .. }
            | Act::Revise { template, .. }
            | Act::Retire { template, .. }
            | Act::Restore { template, .. } => *template,
        }
    }

    pub(crate) fn needs(&self) -> Vec<Need> {
        match self {
            Act::Make { from: Some(From::Template { template, .. }), .. } => {
                vec![Need::Record(Key { subject: Subject::Template, id: template.0 })]
            }
            Act::Make { .. } | Act::Revise { .. } | Act::Retire { .. } | Act::Restore { .. } => Vec::new(),
        }
    }
}

/// # Errors
/// Not the group's lead; a tree that does not add up; a template in another state or version.
pub fn check(template: Option<&Template>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Make { tree, from, .. } = act {
        must(facts.viewer.sees(facts.book, None, None), Refusal::NotFound)?;
        facts.viewer.must_lead_group(facts.book)?;
        must_be_new(template)?;
        if let Some(From::Template { template, version }) = from {
            let there = facts.known.template(*template).filter(|own| own.seen_by(facts.viewer));
            must(there.is_some_and(|own| *version <= own.version), Refusal::NotFound)?;
        }
        return tree.check().map(|()| Stamp::default());
    }
    let template = must_be_in(template, |own| own.book, facts.book)?;
    must(facts.viewer.sees(facts.book, None, None), Refusal::NotFound)?;
    facts.viewer.must_lead_group(facts.book)?;
    existing(template, act).map(|()| Stamp::default())
}

fn existing(own: &Template, act: &Act) -> Result<(), Refusal> {
    let wrong = || Refusal::WrongState { state: own.state().to_owned() };
    match act {
        Act::Make { .. } => Err(Refusal::Exists),
        Act::Revise { based_on, title, tree, .. } => {
            must(own.retired_at.is_none(), wrong())?;
            must(*based_on == own.version, Refusal::Differs { field: Field::Template })?;
            must(*title != own.title || *tree != own.tree, Refusal::Unchanged)?;
            tree.check()
        }
        Act::Retire { reason, .. } => {
            reasoned(reason)?;
            must(own.retired_at.is_none(), wrong())
        }
        Act::Restore { reason, .. } => {
            reasoned(reason)?;
            must(own.retired_at.is_some(), wrong())
        }
    }
}

#[must_use]
pub fn fold(template: Option<Template>, act: &Act, entry: &Entry) -> Option<Template> {
    let now = entry.recorded_at;
    if let Act::Make { template: id, title, tree, from } = act {
        return Some(template.unwrap_or_else(|| Template {
            id: *id,
            book: entry.book,
            title: title.clone(),
            version: 1,
            tree: tree.clone(),
            from: *from,
            made_at: now,
            revised_at: None,
            retired_at: None,
        }));
    }
    let mut own = template?;
    match act {
        Act::Make { .. } => {}
        Act::Revise { title, tree, .. } => {
            (own.title, own.tree) = (title.clone(), tree.clone());
            (own.version, own.revised_at) = (own.version.saturating_add(1), Some(now));
        }
        Act::Retire { .. } => own.retired_at = Some(now),
        Act::Restore { .. } => own.retired_at = None,
    }
    Some(own)
}

impl Template {
    /// `in_use` or `retired`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.retired_at.is_some() { "retired" } else { "in_use" }
    }

    /// Its group, the office, and who leads another group and may copy it.
    #[must_use]
    pub fn seen_by(&self, viewer: &Viewer) -> bool {
        let leads = |role: &Role| matches!(role, Role::Group { post: Post::Head | Post::Deputy, .. });
        viewer.sees(self.book, None, None) || viewer.roles.iter().any(leads)
    }
}

#[cfg(test)]
mod tests;
