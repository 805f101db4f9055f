//! Bodies that delegate, and bodies into which errors are thrown.

use std::fmt::Debug;

use coro_runtime::{Coroutine, Status, Throw};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    effects::D,
    machine::{Machine, show, show_closed},
    plain::Oracle,
    play::{Boxed, Copying, Subject},
    sent::Sent,
};

/// As `difftest!`, for a body and those that it delegates to: each stands in the modules of both sides.
///
/// ```ignore
/// delegating! {
///     name: sums,
///     make: (1),
///     inputs: [0, 1], depth: 4,
///     #[delegate(yield = u32)] { fn sub(..) {..} }
///     #[coroutine(yield = u32)]
///     fn body(start: u32) { .. yield_from!(sub(..)) .. }
/// }
/// ```
///
/// With `suspensions: throwing` and `throw = D` in all of them, the inputs are [`Input`]s.
#[macro_export]
macro_rules! delegating {
    (
        name: $name:ident,
        $(suspensions: $suspensions:ident,)?
        make: $(($($make:expr),* $(,)?))|+,
        $($rest:tt)+
    ) => {
        mod $name {
            #[allow(unused_imports, reason = "some bodies need no effects")]
            use super::*;

            $crate::both_sides! {
                [$name] [] [$($suspensions)?] [] [new] [$(($($make),*))|+] $($rest)+
            }

            #[test]
            fn traces_agree() {
                traces();
            }
        }
    };
}
pub use crate::delegating;

/// As `delegating!`, without a test, and for machines that are copied at their suspensions: by `Clone` with
/// `copies: cloned [Clone]`, through serde as well with `thawed` and all three derives. `traces` compares the two sides.
#[macro_export]
macro_rules! drawn {
    (
        name: $name:ident,
        $(place: $place:ident,)?
        $(suspensions: $suspensions:ident,)?
        copies: $copies:ident [$($derived:path),*],
        make: ($($make:expr),*),
        $($rest:tt)+
    ) => {
        pub mod $name {
            #[allow(unused_imports, reason = "some bodies need no effects")]
            use super::*;

            $crate::both_sides! {
                [$name] [$($place)?] [$($suspensions)?] [$($derived)*] [$copies] [($($make),*)] $($rest)+
            }
        }
    };
}

