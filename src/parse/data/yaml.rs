//! Values of YAML as those of JSON.

use super::Value;
use crate::parse::align::align_lines;
use crate::parse::flow::Flow;
use crate::parse::yaml::{Node, Tree};

/// A value of a tree.
#[derive(Clone, Copy)]
pub(in crate::parse) struct Yaml<'t> {
    tree: &'t Tree<'t>,
    index: usize,
}

impl<'t> Yaml<'t> {
    /// The only document of a text, or an array of all.
    pub(in crate::parse) fn root(tree: &'t Tree<'t>) -> Self {
        let index = tree.root();
        Yaml { tree, index }
    }

    fn inside(&self, index: usize) -> Self {
        Yaml { index, ..*self }
    }
}

impl<'t> Value for Yaml<'t> {
    type Name = &'t str;
    const ESCAPED: bool = false;

    fn start(&self) -> usize {
        match self.tree.node(self.index) {
            Node::Scalar(scalar) => scalar.range.start,
            Node::Mapping { start, .. } | Node::Sequence { start, .. } => *start,
            Node::Alias => 0,
        }
    }

    fn members(&self) -> Vec<(&'t str, Self)> {
        match self.tree.node(self.index) {
            Node::Mapping { members, .. } => {
                let members = members.iter();
                members
                    .map(|(name, value)| (name.as_str(), self.inside(*value)))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    fn elements(&self) -> Option<Vec<Self>> {
        match self.tree.node(self.index) {
            Node::Sequence { elements, .. } => {
                Some(elements.iter().map(|value| self.inside(*value)).collect())
            }
            _ => None,
        }
    }

    fn string(&self) -> Option<Flow> {
        let Node::Scalar(scalar) = self.tree.node(self.index) else {
            return None;
        };
        let nothing = scalar.plain && matches!(scalar.text.as_str(), "" | "~" | "null");
        let number = scalar.plain && scalar.text.parse::<f64>().is_ok();
        if nothing || number {
            return None;
        }
        let mut flow = Flow::default();
        let raw = self.tree.source.get(scalar.range.clone())?;
        align_lines(
            &mut flow,
            &scalar.text,
            raw,
            scalar.range.start,
            scalar.escapes,
        );
        Some(flow)
    }

    fn scalar(&self) -> Option<String> {
        match self.tree.node(self.index) {
            Node::Scalar(scalar) => Some(scalar.text.clone()),
            _ => None,
        }
    }
}
