//! Expressions of type `u32`.

use super::{
    scope::Generator,
    tree::{Tree, parts},
    types::Ty,
};

type Form = fn(&mut Generator, u32) -> Option<Tree>;

/// Each with its weight and the depth that it takes.
const FORMS: &[(u32, u32, Form)] = &[
    (3, 0, |it, _| Some(it.literal())),
    (6, 0, |it, _| it.number_local()),
    (6, 0, |it, _| it.used()),
    (7, 0, |it, depth| it.may_suspend().then(|| it.received_number(depth))),
    (5, 0, |it, _| it.used_by_bound()),
    (5, 0, |it, _| it.used_in_place()),
    (5, 0, |it, depth| it.read_of_self(depth)),
    (5, 1, Generator::called),
    (3, 1, Generator::seen),
    (3, 1, Generator::three_arguments),
    (5, 1, Generator::arithmetic),
    (4, 1, Generator::eaten),
    (3, 1, Generator::mixed_arguments),
    (3, 1, Generator::questioned),
    (3, 1, |it, depth| it.if_value(Ty::Number, depth)),
    (2, 1, |it, depth| it.match_value(Ty::Number, depth)),
    (2, 1, |it, depth| Some(it.block_value(Ty::Number, depth))),
    (2, 1, |it, depth| Some(it.labelled_value(Ty::Number, depth))),
    (2, 1, |it, depth| it.loop_value(Ty::Number, depth)),
    (3, 1, |it, depth| it.delegation(Ty::Number, depth)),
    (1, 1, Generator::length),
    (1, 1, Generator::measured),
    (1, 1, Generator::place_in_a_temporary),
    (2, 1, Generator::tried),
];

/// Draws one of `forms` that is possible here.
pub(super) fn draw(it: &mut Generator, forms: &[(u32, u32, Form)], depth: u32) -> Tree {
    let total: u32 = forms.iter().map(|(weight, ..)| weight).sum();
    loop {
        let mut at = it.below(total);
        let chosen = forms.iter().find(|(weight, ..)| {
            let is_here = at < *weight;
            at = at.saturating_sub(*weight);
            is_here
        });
        let Some((_, needed, form)) = chosen else { continue };
        if *needed <= depth
            && let Some(tree) = form(it, depth - needed)
        {
            return tree;
        }
    }
}

impl Generator {
    pub(crate) fn number(&mut self, depth: u32) -> Tree {
        draw(self, FORMS, depth)
    }

    /// One that may be kept unnamed while something else in the expression suspends.
    pub(crate) fn kept_number(&mut self, depth: u32) -> Tree {
        let number = self.number(depth);
        let text = number.to_string();
        let is_plain = text == "recv!()" || text.chars().all(char::is_alphanumeric);
        if is_plain {
            return number;
        }
        let parts = match number.is_block_like() {
            true => parts!["{ let kept: u32 = ", number, "; kept }"],
            false => parts!["((", number, ") as u32)"],
        };
        Tree::expr(Ty::Number, parts)
    }

    /// One of `ty` whose type mostly reads plainly.
    pub(crate) fn readable(&mut self, ty: Ty, depth: u32) -> Tree {
        match ty {
            Ty::Number if self.chance(95) => self.kept_number(depth),
            Ty::Droppable if self.chance(95) => self.kept_droppable(depth),
            _ => self.value(ty, depth),
        }
    }

    /// One that an operator or a dot may follow.
    fn atom(&mut self, depth: u32) -> Tree {
        let number = self.number(depth);
        if number.is_block_like() { Tree::expr(Ty::Number, parts!["(", number, ")"]) } else { number }
    }

    pub(crate) fn literal(&mut self) -> Tree {
        let value = self.below(4);
        Tree::expr(Ty::Number, parts![format!("{value}u32")])
    }

    fn number_local(&mut self) -> Option<Tree> {
        let local = self.live(Ty::Number)?;
        Some(Tree::expr(Ty::Number, parts![local.name]))
    }

