//! Signatures, taken apart.
