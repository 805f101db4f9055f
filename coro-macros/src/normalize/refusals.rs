//! Refusals that several stages come to.

use proc_macro2::Ident;

use super::{Local, Origin};
use crate::diagnostics::{Diagnostic, Sink};

/// A local borrows from another, and both would be fields.
pub(crate) fn borrow_kept(lender: &Local, local: &Local, machine: &Ident, sink: &mut Sink) {
    let lender = &lender.written;
    let note = format!("both would be fields of `{machine}`, and a struct cannot borrow from itself");
    let diagnostic = if local.origin == Origin::Iterator {
        Diagnostic::new(local.written.span(), format!("cannot iterate over a borrow of `{lender}` across a suspension"))
            .note(format!("the iterator borrows from `{lender}`: {note}"))
            .help(format!(
                "iterate by value (`for x in {lender}`) or by index (`for idx in 0..{lender}.len()`), or take `{lender}` as a reference argument"
            ))
    } else {
        let name = &local.written;
        Diagnostic::new(name.span(), format!("cannot hold `{name}` across a suspension"))
            .note(format!("it borrows from `{lender}`: {note}"))
            .help(format!("borrow from `{lender}` again after the suspension, keep an owned value or an index, or take `{lender}` as a reference argument"))
    };
    sink.push(diagnostic.lifted_by_box());
}
