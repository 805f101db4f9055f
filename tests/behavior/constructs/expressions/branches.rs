//! `if`, `match`, `return`.

use crate::prelude::*;

use crate::constructs::sends;

#[test]
fn if_else() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        let held = if recv!() > 3 { recv!() } else { 1 };
        if recv!() == 0 {
            recv!();
        } else if recv!() == 1 {
            return 100;
        }
        if held > 1 { held } else { recv!() }
    }
    sends(body(), [4, 5, 0, 0], 5);
    sends(body(), [4, 5, 2, 2], 5);
    sends(body(), [1, 2, 2, 9], 9);
    sends(body(), [1, 2, 1], 100);
}

#[test]
fn if_let() {
    #[coro::coroutine(recv = Option<u32>)]
    fn body(given: Option<String>) -> (usize, u32) {
        let length: usize = if let Some(text) = given {
            recv!();
            text.len()
        } else {
            0
        };
        let held: u32 = if let Some(value) = recv!() { value } else { 7 };
        if let Some(value) = recv!() {
            recv!();
            (length, held + value)
        } else {
            (length, held)
        }
    }
    sends(body(Some("abc".to_owned())), [None, Some(1), Some(2), None], (3, 3));
    sends(body(None), [None, None], (0, 7));
}

#[test]
fn chains_of_conditions() {
    #[coro::coroutine(recv = Option<u32>)]
    fn body(given: Option<u32>) -> u32 {
        if let Some(first) = given
            && first > 1
            && let Some(second) = recv!()
            && recv!().is_none()
            && let Some(third) = recv!()
        {
            recv!();
            first + second + third
        } else {
            0
        }
    }
    sends(body(Some(2)), [Some(3), None, Some(4), None], 9);
    sends(body(Some(2)), [Some(3), Some(3)], 0);
    sends(body(Some(2)), [None], 0);
    sends(body(Some(1)), [], 0);
}

#[test]
fn match_on_received() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        let held = match recv!() {
            0 => recv!(),
            1 | 2 => 10,
            value if value > 100 => value,
            value => value + recv!(),
        };
        match (recv!(), recv!()) {
            (0, second) => second + recv!() + held,
            (first, _) => {
                recv!();
                first + held
            }
        }
    }
    sends(body(), [0, 3, 0, 4, 5], 12);
    sends(body(), [2, 1, 4, 5], 11);
    sends(body(), [101, 1, 4, 5], 102);
    sends(body(), [50, 1, 1, 4, 5], 52);
}

#[test]
fn match_guard_reads_a_local() {
    #[coro::coroutine(recv = u32)]
    fn body(limit: u32, given: Option<u32>) -> u32 {
        let mut limit = limit;
        limit += recv!();
        match given {
            Some(value) if value > limit => value + recv!(),
            Some(_) | None => recv!(),
        }
    }
    sends(body(1, Some(9)), [1, 10], 19);
    sends(body(1, Some(2)), [1, 10], 10);
    sends(body(1, None), [1, 10], 10);
}

#[test]
fn match_as_an_operand() {
    #[coro::coroutine(recv = u32)]
    fn body(kind: Option<bool>) -> u32 {
        recv!()
            + match kind {
                Some(true) => recv!(),
                #[cfg(any())]
                Some(false) => compile_error!("there is no such arm"),
                Some(false) => 5,
                None => return recv!() * 100,
            }
    }
    sends(body(Some(true)), [1, 2], 3);
    sends(body(Some(false)), [1], 6);
    sends(body(None), [1, 2], 200);
}

#[test]
fn return_in_an_operand() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        let value: u32 = if recv!() > 1 { return recv!() } else { recv!() };
        let _unit: () = if value == 0 {
            return value;
        };
        let more: u32 = if recv!() == 0 { return 50 } else { 1 };
        return value + more + recv!();
    }
    sends(body(), [2, 7], 7);
    sends(body(), [1, 0], 0);
    sends(body(), [1, 1, 0], 50);
    sends(body(), [1, 1, 1, 8], 10);
}
