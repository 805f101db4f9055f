#!/usr/bin/env bash
# Instructions per yield of every workload, machine and mode, as a table in Markdown: `benches/callgrind.sh`.
#
# A cell is the difference of two runs that repeat the workload differently often, so that what happens once (start of
# the process, making of the tree) cancels out. An argument picks the workloads whose name holds it.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
cargo build --quiet --release -p coro-benches
resumes="${CARGO_TARGET_DIR:-target}/release/resumes"

# instructions WORKLOAD MACHINE MODE REPEATS
instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$resumes" run "$@" 2>&1 |
        sed -n 's/.*Collected : //p'
}

# Checks the checksums before anything is measured.
cells=$("$resumes" cells)

printf '%s' "$cells" | grep -- "${1:-}" | while read -r workload machine mode n_values; do
    once=$(instructions "$workload" "$machine" "$mode" 1)
    thrice=$(instructions "$workload" "$machine" "$mode" 3)
    echo "$workload $machine $mode $once $thrice $n_values"
done | awk '
    { cell[$1, $2, $3] = sprintf("%.1f", ($5 - $4) / 2 / $6) }
    !($1 in seen) { seen[$1]; workloads[++n_workloads] = $1 }
    function shown(workload, machine) {
        if (!((workload, machine, "call") in cell)) return "–"
        return cell[workload, machine, "call"] " / " cell[workload, machine, "inlined"]
    }
    END {
        print "| workload | by hand | `#[coroutine]` | diapause | genawaiter |"
        print "|---|---:|---:|---:|---:|"
        for (i = 1; i <= n_workloads; i++) {
            workload = workloads[i]
            printf "| %s | %s | %s | %s | %s |\n", workload, shown(workload, "hand"),
                shown(workload, "coroutine"), shown(workload, "diapause"), shown(workload, "genawaiter")
        }
    }'
