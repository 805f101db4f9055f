//! The `#[coroutine]` attribute of coro-runtime.

use proc_macro::TokenStream;

mod check;
mod diagnostics;
mod emit;
mod expand;
mod mentions;
mod moves;
mod names;
mod normalize;
mod parse;
mod plan;
mod suspend;
mod text;
mod types;

/// Turns a function whose body suspends into a coroutine.
#[proc_macro_attribute]
pub fn coroutine(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(arguments.into(), item.into()).into()
}
