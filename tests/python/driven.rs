//! The machines behind one face, in the words of the transcript.

use std::{cell::RefCell, fmt::Write};

use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status, Throw};

/// What is thrown in.
#[derive(Debug)]
pub(crate) struct Boom;

/// Each call says what comes of it.
pub(crate) trait Driven {
    fn next(&mut self) -> String;
    fn send(&mut self, value: i64) -> String;
    fn throw(&mut self) -> String;
    fn close(&mut self) -> String;
}

thread_local!(static EVENTS: RefCell<String> = const { RefCell::new(String::new()) });

/// An event of a program.
pub(crate) fn log(text: impl std::fmt::Display) {
    EVENTS.with_borrow_mut(|events| writeln!(events, "   {text}").expect("a string takes everything"));
}

pub(crate) fn take_events() -> String {
    EVENTS.take()
}

/// Python's `finally: log(text)`.
pub(crate) struct Finally(pub(crate) &'static str);

impl Drop for Finally {
    fn drop(&mut self) {
        log(self.0);
    }
}

/// As Python writes it.
pub(crate) trait Written {
    fn written(&self) -> String;
}

impl Written for () {
    fn written(&self) -> String {
        "None".to_owned()
    }
}

impl Written for i64 {
    fn written(&self) -> String {
        self.to_string()
    }
}

impl Written for Option<i64> {
    fn written(&self) -> String {
        self.map_or_else(|| "None".to_owned(), |value| value.to_string())
    }
}

fn resumed<Y: Written, R: Written>(result: Result<CoroutineState<Y, R>, ResumeError>) -> String {
    match result {
        Ok(CoroutineState::Yielded(value)) => format!("yielded {}", value.written()),
        Ok(CoroutineState::Complete(value)) => format!("returned {}", value.written()),
        Err(ResumeError::Finished) => "finished".to_owned(),
        Err(_) => "refused".to_owned(),
    }
}

fn closed<R: Written>(result: Result<Option<R>, ResumeError>) -> String {
    match result {
        Ok(Some(value)) => format!("closed {}", value.written()),
        Ok(None) => "closed None".to_owned(),
        Err(ResumeError::IgnoredClose) => "ignored".to_owned(),
        Err(error) => format!("{error}"),
    }
}

/// One that is sent nothing: `next` primes it, and sends `()` from then on.
pub(crate) struct Iterating<C>(pub(crate) C);

impl<C: Coroutine<(), Yield: Written, Return: Written>> Driven for Iterating<C> {
    fn next(&mut self) -> String {
        match self.0.status() {
            Status::Created => resumed(self.0.prime()),
            _ => resumed(self.0.send(())),
        }
    }

    fn send(&mut self, _: i64) -> String {
        panic!("nothing can be sent to it")
    }

    fn throw(&mut self) -> String {
        panic!("nothing can be thrown into it")
    }

    fn close(&mut self) -> String {
        closed(self.0.close())
    }
}

/// One that is sent numbers.
pub(crate) struct Receiving<C>(pub(crate) C);

impl<C: Coroutine<i64, Yield: Written, Return: Written>> Driven for Receiving<C> {
    fn next(&mut self) -> String {
        resumed(self.0.prime())
    }

    fn send(&mut self, value: i64) -> String {
        resumed(self.0.send(value))
    }

    fn throw(&mut self) -> String {
        panic!("nothing can be thrown into it")
    }

    fn close(&mut self) -> String {
        closed(self.0.close())
    }
}

/// One that is thrown to as well; what it returns as an error it raises.
pub(crate) struct Throwing<C>(pub(crate) C);

fn raised<Y: Written, R: Written>(result: Result<CoroutineState<Y, Result<R, Boom>>, ResumeError>) -> String {
    match result {
        Ok(CoroutineState::Complete(Err(Boom))) => "raised Boom".to_owned(),
        Ok(CoroutineState::Complete(Ok(value))) => format!("returned {}", value.written()),
        Ok(CoroutineState::Yielded(value)) => format!("yielded {}", value.written()),
        Err(error) => resumed::<Y, R>(Err(error)),
    }
}

impl<C, Y: Written, R: Written> Driven for Throwing<C>
where
    C: Throw<Boom, i64, Yield = Y, Return = Result<R, Boom>>,
{
    fn next(&mut self) -> String {
        raised(self.0.prime())
    }

    fn send(&mut self, value: i64) -> String {
        raised(self.0.send(value))
    }

    fn throw(&mut self) -> String {
        raised(self.0.throw(Boom))
    }

    fn close(&mut self) -> String {
        closed(self.0.close().map(|value| value.and_then(Result::ok)))
    }
}
