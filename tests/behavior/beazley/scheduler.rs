//! Tasks that ask a scheduler for what they need by what they yield, and call each other on a trampoline.

use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
    mem,
};

use crate::prelude::*;

type Routine<'t> = Box<dyn Coroutine<u32, Yield = Call<'t>, Return = u32> + 't>;

/// What a task asks for; the answer is what it is sent next.
enum Call<'t> {
    /// Lets the others run.
    Pause,
    /// The number of the task itself.
    Id,
    /// Starts another task; its number.
    Spawn(Routine<'t>),
    /// Ends a task; 1 if there was one.
    Kill(u32),
    /// Waits until a task has ended; 1 if there was one.
    Wait(u32),
    /// Runs a routine to its end; what it returns.
    Run(Routine<'t>),
}

/// The routines that a task is in, the innermost last.
struct Task<'t> {
    id: u32,
    answer: u32,
    stack: Vec<Routine<'t>>,
}

#[derive(Default)]
struct Scheduler<'t> {
    n_made: u32,
    ready: VecDeque<Task<'t>>,
    waiting: BTreeMap<u32, Vec<Task<'t>>>,
}

impl<'t> Scheduler<'t> {
    fn spawn(&mut self, routine: Routine<'t>) -> u32 {
        self.n_made += 1;
        self.ready.push_back(Task { id: self.n_made, answer: 0, stack: vec![routine] });
        self.n_made
    }

    fn run(&mut self) -> Result<(), ResumeError> {
        while let Some(mut task) = self.ready.pop_front() {
            if let Some(call) = step(&mut task)? {
                self.answer(task, call);
            } else {
                self.ready.extend(self.waiting.remove(&task.id).unwrap_or_default());
            }
        }
        Ok(())
    }

    fn answer(&mut self, mut task: Task<'t>, call: Call<'t>) {
        task.answer = match call {
            Call::Pause => 0,
            Call::Id => task.id,
            Call::Spawn(routine) => self.spawn(routine),
            Call::Kill(id) => {
                let n_ready = self.ready.len();
                self.ready.retain(|other| other.id != id);
                u32::from(self.ready.len() < n_ready)
            }
            Call::Wait(id) if self.ready.iter().any(|other| other.id == id) => {
                task.answer = 1;
                return self.waiting.entry(id).or_default().push(task);
            }
            Call::Wait(_) => 0,
            Call::Run(routine) => {
                task.stack.push(routine);
                0
            }
        };
        self.ready.push_back(task);
    }
}

/// Runs the innermost routine up to its next call; a routine that ends answers the one below it.
fn step<'t>(task: &mut Task<'t>) -> Result<Option<Call<'t>>, ResumeError> {
    while let Some(routine) = task.stack.last_mut() {
        let answer = mem::take(&mut task.answer);
        let resumed = match routine.status() {
            Status::Created => routine.prime()?,
            _ => routine.send(answer)?,
        };
        match resumed {
            CoroutineState::Yielded(call) => return Ok(Some(call)),
            CoroutineState::Complete(returned) => {
                task.answer = returned;
                task.stack.pop();
            }
        }
    }
    Ok(None)
}

type Screen = RefCell<Vec<String>>;

#[coro::coroutine(recv = u32, yield = Call<'s>)]
fn ticks<'s>(screen: &'s Screen, name: &'static str, n_ticks: u32) -> u32 {
    let id = yield_!(Call::Id);
    for n in 0..n_ticks {
        screen.borrow_mut().push(format!("{name} {id} {n}"));
        yield_!(Call::Pause);
    }
    n_ticks
}

#[coro::coroutine(recv = u32, yield = Call<'s>)]
fn parent<'s>(screen: &'s Screen) -> u32 {
    let child = yield_!(Call::Spawn(Box::new(ticks(screen, "child", 9))));
    let other: u32 = yield_!(Call::Spawn(Box::new(ticks(screen, "other", 3))));
    for _ in 0..2 {
        yield_!(Call::Pause);
    }
    let n_killed = yield_!(Call::Kill(child));
    screen.borrow_mut().push(format!("killed: {n_killed}"));
    if yield_!(Call::Wait(other)) == 1 {
        screen.borrow_mut().push("waited".to_owned());
    }
    yield_!(Call::Kill(child))
}

#[test]
fn tasks_start_kill_and_await_each_other() -> Result<(), ResumeError> {
    let screen = Screen::default();
    let mut scheduler = Scheduler::default();
    scheduler.spawn(Box::new(parent(&screen)));
    scheduler.run()?;
    assert_eq!(
        screen.take(),
        ["child 2 0", "child 2 1", "other 3 0", "child 2 2", "other 3 1", "other 3 2", "killed: 1", "waited",]
    );
    Ok(())
}

#[coro::coroutine(recv = u32, yield = Call<'s>)]
fn add<'s>(left: u32, right: u32) -> u32 {
    yield_!(Call::Pause);
    left + right
}

#[coro::coroutine(recv = u32, yield = Call<'s>)]
fn sum<'s>(numbers: &'s [u32]) -> u32 {
    match numbers {
        [] => 0,
        [first, rest @ ..] => {
            let sum_of_rest: u32 = yield_!(Call::Run(Box::new(sum(rest))));
            yield_!(Call::Run(Box::new(add(*first, sum_of_rest))))
        }
    }
}

#[coro::coroutine(recv = u32, yield = Call<'s>)]
fn shows_the_sum<'s>(screen: &'s Screen, numbers: &'s [u32]) -> u32 {
    let by_trampoline: u32 = yield_!(Call::Run(Box::new(sum(numbers))));
    let by_delegation = yield_from!(sum(numbers));
    screen.borrow_mut().push(format!("{by_trampoline} {by_delegation}"));
    yield_!(Call::Run(Box::new(add(by_trampoline, by_delegation))))
}

#[test]
fn routines_call_each_other_on_a_trampoline() -> Result<(), ResumeError> {
    let screen = Screen::default();
    let mut scheduler = Scheduler::default();
    scheduler.spawn(Box::new(shows_the_sum(&screen, &[1, 2, 3])));
    scheduler.spawn(Box::new(shows_the_sum(&screen, &[])));
    scheduler.run()?;
    assert_eq!(screen.take(), ["0 0", "6 6"]);
    Ok(())
}
