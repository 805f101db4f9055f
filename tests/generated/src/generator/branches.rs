//! Blocks, `if` and `match`: as expressions, and as statements.

use super::{
    profile::Received,
    scope::{Flow, Generator, State},
    tree::{Kind, Tree, parts},
    types::Ty,
};

/// One arm of a `match`: its pattern, what it binds, and the states behind it.
type Arm = (Tree, Option<Flow>);

impl Generator {
    /// `{ statements; value }`
    pub(crate) fn block_value(&mut self, ty: Ty, depth: u32) -> Tree {
        let (value, after) = self.apart(|it| it.value_in_braces(ty, depth, false));
        self.join(vec![after]);
        value
    }

    fn value_in_braces(&mut self, ty: Ty, depth: u32, may_diverge: bool) -> Tree {
        let parts = self.in_scope(|it| {
            if it.chance(45) {
                return parts!["{ ", it.readable(ty, depth), " }"];
            }
            let n_statements = it.below(3);
            let mut lines = it.statements(n_statements, depth);
            if may_diverge && it.is_reachable() && it.chance(30) {
                lines.extend(it.jump(depth));
            }
            let lines = Tree::lines(lines);
            if it.is_reachable() {
                parts!["{\n", lines, it.readable(ty, depth.min(1)), "\n}"]
            } else {
                parts!["{\n", lines, "}"]
            }
        });
        Tree::expr(ty, parts)
    }

    pub(crate) fn if_value(&mut self, ty: Ty, depth: u32) -> Option<Tree> {
        let condition = self.condition(depth.min(2));
        let (yes, after_yes) = self.apart(|it| it.value_in_braces(ty, depth, true));
        let (no, after_no) = self.apart(|it| it.value_in_braces(ty, depth, false));
        self.join(vec![after_yes, after_no]);
        Some(Tree::expr(ty, parts!["if ", condition, " ", yes, " else ", no]))
    }

    pub(crate) fn match_value(&mut self, ty: Ty, depth: u32) -> Option<Tree> {
        let head = self.head(depth);
        let mut parts = parts!["match ", head, " {\n"];
        let mut ways = Vec::new();
        for pattern in ["0", "1", "_"] {
            let (value, after) = self.apart(|it| it.value_in_braces(ty, depth, pattern != "_"));
            parts.extend(parts![pattern, " => ", value, "\n"]);
            ways.push(after);
        }
        parts.push("}".into());
        self.join(ways);
        Some(Tree::expr(ty, parts))
    }

    pub(crate) fn labelled_value(&mut self, ty: Ty, depth: u32) -> Tree {
        let draw = |it: &mut Generator, label: &str| (label.to_owned(), it.value_in_braces(ty, depth, false));
        let ((label, value), mut ways) = self.in_frame(false, Some(ty), draw);
        ways.push(self.flow());
        self.join(ways);
        Tree::expr(ty, parts![label, ": ", value])
    }

    /// A number to match on.
    fn head(&mut self, depth: u32) -> Tree {
        let number = self.number(depth.min(1));
        if number.is_block_like() { Tree::expr(Ty::Number, parts!["(", number, ")"]) } else { number }
    }

    /// `{ statements }`, with a jump at its end in so many of a hundred cases.
    pub(crate) fn block(&mut self, depth: u32, jumps: u32) -> Tree {
        self.block_of(Vec::new(), depth, jumps)
    }

    /// A block that begins with `lines`.
    fn block_of(&mut self, lines: Vec<Tree>, depth: u32, jumps: u32) -> Tree {
        let lines = self.in_scope(|it| it.more(lines, depth, jumps));
        Tree::new(Kind::Fixed, parts!["{\n", Tree::lines(lines), "}"])
    }

