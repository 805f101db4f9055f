//! Names what each machine allocates from its making to its end: how often, and how many bytes at most at a time.
//!
//! This program alone has the counting allocator. A growth counts as an allocation of the new size beside the old one.

use allocation_counter::measure;
use coro_benches::workloads;

fn main() {
    for cell in workloads::cells() {
        // What it works on is made in the first run.
        let mut sum = (cell.inlined)();
        let info = measure(|| sum = (cell.inlined)());
        println!("{} {} {} {}", cell.workload, cell.maker.name(), info.count_total, info.bytes_max);
        assert!(sum.n_values > 0, "a run hands something out");
    }
}
