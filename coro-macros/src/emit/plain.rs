//! The body of a refused function as the plain Rust that it reads as, with a call in place of each suspension.
//!
//! It is there to be type-checked, once, so that editors know what is in it and the compiler can tell the types that
//! are asked for.
//!
//! ```text
//! let mut total = guess();      let mut total = guess();
//! loop {                        { asks for the type of `total` }
//!     total += recv!();     →   loop {
//! }                                 total += resumed::<u32>();
//!                               }
//! ```

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, Macro, Pat, Stmt};

use super::request::Request;
use super::with_lifetime;
use crate::diagnostics::{Asked, Diagnostic, is_same_place};
use crate::names;
use crate::normalize::is_known_macro;
use crate::parse::CoroutineFn;
use crate::suspend::Suspension;
use crate::text::text;
use crate::walk::visit::{self, Visit};
use crate::walk::visit_mut::{self, VisitMut};

/// A function that is never called.
#[derive(Debug)]
pub(crate) struct Plain {
    pub tokens: TokenStream,
    /// Which of the refusals ask in it for a type.
    pub is_asked: Vec<bool>,
}

impl Plain {
    /// `None` where it depends on the configuration what is type-checked.
    pub(crate) fn body(function: &mut CoroutineFn, refusals: &[Diagnostic]) -> Option<Self> {
        if crate::mentions::span_of(&function.body.to_token_stream(), "cfg").is_some() {
            return None;
        }
        let name = function.names.fresh("body", Span::call_site());
        let function = &*function;
        let is_asked = vec![false; refusals.len()];
        let mut asker = Asker { function, refusals, is_asked, paths: Vec::new() };
        let mut block = function.body.clone();
        asker.visit_block_mut(&mut block);
        let Asker { is_asked, paths, .. } = asker;
        let generics = with_lifetime(&function.generics, function.received.per_send.as_ref());
        let (params, where_clause) = (&generics.params, &generics.where_clause);
        let args = function.args.iter().map(|arg| {
            let (pat, ty) = (&arg.pat, &arg.ty);
            quote!(#pat: #ty)
        });
        let returned = &function.returned;
        // Behind an end that is never reached nothing is borrowed: types alone are compared.
        let unreached = (!is_asked.contains(&true)).then(|| quote!(loop {}));
        let tokens = quote! {
            #[allow(unused, clippy::all)]
            fn #name<#params>(#(#args),*) -> #returned #where_clause {
                #(#paths! { @resolved })*
                #unreached
                #block
            }
        };
        Some(Self { tokens, is_asked })
    }
}

/// Puts calls in the place of suspensions, and the requests where the values are.
struct Asker<'f> {
    function: &'f CoroutineFn,
    refusals: &'f [Diagnostic],
    is_asked: Vec<bool>,
    /// The suspensions' macros, each as it is called first.
    paths: Vec<syn::Path>,
}

