//! The time of a resume by the clock: `cargo bench -p coro-benches`. Each run of a cell is a machine from its making to its end.

use coro_benches::cell::Cell;
use coro_benches::workloads;
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// A cell, by its name.
struct Named(Cell);

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.0.workload, self.0.maker.name())
    }
}

fn cells() -> impl Iterator<Item = Named> {
    workloads::cells().map(Named)
}

#[divan::bench(args = cells(), max_time = 0.05)]
fn call(bencher: Bencher, cell: &Named) {
    let n_values = (cell.0.call)().n_values;
    bencher.counter(ItemsCount::new(n_values)).bench(cell.0.call);
}

#[divan::bench(args = cells(), max_time = 0.05)]
fn inlined(bencher: Bencher, cell: &Named) {
    let n_values = (cell.0.inlined)().n_values;
    bencher.counter(ItemsCount::new(n_values)).bench(cell.0.inlined);
}
