
#[coro::coroutine(recv = u32, yield = u32)]
pub fn step_NUMBER(start: u32) -> u32 {
    let mut total: u32 = start;
    while total < 12345 {
        let value: u32 = yield_!(total);
        total = total.wrapping_add(value);
    }
    let last: u32 = yield_!(total ^ NUMBER);
    total.wrapping_sub(last)
}
