//! One subject and one script: the calls, and the trace that is left.

use std::{
    any::Any,
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
    sync::Once,
};

use coro_runtime::Status;

use crate::{
    effects::{Bomb, Ticks, line, silently, start_trace, take_trace, ticks, trace_len},
    sent::Sent,
};

/// One side of a comparison. Each call writes what comes of it into the trace.
pub trait Subject<In> {
    /// Up to the first suspension.
    fn prime(&mut self);
    /// Goes on with `value`.
    fn send(&mut self, value: In);
    /// Ends the body.
    fn close(&mut self);
    /// Where it stands.
    fn status(&self) -> Status;
    /// Itself, at another place in memory.
    fn moved(self: Box<Self>) -> Boxed<In>;
    /// Another one that stands where this one does, if it can be made in this way.
    fn copied(&self, copying: Copying) -> Option<Boxed<In>>;
}

/// A subject of whatever type, so that what is done with it is compiled once.
pub type Boxed<In> = Box<dyn Subject<In>>;

/// Makes a subject that has not run yet.
pub type Make<'a, In> = &'a dyn Fn() -> Boxed<In>;

/// How a second machine is made of a suspended one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Copying {
    /// By `Clone`.
    Cloned,
    /// By writing it down with serde and reading it again.
    Thawed,
}

/// What comes behind the last value of a script.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// A close, another one and a drop.
    Close,
    /// A drop alone.
    Drop,
    /// The subject has completed: whatever else is called must be refused.
    CallOn,
}

/// The values that are sent after priming, and the end.
#[derive(Clone, Copy, Debug)]
pub struct Script<'a, Symbol> {
    /// What is sent.
    pub symbols: &'a [Symbol],
    /// What is sent where it must be refused.
    pub spare: Symbol,
    /// What comes behind it.
    pub end: End,
}

/// What one subject did in one run.
#[derive(Debug)]
pub struct Run {
    /// A line for each thing that is seen.
    pub trace: String,
    /// The status when the script was at its end.
    pub status: Status,
    /// What had run before the last value was sent.
    pub before_last_step: Ticks,
    /// What had run before the end.
    pub before_end: Ticks,
    /// What has run in all.
    pub total: Ticks,
    /// How long the trace was after priming and after each value.
    pub cuts: Vec<usize>,
}

/// Plays `script`, with a panic where `bomb` says. After every step the subject is moved to another place; a subject
/// that can be copied by `replaced` goes on as its own copy.
pub fn play<In: Sent>(
    make: Make<'_, In>,
    script: Script<'_, In::Symbol>,
    bomb: Bomb,
    replaced: Option<Copying>,
) -> Run {
    start_trace(bomb);
    let mut run = Run {
        trace: String::new(),
        status: Status::Created,
        before_last_step: ticks(),
        before_end: ticks(),
        total: ticks(),
        cuts: Vec::new(),
    };
    guarded(|| {
        let mut subject = step(make(), "prime", |subject| subject.prime());
        run.cuts.push(trace_len());
        for symbol in script.symbols {
            subject = replace(subject, replaced);
            run.before_last_step = ticks();
            subject = send::<In>(subject, *symbol);
            run.cuts.push(trace_len());
        }
        subject = replace(subject, replaced);
        run.status = subject.status();
        run.before_end = ticks();
        finish(subject, script);
    });
    run.total = ticks();
    run.trace = take_trace();
    run
}

/// Plays `script` on a machine of which a copy is made after `n_sent` values, and then the rest of the script on the
/// copy: both traces, the second from there on. `None` if it cannot be copied there.
pub fn play_forked<In: Sent>(
    make: Make<'_, In>,
    script: Script<'_, In::Symbol>,
    n_sent: usize,
    copying: Copying,
) -> Option<(String, String)> {
    start_trace(Bomb::Nowhere);
    let mut copy = None;
    guarded(|| {
        let mut subject = step(make(), "prime", |subject| subject.prime());
        for symbol in &script.symbols[..n_sent] {
            subject = send::<In>(subject, *symbol);
        }
        copy = silently(|| subject.copied(copying));
        for symbol in &script.symbols[n_sent..] {
            subject = send::<In>(subject, *symbol);
        }
        finish(subject, script);
    });
    let original = take_trace();
    let mut copy = copy?;
    start_trace(Bomb::Nowhere);
    guarded(|| {
        for symbol in &script.symbols[n_sent..] {
            copy = send::<In>(copy, *symbol);
        }
        finish(copy, script);
    });
    Some((original, take_trace()))
}

/// A send before priming changes nothing; neither the close nor the drop that follows runs any of the body.
pub fn play_unprimed<In: Sent>(make: Make<'_, In>, script: Script<'_, In::Symbol>) -> String {
    start_trace(Bomb::Nowhere);
    guarded(|| {
        let mut subject = send::<In>(make(), script.spare);
        if script.end == End::Close {
            subject = step(subject, "close", |subject| subject.close());
            subject = step(subject, "prime", |subject| subject.prime());
        }
        line(format_args!("-- drop"));
        drop(subject);
    });
    take_trace()
}

fn send<In: Sent>(subject: Boxed<In>, symbol: In::Symbol) -> Boxed<In> {
    step(subject, "send", |subject| subject.send(In::from_symbol(symbol)))
}

/// What comes behind the values of the script.
fn finish<In: Sent>(mut subject: Boxed<In>, script: Script<'_, In::Symbol>) {
    let end = script.end;
    if end != End::Drop {
        subject = step(subject, "prime", |subject| subject.prime());
    }
    if end == End::CallOn {
        subject = send::<In>(subject, script.spare);
    }
    if end != End::Drop {
        subject = step(subject, "close", |subject| subject.close());
        subject = step(subject, "close", |subject| subject.close());
    }
    if end == End::Close {
        subject = step(subject, "prime", |subject| subject.prime());
    }
    line(format_args!("-- drop"));
    drop(subject);
}

fn step<In>(mut subject: Boxed<In>, name: &str, call: impl FnOnce(&mut dyn Subject<In>)) -> Boxed<In> {
    line(format_args!("-- {name}"));
    guarded(|| call(&mut *subject));
    line(format_args!("is {:?}", subject.status()));
    subject.moved()
}

/// The copy of a suspended subject, if there is one; nobody sees how the other one ends.
fn replace<In>(subject: Boxed<In>, copying: Option<Copying>) -> Boxed<In> {
    let Some(copying) = copying else { return subject };
    silently(move || match subject.copied(copying) {
        Some(copy) => {
            guarded(|| drop(subject));
            copy
        }
        None => subject,
    })
}

/// Runs `call`; a panic becomes a line of the trace.
pub fn guarded(call: impl FnOnce()) {
    EXPECTED.set(EXPECTED.get() + 1);
    let result = catch_unwind(AssertUnwindSafe(call));
    EXPECTED.set(EXPECTED.get() - 1);
    if let Err(payload) = result {
        line(format_args!("PANIC {}", message(&*payload)));
    }
}

/// What a panic says.
pub(crate) fn message(payload: &(dyn Any + Send)) -> &str {
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    owned.or(payload.downcast_ref::<&str>().copied()).unwrap_or("without a message")
}

thread_local!(static EXPECTED: Cell<u32> = const { Cell::new(0) });

/// A panic of a body belongs into its trace and not onto the screen.
pub fn silence_panics() {
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
