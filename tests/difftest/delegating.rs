//! Bodies that delegate, and bodies into which errors are thrown.

use std::{fmt::Debug, future::Future};

use coro_runtime::{Status, Throw};

use crate::{
    effects::D,
    machine::{show, show_closed},
    oracle::Oracle,
    play::Subject,
    sent::Sent,
};

/// As `difftest!`, for a body and those that it delegates to: each stands in the modules of both sides. The explicit and
/// the boxed ones delegate to each other in every combination.
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
macro_rules! delegating {
    (
        name: $name:ident,
        make: $(($($make:expr),* $(,)?))|+,
        inputs: $inputs:tt, depth: $depth:expr,
        $(#[delegate($($sub_argument:tt)*)] { $($sub:tt)+ })*
        #[coroutine($($argument:tt)*)]
        $($body:tt)+
    ) => {
        crate::delegating::both_sides! {
            $name [recv, yield_] [received!()] [crate::machine::Machine::<_, received!()>::new] [std::convert::identity]
            [$(($($make),*))|+] [$inputs] [$depth]
            [$({ [$($sub_argument)*] $($sub)+ })*] [$($argument)*] $($body)+
        }
    };
    (
        name: $name:ident,
        suspensions: throwing,
        make: $(($($make:expr),* $(,)?))|+,
        inputs: $inputs:tt, depth: $depth:expr,
        $(#[delegate($($sub_argument:tt)*)] { $($sub:tt)+ })*
        #[coroutine($($argument:tt)*)]
        $($body:tt)+
    ) => {
        crate::delegating::both_sides! {
            $name [throwing::recv, throwing::yield_] [crate::delegating::Resumed]
            [crate::delegating::ThrowingMachine] [crate::delegating::ThrowingOracle]
            [$(($($make),*))|+] [$inputs] [$depth]
            [$({ [$($sub_argument)*] $($sub)+ })*] [$($argument)*] $($body)+
        }
    };
}
pub(crate) use delegating;

macro_rules! both_sides {
    (
        $name:ident [$($plain:path),*] [$resumed:ty] [$machine:path] [$oracle:path]
        [$(($($make:expr),*))|+] [$inputs:tt] [$depth:expr]
        [$({ [$($sub_argument:tt)*] $($sub:tt)+ })*] [$($argument:tt)*] $($body:tt)+
    ) => {
        mod $name {
            #[allow(unused_imports, reason = "some bodies need no effects")]
            use super::*;

            crate::oracle::exchanged_types!({ $($argument)* } [u32] [()] [std::convert::Infallible]);

            crate::delegating::machines! {
                machine [$({ [$($sub_argument)*] $($sub)+ })*] [$($argument)*] $($body)+
            }
            crate::delegating::machines! {
                boxed [$({ [boxed, $($sub_argument)*] $($sub)+ })*] [boxed, $($argument)*] $($body)+
            }
            crate::delegating::machines! {
                outer_boxed [$({ [$($sub_argument)*] $($sub)+ })*] [boxed, $($argument)*] $($body)+
            }
            crate::delegating::machines! {
                inner_boxed [$({ [boxed, $($sub_argument)*] $($sub)+ })*] [$($argument)*] $($body)+
            }

            mod oracle {
                #[allow(unused_imports, reason = "not every body uses all of them")]
                use super::*;
                #[allow(unused_imports, reason = "not every body uses all of them")]
                use crate::oracle::suspensions::{$($plain,)* try_recv, try_yield, yield_from};

                $(async $($sub)+)*
                pub(super) async $($body)+
            }

            crate::delegating::traces! {
                traces_agree: $resumed, $machine, machine, $oracle,
                $name [$(($($make),*))|+] $inputs [$depth]
            }
            crate::delegating::traces! {
                traces_agree_when_boxed: $resumed, $machine, boxed, $oracle,
                $name [$(($($make),*))|+] $inputs [$depth]
            }
            crate::delegating::traces! {
                traces_agree_when_the_outer_one_is_boxed: $resumed, $machine, outer_boxed, $oracle,
                $name [$(($($make),*))|+] $inputs [$depth]
            }
            crate::delegating::traces! {
                traces_agree_when_the_inner_ones_are_boxed: $resumed, $machine, inner_boxed, $oracle,
                $name [$(($($make),*))|+] $inputs [$depth]
            }
        }
    };
}
pub(crate) use both_sides;

/// The body and those that it delegates to, as coroutines in a module of their own.
macro_rules! machines {
    (
        $module:ident [$({ [$($sub_argument:tt)*] $($sub:tt)+ })*] [$($argument:tt)*] $($body:tt)+
    ) => {
        mod $module {
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use super::*;
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use coro_runtime::prelude::*;

            $(
                #[coro::coroutine($($sub_argument)*)]
                $($sub)+
            )*
            #[coro::coroutine($($argument)*)]
            pub(super) $($body)+
        }
    };
}
pub(crate) use machines;

/// The test that compares a machine with the oracle.
macro_rules! traces {
    (
        $test:ident: $resumed:ty, $machine:path, $module:ident, $oracle:path,
        $name:ident [$(($($make:expr),*))|+] $inputs:tt [$depth:expr]
    ) => {
        #[test]
        fn $test() {
            $(
                crate::harness::compare::<$resumed, _, _>(
                    concat!(stringify!($name), stringify!(($($make),*))),
                    &$inputs,
                    $depth,
                    || $machine($module::body($($make),*)),
                    || $oracle(crate::oracle::waiting!(oracle::body, $($make),*)),
                );
            )+
        }
    };
}
pub(crate) use traces;

/// What a script does with a suspended body.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Input {
    Send(u32),
    /// A [`D`] of this name.
    Throw(&'static str),
}

/// What the body wakes up to.
pub(crate) enum Resumed {
    Sent(u32),
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
pub(crate) struct ThrowingMachine<C>(pub(crate) C);

impl<C, Y: Debug, T: Debug, X: Debug> Subject<Resumed> for ThrowingMachine<C>
where
    C: Throw<D, u32, Yield = Y, Return = Result<T, X>>,
{
    fn prime(&mut self) {
        show(self.0.prime());
    }

    fn send(&mut self, resumed: Resumed) {
        match resumed {
            Resumed::Sent(value) => show(self.0.send(value)),
            Resumed::Thrown(error) => show(self.0.throw(error)),
        }
    }

    fn close(&mut self) {
        show_closed(self.0.close());
    }

    fn status(&self) -> Status {
        self.0.status()
    }
}

/// An oracle that is thrown to as well.
pub(crate) struct ThrowingOracle<S: FnOnce() -> F, F: Future<Output: Debug>>(pub(crate) Oracle<S, F>);

impl<S, F, T, X> Subject<Resumed> for ThrowingOracle<S, F>
where
    S: FnOnce() -> F,
    F: Future<Output = Result<T, X>>,
    T: Debug,
    X: Debug,
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
}
