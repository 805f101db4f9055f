//! `yield_from!(sub)` in a body that rustc lowered.

use core::convert::Infallible;
use core::future::Future;

use super::{Channel, Passed, Point, Sees, Tried, Wait, handed};
use crate::__private::{Delegate, Resumed, ThrowDelegate, ignores_close};
use crate::{Coroutine, CoroutineState, Interrupt, Throw};

/// `yield_from!(sub)`, in a body that nothing can be thrown into.
pub async fn delegate<C, S>(channel: &C, mut sub: S, first: Option<C::In>, line: u32) -> S::Return
where
    C: Channel<Thrown = Infallible>,
    S: Coroutine<C::In, Yield = C::Yield>,
{
    let mut state = Delegate::resume(&mut sub, first);
    loop {
        match state {
            CoroutineState::Complete(returned) => return returned,
            CoroutineState::Yielded(value) => match hand_on(channel, &mut sub, value, line).await {
                Resumed::Sent(value) => state = Delegate::resume(&mut sub, Some(value)),
                Resumed::Thrown(never) => match never {},
            },
        }
    }
}

/// `yield_from!(sub)`, in a body that errors can be thrown into.
pub async fn delegate_or_throw<C, S>(channel: &C, mut sub: S, first: Option<C::In>, line: u32) -> S::Return
where
    C: Channel,
    S: Throw<C::Thrown, C::In> + Coroutine<C::In, Yield = C::Yield>,
{
    let mut state = Delegate::resume(&mut sub, first);
    loop {
        match state {
            CoroutineState::Complete(returned) => return returned,
            CoroutineState::Yielded(value) => {
                let resumed = hand_on(channel, &mut sub, value, line).await;
                state = ThrowDelegate::resume(&mut sub, Some(resumed));
            }
        }
    }
}

/// Hands out what `sub` does, and answers a close for it.
async fn hand_on<C, S>(channel: &C, sub: &mut S, value: C::Yield, line: u32) -> Resumed<C::In, C::Thrown>
where
    C: Channel,
    S: Coroutine<C::In>,
{
    channel.pass(Passed::Handed(value, Point { line, sees: Sees::Delegate }));
    loop {
        match Wait::<C, Tried>::new(channel).await {
            Ok(value) => return Resumed::Sent(value),
            Err(Interrupt::Throw(error)) => return Resumed::Thrown(error),
            Err(Interrupt::Close) => {
                let is_ignored = ignores_close(sub.close());
                channel.pass(if is_ignored { Passed::Ignored } else { Passed::Ended });
            }
        }
    }
}

/// What is delegated to where nothing is sent: a coroutine, or else an iterable.
///
/// `(&&&Delegated(&sub)).kind()` finds the first of these traits that the type of `sub` allows.
#[derive(Debug)]
pub struct Delegated<'s, S: ?Sized>(pub &'s S);

/// The first choice, since a coroutine that is sent nothing is an iterator too.
pub trait CoroutineFirst {
    fn kind(&self) -> Machines {
        Machines
    }
}

impl<S: Coroutine> CoroutineFirst for &&Delegated<'_, S> {}

/// The second choice.
pub trait IterableSecond {
    fn kind(&self) -> Iterables {
        Iterables
    }
}

impl<S: IntoIterator> IterableSecond for &Delegated<'_, S> {}

/// What is neither is to be reported as no coroutine.
pub trait MachineAtLast {
    fn kind(&self) -> Machines {
        Machines
    }
}

impl<S> MachineAtLast for Delegated<'_, S> {}

/// Delegates to coroutines.
#[derive(Clone, Copy, Debug)]
pub struct Machines;

impl Machines {
    #[inline]
    pub fn delegate<C, S>(self, channel: &C, sub: S, line: u32) -> impl Future<Output = S::Return>
    where
        C: Channel<Thrown = Infallible>,
        S: Coroutine<C::In, Yield = C::Yield>,
    {
        delegate(channel, sub, None, line)
    }

    #[inline]
    pub fn delegate_or_throw<C, S>(self, channel: &C, sub: S, line: u32) -> impl Future<Output = S::Return>
    where
        C: Channel,
        S: Throw<C::Thrown, C::In> + Coroutine<C::In, Yield = C::Yield>,
    {
        delegate_or_throw(channel, sub, None, line)
    }
}

/// Hands out the items of iterables.
#[derive(Clone, Copy, Debug)]
pub struct Iterables;

impl Iterables {
    pub async fn delegate<C, S>(self, channel: &C, sub: S, line: u32)
    where
        C: Channel<In = ()>,
        S: IntoIterator<Item = C::Yield>,
    {
        for item in sub {
            handed(channel, item, line).await;
        }
    }

    #[inline]
    pub fn delegate_or_throw<C, S>(self, channel: &C, sub: S, line: u32) -> impl Future<Output = ()>
    where
        C: Channel<In = ()>,
        S: IntoIterator<Item = C::Yield>,
    {
        self.delegate(channel, sub, line)
    }
}
