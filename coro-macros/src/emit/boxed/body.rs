//! The body as an `async` block: each suspension awaits what the machine is resumed with.
//!
//! ```text
//! let line: String = recv!();
//!
//! let line: String = handed(&channel, (), line!()).await;
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Block, Expr, Macro, Pat, Path, Stmt, Type};

use super::super::printer::{is_unit, respanned};
use crate::diagnostics::Sink;
use crate::names::{self, Runtime};
use crate::normalize::{conditional_macro, delegation_operands, map_operands, written_operand};
use crate::parse::{Arg, CoroutineFn};
use crate::suspend::Suspension;

use super::places;
use crate::walk::visit_mut::{self, VisitMut};

/// What the suspensions need to know of the machine.
pub(super) struct Body<'f> {
    args: &'f [Arg],
    yielded: &'f Type,
    returned: &'f Type,
    is_sent_nothing: bool,
    can_throw: bool,
    runtime: &'f Runtime,
    channel: &'f Ident,
    /// The macros' paths as the user wrote them.
    pub paths: Vec<Path>,
}

impl<'f> Body<'f> {
    pub(super) fn new(function: &'f CoroutineFn, channel: &'f Ident) -> Self {
        Self {
            args: &function.args,
            yielded: &function.yielded,
            returned: &function.returned,
            is_sent_nothing: is_unit(&function.input()),
            can_throw: function.thrown.is_some(),
            runtime: &function.runtime,
            channel,
            paths: Vec::new(),
        }
    }

