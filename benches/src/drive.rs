//! Runs a machine to its end and sums up what it yields.
//!
//! Every driver comes in two modes. *Inlined*: the resume is part of the driver's loop, if the compiler wants it there.
//! *Call*: it stands behind a function that is never inlined, as where a machine is resumed from several places.

use coro_runtime::{Coroutine, CoroutineState, ResumeError};
use genawaiter::{GeneratorState, rc::Gen};

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

    /// Adds what the steps yield until there is none.
    #[inline(always)]
    fn add_all(&mut self, mut step: impl FnMut() -> Option<u32>) {
        while let Some(value) = step() {
            self.add(value);
        }
    }
}

type Answer = Result<CoroutineState<u32, ()>, ResumeError>;

/// A machine of this project, or one written by hand with the same contract.
#[inline(always)]
pub fn coroutine<C: Coroutine<(), Yield = u32, Return = ()>>(mut machine: C, mode: Mode) -> Sum {
    #[inline(never)]
    fn send<C: Coroutine<(), Yield = u32, Return = ()>>(machine: &mut C) -> Answer {
        machine.send(())
    }
    #[inline(always)]
    fn yielded(answer: Answer) -> Option<u32> {
        match answer {
            Ok(CoroutineState::Yielded(value)) => Some(value),
            Ok(CoroutineState::Complete(())) | Err(_) => None,
        }
    }
    let mut total = Sum::default();
    if let Some(value) = yielded(machine.prime()) {
        total.add(value);
        match mode {
            Mode::Inlined => total.add_all(|| yielded(machine.send(()))),
            Mode::Call => total.add_all(|| yielded(send(&mut machine))),
        }
    }
    total
}

/// A machine of diapause.
#[inline(always)]
pub fn diapause<C: diapause::Coroutine<(), Yield = u32, Return = ()>>(mut machine: C, mode: Mode) -> Sum {
    #[inline(never)]
    fn resume<C: diapause::Coroutine<(), Yield = u32, Return = ()>>(
        machine: &mut C,
    ) -> diapause::CoroutineState<u32, ()> {
        machine.resume(())
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
        match mode {
            Mode::Inlined => total.add_all(|| yielded(machine.resume(()))),
            Mode::Call => total.add_all(|| yielded(resume(&mut machine))),
        }
    }
    total
}

/// A generator of genawaiter.
#[inline(always)]
pub fn genawaiter<F: Future<Output = ()>>(mut machine: Gen<u32, (), F>, mode: Mode) -> Sum {
    #[inline(never)]
    fn resume<F: Future<Output = ()>>(machine: &mut Gen<u32, (), F>) -> GeneratorState<u32, ()> {
        machine.resume()
    }
    #[inline(always)]
    fn yielded(state: GeneratorState<u32, ()>) -> Option<u32> {
        match state {
            GeneratorState::Yielded(value) => Some(value),
            GeneratorState::Complete(()) => None,
        }
    }
    let mut total = Sum::default();
    match mode {
        Mode::Inlined => total.add_all(|| yielded(machine.resume())),
        Mode::Call => total.add_all(|| yielded(resume(&mut machine))),
    }
    total
}
