//! Where the nodes of a draft stand: added, taken away and put back, moved past each other and below others.

use domain::kinds::NodeId;

use super::{Draft, How, LEAF, Node, Removed, hundredths};
use crate::template::weight_text;

impl Draft {
    fn at(&self, id: NodeId) -> Option<usize> {
        self.nodes.iter().position(|own| own.id == id)
    }

    /// Where what lies below a node ends.
    fn end(&self, at: usize) -> usize {
        let depth = self.nodes[at].depth;
        let below = self.nodes[at + 1..].iter().take_while(|own| own.depth > depth).count();
        at + 1 + below
    }

    pub(super) fn parent(&self, at: usize) -> Option<usize> {
        let depth = self.nodes[at].depth;
        (0..at).rev().find(|before| self.nodes[*before].depth < depth)
    }

    /// The node under which it lies, and the how manieth it is there, from 1.
    #[must_use]
    pub fn place(&self, id: NodeId) -> Option<(Option<NodeId>, usize)> {
        let at = self.at(id)?;
        let parent = self.parent(at);
        let from = parent.map_or(0, |parent| parent + 1);
        let depth = self.nodes[at].depth;
        let place = self.nodes[from..=at].iter().filter(|own| own.depth == depth).count();
        Some((parent.map(|parent| self.nodes[parent].id), place))
    }

    /// Weights of the children of a node (`None`: of the whole) as far as they are numbers, in hundredths.
    pub(super) fn children(&self, parent: Option<usize>) -> (usize, i64) {
        let (from, end, depth) = match parent {
            Some(at) => (at + 1, self.end(at), self.nodes[at].depth + 1),
            None => (0, self.nodes.len(), 0),
        };
        let own = self.nodes[from..end].iter().filter(|own| own.depth == depth);
        let weights = own.clone().filter_map(|own| hundredths(&own.weight)).map(i64::from).sum();
        (own.count(), weights)
    }

    /// A new last child of `parent` (`None`: an aspect), with the weight that is missing there.
    pub fn add(&mut self, parent: Option<NodeId>, id: NodeId) {
        let at = parent.and_then(|parent| self.at(parent));
        if parent.is_some() && at.is_none() {
            return;
        }
        let depth = at.map_or(0, |at| self.nodes[at].depth + 1).min(LEAF);
        let whole = at.map_or(Some(domain::template::tree::WHOLE), |at| hundredths(&self.nodes[at].weight));
        let missing = whole.map(|own| i64::from(own) - self.children(at).1).filter(|own| *own > 0);
        let weight = missing.and_then(|own| u32::try_from(own).ok()).map(weight_text).unwrap_or_default();
        let end = at.map_or(self.nodes.len(), |at| self.end(at));
        let (name, english, how) = (String::new(), String::new(), How::default());
        self.nodes.insert(end, Node { id, depth, name, english, weight, how, strand: None });
    }

    /// Takes a node away with everything below it.
    pub fn remove(&mut self, id: NodeId) -> Option<Removed> {
        let at = self.at(id)?;
        let end = self.end(at);
        Some(Removed { at, nodes: self.nodes.drain(at..end).collect() })
    }

    /// Puts back what was taken away, where it stood or as near as it still fits.
    pub fn put_back(&mut self, own: Removed) {
        let depth = own.nodes.first().map_or(0, |first| first.depth);
        let fits = |at: usize| self.nodes.get(at).is_none_or(|next| next.depth <= depth);
        let after = |at: usize| depth == 0 || (at > 0 && self.nodes[at - 1].depth + 1 >= depth);
        let at = (0..=self.nodes.len()).filter(|at| fits(*at) && after(*at)).min_by_key(|at| at.abs_diff(own.at));
        if let Some(at) = at {
            self.nodes.splice(at..at, own.nodes);
        }
    }

    /// Before the one above it; from the first place to the last of the parent above.
    pub fn up(&mut self, id: NodeId) -> bool {
        let Some(at) = self.at(id) else { return false };
        let depth = self.nodes[at].depth;
        let parent = self.parent(at);
        let from = parent.map_or(0, |parent| parent + 1);
        let before = (from..at).rev().find(|own| self.nodes[*own].depth == depth);
        let above = || {
            let own = (0..parent?).rev().find(|own| self.nodes[*own].depth + 1 == depth)?;
            Some(self.end(own))
        };
        let Some(to) = before.or_else(above) else { return false };
        self.shift(at, to);
        true
    }

    /// Behind the one below it; from the last place to the first of the parent below.
    pub fn down(&mut self, id: NodeId) -> bool {
        let Some(at) = self.at(id) else { return false };
        let (depth, end) = (self.nodes[at].depth, self.end(at));
        let to = match self.nodes.get(end) {
            Some(next) if next.depth == depth => Some(self.end(end)),
            _ => (end..self.nodes.len()).find(|own| self.nodes[*own].depth + 1 == depth).map(|own| own + 1),
        };
        let Some(to) = to else { return false };
        self.shift(at, to);
        true
    }

    /// Where it is dropped: at the place of one of its own kind, as the last below one of the kind above.
    pub fn drop_on(&mut self, id: NodeId, target: NodeId) -> bool {
        let (Some(at), Some(mut on)) = (self.at(id), self.at(target)) else { return false };
        let depth = self.nodes[at].depth;
        if (at..self.end(at)).contains(&on) {
            return false;
        }
        while self.nodes[on].depth > depth {
            let Some(parent) = self.parent(on) else { return false };
            on = parent;
        }
        let to = if self.nodes[on].depth == depth {
            if at < on { self.end(on) } else { on }
        } else if self.nodes[on].depth + 1 == depth {
            self.end(on)
        } else {
            return false;
        };
        self.shift(at, to);
        true
    }

    /// Moves a node with what is below it so that it stands before what is at `to` now.
    fn shift(&mut self, at: usize, to: usize) {
        let end = self.end(at);
        if (at..=end).contains(&to) {
            return;
        }
        let own: Vec<Node> = self.nodes.drain(at..end).collect();
        let to = if to > at { to - own.len() } else { to };
        self.nodes.splice(to..to, own);
    }
}
