use coro_runtime::prelude::*;

struct Builder(u32);

impl Builder {
    fn finish(self) -> u32 {
        self.0
    }
}

#[coro::coroutine]
fn build() -> u32 {
    let builder = Builder(1);
    let built: u32 = builder.finish();
    recv!();
    built
}

fn main() {}
