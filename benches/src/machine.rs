//! What the drivers ask of a machine, whoever made it.

use std::pin::Pin;

use coro_runtime::{CoroutineState, ResumeError};
use genawaiter::GeneratorState;

/// A machine that is resumed with values of type `In`.
pub trait Machine<In>: Footprint {
    /// What it hands out.
    type Out;
    /// What it answers a resume with, as it comes.
    type Answer;

    /// Runs it to its first suspension.
    fn start(&mut self) -> Option<Self::Out>;

    /// Resumes it.
    fn resume(&mut self, input: In) -> Self::Answer;

    /// What was handed out; `None` if the machine has come to its end.
    fn yielded(answer: Self::Answer) -> Option<Self::Out>;

    /// Closes it, if it is one that can be closed.
    #[inline(always)]
    fn close(&mut self) {}
}

/// The bytes that a machine takes, on the heap or not.
pub trait Footprint {
    /// Those of this one.
    fn footprint(&self) -> usize;
}

/// A machine as short as one can write it by hand.
pub trait ByHand<In> {
    /// What it hands out.
    type Out;

    /// Runs it to its first suspension.
    fn start(&mut self) -> Option<Self::Out>;

    /// Resumes it. It has been started, and has not come to its end.
    fn resume(&mut self, input: In) -> Option<Self::Out>;
}

/// See [`ByHand`].
#[derive(Debug)]
pub struct Hand<M>(pub M);

impl<M> Footprint for Hand<M> {
    fn footprint(&self) -> usize {
        size_of::<M>()
    }
}

impl<In, M: ByHand<In>> Machine<In> for Hand<M> {
    type Out = M::Out;
    type Answer = Option<M::Out>;

    #[inline(always)]
    fn start(&mut self) -> Option<M::Out> {
        self.0.start()
    }

    #[inline(always)]
    fn resume(&mut self, input: In) -> Option<M::Out> {
        self.0.resume(input)
    }

    #[inline(always)]
    fn yielded(answer: Option<M::Out>) -> Option<M::Out> {
        answer
    }
}

/// A machine with the contract of this project: one that `#[coroutine]` made, or one written by hand.
#[derive(Debug)]
pub struct Coro<C>(pub C);

impl<C> Footprint for Coro<C> {
    fn footprint(&self) -> usize {
        size_of::<C>()
    }
}

impl<In, C: coro_runtime::Coroutine<In>> Machine<In> for Coro<C> {
    type Out = C::Yield;
    type Answer = Result<CoroutineState<C::Yield, C::Return>, ResumeError>;

    #[inline(always)]
    fn start(&mut self) -> Option<C::Yield> {
        <Self as Machine<In>>::yielded(self.0.prime())
    }

    #[inline(always)]
    fn resume(&mut self, input: In) -> Self::Answer {
        self.0.send(input)
    }

    #[inline(always)]
    fn yielded(answer: Self::Answer) -> Option<C::Yield> {
        match answer {
            Ok(CoroutineState::Yielded(value)) => Some(value),
            Ok(CoroutineState::Complete(_)) | Err(_) => None,
        }
    }

    #[inline(always)]
    fn close(&mut self) {
        // A machine that ignores it or is poisoned is dropped in any case.
        let _ = self.0.close();
    }
}

/// A machine of diapause.
#[derive(Debug)]
pub struct Diapause<C>(pub C);

impl<C> Footprint for Diapause<C> {
    fn footprint(&self) -> usize {
        size_of::<C>()
    }
}

impl<In, C: diapause::Coroutine<In>> Machine<In> for Diapause<C> {
    type Out = C::Yield;
    type Answer = diapause::CoroutineState<C::Yield, C::Return>;

    #[inline(always)]
    fn start(&mut self) -> Option<C::Yield> {
        <Self as Machine<In>>::yielded(self.0.start())
    }

    #[inline(always)]
    fn resume(&mut self, input: In) -> Self::Answer {
        self.0.resume(input)
    }

    #[inline(always)]
    fn yielded(answer: Self::Answer) -> Option<C::Yield> {
        match answer {
            diapause::CoroutineState::Yielded(value) => Some(value),
            diapause::CoroutineState::Complete(_) => None,
        }
    }
}

/// A generator of genawaiter on the heap. What it is started with never reaches the body.
#[expect(missing_debug_implementations, reason = "the generator has none")]
pub struct Rc<Y, In, F: Future>(pub genawaiter::rc::Gen<Y, In, F>);

impl<Y, In, F: Future> Footprint for Rc<Y, In, F> {
    fn footprint(&self) -> usize {
        size_of::<genawaiter::rc::Gen<Y, In, F>>() + size_of::<F>()
    }
}

impl<Y, In: Default, F: Future> Machine<In> for Rc<Y, In, F> {
    type Out = Y;
    type Answer = GeneratorState<Y, F::Output>;

    #[inline(always)]
    fn start(&mut self) -> Option<Y> {
        <Self as Machine<In>>::yielded(self.resume(In::default()))
    }

