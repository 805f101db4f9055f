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
mod walk;

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
/// | `boxed`, `boxed(send)` | rustc lays the state out, on the heap | off |
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
/// # In a box
///
/// With `boxed` (feature `boxed` of coro-runtime) the body may keep whatever rustc can: borrows of its own locals, closures,
/// iterators without a name, anything whose type is not written. The struct, its traits and the protocol are the same, and
/// so are the laws, except that a local of unknown type lives to the end of its scope, as in a function.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine(boxed, recv = u32, yield = u32)]
/// fn scaled_primes(limit: u32) {
///     let numbers: Vec<u32> = (2..limit).collect();
///     let is_prime = |number: &&u32| (2..**number).all(|divisor| *number % divisor != 0);
///     let mut factor = 1;
///     for prime in numbers.iter().filter(is_prime) {
///         factor = yield_!(factor * prime);
///     }
/// }
///
/// let mut machine = scaled_primes(6);
/// assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(2)));
/// assert_eq!(machine.send(10), Ok(CoroutineState::Yielded(30)));
/// ```
///
/// It costs two allocations where the machine is made and none in a send; recursion makes a box for each level, through
/// which each resume goes. What is received has one type for every send, so nothing may be borrowed for one send only. The
/// machine is `Unpin`, and may be moved at any time. It is neither `Clone` nor serialisable. It is `Send` with
/// `boxed(send)`, which asks that of everything that the body keeps over a suspension.
///
/// The type of the body has no name, so the machine holds a trait object, which lives as long as the shortest of what the
/// arguments borrow. If the signature shows which of its lifetimes that is (there is only one; one is the lifetime of a
/// reference to what has the others; a bound says so), nothing is seen of it. Else, and if an argument is generic, the
/// struct has one more type parameter, the trait object, whose default is `dyn Future<Output = R>` with the last lifetime
/// or `'static`: `Keep<Vec<u32>>` where the argument is owned, `Keep<&'a mut Vec<u32>, dyn Future<Output = ()> + 'a>` where
/// it borrows.
///
/// A body that waits for a future other than its own suspensions, which only a macro can hide from the attribute, ends with
/// `ResumeError::Awaited`, and is poisoned.
///
/// # Errors
///
/// Each rule that a body breaks is one compile error on the user's token, which says what is wrong, why, and what to
/// write. Where a type is to be written that the compiler can infer, the message shows it. The struct, its traits and the
/// function are there all the same, so that the rest of the crate gives no errors that follow from the first. All
/// messages are in the index below.
///
#[doc = include_str!("errors.md")]
#[proc_macro_attribute]
pub fn coroutine(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(arguments.into(), item.into()).into()
}