    fn more(&mut self, mut lines: Vec<Tree>, depth: u32, jumps: u32) -> Vec<Tree> {
        let n_statements = self.below(3) + u32::from(lines.is_empty());
        lines.extend(self.statements(n_statements, depth));
        if self.is_reachable() && self.chance(jumps) {
            lines.extend(self.jump(depth));
        }
        lines
    }

    /// A block in which `name` is bound; a machine is told its type by `let name: T = name;`.
    fn block_with(&mut self, bound: &[(&str, Ty)], depth: u32, jumps: u32) -> Arm {
        self.apart(|it| {
            let lines = it.in_scope(|it| {
                let mut lines = Vec::new();
                for (name, ty) in bound {
                    it.declare(name, *ty, State::Live, false);
                    let text = format!("let {name}: {} = {name};", ty.text());
                    lines.push(Tree::new(Kind::Fixed, parts![text]));
                }
                it.more(lines, depth, jumps)
            });
            Tree::new(Kind::Fixed, parts!["{\n", Tree::lines(lines), "}"])
        })
    }

    pub(crate) fn if_statement(&mut self, depth: u32) -> Option<Tree> {
        let condition = self.condition(depth.min(2));
        let (yes, after) = self.apart(|it| it.block(depth, 35));
        let mut ways = vec![after];
        let mut parts = parts!["if ", condition, " ", yes];
        if self.chance(25) {
            let condition = self.condition(1);
            let (other, after) = self.apart(|it| it.block(depth, 30));
            parts.extend(parts![" else if ", condition, " ", other]);
            ways.push(after);
        }
        self.otherwise(&mut parts, ways, depth);
        Some(Tree::statement(parts))
    }

    fn otherwise(&mut self, parts: &mut Vec<super::tree::Part>, mut ways: Vec<Option<Flow>>, depth: u32) {
        if self.chance(50) {
            let (no, after) = self.apart(|it| it.block(depth, 25));
            parts.extend(parts![" else ", no]);
            ways.push(after);
        } else {
            ways.push(self.flow());
        }
        self.join(ways);
    }

    pub(crate) fn if_let(&mut self, depth: u32) -> Option<Tree> {
        let name = self.one(&["a", "b", "d"]);
        // What the head of a chain moves would be moved on some paths only.
        let (head, chained) = match self.chance(30) {
            true => (self.repeatable(|it| it.optional(1)), format!(" && {name}.name() > 2")),
            false => (self.optional(1), String::new()),
        };
        let (yes, after) = self.block_with(&[(name, Ty::Droppable)], depth, 25);
        let mut parts = parts![format!("if let Some({name}) = "), head, chained, " ", yes];
        self.otherwise(&mut parts, vec![after], depth);
        Some(Tree::statement(parts))
    }

    pub(crate) fn let_else(&mut self, depth: u32) -> Option<Tree> {
        let mut head = self.optional(1);
        if head.to_string().ends_with('}') {
            head = Tree::expr(Ty::Optional, parts!["(", head, ")"]);
        }
        let name = self.one(&["a", "b", "d"]);
        let (otherwise, _) = self.apart(|it| {
            let lines = it.in_scope(|it| {
                let n_statements = it.below(2);
                let mut lines = it.statements(n_statements, depth.min(1));
                if it.is_reachable() {
                    lines.extend(it.jump(depth.min(1)));
                }
                lines
            });
            Tree::new(Kind::Fixed, parts!["{\n", Tree::lines(lines), "}"])
        });
        self.declare(name, Ty::Droppable, State::Live, false);
        Some(Tree::statement(parts![
            format!("let Some({name}): Option<D> = "),
            head,
            " else ",
            otherwise,
            ";"
        ]))
    }

