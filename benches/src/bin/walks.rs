//! Tree walks, for `callgrind.sh`.

fn main() {
    use coro_benches::{
        drive::Mode,
        trees::{Shape, Walker},
    };
    let args: Vec<String> = std::env::args().collect();
    let shape = match args[1].as_str() {
        "balanced" => Shape::Balanced,
        "list" => Shape::List,
        _ => Shape::LongList,
    };
    let w = match args[2].as_str() {
        "hand" => Walker::Hand,
        "coro" => Walker::Coroutine,
        "diapause" => Walker::Diapause,
        _ => Walker::Genawaiter,
    };
    let mode = if args[3] == "call" { Mode::Call } else { Mode::Inlined };
    let tree = shape.tree();
    for _ in 0..args[4].parse::<u32>().unwrap() {
        println!("{:?}", w.walk(std::hint::black_box(tree), mode));
    }
}
