//! Locals that are given what one send lends: `longest = line;`.

use syn::Pat;

use super::*;
use crate::walk::visit::{self, Visit};

impl Lowering<'_> {
    /// Notes each local in scope that `stmt` assigns something borrowed from what was sent.
    pub(super) fn note_borrows(&mut self, stmt: &syn::Stmt) {
        if self.protocol.per_send.is_none() {
            return;
        }
        let mut assigned = Assigned::default();
        assigned.visit_stmt(stmt);
        for (place, value) in assigned.found {
            let mentioned = crate::mentions::in_expr(&value);
            // What the statement binds itself means something else.
            let is_own = assigned.bound.iter().any(|name| place == *name || mentioned.contains(name));
            if let Some(id) = self.lookup(&place).filter(|_| !is_own)
                && self.borrows_send(&value)
            {
                self.body.locals[id.0].borrows_send = true;
            }
        }
    }

    /// Whether the value of `expr` borrows from what was sent.
    pub(super) fn borrows_send(&self, expr: &Expr) -> bool {
        let Some(lifetime) = &self.protocol.per_send else { return false };
        let Some(ty) = self.type_of(expr) else { return false };
        // An annotation leaves that lifetime out.
        let lends = || {
            let mentioned = crate::mentions::in_expr(expr);
            mentioned
                .iter()
                .filter_map(|name| self.scope.get(name))
                .any(|id| self.body.local(*id).borrows_send)
        };
        types::mentions_lifetime(&ty, lifetime) || (crate::parse::has_elided(&ty) && lends())
    }
}

/// The assignments in a statement, and what it binds.
#[derive(Default)]
struct Assigned {
    found: Vec<(Ident, Expr)>,
    bound: Vec<String>,
}

impl<'ast> Visit<'ast> for Assigned {
    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        visit::visit_expr_assign(self, assign);
        if let Expr::Path(place) = &*assign.left
            && let Some(place) = place.path.get_ident()
        {
            self.found.push((place.clone(), (*assign.right).clone()));
        }
    }
    fn visit_pat(&mut self, pat: &'ast Pat) {
        self.bound.extend(crate::mentions::bound_names(pat));
    }
    fn visit_item(&mut self, _: &'ast syn::Item) {}
}
