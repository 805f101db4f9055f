//! The `#[coroutine]` attribute of coro-runtime.

use proc_macro::TokenStream;

mod check;
mod diagnostics;
mod emit;
mod expand;
mod in_place;
mod mentions;
mod moves;
mod names;
mod normalize;
mod parse;
mod plan;
mod suspend;
mod text;
mod types;

/// Turns a function whose body suspends into a coroutine: a named struct that is primed, sent values and closed.
///
/// The function stays, and makes the struct; calling it runs none of the body. The struct is called as the function is,
/// in UpperCamelCase, and is as visible; its fields are private. It implements `Coroutine<In>`, `Throw<E, In>` with
/// `throw = E`, `Iterator` where nothing is sent, and `Debug`. `Send`, `Sync`, `Unpin` and `'static` follow what the body
/// keeps over a suspension. The idea is Python's ([PEP 342](https://peps.python.org/pep-0342/),
/// [PEP 380](https://peps.python.org/pep-0380/)).
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine(recv = f64, yield = f64)]
/// fn averager() {
///     let mut sum = yield_!(0.0);
///     let mut count = 1.0;
///     loop {
///         sum += yield_!(sum / count);
///         count += 1.0;
///     }
/// }
///
/// let mut mean: Averager = averager();
/// assert_eq!(mean.prime(), Ok(CoroutineState::Yielded(0.0)));
/// assert_eq!(mean.send(10.0), Ok(CoroutineState::Yielded(10.0)));
/// assert_eq!(mean.send(20.0), Ok(CoroutineState::Yielded(15.0)));
/// ```
///
/// # Arguments
///
/// | argument | meaning | default |
/// |---|---|---|
/// | `recv = Type` | what `recv!()` evaluates to | that of an annotated `let x: Type = recv!();`; `()` if nobody looks at what is received |
/// | `yield = Type` | what `yield_!(value)` hands out | `()` |
/// | `throw = Type` | the error that `throw` injects; the function then returns a `Result` that takes it by `?` | none |
/// | `name = Ident` | the struct's name | that of the function |
/// | `primed` | the constructor primes too, where `yield` is `()` | off |
/// | `crate = path` | where `coro_runtime` is | `::coro_runtime` |
///
/// A lifetime that is left out in `recv` (`&str`, `Cow<'_, str>`) is borrowed for one send only; left out in `yield` it
/// then is that same lifetime. A named one is the coroutine's own. `#[derive(..)]` and `#[serde(..)]` under the attribute
/// go to the struct, other attributes stay on the function. `impl Trait` arguments become type parameters named after
/// them: `target: impl Consumer<i32>` is `Target`.
///
/// # On an `impl` block
///
/// Methods are coroutines in a block that carries the attribute, if they are marked with the bare `#[coroutine]`. The
/// struct of `feed` of a `Scanner` is `ScannerFeed`.
///
/// # Errors
///
/// Each rule that a body breaks is one compile error on the user's token, which says what is wrong, why, and what to
/// write. The rules are listed in the README. The struct, its traits and the function are
/// there all the same, so that the rest of the crate gives no errors that follow from the first.
///
/// ```compile_fail
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine]
/// fn lines() {
///     let f = || recv!(); // cannot suspend inside a closure
/// }
/// ```
#[proc_macro_attribute]
pub fn coroutine(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(arguments.into(), item.into()).into()
}
