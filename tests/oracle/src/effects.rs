//! What the bodies under test do to be seen: each effect and each drop writes a line of the trace and may be made to panic.

use std::{
    cell::{Cell, RefCell},
    fmt::{self, Write},
    panic::resume_unwind,
    thread::panicking,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Where a run is made to panic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bomb {
    /// It does not panic.
    Nowhere,
    /// At this effect, counted from 1.
    AtEffect(u32),
    /// In this destructor, counted from 1.
    InDestructor(u32),
}

/// How many effects and destructors have run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ticks {
    /// Lines of the body.
    pub effects: u32,
    /// Drops outside of unwinding.
    pub destructors: u32,
}

/// A body that loops for ever would otherwise fill the memory before it fails the test.
const LONGEST_TRACE: usize = 20_000;

thread_local! {
    static TRACE: RefCell<String> = const { RefCell::new(String::new()) };
    static TICKS: Cell<Ticks> = const { Cell::new(Ticks { effects: 0, destructors: 0 }) };
    static BOMB: Cell<Bomb> = const { Cell::new(Bomb::Nowhere) };
    static SILENT: Cell<bool> = const { Cell::new(false) };
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

pub(crate) fn trace_len() -> usize {
    TRACE.with_borrow(String::len)
}

/// What `call` does leaves no trace, and does not count.
pub(crate) fn silently<T>(call: impl FnOnce() -> T) -> T {
    let ticks = TICKS.get();
    SILENT.set(true);
    let value = call();
    SILENT.set(false);
    TICKS.set(ticks);
    value
}

/// Writes one line of the trace.
pub fn line(text: fmt::Arguments<'_>) {
    if SILENT.get() {
        return;
    }
    let too_long = TRACE.with_borrow_mut(|trace| {
        let written = writeln!(trace, "{text}");
        written.is_err() || trace.len() > LONGEST_TRACE
    });
    if too_long && !panicking() {
        resume_unwind(Box::new("the trace has become too long"));
    }
}

/// An effect between two lines of a body.
pub fn log(text: &str) {
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
pub struct D(pub &'static str);

impl D {
    /// Is seen.
    pub fn new(name: &'static str) -> D {
        effect(format_args!("new {name}"));
        D(name)
    }

    /// Uses the value; evaluates to the length of its name.
    pub fn name(&self) -> u32 {
        effect(format_args!("use {}", self.0));
        self.0.len() as u32
    }

    /// Uses the value up.
    pub fn into_name(self) -> &'static str {
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
pub fn eat(d: D) -> u32 {
    effect(format_args!("eat {}", d.0));
    1
}

/// Evaluates to its argument, visibly.
pub fn seen(value: u32) -> u32 {
    effect(format_args!("seen {value}"));
    value
}

/// Takes three arguments, visibly.
pub fn sum(a: u32, b: u32, c: u32) -> u32 {
    effect(format_args!("sum {a} {b} {c}"));
    a + b + c
}

/// Sometimes there is a value.
pub fn pick(i: u32, total: u32) -> Option<D> {
    effect(format_args!("pick {i} {total}"));
    (!(i + total).is_multiple_of(3)).then(|| D::new("picked"))
}

/// What [`parse`] refuses.
#[derive(Debug)]
pub struct Bad(pub u32);

/// What `?` makes of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MyErr(pub u32);

impl From<Bad> for MyErr {
    fn from(bad: Bad) -> MyErr {
        effect(format_args!("from {}", bad.0));
        MyErr(bad.0)
    }
}

/// Refuses what is greater than 7.
pub fn parse(value: u32) -> Result<u32, Bad> {
    effect(format_args!("parse {value}"));
    if value > 7 { Err(Bad(value)) } else { Ok(value) }
}

/// A value with parts that are seen to drop.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Msg {
    /// A value and a number.
    Text(D, u32),
    /// A number.
    Num(u32),
    /// Two values.
    Pair(D, D),
    /// One value.
    End(D),
}

/// Evaluates to each of the variants, visibly.
pub fn msg(value: u32) -> Msg {
    effect(format_args!("msg {value}"));
    match value {
        0 => Msg::Text(D::new("text"), 5),
        2 => Msg::Pair(D::new("left"), D::new("right")),
        7 => Msg::End(D::new("end")),
        number => Msg::Num(number),
    }
}

/// A struct whose fields are seen to drop.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Couple {
    /// Dropped first.
    pub first: D,
    /// Dropped second.
    pub second: D,
    /// Not seen to drop.
    pub count: u32,
}

/// Written as its name.
impl Serialize for D {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// The name of one that is read again lives for ever, like those in the text of a body.
impl<'de> Deserialize<'de> for D {
    fn deserialize<De: Deserializer<'de>>(deserializer: De) -> Result<D, De::Error> {
        String::deserialize(deserializer).map(|name| D(name.leak()))
    }
}

/// What is thrown in.
impl From<D> for MyErr {
    fn from(error: D) -> MyErr {
        MyErr(error.name())
    }
}

/// Takes a number before a value, visibly.
pub fn takes(number: u32, d: D) -> u32 {
    effect(format_args!("takes {number} {}", d.0));
    number + 1
}

/// Takes a value before a number, visibly.
pub fn takes_first(d: D, number: u32) -> u32 {
    effect(format_args!("takes {} {number}", d.0));
    number + 2
}

/// Takes two values with a number between them, visibly.
pub fn pairs(first: D, number: u32, second: D) -> u32 {
    effect(format_args!("pairs {} {number} {}", first.0, second.0));
    number
}

/// Evaluates to the value that it takes, visibly.
pub fn pass(number: u32, d: D) -> D {
    effect(format_args!("pass {number} {}", d.0));
    d
}

/// Sometimes evaluates to the value that it takes.
pub fn maybe(number: u32, d: D) -> Option<D> {
    effect(format_args!("maybe {number} {}", d.0));
    (!number.is_multiple_of(3)).then_some(d)
}

/// The length of a text, visibly.
pub fn measure(text: &str) -> u32 {
    effect(format_args!("measure {text}"));
    text.len() as u32
}

/// What a body knows of a type parameter.
pub trait Used {
    /// Is seen.
    fn used(&self) -> u32;
}

impl Used for D {
    fn used(&self) -> u32 {
        self.name()
    }
}
