//! What has been moved on the ways through a piece of code, and on those out of it.

use std::collections::{HashMap, HashSet};

use syn::Lifetime;

/// How often the way to a point reaches a mention by value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Certainty {
    Always,
    /// On some paths only: in a branch, a loop, behind `&&`.
    Sometimes,
}

/// What is moved on the way to a point.
pub(crate) type Names = HashMap<String, Certainty>;

/// What is moved by one way or the other.
pub(crate) fn either(one: Names, other: Names) -> Names {
    let mut moved = one;
    for (name, certainty) in &mut moved {
        if other.get(name) != Some(&Certainty::Always) {
            *certainty = Certainty::Sometimes;
        }
    }
    for name in other.into_keys() {
        moved.entry(name).or_insert(Certainty::Sometimes);
    }
    moved
}

/// A `break` or `continue` that leaves the code.
#[derive(Clone, Debug)]
pub(crate) struct Exit {
    pub is_break: bool,
    pub label: Option<Lifetime>,
    pub moved: Names,
}

/// What a piece of code moves.
#[derive(Clone, Debug, Default)]
pub(crate) struct Moved {
    /// On the way to its end, or to the last jump before that.
    pub here: Names,
    /// Its end is never reached.
    pub ends: bool,
    pub exits: Vec<Exit>,
    /// On any path, also those that end with a `return`.
    pub anywhere: HashSet<String>,
}

/// A point of the code.
#[derive(Clone, Debug, Default)]
pub(super) struct Point {
    moved: Names,
    /// No path leads here.
    is_dead: bool,
}

impl Point {
    /// Where both ways meet.
    pub(super) fn join(self, other: Self) -> Self {
        match (self.is_dead, other.is_dead) {
            (true, false) => return other,
            (false, true) => return self,
            (true, true) | (false, false) => {}
        }
        Self { moved: either(self.moved, other.moved), is_dead: self.is_dead }
    }
}

/// A loop or labelled block of the code itself.
struct Frame {
    label: Option<Lifetime>,
    is_loop: bool,
    /// Where it is left by a jump.
    left: Option<Point>,
}

impl Frame {
    fn leave(&mut self, from: Point) {
        self.left = Some(match self.left.take() {
            Some(left) => left.join(from),
            None => from,
        });
    }
}

/// The point that the walk has come to, and the jumps behind it.
#[derive(Default)]
pub(super) struct Paths {
    here: Point,
    frames: Vec<Frame>,
    exits: Vec<Exit>,
}

impl Paths {
    /// Where the walk stands.
    pub(super) fn here(&self) -> Point {
        self.here.clone()
    }

    /// Goes on from `point`; where the walk stood before.
    pub(super) fn go_on_from(&mut self, point: Point) -> Point {
        std::mem::replace(&mut self.here, point)
    }

    /// Another way leads here.
    pub(super) fn meet(&mut self, other: Point) {
        self.here = std::mem::take(&mut self.here).join(other);
    }

    /// A loop or labelled block begins.
    pub(super) fn open(&mut self, label: Option<&syn::Label>, is_loop: bool) {
        let label = label.map(|label| label.name.clone());
        self.frames.push(Frame { label, is_loop, left: None });
    }

    /// The innermost loop is left here, or from `past`, where it may not have begun.
    pub(super) fn fall_out(&mut self, past: Point) {
        self.meet(past);
        let here = self.here.clone();
        self.frames.last_mut().into_iter().for_each(|frame| frame.leave(here.clone()));
    }

    /// The innermost one ends; `falls_out` if its end leads out of it.
    pub(super) fn close(&mut self, falls_out: bool) {
        match self.frames.pop().and_then(|frame| frame.left) {
            // The end of a loop that goes round is on the way to its `break`s.
            Some(left) => self.meet(left),
            None => self.here.is_dead |= !falls_out,
        }
    }

    pub(super) fn note(&mut self, name: String) {
        if !self.here.is_dead {
            self.here.moved.insert(name, Certainty::Always);
        }
    }

    /// A `break` or `continue`.
    pub(super) fn jump(&mut self, is_break: bool, label: Option<&Lifetime>) {
        if self.here.is_dead {
            return;
        }
        let is_meant = |frame: &&mut Frame| match label {
            Some(label) => frame.label.as_ref().is_some_and(|it| it.ident == label.ident),
            None => frame.is_loop,
        };
        match self.frames.iter_mut().rev().find(is_meant) {
            Some(frame) => frame.leave(self.here.clone()),
            None => {
                let moved = self.here.moved.clone();
                self.exits.push(Exit { is_break, label: label.cloned(), moved });
            }
        }
        self.here.is_dead = true;
    }

    /// A `return`, or a call that never comes back.
    pub(super) fn end(&mut self) {
        self.here.is_dead = true;
    }

    pub(super) fn finish(self, anywhere: HashSet<String>) -> Moved {
        Moved { here: self.here.moved, ends: self.here.is_dead, exits: self.exits, anywhere }
    }
}
