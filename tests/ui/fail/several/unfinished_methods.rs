use coro_runtime::prelude::*;

struct Scanner {
    text: String,
}

#[coro::coroutine]
impl Scanner {
    #[coroutine(recv = u32)]
    fn at(&self) -> usize {
        let position: u32 = recv!();
        self.text. ;
        position as usize
    }

    fn size(&self) -> usize {
        self.text.len()
    }
}

fn main() {
    let scanner = Scanner { text: String::new() };
    let mut at = scanner.at();
    let _ = at.prime();
    let _ = at.send("not a number");
    let _ = scanner.size();
}
