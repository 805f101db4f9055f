use coro_runtime::prelude::*;

struct Money(u32);

impl std::ops::AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

#[coro::coroutine(recv = Money)]
fn book(accounts: &mut [Money], of: fn(Money) -> usize) {
    accounts[of(recv!())] += recv!();
}

fn main() {}
