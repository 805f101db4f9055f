//! The workloads, each by every maker that can express it.

mod boxed;
pub mod chains;
pub mod chunked;
pub mod counter;
pub mod delay;
pub mod exchange;
pub mod filter;
pub mod grep;
pub mod nested;
pub mod run_length;
pub mod total;
pub mod trees;

use std::hint::black_box;
use std::sync::LazyLock;

use crate::cell::Cell;

/// How often a machine without an end is resumed.
const N_RESUMES: usize = 10_000;

/// The cells of all workloads.
pub fn cells() -> impl Iterator<Item = Cell> {
    [
        counter::CELLS,
        nested::CELLS,
        total::CELLS,
        delay::CELLS,
        exchange::CELLS,
        filter::CELLS,
        grep::CELLS,
        run_length::CELLS,
        chunked::CELLS,
        trees::BALANCED_CELLS,
        trees::LIST_CELLS,
        trees::LONG_LIST_CELLS,
        chains::CELLS_0,
        chains::CELLS_1,
        chains::CELLS_2,
        chains::CELLS_4,
        chains::CELLS_8,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// Numbers without a pattern, the same in every run: Knuth's linear congruential generator.
fn random() -> impl Iterator<Item = u64> {
    let next = |state: &u64| {
        Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
    };
    // The high bits are the random ones.
    std::iter::successors(Some(20_250_312), next).map(|state| state >> 33)
}

/// Numbers to send.
fn numbers() -> &'static [u64] {
    static NUMBERS: LazyLock<Vec<u64>> = LazyLock::new(|| random().take(N_RESUMES).collect());
    black_box(&NUMBERS)
}

/// Bytes to send.
fn bytes() -> &'static [u8] {
    static BYTES: LazyLock<Vec<u8>> =
        LazyLock::new(|| random().map(|number| number as u8).take(N_RESUMES).collect());
    black_box(&BYTES)
}
