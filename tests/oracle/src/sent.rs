//! What a script can send.

use std::fmt::Debug;

use crate::effects::{D, Msg, msg};

/// What can be sent: each value is made afresh from a symbol of the script.
pub trait Sent: 'static {
    /// What stands for it in a script.
    type Symbol: Copy + Debug;
    /// Makes it.
    fn from_symbol(symbol: Self::Symbol) -> Self;
}

macro_rules! sent_as_itself {
    ($($ty:ty),*) => { $(
        impl Sent for $ty {
            type Symbol = $ty;
            fn from_symbol(symbol: $ty) -> $ty {
                symbol
            }
        }
    )* };
}
sent_as_itself!((), u32, &'static str, Option<u32>, (u32, u32), Result<u32, u32>);

impl Sent for String {
    type Symbol = &'static str;
    fn from_symbol(symbol: &'static str) -> String {
        symbol.to_owned()
    }
}

impl Sent for D {
    type Symbol = &'static str;
    fn from_symbol(symbol: &'static str) -> D {
        D::new(symbol)
    }
}

impl Sent for Msg {
    type Symbol = u32;
    fn from_symbol(symbol: u32) -> Msg {
        msg(symbol)
    }
}
