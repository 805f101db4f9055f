//! A body as text with a structure that can be shrunk: what may be left out, and what may stand for what.

use std::fmt::{self, Display};

use super::types::Ty;

/// What a part of a body is, and so what may stand in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// One statement: may be left out, or be replaced by the statements in it.
    Statement,
    /// An expression of this type: may be replaced by one in it, or by the plainest one.
    Expr(Ty),
    /// Neither.
    Fixed,
}

/// Text around smaller trees.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tree {
    kind: Kind,
    parts: Vec<Part>,
}

/// A piece of a tree.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    /// Text as it stands.
    Text(String),
    /// A part that has parts.
    Tree(Tree),
}

impl From<&str> for Part {
    fn from(text: &str) -> Part {
        Part::Text(text.to_owned())
    }
}

impl From<String> for Part {
    fn from(text: String) -> Part {
        Part::Text(text)
    }
}

impl From<Tree> for Part {
    fn from(tree: Tree) -> Part {
        Part::Tree(tree)
    }
}

/// `parts!["f(", argument, ")"]`
macro_rules! parts {
    ($($part:expr),* $(,)?) => { vec![$($crate::generator::tree::Part::from($part)),*] };
}
pub(crate) use parts;

impl Tree {
    pub(crate) fn new(kind: Kind, parts: Vec<Part>) -> Tree {
        Tree { kind, parts }
    }

    pub(crate) fn expr(ty: Ty, parts: Vec<Part>) -> Tree {
        Tree::new(Kind::Expr(ty), parts)
    }

    pub(crate) fn statement(parts: Vec<Part>) -> Tree {
        Tree::new(Kind::Statement, parts)
    }

    /// Statements one below the other.
    pub(crate) fn lines(trees: Vec<Tree>) -> Tree {
        let lines = trees.into_iter().flat_map(|tree| parts![tree, "\n"]);
        Tree::new(Kind::Fixed, lines.collect())
    }

    /// Whether a statement may not begin with it, nor an operator follow it.
    pub(crate) fn is_block_like(&self) -> bool {
        let text = self.to_string();
        ["{", "if ", "match ", "loop ", "while ", "for ", "'"].iter().any(|it| text.starts_with(it))
    }

    /// Every tree that is this one with one part made simpler, those that take the most away first.
    pub(crate) fn simpler(&self) -> Vec<Tree> {
        let mut simpler = Vec::new();
        for (idx, part) in self.parts.iter().enumerate() {
            let Part::Tree(child) = part else { continue };
            let with = |replaced: Vec<Part>| {
                let mut parts = self.parts.clone();
                parts.splice(idx..=idx, replaced);
                Tree::new(self.kind, parts)
            };
            simpler.extend(child.replacements().into_iter().map(&with));
            simpler.extend(child.simpler().into_iter().map(|tree| with(parts![tree])));
        }
        simpler.sort_by_key(|tree| tree.to_string().len());
        simpler
    }

    /// What may stand where this tree does.
    fn replacements(&self) -> Vec<Vec<Part>> {
        match self.kind {
            Kind::Statement => {
                let mut replacements = vec![Vec::new()];
                for nested in self.nested(&|kind| kind == Kind::Statement) {
                    replacements.push(parts![nested.clone()]);
                }
                let all = self.nested(&|kind| kind == Kind::Statement);
                if all.len() > 1 {
                    replacements.push(all.into_iter().flat_map(|it| parts![it.clone(), "\n"]).collect());
                }
                replacements
            }
            Kind::Expr(ty) => {
                let mut replacements: Vec<_> = ty.plainest().into_iter().map(|text| parts![text]).collect();
                replacements.extend(
                    self.nested(&|kind| kind == Kind::Expr(ty)).into_iter().map(|it| parts![it.clone()]),
                );
                replacements
                    .retain(|parts| Tree::new(self.kind, parts.clone()).to_string() != self.to_string());
                replacements
            }
            Kind::Fixed => Vec::new(),
        }
    }

    /// The outermost trees of a kind below this one.
    fn nested(&self, is_wanted: &dyn Fn(Kind) -> bool) -> Vec<&Tree> {
        let mut found = Vec::new();
        for part in &self.parts {
            let Part::Tree(child) = part else { continue };
            if is_wanted(child.kind) {
                found.push(child);
            } else {
                found.extend(child.nested(is_wanted));
            }
        }
        found
    }
}

impl Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                Part::Text(text) => f.write_str(text)?,
                Part::Tree(tree) => tree.fmt(f)?,
            }
        }
        Ok(())
    }
}
