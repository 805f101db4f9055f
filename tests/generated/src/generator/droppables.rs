//! Expressions whose drops are seen, and values of every other type.

use super::{
    numbers::draw,
    scope::Generator,
    tree::{Tree, parts},
    types::Ty,
};

type Form = fn(&mut Generator, u32) -> Option<Tree>;

/// Each with its weight and the depth that it takes.
const FORMS: &[(u32, u32, Form)] = &[
    (3, 0, |it, _| Some(it.fresh())),
    (9, 0, |it, _| it.moved(Ty::Droppable)),
    (2, 0, |it, depth| it.received_droppable(depth)),
    (1, 0, |it, _| it.cloned()),
    (1, 0, |it, _| {
        let local = it.live(Ty::Lent)?;
        Some(Tree::expr(Ty::Droppable, parts![local.name, ".clone()"]))
    }),
    (2, 1, |it, depth| Some(it.passed(depth))),
    (2, 1, |it, depth| it.if_value(Ty::Droppable, depth)),
    (1, 1, |it, depth| it.match_value(Ty::Droppable, depth)),
    (2, 1, |it, depth| Some(it.block_value(Ty::Droppable, depth))),
    (1, 1, |it, depth| Some(it.labelled_value(Ty::Droppable, depth))),
    (1, 1, |it, depth| it.loop_value(Ty::Droppable, depth)),
    (2, 1, |it, depth| it.delegation(Ty::Droppable, depth)),
    (1, 1, |it, _| it.replaced()),
];

const OPTIONAL_FORMS: &[(u32, u32, Form)] = &[
    (2, 0, |it, depth| Some(it.picked(depth))),
    (2, 0, |it, depth| Some(Tree::expr(Ty::Optional, parts!["Some(", it.droppable(depth), ")"]))),
    (2, 0, |it, depth| Some(it.maybe(depth))),
    (3, 0, |it, _| it.moved(Ty::Optional)),
    (2, 0, |it, _| {
        let local = it.live_mut(Ty::Optional)?;
        Some(Tree::expr(Ty::Optional, parts![local.name, ".take()"]))
    }),
    (1, 0, |it, _| {
        let local = it.live_mut(Ty::Several)?;
        Some(Tree::expr(Ty::Optional, parts![local.name, ".pop()"]))
    }),
    (1, 0, |_, _| Some(Tree::expr(Ty::Optional, parts!["None::<D>"]))),
];

impl Generator {
    pub(crate) fn droppable(&mut self, depth: u32) -> Tree {
        draw(self, FORMS, depth)
    }

    pub(crate) fn optional(&mut self, depth: u32) -> Tree {
        draw(self, OPTIONAL_FORMS, depth)
    }

    /// One that may be kept unnamed while something else in the expression suspends.
    pub(crate) fn kept_droppable(&mut self, depth: u32) -> Tree {
        if self.chance(70) {
            return self.moved(Ty::Droppable).unwrap_or_else(|| self.fresh());
        }
        let droppable = self.droppable(depth);
        Tree::expr(Ty::Droppable, parts!["{ let kept: D = ", droppable, "; kept }"])
    }

    /// A value of `ty`.
    pub(crate) fn value(&mut self, ty: Ty, depth: u32) -> Tree {
        let below = depth.saturating_sub(1);
        let is_first = self.chance(75);
        let parts = match ty {
            Ty::Number => return self.number(depth),
            Ty::Bool => return self.condition(depth),
            Ty::Droppable => return self.droppable(depth),
            Ty::Optional => return self.optional(depth),
            Ty::Unit => parts!["()"],
            Ty::Text => parts!["format!(\"{}\", ", self.number(below), ")"],
            Ty::Line => parts!["\"line\""],
            Ty::Several => match self.moved(Ty::Several) {
                Some(moved) if is_first => return moved,
                _ => parts!["vec![", self.kept_droppable(below), ", ", self.droppable(below), "]"],
            },
            Ty::Pair => match self.moved(Ty::Pair) {
                Some(moved) if is_first => return moved,
                _ => parts!["(", self.kept_droppable(below), ", ", self.droppable(below), ")"],
            },
            Ty::OptionalNumber if is_first => parts!["Some(", self.number(below), ")"],
            Ty::OptionalNumber => parts!["None::<u32>"],
            Ty::NumberResult if is_first => parts!["Ok(", self.number(below), ")"],
            Ty::DroppableResult if is_first => parts!["Ok(", self.droppable(below), ")"],
            Ty::NumberResult | Ty::DroppableResult => parts!["Err(MyErr(3))"],
            Ty::Parameter | Ty::Function | Ty::Slice | Ty::Lent | Ty::Host => {
                unreachable!("no body makes a value of the caller's")
            }
        };
        Tree::expr(ty, parts)
    }

    pub(crate) fn fresh(&mut self) -> Tree {
        let name = self.value_name();
        Tree::expr(Ty::Droppable, parts![format!("D::new(\"{name}\")")])
    }

    pub(crate) fn moved(&mut self, ty: Ty) -> Option<Tree> {
        let local = self.take(ty)?;
        Some(Tree::expr(ty, parts![local.name]))
    }

    fn cloned(&mut self) -> Option<Tree> {
        let local = self.live(Ty::Droppable)?;
        Some(Tree::expr(Ty::Droppable, parts![local.name, ".clone()"]))
    }

    fn passed(&mut self, depth: u32) -> Tree {
        let (number, droppable) = (self.kept_number(depth), self.droppable(depth));
        Tree::expr(Ty::Droppable, parts!["pass(", number, ", ", droppable, ")"])
    }

    fn replaced(&mut self) -> Option<Tree> {
        let local = self.live_mut(Ty::Droppable)?;
        Some(Tree::expr(
            Ty::Droppable,
            parts!["std::mem::replace(&mut ", local.name, ", ", self.fresh(), ")"],
        ))
    }

    pub(crate) fn picked(&mut self, depth: u32) -> Tree {
        let (number, total) = (self.kept_number(depth), self.number(depth));
        Tree::expr(Ty::Optional, parts!["pick(", number, ", ", total, ")"])
    }

    pub(crate) fn maybe(&mut self, depth: u32) -> Tree {
        let (number, droppable) = (self.kept_number(depth), self.droppable(depth));
        Tree::expr(Ty::Optional, parts!["maybe(", number, ", ", droppable, ")"])
    }
}
