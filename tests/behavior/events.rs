//! What happens in a body, in the order in which it happens.

use std::cell::RefCell;

/// The events so far.
#[derive(Debug, Default)]
pub(crate) struct Log(RefCell<Vec<String>>);

impl Log {
    pub(crate) fn note(&self, event: impl Into<String>) {
        self.0.borrow_mut().push(event.into());
    }

    pub(crate) fn take(&self) -> Vec<String> {
        self.0.take()
    }
}

/// Notes that it drops. It stands for Python's `finally`.
#[derive(Debug)]
pub(crate) struct Guard<'l>(pub(crate) &'static str, pub(crate) &'l Log);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.1.note(format!("drop {}", self.0));
    }
}
