//! A filter that pushes what passes it into another machine, its target, which keeps a checksum.

use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::cell::Cell;
use crate::cells;
use crate::drive::{Mode, Sum, push};
use crate::machine::Machine;

/// What passes the filter is not less. Half of the numbers are.
pub const LEAST: u64 = 1 << 30;

static CHECKSUM: AtomicU64 = AtomicU64::new(0);

/// Where the targets keep their checksum.
pub fn checksum() -> &'static AtomicU64 {
    black_box(&CHECKSUM)
}

/// What every target does.
#[inline(always)]
pub fn add(checksum: &AtomicU64, value: u64) {
    checksum.store(checksum.load(Ordering::Relaxed).rotate_left(5) ^ value, Ordering::Relaxed);
}

/// Runs a machine.
#[inline(always)]
pub fn drive<D: Mode>(machine: impl Machine<u64, Out = ()>) -> Sum {
    CHECKSUM.store(0, Ordering::Relaxed);
    let mut sum = push::<D, u64, _>(machine, super::numbers().iter().copied());
    sum.checksum ^= CHECKSUM.load(Ordering::Relaxed);
    sum
}

/// Every maker's machine.
pub const CELLS: &[Cell] = cells! {
    "filter" by drive;
    Hand = hand::filter(black_box(LEAST), hand::summing(checksum()));
    Hchk = hchk::filter(black_box(LEAST), hchk::summing(checksum()));
    Coroutine = coroutine::filter(black_box(LEAST), coroutine::summing(checksum()));
    Diapause = diapause::filter(black_box(LEAST), diapause::summing(checksum()));
    Genawaiter = |co| async move {
        let least = black_box(LEAST);
        genawaiter::stack::let_gen_using!(target, |co| async move {
            let checksum = checksum();
            loop {
                let value: u64 = co.yield_(()).await;
                add(checksum, value);
            }
        });
        target.resume_with(0);
        loop {
            let value: u64 = co.yield_(()).await;
            if value >= least && target.resume_with(value) == genawaiter::GeneratorState::Complete(()) {
                break;
            }
        }
    };
    NextGen = (next_gen::filter, (black_box(LEAST), checksum()));
    Fauxgen = fauxgen::filter(black_box(LEAST), checksum());
    Corosensei = |yielder: &corosensei::Yielder<u64, ()>, _: u64| {
        let least = black_box(LEAST);
        let summing = |yielder: &corosensei::Yielder<u64, ()>, _: u64| -> () {
            let checksum = checksum();
            loop {
                add(checksum, yielder.suspend(()));
            }
        };
        let mut target = corosensei::Coroutine::new(summing);
        target.resume(0);
        loop {
            let value: u64 = yielder.suspend(());
            if value >= least && target.resume(value).as_return().is_some() {
                break;
            }
        }
    };
};

mod hand {
    use std::sync::atomic::AtomicU64;

    use super::add;
    use crate::machine::ByHand;

    pub(super) struct Summing<'s> {
        checksum: &'s AtomicU64,
    }

    pub(super) fn summing(checksum: &AtomicU64) -> Summing<'_> {
        Summing { checksum }
    }

    impl ByHand<u64> for Summing<'_> {
        type Out = ();

        #[inline]
        fn start(&mut self) -> Option<()> {
            Some(())
        }

        #[inline]
        fn resume(&mut self, value: u64) -> Option<()> {
            add(self.checksum, value);
            Some(())
        }
    }

    pub(super) struct Filter<T> {
        least: u64,
        target: T,
    }

    pub(super) fn filter<T: ByHand<u64, Out = ()>>(least: u64, target: T) -> Filter<T> {
        Filter { least, target }
    }

    impl<T: ByHand<u64, Out = ()>> ByHand<u64> for Filter<T> {
        type Out = ();

        #[inline]
        fn start(&mut self) -> Option<()> {
            self.target.start()
        }

        #[inline]
        fn resume(&mut self, value: u64) -> Option<()> {
            if value >= self.least { self.target.resume(value) } else { Some(()) }
        }
    }
}

mod hchk {
    use std::sync::atomic::AtomicU64;

    use coro_runtime::{Consumer, Coroutine, CoroutineState, ResumeError, Status};

    use super::add;
    use crate::contract::{self, Guard, States};

    type Answer<R> = Result<CoroutineState<(), R>, ResumeError>;

    /// What both are: at work on `T`, or not.
    enum Place<T> {
        Created(T),
        Suspended(T),
        Finished,
        Poisoned,
    }

    impl<T> States for Place<T> {
        const FINISHED: Self = Self::Finished;
        const POISONED: Self = Self::Poisoned;

        #[inline]
        fn status(&self) -> Status {
            match self {
                Self::Created(_) => Status::Created,
                Self::Suspended(_) => Status::Suspended,
                Self::Finished => Status::Finished,
                Self::Poisoned => Status::Poisoned,
            }
        }
    }

