//! Prints what each machine allocates from its making to its end: how often, and how much at most at a time.
//!
//! This program alone has the counting allocator. A growth counts as an allocation of the new size beside the old one.

use allocation_counter::measure;
use coro_benches::Machine;
use coro_benches::drive::Mode;
use coro_benches::workload::Workload;

fn main() {
    println!("| workload | machine | allocations | peak bytes |");
    println!("|---|---|---:|---:|");
    for workload in Workload::ALL {
        let prepared = workload.prepare();
        for machine in Machine::ALL {
            let mut sum = None;
            let info = measure(|| sum = prepared.run(machine, Mode::Inlined));
            if sum.is_some() {
                let (name, machine) = (workload.name(), machine.name());
                println!("| {name} | {machine} | {} | {} |", info.count_total, info.bytes_max);
            }
        }
    }
}
