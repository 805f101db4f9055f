//! Prints control flow: blocks, branches, loops, and the jumps between them.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Lifetime;

use super::printer::Printer;
use super::retarget::{Aim, Used};
use crate::names;
use crate::normalize::{Braces, LetElse, Loop, Position, Stmt, TargetId};
use crate::plan::{Code, Inner, LoopShape};

impl Printer<'_, '_> {
    pub(super) fn entered_label(&self, target: TargetId, name: fn(&str) -> Lifetime) -> Lifetime {
        match &self.emitter.machine.body.target(target).label {
            Some(label) => name(&names::plain(&label.ident)),
            None => name(&format!("loop_{}", target.0 + 1)),
        }
    }

    pub(super) fn entered_loop(
        &mut self,
        target: TargetId,
        iteration: &[Code],
        head: &[Code],
    ) -> TokenStream {
        let break_to = self.entered_label(target, names::break_label);
        let continue_to = self.entered_label(target, names::continue_label);
        let aim = Aim::Entered { break_to: break_to.clone(), continue_to: Some(continue_to.clone()) };
        let (iteration, used) = self.aimed(target, aim, |me| me.block(iteration));
        let iteration = labelled(used.continued().then_some(&continue_to), &quote!({ #iteration }));
        let head = self.block(head);
        if used.broken() { quote!(#break_to: { #iteration #head }) } else { quote!(#iteration #head) }
    }

    /// Prints something in which jumps to `target` go where `aim` says; which of them it has.
    pub(super) fn aimed<R>(
        &mut self,
        target: TargetId,
        aim: Aim,
        print: impl FnOnce(&mut Self) -> R,
    ) -> (R, Used) {
        self.aims.push(target, aim);
        let printed = print(self);
        (printed, self.aims.pop())
    }

    /// A nested block, with options for what its pattern binds.
    fn inner(&mut self, inner: &Inner) -> TokenStream {
        let binders = self.emitter.machine.body.block(inner.block).binders.clone();
        let rebound = self.rebound(&binders);
        let code = self.block(&inner.code);
        quote!(#rebound #code)
    }

    pub(super) fn if_(&mut self, at: Position, then: &Inner, otherwise: Option<&Inner>) -> TokenStream {
        let Stmt::If(stmt) = self.stmt(at) else { panic!("bug: no `if`") };
        let attrs = &stmt.attrs;
        let cond = self.aims.retarget_expr(self.emitter, at, &stmt.cond);
        let has_else_block = stmt.otherwise.is_some();
        let then = self.inner(then);
        let otherwise = otherwise.map(|inner| {
            let code = if has_else_block { self.inner(inner) } else { self.block(&inner.code) };
            else_(&code)
        });
        quote!(#(#attrs)* if #cond { #then } #otherwise)
    }

    pub(super) fn match_(&mut self, at: Position, arms: &[Inner]) -> TokenStream {
        let Stmt::Match(stmt) = self.stmt(at) else { panic!("bug: no `match`") };
        let scrutinee = self.aims.retarget_expr(self.emitter, at, &stmt.scrutinee);
        let attrs = &stmt.attrs;
        let arms = stmt.arms.iter().zip(arms).map(|(arm, inner)| {
            let attrs = &arm.attrs;
            let pat = self.aims.retarget_pat(self.emitter, at, &arm.pat);
            let mut braced = Group::new(Delimiter::Brace, self.inner(inner));
            braced.set_span(names::generated_at(arm.end));
            quote!(#(#attrs)* #pat => #braced)
        });
        let arms: Vec<_> = arms.collect();
        quote!(#(#attrs)* match #scrutinee { #(#arms)* })
    }

    pub(super) fn loop_(
        &mut self,
        at: Position,
        body: &Inner,
        shape: LoopShape,
        exit: &[Code],
    ) -> TokenStream {
        let Stmt::Loop(Loop { attrs, target, cond, .. }) = self.stmt(at) else { panic!("bug: no loop") };
        let target = *target;
        let emitter = self.emitter;
        let cond =
            cond.as_ref().map(|cond| self.aims.behind_a_loop(|aims| aims.retarget_expr(emitter, at, cond)));
        let exit = self.block(exit);
        let own_label = self.emitter.machine.body.target(target).label.clone();
        match shape {
            LoopShape::Once => {
                let label = self.entered_label(target, names::leave_label);
                let aim = Aim::Entered { break_to: label.clone(), continue_to: None };
                let (inside, used) = self.aimed(target, aim, |me| me.inner(body));
                let once = match cond {
                    Some(cond) => {
                        let otherwise = (!exit.is_empty()).then(|| quote!(else { #exit }));
                        quote!(#(#attrs)* if #cond { #inside } #otherwise)
                    }
                    None => quote!(#(#attrs)* { #inside }),
                };
                if used.broken() { quote!(#label: { #once }) } else { once }
            }
            LoopShape::Repeats => {
                let label = own_label.unwrap_or_else(|| names::loop_label(target.0 + 1));
                let (inside, used) =
                    self.aimed(target, Aim::Real { label: label.clone() }, |me| me.inner(body));
                let head = match cond {
                    Some(cond) if exit.is_empty() => quote!(while #cond { #inside }),
                    Some(cond) => quote!(loop { if #cond { #inside } else { #exit break } }),
                    None => quote!(loop { #inside }),
                };
                let looped = labelled(used.labelled().then_some(&label), &head);
                quote!(#(#attrs)* #looped)
            }
        }
    }

    pub(super) fn braces(&mut self, at: Position, body: &Inner) -> TokenStream {
        let Stmt::Block(Braces { attrs, target, is_unsafe, .. }) = self.stmt(at) else {
            panic!("bug: no block")
        };
        let Some(target) = *target else {
            let inside = self.inner(body);
            let block = braces(*is_unsafe, &inside);
            return quote!(#(#attrs)* #block);
        };
        let label = self
            .emitter
            .machine
            .body
            .target(target)
            .label
            .clone()
            .expect("bug: a block's target has a label");
        let aim = Aim::Entered { break_to: label.clone(), continue_to: None };
        let (inside, used) = self.aimed(target, aim, |me| me.inner(body));
        let block = labelled(used.broken().then_some(&label), &braces(*is_unsafe, &inside));
        quote!(#(#attrs)* #block)
    }

    pub(super) fn let_else(&mut self, at: Position, otherwise: &Inner) -> TokenStream {
        let Stmt::LetElse(LetElse { attrs, pat, ty, init, locals, .. }) = self.stmt(at) else {
            panic!("bug: no `let … else`")
        };
        let (slots, rebound) = self.slots_around(locals);
        let ty = ty.as_ref().map(|ty| quote!(: #ty));
        let init = before_else(self.aims.retarget_expr(self.emitter, at, init).into_token_stream());
        let otherwise = self.inner(otherwise);
        quote!(#slots #(#attrs)* let #pat #ty = #init else { #otherwise }; #rebound)
    }

    pub(super) fn return_(&mut self, at: Position) -> TokenStream {
        let Stmt::Return(stmt) = self.stmt(at) else { panic!("bug: no `return`") };
        let Some(value) = &stmt.value else {
            let complete = self.emitter.complete(&quote!(()));
            return quote!(return #complete;);
        };
        let value = self.aims.retarget_expr(self.emitter, at, value);
        let (returned, ty) = (names::returned(), &self.emitter.function.returned);
        let complete = self.emitter.complete(&returned);
        quote!(let #returned: #ty = #value; return #complete;)
    }
}

pub(super) fn braces(is_unsafe: bool, inside: &TokenStream) -> TokenStream {
    let keyword = is_unsafe.then(|| quote!(unsafe));
    quote!(#keyword { #inside })
}

pub(super) fn labelled(label: Option<&Lifetime>, block: &TokenStream) -> TokenStream {
    let label = label.map(|label| quote!(#label:));
    quote!(#label #block)
}

/// What a `let … else` is initialised with may not end in a brace.
fn before_else(init: TokenStream) -> TokenStream {
    let ends_in_brace = matches!(
        init.clone().into_iter().last(),
        Some(TokenTree::Group(last)) if last.delimiter() == Delimiter::Brace
    );
    if ends_in_brace { quote!((#init)) } else { init }
}

/// `else { if … }` is `else if …`, if that is all.
fn else_(code: &TokenStream) -> TokenStream {
    match syn::parse2::<syn::ExprIf>(code.clone()) {
        Ok(_) => quote!(else #code),
        Err(_) => quote!(else { #code }),
    }
}
