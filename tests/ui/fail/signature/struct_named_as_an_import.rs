use coro_runtime::prelude::*;
use std::sync::mpsc::Sender;

#[coro::coroutine(recv = u32)]
fn sender(target: Box<dyn Fn(u32)>) {
    loop {
        target(recv!());
    }
}

fn main() {
    let (sent, _) = std::sync::mpsc::channel();
    let sent: Sender<u32> = sent;
    let _ = sender(Box::new(move |value| drop(sent.send(value)))).prime();
}
