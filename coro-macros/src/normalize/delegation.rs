//! `yield_from!(sub)`: a loop that hands out what `sub` does and hands on what it is sent.
//!
//! ```text
//! let delegate: Chunk = chunk(n);
//! let step = start(&mut delegate);
//! loop {
//!     match step {
//!         Complete(value) => { outcome = value; break }
//!         Yielded(value) => { let sent = yield_from! value; step = resume(&mut delegate, sent); }
//!     }
//! }
//! ```
//!
//! A coroutine that delegates to itself is no loop: it waits until the frame that it calls has ended.

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, Lifetime, Token};

use super::*;

/// A coroutine that is delegated to, in its place.
struct Delegate {
    place: Expr,
    ty: Type,
}

impl Lowering<'_> {
    /// `yield_from!(sub);`
    pub(super) fn delegate_and_discard(&mut self, mac: &syn::Macro) {
        self.with_held(|me| {
            let value = me.delegate(mac, Use::Value);
            (Stmt::Opaque(syn::parse_quote_spanned!(mac.span()=> { let _ = { #value }; })), ())
        });
    }

    /// The value that `sub` returns.
    pub(super) fn delegate(&mut self, mac: &syn::Macro, how: Use) -> Expr {
        match delegation_operands(mac, self.sink) {
            Some((Expr::Call(call), None)) if self.is_own_call(&call) => self.call_itself(&call, mac, how),
            Some((Expr::Call(call), Some(_))) if self.is_own_call(&call) => {
                self.sink.push(
                    Diagnostic::new(call.span(), "cannot send a first value to a new frame")
                        .note("a coroutine that delegates to itself starts the frame that it makes")
                        .help("write `yield_from!` with the call alone"),
                );
                unit()
            }
            Some((sub, value)) => self.delegate_to(&sub, value.as_ref(), mac, how),
            None => unit(),
        }
    }

    fn is_own_call(&self, call: &ExprCall) -> bool {
        match (&*call.func, &self.protocol.name) {
            (Expr::Path(func), Some(name)) => {
                let segments = &func.path.segments;
                let is_here = segments.len() == 1 || (segments.len() == 2 && segments[0].ident == "self");
                is_here
                    && segments.last().is_some_and(|last| last.ident == *name)
                    && self.lookup(name).is_none()
            }
            _ => false,
        }
    }

    /// `yield_from!(walk(left))` in `walk`: the arguments of the new frame are handed to the driver.
    fn call_itself(&mut self, call: &ExprCall, mac: &syn::Macro, how: Use) -> Expr {
        let (n_params, n_args) = (self.protocol.n_params, call.args.len());
        if n_params != n_args {
            let plural = if n_params == 1 { "argument" } else { "arguments" };
            self.sink.push(
                Diagnostic::new(
                    call.func.span(),
                    format!("this coroutine takes {n_params} {plural}, but {n_args} were given"),
                )
                .note(format!(
                    "`{}` delegates to itself, and each frame has all of its arguments",
                    self.machine
                ))
                .help(format!("call it with {n_params} {plural}")),
            );
            return unit();
        }
        let args = &call.args;
        let trailing = (n_args == 1 && !args.trailing_punct()).then(|| quote!(,));
        let args: Expr = syn::parse_quote_spanned!(call.span()=> (#args #trailing));
        let args = self.operand(&args);
        let id =
            self.temporary("returned", mac.span(), Origin::Received, Some(self.protocol.returned.clone()));
        self.note_temporary(id, how);
        let ident = &self.body.local(id).ident;
        let bind = Bind::Let { pat: Box::new(syn::parse_quote!(#ident)), ty: None, locals: vec![id] };
        self.body.is_recursive = true;
        self.push_suspend(Suspension::YieldFrom, Role::Calls, Some(args), bind, mac);
        self.path(id)
    }

    fn delegate_to(&mut self, sub: &Expr, value: Option<&Expr>, mac: &syn::Macro, how: Use) -> Expr {
        let span = sub.span();
        let Some(ty) = self.delegate_type(sub) else {
            self.unknown_delegate(sub);
            return unit();
        };
        // A type that a call is only guessed to make is a machine's.
        if self.type_of(sub).is_some() && types::is_std_iterable(&ty) && value.is_none() {
            return self.yield_each(sub, mac);
        }
        let ty = type_blamed_at(&ty, span);
        let input = type_blamed_at(&self.protocol.input, span);
        let coroutine = blamed_at(self.runtime.item("Coroutine"), span);
        let returned: Type = syn::parse_quote_spanned!(span=> <#ty as #coroutine<#input>>::Return);
        let outcome = self.slot(mac.span(), Some(returned.clone()));
        self.note_temporary(outcome, how);
        let (body, ()) = self.with_block(|me| {
            me.in_block(|me| {
                let delegate = me.place_delegate(sub, ty);
                let step = me.first_step(&delegate, value, returned, span);
                me.delegation_loop(&delegate, step, outcome, mac);
            });
        });
        self.push(Stmt::Block(Braces { attrs: Vec::new(), target: None, is_unsafe: false, body }));
        self.path(outcome)
    }

    /// The type of what is delegated to: known, made by a call, or borrowed in place.
    fn delegate_type(&self, sub: &Expr) -> Option<Type> {
        match sub {
            Expr::Reference(reference) if is_place(&reference.expr) => self.type_of(&reference.expr),
            sub => self.type_of(sub).or_else(|| self.machine_type(sub)),
        }
    }

    fn unknown_delegate(&mut self, sub: &Expr) {
        let machine = &self.machine;
        if let Expr::Path(path) = sub
            && let Some(function) = path.path.get_ident().filter(|name| is_function_name(name))
            && self.lookup(function).is_none()
        {
            self.sink.push(
                Diagnostic::new(
                    function.span(),
                    format!("cannot delegate to `{function}`, which is no local"),
                )
                .note("a coroutine is delegated to, and not the function that makes it")
                .help(format!("call it: `yield_from!({function}(…))`")),
            );
            return;
        }
        self.sink.push(
            Diagnostic::new(sub.span(), "the type of the coroutine to delegate to must be written")
                .note(format!("it is kept in a field of `{machine}` while it runs"))
                .asks(Asked::Value(text(sub)), |ty| {
                    format!("bind it first: `let sub: {ty} = …;`, then `yield_from!(sub)`")
                })
                .lifted_by_box(),
        );
    }

    /// `&mut place` stays where it is; a value becomes a local.
    fn place_delegate(&mut self, sub: &Expr, ty: Type) -> Delegate {
        if let Expr::Reference(reference) = sub
            && is_place(&reference.expr)
        {
            return Delegate { place: self.plain(&reference.expr), ty };
        }
        let value = self.operand(sub);
        let id = self.temporary("delegate", sub.span(), Origin::Binding, Some(ty.clone()));
        self.body.locals[id.0].mutable = true;
        let ident = &self.body.local(id).ident;
        let pat = syn::parse_quote!(mut #ident);
        self.push(Stmt::Let(Let { attrs: Vec::new(), pat, ty: None, init: Some(value), locals: vec![id] }));
        Delegate { place: self.path(id), ty }
    }

    /// An iterable of std hands its items out one by one: `for item in sub { yield_!(item); }`.
    fn yield_each(&mut self, sub: &Expr, mac: &syn::Macro) -> Expr {
        if !matches!(&self.protocol.input, Type::Tuple(tuple) if tuple.elems.is_empty()) {
            self.sink.push(
                Diagnostic::new(sub.span(), "cannot delegate to an iterator here")
                    .note(format!("`{}` is sent values, and an iterator takes none", self.machine))
                    .help("yield the items yourself: `for item in … { let value = yield_!(item); }`"),
            );
            return unit();
        }
        let runtime = self.runtime.root();
        let item = self.names.fresh("item", mac.span());
        let each = syn::parse_quote_spanned!(mac.span()=> for #item in #sub { #runtime::yield_!(#item); });
        self.compound(&each, Dest::Discard);
        unit()
    }

    /// `let mut step = start(&mut delegate);`
    fn first_step(
        &mut self,
        delegate: &Delegate,
        value: Option<&Expr>,
        returned: Type,
        span: Span,
    ) -> LocalId {
        let Delegate { place, ty } = delegate;
        let first = match value {
            Some(value) => {
                let value = self.operand(value);
                let sent = self.sent(&quote!(#value));
                quote!(::core::option::Option::Some(#sent))
            }
            None => quote!(::core::option::Option::None),
        };
        let resume = blamed_at(self.resume(ty), span);
        let init: Expr = syn::parse_quote_spanned!(span=> #resume(&mut #place, #first));
        let yielded = &self.protocol.yielded;
        let state = self.runtime.item("CoroutineState");
        let ty = syn::parse_quote!(#state<#yielded, #returned>);
        let id = self.temporary("step", span, Origin::Binding, Some(ty));
        self.body.locals[id.0].mutable = true;
        let ident = &self.body.local(id).ident;
        let pat = syn::parse_quote!(mut #ident);
        self.push(Stmt::Let(Let { attrs: Vec::new(), pat, ty: None, init: Some(init), locals: vec![id] }));
        id
    }

    /// What resumes the delegate: it says so where the two coroutines do not fit each other.
    fn resume(&self, delegate: &Type) -> TokenStream {
        let Protocol { input, yielded, thrown, .. } = &self.protocol;
        match thrown {
            Some(thrown) => {
                let trait_ = self.runtime.private("ThrowDelegate");
                quote!(<#delegate as #trait_<#input, #thrown, #yielded>>::resume)
            }
            None => {
                let trait_ = self.runtime.private("Delegate");
                quote!(<#delegate as #trait_<#input, #yielded>>::resume)
            }
        }
    }

    /// A value that is sent, as the delegate is resumed with.
    fn sent(&self, value: &TokenStream) -> TokenStream {
        if self.protocol.thrown.is_none() {
            return value.clone();
        }
        let resumed = self.runtime.private("Resumed");
        quote!(#resumed::Sent(#value))
    }

    fn delegation_loop(&mut self, delegate: &Delegate, step: LocalId, outcome: LocalId, mac: &syn::Macro) {
        let label: Option<Lifetime> = None;
        let target = self.open_target(label, true, Dest::Slot(outcome));
        let (body, ()) = self.with_block(|me| {
            let state = me.runtime.item("CoroutineState");
            let (complete, complete_pat) = me.with_block(|me| {
                let (id, pat) = me.arm_binding("value", None, &quote!(#state::Complete));
                let value = me.path(id);
                me.assign(outcome, &value);
                me.push(Stmt::Break(Jump { target }));
                pat
            });
            let (yielded, yielded_pat) = me.with_block(|me| {
                let ty = me.protocol.yielded.clone();
                let (id, pat) = me.arm_binding("value", Some(ty), &quote!(#state::Yielded));
                let handed = me.path(id);
                me.hand_on(delegate, step, handed, mac);
                pat
            });
            let arm = |pat, block| Arm { attrs: Vec::new(), pat, block, end: Span::call_site() };
            let arms = vec![arm(complete_pat, complete), arm(yielded_pat, yielded)];
            let scrutinee = me.path(step);
            me.push(Stmt::Match(Match { attrs: Vec::new(), scrutinee, arms }));
        });
        self.targets.pop();
        self.push(Stmt::Loop(Loop { attrs: Vec::new(), target, cond: None, body }));
    }

    /// `Complete(value)`, its binding declared in the innermost block.
    fn arm_binding(
        &mut self,
        stem: &str,
        ty: Option<Type>,
        variant: &proc_macro2::TokenStream,
    ) -> (LocalId, Pat) {
        let id = self.temporary(stem, Span::call_site(), Origin::Binding, ty);
        self.bind(&[id]);
        let ident = &self.body.local(id).ident;
        (id, syn::parse_quote!(#variant(#ident)))
    }

    /// `step = resume(&mut delegate, yield_from! value);`
    fn hand_on(&mut self, delegate: &Delegate, step: LocalId, handed: Expr, mac: &syn::Macro) {
        let Delegate { place, ty } = delegate;
        let input = &self.protocol.input;
        let sent_ty: Type = match &self.protocol.thrown {
            Some(thrown) => {
                let resumed = self.runtime.private("Resumed");
                syn::parse_quote!(#resumed<#input, #thrown>)
            }
            None => input.clone(),
        };
        let sent = self.temporary("sent", mac.span(), Origin::Received, Some(sent_ty));
        let ident = &self.body.local(sent).ident;
        let bind = Bind::Let { pat: Box::new(syn::parse_quote!(#ident)), ty: None, locals: vec![sent] };
        let role = Role::Delegates(Box::new(place.clone()));
        self.push_suspend(Suspension::YieldFrom, role, Some(handed), bind, mac);
        let sent = self.path(sent);
        let resume = blamed_at(self.resume(ty), place.span());
        let resumed: Expr = syn::parse_quote_spanned!(place.span()=> #resume(&mut #place, ::core::option::Option::Some(#sent)));
        self.assign(step, &resumed);
    }
}

/// `sub`, and the value that it goes on with; `None` if they are refused.
pub(crate) fn delegation_operands(mac: &syn::Macro, sink: &mut Sink) -> Option<(Expr, Option<Expr>)> {
    let operands = mac.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated);
    let mut operands = match operands {
        Ok(operands) => operands.into_iter(),
        Err(error) => {
            sink.push_syn(error);
            return None;
        }
    };
    match (operands.next(), operands.next(), operands.next()) {
        (Some(sub), value, None) => Some((sub, value)),
        _ => {
            sink.push(
                Diagnostic::new(mac.span(), "`yield_from!` needs a coroutine to delegate to")
                    .note("it runs the other coroutine to its end and is what that returns")
                    .help("write `yield_from!(sub)`, or `yield_from!(sub, value)` for one that is already suspended"),
            );
            None
        }
    }
}

/// `x`, `x.y.z`, `*x`
pub(super) fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(path) => path.path.get_ident().is_some(),
        Expr::Field(field) => is_place(&field.base),
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Deref(_)) && is_place(&unary.expr),
        Expr::Paren(paren) => is_place(&paren.expr),
        _ => false,
    }
}

/// `leaf`, not `LEAF`.
fn is_function_name(name: &Ident) -> bool {
    name.to_string().starts_with(|first: char| first.is_lowercase() || first == '_')
}
