//! The plain-Rust side: the same tokens as an `async fn`, so that rustc itself decides what lives across a suspension.
//!
//! A suspension awaits a `Handover`. What is sent lies in a thread local meanwhile, so that the body needs no
//! argument for it. A close at a plain form is the drop of the future.

mod driver;
mod handover;

pub use driver::Oracle;
pub use handover::{Delegate, exchange, throwing_exchange, try_exchange};

/// Names the received, the yielded and the thrown type for the suspension macros:
/// `{ attribute arguments } [recv] [yield] [throw]`.
#[macro_export]
macro_rules! exchanged_types {
    ({} [$recv:ty] [$yielded:ty] [$thrown:ty]) => {
        #[allow(unused_macros, reason = "not every body uses both types")]
        macro_rules! received {
            () => { $recv };
        }
        #[allow(unused_macros, reason = "not every body uses both types")]
        macro_rules! yielded {
            () => { $yielded };
        }
        #[allow(unused_macros, reason = "only some bodies see what is thrown")]
        macro_rules! thrown {
            () => { $thrown };
        }
    };
    ({ recv = $recv:ty $(, $($rest:tt)*)? } [$default:ty] [$yielded:ty] [$thrown:ty]) => {
        $crate::exchanged_types!({ $($($rest)*)? } [$recv] [$yielded] [$thrown]);
    };
    ({ yield = $yielded:ty $(, $($rest:tt)*)? } [$recv:ty] [$default:ty] [$thrown:ty]) => {
        $crate::exchanged_types!({ $($($rest)*)? } [$recv] [$yielded] [$thrown]);
    };
    ({ throw = $thrown:ty $(, $($rest:tt)*)? } [$recv:ty] [$yielded:ty] [$default:ty]) => {
        $crate::exchanged_types!({ $($($rest)*)? } [$recv] [$yielded] [$thrown]);
    };
}

/// The body as an `async fn` in a module of its own.
#[macro_export]
macro_rules! oracle {
    ($($body:tt)+) => {
        mod oracle {
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use super::*;
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use $crate::plain::suspensions::{recv, try_recv, try_yield, yield_, yield_from};

            pub(super) async $($body)+
        }
    };
}

/// An oracle for `body(arguments)`. The arguments wait outside the future until it is primed: a future that was never
/// polled drops them in the order of their declaration, and a function in the opposite one.
#[macro_export]
macro_rules! waiting {
    ($body:path, $($make:expr),*) => {{
        let held = $crate::waiting!(@hold $($make),*);
        $crate::plain::Oracle::new(move || {
            let held = held;
            $crate::waiting!(@call $body, held, [$($make),*])
        })
    }};
    (@hold) => { () };
    (@hold $first:expr $(, $rest:expr)*) => {
        $crate::plain::Held { first: $first, rest: $crate::waiting!(@hold $($rest),*) }
    };
    (@call $body:path, $held:ident, [] $($bound:ident)*) => {{
        let () = $held;
        $body($($bound),*)
    }};
    (@call $body:path, $held:ident, [$made:expr $(, $rest:expr)*] $($bound:ident)*) => {{
        let $crate::plain::Held { first, rest } = $held;
        $crate::waiting!(@call $body, rest, [$($rest),*] $($bound)* first)
    }};
}

/// Arguments that drop in reverse: the fields of a struct drop in the order of their declaration.
pub struct Held<First, Rest> {
    /// Those that come behind it.
    pub rest: Rest,
    /// The one that drops last.
    pub first: First,
}

/// The suspension macros of the plain side. They mean their types' names at the place where they are used.
pub mod suspensions {
    pub use crate::{
        plain_recv as recv, plain_try_recv as try_recv, plain_try_yield as try_yield, plain_yield as yield_,
        plain_yield_from as yield_from,
    };

    /// The forms that return what is thrown at them, in a body that says `throw = ..`.
    pub mod throwing {
        pub use crate::{throwing_recv as recv, throwing_yield as yield_};
    }
}

#[doc(hidden)]
#[macro_export]
macro_rules! plain_recv {
    () => {
        $crate::plain::exchange::<received!(), yielded!()>(coro_runtime::Empty::empty()).await
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! plain_yield {
    ($value:expr) => {{
        let value: yielded!() = $value;
        $crate::plain::exchange::<received!(), yielded!()>(value).await
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! plain_try_recv {
    () => {
        $crate::plain::try_exchange::<received!(), yielded!(), thrown!()>(coro_runtime::Empty::empty()).await
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! plain_try_yield {
    ($value:expr) => {{
        let value: yielded!() = $value;
        $crate::plain::try_exchange::<received!(), yielded!(), thrown!()>(value).await
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! plain_yield_from {
    ($sub:expr) => {
        $crate::plain::Delegate::new($sub).await
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! throwing_recv {
    () => {
        $crate::plain::throwing_exchange::<received!(), yielded!(), thrown!()>(coro_runtime::Empty::empty())
            .await?
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! throwing_yield {
    ($value:expr) => {{
        let value: yielded!() = $value;
        $crate::plain::throwing_exchange::<received!(), yielded!(), thrown!()>(value).await?
    }};
}
