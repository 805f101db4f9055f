//! The ways out of a block.

use super::{
    scope::{Frame, Generator, State},
    tree::{Kind, Tree, parts},
    types::Ty,
};

#[derive(Clone)]
enum Target {
    Return,
    Panic,
    Break(usize),
    Continue(usize),
}

impl Generator {
    /// Statements of which the last one leaves the block.
    pub(crate) fn jump(&mut self, depth: u32) -> Vec<Tree> {
        let target = self.target();
        let loops = match target {
            Target::Return | Target::Panic => 0,
            Target::Break(idx) => self.frames[idx].loops,
            Target::Continue(idx) => self.frames[idx].loops + 1,
        };
        let mut lines = self.last_moves(loops);
        if self.may_suspend() && self.chance(30) {
            lines.push(Tree::statement(parts![self.received_number(0), ";"]));
        }
        let outside = std::mem::replace(&mut self.loops, loops);
        let parts = match target {
            Target::Return => self.return_of(depth),
            Target::Panic => parts!["panic!(\"on purpose\");"],
            Target::Break(idx) => self.break_of(idx),
            Target::Continue(idx) => {
                let label = self.label_of(idx, outside);
                parts![format!("continue{label};")]
            }
        };
        self.loops = outside;
        self.diverge();
        lines.push(Tree::statement(parts));
        lines
    }

    /// `{ return …; }` in the middle of an expression, where nothing suspends or is moved on the way.
    pub(crate) fn sudden_jump(&mut self) -> Tree {
        let loops = self.loops;
        let draw = |it: &mut Generator| {
            let parts = match it.target() {
                Target::Return => it.return_of(0),
                Target::Panic => parts!["panic!(\"on purpose\");"],
                Target::Break(idx) => it.break_of(idx),
                Target::Continue(idx) => parts![format!("continue{};", it.label_of(idx, loops))],
            };
            Tree::new(Kind::Fixed, [parts!["{ "], parts, parts![" }"]].into_iter().flatten().collect())
        };
        self.apart(|it| it.unsuspended(|it| it.repeatable(draw))).0
    }

    fn target(&mut self) -> Target {
        let mut targets = vec![Target::Return, Target::Return];
        if self.chance(10) {
            targets.push(Target::Panic);
        }
        for (idx, frame) in self.frames.iter().enumerate() {
            targets.extend([Target::Break(idx), Target::Break(idx)]);
            if frame.is_loop {
                targets.push(Target::Continue(idx));
            }
        }
        self.one(&targets)
    }

    /// What is moved or given on the way out.
    fn last_moves(&mut self, loops: u32) -> Vec<Tree> {
        if self.chance(50) {
            let Some(local) = self.take_on_the_way_to(Ty::Droppable, loops) else { return Vec::new() };
            let how = self.one(&["drop", "eat"]);
            return vec![Tree::statement(parts![format!("{how}({});", local.name)])];
        }
        let given = self.locals(Ty::Droppable, |local, state| {
            local.is_mut || (state == State::Unset && local.loops >= loops)
        });
        if given.is_empty() || self.chance(50) {
            return Vec::new();
        }
        let local = self.one(&given);
        let value = self.fresh();
        self.set(&local, State::Live);
        vec![Tree::statement(parts![local.name, " = ", value, ";"])]
    }

    fn return_of(&mut self, depth: u32) -> Vec<super::tree::Part> {
        match self.profile().returned {
            Ty::Unit => parts!["return;"],
            returned => parts!["return ", self.value(returned, depth), ";"],
        }
    }

    fn break_of(&mut self, idx: usize) -> Vec<super::tree::Part> {
        let Frame { label, value, .. } = self.frames[idx].clone();
        let mut parts = parts![format!("break {label}")];
        if let Some(ty) = value {
            parts.extend(parts![" ", self.readable(ty, 1)]);
        }
        parts.push(";".into());
        let flow = self.flow();
        self.frames[idx].breaks.push(flow);
        parts
    }

    /// The label may be left out where the innermost loop is meant.
    fn label_of(&mut self, idx: usize, loops: u32) -> String {
        let frame = &self.frames[idx];
        // A labelled block between asks for the label too.
        let is_innermost = frame.loops + 1 == loops && idx + 1 == self.frames.len();
        let label = frame.label.clone();
        if is_innermost && self.chance(50) { String::new() } else { format!(" {label}") }
    }
}
