//! A machine as text: its states, then its units. The stage's dump.

use std::collections::HashSet;
use std::fmt;

use super::code::*;
use crate::names;
use crate::normalize::{LocalId, Position, Stmt, TargetId};
use crate::text::text;

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for state in &self.states {
            let fields: Vec<_> = state.fields.iter().map(|field| self.field(field)).collect();
            let name = names::state(self.body.suspension(state.number).kind, state.number);
            let what = match state {
                State { is_reachable: false, .. } => " is never reached",
                State { is_tail: true, .. } => " gives its place away",
                State { .. } => "",
            };
            writeln!(f, "{name}({}){what}", fields.join(", "))?;
        }
        for group in &self.groups {
            let state =
                |number: &usize| names::state(self.body.suspension(*number).kind, *number).to_string();
            let states: Vec<_> = group.numbers.iter().map(state).collect();
            let shared: Vec<_> = group.shared.iter().map(|&local| self.name(local)).collect();
            writeln!(f, "{} share {}", states.join(", "), shared.join(", "))?;
        }
        self.units.iter().try_for_each(|unit| {
            let is_in_place = |local| unit.in_place.iter().any(|(it, _)| *it == local);
            let how = |local| if is_in_place(local) { "in place " } else { "" };
            let params = unit.params.iter().map(|param| format!("{}{}", how(param.local), self.param(param)));
            let params: Vec<_> = params.collect();
            writeln!(f, "\n{}({})", self.unit_name(unit.id), params.join(", "))?;
            Writer { machine: self, options: &unit.options }.block(f, &unit.code, 1)
        })
    }
}

impl Machine {
    fn unit_name(&self, unit: UnitId) -> String {
        match unit {
            UnitId::Start => names::start_unit().to_string(),
            UnitId::Resume(number) => {
                names::resume_unit(self.body.suspension(number).kind, number).to_string()
            }
            UnitId::Join(number) => names::join_unit(number).to_string(),
        }
    }

    fn name(&self, local: LocalId) -> String {
        self.body.local(local).ident.to_string()
    }

    /// `x: T`, `x: Option<T>`
    fn field(&self, field: &Field) -> String {
        let (name, ty) = (self.name(field.local), self.body.type_text(field.local));
        if field.is_optional { format!("{name}: Option<{ty}>") } else { format!("{name}: {ty}") }
    }

    /// `x`, `x?` where it may be gone
    fn param(&self, field: &Field) -> String {
        format!("{}{}", self.name(field.local), if field.is_optional { "?" } else { "" })
    }

    fn passed(&self, passed: &[Passed]) -> String {
        let passed = passed.iter().map(|passed| {
            let name = self.name(passed.local);
            match passed.how {
                Pass::Whole => name,
                Pass::Some => format!("Some({name})"),
                Pass::None => format!("{name}: None"),
                Pass::Option => format!("maybe_{name}"),
            }
        });
        passed.collect::<Vec<_>>().join(", ")
    }

    fn stmt(&self, at: Position) -> &Stmt {
        self.body.stmt(at).expect("bug: a position of a statement")
    }

    fn label(&self, target: TargetId) -> String {
        self.body.label(Some(target))
    }
}

/// Writes the code of one unit.
struct Writer<'m> {
    machine: &'m Machine,
    options: &'m HashSet<LocalId>,
}

