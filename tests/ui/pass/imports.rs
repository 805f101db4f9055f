//! The macros and the attribute by every path.

mod by_prelude {
    use coro_runtime::prelude::*;

    #[coro::coroutine(recv = u32)]
    pub fn add() -> u32 {
        recv!() + coro::recv!()
    }
}

mod by_name {
    use coro_runtime::{recv, yield_};

    #[coro_runtime::coroutine(recv = u32, yield = Option<u32>)]
    pub fn add() -> u32 {
        recv!() + yield_!(None)
    }
}

mod by_path {
    #[coro_runtime::coroutine(recv = u32)]
    pub fn add() -> u32 {
        coro_runtime::recv!() + ::coro_runtime::recv!()
    }
}

mod renamed {
    use coro_runtime::{coroutine as machine, recv as next};

    // The other name of an imported macro is unknown to the attribute, its path is not.
    #[machine(recv = u32, name = Sum)]
    pub fn add() -> u32 {
        use coro_runtime as coro;
        let left = coro::recv!();
        left + coro::recv!()
    }

    #[allow(unused_imports)]
    use next as _;
}

mod re_exported {
    pub mod runtime {
        pub use coro_runtime::*;
    }
    use self::runtime::recv;

    #[coro_runtime::coroutine(recv = u32, crate = crate::re_exported::runtime)]
    pub fn add() -> u32 {
        recv!() + recv!()
    }
}

fn sum(mut machine: impl coro_runtime::Coroutine<u32, Return = u32>) -> Option<u32> {
    machine.prime().ok()?;
    machine.send_all([1, 2]).ok()?
}

fn main() {
    assert_eq!(sum(by_prelude::add()), Some(3));
    assert_eq!(sum(by_name::add()), Some(3));
    assert_eq!(sum(by_path::add()), Some(3));
    let renamed: renamed::Sum = renamed::add();
    assert_eq!(sum(renamed), Some(3));
    assert_eq!(sum(re_exported::add()), Some(3));
}
