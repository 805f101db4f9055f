//! Every place where a suspension may not stand. This visitor only rejects.

use syn::{Expr, Macro};

use crate::diagnostics::{Diagnostic, Sink};
use crate::normalize::{is_known_macro, macro_guard, macro_operands};
use crate::parse::CoroutineFn;
use crate::suspend::{Suspension, stmt_suspends};
use crate::text::text;
use crate::walk::visit::{self, Visit};

#[path = "check/boxed.rs"]
mod boxed;

pub(crate) use boxed::can_be_boxed;

/// Refuses each suspension that stands where no state can be saved.
pub(crate) fn check(function: &CoroutineFn, sink: &mut Sink) {
    let is_received_known = function.received.ty.is_some();
    let is_boxed = function.boxed.is_some();
    if is_boxed {
        boxed::refuse(function, sink);
    }
    let without_question = has_no_question(&function.returned).then_some(function);
    let mut checker = Checker { place: Place::Body, is_received_known, is_boxed, without_question, sink };
    function.args.iter().for_each(|arg| checker.visit_pat(&arg.pat));
    checker.visit_block(&function.body);
}

/// What the code being visited runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The coroutine itself.
    Body,
    Closure,
    Async,
    Item,
    Const,
    Guard,
}

impl Place {
    fn named(self) -> &'static str {
        match self {
            Self::Body => "the body",
            Self::Closure => "a closure",
            Self::Async => "an `async` block",
            Self::Item => "a nested item",
            Self::Const => "a constant",
            Self::Guard => "a match guard",
        }
    }

    fn why(self) -> &'static str {
        match self {
            Self::Body => "",
            Self::Closure => "a closure has a stack frame of its own, which the coroutine cannot save",
            Self::Async => "an `async` block is a state machine of its own, resumed by its executor",
            Self::Item => "an item is no part of the body around it and has no access to its locals",
            Self::Const => "a constant is evaluated by the compiler",
            Self::Guard => {
                "while a guard runs, the pattern's bindings are borrowed from the value that is matched"
            }
        }
    }
}

struct Checker<'s> {
    place: Place,
    is_received_known: bool,
    /// rustc lays the state out, and knows the order of what it suspends in.
    is_boxed: bool,
    /// The function, if what it returns has no `?` and none has been found yet.
    without_question: Option<&'s CoroutineFn>,
    sink: &'s mut Sink,
}

impl Checker<'_> {
    fn within(&mut self, place: Place, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.place, place);
        visit(self);
        self.place = outer;
    }

    fn refuse(&mut self, suspension: Suspension, span: proc_macro2::Span) {
        let help = match self.place {
            Place::Item => "mark the item `#[coro::coroutine]` if it is to be a coroutine itself".to_owned(),
            Place::Guard => format!(
                "suspend before the `match`, or in an `if` inside the arm: `let value = {};`",
                called(suspension)
            ),
            Place::Const => "suspend outside of it, and compute with the value when the body runs".to_owned(),
            Place::Closure => format!(
                "suspend first: `let value = {};`, or in a loop that takes the place of the closure",
                called(suspension)
            ),
            Place::Body | Place::Async => format!("suspend first: `let value = {};`", called(suspension)),
        };
        let what = format!("cannot suspend inside {}", self.place.named());
        let diagnostic = Diagnostic::new(span, what).note(self.place.why()).help(help);
        let diagnostic = match self.place {
            Place::Closure | Place::Async | Place::Guard if self.is_received_known => {
                diagnostic.in_plain_rust()
            }
            // In a constant no function could be called either.
            Place::Body | Place::Closure | Place::Async | Place::Guard | Place::Item | Place::Const => {
                diagnostic
            }
        };
        self.sink.push(if self.place == Place::Guard { diagnostic.lifted_by_box() } else { diagnostic });
    }

    /// Which suspensions there are would depend on the configuration; and a jump is not followed by nothing.
    fn refuse_conditional(&mut self, stmt: &syn::Stmt) {
        let (attrs, is_jump): (&[syn::Attribute], bool) = match stmt {
            syn::Stmt::Expr(Expr::Return(jump), _) => (&jump.attrs, true),
            syn::Stmt::Expr(Expr::Break(jump), _) => (&jump.attrs, true),
            syn::Stmt::Expr(Expr::Continue(jump), _) => (&jump.attrs, true),
            syn::Stmt::Expr(expr, _) => (attrs_of(expr), false),
            syn::Stmt::Macro(stmt) => (&stmt.attrs, false),
            syn::Stmt::Local(_) | syn::Stmt::Item(_) => return,
        };
        let is_conditional =
            |attr: &&syn::Attribute| attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr");
        let Some(attr) = attrs.iter().find(is_conditional) else { return };
        if self.place == Place::Body && !self.is_boxed && (is_jump || stmt_suspends(stmt)) {
            self.sink.push(
                Diagnostic::new(
                    attr.path().segments[0].ident.span(),
                    "cannot suspend or jump conditionally by an attribute",
                )
                .note("the states of a machine are the same in every configuration")
                .help("write `if cfg!(…) { … }`")
                .lifted_by_box(),
            );
        }
    }

    fn refuse_self(&mut self, name: &syn::Ident) {
        if self.place != Place::Item && name == "self" {
            self.sink.push(
                Diagnostic::new(name.span(), "cannot use `self` here")
                    .note("this coroutine is a free function, without a `self` argument")
                    .help("take the value as an argument, or write a method in an `impl` block that is marked `#[coro::coroutine]`"),
            );
        }
    }

    fn guard(&mut self, guard: &Expr) {
        let place = if self.is_boxed { self.place } else { Place::Guard };
        self.within(place, |me| me.visit_expr(guard));
    }

    fn refuse_unknown_macro(&mut self, suspension: Suspension, mac: &Macro, span: proc_macro2::Span) {
        let name = mac.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        self.sink.push(
            Diagnostic::new(span, format!("cannot suspend in the arguments of `{name}!`"))
                .note("only the macro knows what its arguments mean and how often they are evaluated")
                .help(format!("suspend first: `let value = {};`", called(suspension))),
        );
    }
}

