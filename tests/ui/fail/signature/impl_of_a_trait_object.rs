use coro_runtime::prelude::*;

trait Feed {
    fn fed(&mut self, value: u32);
}

#[coro::coroutine]
impl dyn Feed {
    #[coroutine(recv = u32)]
    fn feed(&mut self) {
        self.fed(recv!());
    }
}

fn main() {}
