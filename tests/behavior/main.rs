//! What a coroutine does, one module a feature.
