//! A body as indented text: the stage's dump.

use std::fmt;

use syn::Pat;

use super::body::*;
use crate::text::text;

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_block(f, Self::ROOT, 0)
    }
}

impl Body {
    /// A statement without what is in its blocks; `?` stands for a type that is not known.
    pub(crate) fn head(&self, stmt: &Stmt) -> String {
        match stmt {
            Stmt::Opaque(stmt) => text(stmt),
            Stmt::Let(stmt) => {
                let init = stmt.init.as_ref().map(|init| format!(" = {}", text(init))).unwrap_or_default();
                format!("{}{init};", self.declaration(&stmt.pat, &stmt.locals))
            }
            Stmt::Suspend(stmt) => {
                let operand = stmt.operand.as_ref().map(|operand| format!(" {}", text(operand)));
                format!("{}{}{};", self.bound(&stmt.bind), stmt.kind, operand.unwrap_or_default())
            }
            Stmt::If(stmt) => format!("if {}", text(&stmt.cond)),
            Stmt::Match(stmt) => format!("match {}", text(&stmt.scrutinee)),
            Stmt::Loop(stmt) => {
                let cond = stmt.cond.as_ref().map(|cond| format!("while {}", text(cond)));
                format!("{}{}", self.label(Some(stmt.target)), cond.unwrap_or_else(|| "loop".to_owned()))
            }
            Stmt::Block(stmt) => {
                let keyword = if stmt.is_unsafe { "unsafe" } else { "" };
                format!("{}{keyword}", self.label(stmt.target)).trim_end().to_owned()
            }
            Stmt::LetElse(stmt) => {
                format!("{} = {} else", self.declaration(&stmt.pat, &stmt.locals), text(&stmt.init))
            }
            Stmt::Break(jump) => format!("break{};", self.aim(*jump)),
            Stmt::Continue(jump) => format!("continue{};", self.aim(*jump)),
            Stmt::Return(stmt) => match &stmt.value {
                Some(value) => format!("return {};", text(value)),
                None => "return;".to_owned(),
            },
        }
    }

    /// `let pat: T = `, with the type of each local that `pat` binds.
    pub(crate) fn bound(&self, bind: &Bind) -> String {
        match bind {
            Bind::Discard => String::new(),
            Bind::Let { pat, locals, .. } => format!("{} = ", self.declaration(pat, locals)),
            Bind::Assign(place) => format!("{} = ", text(place)),
        }
    }

    fn declaration(&self, pat: &Pat, locals: &[LocalId]) -> String {
        let types = locals.iter().map(|&local| self.type_text(local)).collect::<Vec<_>>();
        match pat {
            Pat::Ident(_) => format!("let {}: {}", text(pat), types.concat()),
            pat if locals.is_empty() => format!("let {}", text(pat)),
            pat => format!("let {}: ({})", text(pat), types.join(", ")),
        }
    }

    /// The type of a local, `?` if it is not known.
    pub(crate) fn type_text(&self, local: LocalId) -> String {
        self.local(local).ty.as_ref().map_or_else(|| "?".to_owned(), text)
    }

    /// `'label: `, or nothing.
    pub(crate) fn label(&self, target: Option<TargetId>) -> String {
        let label = target.and_then(|target| self.target(target).label.as_ref());
        label.map(|label| format!("{label}: ")).unwrap_or_default()
    }

    /// ` 'label`, or nothing.
    fn aim(&self, jump: Jump) -> String {
        self.target(jump.target).label.as_ref().map(|label| format!(" {label}")).unwrap_or_default()
    }

    fn write_block(&self, f: &mut fmt::Formatter<'_>, id: BlockId, depth: usize) -> fmt::Result {
        self.block(id).stmts.iter().try_for_each(|stmt| self.write_stmt(f, stmt, depth))
    }

    fn write_stmt(&self, f: &mut fmt::Formatter<'_>, stmt: &Stmt, depth: usize) -> fmt::Result {
        let pad = "    ".repeat(depth);
        let head = self.head(stmt);
        match stmt {
            Stmt::If(stmt) => {
                writeln!(f, "{pad}{head} {{")?;
                self.write_block(f, stmt.then, depth + 1)?;
                if let Some(otherwise) = stmt.otherwise {
                    writeln!(f, "{pad}}} else {{")?;
                    self.write_block(f, otherwise, depth + 1)?;
                }
                writeln!(f, "{pad}}}")
            }
            Stmt::Match(stmt) => {
                writeln!(f, "{pad}{head} {{")?;
                for arm in &stmt.arms {
                    self.write_inner(f, &format!("{} =>", text(&arm.pat)), arm.block, depth + 1)?;
                }
                writeln!(f, "{pad}}}")
            }
            Stmt::Loop(stmt) => self.write_inner(f, &head, stmt.body, depth),
            Stmt::Block(stmt) => self.write_inner(f, &head, stmt.body, depth),
            Stmt::LetElse(stmt) => self.write_inner(f, &head, stmt.otherwise, depth),
            Stmt::Opaque(_) | Stmt::Let(_) | Stmt::Suspend(_) => writeln!(f, "{pad}{head}"),
            Stmt::Break(_) | Stmt::Continue(_) | Stmt::Return(_) => writeln!(f, "{pad}{head}"),
        }
    }

    fn write_inner(&self, f: &mut fmt::Formatter<'_>, head: &str, id: BlockId, depth: usize) -> fmt::Result {
        let pad = "    ".repeat(depth);
        let space = if head.is_empty() { "" } else { " " };
        writeln!(f, "{pad}{head}{space}{{")?;
        self.write_block(f, id, depth + 1)?;
        writeln!(f, "{pad}}}")
    }
}
