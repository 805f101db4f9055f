//! A counter behind a chain of coroutines that do nothing but delegate.
