//! Prints the straight code of a unit: statements, suspensions, and locals that take their names again.

use std::collections::HashSet;

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Pat;
use syn::spanned::Spanned;

use super::Emitter;
use super::control::{braces, labelled};
use super::retarget::{Aim, Aims};
use crate::moves::pat_is_complete;
use crate::names;
use crate::normalize::{Bind, Let, LocalId, Position, Role, Stmt, Suspend};
use crate::plan::{Code, Presence, Unit};
use crate::types;

/// Prints the code of one unit.
pub(super) struct Printer<'e, 'm> {
    pub emitter: &'e Emitter<'m>,
    pub unit: &'e Unit,
    pub aims: Aims,
    /// A parameter has been bound anew, so those behind it are too: they have to drop before it.
    is_rebinding: bool,
    /// How many segments are open.
    n_segments: usize,
    /// The locals that are assigned anew while their options may hold what they were.
    replaced: HashSet<LocalId>,
}

fn find_replaced(code: &[Code], replaced: &mut HashSet<LocalId>) {
    for code in code {
        if let Code::Replaced { local } = code {
            replaced.insert(*local);
        }
        code.inside().into_iter().for_each(|inside| find_replaced(inside, replaced));
    }
}

impl<'e, 'm> Printer<'e, 'm> {
    pub(super) fn new(emitter: &'e Emitter<'m>, unit: &'e Unit) -> Self {
        let in_place = unit.in_place.iter().map(|(local, _)| emitter.ident(*local).to_string()).collect();
        let mut replaced = HashSet::new();
        find_replaced(&unit.code, &mut replaced);
        let aims = Aims::in_place(in_place);
        Self { emitter, unit, aims, is_rebinding: false, n_segments: 0, replaced }
    }

    pub(super) fn block(&mut self, code: &[Code]) -> TokenStream {
        code.iter().map(|code| self.code(code)).collect()
    }

