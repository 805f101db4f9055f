use coro_runtime::prelude::*;

fn read() -> String {
    recv!()
}

fn main() {}
