//! Items of the body: they move out of it, so that every unit sees them.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, UseTree};

use super::*;

impl Lowering<'_> {
    /// Moves the items of `block` out. One of an inner block must mean the same there as outside.
    pub(super) fn hoist_items(&mut self, block: &syn::Block) {
        let items = block.stmts.iter().filter_map(|stmt| match stmt {
            syn::Stmt::Item(item) => Some(item),
            syn::Stmt::Local(_) | syn::Stmt::Expr(..) | syn::Stmt::Macro(_) => None,
        });
        let items: Vec<_> = items.collect();
        if items.is_empty() {
            return;
        }
        let (all, inside) = (self.source.to_token_stream(), block.to_token_stream());
        for item in items {
            // Of several that depend on the configuration one is there.
            let names = if is_conditional(item) { Vec::new() } else { declared_names(item) };
            for name in names {
                let is_inner = count(&all, &name) > count(&inside, &name);
                let is_twice = self
                    .body
                    .items
                    .iter()
                    .any(|other| declared_names(other).contains(&name) && kind(other) == kind(item));
                if is_inner || is_twice {
                    self.refuse_item(&name);
                }
            }
            self.body.items.push(item.clone());
        }
    }

    fn refuse_item(&mut self, name: &Ident) {
        self.sink.push(
            Diagnostic::new(name.span(), format!("cannot declare `{name}` in this block"))
                .note(format!(
                    "items move out of the body of `{}`, and `{name}` means something else outside of the block",
                    self.machine
                ))
                .help("give it another name, or move it out of the function")
                .in_plain_rust()
                .lifted_by_box(),
        );
    }
}

/// What an item makes nameable.
fn declared_names(item: &Item) -> Vec<Ident> {
    match item {
        Item::Const(item) if item.ident != "_" => vec![item.ident.clone()],
        Item::Enum(item) => vec![item.ident.clone()],
        Item::Fn(item) => vec![item.sig.ident.clone()],
        Item::Macro(item) => item.ident.iter().cloned().collect(),
        Item::Mod(item) => vec![item.ident.clone()],
        Item::Static(item) => vec![item.ident.clone()],
        Item::Struct(item) => vec![item.ident.clone()],
        Item::Trait(item) => vec![item.ident.clone()],
        Item::Type(item) => vec![item.ident.clone()],
        Item::Union(item) => vec![item.ident.clone()],
        Item::Use(item) => used_names(&item.tree),
        _ => Vec::new(),
    }
}

fn used_names(tree: &UseTree) -> Vec<Ident> {
    match tree {
        UseTree::Path(tree) => used_names(&tree.tree),
        UseTree::Name(tree) if tree.ident != "self" => vec![tree.ident.clone()],
        UseTree::Rename(tree) if tree.rename != "_" => vec![tree.rename.clone()],
        UseTree::Group(group) => group.items.iter().flat_map(used_names).collect(),
        _ => Vec::new(),
    }
}

fn is_conditional(item: &Item) -> bool {
    let attrs: &[syn::Attribute] = match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    };
    attrs.iter().any(|attr| attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr"))
}

/// Items of different kinds may share a name: a macro and a function, a trait and a value.
fn kind(item: &Item) -> std::mem::Discriminant<Item> {
    std::mem::discriminant(item)
}

/// How often `name` stands in `tokens`.
fn count(tokens: &TokenStream, name: &Ident) -> usize {
    let counts = tokens.clone().into_iter().map(|token| match token {
        TokenTree::Ident(ident) => usize::from(ident == *name),
        TokenTree::Group(group) => count(&group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => 0,
    });
    counts.sum()
}
