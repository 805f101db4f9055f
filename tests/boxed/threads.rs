//! `boxed(send)`: the machine changes threads.

use std::sync::Mutex;
use std::thread;

use coro_runtime::prelude::*;

#[coro::coroutine(boxed(send), recv = String, yield = usize)]
fn longest() -> Option<String> {
    let mut lines = Vec::new();
    while let Ok(line) = try_yield!(lines.iter().map(String::len).max().unwrap_or(0)) {
        lines.push(line);
    }
    lines.into_iter().max_by_key(String::len)
}

#[test]
fn it_is_driven_from_several_threads() {
    let mut machine = longest();
    machine.prime().unwrap();
    let mut machine = thread::spawn(move || {
        assert_eq!(machine.send("ab".to_owned()), Ok(CoroutineState::Yielded(2)));
        machine
    })
    .join()
    .unwrap();
    assert_eq!(machine.send("c".to_owned()), Ok(CoroutineState::Yielded(2)));
    let closed = thread::spawn(move || machine.close()).join().unwrap();
    assert_eq!(closed, Ok(Some(Some("ab".to_owned()))));
}

#[test]
fn a_machine_in_a_scope_borrows() {
    #[coro::coroutine(boxed(send))]
    fn adds(total: &Mutex<u32>, targets: impl Iterator<Item = u32> + Send) -> u32 {
        let mut sent = 0;
        for weight in targets {
            let value: u32 = recv!();
            *total.lock().unwrap() += weight * value;
            sent += 1;
        }
        sent
    }
    let total = Mutex::new(0);
    let mut machine = adds(&total, [1, 10].iter().copied());
    machine.prime().unwrap();
    thread::scope(|scope| {
        scope.spawn(|| machine.send_all([1, 2, 3]).unwrap());
    });
    drop(machine);
    assert_eq!(total.into_inner().unwrap(), 21);
}

#[test]
fn delegation_crosses_the_forms() {
    #[coro::coroutine(boxed(send), recv = String, yield = usize)]
    fn outer() -> usize {
        let found = yield_from!(longest());
        found.map_or(0, |line| line.len())
    }
    #[coro::coroutine(recv = String, yield = usize)]
    fn outermost() -> usize {
        yield_from!(outer()) + 1
    }
    let mut machine = outermost();
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(0)));
    let mut machine = thread::spawn(move || {
        assert_eq!(machine.send("abc".to_owned()), Ok(CoroutineState::Yielded(3)));
        machine
    })
    .join()
    .unwrap();
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(machine.status(), Status::Finished);
}