    /// What stands in the `async` block.
    pub(super) fn lower(&mut self, mut block: Block) -> TokenStream {
        self.visit_block_mut(&mut block);
        let fields: Vec<_> = self.args.iter().map(|arg| &arg.field).collect();
        let reversed = fields.iter().rev();
        let lets = self.args.iter().map(arg_let);
        let (value, returned) = (names::returned(), self.returned);
        quote! {
            // A block that never runs drops what it captures in the order of the first mentions, a function its
            // arguments in reverse.
            let _ = (#(&#reversed,)*);
            #(#lets)*
            // So that `return` and `?` convert as in a function.
            if let ::core::option::Option::Some(#value) = ::core::option::Option::None::<#returned> {
                return #value;
            }
            let #value: #returned = #block;
            #[allow(unreachable_code)]
            #value
        }
    }

    fn private(&self, name: &str) -> Path {
        self.runtime.private(name)
    }

    /// The expression that suspends as `mac` says.
    fn suspended(&mut self, kind: Suspension, mac: &Macro) -> TokenStream {
        self.paths.push(mac.path.clone());
        let written = mac.path.segments.last().map_or_else(Span::call_site, |last| last.ident.span());
        let line = quote_spanned!(written=> ::core::line!());
        // Blamed there, but written here: what the user did not write is not linted.
        let span = Span::call_site().located_at(written);
        if kind.delegates() {
            return self.delegated(mac, span, &line);
        }
        let handed = respanned(self.private(if kind.is_try() { "try_handed" } else { "handed" }), span);
        let (channel, value) = (self.channel, self.value(kind, mac, span));
        quote_spanned!(span=> #handed(&#channel, #value, #line).await)
    }

    /// What is handed out. Its temporaries end before the suspension.
    fn value(&mut self, kind: Suspension, mac: &Macro, span: Span) -> TokenStream {
        let yielded = self.yielded;
        if kind.takes_operand() {
            let operand = match mac.tokens.is_empty() {
                true => None,
                false => written_operand(kind, mac, &mut Sink::default()).flatten(),
            };
            let mut operand = operand.unwrap_or_else(|| syn::parse_quote!(()));
            self.visit_expr_mut(&mut operand);
            let value = names::value();
            quote!({ let #value: #yielded = #operand; #value })
        } else if is_unit(yielded) {
            quote!(())
        } else {
            let empty = self.runtime.item("Empty");
            let yielded = respanned(yielded.to_token_stream(), span);
            quote_spanned!(span=> <#yielded as #empty>::empty())
        }
    }

    fn delegated(&mut self, mac: &Macro, span: Span, line: &TokenStream) -> TokenStream {
        let operands = delegation_operands(mac, &mut Sink::default());
        let (mut sub, mut first) = operands.expect("bug: the check has let it pass");
        self.visit_expr_mut(&mut sub);
        first.iter_mut().for_each(|first| self.visit_expr_mut(first));
        let name = if self.can_throw { "delegate_or_throw" } else { "delegate" };
        let (channel, delegate) = (self.channel, names::delegate());
        if self.is_sent_nothing && first.is_none() {
            let traits = ["CoroutineFirst", "IterableSecond", "MachineAtLast"].map(|name| self.private(name));
            let (delegated, method) = (self.private("Delegated"), Ident::new(name, span));
            let kind = quote_spanned!(sub.span()=> (&&&#delegated(&#delegate)).kind());
            let started = quote!({
                #(use #traits as _;)*
                let #delegate = #sub;
                #kind.#method(&#channel, #delegate, #line)
            });
            return quote_spanned!(span=> ::core::convert::identity(#started).await);
        }
        let function = respanned(self.private(name), span);
        let first = match first {
            Some(first) => quote!(::core::option::Option::Some(#first)),
            None => quote!(::core::option::Option::None),
        };
        let sub = quote!({ let #delegate = #sub; #delegate });
        quote_spanned!(span=> #function(&#channel, #sub, #first, #line).await)
    }
}

/// `let pat: T = arg;`, the argument held as long as a function holds it.
fn arg_let(arg: &Arg) -> TokenStream {
    let Arg { attrs, pat, ty, field } = arg;
    match pat {
        Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none() => {
            quote!(#(#attrs)* let #pat: #ty = #field;)
        }
        pat => quote!(let #field = #field; #(#attrs)* let #pat: #ty = #field;),
    }
}

/// An assertion that suspends, as the `if` that it is: its message shows the text that the user wrote.
fn suspending_conditional(mac: &Macro) -> Option<Expr> {
    Suspension::in_tokens(&mac.tokens)?;
    conditional_macro(mac)
}

impl VisitMut for Body<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::Macro(mac) = expr {
            if let Some(kind) = Suspension::of_macro(&mac.mac) {
                *expr = Expr::Verbatim(self.suspended(kind, &mac.mac));
                return;
            }
            if let Some(conditional) = suspending_conditional(&mac.mac) {
                *expr = conditional;
            }
        }
        places::keep_indices(expr);
        visit_mut::visit_expr_mut(self, expr);
    }
    fn visit_block_mut(&mut self, block: &mut Block) {
        let n_stmts = block.stmts.len();
        for (idx, stmt) in block.stmts.iter_mut().enumerate() {
            if let Stmt::Macro(mac) = stmt {
                let is_value = idx + 1 == n_stmts && mac.semi_token.is_none();
                let attrs = &mac.attrs;
                if let Some(kind) = Suspension::of_macro(&mac.mac) {
                    let value = self.suspended(kind, &mac.mac);
                    *stmt = if is_value {
                        Stmt::Expr(Expr::Verbatim(quote!(#(#attrs)* #value)), None)
                    } else {
                        Stmt::Expr(
                            Expr::Verbatim(quote!(#(#attrs)* let _ = #value)),
                            Some(Default::default()),
                        )
                    };
                    continue;
                }
                if let Some(conditional) = suspending_conditional(&mac.mac) {
                    *stmt = Stmt::Expr(conditional, (!is_value).then(Default::default));
                }
            }
            self.visit_stmt_mut(stmt);
        }
    }
    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        if Suspension::in_tokens(&mac.tokens).is_some()
            && let Some(rewritten) = map_operands(mac, &mut |operand| self.visit_expr_mut(operand))
        {
            *mac = rewritten;
        }
    }
    // An item is no part of the body.
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}
