//! Statements.

use super::{
    scope::{Generator, Local, State},
    tree::{Kind, Tree, parts},
    types::Ty,
};

type Form = fn(&mut Generator, u32) -> Option<Tree>;

/// Each with its weight and the depth that it takes.
const FORMS: &[(u32, u32, Form)] = &[
    (5, 0, |it, depth| Some(it.let_of(Ty::Droppable, depth))),
    (3, 0, |it, depth| Some(it.let_of(Ty::Number, depth))),
    (2, 0, |it, depth| Some(it.let_of(Ty::Optional, depth))),
    (2, 0, |it, depth| Some(it.let_of(Ty::Several, depth))),
    (1, 0, |it, depth| Some(it.let_of(Ty::Pair, depth))),
    (1, 0, |it, depth| Some(it.let_of(Ty::Text, depth))),
    (2, 0, |it, depth| it.let_line(depth)),
    (2, 0, |it, depth| Some(it.taken_apart(depth))),
    (5, 0, |it, depth| it.suspending_statement(depth)),
    (2, 0, |it, _| Some(it.use_of())),
    (3, 0, |it, depth| Some(it.expression_statement(depth))),
    (3, 0, Generator::assignment),
    (1, 0, Generator::assignment_of_parts),
    (1, 0, |it, _| it.exchange()),
    (1, 0, |it, depth| it.pushed(depth)),
    (2, 0, |it, _| Some(it.given_later())),
    (3, 0, |it, depth| Some(it.nobody_takes(depth))),
    (3, 0, Generator::moved_on_some_paths),
    (1, 0, Generator::moved_and_given_again),
    (2, 0, |it, _| it.beside_an_unknown_type()),
    (1, 0, |it, _| Some(it.opaque())),
    (3, 0, |it, _| it.let_closure()),
    (5, 0, |it, _| it.moved_by_bound()),
    (5, 0, Generator::change_of_self),
    (2, 0, |it, depth| it.known_macro(depth)),
    (6, 1, Generator::if_statement),
    (2, 1, Generator::match_number),
    (2, 1, Generator::match_message),
    (2, 1, Generator::match_optional),
    (3, 1, Generator::if_let),
    (2, 1, Generator::let_else),
    (3, 1, Generator::match_tried),
    (3, 1, Generator::loop_statement),
    (5, 1, Generator::counted_loop),
    (2, 1, |it, depth| Some(Tree::statement(parts![it.block(depth, 0)]))),
    (2, 1, |it, depth| Some(it.labelled_block(depth))),
    (1, 1, |it, depth| Some(it.without_suspensions(depth))),
];

impl Generator {
    /// As many statements as are asked for, may be drawn, and can be arrived at.
    pub(crate) fn statements(&mut self, n_statements: u32, depth: u32) -> Vec<Tree> {
        let mut statements = Vec::new();
        for _ in 0..n_statements {
            if !self.is_reachable() || !self.spend() {
                break;
            }
            statements.push(super::numbers::draw(self, FORMS, depth));
        }
        statements
    }

    fn let_of(&mut self, ty: Ty, depth: u32) -> Tree {
        let depth = if matches!(ty, Ty::Number | Ty::Droppable) { (depth + 1).min(3) } else { depth.min(1) };
        let value = self.value(ty, depth);
        let name = self.one(ty.names());
        let is_mut = self.chance(35);
        let text = value.to_string();
        let reads_plainly = text.starts_with("D::new") || text == "recv!()";
        let is_annotated = !reads_plainly || name.starts_with('_') || self.chance(70);
        let annotation = if is_annotated { format!(": {}", ty.text()) } else { String::new() };
        self.declare(name, ty, State::Live, is_mut);
        let keyword = if is_mut { "let mut" } else { "let" };
        Tree::statement(parts![format!("{keyword} {name}{annotation} = "), value, ";"])
    }

    /// A pattern that binds parts of a value.
    fn taken_apart(&mut self, depth: u32) -> Tree {
        let (a, b) = self.one(&[("a", "b"), ("c", "d"), ("b", "x"), ("_g", "a")]);
        match self.below(4) {
            0..2 => {
                let pair = self.value(Ty::Pair, depth.min(1) + 1);
                let pattern =
                    self.one(&[format!("({a}, {b})"), format!("(ref_{a}, {b})").replace("ref_", "mut ")]);
                self.both(a, b);
                Tree::statement(parts![format!("let {pattern}: (D, D) = "), pair, ";"])
            }
            2 => {
                let (first, second) = (self.kept_droppable(depth.min(1)), self.droppable(depth.min(1)));
                self.both(a, b);
                Tree::statement(parts![format!("let [{a}, {b}]: [D; 2] = ["), first, ", ", second, "];"])
            }
            _ => {
                let (value, fresh) = (self.kept_droppable(1), self.fresh());
                let (a, b) = if a == "_g" { ("a", "d") } else { (a, b) };
                self.both(a, b);
                let pattern = format!("let Couple {{ first: {a}, second: {b}, count: _ }}: Couple = ");
                let rebound = format!(", count: 3 }}; let {a}: D = {a}; let {b}: D = {b};");
                Tree::statement(parts![pattern, "Couple { first: ", value, ", second: ", fresh, rebound])
            }
        }
    }