    pub(crate) fn match_number(&mut self, depth: u32) -> Option<Tree> {
        let head = self.head(depth);
        let mut arms = Vec::new();
        arms.push((parts!["0"], self.apart(|it| it.block(depth, 25))));
        let guard = self.guard();
        arms.push((parts!["1 if ", guard], self.apart(|it| it.block(depth, 20))));
        arms.push((parts!["2 | 1"], self.apart(|it| it.block(depth, 20))));
        let bound = self.one(&["x", "n"]);
        arms.push((parts![format!("{bound} @ 4..=6")], self.block_with(&[(bound, Ty::Number)], depth, 20)));
        arms.push((parts!["_"], self.apart(|it| it.block(depth, 10))));
        Some(self.arms(parts!["match ", head, " {\n"], arms))
    }

    pub(crate) fn match_optional(&mut self, depth: u32) -> Option<Tree> {
        let head = self.optional(1);
        let name = self.one(&["a", "b", "d"]);
        let mut arms = Vec::new();
        if self.chance(50) {
            let pattern = parts![format!("Some({name}) if {name}.name() == {}", self.between(2, 3))];
            arms.push((pattern, self.block_with(&[(name, Ty::Droppable)], depth, 20)));
        }
        arms.push((parts![format!("Some({name})")], self.block_with(&[(name, Ty::Droppable)], depth, 20)));
        arms.push((parts!["None"], self.apart(|it| it.block(depth, 20))));
        Some(self.arms(parts!["match ", head, " {\n"], arms))
    }

    pub(crate) fn match_message(&mut self, depth: u32) -> Option<Tree> {
        let number = self.number(1);
        let (a, b) = self.one(&[("a", "b"), ("b", "d"), ("d", "c")]);
        let (one, two) = (&[(a, Ty::Droppable)], &[(a, Ty::Droppable), (b, Ty::Droppable)]);
        let mut arms = Vec::new();
        if self.chance(50) {
            let pattern = format!("Msg::Text({a}, n) if n == 5 && {a}.name() > {}", self.one(&[0, 4]));
            arms.push((parts![pattern], self.block_with(one, depth, 20)));
        }
        arms.push((parts![format!("Msg::Text({a}, _)")], self.block_with(one, depth, 20)));
        arms.push((parts!["Msg::Num(x)"], self.block_with(&[("x", Ty::Number)], depth, 20)));
        arms.push((parts![format!("Msg::Pair({a}, {b})")], self.block_with(two, depth, 20)));
        let rest = format!("Msg::Text({a}, _) | Msg::End({a})");
        arms.push((parts![rest], self.block_with(one, depth, 20)));
        Some(self.arms(parts!["match msg(", number, ") {\n"], arms))
    }

    /// A suspension that sees what is done to the machine.
    pub(crate) fn match_tried(&mut self, depth: u32) -> Option<Tree> {
        if !self.may_suspend() || !self.profile().tries || self.profile().received != Received::Number {
            return None;
        }
        let tried = self.try_suspension(1);
        let mut arms = vec![(parts!["Ok(x)"], self.block_with(&[("x", Ty::Number)], depth, 20))];
        arms.push((parts!["Err(coro_runtime::Interrupt::Close)"], self.apart(|it| it.block(depth, 50))));
        if self.profile().throws {
            let thrown = self.block_with(&[("e", Ty::Droppable)], depth, 30);
            arms.push((parts!["Err(coro_runtime::Interrupt::Throw(e))"], thrown));
        } else {
            arms.push((parts!["Err(coro_runtime::Interrupt::Throw(never))"], (self.never(), None)));
        }
        Some(self.arms(parts!["match ", tried, " {\n"], arms))
    }

    fn never(&mut self) -> Tree {
        Tree::new(Kind::Fixed, parts!["match never {},"])
    }

    fn arms(&mut self, mut parts: Vec<super::tree::Part>, arms: Vec<(Vec<super::tree::Part>, Arm)>) -> Tree {
        let mut ways = Vec::new();
        for (pattern, (block, after)) in arms {
            parts.extend(pattern);
            parts.extend(parts![" => ", block, "\n"]);
            ways.push(after);
        }
        parts.push("}".into());
        self.join(ways);
        Tree::statement(parts)
    }
}
