//! Where a body stops.

use super::{
    profile::{Received, Recursion, Yielded},
    scope::{Generator, State},
    tree::{Tree, parts},
    types::Ty,
};

impl Generator {
    /// A plain suspension, of the received type.
    pub(crate) fn suspension(&mut self, depth: u32) -> Tree {
        let operand = self.operand(depth);
        self.suspended();
        let parts = match operand {
            None => parts!["recv!()"],
            Some(operand) => parts!["yield_!(", operand, ")"],
        };
        Tree::expr(self.received(), parts)
    }

    /// A suspension that sees a close, of type `Result<received, Interrupt>`.
    pub(crate) fn try_suspension(&mut self, depth: u32) -> Tree {
        let operand = self.operand(depth);
        self.suspended();
        let parts = match operand {
            None => parts!["try_recv!()"],
            Some(operand) => parts!["try_yield!(", operand, ")"],
        };
        Tree::new(super::tree::Kind::Fixed, parts)
    }

    /// What is handed out; `None` for a form that hands out nothing.
    fn operand(&mut self, depth: u32) -> Option<Tree> {
        let depth = depth.saturating_sub(1);
        let is_bare = self.chance(50);
        match self.profile().yielded {
            Yielded::Nothing => None,
            Yielded::OptionalNumber | Yielded::OptionalDroppable if is_bare => None,
            Yielded::Number => Some(self.number(depth)),
            Yielded::OptionalNumber => Some(self.value(Ty::OptionalNumber, depth)),
            Yielded::Droppable => Some(self.droppable(depth)),
            Yielded::OptionalDroppable => Some(self.optional(depth)),
            Yielded::Line => Some(self.line()),
        }
    }

    fn suspended(&mut self) {
        self.n_suspensions += 1;
        self.end_lines();
    }

    fn received(&self) -> Ty {
        match self.profile().received {
            Received::Number => Ty::Number,
            Received::Droppable => Ty::Droppable,
            Received::Line => Ty::Line,
            Received::OptionalNumber => Ty::OptionalNumber,
        }
    }

    /// A number from a suspension.
    pub(crate) fn received_number(&mut self, depth: u32) -> Tree {
        let received = self.suspension(depth);
        let ty = Ty::Number;
        match self.profile().received {
            Received::Number => received,
            Received::Droppable => Tree::expr(ty, parts!["eat(", received, ")"]),
            Received::Line => Tree::expr(ty, parts!["measure(", received, ")"]),
            Received::OptionalNumber => Tree::expr(ty, parts![received, ".unwrap_or(0)"]),
        }
    }

    /// A droppable from a suspension, where there are any.
    pub(crate) fn received_droppable(&mut self, depth: u32) -> Option<Tree> {
        let is_sent = self.may_suspend() && self.profile().received == Received::Droppable;
        is_sent.then(|| self.suspension(depth))
    }

    /// A line that is still borrowed, or one that always is.
    fn line(&mut self) -> Tree {
        let line = self.live(Ty::Line).filter(|_| self.chance(80));
        let text = match line {
            Some(line) if self.chance(30) => format!("{}.trim()", line.name),
            Some(line) => line.name,
            None => "\"none\"".to_owned(),
        };
        Tree::expr(Ty::Line, parts![text])
    }

    /// `let line: &str = recv!();`
    pub(crate) fn let_line(&mut self, depth: u32) -> Option<Tree> {
        if !self.may_suspend() || self.profile().received != Received::Line {
            return None;
        }
        let received = self.suspension(depth);
        let name = self.one(Ty::Line.names());
        self.declare(name, Ty::Line, State::Live, false);
        Some(Tree::statement(parts![format!("let {name}: &str = "), received, ";"]))
    }

    /// `yield_from!(sub(argument))` of type `ty`.
    pub(crate) fn delegation(&mut self, ty: Ty, depth: u32) -> Option<Tree> {
        let is_fitting = |returned: Ty| returned == ty || (returned == Ty::NumberResult && ty == Ty::Number);
        let subs: Vec<_> =
            self.profile().subs.iter().filter(|sub| is_fitting(sub.returned)).cloned().collect();
        if !self.may_suspend() || subs.is_empty() {
            return None;
        }
        let sub = self.one(&subs);
        let argument = self.value(sub.argument, depth.saturating_sub(1));
        self.suspended();
        let question = if sub.returned == ty { "" } else { "?" };
        let left = match sub.recursion {
            Recursion::No => "",
            Recursion::Outside => ", 2",
            Recursion::Inside => ", left - 1",
        };
        let call = parts![format!("yield_from!({}(", sub.name), argument, format!("{left})){question}")];
        if sub.recursion != Recursion::Inside {
            return Some(Tree::expr(ty, call));
        }
        let otherwise = if ty == Ty::Number { self.literal() } else { self.fresh() };
        let mut parts = parts!["if left > 0 { "];
        parts.push(Tree::expr(ty, call).into());
        parts.extend(parts![" } else { ", otherwise, " }"]);
        Some(Tree::expr(ty, parts))
    }

    /// Whether a `?` on a `Result` with an error of ours may stand in the body.
    pub(crate) fn may_question(&self) -> bool {
        matches!(self.profile().returned, Ty::NumberResult | Ty::DroppableResult)
    }
}
