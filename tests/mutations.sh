#!/usr/bin/env bash
# Breaks the emitter in a copy, one way at a time, and compares the bodies of the first seeds: each break has to be seen.
#
#     tests/mutations.sh [number of bodies]
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
count=${1:-60}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n_missed=0

# The name of the mutation, the file that it changes, what `sed` does to it.
mutate() {
    local name=$1 file=$2 change=$3
    rm -rf "$work/coro"
    mkdir "$work/coro"
    git archive HEAD | tar -x -C "$work/coro"
    sed -i "$change" "$work/coro/$file"
    if git show "HEAD:$file" | cmp -s - "$work/coro/$file"; then
        echo "$name: \`$file\` is no longer what the mutation expects"
        exit 1
    fi
    local printed
    printed=$(cd "$work/coro" && CARGO_TARGET_DIR="$work/target" cargo run --quiet -p coro-generated -- \
        run --seed 1 --count "$count" --unshrunk --scratch "$work/scratch" || true)
    local totals
    totals=$(grep '^up to seed' <<<"$printed" | tail -1)
    local differing
    differing=$(grep -c '^  first difference' <<<"$printed" || true)
    printf '%s: %s (%s differences shown)\n' "$name" "$totals" "$differing"
    if [ "$differing" -eq 0 ]; then
        n_missed=$((n_missed + 1))
    fi
}

mutate "locals that drop in the order of their declaration" coro-macros/src/emit/variants.rs \
    's/state\.fields\.iter()\.rev()\.filter/state.fields.iter().filter/'
mutate "what is kept in place is not written back" coro-macros/src/emit/suspending.rs \
    's/let written = self\.written_back(number, fields);/let written = TokenStream::new();/'
mutate "a condition that is evaluated again" coro-macros/src/emit/control.rs \
    's/quote!(#(#attrs)\* if #cond { #then } #otherwise)/{ let again = matches!(\&stmt.cond, syn::Expr::Binary(it) if matches!(it.op, syn::BinOp::Eq(_) | syn::BinOp::Lt(_))).then(|| quote!(let _ = #cond;)); quote!(#again #(#attrs)* if #cond { #then } #otherwise) }/'

if [ "$n_missed" -gt 0 ]; then
    echo "$n_missed mutations were missed"
    exit 1
fi
echo "every mutation was seen"
