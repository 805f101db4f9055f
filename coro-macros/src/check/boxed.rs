//! What a machine whose state rustc lays out cannot be.

use syn::spanned::Spanned;
use syn::{Expr, Macro};

use crate::diagnostics::{Diagnostic, Sink};
use crate::normalize::{delegation_operands, written_operand};
use crate::parse::{Boxed, CoroutineFn};
use crate::suspend::Suspension;

/// The derives of std and serde that would have to look into the state.
const LOOKING: &[&str] =
    &["Clone", "Copy", "Default", "Deserialize", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd", "Serialize"];

/// Whether `boxed` in the attribute would be accepted.
pub(crate) fn can_be_boxed(function: &CoroutineFn) -> bool {
    let mut sink = Sink::default();
    refuse_signature(function, &mut sink);
    function.boxed.is_none() && sink.is_empty()
}

/// Refuses what the signature or the attribute asks for and a boxed state cannot give.
pub(super) fn refuse(function: &CoroutineFn, sink: &mut Sink) {
    let Some(boxed) = &function.boxed else { return };
    refuse_without_features(boxed, sink);
    refuse_signature(function, sink);
}

fn refuse_signature(function: &CoroutineFn, sink: &mut Sink) {
    refuse_borrow_for_one_send(function, sink);
    refuse_derives(function, sink);
    if let Some(token) = &function.constness {
        sink.push(
            Diagnostic::new(token.span, "a `const fn` cannot be `boxed`")
                .note("the box is allocated when the machine is made")
                .help("remove `const`, or `boxed`"),
        );
    }
}

fn refuse_without_features(boxed: &Boxed, sink: &mut Sink) {
    if !cfg!(any(feature = "boxed", test)) {
        sink.push(
            Diagnostic::new(boxed.span, "`boxed` needs the feature `boxed` of `coro_runtime`")
                .note("the state is kept on the heap, which not every program has")
                .help("write `coro-runtime = { …, features = [\"boxed\"] }`"),
        );
    } else if let Some(send) = &boxed.send
        && !cfg!(any(feature = "std", test))
    {
        sink.push(
            Diagnostic::new(send.span(), "`boxed(send)` needs the feature `std` of `coro_runtime`")
                .note("a machine that may change threads shares a mutex with its body")
                .help("write `coro-runtime = { …, features = [\"boxed\", \"std\"] }`, or `boxed` alone"),
        );
    }
}

fn refuse_borrow_for_one_send(function: &CoroutineFn, sink: &mut Sink) {
    if function.received.per_send.is_none() {
        return;
    }
    let span = function.received.ty.as_ref().map_or(function.name.span(), Spanned::span);
    sink.push(
        Diagnostic::new(span, "a `boxed` coroutine cannot receive what is borrowed for one send only")
            .note("its body has one type for every send, so what it receives has one lifetime")
            .help("receive an owned value, or declare the lifetime: `fn name<'a>(…)` with `recv = &'a T`"),
    );
}

fn refuse_derives(function: &CoroutineFn, sink: &mut Sink) {
    for attr in function.machine_attrs.iter().filter(|attr| attr.path().is_ident("derive")) {
        let _ = attr.parse_nested_meta(|meta| {
            let Some(last) = meta.path.segments.last() else { return Ok(()) };
            let name = last.ident.to_string();
            if LOOKING.contains(&name.as_str()) {
                sink.push(
                    Diagnostic::new(last.ident.span(), format!("a `boxed` coroutine cannot derive `{name}`"))
                        .note("its state is laid out by the compiler, which lets nobody look into it")
                        .help("remove the derive, or `boxed`: the fields of an explicit machine have types"),
                );
            }
            Ok(())
        });
    }
}

/// The operands of a suspension.
pub(super) fn operands(suspension: Suspension, mac: &Macro, sink: &mut Sink) -> Vec<Expr> {
    if suspension.delegates() {
        let operands = delegation_operands(mac, sink);
        return operands.into_iter().flat_map(|(sub, value)| std::iter::once(sub).chain(value)).collect();
    }
    if mac.tokens.is_empty() {
        return Vec::new();
    }
    written_operand(suspension, mac, sink).flatten().into_iter().collect()
}
