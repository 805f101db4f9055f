//! A method whose `impl` block has no attribute: it is refused, and its signature is kept for those that call it.

use proc_macro2::Span;
use syn::{Attribute, ItemFn, Lifetime, Path, ReturnType, Signature, Type, Visibility};

use super::{Arguments, has_elided, name_elided, protocol, received};
use crate::diagnostics::Sink;
use crate::names::Runtime;
use crate::walk::visit::{self, Visit};

/// The surroundings of a method that makes no machine.
#[derive(Debug)]
pub(crate) struct LoneMethod {
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub sig: Signature,
    /// `None`: written nowhere.
    pub received: Option<Type>,
    pub yielded: Type,
    pub returned: Type,
    pub runtime: Runtime,
}

/// What only a method has: `self` among the arguments, or `Self`.
pub(super) fn sign(item: &ItemFn) -> Option<Span> {
    struct Find(Option<Span>);
    impl<'ast> Visit<'ast> for Find {
        fn visit_path(&mut self, path: &'ast Path) {
            let first = path.segments.first().filter(|first| first.ident == "Self");
            self.0 = self.0.or(first.map(|first| first.ident.span()));
            visit::visit_path(self, path);
        }
        // An item has a `Self` of its own.
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    if let Some(receiver) = item.sig.receiver() {
        return Some(receiver.self_token.span);
    }
    let mut find = Find(None);
    find.visit_item_fn(item);
    find.0
}

pub(super) fn refuse(sign: Span, sink: &mut Sink) {
    let what = "`#[coroutine]` stands on a method, but not on its `impl` block";
    let note = "the machine is a struct beside the `impl`, and its fields need the type that `self` has";
    let help = "write `#[coro::coroutine]` on the `impl` block and `#[coroutine]` on the method";
    super::refuse(sink, sign, what, note, help);
}

impl LoneMethod {
    pub(super) fn read(arguments: Arguments, item: ItemFn) -> Self {
        let received = arguments.received.clone().or_else(|| received::annotated(&item.block));
        let mut yielded = arguments.yielded.clone().unwrap_or_else(unit);
        // What is sent and what is yielded stand in a function pointer, where a lifetime that is left out is that of one send.
        if !received.as_ref().is_some_and(has_elided) {
            name_elided(&mut yielded, |it| Some(Lifetime::new("'static", it.span)));
        }
        let returned = match &item.sig.output {
            ReturnType::Default => unit(),
            ReturnType::Type(_, ty) if protocol::impl_trait_in(ty).is_some() => unit(),
            ReturnType::Type(_, ty) => protocol::without_never((**ty).clone()),
        };
        let sig = Signature {
            asyncness: None,
            abi: None,
            safety: syn::Safety::Default,
            variadic: None,
            ..item.sig
        };
        let runtime = Runtime::new(arguments.runtime());
        Self { attrs: item.attrs, vis: item.vis, sig, received, yielded, returned, runtime }
    }
}

fn unit() -> Type {
    syn::parse_quote!(())
}