    fn both(&mut self, a: &str, b: &str) {
        self.declare(a, Ty::Droppable, State::Live, false);
        self.declare(b, Ty::Droppable, State::Live, false);
    }

    fn suspending_statement(&mut self, depth: u32) -> Option<Tree> {
        if !self.may_suspend() {
            return None;
        }
        let parts = match self.chance(30) {
            true => parts![self.received_number(depth), ";"],
            false => parts![self.suspension(depth), ";"],
        };
        Some(Tree::statement(parts))
    }

    fn use_of(&mut self) -> Tree {
        let parts = match self.live(Ty::Droppable) {
            Some(local) => parts![local.name, ".name();"],
            None => parts![format!("log(\"{}\");", self.value_name())],
        };
        Tree::statement(parts)
    }

    fn expression_statement(&mut self, depth: u32) -> Tree {
        if self.chance(20) {
            return Tree::statement(parts![self.droppable((depth + 1).min(3)), ";"]);
        }
        let number = self.number((depth + 1).min(3));
        let parts = if number.is_block_like() { parts!["(", number, ");"] } else { parts![number, ";"] };
        Tree::statement(parts)
    }

    /// A local that can be assigned to here.
    fn assignable(&mut self, ty: Ty) -> Option<Local> {
        let loops = self.loops;
        let assignable =
            self.locals(ty, |local, state| local.is_mut || (state == State::Unset && local.loops == loops));
        (!assignable.is_empty()).then(|| self.one(&assignable))
    }

    fn assignment(&mut self, depth: u32) -> Option<Tree> {
        let ty = self.one(&[Ty::Droppable, Ty::Number, Ty::Optional, Ty::Several]);
        let target = self.assignable(ty)?;
        if ty == Ty::Number && self.state(&target) == State::Live && self.chance(60) {
            let operator = self.one(&["+=", "^=", "|="]);
            return Some(Tree::statement(parts![
                target.name,
                format!(" {operator} "),
                self.number(depth.min(2)),
                ";"
            ]));
        }
        let value = self.value(ty, depth.min(2));
        self.declared_still(&target)?;
        self.set(&target, State::Live);
        Some(Tree::statement(parts![target.name, " = ", value, ";"]))
    }

    /// A local that is not `mut` may have been given a value by what was drawn meanwhile.
    fn declared_still(&self, target: &Local) -> Option<()> {
        (target.is_mut || self.state(target) == State::Unset).then_some(())
    }

    fn assignment_of_parts(&mut self, _: u32) -> Option<Tree> {
        let targets = self.locals(Ty::Droppable, |local, _| local.is_mut);
        let [first, second, ..] = &targets[..] else { return None };
        let value = self.value(Ty::Pair, 2);
        let text = match self.below(3) {
            0 => {
                self.set(second, State::Live);
                format!("(_, {}) = ", second.name)
            }
            _ => {
                self.set(first, State::Live);
                self.set(second, State::Live);
                format!("({}, {}) = ", first.name, second.name)
            }
        };
        Some(Tree::statement(parts![text, value, ";"]))
    }

    fn exchange(&mut self) -> Option<Tree> {
        let live = self.locals(Ty::Droppable, |local, state| local.is_mut && state == State::Live);
        let [first, second, ..] = &live[..] else { return None };
        let text = format!("std::mem::swap(&mut {}, &mut {});", first.name, second.name);
        Some(Tree::statement(parts![text]))
    }

    fn pushed(&mut self, depth: u32) -> Option<Tree> {
        let several = self.live_mut(Ty::Several)?;
        let value = self.droppable(depth.min(1));
        let is_there = self.state(&several) == State::Live;
        is_there.then(|| Tree::statement(parts![several.name, ".push(", value, ");"]))
    }

    fn given_later(&mut self) -> Tree {
        let name = self.one(&["a", "b", "c", "late"]);
        let is_mut = self.chance(30);
        self.declare(name, Ty::Droppable, State::Unset, is_mut);
        let keyword = if is_mut { "let mut" } else { "let" };
        Tree::statement(parts![format!("{keyword} {name}: D;")])
    }

    /// `_` takes nothing.
    fn nobody_takes(&mut self, depth: u32) -> Tree {
        let used = self.live(Ty::Droppable);
        let parts = match (self.below(7), used) {
            (0, Some(local)) => parts!["let _ = ", local.name, ";"],
            (1, Some(local)) => parts!["_ = ", local.name, ";"],
            (2, _) => parts!["let _: D = ", self.droppable(depth.min(2)), ";"],
            (3, _) => parts!["_ = ", self.droppable(depth.min(2)), ";"],
            (4, _) => parts!["let (_, _): (D, u32) = (", self.kept_droppable(1), ", ", self.number(1), ");"],
            (5, _) => parts!["let _ = ", self.number(depth.min(2)), ";"],
            _ => parts!["let _ = ", self.fresh(), ";"],
        };
        Tree::statement(parts)
    }