impl<'ast> Visit<'ast> for Checker<'_> {
    fn visit_macro(&mut self, mac: &'ast Macro) {
        if let Some(suspension) = Suspension::of_macro(mac) {
            let span = mac.path.segments.last().expect("bug: the path was named").ident.span();
            if self.place != Place::Body {
                self.refuse(suspension, span);
            } else if self.is_boxed {
                let operands = boxed::operands(suspension, mac, self.sink);
                operands.iter().for_each(|operand| self.visit_expr(operand));
            } else if suspension == Suspension::YieldFrom {
                operands(mac).iter().for_each(|operand| self.visit_expr(operand));
            } else if let Ok(operand) = syn::parse2::<Expr>(mac.tokens.clone()) {
                self.visit_expr(&operand);
            }
            return;
        }
        let Some((suspension, ident)) = Suspension::in_tokens(&mac.tokens) else { return };
        match macro_operands(mac) {
            Some(operands) if is_known_macro(mac) => {
                operands.iter().for_each(|operand| self.visit_expr(operand));
                macro_guard(mac).iter().for_each(|(_, guard)| self.guard(guard));
            }
            _ if self.place != Place::Body => self.refuse(suspension, ident.span()),
            _ => self.refuse_unknown_macro(suspension, mac, ident.span()),
        }
    }
    fn visit_stmt(&mut self, stmt: &'ast syn::Stmt) {
        self.refuse_conditional(stmt);
        visit::visit_stmt(self, stmt);
    }
    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        self.within(Place::Closure, |me| visit::visit_expr_closure(me, closure));
    }
    fn visit_expr_async(&mut self, block: &'ast syn::ExprAsync) {
        self.within(Place::Async, |me| visit::visit_expr_async(me, block));
    }
    fn visit_expr_const(&mut self, block: &'ast syn::ExprConst) {
        self.within(Place::Const, |me| visit::visit_expr_const(me, block));
    }
    fn visit_expr_repeat(&mut self, repeat: &'ast syn::ExprRepeat) {
        self.visit_expr(&repeat.expr);
        self.within(Place::Const, |me| me.visit_expr(&repeat.len));
    }
    // What a type computes with is a constant: the length of an array, an argument of const generics.
    fn visit_type(&mut self, ty: &'ast syn::Type) {
        self.within(Place::Const, |me| visit::visit_type(me, ty));
    }
    fn visit_angle_bracketed_generic_arguments(
        &mut self,
        arguments: &'ast syn::AngleBracketedGenericArguments,
    ) {
        self.within(Place::Const, |me| visit::visit_angle_bracketed_generic_arguments(me, arguments));
    }
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if is_coroutine(item) {
            return;
        }
        let place = match item {
            syn::Item::Const(_) | syn::Item::Static(_) => Place::Const,
            _ => Place::Item,
        };
        self.within(place, |me| visit::visit_item(me, item));
    }
    fn visit_pat_guard(&mut self, pat: &'ast syn::PatGuard) {
        self.visit_pat(&pat.pat);
        self.guard(&pat.guard);
    }
    fn visit_expr_await(&mut self, expr: &'ast syn::ExprAwait) {
        if self.place == Place::Body {
            self.sink.push(
                Diagnostic::new(expr.await_token.span, "cannot await inside a coroutine")
                    .note("it is resumed by `send`, a future is polled by its executor")
                    .help("await outside and send the result in: `machine.send(future.await)`"),
            );
        }
        visit::visit_expr_await(self, expr);
    }
    fn visit_expr_try(&mut self, expr: &'ast syn::ExprTry) {
        visit::visit_expr_try(self, expr);
        if self.place == Place::Body
            && let Some(function) = self.without_question.take()
        {
            refuse_question(expr.question_token.spans[0], function, self.sink);
        }
    }
    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        if path.path.is_ident("self") {
            self.refuse_self(&path.path.segments[0].ident);
        }
        visit::visit_expr_path(self, path);
    }
    fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
        self.refuse_self(&pat.ident);
        visit::visit_pat_ident(self, pat);
    }
}

