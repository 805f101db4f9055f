//! A suspension in the arguments of each macro of std's whose arguments are expressions.

use std::fmt::Write as _;

use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn printing() {
    print!("{} ", recv!());
    println!("{}", recv!());
    eprint!("{} ", recv!());
    eprintln!("{}", recv!());
}

#[coro::coroutine(recv = u32)]
fn writing(mut out: String) -> Result<String, std::fmt::Error> {
    write!(out, "{} ", recv!())?;
    writeln!(out, "{named}", named = recv!())?;
    out.push_str(&format!("{}", recv!()));
    Ok(out)
}

#[coro::coroutine(recv = u32)]
fn asserting() {
    assert!(recv!() > 0, "zero");
    assert_eq!(recv!(), 2);
    assert_ne!(recv!(), 2);
    debug_assert!(recv!() > 0);
    debug_assert_eq!(recv!(), 5);
    debug_assert_ne!(recv!(), 5);
}

#[coro::coroutine(recv = u32)]
fn collecting() -> Vec<u32> {
    let seen: u32 = dbg!(recv!());
    if matches!(recv!(), 2) { vec![seen, recv!()] } else { vec![recv!(); 2] }
}

#[coro::coroutine(recv = u32)]
fn giving_up(how: u32) {
    match how {
        0 => panic!("{}", recv!()),
        1 => todo!("{}", recv!()),
        2 => unimplemented!("{}", recv!()),
        3 => unreachable!("{}", recv!()),
        _ => {}
    }
}

fn main() {
    let mut machine = printing();
    let _ = machine.prime();
    assert_eq!(machine.send_all(1..=4), Ok(Some(())));
    let mut machine = writing(String::new());
    let _ = machine.prime();
    assert_eq!(machine.send_all(1..=3), Ok(Some(Ok("1 2\n3".to_owned()))));
    let mut machine = asserting();
    let _ = machine.prime();
    assert_eq!(machine.send_all(1..=6), Ok(Some(())));
    let mut machine = collecting();
    let _ = machine.prime();
    assert_eq!(machine.send_all(1..=3), Ok(Some(vec![1, 3])));
    let _ = giving_up(4).prime();
}
