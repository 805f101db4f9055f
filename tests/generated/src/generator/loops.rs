//! Loops. Each of them ends: it counts, or it asks for a value that a script soon gives, or a script soon ends.

use super::{
    profile::{Copies, Received},
    scope::{Generator, State},
    tree::{Kind, Part, Tree, parts},
    types::Ty,
};

/// The head of a loop, what it binds, and statements before it and at the start of its body.
struct Head {
    before: Vec<Tree>,
    head: Vec<Part>,
    bound: Vec<(&'static str, Ty)>,
    first: Vec<Tree>,
}

impl Head {
    fn new(head: Vec<Part>) -> Head {
        Head { before: Vec::new(), head, bound: Vec::new(), first: Vec::new() }
    }
}

impl Generator {
    /// `loop` with a value: it is asked each time round whether to go on.
    pub(crate) fn loop_value(&mut self, ty: Ty, depth: u32) -> Option<Tree> {
        self.asking_loop(Some(ty), depth).map(|parts| Tree::expr(ty, parts))
    }

    pub(crate) fn loop_statement(&mut self, depth: u32) -> Option<Tree> {
        self.asking_loop(None, depth).map(Tree::statement)
    }

    fn asking_loop(&mut self, value: Option<Ty>, depth: u32) -> Option<Vec<Part>> {
        if !self.may_suspend() {
            return None;
        }
        let ((label, lines), ways) = self.in_frame(true, value, |it, label| {
            let lines = it.in_scope(|it| it.asking_lines(value, depth));
            (label.to_owned(), lines)
        });
        self.join(ways);
        Some(parts![format!("{label}: loop {{\n"), Tree::lines(lines), "}"])
    }

    fn asking_lines(&mut self, value: Option<Ty>, depth: u32) -> Vec<Tree> {
        let mut lines = Vec::new();
        if self.chance(30) {
            let fresh = self.fresh();
            lines.push(Tree::statement(parts!["let g: D = ", fresh, ";"]));
            self.declare("g", Ty::Droppable, State::Live, false);
        }
        let name = self.one(&["x", "y"]);
        let asked = self.received_number(0);
        lines.push(Tree::new(Kind::Fixed, parts![format!("let {name}: u32 = "), asked, ";"]));
        self.declare(name, Ty::Number, State::Live, false);
        let limit = self.below(3);
        let idx = self.frames.len() - 1;
        let (given, way) = self.apart(|it| {
            let loops = it.frames[idx].loops;
            let inside = std::mem::replace(&mut it.loops, loops);
            let given = value.map(|ty| it.in_scope(|it| it.readable(ty, 1)));
            it.loops = inside;
            given
        });
        self.frames[idx].breaks.push(way);
        let label = self.frames[idx].label.clone();
        let mut parts = parts![format!("if {name} == {limit} {{ break {label} ")];
        parts.extend(given.map(Part::from));
        parts.push("; }".into());
        lines.push(Tree::new(Kind::Fixed, parts));
        let n_statements = self.below(4);
        lines.extend(self.statements(n_statements, depth));
        lines
    }

    /// `for` and `while`.
    pub(crate) fn counted_loop(&mut self, depth: u32) -> Option<Tree> {
        let Head { mut before, head, bound, first } = match self.below(8) {
            0 => self.over_numbers(),
            1 if self.live(Ty::Slice).is_some() => self.over_lent()?,
            1..3 => self.over_values()?,
            3 => self.counting(),
            4 => self.asking_while()?,
            5 => self.asking_while_let()?,
            6 => self.popping()?,
            _ => self.trying_while()?,
        };
        let before_loop = self.flow();
        let ((label, lines), mut ways) = self.in_frame(true, None, |it, label| {
            let lines = it.in_scope(|it| {
                let mut lines = first;
                for (name, ty) in bound {
                    it.declare(name, ty, State::Live, false);
                }
                let n_statements = it.between(1, 3);
                lines.extend(it.statements(n_statements, depth));
                if it.is_reachable() && it.chance(10) {
                    lines.extend(it.jump(depth));
                }
                lines
            });
            (label.to_owned(), lines)
        });
        ways.push(before_loop);
        self.join(ways);
        self.end_lines();
        let mut parts = parts![format!("{label}: ")];
        parts.extend(head);
        parts.extend(parts![" {\n", Tree::lines(lines), "}"]);
        before.push(Tree::statement(parts));
        Some(Tree::lines(before))
    }

    fn over_numbers(&mut self) -> Head {
        let name = self.one(&["i", "x"]);
        let end = self.between(1, 3);
        let plain = format!("0..{end}u32");
        let adapted = [
            // serde forgets whether such a range has come to its end.
            format!("1..={end}u32"),
            format!("(0..{end}u32).rev()"),
            "(0..5u32).step_by(2)".to_owned(),
            format!("(0..9u32).take({end})"),
            format!("(0..{end}u32).chain(7..8u32)"),
            format!("[4u32, 5, {end}]"),
        ];
        let can_be_written = self.profile().copies == Copies::Thawed;
        let range = if can_be_written || self.chance(40) { plain } else { self.one(&adapted) };
        let mut head = Head::new(parts![format!("for {name} in {range}")]);
        head.bound.push((name, Ty::Number));
        head
    }