/// Whether `ty` is known to be none of those that `?` can return.
pub(crate) fn has_no_question(ty: &syn::Type) -> bool {
    const PLAIN: &[&str] = &[
        "Infallible",
        "String",
        "Vec",
        "bool",
        "char",
        "f32",
        "f64",
        "i128",
        "i16",
        "i32",
        "i64",
        "i8",
        "isize",
        "u128",
        "u16",
        "u32",
        "u64",
        "u8",
        "usize",
    ];
    match ty {
        syn::Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| PLAIN.iter().any(|name| last.ident == name))
        }
        syn::Type::Tuple(_) | syn::Type::Reference(_) | syn::Type::Array(_) => true,
        _ => false,
    }
}

fn refuse_question(span: proc_macro2::Span, function: &CoroutineFn, sink: &mut Sink) {
    let (machine, returned) = (&function.machine, text(&function.returned));
    sink.push(
        Diagnostic::new(span, "the `?` operator in a coroutine needs it to return `Result` or `Option`")
            .note(format!("`{machine}` returns `{returned}`, which has no room for an error"))
            .help(format!("return `Result<{returned}, E>` for an error `E`, and `Ok(…)` where it ends")),
    );
}

/// The attributes of an expression that may stand as a statement.
fn attrs_of(expr: &Expr) -> &[syn::Attribute] {
    match expr {
        Expr::Assign(expr) => &expr.attrs,
        Expr::Binary(expr) => &expr.attrs,
        Expr::Block(expr) => &expr.attrs,
        Expr::Call(expr) => &expr.attrs,
        Expr::ForLoop(expr) => &expr.attrs,
        Expr::If(expr) => &expr.attrs,
        Expr::Loop(expr) => &expr.attrs,
        Expr::Macro(expr) => &expr.attrs,
        Expr::Match(expr) => &expr.attrs,
        Expr::MethodCall(expr) => &expr.attrs,
        Expr::Try(expr) => &expr.attrs,
        Expr::Unsafe(expr) => &expr.attrs,
        Expr::While(expr) => &expr.attrs,
        _ => &[],
    }
}

/// The arguments of `yield_from!(sub, value)`.
pub(crate) fn operands(mac: &Macro) -> Vec<Expr> {
    let parsed = mac.parse_body_with(syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated);
    parsed.into_iter().flatten().collect()
}

/// The suspension as code: `recv!()`, `yield_!(…)`.
fn called(suspension: Suspension) -> String {
    if suspension.takes_operand() { format!("{suspension}(…)") } else { format!("{suspension}()") }
}

/// A nested item that is a coroutine of its own is checked when it is expanded.
fn is_coroutine(item: &syn::Item) -> bool {
    match item {
        syn::Item::Fn(function) => function
            .attrs
            .iter()
            .any(|attr| attr.path().segments.last().is_some_and(|last| last.ident == "coroutine")),
        _ => false,
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
