//! Some of the workloads with `#[coroutine(boxed)]` and `#[coroutine(boxed(send))]`.

/// The bodies, with that word in the attribute.
macro_rules! bodies {
    ($module:ident: $($boxed:tt)+) => {
        pub(super) mod $module {
            use coro_runtime::prelude::*;

            use crate::workloads::trees::Tree;

            #[coro::coroutine($($boxed)+, yield = u64)]
            pub(in crate::workloads) fn counter() {
                let mut n: u64 = 0;
                loop {
                    yield_!(n);
                    n = n.wrapping_add(1);
                }
            }

            #[coro::coroutine($($boxed)+, recv = u64, yield = u64)]
            pub(in crate::workloads) fn total() {
                let mut total: u64 = 0;
                loop {
                    let value: u64 = yield_!(total);
                    total = total.wrapping_add(value);
                }
            }

            #[coro::coroutine($($boxed)+, recv = u8, yield = u8)]
            pub(in crate::workloads) fn delay() {
                let mut line: [u8; 256] = [0; 256];
                let mut at: u8 = 0;
                loop {
                    let byte: u8 = yield_!(line[usize::from(at)]);
                    line[usize::from(at)] = byte;
                    at = at.wrapping_add(1);
                }
            }

            #[coro::coroutine($($boxed)+, yield = u32)]
            pub(in crate::workloads) fn walk(tree: &Tree) {
                if let Some(left) = &tree.left {
                    yield_from!(walk(left));
                }
                yield_!(tree.value);
                if let Some(right) = &tree.right {
                    yield_from!(walk(right));
                }
            }
        }
    };
}

bodies!(local: boxed);
bodies!(shared: boxed(send));
