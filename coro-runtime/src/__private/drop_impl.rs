//! Whether a type implements `Drop` itself, told at compile time.
//!
//! A value that is matched by a pattern which binds all its parts is moved, or else all the parts are `Copy` and its
//! drop does nothing: unless the type has a destructor of its own. Generated code asserts that it has none.

use core::marker::PhantomData;

/// `DropImpl::<T>::EXISTS` says it, with [`NoDropImpl`] in scope.
#[derive(Debug)]
pub struct DropImpl<T: ?Sized>(PhantomData<T>);

#[allow(drop_bounds, reason = "the bound is the question")]
impl<T: ?Sized + Drop> DropImpl<T> {
    /// It does. An inherent constant is found before that of a trait.
    pub const EXISTS: bool = true;
}

/// The answer for every type that does not implement `Drop`.
pub trait NoDropImpl {
    /// It does not.
    const EXISTS: bool = false;
}

impl<T: ?Sized> NoDropImpl for DropImpl<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    struct Guard;
    impl Drop for Guard {
        fn drop(&mut self) {}
    }

    #[test]
    fn only_the_type_itself_counts() {
        const { assert!(DropImpl::<Guard>::EXISTS) };
        const { assert!(!DropImpl::<Option<Guard>>::EXISTS) };
        const { assert!(!DropImpl::<u32>::EXISTS) };
    }
}
