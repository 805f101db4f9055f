//! One subject and one script: the calls, and the trace that is left.

use std::{
    any::Any,
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
    sync::Once,
};

use coro_runtime::Status;

use crate::{
    effects::{Bomb, Ticks, line, start_trace, take_trace, ticks},
    sent::Sent,
};

/// One side of a comparison. Each call writes what comes of it into the trace.
pub(crate) trait Subject<In> {
    fn prime(&mut self);
    fn send(&mut self, value: In);
    fn close(&mut self);
    fn status(&self) -> Status;
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum End {
    Close,
    Drop,
    /// The subject has completed: whatever else is called must be refused.
    CallOn,
}

/// What one subject did in one run.
pub(crate) struct Run {
    pub(crate) trace: String,
    /// The status when the script was at its end.
    pub(crate) status: Status,
    pub(crate) before_last_step: Ticks,
    pub(crate) before_end: Ticks,
    pub(crate) total: Ticks,
}

pub(crate) fn play<In: Sent, S: Subject<In>>(
    make: impl Fn() -> S,
    script: &[In::Symbol],
    spare: In::Symbol,
    end: End,
    bomb: Bomb,
) -> Run {
    start_trace(bomb);
    let mut before_last_step = ticks();
    let mut status = Status::Created;
    let mut before_end = ticks();
    guarded(|| {
        let mut subject = make();
        step(&mut subject, "prime", S::prime);
        for symbol in script {
            before_last_step = ticks();
            step(&mut subject, "send", |subject| subject.send(In::from_symbol(*symbol)));
        }
        status = subject.status();
        before_end = ticks();
        if end != End::Drop {
            step(&mut subject, "prime", S::prime);
        }
        if end == End::CallOn {
            step(&mut subject, "send", |subject| subject.send(In::from_symbol(spare)));
        }
        if end != End::Drop {
            step(&mut subject, "close", S::close);
            step(&mut subject, "close", S::close);
        }
        if end == End::Close {
            step(&mut subject, "prime", S::prime);
        }
        line(format_args!("-- drop"));
        drop(subject);
    });
    Run { total: ticks(), trace: take_trace(), status, before_last_step, before_end }
}

pub(crate) fn play_unprimed<In: Sent, S: Subject<In>>(
    make: impl Fn() -> S,
    input: In::Symbol,
    end: End,
) -> String {
    start_trace(Bomb::Nowhere);
    guarded(|| {
        let mut subject = make();
        step(&mut subject, "send", |subject| subject.send(In::from_symbol(input)));
        if end == End::Close {
            step(&mut subject, "close", S::close);
            step(&mut subject, "prime", S::prime);
        }
        line(format_args!("-- drop"));
        drop(subject);
    });
    take_trace()
}

fn step<In, S: Subject<In>>(subject: &mut S, name: &str, call: impl FnOnce(&mut S)) {
    line(format_args!("-- {name}"));
    guarded(|| call(&mut *subject));
    line(format_args!("is {:?}", subject.status()));
}

/// Runs `call`; a panic becomes a line of the trace.
pub(crate) fn guarded(call: impl FnOnce()) {
    EXPECTED.set(EXPECTED.get() + 1);
    let result = catch_unwind(AssertUnwindSafe(call));
    EXPECTED.set(EXPECTED.get() - 1);
    if let Err(payload) = result {
        line(format_args!("PANIC {}", message(&*payload)));
    }
}

pub(crate) fn message(payload: &(dyn Any + Send)) -> &str {
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    owned.or(payload.downcast_ref::<&str>().copied()).unwrap_or("without a message")
}

thread_local!(static EXPECTED: Cell<u32> = const { Cell::new(0) });

/// A panic of a body belongs into its trace and not onto the screen.
pub(crate) fn silence_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let default = take_hook();
        set_hook(Box::new(move |info| {
            if EXPECTED.get() == 0 {
                default(info);
            }
        }));
    });
}
