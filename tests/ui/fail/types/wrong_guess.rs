use coro_runtime::prelude::*;

struct Celsius(f64);

struct Thermometer;

impl Thermometer {
    fn new() -> Celsius {
        Celsius(0.0)
    }
}

#[coro::coroutine(recv = f64)]
fn measure() -> f64 {
    let _base = Thermometer::new();
    recv!()
}

fn main() {}
