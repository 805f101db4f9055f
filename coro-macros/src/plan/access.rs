//! What can be done with a local that stays in the field of its state.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

use super::facts::Facts;
use super::mutations;
use crate::normalize::{LocalId, Stmt};
use crate::{mentions, types};

/// How a local that stays in its field is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Exclusive,
    /// It is not `mut`, and a shared reference can do all that it can.
    Shared,
    /// It is not `mut`, and only rustc knows what it can do.
    Unclear,
}

impl Facts<'_> {
    /// Whether the local is read out of a state rather than used there.
    pub(super) fn is_plain(&self, local: LocalId) -> bool {
        self.is_copy(local) && self.is_readable(local)
    }

    /// Whether the local can be read out of a state.
    pub(super) fn is_readable(&self, local: LocalId) -> bool {
        self.body
            .local(local)
            .ty
            .as_ref()
            .and_then(types::n_words)
            .is_some_and(|n_words| n_words <= super::SMALL)
    }

    /// Whether the local may hold a mutable reference, as far as its type tells.
    pub(super) fn may_lend(&self, local: LocalId) -> bool {
        let ty = self.body.local(local).ty.to_token_stream();
        mentions::span_of(&ty, "mut").is_some()
            || has_lifetime(&ty)
            || self.body.local(local).hidden.is_some()
    }

    pub(super) fn access(&self, local: LocalId) -> Access {
        let local = self.body.local(local);
        let Some(ty) = &local.ty else { return Access::Unclear };
        let is_reference = matches!(ty, syn::Type::Reference(_));
        let is_param = matches!(ty, syn::Type::Path(path)
            if path.path.get_ident().is_some_and(|ident| self.body.type_params.contains(&ident.to_string())));
        if local.mutable || is_reference {
            Access::Exclusive
        } else if is_param || types::is_std_owner(ty) || types::is_copy(ty) {
            Access::Shared
        } else {
            Access::Unclear
        }
    }

    /// Whether the statement changes the local, by its looks.
    pub(super) fn changes(&self, local: LocalId, stmt: &Stmt) -> bool {
        let local = self.body.local(local);
        let called = &self.called_mutably;
        local.ty.as_ref().is_some_and(|ty| mutations::changes(stmt, &local.ident.to_string(), ty, called))
    }

    pub(super) fn is_reference(&self, local: LocalId) -> bool {
        matches!(self.body.local(local).ty, Some(syn::Type::Reference(_)))
    }

    /// Whether what is done with the local shows whether it moves.
    pub(super) fn is_known(&self, local: LocalId) -> bool {
        self.is_copy(local) || self.body.local(local).ty.as_ref().is_some_and(types::is_std_owner)
    }
}

/// Whether the type says that it borrows.
pub(super) fn has_lifetime(ty: &TokenStream) -> bool {
    ty.clone().into_iter().any(|token| match token {
        TokenTree::Punct(punct) => matches!(punct.as_char(), '\'' | '&'),
        TokenTree::Group(group) => has_lifetime(&group.stream()),
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}
