//! What the bodies under test do to be seen: each effect and each drop writes a line of the trace and may be made to panic.

use std::{
    cell::{Cell, RefCell},
    fmt::{self, Write},
    panic::resume_unwind,
    thread::panicking,
};

/// Where a run is made to panic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bomb {
    Nowhere,
    AtEffect(u32),
    InDestructor(u32),
}

/// How many effects and destructors have run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ticks {
    pub(crate) effects: u32,
    pub(crate) destructors: u32,
}

/// A body that loops for ever would otherwise fill the memory before it fails the test.
const LONGEST_TRACE: usize = 20_000;

thread_local! {
    static TRACE: RefCell<String> = const { RefCell::new(String::new()) };
    static TICKS: Cell<Ticks> = const { Cell::new(Ticks { effects: 0, destructors: 0 }) };
    static BOMB: Cell<Bomb> = const { Cell::new(Bomb::Nowhere) };
}

pub(crate) fn start_trace(bomb: Bomb) {
    TRACE.with_borrow_mut(String::clear);
    TICKS.set(Ticks::default());
    BOMB.set(bomb);
}

pub(crate) fn take_trace() -> String {
    BOMB.set(Bomb::Nowhere);
    TRACE.take()
}

pub(crate) fn ticks() -> Ticks {
    TICKS.get()
}

/// Writes one line of the trace.
pub(crate) fn line(text: fmt::Arguments<'_>) {
    let too_long = TRACE.with_borrow_mut(|trace| {
        let written = writeln!(trace, "{text}");
        written.is_err() || trace.len() > LONGEST_TRACE
    });
    if too_long && !panicking() {
        resume_unwind(Box::new("the trace has become too long"));
    }
}

/// An effect between two lines of a body.
pub(crate) fn log(text: &str) {
    effect(format_args!("log {text}"));
}

fn effect(text: fmt::Arguments<'_>) {
    line(text);
    if panicking() {
        return;
    }
    let mut ticks = TICKS.get();
    ticks.effects += 1;
    TICKS.set(ticks);
    explode_if(Bomb::AtEffect(ticks.effects));
}

/// Unwinds without the panic hook: most runs end here, and none of them has a message to print.
fn explode_if(bomb: Bomb) {
    if BOMB.get() == bomb {
        line(format_args!("BOOM"));
        resume_unwind(Box::new("boom"));
    }
}

/// A value whose birth, use and death are seen.
#[derive(Debug, PartialEq)]
pub(crate) struct D(pub(crate) &'static str);

impl D {
    pub(crate) fn new(name: &'static str) -> D {
        effect(format_args!("new {name}"));
        D(name)
    }

    /// Uses the value; evaluates to the length of its name.
    pub(crate) fn name(&self) -> u32 {
        effect(format_args!("use {}", self.0));
        self.0.len() as u32
    }

    /// Uses the value up.
    pub(crate) fn into_name(self) -> &'static str {
        effect(format_args!("into {}", self.0));
        self.0
    }
}

impl Drop for D {
    fn drop(&mut self) {
        line(format_args!("drop {}", self.0));
        if panicking() {
            return;
        }
        let mut ticks = TICKS.get();
        ticks.destructors += 1;
        TICKS.set(ticks);
        explode_if(Bomb::InDestructor(ticks.destructors));
    }
}

impl Clone for D {
    fn clone(&self) -> D {
        effect(format_args!("clone {}", self.0));
        D(self.0)
    }
}

/// Takes a value by value.
pub(crate) fn eat(d: D) -> u32 {
    effect(format_args!("eat {}", d.0));
    1
}

/// Evaluates to its argument, visibly.
pub(crate) fn seen(value: u32) -> u32 {
    effect(format_args!("seen {value}"));
    value
}

/// Takes three arguments, visibly.
pub(crate) fn sum(a: u32, b: u32, c: u32) -> u32 {
    effect(format_args!("sum {a} {b} {c}"));
    a + b + c
}

/// Sometimes there is a value.
pub(crate) fn pick(i: u32, total: u32) -> Option<D> {
    effect(format_args!("pick {i} {total}"));
    (!(i + total).is_multiple_of(3)).then(|| D::new("picked"))
}

#[derive(Debug)]
pub(crate) struct Bad(pub(crate) u32);

#[derive(Debug)]
#[allow(dead_code, reason = "the number is read by the trace")]
pub(crate) struct MyErr(pub(crate) u32);

impl From<Bad> for MyErr {
    fn from(bad: Bad) -> MyErr {
        effect(format_args!("from {}", bad.0));
        MyErr(bad.0)
    }
}

/// Refuses what is greater than 7.
pub(crate) fn parse(value: u32) -> Result<u32, Bad> {
    effect(format_args!("parse {value}"));
    if value > 7 { Err(Bad(value)) } else { Ok(value) }
}

/// A value with parts that are seen to drop.
#[derive(Debug)]
pub(crate) enum Msg {
    Text(D, u32),
    Num(u32),
    Pair(D, D),
    End(D),
}

pub(crate) fn msg(value: u32) -> Msg {
    effect(format_args!("msg {value}"));
    match value {
        0 => Msg::Text(D::new("text"), 5),
        2 => Msg::Pair(D::new("left"), D::new("right")),
        7 => Msg::End(D::new("end")),
        number => Msg::Num(number),
    }
}

/// A struct whose fields are seen to drop.
#[derive(Debug)]
pub(crate) struct Couple {
    pub(crate) first: D,
    pub(crate) second: D,
    pub(crate) count: u32,
}
