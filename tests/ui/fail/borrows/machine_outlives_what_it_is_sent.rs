use coro_runtime::prelude::*;

struct Noted<'n>(&'n String);

impl Drop for Noted<'_> {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

#[coro::coroutine(recv = &'n String)]
fn keeps<'n>() {
    let _noted: Noted<'n> = Noted(recv!());
    recv!();
}

fn main() {
    let mut machine = keeps();
    let _ = machine.prime();
    let text = String::from("text");
    let _ = machine.send(&text);
}
