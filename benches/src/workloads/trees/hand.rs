//! The walk as short as one can write it by hand, with a stack of its own.

use super::Tree;
use crate::machine::ByHand;

/// Hands out the values in order.
#[derive(Debug)]
pub(super) struct Walk<'t> {
    /// Where to go on: the root, then what lies to the right of the value handed out last.
    next: Option<&'t Tree>,
    /// The nodes whose left side has been entered.
    above: Vec<&'t Tree>,
}

/// The walk over `tree`.
pub(super) fn walk(tree: &Tree) -> Walk<'_> {
    Walk { next: Some(tree), above: Vec::new() }
}

impl ByHand<()> for Walk<'_> {
    type Out = u32;

    #[inline]
    fn start(&mut self) -> Option<u32> {
        self.resume(())
    }

    #[inline]
    fn resume(&mut self, (): ()) -> Option<u32> {
        let mut next = self.next;
        while let Some(tree) = next {
            self.above.push(tree);
            next = tree.left.as_deref();
        }
        let tree = self.above.pop()?;
        self.next = tree.right.as_deref();
        Some(tree.value)
    }
}