impl Writer<'_> {
    fn block(&self, f: &mut fmt::Formatter<'_>, code: &[Code], depth: usize) -> fmt::Result {
        code.iter().try_for_each(|code| self.code(f, code, depth))
    }

    fn code(&self, f: &mut fmt::Formatter<'_>, code: &Code, depth: usize) -> fmt::Result {
        let Self { machine, .. } = self;
        let head = |at: &Position| machine.body.head(machine.stmt(*at));
        let line = |f: &mut fmt::Formatter<'_>, text: &str| writeln!(f, "{}{text}", "    ".repeat(depth));
        match code {
            Code::Restore { local, presence, is_param } => {
                self.restore(f, *local, *presence, *is_param, depth)
            }
            Code::TakenApart { local } => {
                line(f, &format!("assert that {} is moved", machine.body.local(*local).ident))
            }
            Code::Received { at } => line(f, &self.received(*at)),
            Code::Plain { at } => line(f, &head(at)),
            Code::Operand { at } => line(f, &self.operand(*at)),
            Code::Suspend { number, fields, is_in_place } => {
                let state = names::state(machine.body.suspension(*number).kind, *number);
                let how = if *is_in_place { "stay" } else { "suspend" };
                line(f, &format!("{how} {state}({});", machine.passed(fields)))
            }
            Code::Leave { unit, args, .. } => {
                line(f, &format!("leave for {}({});", machine.unit_name(*unit), machine.passed(args)))
            }
            Code::Call { unit, args } => {
                line(f, &format!("go on {}({});", machine.unit_name(*unit), machine.passed(args)))
            }
            Code::Keep { local, from } => {
                let name = machine.name(*local);
                let kept =
                    if *from == Presence::Absent { "None".to_owned() } else { format!("Some({name})") };
                line(f, &format!("maybe_{name} = {kept};"))
            }
            Code::Replaced { local } => line(f, &format!("maybe_{} = None;", machine.name(*local))),
            Code::Segment { code, leaving, operand } => {
                let operand = operand.map(|_| "value".to_owned());
                let leaving: Vec<_> =
                    leaving.iter().map(|&(local, _)| machine.name(local)).chain(operand).collect();
                self.braces(f, "segment", code, depth, &format!(" leaving ({})", leaving.join(", ")))
            }
            Code::Entered { is_unsafe, code } => {
                self.braces(f, if *is_unsafe { "entered unsafe" } else { "entered" }, code, depth, "")
            }
            Code::EnteredLabelled { target, is_unsafe, code } => {
                let keyword = if *is_unsafe { "unsafe" } else { "" };
                let head = format!("entered {}{keyword}", machine.label(*target));
                self.braces(f, head.trim_end(), code, depth, "")
            }
            Code::EnteredLoop { target, iteration, head } => {
                self.braces(f, &format!("entered {}loop", machine.label(*target)), iteration, depth, "")?;
                self.block(f, head, depth)
            }
            Code::If { at, then, otherwise } => self.if_(f, &head(at), then, otherwise.as_ref(), depth),
            Code::Match { at, arms } => self.match_(f, *at, arms, depth),
            Code::Loop { at, body, shape, exit } => {
                let shape = if *shape == LoopShape::Once { "once " } else { "" };
                self.braces(f, &format!("{shape}{}", head(at)), &body.code, depth, "")?;
                if exit.is_empty() { Ok(()) } else { self.braces(f, "exit", exit, depth, "") }
            }
            Code::Block { at, body } | Code::LetElse { at, otherwise: body } => {
                self.braces(f, &head(at), &body.code, depth, "")
            }
            Code::Break { target } => {
                line(f, format!("break {}", machine.label(*target)).trim_end_matches([':', ' ']))
            }
            Code::Continue { target } => {
                line(f, format!("continue {}", machine.label(*target)).trim_end_matches([':', ' ']))
            }
            Code::Return { at } => line(f, &head(at)),
            Code::Complete => line(f, "complete;"),
        }
    }

    /// Nothing where a parameter simply keeps its name.
    fn restore(
        &self,
        f: &mut fmt::Formatter<'_>,
        local: LocalId,
        presence: Presence,
        is_param: bool,
        depth: usize,
    ) -> fmt::Result {
        if is_param && !self.options.contains(&local) {
            return Ok(());
        }
        let how = match presence {
            Presence::Present => "",
            Presence::Absent => ", absent",
            Presence::Optional => ", optional",
            Presence::Unclear => ", unclear",
        };
        writeln!(f, "{}restore {}{how};", "    ".repeat(depth), self.machine.name(local))
    }

    fn received(&self, at: Position) -> String {
        match self.machine.stmt(at) {
            Stmt::Suspend(suspend) => format!("{}received;", self.machine.body.bound(&suspend.bind)),
            stmt => panic!("bug: {stmt:?} is no suspension"),
        }
    }

    fn operand(&self, at: Position) -> String {
        match self.machine.stmt(at) {
            Stmt::Suspend(suspend) => format!("value = {};", text(&suspend.operand)),
            stmt => panic!("bug: {stmt:?} is no suspension"),
        }
    }

    fn if_(
        &self,
        f: &mut fmt::Formatter<'_>,
        head: &str,
        then: &Inner,
        otherwise: Option<&Inner>,
        depth: usize,
    ) -> fmt::Result {
        let Some(otherwise) = otherwise else { return self.braces(f, head, &then.code, depth, "") };
        let pad = "    ".repeat(depth);
        writeln!(f, "{pad}{head} {{")?;
        self.block(f, &then.code, depth + 1)?;
        writeln!(f, "{pad}}} else {{")?;
        self.block(f, &otherwise.code, depth + 1)?;
        writeln!(f, "{pad}}}")
    }

    fn match_(&self, f: &mut fmt::Formatter<'_>, at: Position, arms: &[Inner], depth: usize) -> fmt::Result {
        let stmt = self.machine.stmt(at);
        let Stmt::Match(match_) = stmt else { panic!("bug: {stmt:?} is no `match`") };
        let pad = "    ".repeat(depth);
        writeln!(f, "{pad}{} {{", self.machine.body.head(stmt))?;
        for (arm, inner) in match_.arms.iter().zip(arms) {
            self.braces(f, &format!("{} =>", text(&arm.pat)), &inner.code, depth + 1, "")?;
        }
        writeln!(f, "{pad}}}")
    }

    fn braces(
        &self,
        f: &mut fmt::Formatter<'_>,
        head: &str,
        code: &[Code],
        depth: usize,
        tail: &str,
    ) -> fmt::Result {
        let pad = "    ".repeat(depth);
        let space = if head.is_empty() { "" } else { " " };
        writeln!(f, "{pad}{head}{space}{{")?;
        self.block(f, code, depth + 1)?;
        writeln!(f, "{pad}}}{tail}")
    }
}
