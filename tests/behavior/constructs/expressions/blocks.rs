//! Blocks: plain, labelled, `const`, `async`, and what stands in front of them.

use std::{pin::pin, task};

use crate::prelude::*;

use crate::constructs::sends;

#[test]
fn block() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        let held = {
            let inner = recv!();
            inner * 2
        };
        let last =
            held + {
                recv!();
                recv!()
            } + { held };
        {
            let shadowed = last + recv!();
            recv!();
            shadowed
        }
    }
    sends(body(), [1, 0, 3, 4, 0], 11);
}

#[test]
fn labelled_block() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        let held: u32 = 'found: {
            if recv!() > 5 {
                break 'found recv!();
            }
            for _ in 0..2 {
                if recv!() > 5 {
                    break 'found 100;
                }
            }
            recv!() + 1
        };
        held + recv!()
    }
    sends(body(), [6, 1, 2], 3);
    sends(body(), [1, 0, 6, 2], 102);
    sends(body(), [1, 0, 0, 3, 1], 5);
}

#[test]
fn async_block_beside_a_suspension() {
    #[coro::coroutine(recv = u32)]
    fn body() -> task::Poll<u32> {
        let value = recv!();
        let polled: task::Poll<u32> = {
            let future = pin!(async move { value + async { 1 }.await });
            future.poll(&mut task::Context::from_waker(task::Waker::noop()))
        };
        recv!();
        polled
    }
    sends(body(), [1, 0], task::Poll::Ready(2));
}

#[test]
fn const_block_beside_a_suspension() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        let held = recv!() + const { 1 << 4 };
        held + const { 3 } * recv!()
    }
    sends(body(), [1, 2], 23);
}

#[test]
fn attributes_on_blocks() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        #[allow(unused_variables, reason = "an attribute on a block")]
        {
            let unused = recv!();
        }
        recv!()
    }
    sends(body(), [1, 2], 2);
}