    #[inline(always)]
    fn resume(&mut self, input: In) -> Self::Answer {
        self.0.resume_with(input)
    }

    #[inline(always)]
    fn yielded(answer: Self::Answer) -> Option<Y> {
        match answer {
            GeneratorState::Yielded(value) => Some(value),
            GeneratorState::Complete(_) => None,
        }
    }
}

/// A generator of genawaiter on the stack.
#[expect(missing_debug_implementations, reason = "the generator has none")]
pub struct Stack<'a, 's, Y, In, F: Future>(pub &'a mut genawaiter::stack::Gen<'s, Y, In, F>);

impl<Y, In, F: Future> Footprint for Stack<'_, '_, Y, In, F> {
    fn footprint(&self) -> usize {
        size_of::<genawaiter::stack::Gen<'_, Y, In, F>>() + size_of::<genawaiter::stack::Shelf<Y, In, F>>()
    }
}

impl<Y, In: Default, F: Future> Machine<In> for Stack<'_, '_, Y, In, F> {
    type Out = Y;
    type Answer = GeneratorState<Y, F::Output>;

    #[inline(always)]
    fn start(&mut self) -> Option<Y> {
        <Self as Machine<In>>::yielded(self.resume(In::default()))
    }

    #[inline(always)]
    fn resume(&mut self, input: In) -> Self::Answer {
        self.0.resume_with(input)
    }

    #[inline(always)]
    fn yielded(answer: Self::Answer) -> Option<Y> {
        match answer {
            GeneratorState::Yielded(value) => Some(value),
            GeneratorState::Complete(_) => None,
        }
    }
}

/// A generator of next-gen.
#[derive(Debug)]
pub struct NextGen<'a, G>(pub Pin<&'a mut G>);

impl<G> Footprint for NextGen<'_, G> {
    fn footprint(&self) -> usize {
        size_of::<G>()
    }
}

impl<In: Default, G: next_gen::generator::Generator<In>> Machine<In> for NextGen<'_, G> {
    type Out = G::Yield;
    type Answer = next_gen::generator::GeneratorState<G::Yield, G::Return>;

    #[inline(always)]
    fn start(&mut self) -> Option<G::Yield> {
        <Self as Machine<In>>::yielded(self.resume(In::default()))
    }

    #[inline(always)]
    fn resume(&mut self, input: In) -> Self::Answer {
        self.0.as_mut().resume(input)
    }

    #[inline(always)]
    fn yielded(answer: Self::Answer) -> Option<G::Yield> {
        match answer {
            next_gen::generator::GeneratorState::Yielded(value) => Some(value),
            next_gen::generator::GeneratorState::Returned(_) => None,
        }
    }
}

/// A generator of fauxgen.
#[derive(Debug)]
pub struct Fauxgen<'a, G>(pub Pin<&'a mut G>);

impl<G> Footprint for Fauxgen<'_, G> {
    fn footprint(&self) -> usize {
        size_of::<G>()
    }
}

impl<In: Default, G: fauxgen::Generator<In>> Machine<In> for Fauxgen<'_, G> {
    type Out = G::Yield;
    type Answer = fauxgen::GeneratorState<G::Yield, G::Return>;

    #[inline(always)]
    fn start(&mut self) -> Option<G::Yield> {
        <Self as Machine<In>>::yielded(self.resume(In::default()))
    }

    #[inline(always)]
    fn resume(&mut self, input: In) -> Self::Answer {
        self.0.as_mut().resume(input)
    }

    #[inline(always)]
    fn yielded(answer: Self::Answer) -> Option<G::Yield> {
        match answer {
            fauxgen::GeneratorState::Yielded(value) => Some(value),
            fauxgen::GeneratorState::Complete(_) => None,
        }
    }
}

/// A coroutine of corosensei, on a stack of its own.
#[expect(missing_debug_implementations, reason = "the coroutine has none")]
pub struct Corosensei<In, Y, R>(pub corosensei::Coroutine<In, Y, R>);

impl<In, Y, R> Footprint for Corosensei<In, Y, R> {
    /// The coroutine takes a stack of 1 MiB beside this, most of which is never touched.
    fn footprint(&self) -> usize {
        size_of::<Self>()
    }
}

impl<In: Default, Y, R> Machine<In> for Corosensei<In, Y, R> {
    type Out = Y;
    type Answer = corosensei::CoroutineResult<Y, R>;

    #[inline(always)]
    fn start(&mut self) -> Option<Y> {
        <Self as Machine<In>>::yielded(self.resume(In::default()))
    }

    #[inline(always)]
    fn resume(&mut self, input: In) -> Self::Answer {
        self.0.resume(input)
    }

    #[inline(always)]
    fn yielded(answer: Self::Answer) -> Option<Y> {
        match answer {
            corosensei::CoroutineResult::Yield(value) => Some(value),
            corosensei::CoroutineResult::Return(_) => None,
        }
    }
}
