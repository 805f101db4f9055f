//! Refusals that several stages come to.

use proc_macro2::Ident;

use super::{Local, Origin};
use crate::diagnostics::{Diagnostic, Sink};

/// A local borrows from another, and both would be fields.
pub(crate) fn borrow_kept(lender: &Local, local: &Local, machine: &Ident, sink: &mut Sink) {
    let is_text = matches!(&lender.ty, Some(syn::Type::Path(ty)) if ty.path.is_ident("String"));
    let lender = &lender.written;
    let instead = if is_text {
        format!(
            "keep the parts: `let items: Vec<String> = {lender}.….map(String::from).collect();`, then `for … in items`"
        )
    } else {
        format!("iterate by value (`for x in {lender}`) or by index (`for idx in 0..{lender}.len()`)")
    };
    let note = format!("both would be fields of `{machine}`, and a struct cannot borrow from itself");
    let diagnostic = if local.origin == Origin::Iterator {
        Diagnostic::new(
            local.written.span(),
            format!("cannot iterate over a borrow of `{lender}` across a suspension"),
        )
        .note(format!("the iterator borrows from `{lender}`: {note}"))
        .help(format!("{instead}, or take `{lender}` as a reference argument"))
        .in_plain_rust()
    } else {
        let name = &local.written;
        Diagnostic::new(name.span(), format!("cannot hold `{name}` across a suspension"))
            .note(format!("it borrows from `{lender}`: {note}"))
            .help(format!("borrow from `{lender}` again after the suspension, keep an owned value or an index, or take `{lender}` as a reference argument"))
            .in_plain_rust()
    };
    sink.push(diagnostic.lifted_by_box());
}
