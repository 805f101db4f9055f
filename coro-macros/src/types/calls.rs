//! Constructor-shaped calls: `Type::new(..)` makes a `Type` by convention. The functions that do
//! not keep to it stand in the tables of `conventions`.

use syn::{Expr, ExprCall, ExprPath, GenericArgument, Path, PathArguments, Type, TypePath, parse_quote};

use super::conventions::{self, GENERIC, Gives, HOLDERS, PRIMITIVE, TRAITS};
use super::expr::{read, unified};
use super::shape::{self, Kind, Known};
use super::{Scope, lookup};

/// `Vec::<u8>::new()`, `Some(x)`, `Point(1, 2)`, `Shape::Circle(1.)`, `mem::take(&mut x)`.
pub(super) fn call(expr: &ExprCall, scope: &Scope<'_>) -> Option<Type> {
    let Expr::Path(func) = super::expr::bare(&expr.func) else {
        return None;
    };
    let args = expr.args.iter().collect::<Vec<_>>();
    let name = func.path.segments.last()?.ident.to_string();
    let owner = owner(func);
    if shape::is_camel(&name) {
        return tuple_like(func, &name, owner, &args, scope);
    }
    let owner = owner?;
    match shape::last_segment(&owner) {
        Some(last) => {
            let owner_name = last.ident.to_string();
            if shape::is_camel(&owner_name) || shape::is_scalar_name(&owner_name) {
                associated(owner, &owner_name, &name, &args, scope)
            } else {
                free(&owner_name, &name, &args, scope)
            }
        }
        // `<[u8; 4]>::default()`
        None => PRIMITIVE.contains(&name.as_str()).then_some(owner),
    }
}

/// The type that the path of a function or variant stands in.
fn owner(func: &ExprPath) -> Option<Type> {
    match &func.qself {
        None => owner_of(&func.path),
        Some(qself) if qself.position == 0 => Some((*qself.ty).clone()),
        Some(_) => None,
    }
}

/// `a::Vec::<u8>::new` → `a::Vec<u8>`.
pub(super) fn owner_of(path: &Path) -> Option<Type> {
    let mut owner = path.clone();
    owner.segments.pop();
    owner.segments.pop_punct();
    (!owner.segments.is_empty()).then(|| written(owner))
}

/// A path of an expression as a type: without the `::` before its arguments.
fn written(mut path: Path) -> Type {
    for segment in &mut path.segments {
        if let PathArguments::AngleBracketed(args) = &mut segment.arguments {
            args.colon2_token = None;
        }
    }
    Type::Path(TypePath { attrs: Vec::new(), qself: None, path })
}

/// The owner, unless it is a generic type of std whose arguments are missing, or a trait.
pub(super) fn complete_owner(owner: Type) -> Option<Type> {
    let last = shape::last_segment(&owner)?;
    let is_elided = last.arguments.is_none() && GENERIC.contains(&&*last.ident.to_string());
    let is_trait = TRAITS.contains(&&*last.ident.to_string());
    (!is_elided && !is_trait).then_some(owner)
}