/// As `drawn!`, but the plain side alone: whether a body is one that rustc takes.
#[macro_export]
macro_rules! drawn_plainly {
    (
        name: $name:ident,
        $(place: $place:ident,)?
        copies: $($rest:tt)+
    ) => {
        $crate::drawn_plainly! { @paths $name [$($place)?] [recv, yield_] $($rest)+ }
    };
    (
        name: $name:ident,
        $(place: $place:ident,)?
        suspensions: throwing,
        copies: $($rest:tt)+
    ) => {
        $crate::drawn_plainly! { @paths $name [$($place)?] [throwing::recv, throwing::yield_] $($rest)+ }
    };
    (
        @paths $name:ident $place:tt [$($plain:path),*]
        $copies:ident $derived:tt,
        make: $make:tt,
        inputs: $inputs:tt, depth: $depth:expr,
        $(#[delegate $sub_arguments:tt] { $($sub:tt)+ })*
        #[coroutine($($argument:tt)*)]
        $($body:tt)+
    ) => {
        pub mod $name {
            use super::*;

            $crate::host! $place;
            $crate::exchanged_types!({ $($argument)* } [u32] [()] [std::convert::Infallible]);
            use $crate::plain::suspensions::{$($plain,)* try_recv, try_yield, yield_from};

            $(async $($sub)+)*
            $crate::both_sides! { @oracle $place pub async $($body)+ }
        }
    };
}

/// The two modules, and the function that compares them:
/// `[name] [method, or nothing] [throwing, or nothing] [derives] [constructor of the Machine] [arguments of the bodies]`, inputs and bodies.
#[doc(hidden)]
#[macro_export]
macro_rules! both_sides {
    ([$name:ident] $place:tt [] $derived:tt [$copies:ident] $($rest:tt)+) => {
        $crate::both_sides! {
            @paths [$name] $place [recv, yield_] [received!()]
            [$crate::machine::Machine::<_, received!()>::$copies] [std::convert::identity] $derived $($rest)+
        }
    };
    ([$name:ident] $place:tt [throwing] $derived:tt [$copies:ident] $($rest:tt)+) => {
        $crate::both_sides! {
            @paths [$name] $place [throwing::recv, throwing::yield_] [$crate::delegating::Resumed]
            [$crate::delegating::ThrowingMachine::$copies] [$crate::delegating::ThrowingOracle] $derived $($rest)+
        }
    };
    (
        @paths [$name:ident] $place:tt [$($plain:path),*] [$resumed:ty] [$machine:path] [$oracle:path] $derived:tt
        [$(($($make:expr),*))|+]
        inputs: $inputs:tt, depth: $depth:expr,
        $(#[delegate $sub_arguments:tt] { $($sub:tt)+ })*
        #[coroutine($($argument:tt)*)]
        $($body:tt)+
    ) => {
        $crate::host! $place;
        $crate::exchanged_types!({ $($argument)* } [u32] [()] [std::convert::Infallible]);

        mod machine {
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use super::*;
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use coro_runtime::prelude::*;

            $($crate::both_sides! { @derive $derived #[coro::coroutine $sub_arguments] $($sub)+ })*
            $crate::both_sides! { @machine $place $derived ($($argument)*) $($body)+ }
        }

        mod oracle {
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use super::*;
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use $crate::plain::suspensions::{$($plain,)* try_recv, try_yield, yield_from};

            $(async $($sub)+)*
            $crate::both_sides! { @oracle $place pub(super) async $($body)+ }
        }

        /// Plays every script on both sides.
        pub fn traces() -> $crate::harness::Counts {
            let mut counts = $crate::harness::Counts::default();
            $(
                counts += $crate::harness::compare::<$resumed>(
                    concat!(stringify!($name), stringify!(($($make),*))),
                    &$inputs,
                    $depth,
                    &|| Box::new($machine($crate::both_sides!(@made $place $($make),*))),
                    &|| Box::new($oracle($crate::both_sides!(@waiting $place $($make),*))),
                );
            )+
            counts
        }
    };
    (@machine [] $derived:tt $arguments:tt $($body:tt)+) => {
        $crate::both_sides! { @derive $derived #[coro::coroutine $arguments] pub(super) $($body)+ }
    };
    (@machine [method] [] $arguments:tt $($body:tt)+) => {
        #[coro::coroutine]
        impl Host<Rewritten> {
            #[coroutine $arguments]
            pub(super) $($body)+
        }
    };
    (@machine [method] [$($derived:path)+] $arguments:tt $($body:tt)+) => {
        #[coro::coroutine]
        impl Host<Rewritten> {
            #[coroutine $arguments]
            #[derive($($derived),+)]
            pub(super) $($body)+
        }
    };
    (@oracle [] $($body:tt)+) => {
        $($body)+
    };
    (@oracle [method] $($body:tt)+) => {
        impl Host<Lowered> {
            $($body)+
        }
    };
    (@made [] $($make:expr),*) => { machine::body($($make),*) };
    (@made [method] $($make:expr),*) => { Host::<Rewritten>::body($($make),*) };
    (@waiting [] $($make:expr),*) => { $crate::waiting!(oracle::body, $($make),*) };
    (@waiting [method] $($make:expr),*) => { $crate::waiting!(Host::<Lowered>::body, $($make),*) };
    (@derive [] #[$attribute:meta] $($body:tt)+) => {
        #[$attribute]
        $($body)+
    };
    (@derive [$($derived:path)+] #[$attribute:meta] $($body:tt)+) => {
        #[$attribute]
        #[derive($($derived),+)]
        $($body)+
    };
}

/// The type with the two methods, of which each side has one.
#[doc(hidden)]
#[macro_export]
macro_rules! host {
    [] => {};
    [method] => {
        /// The machine's side.
        #[derive(Clone)]
        pub struct Rewritten;

        /// rustc's side.
        pub struct Lowered;

        /// What a method is called on.
        #[derive(Clone)]
        pub struct Host<Side> {
            held: D,
            count: u32,
            side: std::marker::PhantomData<Side>,
        }

        impl<Side> Host<Side> {
            fn new() -> Self {
                Host { held: D::new("host"), count: 1, side: std::marker::PhantomData }
            }

            fn poke(&mut self, by: u32) -> u32 {
                self.count += seen(by);
                self.count
            }
        }
    };
}

/// What a script does with a suspended body.
#[derive(Clone, Copy, Debug)]
pub enum Input {
    /// This value.
    Send(u32),
    /// A [`D`] of this name.
    Throw(&'static str),
}

/// What the body wakes up to.
pub enum Resumed {
    /// A value.
    Sent(u32),
    /// An error.
    Thrown(D),
}

impl Sent for Resumed {
    type Symbol = Input;

    fn from_symbol(symbol: Input) -> Resumed {
        match symbol {
            Input::Send(value) => Resumed::Sent(value),
            Input::Throw(name) => Resumed::Thrown(D::new(name)),
        }
    }
}

/// A machine that is thrown to as well.
pub struct ThrowingMachine<C>(Machine<C, u32>);

impl<C: Coroutine<u32>> ThrowingMachine<C> {
    /// One that is not copied.
    pub fn new(coroutine: C) -> Self {
        ThrowingMachine(Machine::new(coroutine))
    }

    /// One that is copied by `Clone`.
    pub fn cloned(coroutine: C) -> Self
    where
        C: Clone,
    {
        ThrowingMachine(Machine::cloned(coroutine))
    }

    /// One that is copied by `Clone`, and by writing it down.
    pub fn thawed(coroutine: C) -> Self
    where
        C: Clone + Serialize + DeserializeOwned,
    {
        ThrowingMachine(Machine::thawed(coroutine))
    }
}

impl<C, Y: Debug, T: Debug, X: Debug> Subject<Resumed> for ThrowingMachine<C>
where
    C: Throw<D, u32, Yield = Y, Return = Result<T, X>> + 'static,
{
    fn prime(&mut self) {
        show(self.0.coroutine.prime());
    }

    fn send(&mut self, resumed: Resumed) {
        match resumed {
            Resumed::Sent(value) => show(self.0.coroutine.send(value)),
            Resumed::Thrown(error) => show(self.0.coroutine.throw(error)),
        }
    }

    fn close(&mut self) {
        show_closed(self.0.coroutine.close());
    }

    fn status(&self) -> Status {
        self.0.coroutine.status()
    }

    fn moved(self: Box<Self>) -> Boxed<Resumed> {
        Box::new(*self)
    }

    fn copied(&self, copying: Copying) -> Option<Boxed<Resumed>> {
        Some(Box::new(ThrowingMachine(self.0.copy(copying)?)))
    }
}

/// An oracle that is thrown to as well.
pub struct ThrowingOracle<R>(pub Oracle<R>);

impl<T, X> Subject<Resumed> for ThrowingOracle<Result<T, X>>
where
    T: Debug + 'static,
    X: Debug + 'static,
    D: Into<X>,
{
    fn prime(&mut self) {
        Subject::<u32>::prime(&mut self.0);
    }

    fn send(&mut self, resumed: Resumed) {
        match resumed {
            Resumed::Sent(value) => self.0.send(value),
            Resumed::Thrown(error) => self.0.throw(error),
        }
    }

    fn close(&mut self) {
        Subject::<u32>::close(&mut self.0);
    }

    fn status(&self) -> Status {
        Subject::<u32>::status(&self.0)
    }

    fn moved(self: Box<Self>) -> Boxed<Resumed> {
        self
    }

    fn copied(&self, _: Copying) -> Option<Boxed<Resumed>> {
        None
    }
}
