//! Runs a machine to its end and sums up what it yields.
//!
//! Every driver comes in two modes. *Inlined*: the resume is part of the driver's loop, if the compiler wants it there.
//! *Call*: it stands behind a function that is never inlined, as where a machine is resumed from several places.

use coro_runtime::{Coroutine, CoroutineState};

/// Whether the resume may be inlined into the driver.
#[derive(Clone, Copy, Debug)]
pub enum Mode {
    /// It may.
    Inlined,
    /// It stands behind a call.
    Call,
}

/// What a run has yielded. The checksum depends on the order, and costs two instructions a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many values.
    pub n_values: u64,
    /// Their checksum.
    pub checksum: u32,
}

impl Sum {
    #[inline(always)]
    fn add(&mut self, value: u32) {
        self.n_values += 1;
        self.checksum = self.checksum.rotate_left(5) ^ value;
    }
}

/// Sums up what the steps yield until there is none.
#[inline(always)]
fn sum(mut step: impl FnMut() -> Option<u32>) -> Sum {
    let mut sum = Sum::default();
    while let Some(value) = step() {
        sum.add(value);
    }
    sum
}

/// A machine of this project, or one written by hand with the same contract.
#[inline(always)]
pub fn coroutine<C: Coroutine<(), Yield = u32, Return = ()>>(mut machine: C, mode: Mode) -> Sum {
    #[inline(never)]
    fn send<C: Coroutine<(), Yield = u32, Return = ()>>(machine: &mut C) -> Option<u32> {
        yielded(machine.send(()))
    }
    #[inline(always)]
    fn yielded<E>(answer: Result<CoroutineState<u32, ()>, E>) -> Option<u32> {
        match answer {
            Ok(CoroutineState::Yielded(value)) => Some(value),
            Ok(CoroutineState::Complete(())) | Err(_) => None,
        }
    }
    let mut total = Sum::default();
    if let Some(value) = yielded(machine.prime()) {
        total.add(value);
        let rest = match mode {
            Mode::Inlined => go_on(total, || yielded(machine.send(()))),
            Mode::Call => go_on(total, || send(&mut machine)),
        };
        return rest;
    }
    total
}

/// As [`sum`], after what has been yielded already.
#[inline(always)]
fn go_on(mut total: Sum, mut step: impl FnMut() -> Option<u32>) -> Sum {
    while let Some(value) = step() {
        total.add(value);
    }
    total
}

/// A machine of diapause.
#[inline(always)]
pub fn diapause<C: diapause::Coroutine<(), Yield = u32, Return = ()>>(mut machine: C, mode: Mode) -> Sum {
    #[inline(never)]
    fn resume<C: diapause::Coroutine<(), Yield = u32, Return = ()>>(machine: &mut C) -> Option<u32> {
        yielded(machine.resume(()))
    }
    #[inline(always)]
    fn yielded(state: diapause::CoroutineState<u32, ()>) -> Option<u32> {
        match state {
            diapause::CoroutineState::Yielded(value) => Some(value),
            diapause::CoroutineState::Complete(()) => None,
        }
    }
    let mut total = Sum::default();
    if let Some(value) = yielded(machine.start()) {
        total.add(value);
        return match mode {
            Mode::Inlined => go_on(total, || yielded(machine.resume(()))),
            Mode::Call => go_on(total, || resume(&mut machine)),
        };
    }
    total
}

/// A generator of genawaiter.
#[inline(always)]
pub fn genawaiter<F: Future<Output = ()>>(mut machine: genawaiter::rc::Gen<u32, (), F>, mode: Mode) -> Sum {
    #[inline(never)]
    fn resume<F: Future<Output = ()>>(machine: &mut genawaiter::rc::Gen<u32, (), F>) -> Option<u32> {
        yielded(machine.resume())
    }
    #[inline(always)]
    fn yielded(state: genawaiter::GeneratorState<u32, ()>) -> Option<u32> {
        match state {
            genawaiter::GeneratorState::Yielded(value) => Some(value),
            genawaiter::GeneratorState::Complete(()) => None,
        }
    }
    match mode {
        Mode::Inlined => sum(|| yielded(machine.resume())),
        Mode::Call => sum(|| resume(&mut machine)),
    }
}