    fn used(&mut self) -> Option<Tree> {
        let local = self.live(Ty::Droppable)?;
        Some(Tree::expr(Ty::Number, parts![local.name, ".name()"]))
    }

    fn seen(&mut self, depth: u32) -> Option<Tree> {
        Some(Tree::expr(Ty::Number, parts!["seen(", self.number(depth), ")"]))
    }

    fn three_arguments(&mut self, depth: u32) -> Option<Tree> {
        let (first, second) = (self.kept_number(depth), self.kept_number(depth));
        Some(Tree::expr(Ty::Number, parts!["sum(", first, ", ", second, ", ", self.number(depth), ")"]))
    }

    fn arithmetic(&mut self, depth: u32) -> Option<Tree> {
        let left = self.kept_number(depth);
        let operator = self.one(&[" + ", " + ", " * ", " ^ ", " | "]);
        let right = self.atom(depth);
        Some(Tree::expr(Ty::Number, parts!["(", left, operator, right, ")"]))
    }

    fn eaten(&mut self, depth: u32) -> Option<Tree> {
        Some(Tree::expr(Ty::Number, parts!["eat(", self.droppable(depth), ")"]))
    }

    fn mixed_arguments(&mut self, depth: u32) -> Option<Tree> {
        let parts = match self.below(3) {
            0 => parts!["takes(", self.kept_number(depth), ", ", self.droppable(depth), ")"],
            1 => parts!["takes_first(", self.kept_droppable(depth), ", ", self.number(depth), ")"],
            _ => {
                let (first, number) = (self.kept_droppable(depth), self.kept_number(depth));
                parts!["pairs(", first, ", ", number, ", ", self.droppable(depth), ")"]
            }
        };
        Some(Tree::expr(Ty::Number, parts))
    }

    fn questioned(&mut self, depth: u32) -> Option<Tree> {
        if self.profile().returned == Ty::OptionalNumber {
            return Some(Tree::expr(Ty::Number, parts!["(", self.value(Ty::OptionalNumber, depth), ")?"]));
        }
        self.may_question().then(|| Tree::expr(Ty::Number, parts!["parse(", self.number(depth), ")?"]))
    }

    fn length(&mut self, _: u32) -> Option<Tree> {
        let several = self.live(Ty::Several)?;
        Some(Tree::expr(Ty::Number, parts!["(", several.name, ".len() as u32)"]))
    }

    fn measured(&mut self, depth: u32) -> Option<Tree> {
        if let Some(line) = self.live(Ty::Line) {
            return Some(Tree::expr(Ty::Number, parts!["measure(", line.name, ")"]));
        }
        if let Some(text) = self.live(Ty::Text) {
            return Some(Tree::expr(Ty::Number, parts!["measure(&", text.name, ")"]));
        }
        Some(Tree::expr(Ty::Number, parts!["measure(&format!(\"{}\", ", self.number(depth), "))"]))
    }

    /// A part of a value that is dropped with the statement.
    fn place_in_a_temporary(&mut self, depth: u32) -> Option<Tree> {
        let parts = if self.chance(50) {
            parts!["(", self.number(depth), ", 7u32).0"]
        } else {
            let (first, second) = (self.kept_number(depth), self.number(depth));
            parts!["[", first, ", ", second, "][1]"]
        };
        Some(Tree::expr(Ty::Number, parts!["(", Tree::expr(Ty::Number, parts), ")"]))
    }

    /// A close gives a number of its own.
    fn tried(&mut self, depth: u32) -> Option<Tree> {
        let is_possible = self.may_suspend() && self.profile().tries && !self.profile().throws;
        if !is_possible || self.profile().received != super::profile::Received::Number {
            return None;
        }
        Some(Tree::expr(Ty::Number, parts![self.try_suspension(depth), ".unwrap_or(9)"]))
    }
}
