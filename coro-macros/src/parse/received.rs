//! The received type as the body tells it: the first annotated `let x: Type = recv!();`.

use syn::visit::{self, Visit};
use syn::{Block, Local, Pat, Type};

use crate::suspend::Suspension;

/// The type that the body writes for a received value, if it does.
pub(crate) fn annotated(body: &Block) -> Option<Type> {
    let mut finder = Finder { found: None };
    finder.visit_block(body);
    finder.found
}

struct Finder {
    found: Option<Type>,
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_local(&mut self, local: &'ast Local) {
        if let (Pat::Type(pat), Some(init)) = (&local.pat, &local.init) {
            if let Some((suspension, _)) = Suspension::of_expr(&init.expr) {
                if self.found.is_none() && !suspension.is_try() && suspension != Suspension::YieldFrom && crate::types::is_complete(&pat.ty) {
                    self.found = Some((*pat.ty).clone());
                }
            }
        }
        visit::visit_local(self, local);
    }
    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
}
