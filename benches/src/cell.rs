//! The cells of the tables: a workload by a maker.

use crate::drive::Sum;

/// How a machine is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Maker {
    /// By hand, as short as it can be: wrong calls are not looked for, and nothing guards a panic.
    Hand,
    /// By hand with the contract of the generated machines: it implements `Coroutine` with the same states, answers,
    /// errors instead of panics, and poison.
    Hchk,
    /// With `#[coroutine]`.
    Coroutine,
    /// With `#[coroutine(boxed)]`.
    Boxed,
    /// With `#[coroutine(boxed(send))]`.
    BoxedSend,
    /// With diapause; recursion with its boxed delegation.
    Diapause,
    /// With genawaiter's `rc` generators; recursion with a boxed future a level.
    GenawaiterRc,
    /// With genawaiter's `stack` generators.
    GenawaiterStack,
    /// With next-gen, pinned to the stack.
    NextGen,
    /// With fauxgen, pinned to the stack.
    Fauxgen,
    /// With corosensei, on a stack of its own.
    Corosensei,
    /// With rustc's own coroutines, which only a nightly compiler has.
    Rustc,
}

impl Maker {
    /// Those that have a table of their own, beside genawaiter.
    pub const BOXES: [Self; 2] = [Self::Boxed, Self::BoxedSend];

    /// All others, in the order of the tables.
    pub const ALL: [Self; 10] = [
        Self::Hand,
        Self::Hchk,
        Self::Coroutine,
        Self::Diapause,
        Self::GenawaiterRc,
        Self::GenawaiterStack,
        Self::NextGen,
        Self::Fauxgen,
        Self::Corosensei,
        Self::Rustc,
    ];

    /// Those that are crates one could take instead of this one.
    pub const PEERS: [Self; 6] = [
        Self::Diapause,
        Self::GenawaiterRc,
        Self::GenawaiterStack,
        Self::NextGen,
        Self::Fauxgen,
        Self::Corosensei,
    ];

    /// The name that the programs take and print.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Hchk => "hchk",
            Self::Coroutine => "coroutine",
            Self::Boxed => "boxed",
            Self::BoxedSend => "boxed(send)",
            Self::Diapause => "diapause",
            Self::GenawaiterRc => "genawaiter-rc",
            Self::GenawaiterStack => "genawaiter-stack",
            Self::NextGen => "next-gen",
            Self::Fauxgen => "fauxgen",
            Self::Corosensei => "corosensei",
            Self::Rustc => "rustc",
        }
    }
}

/// A machine that runs a workload.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// What is run.
    pub workload: &'static str,
    /// Who made the machine.
    pub maker: Maker,
    /// Makes a machine and runs it once, each resume behind a call.
    pub call: fn() -> Sum,
    /// Makes a machine and runs it once, the resumes inlined.
    pub inlined: fn() -> Sum,
}

/// `cells! { "workload" by driver; Maker = machine; … }` are the cells of a workload. What makes the machine is written
/// as its maker wants it, and made into what the drivers take here.
#[macro_export]
macro_rules! cells {
    ($workload:literal by $drive:path; $($maker:ident = $machine:expr;)*) => {
        $crate::cells!(@ [] $workload, $drive, $($maker = $machine;)*)
    };
    (@ [$($cell:expr,)*] $workload:literal, $drive:path,) => {
        &[$($cell),*]
    };
    (@ [$($cell:expr,)*] $workload:literal, $drive:path, Genawaiter = $machine:expr; $($rest:tt)*) => {
        $crate::cells!(
            @ [$($cell,)* $crate::cells!(@cell $workload, $drive, GenawaiterRc, $machine),
                $crate::cells!(@cell $workload, $drive, GenawaiterStack, $machine),]
            $workload, $drive, $($rest)*
        )
    };
    (@ [$($cell:expr,)*] $workload:literal, $drive:path, $maker:ident = $machine:expr; $($rest:tt)*) => {
        $crate::cells!(@ [$($cell,)* $crate::cells!(@cell $workload, $drive, $maker, $machine),] $workload, $drive, $($rest)*)
    };
    (@cell $workload:literal, $drive:path, $maker:ident, $machine:expr) => {
        $crate::cell::Cell {
            workload: $workload,
            maker: $crate::cell::Maker::$maker,
            call: || {
                use $drive as drive;
                $crate::cells!(@with $maker, $machine, |machine| drive::<$crate::drive::Call>(machine))
            },
            inlined: || {
                use $drive as drive;
                $crate::cells!(@with $maker, $machine, |machine| drive::<$crate::drive::Inlined>(machine))
            },
        }
    };
    (@with Hand, $made:expr, |$machine:ident| $do:expr) => {{
        let $machine = $crate::machine::Hand($made);
        $do
    }};
    (@with Hchk, $made:expr, |$machine:ident| $do:expr) => {{
        let $machine = $crate::machine::Coro($made);
        $do
    }};
    (@with Coroutine, $made:expr, |$machine:ident| $do:expr) => {{
        let $machine = $crate::machine::Coro($made);
        $do
    }};
    (@with Boxed, $made:expr, |$machine:ident| $do:expr) => {{
        let $machine = $crate::machine::Coro($made);
        $do
    }};
    (@with BoxedSend, $made:expr, |$machine:ident| $do:expr) => {{
        let $machine = $crate::machine::Coro($made);
        $do
    }};
    (@with Diapause, $made:expr, |$machine:ident| $do:expr) => {{
        let $machine = $crate::machine::Diapause($made);
        $do
    }};
    (@with GenawaiterRc, $made:expr, |$machine:ident| $do:expr) => {{
        let $machine = $crate::machine::Rc(::genawaiter::rc::Gen::new($made));
        $do
    }};
    (@with GenawaiterStack, $made:expr, |$machine:ident| $do:expr) => {{
        ::genawaiter::stack::let_gen_using!(generator, $made);
        let $machine = $crate::machine::Stack(generator);
        $do
    }};
    (@with NextGen, $made:expr, |$machine:ident| $do:expr) => {{
        let (body, arguments) = $made;
        let mut generator = ::std::pin::pin!(::next_gen::generator_fn::GeneratorFn::empty());
        generator.as_mut().init(body, arguments);
        let $machine = $crate::machine::NextGen(generator);
        $do
    }};
    (@with Fauxgen, $made:expr, |$machine:ident| $do:expr) => {{
        let generator = ::std::pin::pin!($made);
        let $machine = $crate::machine::Fauxgen(generator);
        $do
    }};
    (@with Rustc, $made:expr, |$machine:ident| $do:expr) => {{
        let $machine = $made;
        $do
    }};
    (@with Corosensei, $made:expr, |$machine:ident| $do:expr) => {{
        let $machine = $crate::machine::Corosensei(::corosensei::Coroutine::new($made));
        $do
    }};
}
