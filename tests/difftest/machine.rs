//! The side under test: the same tokens as a machine, driven through the trait that every user calls.

use std::{fmt::Debug, marker::PhantomData};

use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

use crate::{
    effects::line,
    play::{Subject, guarded},
};

/// The body as a coroutine in a module of its own: `{ attribute arguments } body`.
macro_rules! machine {
    ({ $($argument:tt)* } $($body:tt)+) => {
        mod machine {
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use super::*;
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use coro_runtime::prelude::*;

            #[coro::coroutine($($argument)*)]
            pub(super) $($body)+
        }
    };
}
pub(crate) use machine;

/// As `machine!`, with a state that rustc lays out.
macro_rules! boxed {
    ({ $($argument:tt)* } $($body:tt)+) => {
        mod boxed {
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use super::*;
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use coro_runtime::prelude::*;

            #[coro::coroutine(boxed, $($argument)*)]
            pub(super) $($body)+
        }
    };
}
pub(crate) use boxed;

/// Drives a coroutine that receives `In`.
pub(crate) struct Machine<C, In> {
    coroutine: C,
    received: PhantomData<fn(In)>,
}

impl<C: Coroutine<In>, In> Machine<C, In> {
    pub(crate) fn new(coroutine: C) -> Self {
        Machine { coroutine, received: PhantomData }
    }
}

impl<C, In> Subject<In> for Machine<C, In>
where
    C: Coroutine<In, Yield: Debug, Return: Debug>,
{
    fn prime(&mut self) {
        show(self.coroutine.prime());
    }

    fn send(&mut self, value: In) {
        show(self.coroutine.send(value));
    }

    fn close(&mut self) {
        show_closed(self.coroutine.close());
    }

    fn status(&self) -> Status {
        self.coroutine.status()
    }
}

/// A panic in a value that has been handed out is the caller's, and not one of the body.
pub(crate) fn show<Y: Debug, R: Debug>(result: Result<CoroutineState<Y, R>, ResumeError>) {
    match result {
        Ok(CoroutineState::Yielded(value)) => {
            line(format_args!("yielded {value:?}"));
            guarded(|| drop(value));
        }
        Ok(CoroutineState::Complete(returned)) => {
            line(format_args!("returned {returned:?}"));
            guarded(|| drop(returned));
        }
        Err(error) => line(format_args!("refused {error:?}")),
    }
}

pub(crate) fn show_closed<R: Debug>(result: Result<Option<R>, ResumeError>) {
    match result {
        Ok(returned) => {
            line(format_args!("closed {returned:?}"));
            guarded(|| drop(returned));
        }
        Err(error) => line(format_args!("refused {error:?}")),
    }
}

#[cfg(test)]
mod tests {
    use std::mem::replace;

    use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

    use super::Machine;
    use crate::{effects::D, harness::compare, oracle::Oracle};

    async fn holds_a_guard() -> u32 {
        let guard = D::new("guard");
        let value = crate::oracle::exchange::<u32, ()>(()).await;
        guard.name() + value
    }

    /// The same body, written by hand.
    enum HoldsAGuard {
        Created,
        Suspended { guard: D },
        Finished,
        Poisoned,
    }

    impl Coroutine<u32> for HoldsAGuard {
        type Yield = ();
        type Return = u32;

        fn prime(&mut self) -> Result<CoroutineState<(), u32>, ResumeError> {
            match self {
                HoldsAGuard::Created => {
                    *self = HoldsAGuard::Poisoned;
                    *self = HoldsAGuard::Suspended { guard: D::new("guard") };
                    Ok(CoroutineState::Yielded(()))
                }
                HoldsAGuard::Suspended { .. } => Err(ResumeError::AlreadyPrimed),
                HoldsAGuard::Finished => Err(ResumeError::Finished),
                HoldsAGuard::Poisoned => Err(ResumeError::Poisoned),
            }
        }

        fn send(&mut self, value: u32) -> Result<CoroutineState<(), u32>, ResumeError> {
            match replace(self, HoldsAGuard::Poisoned) {
                HoldsAGuard::Created => {
                    *self = HoldsAGuard::Created;
                    Err(ResumeError::NotPrimed)
                }
                HoldsAGuard::Suspended { guard } => {
                    let sum = guard.name() + value;
                    drop(guard);
                    *self = HoldsAGuard::Finished;
                    Ok(CoroutineState::Complete(sum))
                }
                HoldsAGuard::Finished => {
                    *self = HoldsAGuard::Finished;
                    Err(ResumeError::Finished)
                }
                HoldsAGuard::Poisoned => Err(ResumeError::Poisoned),
            }
        }

        fn close(&mut self) -> Result<Option<u32>, ResumeError> {
            let state = replace(self, HoldsAGuard::Poisoned);
            if matches!(state, HoldsAGuard::Poisoned) {
                return Err(ResumeError::Poisoned);
            }
            drop(state);
            *self = HoldsAGuard::Finished;
            Ok(None)
        }

        fn status(&self) -> Status {
            match self {
                HoldsAGuard::Created => Status::Created,
                HoldsAGuard::Suspended { .. } => Status::Suspended,
                HoldsAGuard::Finished => Status::Finished,
                HoldsAGuard::Poisoned => Status::Poisoned,
            }
        }
    }

    #[test]
    fn a_machine_written_by_hand_agrees() {
        let machine = || Machine::<_, u32>::new(HoldsAGuard::Created);
        compare::<u32, _, _>("by hand", &[1, 2], 2, machine, || Oracle::new(holds_a_guard));
    }
}