    pub(super) fn stmt(&self, at: Position) -> &'m Stmt {
        self.emitter.machine.body.stmt(at).expect("bug: a position of a statement")
    }

    fn code(&mut self, code: &Code) -> TokenStream {
        match code {
            Code::Restore { local, presence, is_param } => self.restore(*local, *presence, *is_param),
            Code::Received { at } => self.received(*at),
            Code::TakenApart { local } => self.taken_apart(*local),
            Code::Plain { at } => self.plain(*at),
            Code::Operand { at } => self.operand(*at),
            Code::Suspend { number, fields, is_in_place } => self.suspend(*number, fields, *is_in_place),
            Code::Leave { number, unit, args, taken } => self.leave(*number, *unit, args, taken),
            Code::Call { unit, args } => {
                let name = self.emitter.called_unit(*unit);
                let args = args.iter().map(|arg| self.passed(*arg));
                let callers = self.emitter.callers_arg();
                quote!(return self.#name(#callers #(#args),*);)
            }
            Code::Keep { local, from } => {
                let (option, ident) =
                    (names::option_of(self.emitter.ident(*local)), self.emitter.ident(*local));
                match from {
                    Presence::Absent => quote!(#option = ::core::option::Option::None;),
                    Presence::Present | Presence::Unclear | Presence::Optional => {
                        quote!(#option = ::core::option::Option::Some(#ident);)
                    }
                }
            }
            Code::Replaced { local } => {
                let option = names::option_of(self.emitter.ident(*local));
                quote!(#option = ::core::option::Option::None;)
            }
            Code::Segment { code, leaving, operand } => self.segment(code, leaving, *operand),
            Code::Entered { is_unsafe, code } => {
                let inside = self.block(code);
                braces(*is_unsafe, &inside)
            }
            Code::EnteredLabelled { target, is_unsafe, code } => {
                let label = self.entered_label(*target, names::break_label);
                let aim = Aim::Entered { break_to: label.clone(), continue_to: None };
                let (inside, used) = self.aimed(*target, aim, |me| me.block(code));
                labelled(used.broken().then_some(&label), &braces(*is_unsafe, &inside))
            }
            Code::EnteredLoop { target, iteration, head } => self.entered_loop(*target, iteration, head),
            Code::If { at, then, otherwise } => self.if_(*at, then, otherwise.as_ref()),
            Code::Match { at, arms } => self.match_(*at, arms),
            Code::Loop { at, body, shape, exit } => self.loop_(*at, body, *shape, exit),
            Code::Block { at, body } => self.braces(*at, body),
            Code::LetElse { at, otherwise } => self.let_else(*at, otherwise),
            Code::Break { target } => {
                let jump = self.aims.break_(*target);
                quote!(#jump;)
            }
            Code::Continue { target } => {
                let jump = self.aims.continue_(*target);
                quote!(#jump;)
            }
            Code::Return { at } => self.return_(*at),
            Code::Complete => {
                // Where the end of the body is reached though it returns a value, that type is the place to look at.
                let unit = quote_spanned!(self.emitter.function.returned.span()=> ());
                if is_unit(&self.emitter.function.returned) {
                    let complete = self.emitter.complete(&unit);
                    return quote!(return #complete;);
                }
                let (returned, ty) = (names::returned(), &self.emitter.function.returned);
                let complete = self.emitter.complete(&returned);
                quote!(let #returned: #ty = #unit; return #complete;)
            }
        }
    }

    /// `let x: T = x;`, with the option beside it where it has one.
    fn restore(&mut self, local: LocalId, presence: Presence, is_param: bool) -> TokenStream {
        let has_option = self.unit.options.contains(&local);
        if is_param && !has_option && !self.is_rebinding {
            return TokenStream::new();
        }
        self.is_rebinding |= is_param;
        let (ident, ty) = (self.emitter.ident(local), self.emitter.ty(local));
        let mutable = self.mutable(local);
        let option = names::option_of(ident);
        match presence {
            Presence::Optional => {
                let mutable_option = self.replaced(local);
                quote!(let #mutable_option #option: ::core::option::Option<#ty> = #ident; let #mutable #ident: #ty;)
            }
            Presence::Absent => {
                let option = self.option_slot(local);
                quote!(#option let #mutable #ident: #ty;)
            }
            Presence::Present | Presence::Unclear => {
                let option = self.option_slot(local);
                quote!(#option let #mutable #ident: #ty = #ident;)
            }
        }
    }

    pub(super) fn mutable(&self, local: LocalId) -> Option<TokenStream> {
        let local = self.emitter.machine.body.local(local);
        // The pattern as a whole is blamed where the user bound it.
        local.mutable.then(|| quote_spanned!(local.ident.span()=> mut))
    }

    /// `let maybe_x: Option<T>;` just before `x`, so that it drops where `x` would.
    pub(super) fn option_slot(&self, local: LocalId) -> Option<TokenStream> {
        let (option, ty) = (names::option_of(self.emitter.ident(local)), self.emitter.ty(local));
        let mutable_option = self.replaced(local);
        self.unit
            .options
            .contains(&local)
            .then(|| quote!(let #mutable_option #option: ::core::option::Option<#ty>;))
    }

    /// `mut` for the option of a local that is assigned anew somewhere in the unit.
    fn replaced(&self, local: LocalId) -> Option<syn::Token![mut]> {
        self.replaced.contains(&local).then(Default::default)
    }

    pub(super) fn option_slots(&self, locals: &[LocalId]) -> TokenStream {
        locals.iter().filter_map(|&local| self.option_slot(local)).collect()
    }

    /// What goes before and behind a `let` for the options of its locals. Where a pattern binds several, they are bound
    /// again one by one, each behind its option, so that all of them drop in the reverse of their order.
    pub(super) fn slots_around(&self, locals: &[LocalId]) -> (TokenStream, TokenStream) {
        match locals {
            [_, _, ..] => (TokenStream::new(), self.rebound(locals)),
            locals => (self.option_slots(locals), TokenStream::new()),
        }
    }

    /// `let a = a; let maybe_b: Option<D>; let b = b;`, from the first local on that has an option.
    pub(super) fn rebound(&self, locals: &[LocalId]) -> TokenStream {
        let has_none = |local: &&LocalId| !self.unit.options.contains(*local);
        let rebind = |&local: &LocalId| {
            let (slot, ident, mutable) =
                (self.option_slot(local), self.emitter.ident(local), self.mutable(local));
            quote!(#slot let #mutable #ident = #ident;)
        };
        locals.iter().skip_while(has_none).map(rebind).collect()
    }

    fn received(&mut self, at: Position) -> TokenStream {
        let Stmt::Suspend(suspend) = self.stmt(at) else { panic!("bug: only a suspension receives") };
        let input = names::input_at(suspend.value_span);
        match &suspend.bind {
            Bind::Discard => {
                let is_plain = !suspend.kind.is_try() && types::has_no_destructor(&self.emitter.input);
                if is_plain { TokenStream::new() } else { quote!({ let _discarded = #input; }) }
            }
            Bind::Assign(place) => {
                let place = self.aims.place(place);
                quote!(#place = #input;)
            }
            Bind::Let { pat, ty, locals } => {
                let (slots, rebound) = self.slots_around(locals);
                let ty = ty.as_ref().map(|ty| quote!(: #ty));
                // What the pattern leaves out ends with the statement, as the rest of a temporary does.
                let value = if pat_is_complete(pat) { quote!(#input) } else { quote!({ #input }) };
                quote!(#slots let #pat #ty = #value; #rebound)
            }
        }
    }

    /// Asserts, at compile time, that taking the local apart moves it or leaves nothing to drop.
    fn taken_apart(&self, local: LocalId) -> TokenStream {
        let (drop_impl, no_impl) = (self.emitter.private("DropImpl"), self.emitter.private("NoDropImpl"));
        let (ty, name) = (self.emitter.ty(local), &self.emitter.machine.body.local(local).written);
        let message = format!(
            "cannot follow where `{name}` is moved\nnote: its type implements `Drop`, so a pattern with `Copy` bindings leaves it where it is\nhelp: match on a reference: `&{name}`"
        );
        let span = self.emitter.machine.body.local(local).written.span();
        let assertion = quote_spanned! {span=>
            {
                use #no_impl as _;
                ::core::assert!(!#drop_impl::<#ty>::EXISTS, #message);
            }
        };
        let (function, tokens) = (self.emitter.function, ty.to_token_stream());
        let names = function.generics.params.iter().map(super::states::param_name);
        let mut names = names.chain(function.received.per_send.iter().map(ToString::to_string));
        let is_generic =
            names.any(|name| crate::mentions::span_of(&tokens, name.trim_start_matches('\'')).is_some());
        // An item is evaluated even where no code is made, as in an editor, but cannot name the parameters.
        if is_generic {
            quote_spanned!(span=> const #assertion)
        } else {
            quote_spanned!(span=> const _: () = #assertion;)
        }
    }

    fn plain(&mut self, at: Position) -> TokenStream {
        match self.stmt(at) {
            Stmt::Opaque(stmt) => {
                let mut stmt = stmt.clone();
                self.aims.retarget_stmt(self.emitter, at, &mut stmt);
                stmt.to_token_stream()
            }
            Stmt::Let(Let { init: Some(init), locals, .. })
                if locals.iter().any(|it| self.is_in_place(*it)) =>
            {
                let place = self.emitter.ident(locals[0]);
                let init = self.aims.retarget_expr(self.emitter, at, init);
                quote!(*#place = #init;)
            }
            Stmt::Let(Let { attrs, pat, ty, init, locals }) => {
                let (slots, rebound) = match init {
                    Some(_) => self.slots_around(locals),
                    None => (self.option_slots(locals), TokenStream::new()),
                };
                let ty = self.let_type(pat, ty.as_ref(), locals);
                let init = init.as_ref().map(|init| {
                    let init = self.aims.retarget_expr(self.emitter, at, init);
                    quote!(= #init)
                });
                quote!(#slots #(#attrs)* let #pat #ty #init; #rebound)
            }
            stmt => panic!("bug: {stmt:?} is no plain statement"),
        }
    }

    /// The type behind the colon: the user's own, or what the field has.
    fn let_type(&self, pat: &Pat, written: Option<&syn::Type>, locals: &[LocalId]) -> Option<TokenStream> {
        let inferred = match (pat, locals) {
            (Pat::Ident(pat), [local])
                if pat.subpat.is_none() && self.emitter.machine.kept.contains(local) =>
            {
                self.emitter.ty(*local).as_ref()
            }
            _ => None,
        };
        written.or(inferred).map(|ty| quote!(: #ty))
    }

    fn operand(&mut self, at: Position) -> TokenStream {
        let Stmt::Suspend(suspend) = self.stmt(at) else { panic!("bug: only a suspension has an operand") };
        let operand = suspend.operand.as_ref().expect("bug: asked for an operand");
        let operand = self.aims.retarget_expr(self.emitter, at, operand);
        let (value, ty) = (names::value(), self.operand_type(suspend));
        quote!(let #value: #ty = #operand;)
    }

    /// The type of what is handed out: a value, or another frame.
    fn operand_type(&self, suspend: &Suspend) -> TokenStream {
        match suspend.role {
            Role::Own | Role::Delegates(_) => self.emitter.function.yielded.to_token_stream(),
            Role::Calls => self.emitter.frame_args(),
        }
    }

    /// Typed locals leave the braces by assignment: a block's value would leak if a destructor in it panicked.
    fn segment(
        &mut self,
        code: &[Code],
        leaving: &[(LocalId, Presence)],
        operand: Option<Position>,
    ) -> TokenStream {
        self.n_segments += 1;
        let inside = self.block(code);
        let depth = self.n_segments;
        self.n_segments -= 1;
        let (mut slots, mut moves, mut binds) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
        for &(local, presence) in leaving {
            let (ident, mutable) = (self.emitter.ident(local), self.mutable(local));
            let (kept, option) = (names::kept(ident, depth), names::option_of(ident));
            let slot = self.option_slot(local);
            let ty = self.emitter.machine.kept.contains(&local).then(|| {
                let ty = self.emitter.ty(local);
                quote!(: #ty)
            });
            match presence {
                Presence::Present | Presence::Unclear => {
                    slots.extend(quote!(let #kept;));
                    moves.extend(quote!(#kept = #ident;));
                    binds.extend(quote!(#slot let #mutable #ident #ty = #kept;));
                }
                Presence::Optional => {
                    slots.extend(quote!(let #kept;));
                    moves.extend(quote!(#kept = #option;));
                    let ty = self.emitter.ty(local);
                    binds.extend(quote!(let #option = #kept; let #mutable #ident: #ty;));
                }
                Presence::Absent => {
                    let ty = self.emitter.ty(local);
                    binds.extend(quote!(#slot let #mutable #ident: #ty;));
                }
            }
        }
        if operand.is_some() {
            let Some(Stmt::Suspend(suspend)) = operand.map(|at| self.stmt(at)) else {
                panic!("bug: only a suspension has an operand")
            };
            let (value, ty) = (names::value(), self.operand_type(suspend));
            let kept = names::kept(&value, depth);
            slots.extend(quote!(let #kept: #ty;));
            moves.extend(quote!(#kept = #value;));
            binds.extend(quote!(let #value: #ty = #kept;));
        }
        quote!(#slots { #inside #moves } #binds)
    }
}

/// The same tokens, to be blamed at `span`.
pub(super) fn respanned(tokens: impl ToTokens, span: Span) -> TokenStream {
    let respan = |mut token: TokenTree| {
        if let TokenTree::Group(group) = &token {
            token = TokenTree::Group(Group::new(group.delimiter(), respanned(group.stream(), span)));
        }
        token.set_span(span);
        token
    };
    tokens.into_token_stream().into_iter().map(respan).collect()
}

pub(super) fn is_unit(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Tuple(tuple) if tuple.elems.is_empty())
}
