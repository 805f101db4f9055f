use coro_runtime::prelude::*;

struct Noted<'n>(&'n String);

impl Drop for Noted<'_> {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

#[coro::coroutine]
fn holds<'n>(_noted: Noted<'n>) {
    recv!();
}

fn main() {
    let (mut machine, text);
    text = String::from("text");
    machine = holds(Noted(&text));
    let _ = machine.prime();
}