impl VisitMut for Asker<'_> {
    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        for mut stmt in std::mem::take(&mut block.stmts) {
            self.visit_stmt_mut(&mut stmt);
            let requests = match &stmt {
                Stmt::Local(local) => self.bindings(&local.pat),
                Stmt::Item(_) | Stmt::Expr(..) | Stmt::Macro(_) => TokenStream::new(),
            };
            block.stmts.push(stmt);
            if !requests.is_empty() {
                block.stmts.push(Stmt::Expr(Expr::Verbatim(requests), None));
            }
        }
    }

    fn visit_stmt_mut(&mut self, stmt: &mut Stmt) {
        if let Stmt::Macro(call) = stmt
            && let Some(suspension) = Suspension::of_macro(&call.mac)
        {
            let plain = match suspension {
                // An iterator will do where nobody looks at what comes back.
                Suspension::YieldFrom if call.semi_token.is_some() => self.delegation(&call.mac),
                Suspension::Recv
                | Suspension::Yield
                | Suspension::TryRecv
                | Suspension::TryYield
                | Suspension::YieldFrom => self.call(suspension, &call.mac),
            };
            *stmt = Stmt::Expr(Expr::Verbatim(plain), call.semi_token);
            return;
        }
        visit_mut::visit_stmt_mut(self, stmt);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let request = self.value(expr);
        match expr {
            Expr::Macro(call) if Suspension::of_macro(&call.mac).is_some() => {
                let suspension = Suspension::of_macro(&call.mac).expect("bug: it has just been one");
                *expr = Expr::Verbatim(self.call(suspension, &call.mac));
            }
            Expr::If(branch) => {
                let requests = self.bindings_of_condition(&branch.cond);
                visit_mut::visit_expr_if_mut(self, branch);
                prepend(requests, &mut branch.then_branch);
            }
            Expr::While(while_) => {
                let requests = self.bindings_of_condition(&while_.cond);
                visit_mut::visit_expr_while_mut(self, while_);
                prepend(requests, &mut while_.body);
            }
            Expr::ForLoop(for_) => {
                let requests = self.bindings(&for_.pat);
                let iterated = self.iterated(&for_.expr);
                visit_mut::visit_expr_for_loop_mut(self, for_);
                prepend(requests, &mut for_.body);
                if let Some(request) = iterated {
                    request.of_value(&mut for_.expr);
                }
            }
            _ => visit_mut::visit_expr_mut(self, expr),
        }
        if let Some(request) = request {
            request.of_value(expr);
        }
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        let requests = self.bindings(&arm.pat);
        visit_mut::visit_arm_mut(self, arm);
        if !requests.is_empty() {
            let body = &arm.body;
            *arm.body = Expr::Verbatim(quote!({ #requests #body }));
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        if Suspension::in_tokens(&mac.tokens).is_none() {
            return;
        }
        let arguments = if is_known_macro(mac) { self.arguments(mac) } else { Vec::new() };
        mac.tokens = if arguments.is_empty() {
            self.tokens(std::mem::take(&mut mac.tokens))
        } else {
            quote!(#(#arguments),*)
        };
    }

    // An item has no part in the body.
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

impl Asker<'_> {
    /// The requests for what `pat` binds.
    fn bindings(&mut self, pat: &Pat) -> TokenStream {
        let mut bound = Bound::default();
        bound.visit_pat(pat);
        let mut requests = TokenStream::new();
        for ident in bound.idents {
            let is_meant = |asked: &Asked, span| match asked {
                Asked::Binding(binding) => *binding == ident && is_same_place(span, ident.span()),
                Asked::Value(_) | Asked::Iterated | Asked::Item => false,
            };
            if let Some(request) = self.request(is_meant) {
                requests.extend(request.of(&ident));
            }
        }
        requests
    }

    /// The requests for what the `let`s in a condition bind.
    fn bindings_of_condition(&mut self, cond: &Expr) -> TokenStream {
        match cond {
            Expr::Let(cond) => self.bindings(&cond.pat),
            Expr::Binary(both) if matches!(both.op, syn::BinOp::And(_)) => {
                let mut requests = self.bindings_of_condition(&both.left);
                requests.extend(self.bindings_of_condition(&both.right));
                requests
            }
            _ => TokenStream::new(),
        }
    }

    /// The request for the value of `expr`.
    fn value(&mut self, expr: &Expr) -> Option<Request> {
        self.request(|asked, span| match asked {
            Asked::Value(code) => is_same_place(span, expr.span()) && *code == text(expr),
            Asked::Binding(_) | Asked::Iterated | Asked::Item => false,
        })
    }

    /// The request for what a `for` loop goes through.
    fn iterated(&mut self, expr: &Expr) -> Option<Request> {
        self.request(|asked, span| match asked {
            Asked::Iterated | Asked::Item => is_same_place(span, expr.span()),
            Asked::Binding(_) | Asked::Value(_) => false,
        })
    }

    fn request(&mut self, is_meant: impl Fn(&Asked, Span) -> bool) -> Option<Request> {
        let is_meant =
            |refusal: &Diagnostic| refusal.asked().is_some_and(|asked| is_meant(asked, refusal.span()));
        let idx = self.refusals.iter().position(is_meant)?;
        self.is_asked[idx] = true;
        Request::new(&self.refusals[idx], idx, self.function)
    }

    /// A call with the type of the suspension.
    fn call(&mut self, suspension: Suspension, mac: &Macro) -> TokenStream {
        self.note(&mac.path);
        let span = mac.path.segments.last().expect("bug: the path was named").ident.span();
        let operands = self.arguments(mac);
        let function = self.function;
        let (input, yielded) = (function.input(), &function.yielded);
        let interrupt = function.runtime.interrupt(function.thrown.as_ref());
        let private = |name: &str| names::blamed_at(function.runtime.private(name), span);
        let result = quote!(::core::result::Result<#input, #interrupt>);
        let called = match suspension {
            Suspension::Recv => {
                let resumed = private("resumed");
                quote_spanned!(span=> #resumed::<#input>)
            }
            Suspension::TryRecv => {
                let resumed = private("resumed");
                quote_spanned!(span=> #resumed::<#result>)
            }
            Suspension::Yield | Suspension::TryYield => {
                let ty = if suspension.is_try() { result } else { input.to_token_stream() };
                let path = private("Yielded");
                let value = operands.first().map_or_else(|| quote!(()), ToTokens::to_token_stream);
                let mut parenthesised = Group::new(
                    Delimiter::Parenthesis,
                    quote_spanned!(span=> #path::<#yielded> { value: #value }.resumed::<#ty>()),
                );
                parenthesised.set_span(mac.delimiter.span().join());
                return parenthesised.to_token_stream();
            }
            Suspension::YieldFrom => {
                let close = names::blamed_at(function.runtime.item("Coroutine"), span);
                let returned = private("returned");
                let Some(sub) = operands.first() else { return quote_spanned!(span=> (loop {})) };
                let value = operands.get(1).map(|value| quote!(let _: #input = #value;));
                let blamed = sub.span();
                let sub = quote_spanned!(blamed=> &mut #sub);
                return quote_spanned!(blamed=> { #value #returned(#close::<#input>::close(#sub)) });
            }
        };
        // With the delimiters of the user, the call stands where the suspension does.
        let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#(#operands),*));
        arguments.set_span(mac.delimiter.span().join());
        quote!(#called #arguments)
    }

    /// `yield_from!(sub);`
    fn delegation(&mut self, mac: &Macro) -> TokenStream {
        self.note(&mac.path);
        let operands = self.arguments(mac);
        quote!({ let _ = (#(#operands),*); })
    }

    /// The operands of a suspension, or of another macro that takes expressions.
    fn arguments(&mut self, mac: &Macro) -> Vec<Expr> {
        let mut operands = crate::check::operands(mac);
        operands.iter_mut().for_each(|operand| self.visit_expr_mut(operand));
        operands
    }

    /// The macro is looked up by the path that the user wrote.
    fn note(&mut self, path: &syn::Path) {
        let written = text(path);
        if self.paths.iter().all(|known| text(known) != written) {
            self.paths.push(path.clone());
        }
    }

    /// The arguments of a macro, with calls in the place of suspensions.
    fn tokens(&mut self, tokens: TokenStream) -> TokenStream {
        if Suspension::in_tokens(&tokens).is_none() {
            return tokens;
        }
        let mut plain: Vec<TokenTree> = Vec::new();
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => {
                    let mut renewed = Group::new(group.delimiter(), self.tokens(group.stream()));
                    renewed.set_span(group.span());
                    plain.push(renewed.into());
                }
                TokenTree::Punct(bang)
                    if bang.as_char() == '!' && matches!(tokens.peek(), Some(TokenTree::Group(_))) =>
                {
                    let path = take_path(&mut plain);
                    let arguments = tokens.next();
                    let call = quote!(#path #bang #arguments);
                    match syn::parse2::<Macro>(call.clone()) {
                        Ok(mac) => match Suspension::of_macro(&mac) {
                            Some(suspension) => plain.extend(self.call(suspension, &mac)),
                            None => {
                                plain.extend(quote!(#path #bang));
                                let arguments = arguments.map(TokenStream::from);
                                plain.extend(self.tokens(arguments.unwrap_or_default()));
                            }
                        },
                        Err(_) => plain.extend(call),
                    }
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => plain.push(token),
            }
        }
        plain.into_iter().collect()
    }
}

/// Takes `path::to` off the end of `tokens`.
fn take_path(tokens: &mut Vec<TokenTree>) -> TokenStream {
    let is_part = |token: &TokenTree| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    };
    let mut from = tokens.len();
    let mut was_name = false;
    while let Some(token) = from.checked_sub(1).and_then(|idx| tokens.get(idx)) {
        let is_name = matches!(token, TokenTree::Ident(_));
        if !is_part(token) || (is_name && was_name) {
            break;
        }
        was_name = is_name;
        from -= 1;
    }
    tokens.drain(from..).collect()
}

/// The names that a pattern binds.
#[derive(Default)]
struct Bound {
    idents: Vec<Ident>,
}

impl<'ast> Visit<'ast> for Bound {
    fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
        self.idents.push(pat.ident.clone());
        visit::visit_pat_ident(self, pat);
    }
    fn visit_expr(&mut self, _: &'ast Expr) {}
}

fn prepend(requests: TokenStream, block: &mut syn::Block) {
    if !requests.is_empty() {
        block.stmts.insert(0, Stmt::Expr(Expr::Verbatim(requests), None));
    }
}
