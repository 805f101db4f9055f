//! The suspension vocabulary: the only place that knows how `recv!()` and its relatives are spelled.

use std::fmt;

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{Expr, Macro, Stmt};

use crate::walk::visit::{self, Visit};

/// Which of the macros suspends here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suspension {
    /// `recv!()`: hands out nothing, then is the next sent value
    Recv,
    /// `yield_!(v)`: hands out `v`, then is the next sent value
    Yield,
    /// `try_recv!()`: as `recv!()`, but a close or a throw is an `Err(Interrupt)`
    TryRecv,
    /// `try_yield!(v)`: as `yield_!(v)`, with the same `Result`
    TryYield,
    /// `yield_from!(sub)`: runs another coroutine to its end
    YieldFrom,
}

impl Suspension {
    const ALL: [Self; 5] = [Self::Recv, Self::Yield, Self::TryRecv, Self::TryYield, Self::YieldFrom];

    /// The macro's name.
    pub(crate) fn spelling(self) -> &'static str {
        match self {
            Self::Recv => "recv",
            Self::Yield => "yield_",
            Self::TryRecv => "try_recv",
            Self::TryYield => "try_yield",
            Self::YieldFrom => "yield_from",
        }
    }

    /// How a state that waits at such a point is called.
    pub(crate) fn state_stem(self) -> &'static str {
        match self {
            Self::Recv => "Recv",
            Self::Yield => "Yield",
            Self::TryRecv => "TryRecv",
            Self::TryYield => "TryYield",
            Self::YieldFrom => "YieldFrom",
        }
    }

    /// Whether the body sees a close and a throw here.
    pub(crate) fn is_try(self) -> bool {
        match self {
            Self::TryRecv | Self::TryYield => true,
            Self::Recv | Self::Yield | Self::YieldFrom => false,
        }
    }

    /// Whether another coroutine runs in between.
    pub(crate) fn delegates(self) -> bool {
        match self {
            Self::YieldFrom => true,
            Self::Recv | Self::Yield | Self::TryRecv | Self::TryYield => false,
        }
    }

    /// Whether the macro takes a value.
    pub(crate) fn takes_operand(self) -> bool {
        match self {
            Self::Yield | Self::TryYield | Self::YieldFrom => true,
            Self::Recv | Self::TryRecv => false,
        }
    }

    fn from_ident(ident: &Ident) -> Option<Self> {
        Self::ALL.into_iter().find(|suspension| ident == suspension.spelling())
    }

    /// The suspension that `mac` is, by the last segment of its path.
    pub(crate) fn of_macro(mac: &Macro) -> Option<Self> {
        Self::from_ident(&mac.path.segments.last()?.ident)
    }

    /// The suspension that `expr` itself is.
    pub(crate) fn of_expr(expr: &Expr) -> Option<(Self, &Macro)> {
        match expr {
            Expr::Macro(expr) => Some((Self::of_macro(&expr.mac)?, &expr.mac)),
            Expr::Paren(paren) => Self::of_expr(&paren.expr),
            Expr::Group(group) => Self::of_expr(&group.expr),
            _ => None,
        }
    }

    /// The first suspension that is spelled somewhere in `tokens` (`recv` followed by `!`).
    pub(crate) fn in_tokens(tokens: &TokenStream) -> Option<(Self, Ident)> {
        let mut before: Option<Ident> = None;
        for token in tokens.clone() {
            match token {
                TokenTree::Ident(ident) => before = Some(ident),
                TokenTree::Punct(punct) if punct.as_char() == '!' => {
                    if let Some(found) =
                        before.take().and_then(|ident| Some((Self::from_ident(&ident)?, ident)))
                    {
                        return Some(found);
                    }
                }
                TokenTree::Group(group) => {
                    if let Some(found) = Self::in_tokens(&group.stream()) {
                        return Some(found);
                    }
                    before = None;
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => before = None,
            }
        }
        None
    }
}

impl fmt::Display for Suspension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!", self.spelling())
    }
}

/// Whether a suspension of this function stands in `expr` (not in a closure, an `async` block or an item in it).
pub(crate) fn suspends(expr: &Expr) -> bool {
    let mut finder = Finder::default();
    finder.visit_expr(expr);
    finder.found
}

/// As [`suspends`], for a statement.
pub(crate) fn stmt_suspends(stmt: &Stmt) -> bool {
    let mut finder = Finder::default();
    finder.visit_stmt(stmt);
    finder.found
}

#[derive(Default)]
struct Finder {
    found: bool,
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_macro(&mut self, mac: &'ast Macro) {
        self.found |= Suspension::of_macro(mac).is_some() || Suspension::in_tokens(&mac.tokens).is_some();
    }
    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
    fn visit_expr(&mut self, expr: &'ast Expr) {
        if !self.found {
            visit::visit_expr(self, expr);
        }
    }
}
