//! The conventions that calls are read by, and the exceptions to them: tables and the one question
//! that is asked of them, what `Type::function` gives.

use super::shape;

/// What an associated function gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gives {
    /// `Self`
    Own,
    /// `Result<Self, _>`
    Fallible,
    /// `Option<Self>`
    Optional,
    /// `bool`
    Bool,
    /// `&Path` from a `&str`: a borrow of the argument
    Borrowed,
    Unknown,
}

/// Functions of std that are named like something else than what they give. Sorted.
const EXCEPTIONS: &[(&str, &str, Gives)] = &[
    ("CStr", "from_bytes_with_nul", Gives::Unknown),
    ("CString", "new", Gives::Fallible),
    ("File", "create", Gives::Fallible),
    ("File", "create_new", Gives::Fallible),
    ("Path", "new", Gives::Borrowed),
    ("String", "from_utf8_lossy", Gives::Unknown),
    ("SystemTime", "elapsed", Gives::Unknown),
    ("UdpSocket", "bind", Gives::Fallible),
    ("char", "from_digit", Gives::Optional),
    ("char", "from_u32", Gives::Optional),
];

/// Names that say what a function gives whatever its type. A name ending in `_` is a prefix, any
/// other stands for itself and for itself with more words behind. Sorted.
const NAMES: &[(&str, Gives)] = &[
    ("as_", Gives::Unknown),
    ("bind", Gives::Fallible),
    ("builder", Gives::Unknown),
    ("checked", Gives::Optional),
    ("cmp", Gives::Unknown),
    ("connect", Gives::Fallible),
    ("count", Gives::Unknown),
    ("drop", Gives::Unknown),
    ("elapsed", Gives::Unknown),
    ("eq", Gives::Bool),
    ("from_str", Gives::Fallible),
    ("from_utf16", Gives::Fallible),
    ("from_utf8", Gives::Fallible),
    ("get", Gives::Unknown),
    ("has_", Gives::Bool),
    ("instance", Gives::Unknown),
    ("into_", Gives::Unknown),
    ("is_", Gives::Bool),
    ("iter", Gives::Unknown),
    ("len", Gives::Unknown),
    ("open", Gives::Fallible),
    ("parse", Gives::Unknown),
    ("partial_cmp", Gives::Unknown),
    ("read", Gives::Unknown),
    ("run", Gives::Unknown),
    ("set_", Gives::Unknown),
    ("spawn", Gives::Unknown),
    ("strong_count", Gives::Unknown),
    ("to_", Gives::Unknown),
    ("try_", Gives::Fallible),
    ("weak_count", Gives::Unknown),
    ("write", Gives::Unknown),
];

/// Functions of primitives that give the primitive. Sorted.
#[rustfmt::skip]
pub(super) const PRIMITIVE: &[&str] = &[
    "default", "from", "from_be", "from_be_bytes", "from_bits", "from_le", "from_le_bytes",
    "from_ne_bytes",
];

/// Std's generic types, which say too little without their arguments. Sorted.
#[rustfmt::skip]
pub(super) const GENERIC: &[&str] = &[
    "Arc", "BTreeMap", "BTreeSet", "BinaryHeap", "Box", "BufReader", "BufWriter", "Cell",
    "ControlFlow", "Cow", "Cursor", "HashMap", "HashSet", "LazyCell", "LazyLock", "LineWriter",
    "LinkedList", "ManuallyDrop", "Mutex", "NonNull", "NonZero", "OnceCell", "OnceLock", "Option",
    "PhantomData", "Pin", "Poll", "Range", "RangeFrom", "RangeInclusive", "RangeTo",
    "RangeToInclusive", "Rc", "RefCell", "Result", "Reverse", "RwLock", "Saturating", "Vec",
    "VecDeque", "Weak", "Wrapping",
];

/// Of these, the ones whose `new` takes the value they hold. Sorted.
#[rustfmt::skip]
pub(super) const HOLDERS: &[&str] = &[
    "Arc", "Box", "BufReader", "BufWriter", "Cell", "Cursor", "LineWriter", "ManuallyDrop", "Mutex",
    "Pin", "Rc", "RefCell", "RwLock",
];

/// Traits, which stand before a function as types do and are none. Sorted.
#[rustfmt::skip]
pub(super) const TRAITS: &[&str] = &[
    "Add", "AsMut", "AsRef", "Borrow", "BufRead", "Clone", "Coroutine", "Default", "Deref",
    "DerefMut", "Div", "DoubleEndedIterator", "Empty", "ExactSizeIterator", "Extend", "From",
    "FromIterator", "FromStr", "Hash", "Hasher", "Index", "Into", "IntoIterator", "Iterator", "Mul",
    "Neg", "Not", "Ord", "PartialEq", "PartialOrd", "Read", "Rem", "Seek", "Sub", "ToOwned",
    "ToString", "TryFrom", "TryInto", "Write",
];

/// What `owner::name` gives, by the exception if there is one.
pub(super) fn exception(owner_name: &str, name: &str) -> Option<Gives> {
    let row = EXCEPTIONS.iter().find(|row| (row.0, row.1) == (owner_name, name));
    let checked = owner_name.starts_with("NonZero") && name == "new";
    row.map(|row| row.2).or(checked.then_some(Gives::Optional))
}

/// What the name alone says.
pub(super) fn named(owner_name: &str, name: &str) -> Gives {
    let row = NAMES.iter().find(|(word, _)| match name.strip_prefix(word) {
        Some(rest) => word.ends_with('_') || rest.is_empty() || rest.starts_with('_'),
        None => false,
    });
    match row {
        Some((_, gives)) => *gives,
        None if shape::is_scalar_name(owner_name) && !PRIMITIVE.contains(&name) => Gives::Unknown,
        None => Gives::Own,
    }
}

#[cfg(test)]
mod tests {
    use super::{EXCEPTIONS, GENERIC, HOLDERS, NAMES, PRIMITIVE, TRAITS};

    #[test]
    fn the_tables_are_sorted() {
        assert!(EXCEPTIONS.is_sorted_by_key(|row| (row.0, row.1)));
        assert!(NAMES.is_sorted_by_key(|row| row.0));
        for table in [GENERIC, HOLDERS, PRIMITIVE, TRAITS] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }
}
