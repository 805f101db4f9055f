#!/usr/bin/env bash
# Runs the behaviour tests, the same in a box, and the comparison with rustc's lowering under the tools: full optimisation
# with overflow checks (`cargo test` has these without optimisation), and AddressSanitizer, which needs a nightly compiler.
#
#     tests/tools.sh [optimised] [address]
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=${CARGO_TARGET_DIR:-target}

# The name of the run, the toolchain, flags for rustc, the level of optimisation, further arguments.
run() {
    local name=$1 toolchain=$2 flags=$3 level=$4
    shift 4
    echo "== $name"
    CARGO_TARGET_DIR="$target/tools/$name" CARGO_PROFILE_DEV_OPT_LEVEL=$level CARGO_PROFILE_DEV_DEBUG=0 \
        CARGO_INCREMENTAL=0 RUSTFLAGS="$flags" cargo "+$toolchain" test --quiet "$@"
}

# Lints that only the nightly compiler has do not count. No leaks are looked for in `difftest`: some arguments are leaked
# on purpose there, and in plain functions as in machines rustc leaks the value of a block when a destructor at its end
# panics.
address() {
    local flags="-Z sanitizer=address --cap-lints warn" host
    host=$(rustc -vV | sed -n 's/^host: //p')
    run address nightly "$flags" 0 --target "$host" --test behavior --test boxed
    ASAN_OPTIONS=detect_leaks=0 run address nightly "$flags" 0 --target "$host" --test difftest
}

if [ $# -eq 0 ]; then
    set -- optimised address
fi
for name in "$@"; do
    case $name in
    optimised) run optimised stable "-C overflow-checks=on" 3 --test behavior --test boxed --test difftest ;;
    address) address ;;
    *)
        echo "there is no run \`$name\`" >&2
        exit 1
        ;;
    esac
done
echo "all of them pass"
