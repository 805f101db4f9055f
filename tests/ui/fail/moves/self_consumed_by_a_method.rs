use coro_runtime::prelude::*;

struct Builder(u32);

impl Builder {
    fn finish(self) -> u32 {
        self.0
    }
}

#[coro::coroutine]
impl Builder {
    #[coroutine]
    fn build(self) -> u32 {
        let built: u32 = self.finish();
        recv!();
        built
    }
}

fn main() {}