    pub(super) struct Summing<'s>(Place<&'s AtomicU64>);

    pub(super) fn summing(checksum: &AtomicU64) -> Summing<'_> {
        Summing(Place::Created(checksum))
    }

    impl Coroutine<u64> for Summing<'_> {
        type Yield = ();
        type Return = ();

        #[inline]
        fn prime(&mut self) -> Answer<()> {
            let Place::Created(checksum) = self.0 else {
                return contract::refused(&self.0, ResumeError::AlreadyPrimed);
            };
            self.0 = Place::Suspended(checksum);
            Ok(CoroutineState::Yielded(()))
        }

        #[inline]
        fn send(&mut self, value: u64) -> Answer<()> {
            let Place::Suspended(checksum) = &self.0 else {
                return contract::refused(&self.0, ResumeError::NotPrimed);
            };
            add(checksum, value);
            Ok(CoroutineState::Yielded(()))
        }

        fn close(&mut self) -> Result<Option<()>, ResumeError> {
            contract::close(&mut self.0)
        }

        fn status(&self) -> Status {
            self.0.status()
        }
    }

    struct Filtering<T> {
        least: u64,
        target: T,
    }

    pub(super) struct Filter<T>(Place<Filtering<T>>);

    pub(super) fn filter<T: Consumer<u64>>(least: u64, target: T) -> Filter<T> {
        Filter(Place::Created(Filtering { least, target }))
    }

    impl<T: Consumer<u64>> Coroutine<u64> for Filter<T> {
        type Yield = ();
        type Return = Result<(), ResumeError>;

        #[inline]
        fn prime(&mut self) -> Answer<Self::Return> {
            let place = std::mem::replace(&mut self.0, Place::Poisoned);
            let Place::Created(mut filtering) = place else {
                self.0 = place;
                return contract::refused(&self.0, ResumeError::AlreadyPrimed);
            };
            if let Err(error) = filtering.target.prime() {
                drop(filtering);
                self.0 = Place::Finished;
                return Ok(CoroutineState::Complete(Err(error)));
            }
            self.0 = Place::Suspended(filtering);
            Ok(CoroutineState::Yielded(()))
        }

        #[inline]
        fn send(&mut self, value: u64) -> Answer<Self::Return> {
            let Place::Suspended(Filtering { least, .. }) = &self.0 else {
                return contract::refused(&self.0, ResumeError::NotPrimed);
            };
            if value < *least {
                return Ok(CoroutineState::Yielded(()));
            }
            // The target may panic.
            let guard = Guard(&mut self.0);
            let Place::Suspended(Filtering { target, .. }) = guard.0 else { unreachable!() };
            let sent = target.send(value);
            if let Err(error) = sent {
                *guard.0 = Place::Finished;
                std::mem::forget(guard);
                return Ok(CoroutineState::Complete(Err(error)));
            }
            std::mem::forget(guard);
            Ok(CoroutineState::Yielded(()))
        }

        fn close(&mut self) -> Result<Option<Self::Return>, ResumeError> {
            contract::close(&mut self.0)
        }

        fn status(&self) -> Status {
            self.0.status()
        }
    }
}

mod coroutine {
    use std::sync::atomic::AtomicU64;

    use coro_runtime::prelude::*;

    use super::add;

    #[coro::coroutine(recv = u64)]
    pub(super) fn summing(checksum: &AtomicU64) {
        loop {
            add(checksum, recv!());
        }
    }

    #[coro::coroutine(recv = u64)]
    pub(super) fn filter(least: u64, mut target: impl Consumer<u64>) -> Result<(), ResumeError> {
        target.prime()?;
        loop {
            let value: u64 = recv!();
            if value >= least {
                target.send(value)?;
            }
        }
    }
}

mod diapause {
    use std::sync::atomic::AtomicU64;

    use diapause::{Coroutine, CoroutineState};

    use super::add;

    #[diapause::coroutine(yield = (), resume = u64)]
    pub(super) fn summing<'s>(checksum: &'s AtomicU64) {
        loop {
            let value: u64 = yield_!(());
            add(checksum, value);
        }
    }

    #[diapause::coroutine(yield = (), resume = u64)]
    pub(super) fn filter<T: Coroutine<u64, Yield = (), Return = ()>>(least: u64, mut target: T) {
        if let CoroutineState::Complete(()) = target.start() {
            return;
        }
        loop {
            let value: u64 = yield_!(());
            if value >= least && target.resume(value) == CoroutineState::Complete(()) {
                return;
            }
        }
    }
}

mod next_gen {
    use std::sync::atomic::AtomicU64;

    use next_gen::prelude::*;

    use super::add;

    #[generator(yield(()), resume(u64))]
    fn summing(checksum: &'static AtomicU64) {
        loop {
            let value: u64 = yield_!(());
            add(checksum, value);
        }
    }

    #[generator(yield(()), resume(u64))]
    pub(super) fn filter(least: u64, checksum: &'static AtomicU64) {
        mk_gen!(let mut target = summing(checksum));
        target.as_mut().resume(0);
        loop {
            let value: u64 = yield_!(());
            if value >= least && target.as_mut().resume(value) == GeneratorState::Returned(()) {
                break;
            }
        }
    }
}

mod fauxgen {
    use std::pin::pin;
    use std::sync::atomic::AtomicU64;

    use fauxgen::{Generator, GeneratorState};

    use super::add;

    #[fauxgen::generator(yield = (), arg = u64)]
    fn summing(checksum: &'static AtomicU64) {
        loop {
            let value: u64 = r#yield!(());
            add(checksum, value);
        }
    }

    #[fauxgen::generator(yield = (), arg = u64)]
    pub(super) fn filter(least: u64, checksum: &'static AtomicU64) {
        let mut target = pin!(summing(checksum));
        target.as_mut().resume(0);
        loop {
            let value: u64 = r#yield!(());
            if value >= least && target.as_mut().resume(value) == GeneratorState::Complete(()) {
                break;
            }
        }
    }
}