/// `owner` with this one argument.
fn holding(mut owner: Type, args: &[Type]) -> Option<Type> {
    if let Type::Path(path) = &mut owner {
        let generics = args.iter().cloned().map(GenericArgument::Type);
        path.path.segments.last_mut()?.arguments =
            PathArguments::AngleBracketed(parse_quote!(<#(#generics),*>));
    }
    Some(owner)
}

/// A tuple struct or a variant with fields.
fn tuple_like(
    func: &ExprPath,
    name: &str,
    owner: Option<Type>,
    args: &[&Expr],
    scope: &Scope<'_>,
) -> Option<Type> {
    let is_variant = owner
        .as_ref()
        .and_then(shape::last_segment)
        .is_some_and(|last| shape::is_camel(&last.ident.to_string()));
    match (name, args) {
        ("Some", [arg]) => Some(shape::option(&read(arg, scope)?)),
        ("Ok" | "Err" | "Some", _) => None,
        ("Reverse" | "Saturating" | "Wrapping", [arg]) if !is_variant => {
            holding(written(func.path.clone()), &[read(arg, scope)?])
        }
        _ if is_variant => complete_owner(owner?),
        _ if func.qself.is_some() => None,
        _ => complete_owner(written(func.path.clone())),
    }
}

/// `Type::function(..)`.
fn associated(owner: Type, owner_name: &str, name: &str, args: &[&Expr], scope: &Scope<'_>) -> Option<Type> {
    if let ("Arc" | "Rc" | "Clone", "clone", [arg]) = (owner_name, name, args) {
        return Some(shape::without_reference(&read(arg, scope)?).clone());
    }
    if let ("ToString", "to_string") = (owner_name, name) {
        return Some(shape::string(scope));
    }
    if TRAITS.contains(&owner_name) {
        return None;
    }
    let gives = match conventions::exception(owner_name, name) {
        Some(gives) => gives,
        None => match lookup::of_type(&owner, name, args, scope) {
            Some(result) => return result,
            None => conventions::named(owner_name, name),
        },
    };
    if gives == Gives::Bool {
        return Some(parse_quote!(bool));
    }
    let owner = match complete_owner(owner.clone()) {
        Some(owner) => owner,
        None if gives == Gives::Own => from_arguments(owner, owner_name, name, args, scope)?,
        None => return None,
    };
    match gives {
        Gives::Own => Some(owner),
        Gives::Fallible => Some(parse_quote!(::core::result::Result<#owner, _>)),
        Gives::Optional => Some(shape::option(&owner)),
        Gives::Borrowed => match read(args.first()?, scope)? {
            Type::Reference(arg) => Some(shape::reference(arg.lifetime, false, owner)),
            _ => None,
        },
        Gives::Bool | Gives::Unknown => None,
    }
}

/// The arguments of a generic type of std, from those of its constructor.
fn from_arguments(
    owner: Type,
    owner_name: &str,
    name: &str,
    args: &[&Expr],
    scope: &Scope<'_>,
) -> Option<Type> {
    let [arg] = args else {
        return None;
    };
    let arg = read(arg, scope)?;
    if name == "new" && HOLDERS.contains(&owner_name) {
        return holding(owner, &[arg]);
    }
    let known = Known::of(&arg);
    let elem = known.arg(0).filter(|_| known.kind == Kind::Array)?;
    match owner_name {
        _ if name != "from" => None,
        "Vec" | "VecDeque" | "BTreeSet" | "HashSet" | "BinaryHeap" | "LinkedList" => holding(owner, &[elem]),
        "BTreeMap" | "HashMap" => {
            let entry = Known::of(&elem);
            holding(owner, &[entry.arg(0)?, entry.arg(1)?])
        }
        _ => None,
    }
}

/// The few functions in modules of std that say their type through their arguments.
fn free(module: &str, name: &str, args: &[&Expr], scope: &Scope<'_>) -> Option<Type> {
    match (module, name, args) {
        ("mem", "take", [place]) | ("mem", "replace", [place, _]) => {
            Some(shape::without_reference(&read(place, scope)?).clone())
        }
        ("cmp", "max" | "min", args) => unified(args, scope),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::types;

    #[test]
    fn a_constructor_shaped_call_makes_its_type() {
        types(
            &[],
            &[
                ("String::new()", "String"),
                ("String::with_capacity(n)", "String"),
                ("std::string::String::from(x)", "std::string::String"),
                ("Vec::<u8>::with_capacity(4)", "Vec<u8>"),
                ("Vec::<_>::new()", "?"),
                ("Vec::new()", "?"),
                ("HashMap::<String, u8>::new()", "HashMap<String, u8>"),
                ("HashMap::new()", "?"),
                ("Self::start(1)", "Self"),
                ("geo::Point::origin()", "geo::Point"),
                ("<Point>::origin()", "Point"),
                ("Instant::now()", "Instant"),
                ("Duration::from_secs(1)", "Duration"),
                ("Default::default()", "?"),
                ("<u8 as Default>::default()", "?"),
                ("u64::from(x)", "u64"),
                ("u32::from_be_bytes(b)", "u32"),
                ("open()", "?"),
                ("fs::read(p)", "?"),
            ],
        );
    }

    #[test]
    fn an_argument_tells_the_missing_generics() {
        types(
            &[("rc", "Rc<String>"), ("r", "&'a Rc<String>"), ("s", "&'a str")],
            &[
                ("Box::new(1u8)", "Box<u8>"),
                ("std::rc::Rc::new(s)", "std::rc::Rc<&'a str>"),
                ("Arc::new(Mutex::new(0u8))", "Arc<Mutex<u8>>"),
                ("RefCell::new(vec![1u8])", "RefCell<::coro_runtime::__private::Vec<u8>>"),
                ("Rc::clone(&rc)", "Rc<String>"),
                ("Rc::clone(r)", "Rc<String>"),
                ("Box::new(unknown)", "?"),
                ("Vec::from([1u8, 2])", "Vec<u8>"),
                ("HashMap::from([(1u8, 'a')])", "HashMap<u8, char>"),
                ("Reverse(1u8)", "Reverse<u8>"),
                ("mem::take(&mut rc)", "Rc<String>"),
                ("std::mem::replace(&mut rc, x)", "Rc<String>"),
                ("std::cmp::max(1, 2u8)", "u8"),
            ],
        );
    }

    #[test]
    fn a_tuple_struct_and_a_variant_make_their_type() {
        types(
            &[("s", "&'a str")],
            &[
                ("Some(s)", "::core::option::Option<&'a str>"),
                ("Option::Some(1)", "::core::option::Option<i32>"),
                ("Some(unknown)", "?"),
                ("Ok(1)", "?"),
                ("Meters(1.0)", "Meters"),
                ("geo::Meters(1.0)", "geo::Meters"),
                ("Shape::Circle(1.0)", "Shape"),
                ("Self::Circle(1.0)", "Self"),
                ("Result::<u8, E>::Ok(1)", "?"),
                ("Tree::<u8>::Leaf(1)", "Tree<u8>"),
            ],
        );
    }

    #[test]
    fn an_exception_does_not_make_its_type() {
        types(
            &[("p", "&'a str")],
            &[
                ("CString::new(x)", "?"),
                ("CString::new(x)?", "CString"),
                ("File::create(p)", "?"),
                ("File::create_new(p).unwrap()", "File"),
                ("Path::new(p)", "&'a Path"),
                ("Path::new(\"a\")", "&'static Path"),
                ("String::from_utf8_lossy(b)", "?"),
                ("CStr::from_bytes_with_nul(b)", "?"),
                ("SystemTime::elapsed(&t)", "?"),
                ("UdpSocket::bind(a)?", "UdpSocket"),
                ("char::from_digit(1, 10)", "::core::option::Option<char>"),
                ("char::from_u32(1)", "::core::option::Option<char>"),
                ("NonZeroU32::new(1)", "::core::option::Option<NonZeroU32>"),
            ],
        );
    }

    #[test]
    fn a_name_that_says_otherwise_does_not_make_its_type() {
        let unknown = [
            "as_ref",
            "builder",
            "cmp",
            "count",
            "drop",
            "elapsed",
            "get",
            "get_mut",
            "instance",
            "into_inner",
            "iter",
            "len",
            "parse",
            "partial_cmp",
            "read",
            "run",
            "set_name",
            "spawn",
            "strong_count",
            "to_vec",
            "weak_count",
            "write",
        ];
        for name in unknown {
            types(&[], &[(&format!("Thing::{name}(x)"), "?")]);
        }
        let fallible = ["bind", "connect", "from_str", "from_utf16", "from_utf8", "open", "try_new"];
        for name in fallible {
            types(&[], &[(&format!("Thing::{name}(x)"), "?")]);
            types(&[], &[(&format!("Thing::{name}(x)?"), "Thing")]);
        }
        types(
            &[],
            &[
                ("Thing::checked_new(x)", "::core::option::Option<Thing>"),
                ("Thing::is_empty(&x)", "bool"),
                ("Thing::has_room(&x)", "bool"),
                ("Thing::eq(&x, &y)", "bool"),
                ("Thing::runner(x)", "Thing"),
                ("i32::from_str_radix(s, 16)?", "i32"),
                ("u8::try_from(x).unwrap()", "u8"),
                ("TcpStream::connect(a)", "?"),
            ],
        );
    }

    #[test]
    fn a_method_called_as_a_function_gives_what_the_method_gives() {
        types(
            &[("s", "String"), ("o", "Option<u8>")],
            &[
                ("String::len(&s)", "usize"),
                ("Option::is_some(&o)", "bool"),
                ("u32::pow(2, 3)", "u32"),
                ("f64::sqrt(2.0)", "f64"),
                ("u32::leading_zeros(1)", "u32"),
            ],
        );
    }
}
