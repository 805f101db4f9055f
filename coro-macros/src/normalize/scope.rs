//! The locals in scope, and what their names mean.

use syn::{Pat, Type};

use super::*;

impl Lowering<'_> {
    pub(super) fn new_local(&mut self, local: Local) -> LocalId {
        let id = LocalId(self.body.locals.len());
        let name = local.ident.to_string();
        self.body.locals.push(local);
        self.enter(name, id);
        id
    }

    /// From here to the end of the innermost scope `name` means `id`.
    pub(super) fn enter(&mut self, name: String, id: LocalId) {
        let before = self.scope.insert(name.clone(), id);
        self.rename(&name, id);
        self.shadowed.push((name, before));
    }

    /// Notes the identifier of the local that `name` means.
    pub(super) fn rename(&mut self, name: &str, id: LocalId) {
        let ident = &self.body.local(id).ident;
        if ident == name {
            self.renamed.remove(name);
        } else {
            self.renamed.insert(name.to_owned(), ident.clone());
        }
    }

    /// Declares one binding of the user's; where its name is already a local in scope it gets another identifier.
    pub(super) fn declare(&mut self, binding: types::Binding, origin: Origin) -> LocalId {
        let written = binding.ident;
        let name = written.to_string();
        let ident =
            if self.in_use(&name) { self.names.fresh(&name, written.span()) } else { written.clone() };
        let ty = binding.ty.filter(types::is_complete);
        let id = self.new_local(Local {
            ident,
            written,
            mutable: binding.mutable,
            ty,
            origin,
            is_deferred: false,
            is_annotated: false,
            lender: None,
            borrows_send: false,
            extends_temporary: false,
            hidden: None,
            source: None,
            ends_at: None,
        });
        self.enter(name, id);
        id
    }

    /// Whether a local that is in scope has this identifier (even if the name means another by now).
    pub(super) fn in_use(&self, name: &str) -> bool {
        self.scope.contains_key(name)
    }

    /// Declares what `pat` binds and puts the new identifiers into it.
    pub(super) fn declare_pat(&mut self, pat: &mut Pat, ty: Option<&Type>, origin: Origin) -> Vec<LocalId> {
        let bindings = types::bindings(pat, ty);
        let is_part = origin == Origin::Binding && !matches!(pat, Pat::Ident(_));
        let origin = if is_part { Origin::Part } else { origin };
        let mut renames = HashMap::new();
        let mut locals = Vec::new();
        for binding in bindings {
            let written = binding.ident.to_string();
            let id = self.declare(binding, origin);
            let ident = &self.body.local(id).ident;
            if *ident != written {
                renames.insert(written, ident.clone());
            }
            locals.push(id);
        }
        rewrite::rename_bindings(pat, &renames);
        locals
    }

    /// Puts back what names meant when `depth` of them were shadowed.
    pub(super) fn leave(&mut self, depth: usize) {
        for (name, before) in self.shadowed.split_off(depth).into_iter().rev() {
            if let Some(id) = before {
                self.rename(&name, id);
                self.scope.insert(name, id);
            } else {
                self.renamed.remove(&name);
                self.scope.remove(&name);
            }
        }
    }

    pub(super) fn bind(&mut self, locals: &[LocalId]) {
        let block = *self.open.last().expect("bug: no open block");
        self.body.blocks[block.0].binders.extend(locals);
    }
}
