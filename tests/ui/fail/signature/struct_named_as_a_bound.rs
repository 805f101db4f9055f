use coro_runtime::prelude::*;
use std::io::Write;

#[coro::coroutine(recv = u32)]
fn write(mut sink: impl Write) -> std::io::Result<()> {
    writeln!(sink, "{}", recv!())
}

fn main() {}
