use coro_runtime::prelude::*;

struct Ticket {
    number: u32,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        println!("{} is void", self.number);
    }
}

#[coro::coroutine(recv = u32)]
fn show(ticket: Ticket) -> u32 {
    let Ticket { number } = ticket;
    let number: u32 = number;
    number + recv!()
}

fn main() {}
