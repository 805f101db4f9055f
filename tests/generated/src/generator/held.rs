//! What the caller's types are: values of a type parameter, closures, borrowed elements, and the `self` of a method.

use super::{
    scope::{Generator, State},
    tree::{Tree, parts},
    types::Ty,
};

impl Generator {
    /// A value of a type parameter is used.
    pub(crate) fn used_by_bound(&mut self) -> Option<Tree> {
        let local = self.live(Ty::Parameter)?;
        Some(Tree::expr(Ty::Number, parts![local.name, ".used()"]))
    }

    /// An element of a borrowed slice is used.
    pub(crate) fn used_in_place(&mut self) -> Option<Tree> {
        let local = self.live(Ty::Lent)?;
        Some(Tree::expr(Ty::Number, parts![local.name, ".name()"]))
    }

    /// A closure is called. Its argument is computed while it is borrowed.
    pub(crate) fn called(&mut self, depth: u32) -> Option<Tree> {
        let local = self.live_mut(Ty::Function)?;
        self.set(&local, State::Gone);
        let argument = self.number(depth);
        self.set(&local, State::Live);
        Some(Tree::expr(Ty::Number, parts![local.name, "(", argument, ")"]))
    }

    /// What a method reads of `self`.
    pub(crate) fn read_of_self(&mut self, depth: u32) -> Option<Tree> {
        let host = self.live(Ty::Host)?;
        let parts = match self.below(4) {
            0 => parts!["seen(self.count)"],
            1 if host.is_mut && depth > 0 => parts!["self.poke(", self.number(depth - 1), ")"],
            _ => parts!["self.held.name()"],
        };
        Some(Tree::expr(Ty::Number, parts))
    }

    /// What a method changes in `self`.
    pub(crate) fn change_of_self(&mut self, depth: u32) -> Option<Tree> {
        self.live_mut(Ty::Host)?;
        let parts = match self.below(3) {
            0 => parts!["self.count += ", self.number(depth.min(1)), ";"],
            1 => parts!["self.count = ", self.number(depth.min(2)), ";"],
            _ => parts!["self.held = ", self.droppable(depth.min(1)), ";"],
        };
        Some(Tree::statement(parts))
    }

    /// A value of a type parameter goes elsewhere.
    pub(crate) fn moved_by_bound(&mut self) -> Option<Tree> {
        if self.chance(30) {
            let condition = self.condition(1);
            let local = self.take(Ty::Parameter)?;
            return Some(Tree::statement(parts!["if ", condition, " { drop(", local.name, "); }"]));
        }
        let local = self.take(Ty::Parameter)?;
        let text = match self.below(3) {
            0 => format!("drop({});", local.name),
            1 => {
                self.declare("kept", Ty::Parameter, State::Live, false);
                format!("let kept: T = {};", local.name)
            }
            _ => format!("{{ let _guard: T = {}; log(\"guarded\"); }}", local.name),
        };
        Some(Tree::statement(parts![text]))
    }

    /// A closure that keeps a value of the body, in a box.
    pub(crate) fn let_closure(&mut self) -> Option<Tree> {
        if !self.keeps_what_cannot_be_copied() {
            return None;
        }
        let captured = self.take(Ty::Droppable)?;
        let name = self.one(Ty::Function.names());
        self.declare(name, Ty::Function, State::Live, true);
        let call = match self.below(2) {
            0 => format!("move |n| n + {}.name()", captured.name),
            _ => format!("{{ let mut n = 0; move |by| {{ n += by; seen(n) + {}.name() }} }}", captured.name),
        };
        let ty = Ty::Function.text();
        Some(Tree::statement(parts![format!("let mut {name}: {ty} = Box::new({call});")]))
    }

    fn keeps_what_cannot_be_copied(&self) -> bool {
        self.profile().copies == super::profile::Copies::No
    }
}
