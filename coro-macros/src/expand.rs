//! The pipeline, a line a stage.

use proc_macro2::TokenStream;

use crate::check::check;
use crate::diagnostics::{Refused, Sink};
use crate::emit::{emit, fallback};
use crate::normalize::normalize;
use crate::parse::{CoroutineFn, parse};
use crate::plan::{Machine, plan};

/// The attribute: `arguments` are its own, `item` is what it stands on.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut sink = Sink::default();
    let Ok(mut function) = parse(arguments, item.clone(), &mut sink) else {
        let errors = sink.into_tokens();
        return quote::quote!(#errors);
    };
    match compile(&mut function, &mut sink) {
        Ok(machine) => emit(&function, &machine),
        Err(Refused) => {
            let mut tokens = sink.into_tokens();
            tokens.extend(fallback(&function));
            tokens
        }
    }
}

/// The stages in the middle; what they refuse is in `sink`.
fn compile(function: &mut CoroutineFn, sink: &mut Sink) -> Result<Machine, Refused> {
    check(function, sink);
    sink.gate()?;
    let body = normalize(function, sink);
    sink.gate()?;
    plan(function, body, sink)
}

#[cfg(test)]
mod tests;