    fn over_values(&mut self) -> Option<Head> {
        if self.profile().copies == Copies::Thawed {
            return None;
        }
        let name = self.one(&["a", "d", "e"]);
        let mut before = Vec::new();
        let several = match self.take(Ty::Several) {
            Some(local) => local.name,
            None => {
                let values = self.value(Ty::Several, 1);
                before.push(Tree::statement(parts!["let v: Vec<D> = ", values, ";"]));
                self.declare("v", Ty::Several, State::Gone, false);
                "v".to_owned()
            }
        };
        let mut bound = vec![(name, Ty::Droppable)];
        let mut first = vec![Tree::new(Kind::Fixed, parts![format!("let {name}: D = {name};")])];
        let head = match self.below(6) {
            0 => {
                bound.push(("i", Ty::Number));
                first.push(Tree::new(Kind::Fixed, parts!["let i: u32 = i as u32;"]));
                format!("for (i, {name}) in {several}.into_iter().enumerate()")
            }
            1 => format!("for {name} in {several}.into_iter().rev()"),
            2 => {
                bound.push(("i", Ty::Number));
                format!("for ({name}, i) in {several}.into_iter().zip(0..2u32)")
            }
            3 => format!("for {name} in {several}.into_iter().skip(1)"),
            _ => {
                if self.chance(50) {
                    first.clear();
                }
                format!("for {name} in {several}")
            }
        };
        Some(Head { before, head: parts![head], bound, first })
    }

    fn over_lent(&mut self) -> Option<Head> {
        let slice = self.live(Ty::Slice)?;
        let name = self.one(Ty::Lent.names());
        let iterated = self.one(&["", ".iter()"]);
        let mut head = Head::new(parts![format!("for {name} in {}{iterated}", slice.name)]);
        head.bound.push((name, Ty::Lent));
        head.first.push(Tree::new(Kind::Fixed, parts![format!("let {name}: &'w D = {name};")]));
        Some(head)
    }

    fn counting(&mut self) -> Head {
        let counter = format!("n{}", self.below(1000));
        let mut head = parts![format!("while {counter} < {}", self.between(1, 3))];
        if self.chance(30) {
            head.extend(parts![" && (", self.repeatable_condition(), ")"]);
        }
        Head {
            before: vec![Tree::new(Kind::Fixed, parts![format!("let mut {counter}: u32 = 0;")])],
            head,
            bound: Vec::new(),
            first: vec![Tree::new(Kind::Fixed, parts![format!("{counter} += 1;")])],
        }
    }

    fn asking_while(&mut self) -> Option<Head> {
        let asked = self.may_suspend().then(|| self.repeatable(|it| it.received_number(0)))?;
        let operator = self.one(&["!=", "<", ">"]);
        Some(Head::new(parts!["while ", asked, format!(" {operator} 1")]))
    }

    fn asking_while_let(&mut self) -> Option<Head> {
        let asked = self.may_suspend().then(|| self.repeatable(|it| it.received_number(0)))?;
        let name = self.one(&["a", "d"]);
        let mut head = parts![format!("while let Some({name}) = ")];
        if self.chance(50) {
            head.extend(parts!["pick(1, ", asked, ")"]);
        } else {
            head.extend(parts!["maybe(", asked, ", ", self.fresh(), ")"]);
        }
        let mut head = Head::new(head);
        head.bound.push((name, Ty::Droppable));
        head.first.push(Tree::new(Kind::Fixed, parts![format!("let {name}: D = {name};")]));
        Some(head)
    }

    fn popping(&mut self) -> Option<Head> {
        let several = self.live_mut(Ty::Several)?;
        // What is pushed in the body would be popped again, for ever.
        self.set(&several, State::Gone);
        let name = self.one(&["a", "d"]);
        let mut head = Head::new(parts![format!("while let Some({name}) = {}.pop()", several.name)]);
        head.bound.push((name, Ty::Droppable));
        head.first.push(Tree::new(Kind::Fixed, parts![format!("let {name}: D = {name};")]));
        Some(head)
    }

    /// Goes on until it is closed.
    fn trying_while(&mut self) -> Option<Head> {
        let is_possible = self.may_suspend() && self.profile().tries;
        if !is_possible || self.profile().received != Received::Number {
            return None;
        }
        let tried = self.repeatable(|it| it.try_suspension(0));
        let mut head = Head::new(parts!["while let Ok(x) = ", tried]);
        head.bound.push(("x", Ty::Number));
        head.first.push(Tree::new(Kind::Fixed, parts!["let x: u32 = x;"]));
        Some(head)
    }

    /// Draws what moves nothing, for the head of a loop.
    pub(crate) fn repeatable(&mut self, draw: impl FnOnce(&mut Generator) -> Tree) -> Tree {
        let loops = std::mem::replace(&mut self.loops, u32::MAX / 2);
        let drawn = draw(self);
        self.loops = loops;
        drawn
    }
}
