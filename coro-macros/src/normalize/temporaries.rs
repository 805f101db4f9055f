//! Where temporaries end: with their statement, their condition, or the operand that is handed out.

use syn::Expr;

use super::*;

/// Temporaries of the statement that is being lowered.
#[derive(Debug, Default)]
pub(super) struct Temporaries {
    /// All of them, with the block that declares each.
    all: Vec<(BlockId, LocalId)>,
    /// Those that the statement uses without moving them: they drop at its end.
    held: Vec<LocalId>,
}

impl Lowering<'_> {
    /// Notes a temporary of the statement; `how` says whether the statement moves it.
    pub(super) fn note_temporary(&mut self, id: LocalId, how: Use) {
        let block = self.here().block;
        self.temporaries.all.push((block, id));
        if how == Use::Place {
            self.temporaries.held.push(id);
        }
    }

    /// Makes a statement whose temporaries must not outlive it.
    pub(super) fn with_held<R>(&mut self, make: impl FnOnce(&mut Self) -> (Stmt, R)) -> R {
        let outer = std::mem::take(&mut self.temporaries);
        let (stmt, result) = make(self);
        let temporaries = std::mem::replace(&mut self.temporaries, outer);
        let stmt = self.end_with_statement(stmt, &temporaries.held);
        self.end_here(&temporaries.all);
        self.push(stmt);
        result
    }

    /// Does something whose temporaries live to the end of the innermost block.
    pub(super) fn in_block<R>(&mut self, inside: impl FnOnce(&mut Self) -> R) -> R {
        let outer = std::mem::take(&mut self.temporaries);
        let result = inside(self);
        self.temporaries = outer;
        result
    }

    /// A condition as an expression without temporaries that drop: such ones end before what it decides.
    pub(super) fn decided(&mut self, cond: &Expr) -> Expr {
        let outer = std::mem::take(&mut self.temporaries);
        let residual = self.operand(cond);
        let temporaries = std::mem::replace(&mut self.temporaries, outer);
        if self.droppable(&temporaries.held).is_empty() {
            return residual;
        }
        let id =
            self.temporary("condition", Span::call_site(), Origin::Operand, Some(syn::parse_quote!(bool)));
        let ident = &self.body.local(id).ident;
        let pat = syn::parse_quote!(#ident);
        let stmt =
            Stmt::Let(Let { attrs: Vec::new(), pat, ty: None, init: Some(residual), locals: vec![id] });
        let stmt = self.end_with_statement(stmt, &temporaries.held);
        self.end_here(&temporaries.all);
        self.push(stmt);
        self.path(id)
    }

    /// From the next statement on the temporaries are out of scope.
    fn end_here(&mut self, temporaries: &[(BlockId, LocalId)]) {
        let here = self.here();
        for (_, id) in temporaries.iter().filter(|(block, _)| *block == here.block) {
            self.body.locals[id.0].ends_at = Some(here.index);
        }
    }

    /// The temporaries of what a suspension hands out end before it.
    pub(super) fn end_with_operand(&mut self, operand: Expr) -> Expr {
        let names = crate::mentions::in_expr(&operand);
        let is_used = |body: &Body, id: LocalId| names.contains(&body.local(id).ident.to_string());
        let temporaries = std::mem::take(&mut self.temporaries);
        let body = &self.body;
        let (held, still_held): (Vec<_>, Vec<_>) =
            temporaries.held.into_iter().partition(|&id| is_used(body, id));
        let (ended, all): (Vec<_>, Vec<_>) =
            temporaries.all.into_iter().partition(|&(_, id)| is_used(body, id));
        self.temporaries = Temporaries { all, held: still_held };
        self.end_here(&ended);
        let keep = self.keep(&held);
        if keep.is_empty() { operand } else { syn::parse_quote!({ #keep #operand }) }
    }

    /// `stmt` → `{ let t = t; stmt }`, so that `t` is dropped where a temporary would be.
    fn end_with_statement(&self, stmt: Stmt, held: &[LocalId]) -> Stmt {
        let keep = self.keep(held);
        if keep.is_empty() {
            return stmt;
        }
        match stmt {
            Stmt::Opaque(stmt) => Stmt::Opaque(syn::parse_quote!({ #keep #stmt })),
            Stmt::Let(Let { init: Some(init), attrs, pat, ty, locals }) => {
                Stmt::Let(Let { init: Some(syn::parse_quote!({ #keep #init })), attrs, pat, ty, locals })
            }
            Stmt::LetElse(LetElse { init, attrs, pat, ty, otherwise, locals }) => {
                let init = syn::parse_quote!({ #keep #init });
                Stmt::LetElse(LetElse { init, attrs, pat, ty, otherwise, locals })
            }
            Stmt::Return(Return { value: Some(value), span }) => {
                Stmt::Return(Return { value: Some(syn::parse_quote!({ #keep #value })), span })
            }
            other => other,
        }
    }

    fn keep(&self, held: &[LocalId]) -> proc_macro2::TokenStream {
        let held = self.droppable(held);
        quote!(#(let mut #held = #held;)*)
    }

    /// Those of `held` whose drop may do something.
    fn droppable(&self, held: &[LocalId]) -> Vec<Ident> {
        let may_drop =
            |id: &&LocalId| !self.body.local(**id).ty.as_ref().is_some_and(types::has_no_destructor);
        held.iter().filter(may_drop).map(|&id| self.body.local(id).ident.clone()).collect()
    }
}
