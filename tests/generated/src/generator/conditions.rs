//! Expressions of type `bool`.

use super::{
    scope::Generator,
    tree::{Tree, parts},
    types::Ty,
};

impl Generator {
    pub(crate) fn condition(&mut self, depth: u32) -> Tree {
        let below = depth.saturating_sub(1);
        let parts = match self.below(if depth == 0 { 6 } else { 10 }) {
            0..3 => {
                let (left, right) = (self.compared(depth), self.below(3));
                parts![left, format!(" == {right}")]
            }
            3..5 => {
                let (left, right) = (self.compared(depth), self.between(1, 4));
                parts!["(", left, format!(") < {right}")]
            }
            5 => match self.live(Ty::Optional) {
                Some(local) => parts![local.name, ".is_some()"],
                None => parts!["seen(1) == 1"],
            },
            6 => parts!["!(", self.condition(below), ")"],
            7 => {
                let (number, kept) = (self.kept_number(below), self.number(below));
                parts!["matches!(pick(", number, ", ", kept, "), Some(_))"]
            }
            _ => {
                let left = self.condition(below);
                let (right, skipped) = self.apart(|it| it.repeatable(|it| it.condition(below)));
                let ways = vec![self.flow(), skipped];
                self.join(ways);
                let operator = self.one(&[") && (", ") || ("]);
                parts!["(", left, operator, right, ")"]
            }
        };
        Tree::expr(Ty::Bool, parts)
    }

    /// One that moves nothing, for the head of a loop.
    pub(crate) fn repeatable_condition(&mut self) -> Tree {
        self.repeatable(|it| it.condition(1))
    }

    /// One that neither suspends nor moves, for a match guard.
    pub(crate) fn guard(&mut self) -> Tree {
        if self.chance(20) {
            let (number, jump) = (self.below(3), self.sudden_jump());
            return Tree::expr(Ty::Bool, parts![format!("seen({number}) == 1 && "), jump]);
        }
        let used = self.live(Ty::Droppable);
        let parts = match used.filter(|_| self.chance(60)) {
            Some(local) => parts![local.name, ".name() == 2"],
            None => parts![format!("seen({}) == 1", self.below(2))],
        };
        Tree::expr(Ty::Bool, parts)
    }

    fn compared(&mut self, depth: u32) -> Tree {
        let number = self.number(depth);
        if number.is_block_like() { Tree::expr(Ty::Number, parts!["(", number, ")"]) } else { number }
    }
}