    fn moved_on_some_paths(&mut self, _: u32) -> Option<Tree> {
        let condition = self.condition(1);
        let local = match self.take(Ty::Droppable) {
            Some(local) => local.name,
            None => return Some(Tree::statement(parts!["if ", condition, " { log(\"if\"); }"])),
        };
        let suspends = self.may_suspend() && self.chance(50);
        let block = match self.below(3) {
            0 if suspends => parts!["{ let kk: D = ", local, "; ", self.suspension(0), "; kk.name(); }"],
            1 if suspends => parts!["{ ", self.suspension(0), "; drop(", local, "); }"],
            0 => parts!["{ eat(", local, "); }"],
            _ => parts!["{ drop(", local, "); }"],
        };
        self.end_lines();
        let mut parts = parts!["if ", condition, " "];
        parts.extend(block);
        Some(Tree::statement(parts))
    }

    fn moved_and_given_again(&mut self, _: u32) -> Option<Tree> {
        let local = self.live_mut(Ty::Droppable)?;
        self.set(&local, State::Gone);
        let between = self.may_suspend().then(|| parts![self.suspension(0), "; "]);
        self.set(&local, State::Live);
        let mut parts = parts!["drop(", local.name.clone(), "); "];
        parts.extend(between.into_iter().flatten());
        let fresh = self.fresh();
        parts.extend(parts![local.name, " = ", fresh, ";"]);
        Some(Tree::new(Kind::Statement, parts))
    }

    /// A local whose type rustc alone knows, over a move on one path; it is not used behind a suspension.
    fn beside_an_unknown_type(&mut self) -> Option<Tree> {
        let condition = self.unsuspended(|it| it.condition(1));
        let local = self.live_mut(Ty::Droppable)?;
        let (name, fresh) = (local.name, self.fresh());
        Some(Tree::statement(parts![
            "{ let hidden = seen(2); if ",
            condition,
            " { eat(",
            name.clone(),
            "); ",
            name,
            " = ",
            fresh,
            "; } log(&format!(\"{hidden}\")); }"
        ]))
    }

    /// What neither suspends nor moves, in forms that nobody needs to look into.
    fn opaque(&mut self) -> Tree {
        let name = self.value_name();
        let text = match self.below(5) {
            0 => format!("{{ let made = (D::new(\"{name}\"), 1u32); made.0.name(); }}"),
            1 => format!("{{ let twice = |n: u32| n * 2; seen(twice(3)); log(\"{name}\"); }}"),
            2 => format!(
                "{{ fn helper() -> u32 {{ 3 }} const N: u32 = 4; seen(helper() + N); log(\"{name}\"); }}"
            ),
            3 => format!("for made in [D::new(\"{name}\")].iter() {{ made.name(); }}"),
            _ => format!("if let Some(made) = Some(D::new(\"{name}\")).as_ref() {{ made.name(); }}"),
        };
        Tree::statement(parts![text])
    }

    fn known_macro(&mut self, depth: u32) -> Option<Tree> {
        let parts = match self.below(6) {
            0 => parts!["assert!(", self.number(depth.min(1)), " < 100_000);"],
            4 => {
                let (head, jump) = (self.kept_number(1), self.sudden_jump());
                parts!["log(&format!(\"{}\", match (", head, ") { 1 => ", jump, " n => n }));"]
            }
            5 => {
                let (head, jump) = (self.kept_number(1), self.sudden_jump());
                parts!["if matches!(", head, ", 1 | 2 if ", jump, ") { log(\"never\"); }"]
            }
            1 => parts!["assert_ne!(", self.kept_number(1), ", 77);"],
            2 => parts!["log(&format!(\"{} {}\", ", self.kept_number(1), ", ", self.number(1), "));"],
            _ => {
                let number = self.number(1);
                parts!["if matches!(", number, ", 1 | 2) { log(\"matched\"); }"]
            }
        };
        Some(Tree::statement(parts))
    }

    fn labelled_block(&mut self, depth: u32) -> Tree {
        let draw = |it: &mut Generator, label: &str| (label.to_owned(), it.block(depth, 0));
        let ((label, block), mut ways) = self.in_frame(false, None, draw);
        ways.push(self.flow());
        self.join(ways);
        Tree::statement(parts![label, ": ", block])
    }

    fn without_suspensions(&mut self, depth: u32) -> Tree {
        let draw = |it: &mut Generator| Tree::lines(it.statements(1, depth));
        self.unsuspended(draw)
    }
}
