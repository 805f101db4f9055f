//! The received type as the body tells it: the first annotated `let x: Type = recv!();`.

use syn::{Block, Local, Pat, Type};

use crate::suspend::Suspension;
use crate::walk::visit::{self, Visit};

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
        if let (Pat::Type(pat), Some(init)) = (&local.pat, &local.init)
            && let Some((suspension, _)) = Suspension::of_expr(&init.expr)
        {
            let ty = if suspension.is_try() { ok_type(&pat.ty) } else { Some(&*pat.ty) };
            let is_received = suspension != Suspension::YieldFrom;
            if let Some(ty) =
                ty.filter(|ty| self.found.is_none() && is_received && crate::types::is_complete(ty))
            {
                self.found = Some(ty.clone());
            }
        }
        visit::visit_local(self, local);
    }
    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
}

/// `Result<T, _>` → `T`
fn ok_type(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Result")?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}
